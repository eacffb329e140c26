import type { ChecklistItem } from '../checklist/schema.ts';
import { foldThai } from '../text/normalise.ts';
import type { PhraseScore } from './title-bank.ts';
import type { TitleGrammar } from './title-grammar.ts';
import type { TitleHead } from './title-words.ts';

/** One step of a decision; weights are log-odds and add up. */
export interface TitleFactor {
  name: string;
  weight: number;
}

/** What speaks for one item. */
export interface TitleEntry {
  /** the nearest name, "" when only a code speaks for the item */
  name: string;
  likeness: number;
  factors: TitleFactor[];
  /** a law or a story of what the item is about: nothing learned may speak for it */
  isAbout: boolean;
}

/** A word that makes a title something else than an item. */
export interface ContraryWord {
  word: string;
  becomes: string | null;
}

/** Log-odds per unit of likeness, and the likeness at which an item is as likely as none. */
const steepness = 13;
const evenLikeness = 0.5;

export const penalties = {
  otherName: -0.3,
  headDiffers: -2.6,
  headMissing: -1,
  headAdded: -1.4,
  headTurns: -3,
  periodDiffers: -1.8,
  periodMissing: -0.4,
  law: -6,
  news: -6,
  contrary: -3,
  becomes: 0.5,
  fromBefore: -0.7,
  codeDisagrees: -1,
} as const;

/** Heads that make something else of any subject: a form for it, criteria of it, an order about it. */
const turningHeads: ReadonlySet<TitleHead> = new Set(['measure', 'criteria', 'order', 'form']);

/** The contrary words of all items, folded once: by item, since most titles speak of few items. */
export function prepareContraries(items: readonly ChecklistItem[]): Map<string, ContraryWord[]> {
  return new Map(
    items.map(({ code, contrary }) => [
      code,
      contrary.map(({ word, becomes }) => ({ word: foldThai(word), becomes })),
    ]),
  );
}

/** Sum of an entry's factors, log-odds. */
export function sumFactors(factors: readonly TitleFactor[]): number {
  return factors.reduce((sum, factor) => sum + factor.weight, 0);
}

function weighPhrase({ phrase, likeness }: PhraseScore, read: TitleGrammar): TitleFactor[] {
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
  if (period !== null && read.period !== period) {
    if (read.period === null) add(`does not say that it is for a ${period}`, penalties.periodMissing);
    else add(`is for a ${read.period}, not a ${period}`, penalties.periodDiffers);
  }
  if (read.isLaw && !phrase.grammar.isLaw) add('begins like a law', penalties.law);
  if (read.isNews && !phrase.grammar.isNews && !exact) add('reads like a news story', penalties.news);
  return factors;
}

function isAbout({ phrase, likeness }: PhraseScore, read: TitleGrammar): boolean {
  if (read.isLaw && !phrase.grammar.isLaw) return true;
  return read.isNews && !phrase.grammar.isNews && likeness <= 0.999;
}

/** What the known names say: the best of each item, and the log-odds of the nearest name that is none. */
export function rateNames(
  scores: readonly PhraseScore[],
  read: TitleGrammar,
): { byCode: Map<string, TitleEntry>; none: number } {
  const byCode = new Map<string, TitleEntry>();
  const totals = new Map<string, number>();
  // a law or a story that is like a name of none needs no second reason to be none
  const plain = { ...read, isLaw: false, isNews: false };
  let none = Number.NEGATIVE_INFINITY;
  for (const score of scores) {
    const { likeness } = score;
    const { code, text } = score.phrase;
    // nothing but likeness speaks for a name, all else speaks against it
    const most = steepness * (likeness - evenLikeness);
    if (most <= (code === null ? none : (totals.get(code) ?? Number.NEGATIVE_INFINITY))) continue;
    const factors = weighPhrase(score, code === null ? plain : read);
    const total = sumFactors(factors);
    if (code === null) none = Math.max(none, total);
    else if (total > (totals.get(code) ?? Number.NEGATIVE_INFINITY)) {
      totals.set(code, total);
      byCode.set(code, { name: text, likeness, factors, isAbout: isAbout(score, read) });
    }
  }
  return { byCode, none };
}

/** Words that make a title another item: against the item, once for what it becomes. A word of the name itself is none. */
export function addContraries(
  byCode: Map<string, TitleEntry>,
  contraries: ReadonlyMap<string, readonly ContraryWord[]>,
  whole: string,
): void {
  const pointed = new Set<string>();
  for (const [code, words] of contraries) {
    const entry = byCode.get(code);
    if (entry === undefined) continue;
    for (const { word, becomes } of words) {
      if (!whole.includes(word) || foldThai(entry.name).includes(word)) continue;
      entry.factors.push({ name: `contrary word "${word}"`, weight: penalties.contrary });
      if (becomes === null || pointed.has(becomes)) continue;
      pointed.add(becomes);
      byCode.get(becomes)?.factors.push({ name: `"${word}" points here`, weight: penalties.becomes });
    }
  }
}
