import { foldThai } from '../text/normalise.ts';
import { lettersOfFolded, titleLetters } from './title-letters.ts';
import { eitherOf, startOf } from './title-pattern.ts';
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
  /** any of them at the start, and what each says */
  head: RegExp;
  heads: ReadonlyMap<string, TitleHead>;
  periods: { period: TitlePeriod; words: RegExp }[];
  law: RegExp;
  news: RegExp;
  newsAnywhere: RegExp;
  group: RegExp;
  /** each with a pattern of any of its words */
  subjects: { subject: string; words: RegExp }[];
}

/** Folds the lists for `readGrammar`. */
export function prepareGrammar(words: TitleWords): GrammarTables {
  const heads = new Map<string, TitleHead>();
  for (const head of titleHeads) {
    for (const start of words.heads[head].map(titleLetters)) if (!heads.has(start)) heads.set(start, head);
  }
  return {
    head: startOf([...heads.keys()]),
    heads,
    periods: titlePeriods.map((period) => ({
      period,
      words: eitherOf(words.periods[period].map(titleLetters)),
    })),
    law: startOf(words.laws.map(titleLetters)),
    news: startOf(words.news.map(foldThai)),
    newsAnywhere: eitherOf(words.newsAnywhere.map(foldThai)),
    group: startOf(words.groups.map(titleLetters)),
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
    head: tables.heads.get(tables.head.exec(bare)?.[0] ?? '') ?? null,
    period: tables.periods.find((entry) => entry.words.test(all))?.period ?? null,
    isLaw: tables.law.test(bare),
    isNews: tables.news.test(subject) || tables.newsAnywhere.test(whole),
    subjects: subjectsOf(tables, bare),
    isGroup: tables.group.test(bare),
  };
}

function subjectsOf(tables: GrammarTables, bare: string): string[] {
  const spoken: string[] = [];
  for (const { subject, words } of tables.subjects) if (words.test(bare)) spoken.push(subject);
  return spoken;
}
