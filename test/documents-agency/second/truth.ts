import { expectItem, type Truth } from '../../sites/site.ts';

const file = (name: string): string[] => [`/files/${name}`];

/** As in the first agency, what lacks one element of several may be left to a person; O3, O10 and O18 are nowhere. */
export const truth: Record<string, Truth> = {
  O1: expectItem(['fail', 'review'], ['missing-element'], file('o1.pdf')),
  O2: expectItem(['fail', 'review'], ['missing-element', 'unreadable'], file('o2.pdf')),
  O4: expectItem(['fail', 'review'], ['wrong-year', 'missing-element', 'out-of-date'], file('o4.pdf')),
  O5: expectItem(['fail'], ['wrong-year'], file('o5.docx')),
  O6: expectItem(['fail', 'review'], ['missing-element'], [...file('o6.pdf'), ...file('o6-progress.docx')]),
  O7: expectItem(['pass'], [], file('o7.docx')),
  O8: expectItem(['fail', 'review'], ['missing-element'], file('o8.pdf')),
  O9: expectItem(['fail', 'review'], ['missing-element'], file('o9.docx')),
  O11: expectItem(['pass'], [], file('o11.ods')),
  O12: expectItem(['pass'], [], file('ITA_68_o12.xlsx')),
  O13: expectItem(['fail', 'review'], ['empty', 'missing-element'], file('ITA_68_o13.xlsx')),
  O14: expectItem(['fail'], ['wrong-year'], file('o14.pdf')),
  O15: expectItem(['pass'], [], file('o15.pdf')),
  O16: expectItem(['fail', 'review'], ['missing-element'], file('o16.pdf')),
  O17: expectItem(['pass'], [], file('o17.pdf')),
  // General complaints; the year of this item never fails by itself.
  O19: expectItem(['fail', 'review'], [], file('o19.pdf')),
  O20: expectItem(['pass'], [], file('o20.docx')),
  O21: expectItem(['fail'], ['wrong-year'], file('o21.pdf')),
  O22: expectItem(['pass'], [], file('o22.docx')),
  O23: expectItem(['pass'], [], file('o23.pdf')),
  O24: expectItem(['pass'], [], file('o24.pdf')),
  O25: expectItem(['fail', 'review'], ['missing-element'], file('o25.pdf')),
  O26: expectItem(['pass'], [], file('o26.pdf')),
  O27: expectItem(['fail', 'review'], ['missing-element'], file('o27.pdf')),
  O28: expectItem(['pass'], [], file('o28.docx')),
};

/** Pages on which elements stand: item, element, page from 1. */
export const elementPages: readonly (readonly [code: string, element: string, page: number])[] = [
  ['O26', 'plan-problems', 2],
  ['O26', 'plan-results', 1],
];
