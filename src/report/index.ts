import type { History } from '../history/schema.ts';
import type { Result } from '../result/schema.ts';
import { renderItemsCsv } from './csv.ts';
import { readReportFonts, type ReportFonts } from './fonts.ts';
import type { ReportLanguage } from './format.ts';
import { renderHtml } from './html.ts';
import { renderJson } from './json.ts';
import { renderMarkdown } from './markdown.ts';

export { renderItemsCsv } from './csv.ts';
export { readReportFonts, type ReportFonts } from './fonts.ts';
export type { ReportLanguage } from './format.ts';
export { renderHtml } from './html.ts';
export { renderJson } from './json.ts';
export { renderMarkdown } from './markdown.ts';
export { renderTerminal, type TerminalOptions } from './terminal.ts';

/** One format of the report: the file that it makes, and how. */
interface ReportFormatEntry {
  fileName: string;
  render: (
    result: Result,
    lang: ReportLanguage,
    readFonts: () => Promise<ReportFonts>,
    history: History | null,
  ) => string | Promise<string>;
}

/** Formats by the name that `--format` takes. */
export const reportFormats = {
  json: { fileName: 'result.json', render: (result) => renderJson(result) },
  html: {
    fileName: 'report.html',
    render: async (result, lang, readFonts, history) =>
      renderHtml(result, { lang, fontsBase64: await readFonts(), history }),
  },
  csv: { fileName: 'items.csv', render: (result, lang) => renderItemsCsv(result, { lang }) },
  md: {
    fileName: 'report.md',
    render: (result, lang, _readFonts, history) => renderMarkdown(result, { lang, history }),
  },
} as const satisfies Record<string, ReportFormatEntry>;

/** A name that `--format` takes. */
export type ReportFormat = keyof typeof reportFormats;

/** Where finished files go: the name is the file's path, joined to the directory with "/". */
export type ReportWriter = (name: string, content: string) => Promise<void>;

/** Whether this is a format that can be written. */
export function isReportFormat(name: string): name is ReportFormat {
  return Object.hasOwn(reportFormats, name);
}

/**
 * Renders the result in every format asked for, once each, and hands each file to the writer.
 * @param directory put before each name; empty for none
 * @param history what came before; null: the reports tell of this run alone
 * @returns the names as handed to the writer, in the order asked for
 */
export async function writeReports(
  result: Result,
  formats: readonly ReportFormat[],
  directory: string,
  lang: ReportLanguage,
  write: ReportWriter,
  readFonts: () => Promise<ReportFonts> = readReportFonts,
  history: History | null = null,
): Promise<string[]> {
  const names: string[] = [];
  for (const format of new Set(formats)) {
    const entry: ReportFormatEntry = reportFormats[format];
    const name = directory === '' ? entry.fileName : `${directory.replace(/\/+$/, '')}/${entry.fileName}`;
    await write(name, await entry.render(result, lang, readFonts, history));
    names.push(name);
  }
  return names;
}
