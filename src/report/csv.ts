import { confidenceWords, disclaimer, verdictWords } from '../result/sentences.ts';
import type { Result } from '../result/schema.ts';
import { cleanText, neutraliseFormula } from './clean.ts';
import { verdictOf } from './fixes.ts';
import type { ReportLanguage } from './format.ts';
import { haveWords, listPasteRows, type PasteRow } from './paste.ts';

/** Column names are part of the contract: spreadsheets and scripts look them up. */
const columns = [
  'code',
  'name',
  'subIndicator',
  'wantFiscalYear',
  'verdict',
  'verdictText',
  'confidence',
  'confidenceText',
  'score',
  'probability',
  'gainLow',
  'gainHigh',
  'responsibleUnit',
  'reasonCodes',
  'reason',
  'advice',
  'have',
  'urls',
  'where',
] as const;

type Cell = string | number | null;

function quoteCell(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell);
  const text = neutraliseFormula(cleanText(cell, 30_000));
  return /[",;\s]/u.test(text) || text.startsWith("'") ? `"${text.replaceAll('"', '""')}"` : text;
}

function listCells(
  { item, have, urls, where }: PasteRow,
  lang: ReportLanguage,
): Record<(typeof columns)[number], Cell> {
  const thai = lang === 'th';
  const verdict = verdictOf(item);
  return {
    code: item.code,
    name: thai ? item.nameTh : item.nameEn,
    subIndicator: item.subIndicator,
    wantFiscalYear: item.want.fiscalYear,
    verdict,
    verdictText: verdictWords[verdict][lang],
    confidence: item.confidence,
    confidenceText: confidenceWords[item.confidence][lang],
    score: item.effective.score,
    probability: item.probability,
    gainLow: item.gainLow,
    gainHigh: item.gainHigh,
    responsibleUnit: thai ? item.responsibleUnitTh : item.responsibleUnitEn,
    reasonCodes: item.reasons.map((reason) => reason.code).join(' '),
    reason: item.reasons.map((reason) => (thai ? reason.messageTh : reason.messageEn)).join(' · '),
    advice: thai ? item.adviceTh : item.adviceEn,
    have: haveWords[have][lang],
    urls: urls.join(' '),
    where: where[lang],
  };
}

/**
 * `items.csv`: one row per item, then the disclaimer. UTF-8 with a byte order mark, without which Excel reads Thai as
 * mojibake; CRLF as RFC 4180 has it; no cell that a spreadsheet would run.
 */
export function renderItemsCsv(result: Result, options: { lang: ReportLanguage }): string {
  const rows = listPasteRows(result).map((row) => {
    const cells = listCells(row, options.lang);
    return columns.map((column) => quoteCell(cells[column])).join(',');
  });
  const note = quoteCell(disclaimer(result.run.finishedAt, result.checklist.fiscalYear)[options.lang]);
  return `\uFEFF${[columns.join(','), ...rows, '', note].join('\r\n')}\r\n`;
}
