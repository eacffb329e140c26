import type { YearRule } from '../checklist/schema.ts';
import type { OpenedDocument } from '../match/opened-document.ts';
import { coversYear, findYears, locateYears, type YearPlace } from '../text/fiscal-year.ts';
import { maskPersonalData } from '../text/personal-data.ts';
import { findPhrase, prepareText } from '../text/phrase.ts';
import { quoteAround } from '../text/quote.ts';
import { foldThai } from '../text/normalise.ts';
import { readingOf } from './document-reading.ts';
import { readTable } from './table.ts';

/** What fiscal year a document says it is of, against the wanted one. */
export interface InsideYear {
  state: 'right' | 'wrong' | 'unclear';
  /** its title, a heading or the official form says so; false: only years in its text do */
  isStated: boolean;
  /** Buddhist fiscal years that it names, ascending */
  found: number[];
  quote: string | null;
}

const unclear: InsideYear = { state: 'unclear', isStated: false, found: [], quote: null };
/** Official forms give each row its year. */
const yearColumn = /^(?:ปี ?(?:พ\.? ?ศ\.?)? ?)?(?:งบประมาณ|ปีงบประมาณ)(?: ?(?:พ\.? ?ศ\.?|\(พ\.ศ\.\)))?$/u;
/** "ITA 2568" names the assessment that a document is filed for, not its year. */
const assessmentYear =
  /(?:ita|oit|moit)[ _-]*(?:ประจำ)?(?:ปี)? ?(?:งบประมาณ)? ?(?:พ\.? ?ศ\.?)? ?(?:25\d\d|[๒][๕][๐-๙]{2}|20\d\d)/giu;
const maxHeadings = 40;

/**
 * The year that a document says it is of: its title block first, then its headings and the captions of its tables,
 * then the year column of an official form, last the fiscal years of its text. Years of laws and the days on which it
 * was signed do not speak against it; a plan's span that covers the year counts only where the rule says so.
 */
export function yearInside(rule: YearRule, opened: OpenedDocument, want: number): InsideYear {
  const { facts } = opened;
  const title = judgeMentions(rule, want, mentionsIn(opened.titleLines.join('\n')), true);
  if (title.state === 'wrong') return spanTo(title.found, rule, opened, want) ?? title;
  if (title.state === 'right') return title;
  const captions = facts.parts.flatMap((part) => [
    ...part.headings,
    ...part.tables.map((table) => table.caption),
  ]);
  const named = judgeMentions(rule, want, mentionsIn(captions.slice(0, maxHeadings).join('\n')), true);
  if (named.state === 'right') return named;
  const column = yearOfForm(opened, want);
  if (column !== null) return column;
  const text = mentionsIn(facts.parts.map((part) => part.text).join('\n'));
  const body = judgeMentions(rule, want, text, false);
  if (body.state === 'right') return body;
  if (named.state === 'wrong') return { ...named, isStated: named.found.length === 1 };
  // Pages that were not read may name the year.
  if (readingOf({ opened }).state !== 'whole') return unclear;
  return body.state === 'unclear' ? yearsBefore(want, text) : body;
}

/** So much of a document says what it is. */
const headChars = 600;

/** Longer spans are of the national strategy. */
const maxSpanYears = 6;

/** A plan of several years may have the last of them in its name: its first lines tell which years it is for. */
function spanTo(
  [last, ...others]: readonly number[],
  rule: YearRule,
  { facts }: OpenedDocument,
  want: number,
): InsideYear | null {
  if (!rule.orSpan || last === undefined || others.length > 0) return null;
  const head = mentionsIn((facts.parts[0]?.text ?? '').slice(0, headChars));
  const span = head.places.find(
    ({ from, to }) => to === last && from <= want && want < to && to - from < maxSpanYears,
  );
  return span === undefined
    ? null
    : { state: 'right', isStated: true, found: [want], quote: clip(head.quote(span)) };
}

/** So many dates, each of an earlier year, are no accident; one is the day on which a plan was signed. */
const leastDates = 3;

/** What names day after day and never one of the wanted year or later was hardly written for it. */
function yearsBefore(want: number, mentions: Mentions): InsideYear {
  const { places } = mentions;
  const [first] = places;
  if (first === undefined || places.length < leastDates || places.some(({ to }) => to >= want))
    return unclear;
  return {
    state: 'wrong',
    isStated: false,
    found: fiscalYearsOf(places),
    quote: clip(mentions.quote(first)),
  };
}

/** Each once, ascending. */
function fiscalYearsOf(places: readonly YearPlace[]): number[] {
  return [...new Set(places.map(({ fiscalYear }) => fiscalYear))].toSorted((a, b) => a - b);
}

/** Years that a text names. A table of a year's purchases names hundreds; the one that counts is quoted. */
export interface Mentions {
  places: YearPlace[];
  quote(place: YearPlace): string;
  /** the text that they stand in */
  text: string;
}

/** Years that a text names, without those of laws and of the assessment that it is filed for. */
export function mentionsIn(text: string): Mentions {
  const plain = text.replaceAll(assessmentYear, (match) => ' '.repeat(match.length));
  return {
    places: locateYears(plain).filter((mention) => !mention.isLaw),
    quote: ({ at, end }) => quoteAround(plain, at, end),
    text: plain,
  };
}

/** So far before a year stands what it is the year of. */
const maxBeforeYear = 16;

/** "อ่านคะแนนปี 67 แล้วจะแก้อะไร": measures of a year are made of the result of the year before. */
export function isOfResult(
  { resultWords = [] }: YearRule,
  want: number,
  text: string,
  { from, to, at }: Pick<YearPlace, 'from' | 'to' | 'at'>,
): boolean {
  if (from !== to || to !== want - 1 || resultWords.length === 0) return false;
  const before = prepareText(text.slice(Math.max(0, at - maxBeforeYear), at));
  return resultWords.some((word) => findPhrase(before, word) !== null);
}

/** What some mentions say of the wanted year; those of a title are stated. */
export function judgeMentions(
  rule: YearRule,
  want: number,
  mentions: Mentions,
  isTitle: boolean,
): InsideYear {
  const { places } = mentions;
  const told = places.filter(({ kind }) => kind !== 'date' && kind !== 'month');
  const hit =
    told.find((mention) => mention.fiscalYear === want && mention.from === mention.to) ??
    told.find((mention) => rule.orSpan && coversYear(mention, want)) ??
    places.find((mention) => rule.orCalendarYear && isDayOf(mention, want, mentions)) ??
    told.find((mention) => isOfResult(rule, want, mentions.text, mention));
  if (hit !== undefined)
    return { state: 'right', isStated: isTitle, found: [want], quote: clip(mentions.quote(hit)) };
  // What spans the wanted year without being of it is of no year that could be held against it.
  if (told.some((mention) => mention.from < mention.to && coversYear(mention, want))) return unclear;
  const others = isTitle ? told : told.filter(({ kind }) => kind === 'fiscal');
  const first = others[0];
  if (first === undefined) return unclear;
  return {
    state: 'wrong',
    isStated: isTitle,
    found: fiscalYearsOf(others),
    quote: clip(mentions.quote(first)),
  };
}

function yearOfForm({ facts }: OpenedDocument, want: number): InsideYear | null {
  for (const table of facts.parts.flatMap((part) => part.tables)) {
    const { columns, rows } = readTable(table);
    const index = columns.findIndex(({ label }) => yearColumn.test(foldThai(label)));
    if (index < 0) continue;
    const years = [
      ...new Set(
        rows.flatMap((row) =>
          findYears(`ปีงบประมาณ ${row[index] ?? ''}`).map((mention) => mention.fiscalYear),
        ),
      ),
    ].toSorted((a, b) => a - b);
    if (years.length === 0) continue;
    const quote = `${columns[index]?.label ?? ''}: ${years.join(', ')}`;
    return {
      state: years.includes(want) ? 'right' : 'wrong',
      isStated: true,
      found: years.includes(want) ? [want] : years,
      quote,
    };
  }
  return null;
}

/** A day or month of the calendar year, October to December among them. */
function isDayOf(mention: YearPlace, want: number, mentions: Mentions): boolean {
  const isMoment = mention.kind === 'date' || mention.kind === 'month';
  return (
    isMoment &&
    (mention.fiscalYear === want ||
      (mention.fiscalYear === want + 1 && mentions.quote(mention).includes(String(want))))
  );
}

function clip(text: string): string {
  return maskPersonalData(text.slice(0, 120));
}
