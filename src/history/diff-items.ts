import { couldNotLookReasons } from '../result/vocabulary.ts';
import type { Change } from './comparison-schema.ts';
import { type EvidencePlace, isInconclusive, isSameAddress, type ItemDigest } from './digest.ts';
import type { ChangeKind } from './vocabulary.ts';

/** Whether the item could not be looked at, so that nothing follows from what it lacks. */
export function couldNotLook({ verdict, reason }: ItemDigest): boolean {
  return verdict === 'review' && reason !== null && couldNotLookReasons.has(reason);
}

type ChangeFields = Partial<Pick<Change, 'from' | 'to' | 'url' | 'newUrl' | 'outcome'>>;

function describe(kind: ChangeKind, fields: ChangeFields): Change {
  return { kind, from: null, to: null, url: null, newUrl: null, outcome: null, ...fields };
}

/** Whether what the earlier verdict rested on did not answer this time, and nothing stands in for it. */
export function hasNoAnswer({ accepted }: ItemDigest, newer: ItemDigest, failed: readonly string[]): boolean {
  if (accepted === null) return false;
  const isThere = newer.accepted !== null && isSameAddress(newer.accepted.url, accepted.url);
  return !isThere && failed.some((url) => isSameAddress(url, accepted.url));
}

/**
 * What changed about one item between two runs: its verdict, its evidence, the years of its evidence. Where one of the
 * two could not look, nothing is said of the evidence.
 *
 * @param failed addresses that did not answer in the later run
 */
export function diffItems(older: ItemDigest, newer: ItemDigest, failed: readonly string[]): Change[] {
  const changes: Change[] = [];
  if (older.verdict !== newer.verdict)
    changes.push(describe('verdict', { from: older.verdict, to: newer.verdict }));
  if (couldNotLook(older) || couldNotLook(newer) || hasNoAnswer(older, newer, failed)) return changes;
  return [...changes, ...diffEvidence(older, newer), ...diffSupporting(older, newer)];
}

/** Documents on the page that answers: gone, or other bytes under the same address. */
function diffSupporting(older: ItemDigest, newer: ItemDigest): Change[] {
  const places = [...(newer.accepted === null ? [] : [newer.accepted]), ...newer.supporting, ...newer.others];
  return older.supporting
    .filter(({ outcome, isDocument }) => outcome === 'ok' && isDocument)
    .flatMap((before) => {
      const now = places.find(({ url }) => isSameAddress(url, before.url));
      if (now === undefined || isInconclusive(now.outcome, now.httpStatus)) return [];
      const isOther = now.sha256 !== null && before.sha256 !== null && now.sha256 !== before.sha256;
      if (now.outcome === 'ok') return diffPlace(before, now, isOther);
      return [describe('evidence-gone', { url: before.url, outcome: now.outcome })];
    });
}

function diffEvidence(older: ItemDigest, newer: ItemDigest): Change[] {
  const [before, after] = [older.accepted, newer.accepted];
  if (before === null) {
    return after === null ? [] : [describe('evidence-found', { newUrl: after.url })];
  }
  if (after === null) return diffLost(before, older, newer);
  if (isSameAddress(before.url, after.url))
    return diffPlace(before, after, isOtherContent(older, newer, before, after));
  if (before.sha256 !== null && before.sha256 === after.sha256)
    return [describe('evidence-moved', { url: before.url, newUrl: after.url })];
  const now = newer.others.find(({ url }) => isSameAddress(url, before.url));
  const replaced = describe('evidence-replaced', {
    url: before.url,
    newUrl: after.url,
    outcome: now?.outcome ?? null,
  });
  return [replaced, ...diffYears(before, after)];
}

/** The evidence is not accepted any more: it is gone, or it is still there and holds something else. */
function diffLost(before: EvidencePlace, older: ItemDigest, newer: ItemDigest): Change[] {
  const places = [...newer.supporting, ...newer.others];
  const now = places.find(({ url }) => isSameAddress(url, before.url));
  if (now === undefined) return [describe('evidence-gone', { url: before.url })];
  if (now.outcome === 'ok') {
    const isOther = now === places[0] && isOtherContent(older, newer, before, now);
    return diffPlace(before, now, isOther);
  }
  if (isInconclusive(now.outcome, now.httpStatus)) return [];
  return [describe('evidence-gone', { url: before.url, outcome: now.outcome })];
}

/** Whether what an item rests on holds something else; the bytes of a page change with every visit counter. */
function isOtherContent(
  older: ItemDigest,
  newer: ItemDigest,
  before: EvidencePlace,
  after: EvidencePlace,
): boolean {
  if (older.contentSha256 !== null && newer.contentSha256 !== null)
    return older.contentSha256 !== newer.contentSha256;
  return (
    before.isDocument && before.sha256 !== null && after.sha256 !== null && before.sha256 !== after.sha256
  );
}

function diffPlace(before: EvidencePlace, after: EvidencePlace, isOther: boolean): Change[] {
  const replaced = describe('evidence-replaced', { url: before.url, newUrl: after.url });
  return [...(isOther ? [replaced] : []), ...diffYears(before, after)];
}

function diffYears(before: EvidencePlace, after: EvidencePlace): Change[] {
  const [from, to] = [writeYears(before), writeYears(after)];
  // That a year is no longer read from the same place says more of the reading than of the place.
  if (from === to || to === null) return [];
  return [describe(from === null ? 'newly-dated' : 'year', { from, to, url: before.url, newUrl: after.url })];
}

function writeYears({ fiscalYears }: EvidencePlace): string | null {
  return fiscalYears.length === 0 ? null : fiscalYears.toSorted((a, b) => a - b).join(', ');
}
