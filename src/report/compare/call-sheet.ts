import type { Contact } from '../../compare/gather.ts';
import type { AgencyRow, ItemRow, OpenItem, Overview } from '../../compare/schema.ts';
import { cellWords } from '../../compare/words.ts';
import { effortWords } from '../../plan/effort.ts';
import { type Words, confidenceWords } from '../../result/words.ts';
import type { Confidence } from '../../result/vocabulary.ts';
import type { ReportLanguage } from '../format.ts';
import {
  firstFixes,
  nameOf,
  reachOf,
  roundPoints,
  shortNameOf,
  sumGains,
  writePointsRange,
} from './format.ts';
import type { LinkTo, ViewCell } from './view-table.ts';

/** Who types into a column: the program, which overwrites it, or the caller, whose words stay. */
export interface CallColumn {
  id: string;
  heading: Words;
  width: number;
  by: 'program' | 'person';
}

const column = (id: string, th: string, en: string, width: number): CallColumn => ({
  id,
  heading: { th, en },
  width,
  by: 'program',
});
const typed = (id: string, th: string, en: string, width: number): CallColumn => ({
  ...column(id, th, en, width),
  by: 'person',
});

/** Columns of the call sheet in their order; those of a person are found again by either heading. */
export const callColumns: readonly CallColumn[] = [
  column('order', 'ลำดับโทร', 'Order', 8),
  column('key', 'รหัส', 'Code', 22),
  column('name', 'หน่วยงาน', 'Agency', 36),
  column('district', 'อำเภอ', 'District', 15),
  column('site', 'เว็บไซต์', 'Site', 28),
  column('reachable', 'เปิดได้', 'Reachable', 18),
  column('low', 'ต่ำ', 'Low', 8),
  column('expected', 'คาด', 'Expected', 8),
  column('high', 'สูง', 'High', 8),
  column('fixes', 'สามข้อแรกที่ควรแก้', 'Three first fixes', 44),
  column('missing', 'ยังขาด', 'What is missing', 30),
  column('unit', 'ผู้รับผิดชอบ', 'Unit', 28),
  column('gain', 'คะแนนที่อาจได้คืน', 'Points to gain', 12),
  column('confidence', 'ความแน่ชัด', 'Confidence', 14),
  column('report', 'รายงาน', 'Report', 13),
  typed('contact', 'ผู้ประสานงาน', 'Contact', 22),
  typed('phone', 'โทรศัพท์', 'Phone', 16),
  typed('called', 'วันที่โทร', 'Call date', 13),
  typed('outcome', 'ผลการโทร', 'Outcome', 30),
  typed('recheck', 'วันที่นัดตรวจใหม่', 'Re-check date', 15),
  typed('notes', 'หมายเหตุ', 'Notes', 30),
];

/** One line of the call sheet; the columns of a person hold what the list says. */
export type CallRow = { key: string; cells: Record<string, ViewCell> };

/**
 * The call sheet: those to help first come first, those that could not be looked at behind them. The order is one to call
 * by and no rank.
 */
export function callRows(
  { agencies, items }: Overview,
  contacts: ReadonlyMap<string, Contact>,
  lang: ReportLanguage,
  linkTo: LinkTo,
): CallRow[] {
  const byCode = new Map(items.map((item) => [item.code, item]));
  return agencies.map((row, at) => {
    const first = firstFixes(row);
    const gains = sumGains(first);
    const href = linkTo(row.folder);
    const known = contacts.get(row.key);
    return {
      key: row.key,
      cells: {
        order: at + 1,
        key: row.key,
        name: nameOf(row),
        district: row.district,
        site: { text: row.url, href: row.url },
        reachable: reachOf(row)[lang],
        low: pointsOf(row.score?.low),
        expected: pointsOf(row.score?.expected),
        high: pointsOf(row.score?.high),
        fixes: first.map((fix) => writeFix(fix, byCode.get(fix.code), lang)).join('\n'),
        missing: writeMissing(row, items, lang),
        unit: writeUnits(first, byCode, lang),
        gain: first.length === 0 ? null : writePointsRange(gains.low, gains.high),
        confidence: writeConfidence(first, lang),
        report: href === null ? null : { text: lang === 'th' ? 'เปิดรายงาน' : 'open', href },
        contact: known?.contact ?? null,
        phone: known?.phone ?? null,
      },
    };
  });
}

function writeFix(fix: OpenItem, item: ItemRow | undefined, lang: ReportLanguage): string {
  return `${fix.code} ${shortNameOf(item)[lang]}: ${effortWords[fix.effort][lang]}`;
}

/** What was found wanting, and beside it what nobody could look at. */
function writeMissing({ cells }: AgencyRow, items: readonly ItemRow[], lang: ReportLanguage): string {
  const codes = (state: AgencyRow['cells'][number]): string =>
    items
      .filter((_, at) => cells[at] === state)
      .map(({ code }) => code)
      .join(' ');
  return (['fail', 'partial', 'look', 'unseen'] as const)
    .map((state) => ({ state, list: codes(state) }))
    .filter(({ list }) => list !== '')
    .map(({ state, list }) => `${state === 'fail' ? missingWords[lang] : cellWords[state][lang]}: ${list}`)
    .join('\n');
}

const missingWords: Words = { th: 'ยังไม่ได้คะแนน', en: 'Not yet' };

function writeUnits(
  fixes: readonly OpenItem[],
  byCode: ReadonlyMap<string, ItemRow>,
  lang: ReportLanguage,
): string {
  const units = fixes.flatMap(({ code }) => {
    const item = byCode.get(code);
    return item === undefined ? [] : [lang === 'th' ? item.unitTh : item.unitEn];
  });
  return [...new Set(units)].join('\n');
}

const firmness: readonly Confidence[] = ['check', 'likely', 'sure'];

/** Of the least certain of these fixes: what the caller can rely on. */
function writeConfidence(fixes: readonly OpenItem[], lang: ReportLanguage): string | null {
  const least = firmness.find((confidence) => fixes.some((fix) => fix.confidence === confidence));
  return least === undefined ? null : confidenceWords[least][lang];
}

function pointsOf(value: number | null | undefined): number | null {
  return value === null || value === undefined ? null : roundPoints(value);
}
