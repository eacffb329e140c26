import { z } from 'zod';
import { canonicalKey } from '../crawl/canonical-url.ts';
import type { Result, ResultItem } from '../result/schema.ts';
import { type Outcome, outcomes, reasonCodes, stopCauses, verdicts } from '../result/vocabulary.ts';

/** Version of the digests in the store; one of another version is made again from the result. */
export const digestVersion = 1;

const place = z.object({
  url: z.string(),
  outcome: z.enum(outcomes),
  httpStatus: z.int().nullable(),
  /** of the bytes; null where nothing came or nothing was read */
  sha256: z.string().nullable(),
  isDocument: z.boolean(),
  fiscalYears: z.array(z.int()),
});

const item = z.object({
  code: z.string(),
  topics: z.array(z.string()),
  nameTh: z.string(),
  nameEn: z.string(),
  unitTh: z.string(),
  unitEn: z.string(),
  verdict: z.enum(verdicts),
  /** of the most decisive reason */
  reason: z.enum(reasonCodes).nullable(),
  reasonTh: z.string().nullable(),
  reasonEn: z.string().nullable(),
  /** of everything that the verdict rests on, menus and visit counters left out */
  contentSha256: z.string().nullable(),
  accepted: place.nullable(),
  /** documents and pages that it rests on beside */
  supporting: z.array(place),
  /** where else it was looked for */
  others: z.array(place),
});

/** What the history needs to know of a run: a few kilobytes in place of a result. */
export const digestSchema = z.object({
  runId: z.string(),
  /** ISO instants, UTC */
  startedAt: z.string(),
  finishedAt: z.string(),
  asOf: z.string(),
  agencyKey: z.string(),
  programme: z.string(),
  fiscalYear: z.int(),
  checklist: z.object({ id: z.string(), sha256: z.string() }),
  /** what judged and what read: version, PDF reader, OCR */
  tool: z.object({ version: z.string(), pdf: z.string().nullable(), ocr: z.string().nullable() }),
  /** those that decide what is looked at and how */
  options: z.record(z.string(), z.string()),
  reachable: z.boolean(),
  problem: z.enum(outcomes).nullable(),
  stoppedBy: z.enum(stopCauses),
  incomplete: z.boolean(),
  /** null: only some items were asked for, and the run has no place in a history */
  score: z.object({ expected: z.number().nullable(), low: z.number(), high: z.number() }).nullable(),
  /** how the start page answered; null where nobody kept it */
  latencyMs: z.number().nullable(),
  /** addresses that did not answer, which may be over tomorrow */
  failed: z.array(z.string()),
  items: z.array(item),
});
export type RunDigest = z.infer<typeof digestSchema>;
export type ItemDigest = RunDigest['items'][number];
export type EvidencePlace = NonNullable<ItemDigest['accepted']>;

/** Options that decide neither what is looked at nor how it is judged. */
const idleOptions = new Set(['asOf', 'checklist', 'concurrency', 'delayMs', 'screenshots']);

/** Enough to find an address again; the result has them all. */
const maxOthers = 16;
const maxFailed = 100;

/**
 * The digest of a result.
 *
 * @param latencyMs how long the start page took to answer; null where it is not known
 */
export function digestResult(result: Result, latencyMs: number | null = null): RunDigest {
  const { run, checklist, site, tool, score } = result;
  const statuses = new Map(result.problems.map(({ url, httpStatus }) => [url, httpStatus]));
  const statusOf = (url: string): number | null => statuses.get(url) ?? null;
  return {
    runId: run.id,
    startedAt: run.startedAt,
    finishedAt: run.finishedAt,
    asOf: run.asOf,
    agencyKey: result.agency.key,
    programme: checklist.programme,
    fiscalYear: checklist.fiscalYear,
    checklist: { id: checklist.id, sha256: checklist.sha256 },
    tool: { version: tool.version, pdf: tool.components.pdf, ocr: tool.components.ocr },
    options: Object.fromEntries(
      Object.entries(run.options)
        .filter(([name, value]) => !idleOptions.has(name) && value !== undefined)
        .map(([name, value]) => [name, JSON.stringify(value)]),
    ),
    reachable: site.reachable,
    problem: site.problem,
    stoppedBy: run.stoppedBy,
    incomplete: run.incomplete,
    score: score === null ? null : { expected: score.expected, low: score.low, high: score.high },
    latencyMs,
    failed: result.problems
      .filter(({ outcome, httpStatus }) => outcome !== null && isInconclusive(outcome, httpStatus))
      .map(({ url }) => url)
      .slice(0, maxFailed),
    items: result.items.map((one) => digestItem(one, statusOf)),
  };
}

/** Whether an answer says nothing of what is at the address: it may be another one tomorrow. */
export function isInconclusive(outcome: Outcome, httpStatus: number | null): boolean {
  switch (outcome) {
    case 'ok':
    case 'soft-404':
    case 'login':
    case 'parked':
      return false;
    case 'http-error':
      // Where the status is not known it proves nothing: 500 and 503 are the server's bad moment.
      return httpStatus !== 404 && httpStatus !== 410;
    case 'dns':
    case 'refused':
    case 'timeout':
    case 'reset':
    case 'tls':
    case 'redirect-loop':
    case 'robots':
    case 'blocked':
    case 'too-large':
    case 'not-html':
    case 'address-refused':
    case 'budget':
      return true;
  }
}

function digestItem(item: ResultItem, statusOf: (url: string) => number | null): ItemDigest {
  const reason = item.reasons[0];
  const accepted = item.evidence.find(({ role }) => role === 'accepted');
  return {
    code: item.code,
    topics: item.topics,
    nameTh: item.nameTh,
    nameEn: item.nameEn,
    unitTh: item.responsibleUnitTh,
    unitEn: item.responsibleUnitEn,
    verdict: item.verdict,
    reason: reason?.code ?? null,
    reasonTh: reason?.messageTh ?? null,
    reasonEn: reason?.messageEn ?? null,
    contentSha256: item.evidenceSha256 ?? null,
    accepted: accepted === undefined ? null : placeOf(accepted),
    supporting: item.evidence
      .filter(({ role }) => role === 'supporting')
      .map(placeOf)
      .slice(0, maxOthers),
    others: otherPlaces(item, statusOf).slice(0, maxOthers),
  };
}

function placeOf(evidence: ResultItem['evidence'][number]): EvidencePlace {
  const { url, outcome, httpStatus, sha256, kind, fiscalYears } = evidence;
  return { url, outcome, httpStatus, sha256, isDocument: kind !== null && kind !== 'html', fiscalYears };
}

function otherPlaces(item: ResultItem, statusOf: (url: string) => number | null): EvidencePlace[] {
  const evidence = item.evidence.filter(({ role }) => role === 'rejected').map(placeOf);
  const known = new Set(item.evidence.map(({ url }) => url));
  const looked = item.looked
    .filter(({ url }) => !known.has(url))
    .map(({ url, outcome }) => ({
      url,
      outcome,
      httpStatus: statusOf(url),
      sha256: null,
      isDocument: false,
      fiscalYears: [],
    }));
  return [...evidence, ...looked];
}

/** Two spellings of one address are one place. */
export function isSameAddress(one: string, other: string): boolean {
  return (canonicalKey(one) ?? one) === (canonicalKey(other) ?? other);
}
