import type { AgencyLine } from '../fleet/schema.ts';
import { effortOf } from '../plan/effort.ts';
import { isOpen, rankFixes } from '../report/fixes.ts';
import type { Result } from '../result/schema.ts';
import type { AgencyType, Outcome, ReasonCode } from '../result/vocabulary.ts';
import { type CellState, cellStateOf } from './cell-state.ts';
import type { AgencyView, OpenItem } from './schema.ts';

/** An item as a checklist has it, whatever the agency. */
export interface ItemMeta {
  code: string;
  topics: string[];
  nameTh: string;
  nameEn: string;
  shortTh: string;
  unitTh: string;
  unitEn: string;
}

/** What a comparison keeps of one agency: a few kilobytes in place of a result. */
export interface Summary {
  key: string;
  id: string | null;
  name: string | null;
  type: AgencyType | null;
  district: string | null;
  province: string | null;
  tags: string[];
  url: string;
  view: AgencyView;
  outcome: Outcome | null;
  detail: string | null;
  folder: string | null;
  checkedAt: string | null;
  asOfFiscalYear: number | null;
  /** null without a result */
  judged: { checklist: Result['checklist']; toolVersion: string } | null;
  incomplete: boolean;
  score: { expected: number | null; low: number; high: number } | null;
  /** by the agency's own checklist */
  cells: { code: string; state: CellState; reason: ReasonCode | null }[];
  open: OpenItem[];
}

/** What is known of an agency of which there is no result. */
export function summariseLine(line: AgencyLine, detail: string | null = null): Summary {
  const { key, id, name, type, district, province, tags, url } = line;
  return {
    key,
    id,
    name,
    type,
    district,
    province,
    tags,
    url,
    view: 'no-result',
    outcome: line.outcome,
    detail: detail ?? line.detail,
    folder: null,
    checkedAt: null,
    asOfFiscalYear: null,
    judged: null,
    incomplete: false,
    score: null,
    cells: [],
    open: [],
  };
}

/**
 * What a comparison keeps of a result.
 *
 * @param line what the list says of the agency, which goes before what the result does; null without a list
 * @param folder where its run lies, from the compared folder
 */
export function summariseResult(result: Result, line: AgencyLine | null, folder: string | null): Summary {
  const { agency, site, run, score } = result;
  const cells = result.items.map((item) => {
    const state = cellStateOf(item);
    return { code: item.code, state, reason: isOpen(item) ? (item.reasons[0]?.code ?? null) : null };
  });
  const view = viewOf(site.reachable, cells);
  return {
    key: agency.key,
    id: line?.id ?? agency.id,
    name: line?.name ?? agency.name,
    type: line?.type ?? agency.type,
    district: line?.district ?? agency.district,
    province: line?.province ?? agency.province,
    tags: line?.tags ?? agency.tags,
    url: site.startUrl,
    view,
    outcome: site.problem,
    detail: null,
    folder,
    checkedAt: run.finishedAt,
    asOfFiscalYear: run.asOfFiscalYear,
    judged: { checklist: result.checklist, toolVersion: result.tool.version },
    incomplete: run.incomplete,
    // Nothing was seen of it: a range of 0–100 would read as a finding.
    score: view !== 'looked' || score === null ? null : pick(score),
    cells,
    open:
      view === 'looked'
        ? rankFixes(result)
            .filter((item) => cellStateOf(item) !== 'unseen')
            .map((item) => ({
              code: item.code,
              effort: effortOf(item),
              gainLow: item.gainLow ?? item.gain,
              gainHigh: item.gainHigh ?? item.gain,
              confidence: item.confidence,
            }))
        : [],
  };
}

function pick({ expected, low, high }: NonNullable<Result['score']>): NonNullable<Summary['score']> {
  return { expected, low, high };
}

function viewOf(reachable: boolean, cells: readonly { state: CellState }[]): AgencyView {
  if (!reachable) return 'unreachable';
  const asked = cells.filter(({ state }) => state !== 'not-applicable');
  return asked.length > 0 && asked.every(({ state }) => state === 'unseen') ? 'unseen' : 'looked';
}

/** The items of a result's checklist, as the result has them. */
export function metaOf(result: Result): ItemMeta[] {
  return result.items.map((item) => ({
    code: item.code,
    topics: item.topics,
    nameTh: item.nameTh,
    nameEn: item.nameEn,
    shortTh: item.shortTh,
    unitTh: item.responsibleUnitTh,
    unitEn: item.responsibleUnitEn,
  }));
}
