import { readReportFonts, type ReportFonts } from '../report/fonts.ts';
import type { ReportLanguage } from '../report/format.ts';
import { renderPlanDocx } from './docx/render.ts';
import { renderPlanHtml } from './render-html.ts';
import { renderPlanXlsx } from './render-xlsx.ts';
import type { Plan } from './schema.ts';

interface PlanFormatEntry {
  fileName: string;
  render: (
    plan: Plan,
    lang: ReportLanguage,
    readFonts: () => Promise<ReportFonts>,
  ) => string | Uint8Array | Promise<string | Uint8Array>;
}

/** Formats of the plan by the name that `--format` takes. */
export const planFormats = {
  docx: { fileName: 'plan.docx', render: (plan, lang) => renderPlanDocx(plan, lang) },
  xlsx: { fileName: 'plan.xlsx', render: (plan, lang) => renderPlanXlsx(plan, lang) },
  html: {
    fileName: 'plan.html',
    render: async (plan, lang, readFonts) => renderPlanHtml(plan, { lang, fontsBase64: await readFonts() }),
  },
  json: { fileName: 'plan.json', render: (plan) => `${JSON.stringify(plan, null, 2)}\n` },
} as const satisfies Record<string, PlanFormatEntry>;

/** A name that `--format` takes. */
export type PlanFormat = keyof typeof planFormats;

/** Whether this is a format that a plan can be written in. */
export function isPlanFormat(name: string): name is PlanFormat {
  return Object.hasOwn(planFormats, name);
}

/**
 * Renders the plan in every format asked for, once each, and hands each file to the writer.
 *
 * @returns the names as handed to the writer, in the order asked for
 */
export async function writePlan(
  plan: Plan,
  formats: readonly PlanFormat[],
  lang: ReportLanguage,
  write: (name: string, content: string | Uint8Array) => Promise<void>,
  readFonts: () => Promise<ReportFonts> = readReportFonts,
): Promise<string[]> {
  const names: string[] = [];
  for (const format of new Set(formats)) {
    const entry: PlanFormatEntry = planFormats[format];
    await write(entry.fileName, await entry.render(plan, lang, readFonts));
    names.push(entry.fileName);
  }
  return names;
}
