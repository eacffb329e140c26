import { type DerivedFiles, noDerivedFiles } from '../cache/derived-files.ts';
import type { Checklist } from '../checklist/schema.ts';
import { yearsOfTitle } from '../text/fiscal-year.ts';
import type { ItemCode } from '../text/item-code.ts';
import { foldThai } from '../text/normalise.ts';
import { cleanTitle, prepareCleaning } from './title-clean.ts';
import type { CleanTitle } from './title-clean.ts';
import { addCode, saysOnlyItsCode } from './title-code.ts';
import { prepareGrammar, readGrammar, withLetters } from './title-grammar.ts';
import { learnNames } from './title-knowledge.ts';
import { createLearnedTitles } from './title-learned.ts';
import { lettersOfFolded, titleLetters } from './title-letters.ts';
import { addContraries, penalties, prepareContraries, rateNames } from './title-rules.ts';
import type { TitleFactor } from './title-rules.ts';
import { mostLikeness } from './title-search.ts';
import { mayBeLikely, settleTitle } from './title-settle.ts';
import type { TitleVerdict } from './title-settle.ts';
import type { TitleWords } from './title-words.ts';

export type { TitleFactor } from './title-rules.ts';

export interface TitleCandidate {
  code: string;
  /** 0–1; all candidates' and "none" add up to 1 */
  probability: number;
  factors: TitleFactor[];
}

/** Which item a title names. */
export interface TitleMatch {
  /** the likeliest item, null when "none of them" is likelier */
  code: string | null;
  /** of `code`, or of "none" */
  probability: number;
  /** the five likeliest, best first, ties in the order of the checklist */
  candidates: TitleCandidate[];
  /** the code as the title writes it ("O12", "MOIT4"), whatever its year */
  writtenCode: string | null;
  /** fiscal years (B.E.) that the title is about, see `titleYears` */
  years: number[];
}

/** What is known of the place that a title stands in. */
export interface TitleContext {
  /** fiscal year of the page or section */
  year?: number | null;
  /** fiscal year whose list the codes there follow; null or absent: unknown */
  schemeYear?: number | null;
  /** text right before the link, used when the title itself says nothing */
  before?: string;
  /**
   * where no item can be so likely (0–1), an answer without candidates will do, whose probability is not reckoned: most
   * titles speak of no item, and that is told in half the time
   */
  least?: number;
}

export interface TitleMatcher {
  match: (label: string, context?: TitleContext) => TitleMatch;
}

/**
 * Makes the classifier of one title, link text or file name to an item of `checklist`. The title's words come
 * first; a written code counts with its list's year known and is next to nothing without. Deterministic; touches nothing outside.
 *
 * @param words general title grammar, see `checklists/title-words.yaml`
 * @param derived where what it learns of the names is kept for the next time
 */
export function createTitleMatcher(
  checklist: Checklist,
  words: TitleWords,
  derived: DerivedFiles = noDerivedFiles,
): TitleMatcher {
  const cleaning = prepareCleaning(words);
  const grammar = prepareGrammar(words);
  const { bank, terms, weights } = learnNames(checklist, words, cleaning, grammar, derived);
  const codes = checklist.items.map((item) => item.code);
  const learned = createLearnedTitles({ ...bank, terms }, codes, weights);
  const contraries = prepareContraries(checklist.items);

  /** A title that is nothing but the name of an official form ("ITA-o12") is compared by that. */
  const formOf = ({ code, subject }: CleanTitle, schemeYear: number | null): string | null => {
    if (subject !== '' || code === null || (schemeYear !== null && schemeYear !== checklist.fiscalYear))
      return null;
    const form = titleLetters(code.verbatim);
    return bank.phrases.some((phrase) => phrase.letters === form) ? foldThai(code.verbatim) : null;
  };

  const judge = (cleaned: CleanTitle, given: TitleContext, extra: TitleFactor[]): TitleVerdict => {
    const own = cleaned.years.includes(checklist.fiscalYear) ? checklist.fiscalYear : null;
    const context = { year: given.year ?? own, schemeYear: given.schemeYear ?? yearOfCode(cleaned.code) };
    const title = withLetters({
      ...cleaned,
      subject: formOf(cleaned, context.schemeYear) ?? cleaned.subject,
    });
    const read = readGrammar(grammar, title);
    const { bare } = title;
    const isBare = saysOnlyItsCode(title);
    const heard = isBare ? null : learned.hear(bare, read);
    const { least = 0 } = given;
    if (least > 0 && title.code === null && !isBare) {
      const likeness = mostLikeness(bank, bare, title.isCut);
      if (likeness !== null && !mayBeLikely(likeness, heard, least)) return noItem;
    }
    const { byCode, none } = rateNames(bank, title, read);
    addContraries(byCode, contraries, title.all);
    addCode(byCode, title, context, checklist);
    for (const entry of byCode.values()) entry.factors.push(...extra);
    return settleTitle(byCode, isBare ? Number.NEGATIVE_INFINITY : none, codes, heard);
  };

  return {
    match(label, context = {}) {
      const title = cleanTitle(cleaning, label);
      const usesBefore = lettersOfFolded(title.subject) === '' && (context.before ?? '') !== '';
      const subject = usesBefore ? cleanTitle(cleaning, context.before ?? '') : title;
      const extra = usesBefore ? [{ name: 'read from the text before', weight: penalties.fromBefore }] : [];
      const verdict = judge({ ...subject, code: title.code ?? subject.code }, context, extra);
      return { ...verdict, writtenCode: title.code?.code ?? null, years: title.years };
    },
  };
}

const noItem: TitleVerdict = { code: null, probability: 0, candidates: [] };

/** "ITA_68_o12" says itself which year's list it follows. */
function yearOfCode(code: ItemCode | null): number | null {
  return code === null ? null : (yearsOfTitle(code.verbatim)[0] ?? null);
}
