import { cleanText } from '../../report/clean.ts';
import type { ReportLanguage } from '../../report/format.ts';
import type { Plan } from '../schema.ts';
import { followUpTable, measureTables, type PlanTable } from '../tables.ts';
import { agencyOf, disclaimerOf, introductionOf, titleOf, yearLineOf } from '../words.ts';
import { type ParagraphStyle, table, textParagraph } from './markup.ts';
import { packDocx, textWidth } from './package.ts';

const tableSizePt = 11;
const pageBreak = '<w:p><w:r><w:br w:type="page"/></w:r></w:p>';

/**
 * The plan as a Word document: the measures by instrument, the follow-up form on a page of its own, places to sign. It is
 * made to be corrected and published, so it holds no estimated score.
 */
export function renderPlanDocx(plan: Plan, lang: ReportLanguage): Uint8Array {
  const title: ParagraphStyle = { sizePt: 18, isBold: true, align: 'center' };
  const measures = measureTables(plan);
  const year = yearLineOf(plan);
  const parts = [
    ...(year === null
      ? []
      : [textParagraph(year[lang], { sizePt: 12, isBold: true, align: 'center', spaceAfterPt: 4 })]),
    textParagraph(titleOf(plan)[lang], title),
    textParagraph(cleanText(agencyOf(plan), 200), { ...title, spaceAfterPt: 6 }),
    ...introductionOf(plan).map((words) => textParagraph(words[lang], { sizePt: 12, spaceAfterPt: 2 })),
    ...(measures.length === 0
      ? [textParagraph(nothingOpen[lang], { sizePt: 14, spaceAfterPt: 6 })]
      : measures.flatMap((one) => renderTable(one, lang))),
  ];
  if (plan.rows.length > 0) {
    parts.push(pageBreak, ...renderTable(followUpTable(plan), lang));
  }
  parts.push(...signatures(lang));
  return packDocx({
    title: `${titleOf(plan)[lang]} ${agencyOf(plan)}`,
    body: parts.join(''),
    foot: disclaimerOf(plan)[lang],
    pageWords: lang === 'th' ? { before: 'หน้า ', between: ' จาก ' } : { before: 'Page ', between: ' of ' },
    createdOn: plan.asOf,
    language: lang,
  });
}

const nothingOpen = {
  th: 'ไม่มีข้อที่ต้องวางมาตรการจากผลตรวจครั้งนี้',
  en: 'Nothing of this check asks for a measure.',
};

function renderTable({ heading, columns, rows }: PlanTable, lang: ReportLanguage): string[] {
  const shares = columns.reduce((sum, column) => sum + column.share, 0);
  return [
    textParagraph(heading[lang], { sizePt: 14, isBold: true, keepNext: true, spaceAfterPt: 3 }),
    table({
      widths: columns.map((column) => Math.floor((textWidth * column.share) / shares)),
      heading: columns.map((column) => column.heading[lang]),
      rows: rows.map((cells) => cells.map((lines) => lines.map((words) => cleanText(words[lang])))),
      sizePt: tableSizePt,
    }),
    // Two tables without a paragraph between them are one table to Word.
    textParagraph('', { sizePt: 8 }),
  ];
}

function signatures(lang: ReportLanguage): string[] {
  const dots = '.'.repeat(50);
  const roles = lang === 'th' ? ['ผู้จัดทำ', 'ผู้เห็นชอบ'] : ['Prepared by', 'Approved by'];
  const position = lang === 'th' ? 'ตำแหน่ง' : 'Position';
  return roles.flatMap((role) => [
    textParagraph(`${role} ${dots}   ${position} ${dots}`, { sizePt: 14, spaceAfterPt: 6, keepNext: true }),
  ]);
}
