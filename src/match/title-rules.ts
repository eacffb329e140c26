import type { ChecklistItem } from '../checklist/schema.ts';
import type { TitleBank } from './title-bank.ts';
import type { TitleGrammar } from './title-grammar.ts';
import { titleLetters } from './title-letters.ts';
import { type PhraseScore, searchNames } from './title-search.ts';
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
  /** `titleLetters` of the name */
  letters: string;
  likeness: number;
  factors: TitleFactor[];
  /** a law or a story of what the item is about: nothing learned may speak for it */
  isAbout: boolean;
}

/** A word that makes a title something else than an item. */
export interface ContraryWord {
  word: string;
  /** `titleLetters` of it */
  letters: string;
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
  subjectMissing: -0.3,
  subjectAdded: -0.3,
  periodDiffers: -1.8,
  periodMissing: -0.4,
  law: -6,
  news: -6,
  group: -6,
  contrary: -3,
  becomes: 0.5,
  fromBefore: -0.7,
  codeDisagrees: -1,
} as const;

/** Heads that make something else of any subject: a form for it, criteria of it, an order about it. */
const turningHeads: ReadonlySet<TitleHead> = new Set(['measure', 'criteria', 'order', 'form']);

/** The contrary words of all items, their letters read once: by item, since most titles speak of few items. */
export function prepareContraries(items: readonly ChecklistItem[]): Map<string, ContraryWord[]> {
  return new Map(
    items.map(({ code, contrary }) => [
      code,
      contrary.map(({ word, becomes }) => ({ word, letters: titleLetters(word), becomes })),
    ]),
  );
}

/** Sum of an entry's factors, log-odds. */
export function sumFactors(factors: readonly TitleFactor[]): number {
  return factors.reduce((sum, factor) => sum + factor.weight, 0);
}

/** Is told one factor after another; `words`, `what` and `rest` in a row are its name. */
type TellFactor = (weight: number, words: string, what?: string, rest?: string) => void;

function weighPhrase({ phrase, likeness }: PhraseScore, read: TitleGrammar, tell: TellFactor): void {
  tell(steepness * (likeness - evenLikeness), 'like "', phrase.text, '"');
  if (phrase.rank === 'other') tell(penalties.otherName, 'not its usual name');
  const exact = likeness > 0.999;
  const { head } = phrase.grammar;
  if (!exact && read.head !== head) {
    if (read.head === null) tell(penalties.headMissing, 'does not say ', head ?? '');
    else if (head === null)
      tell(turningHeads.has(read.head) ? penalties.headTurns : penalties.headAdded, 'is a ', read.head);
    else tell(penalties.headDiffers, 'is a ', read.head, `, not a ${head}`);
  }
  if (!exact) {
    for (const subject of phrase.grammar.subjects)
      if (!read.subjects.includes(subject)) tell(penalties.subjectMissing, 'does not speak of ', subject);
    for (const subject of read.subjects)
      if (!phrase.grammar.subjects.includes(subject)) tell(penalties.subjectAdded, 'speaks of ', subject);
  }
  const { period } = phrase.grammar;
  if (period !== null && read.period !== period) {
    if (read.period === null) tell(penalties.periodMissing, 'does not say that it is for a ', period);
    else tell(penalties.periodDiffers, 'is for a ', read.period, `, not a ${period}`);
  }
  if (read.isLaw && !phrase.grammar.isLaw) tell(penalties.law, 'begins like a law');
  if (read.isNews && !phrase.grammar.isNews && !exact) tell(penalties.news, 'reads like a news story');
  if (read.isGroup && !phrase.grammar.isGroup) tell(penalties.group, 'heads a group of items');
}

/** Six names are weighed for each that is the best of its item, so the factors are written down of that one alone. */
function sumOfPhrase(score: PhraseScore, read: TitleGrammar): number {
  let sum = 0;
  weighPhrase(score, read, (weight) => {
    sum += weight;
  });
  return sum;
}

function factorsOfPhrase(score: PhraseScore, read: TitleGrammar): TitleFactor[] {
  const factors: TitleFactor[] = [];
  weighPhrase(score, read, (weight, words, what = '', rest = '') => {
    factors.push({ name: words + what + rest, weight });
  });
  return factors;
}

/** What `weighPhrase` takes off for subjects. */
function weighSubjects({ phrase, likeness }: PhraseScore, { subjects }: TitleGrammar): number {
  if (likeness > 0.999) return 0;
  let shared = 0;
  for (const subject of phrase.grammar.subjects) if (subjects.includes(subject)) shared += 1;
  return (
    (phrase.grammar.subjects.length - shared) * penalties.subjectMissing +
    (subjects.length - shared) * penalties.subjectAdded
  );
}

function isAbout({ phrase, likeness }: PhraseScore, read: TitleGrammar): boolean {
  if (read.isLaw && !phrase.grammar.isLaw) return true;
  if (read.isGroup && !phrase.grammar.isGroup) return true;
  return read.isNews && !phrase.grammar.isNews && likeness <= 0.999;
}

/**
 * What the known names say of a title: the best of each item, and the log-odds of the nearest name that is none.
 *
 * @param bare letters of its subject
 */
export function rateNames(
  bank: TitleBank,
  { bare, isCut }: { bare: string; isCut: boolean },
  read: TitleGrammar,
): { byCode: Map<string, TitleEntry>; none: number } {
  const bests = new Map<string, { score: PhraseScore; total: number }>();
  // a law or a story that is like a name of none needs no second reason to be none
  const plain = { ...read, isLaw: false, isNews: false, isGroup: false };
  let none = Number.NEGATIVE_INFINITY;
  searchNames(bank, bare, isCut, (score) => {
    const { code } = score.phrase;
    // nothing but likeness speaks for a name, all else speaks against it
    const most = steepness * (score.likeness - evenLikeness);
    const best = code === null ? none : (bests.get(code)?.total ?? Number.NEGATIVE_INFINITY);
    if (most <= best || most + weighSubjects(score, read) < best) return likenessFor(best);
    const total = sumOfPhrase(score, code === null ? plain : read);
    if (code === null) none = Math.max(none, total);
    else if (total > best) bests.set(code, { score, total });
    return likenessFor(Math.max(best, total));
  });
  const byCode = new Map<string, TitleEntry>();
  for (const [code, { score }] of bests) {
    const { text, all } = score.phrase;
    const factors = factorsOfPhrase(score, read);
    const { likeness } = score;
    byCode.set(code, { name: text, letters: all, likeness, factors, isAbout: isAbout(score, read) });
  }
  return { byCode, none };
}

/**
 * What names that are so like a title, and one contrary word of another item, say for an item at most, in log-odds: all
 * else but a written code speaks against it.
 */
export function mostSaid(likeness: number): number {
  return steepness * (likeness - evenLikeness) + penalties.becomes;
}

/** The likeness that comes to so many log-odds with nothing speaking against it. */
function likenessFor(odds: number): number {
  return odds / steepness + evenLikeness;
}

/**
 * Words that make a title another item: against the item, once for what it becomes. A word of the name itself is none.
 *
 * @param all `titleLetters` of the title as it stands
 */
export function addContraries(
  byCode: Map<string, TitleEntry>,
  contraries: ReadonlyMap<string, readonly ContraryWord[]>,
  all: string,
): void {
  const pointed = new Set<string>();
  for (const [code, words] of contraries) {
    const entry = byCode.get(code);
    if (entry === undefined) continue;
    for (const { word, letters, becomes } of words) {
      if (!all.includes(letters) || entry.letters.includes(letters)) continue;
      entry.factors.push({ name: `contrary word "${word}"`, weight: penalties.contrary });
      if (becomes === null || pointed.has(becomes)) continue;
      pointed.add(becomes);
      byCode.get(becomes)?.factors.push({ name: `"${word}" points here`, weight: penalties.becomes });
    }
  }
}
