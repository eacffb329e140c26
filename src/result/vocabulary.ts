/**
 * The closed vocabularies of the result document. They are the contract that scripts and
 * spreadsheets read: nothing here is renamed without a new `schemaVersion`.
 */

/** What the machine expects an assessor to give; `review` means that it could not tell. */
export const verdicts = ['pass', 'partial', 'fail', 'review', 'not-applicable'] as const;
export type Verdict = (typeof verdicts)[number];

/** The points of a verdict, out of 100; null where none are given. */
export const verdictScores: Readonly<Record<Verdict, 0 | 50 | 100 | null>> = {
  pass: 100,
  partial: 50,
  fail: 0,
  review: null,
  'not-applicable': null,
};

/** How firmly a verdict stands, see `src/judge/confidence.ts` for the thresholds. */
export const confidences = ['sure', 'likely', 'check'] as const;
export type Confidence = (typeof confidences)[number];

/** How one fetch ended. */
export const outcomes = [
  'ok',
  'dns',
  'refused',
  'timeout',
  'reset',
  'tls',
  'http-error',
  'redirect-loop',
  'robots',
  'blocked',
  'login',
  'soft-404',
  'too-large',
  'not-html',
  'parked',
  'address-refused',
  'budget',
] as const;
export type Outcome = (typeof outcomes)[number];

/** Why a verdict is what it is. */
export const reasonCodes = [
  'not-found',
  'not-searched',
  'unreachable',
  'soft-404',
  'login-required',
  'blocked',
  'wrong-year',
  'year-unclear',
  'not-due-yet',
  'out-of-date',
  'missing-element',
  'empty',
  'wrong-kind',
  'wrong-format',
  'wrong-owner',
  'off-site',
  'not-on-menu',
  'unreadable',
  'reused',
  'declared-url-differs',
  'low-confidence',
  'needs-a-person',
  'overridden',
] as const;
export type ReasonCode = (typeof reasonCodes)[number];

/** Reasons of a review that are about us or the moment, not about the agency's content. */
export const couldNotLookReasons: ReadonlySet<ReasonCode> = new Set([
  'not-searched',
  'unreachable',
  'blocked',
]);

/** What ended a crawl. */
export const stopCauses = [
  'complete',
  'answered',
  'max-pages',
  'max-documents',
  'max-time',
  'max-bytes',
  'interrupted',
  'site-unreachable',
  'disk-full',
  'error',
] as const;
export type StopCause = (typeof stopCauses)[number];

/** What a piece of evidence was to its item. */
export const evidenceRoles = ['accepted', 'supporting', 'rejected'] as const;
export type EvidenceRole = (typeof evidenceRoles)[number];

/** How certain a fact in a checklist is. */
export const factConfidences = ['high', 'medium', 'low'] as const;
export type FactConfidence = (typeof factConfidences)[number];

/** The kinds of agency that a checklist may tell apart. */
export const agencyTypes = [
  'sao',
  'municipality',
  'pao',
  'special-local',
  'province',
  'department',
  'state-enterprise',
  'public-organisation',
  'university',
  'school',
  'college',
  'hospital',
  'police',
  'court',
  'other',
] as const;
export type AgencyType = (typeof agencyTypes)[number];

/** Agency types that are local government (อปท.): a political and a permanent side. */
export const localGovernmentTypes: readonly AgencyType[] = ['sao', 'municipality', 'pao', 'special-local'];
