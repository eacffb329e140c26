import { canonicalKey } from '../crawl/canonical-url.ts';
import { extractPage } from '../extract/page.ts';
import { findPartner } from '../history/compare-runs.ts';
import { isInconclusive } from '../history/digest.ts';
import { levelOf, type Recheck } from '../history/follow-item.ts';
import type { Result, ResultItem } from '../result/schema.ts';
import type { Outcome } from '../result/vocabulary.ts';
import type { Snapshot } from '../snapshot/reader.ts';
import type { FetchRecord } from '../snapshot/schema.ts';
import { readDigests, readStoredResult } from '../store/runs.ts';
import type { Store } from '../store/store.ts';
import type { Standing } from './standing.ts';

/** An item that a night found changed, and where to look again. */
export interface LookTarget {
  code: string;
  topic: string;
  /** what was the evidence when it was good, or is so again */
  url: string;
  /** the page that led there; null: none is known, or it is the start page */
  foundOn: string | null;
  /** the night asked for the evidence itself */
  wasAsked: boolean;
  /** what the item scored before the suspicion: 50 or 100 */
  level: number;
  /** most decisive reason of the night */
  reason: string | null;
  /** of the evidence as the night saw it */
  sha256: string | null;
}

/** No more items are looked at by day: what fails on the whole site at once is the site's, and nights see it. */
const maxTargets = 12;

/** What is suspected of an agency, or coming back, and can be looked at with a few requests. */
export async function findTargets(store: Store, { agencyKey, history }: Standing): Promise<LookTarget[]> {
  const wanted = history.items.filter(({ state }) => state === 'suspected' || state === 'recovering');
  if (wanted.length === 0) return [];
  const digests = (await readDigests(store, agencyKey, history.programme, history.run.startedAt)).filter(
    ({ digest }) => digest.score !== null,
  );
  const last = digests.at(-1);
  if (last === undefined) return [];
  const results = new Map<number, Result | null>();
  const resultOf = async (id: number): Promise<Result | null> => {
    if (!results.has(id)) results.set(id, await readStoredResult(store, id));
    return results.get(id) ?? null;
  };
  const targets: LookTarget[] = [];
  for (const { topics, state } of wanted.slice(0, maxTargets)) {
    const now = last.digest.items.find((item) => item.topics[0] === topics[0]);
    if (now === undefined) continue;
    const nowLevel = levelOf(now) ?? 0;
    const good =
      state === 'recovering'
        ? last
        : digests.findLast(({ digest }) => {
            const then = findPartner(now, digest.items);
            return then !== null && (levelOf(then) ?? 0) > nowLevel;
          });
    const then = good === undefined ? null : findPartner(now, good.digest.items);
    const evidence = acceptedOf(good === undefined ? null : await resultOf(good.id), then?.code);
    const topic = topics[0];
    if (then === null || evidence === undefined || topic === undefined) continue;
    const seen = placeIn(await resultOf(last.id), now.code, evidence.url);
    targets.push({
      code: now.code,
      topic,
      url: evidence.url,
      foundOn: evidence.foundOn,
      wasAsked: seen !== null,
      level: levelOf(then) ?? 100,
      reason: now.reason,
      sha256: seen?.sha256 ?? null,
    });
  }
  return targets;
}

function acceptedOf(
  result: Result | null,
  code: string | undefined,
): ResultItem['evidence'][number] | undefined {
  return result?.items.find((item) => item.code === code)?.evidence.find(({ role }) => role === 'accepted');
}

/** An address among all that a run tells of; null: it was not asked for, as far as the result says. */
function placeIn(result: Result | null, code: string, url: string): { sha256: string | null } | null {
  if (result === null) return null;
  const key = canonicalKey(url);
  const isIt = (other: { url: string }): boolean => canonicalKey(other.url) === key;
  const item = result.items.find((one) => one.code === code);
  const evidence = item?.evidence.find(isIt);
  if (evidence !== undefined) return { sha256: evidence.sha256 };
  const isKnown = item?.looked.some(isIt) === true || result.problems.some(isIt);
  return isKnown ? { sha256: null } : null;
}

/** What a light look saw: judged by the declared addresses alone. */
export interface Look {
  result: Result;
  snapshot: Snapshot;
}

/**
 * What a light look says of each item. Only what is plain counts: the evidence is gone, no longer linked to, still wrong for
 * the same reason, or as good as it was; everything else says nothing, and the next night decides.
 */
export function readLook(targets: readonly LookTarget[], { result, snapshot }: Look): Recheck[] {
  return targets.flatMap((target) => {
    const seen = readOne(target, result, snapshot);
    if (seen === null) return [];
    return [
      {
        at: result.run.startedAt,
        topic: target.topic,
        seen,
        toolVersion: result.tool.version,
        checklistSha256: result.checklist.sha256,
      },
    ];
  });
}

function readOne(target: LookTarget, result: Result, snapshot: Snapshot): Recheck['seen'] | null {
  if (!result.site.reachable) return null;
  const item = result.items.find(({ code }) => code === target.code);
  const answer = findAnswer(snapshot, target.url);
  if (item === undefined || answer === undefined) return null;
  const declared = item.declared.find(({ url }) => canonicalKey(url ?? '') === canonicalKey(target.url));
  if (isGone(declared?.outcome ?? answer.outcome, answer.httpStatus)) return 'worse';
  if (answer.outcome !== 'ok') return null;
  const level = levelOf(item);
  if (level === null) return null;
  if (level >= target.level) return target.wasAsked ? 'as-good' : readLink(target, snapshot);
  const isSame =
    (target.sha256 !== null && answer.sha256 === target.sha256) ||
    (target.reason !== null && item.reasons[0]?.code === target.reason);
  return isSame ? 'worse' : null;
}

/** A file that lies there still, and that nothing leads to any more, answers nobody. */
function readLink({ url, foundOn }: LookTarget, snapshot: Snapshot): Recheck['seen'] | null {
  const page = foundOn === null ? undefined : findAnswer(snapshot, foundOn);
  if (page === undefined) return null;
  if (isGone(page.outcome, page.httpStatus)) return 'worse';
  const html = page.outcome === 'ok' && page.sha256 !== null ? snapshot.bodyOf(page.sha256) : null;
  if (html === null) return null;
  const facts = extractPage(html, page.finalUrl);
  if (facts.truncated) return null;
  const key = canonicalKey(url);
  return facts.links.some((link) => canonicalKey(link.url) === key) ? 'as-good' : 'worse';
}

function findAnswer(snapshot: Snapshot, url: string): FetchRecord | undefined {
  const key = canonicalKey(url);
  return snapshot.fetches.findLast((fetch) => fetch.key === key || canonicalKey(fetch.url) === key);
}

function isGone(outcome: Outcome, httpStatus: number | null): boolean {
  return outcome !== 'ok' && !isInconclusive(outcome, httpStatus);
}
