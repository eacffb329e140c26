import type { Overview } from '../../compare/schema.ts';
import { cleanText, neutraliseFormula } from '../clean.ts';
import type { ReportLanguage } from '../format.ts';
import { disclaimerOf } from './format.ts';
import { viewTables } from './tables.ts';
import type { LinkTo, ViewCell, ViewTable } from './view-table.ts';

/** One CSV file per view: its name, and its text. */
export function renderCompareCsv(
  overview: Overview,
  lang: ReportLanguage,
  linkTo: LinkTo,
): { name: string; content: string }[] {
  const note = disclaimerOf(overview)[lang];
  return viewTables(overview, lang, linkTo).map((view) => ({
    name: `compare-${view.id}.csv`,
    content: writeCsv(view, note),
  }));
}

/**
 * UTF-8 with a byte order mark, without which Excel reads Thai as mojibake; CRLF as RFC 4180 has it; column names that
 * stay the same in either language; no cell that a spreadsheet would run. The disclaimer follows the rows.
 */
export function writeCsv({ columns, rows }: ViewTable, note: string): string {
  const lines = [
    columns.map(({ id }) => id).join(','),
    ...rows.map((row) => row.map(quoteCell).join(',')),
    '',
    quoteText(note),
  ];
  return `\uFEFF${lines.join('\r\n')}\r\n`;
}

function quoteCell(cell: ViewCell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell);
  if (typeof cell === 'string') return quoteText(cell);
  return 'state' in cell ? cell.state : quoteText(cell.href);
}

function quoteText(text: string): string {
  const safe = neutraliseFormula(cleanText(text, 30_000));
  return /[",;\s]/u.test(safe) || safe.startsWith("'") ? `"${safe.replaceAll('"', '""')}"` : safe;
}
