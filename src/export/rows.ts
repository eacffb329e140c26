import { haveWords, listPasteRows } from '../report/paste.ts';
import type { Result } from '../result/schema.ts';
import type { Words } from '../result/words.ts';
import { cleanText } from '../report/clean.ts';

/** One item, ready for the official form. */
export interface FilingRow {
  code: string;
  nameTh: string;
  nameEn: string;
  /** whether to declare it: `look` and `incomplete` are for a person to decide first */
  have: 'yes' | 'incomplete' | 'no' | 'look' | 'not-applicable';
  haveText: Words;
  /** best first */
  urls: string[];
  /** where on the site it is: หน้าแรก → เมนู … ; empty where that is not known */
  where: Words;
  /** what to see to before filing; empty where nothing is open */
  note: Words;
}

/** The rows of the official form, in the checklist's order. */
export function listFilingRows(result: Result): FilingRow[] {
  return listPasteRows(result).map(({ item, have, urls, where }) => {
    const { code, nameTh, nameEn, reasons } = item;
    const better = reasons.find((reason) => reason.code === 'declared-url-differs');
    const reason =
      better ?? (have === 'yes' ? reasons.find((one) => one.code === 'not-on-menu') : reasons[0]);
    const address = better?.url == null ? '' : `: ${better.url}`;
    const note = (text: string | undefined): string =>
      text === undefined ? '' : cleanText(`${text}${address}`, 600);
    return {
      code,
      nameTh,
      nameEn,
      have,
      haveText: haveWords[have],
      urls,
      where: { th: cleanText(where.th, 600), en: cleanText(where.en, 600) },
      note: { th: note(reason?.messageTh), en: note(reason?.messageEn) },
    };
  });
}

/** Headings, which `--declared` reads back. */
export const filingColumns = {
  th: ['ข้อ', 'เรื่อง', 'มี/ไม่มี', 'URL', 'ตำแหน่งบนเว็บไซต์', 'ก่อนกรอก', 'เกณฑ์'],
  en: ['Code', 'Name', 'Have', 'URL', 'Where', 'Before filing', 'Checklist'],
} as const;

/** The cells of a row below {@link filingColumns}; several addresses stand below each other. */
export function listCells(row: FilingRow, checklistId: string, lang: 'th' | 'en'): string[] {
  const name = lang === 'th' ? row.nameTh : row.nameEn;
  return [
    row.code,
    name,
    row.haveText[lang],
    row.urls.join('\n'),
    row.where[lang],
    row.note[lang],
    checklistId,
  ];
}
