import type { AttachedTarget, Candidate } from '../match/candidate.ts';
import type { JudgedCandidate } from '../judge/candidate.ts';
import type { ElementFinding } from '../judge/elements.ts';
import { statedYears } from '../judge/year.ts';
import type { ResultEvidence } from '../result/schema.ts';
import type { EvidenceRole, ReasonCode } from '../result/vocabulary.ts';
import type { FetchRecord } from '../snapshot/schema.ts';
import { maskPersonalData } from '../text/personal-data.ts';
import { tidy } from '../text/normalise.ts';

const maxDocuments = 5;
const maxTitleChars = 200;

/** The right place with something lacking is worth showing as such; the wrong thing is not. */
const nearly = new Set<ReasonCode>(['missing-element', 'wrong-format', 'year-unclear']);

/** Of what a person has to look at, these speak against it. */
const doubtful = new Set<ReasonCode>(['wrong-year', 'missing-element']);

/** What a judged candidate was to its item. */
export function roleOf(judged: JudgedCandidate): EvidenceRole {
  switch (judged.verdict) {
    case 'pass':
    case 'partial':
      return 'accepted';
    case 'review': {
      const isClosed = judged.candidate.record === null || judged.candidate.record.outcome !== 'ok';
      return isClosed || doubtful.has(judged.causes[0]?.code ?? 'empty') ? 'supporting' : 'accepted';
    }
    case 'fail':
      return nearly.has(judged.causes[0]?.code ?? 'empty') ? 'supporting' : 'rejected';
  }
}

/** A candidate as evidence, and after it the documents on it that were opened. */
export function describeEvidence(judged: JudgedCandidate, role: EvidenceRole): ResultEvidence[] {
  const { candidate } = judged;
  const { record } = candidate;
  const own: ResultEvidence = {
    role,
    url: candidate.url,
    ...describeRecord(candidate.url, record),
    title: titleOf(candidate),
    source: candidate.source,
    foundOn: candidate.foundOn,
    linkText: candidate.linkText === null ? null : clean(candidate.linkText),
    // The depth of a declared address is no count of clicks: nobody clicked there.
    clicksFromHome:
      candidate.clickPath?.length ?? (record?.purpose === 'declared' ? null : record?.depth) ?? null,
    clickPath: (candidate.clickPath ?? []).map((step) => ({ url: step.url, text: clean(step.text) })),
    fiscalYears: judged.year.found,
    relevance: round(judged.relevance),
    screenshot: null,
    // What a document on it shows is told there; what nothing shows is told here.
    elements: describeElements(
      judged.elements.filter(({ sourceUrl }) => sourceUrl === null || sourceUrl === candidate.url),
    ),
  };
  const shownBy = (document: AttachedTarget): ElementFinding[] =>
    judged.elements.filter(({ sourceUrl }) => sourceUrl === document.url);
  const documents = judged.documents
    .filter((document) => document.record !== null)
    .toSorted((a, b) => shownBy(b).length - shownBy(a).length)
    .slice(0, maxDocuments)
    .map((document) => ({
      ...describeDocument(document, candidate, role === 'accepted' ? 'supporting' : role),
      elements: describeElements(shownBy(document)),
    }));
  return [own, ...documents];
}

function describeElements(findings: readonly ElementFinding[]): ResultEvidence['elements'] {
  return findings.map(({ element, found, quote, page }) => ({ id: element.id, found, quote, page }));
}

function describeDocument(
  document: AttachedTarget,
  candidate: Candidate,
  role: EvidenceRole,
): ResultEvidence {
  const label = document.labels[0]?.text ?? null;
  const title = document.opened?.title ?? label;
  const inside = statedYears(document.opened?.titleLines ?? []);
  return {
    role,
    url: document.url,
    ...describeRecord(document.url, document.record),
    title: title === null ? (document.record?.fileName ?? null) : clean(title),
    source: candidate.source,
    foundOn: candidate.url,
    linkText: document.yearTexts[0] === undefined ? null : clean(document.yearTexts[0]),
    clicksFromHome: candidate.clickPath === null ? null : candidate.clickPath.length + 1,
    clickPath:
      candidate.clickPath === null
        ? []
        : [...candidate.clickPath, { url: document.url, text: label ?? '' }].map((step) => ({
            url: step.url,
            text: clean(step.text),
          })),
    fiscalYears: inside.length > 0 ? inside : statedYears(document.yearTexts),
    relevance: round(document.relevance),
    screenshot: null,
    elements: [],
  };
}

function describeRecord(url: string, record: FetchRecord | null) {
  return {
    finalUrl: record?.finalUrl ?? url,
    outcome: record?.outcome ?? ('budget' as const),
    httpStatus: record?.httpStatus ?? null,
    contentType: record?.contentType ?? null,
    kind: record?.kind ?? null,
    bytes: record === null ? null : record.bytes,
    sha256: record?.sha256 ?? null,
    retrievedAt: record?.retrievedAt ?? null,
  };
}

/** What the evidence calls itself: section heading, page heading, title, file name or the link to it. */
export function titleOf(candidate: Candidate): string | null {
  const facts = candidate.page?.facts;
  const heading = facts?.headings.find(({ level }) => level === 1)?.text;
  const title =
    candidate.section?.heading ??
    (heading ||
      facts?.title ||
      candidate.opened?.title ||
      candidate.labels[0]?.text ||
      candidate.record?.fileName ||
      null);
  return title === null ? null : clean(title);
}

function clean(text: string): string {
  return maskPersonalData(tidy(text)).slice(0, maxTitleChars);
}

function round(share: number): number {
  return Math.round(share * 100) / 100;
}
