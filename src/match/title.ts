import type { Checklist, ChecklistItem } from '../checklist/schema.ts';
import { titleYears } from '../text/fiscal-year.ts';
import type { ItemCode } from '../text/item-code.ts';
import { foldThai, skeleton } from '../text/normalise.ts';
import { buildBank, scorePhrases } from './title-bank.ts';
import type { PhraseScore } from './title-bank.ts';
import { cleanTitle, prepareCleaning } from './title-clean.ts';
import type { CleanTitle } from './title-clean.ts';
import { prepareGrammar, readGrammar } from './title-grammar.ts';
import type { TitleGrammar } from './title-grammar.ts';
import type { TitleHead, TitleWords } from './title-words.ts';

/** One step of a decision; weights are log-odds and add up. */
export interface TitleFactor {
  name: string;
  weight: number;
}

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
}

export interface TitleMatcher {
  match: (label: string, context?: TitleContext) => TitleMatch;
}

/** Log-odds per unit of likeness, and the likeness at which an item is as likely as none. */
const steepness = 13;
const evenLikeness = 0.55;

/** how much the item's other names may help to explain a title, and how much the name's side weighs against the title's */
const itemShare = 0.7;
const phraseShare = 0.5;

const penalties = {
  otherName: -0.3,
  headDiffers: -2.6,
  headMissing: -1,
  headAdded: -1.4,
  headTurns: -3,
  periodDiffers: -1.8,
  law: -6,
  news: -6,
  contrary: -3,
  becomes: 0.5,
  fromBefore: -0.7,
  codeDisagrees: -1,
} as const;

/** Heads that make something else of any subject: a form for it, criteria of it, an order about it. */
const turningHeads: ReadonlySet<TitleHead> = new Set(['measure', 'criteria', 'order', 'form']);

const codeWeights = { explicit: 3.2, zero: 2.2, ordinal: 1 } as const satisfies Record<
  ItemCode['letter'],
  number
>;
/** what a code is worth when nothing tells its year */
const codeWithoutYear = 0.3;
/** and when its page is of the checklist's year, though the list that it follows is not known */
const codeWithPageYear = 0.9;

/**
 * Makes the classifier of one title, link text or file name to an item of `checklist`. The title's words come
 * first; a written code counts with its list's year known and is next to nothing without. Deterministic; touches nothing outside.
 *
 * @param words general title grammar, see `checklists/title-words.yaml`
 */
export function createTitleMatcher(checklist: Checklist, words: TitleWords): TitleMatcher {
  const cleaning = prepareCleaning(words);
  const grammar = prepareGrammar(words);
  const bank = buildBank(checklist, words.nothing, cleaning, grammar);
  const order = new Map(checklist.items.map((item, index) => [item.code, index]));
  const contraries = prepareContraries(checklist.items);

  /** A title that is nothing but the name of an official form ("ITA-o12") is compared by that. */
  const formOf = ({ code, subject }: CleanTitle, schemeYear: number | null): string | null => {
    if (subject !== '' || code === null || (schemeYear !== null && schemeYear !== checklist.fiscalYear))
      return null;
    const form = skeleton(code.verbatim);
    return bank.phrases.some((phrase) => phrase.skeleton === form) ? foldThai(code.verbatim) : null;
  };

  const judge = (cleaned: CleanTitle, given: TitleContext, extra: TitleFactor[]): Verdict => {
    const context = { ...given, schemeYear: given.schemeYear ?? yearOfCode(cleaned.code) };
    const title = { ...cleaned, subject: formOf(cleaned, context.schemeYear) ?? cleaned.subject };
    const read = readGrammar(grammar, title.subject, title.whole);
    const scores = scorePhrases(bank, skeleton(title.subject));
    const byCode = bestByCode(scores, read);
    addContraries(byCode, contraries, title.whole);
    addCode(byCode, title, context, checklist);
    for (const entry of byCode.values()) entry.factors.push(...extra);
    return settle(byCode, bestNone(scores, read), order);
  };

  return {
    match(label, context = {}) {
      const title = cleanTitle(cleaning, label);
      const usesBefore = skeleton(title.subject) === '' && (context.before ?? '') !== '';
      const subject = usesBefore ? cleanTitle(cleaning, context.before ?? '') : title;
      const extra = usesBefore ? [{ name: 'read from the text before', weight: penalties.fromBefore }] : [];
      const verdict = judge({ ...subject, code: title.code ?? subject.code }, context, extra);
      return { ...verdict, writtenCode: title.code?.code ?? null, years: titleYears(label).years };
    },
  };
}

/** "ITA_68_o12" says itself which year's list it follows. */
function yearOfCode(code: ItemCode | null): number | null {
  return code === null ? null : (titleYears(code.verbatim).years[0] ?? null);
}

type Verdict = Pick<TitleMatch, 'code' | 'probability' | 'candidates'>;

interface Entry {
  /** the nearest name, "" when only a code speaks for the item */
  name: string;
  likeness: number;
  factors: TitleFactor[];
}

function prepareContraries(
  items: readonly ChecklistItem[],
): { code: string; word: string; becomes: string | null }[] {
  return items.flatMap((item) =>
    item.contrary.map((entry) => ({ code: item.code, word: foldThai(entry.word), becomes: entry.becomes })),
  );
}

/** Likeness to one name: both sides must be covered, and what the name leaves unexplained costs. */
function likenessOf(score: PhraseScore): number {
  const ofTitle = (1 - itemShare) * score.ofTitle + itemShare * score.ofTitleByItem;
  return 1 / (phraseShare / score.ofPhrase + (1 - phraseShare) / ofTitle);
}

function weighPhrase(score: PhraseScore, read: TitleGrammar): Entry {
  const { phrase } = score;
  const likeness = likenessOf(score);
  const factors: TitleFactor[] = [
    { name: `like "${phrase.text}"`, weight: steepness * (likeness - evenLikeness) },
  ];
  const add = (name: string, weight: number): void => {
    factors.push({ name, weight });
  };
  if (phrase.rank === 'other') add('not its usual name', penalties.otherName);
  const exact = likeness > 0.999;
  if (!exact && read.head !== phrase.grammar.head) {
    if (read.head === null) add(`does not say ${phrase.grammar.head}`, penalties.headMissing);
    else if (phrase.grammar.head === null) {
      add(`is a ${read.head}`, turningHeads.has(read.head) ? penalties.headTurns : penalties.headAdded);
    } else add(`is a ${read.head}, not a ${phrase.grammar.head}`, penalties.headDiffers);
  }
  const period = phrase.grammar.period;
  if (read.period !== null && period !== null && read.period !== period) {
    add(`is for a ${read.period}, not a ${period}`, penalties.periodDiffers);
  }
  if (read.isLaw && !phrase.grammar.isLaw) add('begins like a law', penalties.law);
  if (read.isNews && !phrase.grammar.isNews && !exact) add('reads like a news story', penalties.news);
  return { name: phrase.text, likeness, factors };
}

function total(entry: Entry): number {
  return entry.factors.reduce((sum, factor) => sum + factor.weight, 0);
}

function bestByCode(scores: readonly PhraseScore[], read: TitleGrammar): Map<string, Entry> {
  const best = new Map<string, Entry>();
  for (const score of scores) {
    if (score.phrase.code === null) continue;
    const entry = weighPhrase(score, read);
    const known = best.get(score.phrase.code);
    if (known === undefined || total(entry) > total(known)) best.set(score.phrase.code, entry);
  }
  return best;
}

/** Log-odds of the nearest name that is none; general names weigh as much as an item's own. */
function bestNone(scores: readonly PhraseScore[], read: TitleGrammar): number {
  let best = Number.NEGATIVE_INFINITY;
  for (const score of scores) {
    if (score.phrase.code === null)
      best = Math.max(best, total(weighPhrase(score, { ...read, isLaw: false, isNews: false })));
  }
  return best;
}

interface Contrary {
  code: string;
  word: string;
  becomes: string | null;
}

/** Words that make a title another item: against the item, once for what it becomes. A word of the name itself is none. */
function addContraries(byCode: Map<string, Entry>, contraries: readonly Contrary[], whole: string): void {
  const pointed = new Set<string>();
  for (const { code, word, becomes } of contraries) {
    if (!whole.includes(word)) continue;
    const entry = byCode.get(code);
    if (entry === undefined || foldThai(entry.name).includes(word)) continue;
    entry.factors.push({ name: `contrary word "${word}"`, weight: penalties.contrary });
    if (becomes === null || pointed.has(becomes)) continue;
    pointed.add(becomes);
    byCode.get(becomes)?.factors.push({ name: `"${word}" points here`, weight: penalties.becomes });
  }
}

function addCode(
  byCode: Map<string, Entry>,
  title: CleanTitle,
  context: TitleContext,
  checklist: Checklist,
): void {
  const { code } = title;
  if (code === null || code.scheme !== 'oit' || !checklist.items.some((item) => item.code === code.code))
    return;
  const schemeYear = context.schemeYear ?? null;
  if (schemeYear !== null && schemeYear !== checklist.fiscalYear) return;
  const entry = byCode.get(code.code) ?? { name: '', likeness: 0, factors: [] };
  if (schemeYear === null) {
    const year = context.year ?? null;
    if (!byCode.has(code.code) || (year !== null && year !== checklist.fiscalYear)) return;
    const weight = year === null ? codeWithoutYear : codeWithPageYear;
    entry.factors.push({ name: `written ${code.verbatim}, list unknown`, weight });
    return;
  }
  const bare = title.subject === '' || title.subject === foldThai(code.verbatim);
  const weight = bare
    ? codeWeights[code.letter]
    : codeWeights[code.letter] * (entry.likeness >= 0.35 ? 1 : 0.5);
  if (bare) entry.factors = [];
  if (!bare && entry.factors.length > 0) {
    // a title that says little leaves the decision to its code
    const said = total(entry);
    if (said < -3) entry.factors.push({ name: 'the words say little', weight: -3 - said });
  }
  entry.factors.push({ name: `written ${code.verbatim} in the list of ${schemeYear}`, weight });
  byCode.set(code.code, entry);
  // an ordinal that differs just counts another list
  if (code.letter === 'ordinal') return;
  for (const [other, candidate] of byCode) {
    if (other !== code.code)
      candidate.factors.push({ name: `its code would be ${code.verbatim}`, weight: penalties.codeDisagrees });
  }
}

function settle(byCode: Map<string, Entry>, noneOdds: number, order: Map<string, number>): Verdict {
  const sums = [...byCode].map(([code, entry]) => ({
    code,
    entry,
    odds: Math.exp(Math.min(total(entry), 30)),
  }));
  const none = 1 + Math.exp(Math.min(noneOdds, 30));
  const all = none + sums.reduce((sum, part) => sum + part.odds, 0);
  const candidates = sums
    .map(({ code, entry, odds }) => ({
      code,
      probability: round(odds / all),
      factors: entry.factors.map(roundFactor),
    }))
    .toSorted((a, b) => b.probability - a.probability || (order.get(a.code) ?? 0) - (order.get(b.code) ?? 0))
    .slice(0, 5);
  const best = candidates[0];
  const noneShare = round(none / all);
  return best !== undefined && best.probability > noneShare
    ? { code: best.code, probability: best.probability, candidates }
    : { code: null, probability: noneShare, candidates };
}

function round(value: number): number {
  return Math.round(value * 10_000) / 10_000;
}

function roundFactor(factor: TitleFactor): TitleFactor {
  return { name: factor.name, weight: Math.round(factor.weight * 100) / 100 };
}
