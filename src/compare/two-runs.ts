import { type CrosswalkKind, crosswalk } from '../checklist/crosswalk.ts';
import { compareRuns } from '../history/compare-runs.ts';
import type { Comparison, ItemChange } from '../history/comparison-schema.ts';
import { digestResult } from '../history/digest.ts';
import type { Result } from '../result/schema.ts';
import type { Words } from '../result/words.ts';
import { type CellState, cellStateOf } from './cell-state.ts';
import { directionOf, scoreOf } from './change.ts';
import { CompareError } from './error.ts';
import { type Standing, standingOf } from './standing.ts';

/** Version of the `compare.json` of two runs. */
export const twoRunsSchemaVersion = 1;

/** Items of two runs that are about the same, and how they stand in each. */
export interface TwoRunsRow {
  kind: CrosswalkKind;
  from: { code: string; state: CellState }[];
  to: { code: string; state: CellState }[];
  nameTh: string;
  nameEn: string;
  direction: 'better' | 'worse' | 'other' | 'none';
  /** what changed and why; null where nothing did, or where only one of the two has it */
  change: ItemChange | null;
}

type Score = { expected: number | null; low: number; high: number } | null;

/** One agency at two times, perhaps by the checklists of two years. */
export interface TwoRuns {
  schemaVersion: typeof twoRunsSchemaVersion;
  tool: { name: 'oit-checker'; version: string };
  agency: { key: string; name: string | null };
  older: RunHead;
  newer: RunHead;
  score: { from: Score; to: Score; standing: Standing | null };
  comparison: Comparison;
  rows: TwoRunsRow[];
}

interface RunHead {
  asOf: string;
  finishedAt: string;
  checklistId: string;
  fiscalYear: number;
  checklistName: Words;
  reachable: boolean;
}

/**
 * Holds two results of one agency against each other, item by item. Items are matched by their topics, so one fiscal
 * year can be held against another: O43 of one is O35 and O28 of the next.
 *
 * @throws CompareError when they are of two agencies or of two programmes
 */
export function compareTwoRuns(older: Result, newer: Result, toolVersion: string): TwoRuns {
  if (older.agency.key !== newer.agency.key || older.checklist.programme !== newer.checklist.programme) {
    throw new CompareError(
      `${older.agency.key} (${older.checklist.programme}) กับ ${newer.agency.key} (${newer.checklist.programme}) ไม่ใช่ผลของหน่วยงานและโครงการเดียวกัน · are not two results of one agency and programme.`,
    );
  }
  const comparison = compareRuns(digestResult(older), digestResult(newer));
  const [from, to] = [scoreOf(older), scoreOf(newer)];
  const changes = new Map(comparison.items.map((change) => [change.code, change]));
  return {
    schemaVersion: twoRunsSchemaVersion,
    tool: { name: 'oit-checker', version: toolVersion },
    agency: { key: newer.agency.key, name: newer.agency.name ?? older.agency.name },
    older: headOf(older),
    newer: headOf(newer),
    score: { from, to, standing: from === null || to === null ? null : standingOf(to, from) },
    comparison,
    rows: crosswalk(older, newer).map((row): TwoRunsRow => {
      const before = row.from.map((code) => standOf(older, code));
      const after = row.to.map((code) => standOf(newer, code));
      const item = find(newer, row.to[0]) ?? find(older, row.from[0]);
      const change = row.to.map((code) => changes.get(code)).find((one) => one !== undefined) ?? null;
      return {
        kind: row.kind,
        from: before,
        to: after,
        nameTh: item?.nameTh ?? '',
        nameEn: item?.nameEn ?? '',
        direction: directionOfRow(before, after, change),
        change,
      };
    }),
  };
}

/** Several items against one are told as they are and not added up. */
function directionOfRow(
  before: TwoRunsRow['from'],
  after: TwoRunsRow['to'],
  change: ItemChange | null,
): TwoRunsRow['direction'] {
  const [from, to] = [before[0], after[0]];
  if (before.length === 1 && after.length === 1 && from !== undefined && to !== undefined) {
    const direction = directionOf({ from: from.state, to: to.state });
    if (direction !== 0) return direction > 0 ? 'better' : 'worse';
    return change === null && from.state === to.state ? 'none' : 'other';
  }
  return 'other';
}

function find({ items }: Result, code: string | undefined): Result['items'][number] | undefined {
  return items.find((item) => item.code === code);
}

function standOf(result: Result, code: string): { code: string; state: CellState } {
  const item = find(result, code);
  return { code, state: item === undefined ? 'absent' : cellStateOf(item) };
}

function headOf({ run, checklist, site }: Result): RunHead {
  return {
    asOf: run.asOf,
    finishedAt: run.finishedAt,
    checklistId: checklist.id,
    fiscalYear: checklist.fiscalYear,
    checklistName: { th: checklist.nameTh, en: checklist.nameEn },
    reachable: site.reachable,
  };
}
