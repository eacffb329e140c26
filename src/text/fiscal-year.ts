import { foldWithOrigins, originalEnd } from './fold.ts';
import { isLawYear } from './law-year.ts';
import { quoteAround } from './quote.ts';
import { yearPatterns } from './year-patterns.ts';
import type { YearKind } from './year-patterns.ts';

export type { YearKind } from './year-patterns.ts';

/** A year, or stretch of years, that a text names. All years are fiscal years of the Buddhist Era. */
export interface YearMention {
  kind: YearKind;
  /** first and last fiscal year covered */
  from: number;
  to: number;
  /** the one year it speaks of: the last of a span, the fiscal year that a date or month falls in */
  fiscalYear: number;
  /** the year of an Act, regulation or rule, which says nothing of what a document is about */
  isLaw: boolean;
  /** the words around it, tidied */
  quote: string;
  /** offsets in the text, UTF-16 units; `end` behind the last letter */
  at: number;
  end: number;
}

/** What fiscal years a title is about, years of laws left out. */
export interface TitleYears {
  /** single years, ascending; years told in words come before those of dates and months */
  years: number[];
  /** the widest span, or null */
  span: [number, number] | null;
  mentions: YearMention[];
}

const firstMonth = 10;

/** A mention without its quotation, which costs more than all the rest. */
export type YearPlace = Omit<YearMention, 'quote'>;

/**
 * The years that a text names, in order: fiscal years, plain years, spans, dates, months, quarters, half-years.
 * Telephone numbers, prices, house numbers and longer numbers are not years.
 */
export function findYears(text: string): YearMention[] {
  return locateYears(text).map(({ at, end, ...reading }) => ({
    ...reading,
    quote: quoteAround(text, at, end),
    at,
    end,
  }));
}

/** Whether a year is one of those that a mention covers. */
export function coversYear({ from, to }: Pick<YearPlace, 'from' | 'to'>, year: number): boolean {
  return from <= year && year <= to;
}

/** Every pattern wants digits, in whatever script; folding makes them of no other character. */
const anyDigit = /[0-9\u0e50-\u0e59\uff10-\uff19]/u;

/** As {@link findYears}, without the quotations. */
export function locateYears(text: string): YearPlace[] {
  if (!anyDigit.test(text)) return [];
  const folded = foldWithOrigins(text);
  const taken: [number, number][] = [];
  const found: { place: YearPlace; at: number }[] = [];
  for (const pattern of yearPatterns) {
    for (const match of folded.text.matchAll(pattern.find)) {
      const at = match.index;
      const end = at + match[0].length;
      if (taken.some(([from, to]) => at < to && end > from)) continue;
      const read = pattern.read(match, folded.text);
      if (read === null) continue;
      taken.push([at, end]);
      if (read === 'not-a-year') continue;
      const from = folded.origins[at] ?? 0;
      const to = originalEnd(folded, text, end);
      found.push({
        place: { ...read, isLaw: isLawYear(folded.text, at, match[0]), at: from, end: to },
        at,
      });
    }
  }
  return found.toSorted((a, b) => a.at - b.at).map((entry) => entry.place);
}

/** What fiscal years a title is about; see `TitleYears`. */
export function titleYears(text: string): TitleYears {
  const mentions = findYears(text);
  return { ...settleYears(mentions), mentions };
}

/** The `years` of {@link titleYears} alone. */
export function yearsOfTitle(text: string): number[] {
  return yearsAt(locateYears(text));
}

/** As {@link yearsOfTitle}, of the places that {@link locateYears} found. */
export function yearsAt(places: readonly YearPlace[]): number[] {
  return settleYears(places).years;
}

function settleYears(mentions: readonly YearPlace[]): Pick<TitleYears, 'years' | 'span'> {
  const own = mentions.filter((mention) => !mention.isLaw);
  const spans = own.filter((mention) => mention.to > mention.from && !isMoment(mention));
  const widest = spans.toSorted((a, b) => b.to - b.from - (a.to - a.from))[0];
  const told = own.filter((mention) => !isMoment(mention) && mention.to === mention.from);
  const single = told.length > 0 || widest !== undefined ? told : own;
  return {
    years: [...new Set(single.map((mention) => mention.fiscalYear))].toSorted((a, b) => a - b),
    span: widest === undefined ? null : [widest.from, widest.to],
  };
}

function isMoment(mention: YearPlace): boolean {
  return mention.kind === 'date' || mention.kind === 'month';
}

/**
 * The Buddhist fiscal year that an ISO date ("2024-10-01") falls in: 1 October 2024 begins 2568.
 *
 * @throws RangeError when the text is no ISO date
 */
export function fiscalYearOf(isoDate: string): number {
  const parts = /^(\d{4})-(\d{2})/u.exec(isoDate);
  if (parts === null) throw new RangeError(`Not an ISO date: ${isoDate}`);
  return Number(parts[1]) + 543 + (Number(parts[2]) >= firstMonth ? 1 : 0);
}

/** First day of a Buddhist fiscal year as an ISO date: 2568 → 2024-10-01. */
export function fiscalYearStart(fiscalYear: number): string {
  return `${fiscalYear - 544}-10-01`;
}

/** Last day of the first six months of a Buddhist fiscal year: 2568 → 2025-03-31. */
export function halfYearEnd(fiscalYear: number): string {
  return `${fiscalYear - 543}-03-31`;
}

/** Last day of a Buddhist fiscal year: 2568 → 2025-09-30. */
export function fiscalYearEnd(fiscalYear: number): string {
  return `${fiscalYear - 543}-09-30`;
}
