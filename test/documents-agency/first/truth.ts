import { expectItem, type Truth } from '../../sites/site.ts';

const file = (name: string): string => `/files/${name}`;

/**
 * What a careful assessor makes of each item. `review` stands beside a verdict only where the machine may honestly
 * say that it cannot tell: scans without OCR, faces in pictures, a channel that only use can prove.
 */
export const truth: Record<string, Truth> = {
  O1: expectItem(['pass'], [], [file('structure.pdf')]),
  O2: expectItem(['pass', 'review'], [], [file('executives.pdf')]),
  // A leaflet names no way to ask on line.
  O3: expectItem(['fail', 'review'], [], [file('contact.pdf')]),
  O4: expectItem(
    ['pass'],
    [],
    [file('news-2567-10.pdf'), file('news-2568-01.pdf'), file('news-2568-03.pdf')],
  ),
  O5: expectItem(['pass'], [], [file('development-plan.pdf')]),
  O6: expectItem(['pass'], [], [file('action-plan-2568.pdf'), file('progress-6m-2568.xlsx')]),
  O7: expectItem(['fail'], ['wrong-year'], [file('annual-report.pdf')]),
  O8: expectItem(['pass'], [], [file('manuals.zip')]),
  O9: expectItem(['pass'], [], [file('citizen-manual.docx')]),
  // A guide to a system that is not there yet.
  O10: expectItem(['fail', 'review'], [], [file('e-service-guide.pdf')]),
  O11: expectItem(['fail', 'review'], ['missing-element', 'empty'], [file('statistics-2567.xls')]),
  O12: expectItem(['fail'], ['wrong-format'], [file('ita-o12.pdf')]),
  O13: expectItem(['pass'], [], [file('ITA_68_o13.xlsx')]),
  O14: expectItem(['pass'], [], [file('hr-plan-2568.doc')]),
  O15: expectItem(['fail'], ['wrong-kind'], [file('hr-report-2567.pdf')]),
  O16: expectItem(['pass'], [], [file('ethics.pdf')]),
  O17: expectItem(['fail', 'review'], ['missing-element'], [file('complaint-guide.docx')]),
  O18: expectItem(['fail', 'review'], [], [file('complaint-channel.pdf')]),
  O19: expectItem(['pass'], [], [file('complaint-statistics.pdf')]),
  O20: expectItem(['fail', 'review'], ['missing-element', 'empty'], [file('participation.pdf')]),
  O21: expectItem(['pass', 'review'], ['unreadable'], [file('no-gift.png'), file('no-gift-culture.pdf')]),
  O22: expectItem(['pass', 'review'], ['unreadable'], [file('gift-report.pdf')]),
  O23: expectItem(['partial'], ['missing-element'], [file('bribery-risk.pdf')]),
  O24: expectItem(['review'], ['unreadable'], [file('risk-report.pdf')]),
  O25: expectItem(['review'], ['unreadable'], [file('corruption-plan.pdf')]),
  O26: expectItem(
    ['fail', 'review'],
    ['soft-404', 'unreadable', 'wrong-kind', 'empty', 'unreachable', 'not-found'],
    [],
  ),
  O27: expectItem(['pass'], [], [file('integrity-measures.pdf')]),
  O28: expectItem(
    ['fail', 'review'],
    ['wrong-kind', 'missing-element', 'reused', 'wrong-year'],
    [file('integrity-measures.pdf')],
  ),
};

/** Pages on which elements stand: item, element, page from 1. */
export const elementPages: readonly (readonly [code: string, element: string, page: number])[] = [
  ['O1', 'powers-and-duties', 2],
  ['O1', 'political-side', 1],
  ['O5', 'strategy', 3],
  ['O5', 'indicators', 3],
  ['O16', 'code-of-ethics', 1],
  ['O16', 'ethics-team', 2],
  ['O16', 'dos-and-donts', 3],
  ['O27', 'ita-analysis', 1],
  ['O27', 'follow-up', 2],
];
