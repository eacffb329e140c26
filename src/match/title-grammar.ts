import { foldThai, skeleton } from '../text/normalise.ts';
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
}

/** The grammar words of `title-words.yaml`, folded once. */
export interface GrammarTables {
  heads: { head: TitleHead; start: string }[];
  periods: { period: TitlePeriod; words: string[] }[];
  laws: string[];
  news: string[];
  newsAnywhere: string[];
}

/** Folds the lists for `readGrammar`; longer heads come first. */
export function prepareGrammar(words: TitleWords): GrammarTables {
  return {
    heads: titleHeads
      .flatMap((head) => words.heads[head].map((start) => ({ head, start: skeleton(start) })))
      .toSorted((a, b) => b.start.length - a.start.length),
    periods: titlePeriods.map((period) => ({ period, words: words.periods[period].map(skeleton) })),
    laws: words.laws.map(skeleton),
    news: words.news.map(foldThai),
    newsAnywhere: words.newsAnywhere.map(foldThai),
  };
}

/**
 * Reads a title's grammar.
 *
 * @param subject folded title without code, years and agency names
 * @param whole folded title as it stands: years and months count for its period
 */
export function readGrammar(tables: GrammarTables, subject: string, whole: string): TitleGrammar {
  const bare = skeleton(subject);
  const all = skeleton(whole);
  return {
    head: tables.heads.find((entry) => bare.startsWith(entry.start))?.head ?? null,
    period: tables.periods.find((entry) => entry.words.some((word) => all.includes(word)))?.period ?? null,
    isLaw: tables.laws.some((word) => bare.startsWith(word)),
    isNews:
      tables.news.some((word) => subject.startsWith(word)) ||
      tables.newsAnywhere.some((word) => whole.includes(word)),
  };
}
