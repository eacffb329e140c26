import type { TwoRuns } from '../../compare/two-runs.ts';
import { cleanText } from '../clean.ts';
import { readReportFonts } from '../fonts.ts';
import type { ReportLanguage } from '../format.ts';
import { html, siteText } from '../html/tag.ts';
import { writeCsv } from './csv.ts';
import type { CompareFormat } from './formats.ts';
import { renderShell } from './html/shell.ts';
import { textOfCell, type ViewTable } from './view-table.ts';
import { twoRunsDisclaimer, twoRunsHead, twoRunsTable } from './two-runs-table.ts';
import { buildSheet } from './workbook.ts';

/** Two runs in each format: the file's name and content. */
export async function renderTwoRuns(
  runs: TwoRuns,
  format: CompareFormat,
  lang: ReportLanguage,
): Promise<{ name: string; content: string | Uint8Array }> {
  const table = twoRunsTable(runs, lang);
  switch (format) {
    case 'site':
      return { name: 'compare-runs.html', content: await renderPage(runs, table, lang) };
    case 'xlsx':
      return { name: 'compare-runs.xlsx', content: await renderXlsx(runs, table, lang) };
    case 'csv':
      return { name: 'compare-runs.csv', content: writeCsv(table, twoRunsDisclaimer(runs)[lang]) };
    case 'json':
      return { name: 'compare-runs.json', content: `${JSON.stringify(runs, null, 2)}\n` };
  }
}

async function renderPage(
  runs: TwoRuns,
  { columns, rows }: ViewTable,
  lang: ReportLanguage,
): Promise<string> {
  const headings = columns.map(({ heading }) => heading[lang]);
  const body = rows.map((cells, at) => {
    const direction = runs.rows[at]?.direction ?? 'none';
    return html`<tr>${cells.map((cell, column) => html`<td class="${columns[column]?.id === 'direction' ? direction : ''}"><span class="cell-label" aria-hidden="true">${headings[column]}</span><span class="cell">${siteText(textOfCell(cell), 600)}</span></td>`)}</tr>`;
  });
  const title = lang === 'th' ? 'เทียบผลตรวจ OIT สองครั้ง' : 'Two OIT checks compared';
  return renderShell({
    lang,
    fontsBase64: await readReportFonts(),
    title: `${title}: ${cleanText(runs.agency.name ?? runs.agency.key, 160)}`,
    yearLine: null,
    lead: html`${twoRunsHead(runs).map((words) => html`<p>${words[lang]}</p>`)}`,
    tools: null,
    disclaimer: twoRunsDisclaimer(runs)[lang],
    items: [],
    views: [
      {
        id: 'v-items',
        name: lang === 'th' ? 'รายข้อ' : 'Items',
        content: html`<table class="stack"><thead><tr>${headings.map((heading) => html`<th scope="col">${heading}</th>`)}</tr></thead><tbody>${body}</tbody></table>`,
      },
    ],
  });
}

async function renderXlsx(runs: TwoRuns, table: ViewTable, lang: ReportLanguage): Promise<Uint8Array> {
  const { writeXlsx } = await import('hucre/xlsx');
  const sheet = buildSheet({
    name: table.sheet[lang],
    title: runs.agency.name ?? runs.agency.key,
    notes: [...twoRunsHead(runs).map((words) => words[lang]), twoRunsDisclaimer(runs)[lang]],
    columns: table.columns.map(({ heading, width }) => ({ heading: heading[lang], width })),
    rows: table.rows,
    frozenColumns: 1,
  });
  const day = new Date(runs.newer.finishedAt);
  return writeXlsx({
    sheets: [sheet],
    defaultFont: { name: 'TH Sarabun New', size: 14 },
    properties: { title: 'OIT', creator: 'oit-checker', created: day, modified: day },
  });
}
