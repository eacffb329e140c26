import { standingWords, viewWords } from '../../compare/words.ts';
import type { AgencyRow, Fix, ItemRow, OpenItem, Overview } from '../../compare/schema.ts';
import { disclaimer, writeScore, writeScoreRange, yearLine } from '../../result/lines.ts';
import { outcomeWords, type Words } from '../../result/words.ts';
import { agencyTypeWords } from '../labels.ts';

/** Name to call an agency by. */
export function nameOf({ name, key }: Pick<AgencyRow, 'name' | 'key'>): string {
  return name ?? key;
}

/** Kind of agency in words, empty where it is not known. */
export function typeOf(type: AgencyRow['type']): Words {
  return type === null ? { th: '', en: '' } : agencyTypeWords[type];
}

/** "80–90"; "–" where it could not be looked at. */
export function rangeOf({ score }: Pick<AgencyRow, 'score'>): string {
  return score === null ? '–' : writeScoreRange(score.low, score.high);
}

/** "86"; "–" where there is none. */
export function expectedOf({ score }: Pick<AgencyRow, 'score'>): string {
  return score === null || score.expected === null ? '–' : writeScore(score.expected);
}

export function standingOf({ standing }: AgencyRow): Words {
  return standing === null ? { th: '', en: '' } : standingWords[standing];
}

/** Whether the site could be looked at, and why not. */
export function reachOf({ view, outcome, detail }: AgencyRow): Words {
  const words = viewWords[view];
  const why = outcome === null || outcome === 'ok' ? null : outcomeWords[outcome];
  if (why !== null) return { th: `${words.th} (${why.th})`, en: `${words.en} (${why.en})` };
  return detail === null
    ? words
    : { th: `${words.th} (${detail.slice(0, 200)})`, en: `${words.en} (${detail.slice(0, 200)})` };
}

/** One decimal, as many as a gain is worth. */
export function roundPoints(points: number): number {
  return Math.round(points * 10) / 10;
}

/** "1.2–2.5", "3" of points summed up. */
export function writePointsRange(low: number, high: number): string {
  const [least, most] = [roundPoints(low), roundPoints(high)];
  return least === most ? String(most) : `${least}–${most}`;
}

/** The first fixes of an agency, the most worthwhile first. */
export function firstFixes({ open }: AgencyRow, count = 3): OpenItem[] {
  return open.slice(0, count);
}

/** What a list of fixes may bring together: the sum of the least and of the most, see {@link Fix}. */
export function sumGains(open: readonly OpenItem[]): { low: number; high: number } {
  const sum = (pick: (item: OpenItem) => number | null): number =>
    open.reduce((total, item) => total + Math.max(0, pick(item) ?? 0), 0);
  return { low: sum(({ gainLow }) => gainLow), high: sum(({ gainHigh }) => gainHigh) };
}

/** Short name of an item. */
export function shortNameOf(item: ItemRow | undefined): Words {
  return { th: item?.shortTh ?? '', en: item?.nameEn ?? '' };
}

export function fixNameOf(fix: Fix, items: readonly ItemRow[]): Words {
  return shortNameOf(items.find(({ code }) => code === fix.code));
}

/** What stands on every view and sheet; the instant is that of the latest check. */
export function disclaimerOf({ checkedTo, checklists }: Overview): Words {
  return disclaimer(checkedTo ?? '–', checklists[0]?.fiscalYear ?? 0);
}

/** First line wherever the results speak of another fiscal year than they were made in. */
export function yearLineOf({ asOfFiscalYear, checklists }: Overview): Words | null {
  const year = checklists[0]?.fiscalYear;
  return year === undefined || asOfFiscalYear === null ? null : yearLine(asOfFiscalYear, year);
}

/** How the lists are ordered, which nobody should have to guess. */
export const orderNote: Words = {
  th: 'เรียงจากหน่วยงานที่ควรช่วยก่อน คือคะแนนอย่างสูงยังน้อย แม้ทุกข้อที่ต้องเปิดดูจะได้คะแนน ช่วงที่ทับกันถือว่าเท่ากัน จึงไม่มีลำดับที่ หน่วยงานที่เปิดดูไม่ได้แยกไว้ต่างหาก',
  en: 'Those to help first come first: the ones whose best case is low, even if everything open came out well. Overlapping ranges count as equal, so there are no ranks. Agencies that could not be looked at are a list of their own.',
};

/** What a sum of gains is. */
export const gainNote: Words = {
  th: 'คะแนนรวมทุกหน่วยงานที่มีงานนี้ อย่างน้อย–อย่างมากตามวิธีคิดคะแนนที่เป็นไปได้ แรงเป็นลำดับขั้นของงาน (เปิดดู 1 … จัดทำใหม่ 5) ไม่ใช่จำนวนวัน',
  en: 'Points summed over all agencies that have this work, least–most over the possible rules. Effort is the order of the kinds of work (look 1 … make from nothing 5), not days.',
};
