import { foldThai } from '../text/normalise.ts';
import { lettersOfFolded, titleLetters } from './title-letters.ts';
import { eitherOf } from './title-pattern.ts';
import { titleHeads, titlePeriods } from './title-words.ts';
import type { TitleHead, TitlePeriod, TitleWords } from './title-words.ts';

/** What the grammar of a title says, apart from its subject. */
export interface TitleGrammar {
  head: TitleHead | null;
  period: TitlePeriod | null;
  /** begins like a law */
  isLaw: boolean;
  /** begins like, or holds, a news story or a notice */
  isNews: boolean;
  /** what it speaks of, in the order of `title-words.yaml` */
  subjects: readonly string[];
  /** begins like the heading of a group of items */
  isGroup: boolean;
}

/** The grammar words of `title-words.yaml`, folded once. */
export interface GrammarTables {
  heads: { head: TitleHead; start: string }[];
  periods: { period: TitlePeriod; words: string[] }[];
  laws: string[];
  news: string[];
  newsAnywhere: string[];
  groups: string[];
  /** each with a pattern of any of its words */
  subjects: { subject: string; words: RegExp }[];
}

/** Folds the lists for `readGrammar`; longer heads come first. */
export function prepareGrammar(words: TitleWords): GrammarTables {
  return {
    heads: titleHeads
      .flatMap((head) => words.heads[head].map((start) => ({ head, start: titleLetters(start) })))
      .toSorted((a, b) => b.start.length - a.start.length),
    periods: titlePeriods.map((period) => ({ period, words: words.periods[period].map(titleLetters) })),
    laws: words.laws.map(titleLetters),
    news: words.news.map(foldThai),
    newsAnywhere: words.newsAnywhere.map(foldThai),
    groups: words.groups.map(titleLetters),
    subjects: Object.entries(words.subjects).map(([subject, list]) => ({
      subject,
      words: eitherOf(list.map(titleLetters)),
    })),
  };
}

/** The first half of a fiscal year by its months: "(ต.ค. 66 - มี.ค. 67)", "ตุลาคม 2566 ถึงมีนาคม 2567". */
const firstHalf = /(?:ต\.? ?ค\.?|ตุลาคม) ?(?:\d{2,4})? ?(?:-|ถึง) ?(?:31 ?)?(?:มี\.? ?ค\.?|มีนาคม)/u;
/** A title with those months reads as if it said so in words. */
const inLetters = titleLetters('รอบ 6 เดือน');

/** A title as its grammar is read. */
export interface ReadableTitle {
  /** folded title without code, years and agency names */
  subject: string;
  /** folded title as it stands: years and months count for its period */
  whole: string;
  /** `titleLetters` of both */
  bare: string;
  all: string;
}

/** Adds a cleaned title's letters. */
export function withLetters<T extends { subject: string; whole: string }>(title: T): T & ReadableTitle {
  const half = firstHalf.test(title.whole) ? inLetters : '';
  return { ...title, bare: lettersOfFolded(title.subject), all: lettersOfFolded(title.whole) + half };
}

/** Reads a title's grammar. */
export function readGrammar(
  tables: GrammarTables,
  { subject, whole, bare, all }: ReadableTitle,
): TitleGrammar {
  return {
    head: tables.heads.find((entry) => bare.startsWith(entry.start))?.head ?? null,
    period: tables.periods.find((entry) => entry.words.some((word) => all.includes(word)))?.period ?? null,
    isLaw: tables.laws.some((word) => bare.startsWith(word)),
    isNews:
      tables.news.some((word) => subject.startsWith(word)) ||
      tables.newsAnywhere.some((word) => whole.includes(word)),
    subjects: subjectsOf(tables, bare),
    isGroup: tables.groups.some((word) => bare.startsWith(word)),
  };
}

function subjectsOf(tables: GrammarTables, bare: string): string[] {
  const spoken: string[] = [];
  for (const { subject, words } of tables.subjects) if (words.test(bare)) spoken.push(subject);
  return spoken;
}
