import type { Collector } from './collector.ts';
import { mapCodes } from './columns.ts';
import { countItems } from './count-items.ts';
import { groupAgencies } from './groups.ts';
import { type AgencyRow, type Change, type Overview, overviewSchemaVersion } from './schema.ts';
import { leastForMedian, quantile, standingOf } from './standing.ts';
import type { ItemMeta, Summary } from './summarise.ts';
import { rankFixesOverAll } from './triage.ts';
import { findWarnings } from './warnings.ts';

/** What a comparison is built of, beside the results themselves. */
export interface OverviewInput {
  collected: Collector;
  toolVersion: string;
  /** what the folders themselves say that differs, between them and against an earlier one */
  warnings: Overview['warnings'];
  change: Change | null;
}

/** The comparison of all agencies that were collected. Same in, same out: it reads no clock. */
export function buildOverview({ collected, toolVersion, warnings, change }: OverviewInput): Overview {
  const { summaries, checklists } = collected;
  const items = checklists[0]?.items ?? [];
  const codesOf = new Map(
    checklists.map(({ checklist, items: own }) => [checklist.id, mapCodes(items, own)]),
  );
  const median = medianOf(summaries);
  const rows = summaries
    .map((summary) => rowOf(summary, items, codesOf.get(summary.judged?.checklist.id ?? '') ?? [], median))
    .toSorted(compareRows);
  const instants = summaries.flatMap(({ checkedAt }) => checkedAt ?? []).toSorted();
  const years = summaries.flatMap(({ asOfFiscalYear }) => asOfFiscalYear ?? []);
  const looked = rows.filter(({ view }) => view === 'looked').length;
  const noResult = rows.filter(({ view }) => view === 'no-result').length;
  return {
    schemaVersion: overviewSchemaVersion,
    tool: { name: 'oit-checker', version: toolVersion },
    checkedFrom: instants[0] ?? null,
    checkedTo: instants.at(-1) ?? null,
    asOfFiscalYear: years.length === 0 ? null : Math.max(...years),
    checklists: checklists.map(({ checklist, agencies }) => ({
      id: checklist.id,
      sha256: checklist.sha256,
      fiscalYear: checklist.fiscalYear,
      nameTh: checklist.nameTh,
      nameEn: checklist.nameEn,
      agencies,
    })),
    warnings: [...findWarnings(collected), ...warnings],
    median,
    counts: { agencies: rows.length, looked, unseen: rows.length - looked - noResult, noResult },
    items: countItems(items, rows),
    agencies: rows,
    groups: groupAgencies(rows),
    fixes: rankFixesOverAll(rows, items),
    change,
  };
}

function medianOf(summaries: readonly Summary[]): Overview['median'] {
  const scores = summaries.flatMap(({ score }) =>
    score === null || score.expected === null ? [] : { ...score, expected: score.expected },
  );
  if (scores.length < leastForMedian) return null;
  const middle = (pick: (score: (typeof scores)[number]) => number): number =>
    quantile(scores.map(pick), 0.5) ?? 0;
  return {
    expected: middle(({ expected }) => expected),
    low: middle(({ low }) => low),
    high: middle(({ high }) => high),
    agencies: scores.length,
  };
}

function rowOf(
  summary: Summary,
  items: readonly ItemMeta[],
  codes: readonly (string | null)[],
  median: Overview['median'],
): AgencyRow {
  const { judged, asOfFiscalYear: _year, cells, open, score, ...rest } = summary;
  const byCode = new Map(cells.map((cell) => [cell.code, cell]));
  const own = items.map((_, at) => byCode.get(codes[at] ?? ''));
  const wanted = new Map(codes.map((code, at) => [code, items[at]?.code ?? '']));
  return {
    ...rest,
    checklistId: judged?.checklist.id ?? null,
    toolVersion: judged?.toolVersion ?? null,
    score,
    standing: score === null || median === null ? null : standingOf(score, median),
    cells: own.map((cell) => cell?.state ?? 'absent'),
    reasons: own.map((cell) => cell?.reason ?? null),
    // What the comparison's checklist does not have cannot be told beside the others.
    open: open.flatMap((item) => {
      const code = wanted.get(item.code);
      return code === undefined ? [] : [{ ...item, code }];
    }),
  };
}

const collator = new Intl.Collator('th');

/** Weakest first, by what it would reach if every open question came out well; the others behind. */
function compareRows(a: AgencyRow, b: AgencyRow): number {
  return (
    Number(a.view !== 'looked') - Number(b.view !== 'looked') ||
    (a.score?.high ?? 101) - (b.score?.high ?? 101) ||
    collator.compare(a.name ?? a.key, b.name ?? b.key) ||
    collator.compare(a.key, b.key)
  );
}
