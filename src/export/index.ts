import type { Result } from '../result/schema.ts';
import { disclaimer } from '../result/sentences.ts';
import { neutraliseFormula, safeHref } from '../report/clean.ts';
import { filingColumns, listCells, listFilingRows } from './rows.ts';
import { renderFilingXlsx } from './xlsx.ts';

/** Formats of the list to file, with the name of the file that each makes. */
export const exportFormats = {
  csv: { fileName: 'filing.csv' },
  xlsx: { fileName: 'filing.xlsx' },
  md: { fileName: 'filing.md' },
  json: { fileName: 'filing.json' },
} as const;
export type ExportFormat = keyof typeof exportFormats;

export function isExportFormat(name: string): name is ExportFormat {
  return Object.hasOwn(exportFormats, name);
}

/** The list to file: per item have or have not, its addresses, and where on the site it is. */
export async function renderExport(
  result: Result,
  format: ExportFormat,
  lang: 'th' | 'en',
): Promise<string | Uint8Array> {
  switch (format) {
    case 'csv':
      return renderCsv(result, lang);
    case 'xlsx':
      return await renderFilingXlsx(result, lang);
    case 'md':
      return renderMarkdown(result, lang);
    case 'json':
      return renderJson(result);
  }
}

function quote(cell: string): string {
  return `"${neutraliseFormula(cell).replaceAll('"', '""')}"`;
}

function escape(text: string): string {
  return text
    .replace(/[\\`*_{}[\]()#+!|~>-]/g, '\\$&')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;');
}

/** UTF-8 with a byte order mark, without which Excel reads Thai as mojibake; no cell that a spreadsheet would run. */
function renderCsv(result: Result, lang: 'th' | 'en'): string {
  const lines = [
    [...filingColumns[lang]],
    ...listFilingRows(result).map((row) => listCells(row, result.checklist.id, lang)),
  ].map((cells) => cells.map(quote).join(','));
  return `\uFEFF${[...lines, '', quote(noteOf(result)[lang])].join('\r\n')}\r\n`;
}

function renderMarkdown(result: Result, lang: 'th' | 'en'): string {
  const link = (url: string): string => {
    const href = safeHref(url)?.replace(/[()<>\s\\|]/g, (one) => `%${one.charCodeAt(0).toString(16)}`);
    return href === undefined ? escape(url) : `<${href}>`;
  };
  const columns = filingColumns[lang].slice(0, 6);
  const rows = listFilingRows(result).map((row) => {
    const [code = '', name = '', have = '', , where = '', note = ''] = listCells(row, '', lang);
    const cells = [
      code,
      escape(name),
      escape(have),
      row.urls.map(link).join('<br>'),
      escape(where),
      escape(note),
    ];
    return `| ${cells.join(' | ')} |`;
  });
  const heading = lang === 'th' ? 'รายการพร้อมกรอกแบบ OIT' : 'The OIT form, ready to file';
  return [
    `# ${heading} · ${result.checklist.id}`,
    '',
    `| ${columns.join(' | ')} |`,
    `|${columns.map(() => '---').join('|')}|`,
    ...rows,
    '',
    escape(noteOf(result)[lang]),
    '',
  ].join('\n');
}

function renderJson(result: Result): string {
  const { checklist, agency, run } = result;
  const items = listFilingRows(result).map(({ code, nameTh, nameEn, have, urls, where, note }) => ({
    code,
    nameTh,
    nameEn,
    have,
    urls,
    whereTh: where.th,
    whereEn: where.en,
    noteTh: note.th,
    noteEn: note.en,
  }));
  const { th, en } = noteOf(result);
  const data = {
    schemaVersion: 1,
    checklist: checklist.id,
    agency: agency.key,
    runId: run.id,
    items,
    disclaimerTh: th,
    disclaimerEn: en,
  };
  return `${JSON.stringify(data, null, 2)}\n`;
}

function noteOf(result: Result): { th: string; en: string } {
  return disclaimer(result.run.finishedAt, result.checklist.fiscalYear);
}
