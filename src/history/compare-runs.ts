import type { Result } from '../result/schema.ts';
import type { ReasonCode } from '../result/vocabulary.ts';
import type { Change, Comparison, ItemChange, RunRef } from './comparison-schema.ts';
import { couldNotLook, diffItems, hasNoAnswer } from './diff-items.ts';
import { digestResult, type ItemDigest, type RunDigest } from './digest.ts';
import type { ChangeCause } from './vocabulary.ts';

/** The earlier run's snapshot judged again; null where it is not kept or judging it failed. */
export interface Rejudged {
  /** by the tool of the later run and the checklist of the earlier */
  byTool: RunDigest | null;
  /** by tool and checklist of the later run */
  byBoth: RunDigest | null;
}

export const notRejudged: Rejudged = { byTool: null, byBoth: null };

/**
 * What changed between two runs of one agency, and what made it change. With the earlier snapshot judged again, tool and
 * checklist are told apart from the site; without it the causes are those that may have had a part.
 */
export function compareRuns(
  older: RunDigest,
  newer: RunDigest,
  rejudged: Rejudged = notRejudged,
): Comparison {
  const differences = findDifferences(older, newer);
  return {
    older: refOf(older),
    newer: refOf(newer),
    toolChanged: differences.tool,
    checklistChanged: differences.checklist,
    optionsChanged: differences.options,
    score: { from: older.score?.expected ?? null, to: newer.score?.expected ?? null },
    items: newer.items.flatMap((item) => {
      const before = findPartner(item, older.items);
      const change =
        before === null ? null : compareItem(before, item, { differences, rejudged, failed: newer.failed });
      return change === null ? [] : [change];
    }),
  };
}

/** {@link compareRuns} for two results as they lie in files, the older one first. */
export function diffResults(older: Result, newer: Result): Comparison {
  return compareRuns(digestResult(older), digestResult(newer));
}

/** What beside the site differs between two runs. */
export interface RunDifferences {
  /** of any kind: version or reader */
  tool: boolean;
  /** what reads PDFs and scans */
  reader: boolean;
  checklist: boolean;
  options: string[];
  /** the days on which they were judged differ */
  day: boolean;
}

/** What beside the site differs between two runs. */
export function findDifferences(older: RunDigest, newer: RunDigest): RunDifferences {
  const names = new Set([...Object.keys(older.options), ...Object.keys(newer.options)]);
  const reader = older.tool.pdf !== newer.tool.pdf || older.tool.ocr !== newer.tool.ocr;
  return {
    tool: reader || older.tool.version !== newer.tool.version,
    reader,
    checklist: older.checklist.sha256 !== newer.checklist.sha256,
    options: [...names].filter((name) => older.options[name] !== newer.options[name]).toSorted(),
    day: older.asOf !== newer.asOf,
  };
}

/**
 * The item of another run that is about the same: the one that shares most topics, which stay the same when codes are
 * renumbered. Null where none does.
 */
export function findPartner(item: ItemDigest, items: readonly ItemDigest[]): ItemDigest | null {
  let best: ItemDigest | null = null;
  let most = 0;
  for (const other of items) {
    const shared = other.topics.filter((topic) => item.topics.includes(topic)).length;
    if (shared > most) [best, most] = [other, shared];
  }
  return best;
}

/** The two runs around a pair of items. */
export interface Between {
  differences: RunDifferences;
  rejudged: Rejudged;
  /** addresses that did not answer in the later run */
  failed: readonly string[];
}

/** What changed about an item and why; null where nothing did. */
export function compareItem(older: ItemDigest, newer: ItemDigest, between: Between): ItemChange | null {
  const changes = diffItems(older, newer, between.failed);
  if (changes.length === 0) return null;
  const { causes, certain } = findCauses(older, newer, changes, between);
  const { code, topics, nameTh, nameEn, unitTh, unitEn, verdict, reasonTh, reasonEn } = newer;
  return {
    code,
    olderCode: older.code,
    topics,
    nameTh,
    nameEn,
    unitTh,
    unitEn,
    olderVerdict: older.verdict,
    verdict,
    reasonTh,
    reasonEn,
    changes,
    causes,
    certain,
  };
}

interface Causes {
  causes: ChangeCause[];
  certain: boolean;
}

function findCauses(
  older: ItemDigest,
  newer: ItemDigest,
  changes: readonly Change[],
  between: Between,
): Causes {
  const { differences } = between;
  if (couldNotLook(older) || couldNotLook(newer) || hasNoAnswer(older, newer, between.failed))
    return { causes: ['could-not-look'], certain: true };
  const steps = splitSteps(older, newer, between);
  if (steps === null) {
    if (changes.some((change) => provesSite(change, older))) return { causes: ['site'], certain: true };
    const causes: ChangeCause[] = [
      ...siteOrMoment(older, newer, differences),
      ...(differences.tool ? (['tool'] as const) : []),
      ...(differences.checklist ? (['checklist'] as const) : []),
    ];
    return { causes, certain: causes.length === 1 };
  }
  const rest = steps.site ? siteOrMoment(steps.from, newer, differences) : [];
  const causes: ChangeCause[] = [
    ...rest,
    ...(steps.tool ? (['tool'] as const) : []),
    ...(steps.checklist ? (['checklist'] as const) : []),
  ];
  // The steps may cancel out in what is told, never in what they are: something did change.
  return { causes: causes.length === 0 ? ['site'] : causes, certain: rest.length < 2 };
}

/** Which of tool, checklist and site moved the item, seen from the earlier snapshot judged again; null: not known. */
function splitSteps(
  older: ItemDigest,
  newer: ItemDigest,
  { differences: { tool, reader, checklist }, rejudged, failed }: Between,
): { tool: boolean; checklist: boolean; site: boolean; from: ItemDigest } | null {
  if (!tool && !checklist) return { tool: false, checklist: false, site: true, from: older };
  // A snapshot holds what was read of the documents; judged again it is not read again.
  if (reader) return null;
  const both = rejudged.byBoth && findPartner(newer, rejudged.byBoth.items);
  if (both === null) return null;
  const site = diffItems(both, newer, failed).length > 0;
  if (!tool || !checklist) {
    const other = diffItems(older, both, []).length > 0;
    return { tool: tool && other, checklist: checklist && other, site, from: both };
  }
  const byTool = rejudged.byTool && findPartner(older, rejudged.byTool.items);
  if (byTool === null) return null;
  return {
    tool: diffItems(older, byTool, []).length > 0,
    checklist: diffItems(byTool, both, []).length > 0,
    site,
    from: both,
  };
}

/** Verdicts that the day alone decides. */
const dayReasons: ReadonlySet<ReasonCode> = new Set(['not-due-yet', 'out-of-date']);

/** What is left when tool and checklist are accounted for: the site, or what was asked of the run, or the day. */
function siteOrMoment(older: ItemDigest, newer: ItemDigest, { options, day }: RunDifferences): ChangeCause[] {
  const isSameContent = older.contentSha256 === newer.contentSha256;
  const isOfDay = [older, newer].some(({ reason }) => reason !== null && dayReasons.has(reason));
  if (day && isSameContent && isOfDay && older.reason !== newer.reason) return ['calendar'];
  return options.length > 0 ? ['site', 'options'] : ['site'];
}

/** Seen on the wire, whoever judges it by what. */
function provesSite(change: Change, older: ItemDigest): boolean {
  switch (change.kind) {
    case 'evidence-gone':
      return change.outcome !== null;
    case 'evidence-moved':
      return true;
    case 'evidence-replaced':
      return change.url === change.newUrl && isDocumentOf(older, change.url);
    case 'verdict':
    case 'evidence-found':
    case 'newly-dated':
    case 'year':
      return false;
  }
}

/** The bytes of a document are what they are; those of a page count its visits. */
function isDocumentOf({ accepted, supporting }: ItemDigest, url: string | null): boolean {
  const places = accepted === null ? supporting : [accepted, ...supporting];
  return places.some((place) => place.url === url && place.isDocument);
}

function refOf({ runId, startedAt, finishedAt, checklist, tool }: RunDigest): RunRef {
  return { runId, startedAt, finishedAt, checklistId: checklist.id, toolVersion: tool.version };
}
