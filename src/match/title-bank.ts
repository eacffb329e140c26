import type { Checklist } from '../checklist/schema.ts';
import { cleanTitle } from './title-clean.ts';
import type { CleaningTables } from './title-clean.ts';
import { readGrammar, withLetters } from './title-grammar.ts';
import type { GrammarTables, TitleGrammar } from './title-grammar.ts';
import { lettersOfFolded } from './title-letters.ts';
import { type ReadPieces, TitlePieces } from './title-pieces.ts';
import type { TitleWords } from './title-words.ts';

/** A known name: of an item, or of something that is none (`code` null). */
export interface BankPhrase {
  code: string | null;
  /** `right`: official or normal name; `other`: right content under another name; `miss`: looks like one; `nothing`: general */
  rank: 'right' | 'other' | 'miss' | 'nothing';
  text: string;
  /** what it is compared by: `titleLetters` of its subject, and of all of it */
  letters: string;
  all: string;
  grammar: TitleGrammar;
}

/** The known names with an index from three-letter pieces to the names that hold them. */
export interface TitleBank {
  phrases: BankPhrase[];
  pieces: TitlePieces;
  /** of each piece */
  weights: Float64Array;
  /** of each piece, places in `codes` of the items with a name that holds it */
  owners: readonly (readonly number[])[];
  /**
   * of each piece, indices into `phrases` that hold it once, twice, …: its second time in a name is a piece of its own
   */
  holders: readonly (readonly Uint16Array[])[];
  /** codes of the items, and of each name its place among them, -1 where it is none */
  codes: string[];
  items: Int16Array;
  /** summed weight of each name's pieces */
  sums: Float64Array;
  /** a little below what a title must share of that to be like the name at all: spares most names a division */
  least: Float64Array;
  /** weight of a piece that no name holds */
  unknownWeight: number;
  /** where one title's sums are gathered: made for each anew they would be most of the garbage */
  scratch: { shared: Float64Array; byItem: Float64Array; times: Uint16Array };
}

/** How near a title is to a known name. */
export interface PhraseScore {
  phrase: BankPhrase;
  /** 0–1: both sides must be covered, and what the name leaves unexplained costs */
  likeness: number;
}

/** how much the item's other names may help to explain a title, and how much the name's side weighs against the title's */
const itemShare = 0.7;
const phraseShare = 0.45;
/** A name that is less like the title than this has no say. */
const leastLikeness = 0.2;

/** Gathers the names of a checklist's items, their near misses and the general names of things that are none. */
export function buildBank(
  checklist: Checklist,
  words: Pick<TitleWords, 'names' | 'nothing'>,
  cleaning: CleaningTables,
  grammar: GrammarTables,
): TitleBank {
  const phrases: BankPhrase[] = [];
  const known = new Set<string>();
  const seen = new Set<string>();
  const add = (code: string | null, rank: BankPhrase['rank'], text: string): void => {
    const clean = cleanTitle(cleaning, text);
    // a name that is all filler words ("ITA-o12") is compared as it stands
    const title = withLetters({ ...clean, subject: clean.subject === '' ? clean.whole : clean.subject });
    const { bare } = title;
    const key = `${code ?? 'none'}:${bare}`;
    if (bare === '' || seen.has(key)) return;
    seen.add(key);
    known.add(bare);
    phrases.push({
      code,
      rank,
      text,
      letters: bare,
      all: title.all,
      grammar: readGrammar(grammar, title),
    });
  };
  for (const item of checklist.items) {
    for (const label of [item.nameTh, ...item.labels.right]) add(item.code, 'right', label);
    for (const label of item.labels.other) add(item.code, 'other', label);
    for (const topic of item.topics) {
      for (const label of words.names[topic] ?? []) add(item.code, 'other', label);
    }
  }
  for (const item of checklist.items) {
    for (const miss of item.nearMisses) add(miss.belongsTo, 'miss', miss.label);
  }
  for (const label of words.nothing) {
    // the checklist has the last word on a name that both know
    const bare = lettersOfFolded(cleanTitle(cleaning, label).subject);
    if (!known.has(bare)) add(null, 'nothing', label);
  }
  return weigh(
    phrases,
    checklist.items.map((item) => item.code),
  );
}

function weigh(phrases: BankPhrase[], codes: string[]): TitleBank {
  const pieces = new TitlePieces();
  for (const phrase of phrases) pieces.learn(phrase.letters);
  const found = Array.from({ length: pieces.size }, () => ({
    names: new Set<string>(),
    holders: [] as number[][],
  }));
  const times = new Uint16Array(pieces.size);
  for (const [number, phrase] of phrases.entries()) {
    const owner = ownerOf(phrase);
    const read = pieces.read(phrase.letters);
    for (let at = 0; at < read.length; at += 1) {
      const piece = read.numbers[at] ?? -1;
      const entry = found[piece];
      if (entry === undefined) continue;
      const time = times[piece] ?? 0;
      times[piece] = time + 1;
      entry.names.add(owner);
      (entry.holders[time] ??= []).push(number);
    }
    forget(times, read);
  }
  const count = new Set(phrases.map(ownerOf)).size;
  const places = new Map(codes.map((code, at) => [code, at]));
  const weights = Float64Array.from(found, ({ names }) => Math.log(1 + count / names.size));
  const sumOf = (bare: string): number => {
    const read = pieces.read(bare);
    let sum = 0;
    for (let at = 0; at < read.length; at += 1) sum += weights[read.numbers[at] ?? -1] ?? 0;
    return sum;
  };
  const sums = Float64Array.from(phrases, (phrase) => sumOf(phrase.letters));
  return {
    phrases,
    pieces,
    weights,
    owners: found.map(({ names }) => [...names].flatMap((owner) => places.get(owner) ?? [])),
    holders: found.map(({ holders }) => holders.map((list) => Uint16Array.from(list))),
    codes,
    items: Int16Array.from(phrases, ({ code }) => (code === null ? -1 : (places.get(code) ?? -1))),
    sums,
    least: sums.map((sum) => sum * leastLikeness * phraseShare * (1 - 1e-9)),
    unknownWeight: Math.log(1 + count / 4),
    scratch: { shared: new Float64Array(phrases.length), byItem: new Float64Array(codes.length), times },
  };
}

/** Counts of one title's pieces go back to 0. */
function forget(times: Uint16Array, { numbers, length }: ReadPieces): void {
  for (let at = 0; at < length; at += 1) {
    const piece = numbers[at] ?? -1;
    if (piece >= 0) times[piece] = 0;
  }
}

/** A name that is no item's counts as a topic of its own. */
function ownerOf(phrase: BankPhrase): string {
  return phrase.code ?? `none:${phrase.letters}`;
}

/** A cut title with fewer letters could begin anything; so much the more one that does not say that it was cut. */
const leastCutLetters = { marked: 8, unmarked: 12 } as const;

/**
 * Every known name that shares a piece with the title, in the bank's order. A title that was cut off and can only
 * be the beginning of one item's names is taken for the whole of them.
 */
export function scorePhrases(bank: TitleBank, bare: string, isCut: boolean): PhraseScore[] {
  const stem = stemOfOne(bank, isCut ? bare.slice(0, -1) : bare, isCut);
  const total = gather(bank, bare);
  const { phrases, sums, least, items } = bank;
  const { shared, byItem } = bank.scratch;
  const scores: PhraseScore[] = [];
  for (let number = 0; number < shared.length; number += 1) {
    const sum = shared[number] ?? 0;
    if (sum < (least[number] ?? 0)) continue;
    const ofPhrase = sum / (sums[number] ?? 1);
    // the other side covers all at best
    if (ofPhrase < leastLikeness * phraseShare) continue;
    const together = byItem[items[number] ?? -1] ?? sum;
    const ofTitle = ((1 - itemShare) * sum + itemShare * together) / total;
    const likeness = 1 / (phraseShare / ofPhrase + (1 - phraseShare) / ofTitle);
    const phrase = phrases[number];
    if (phrase === undefined) continue;
    const isBegun = stem !== null && phrase.letters.startsWith(stem);
    if (isBegun || likeness >= leastLikeness)
      scores.push({ phrase, likeness: isBegun ? Math.max(likeness, asGoodAsWhole) : likeness });
  }
  return scores;
}

/** Fills the scratch with what the title's pieces weigh in each name and each item's names; gives what they weigh in all. */
function gather(bank: TitleBank, bare: string): number {
  const { weights, holders, owners } = bank;
  const { shared, byItem, times } = bank.scratch;
  shared.fill(0);
  byItem.fill(0);
  let total = 0;
  const read = bank.pieces.read(bare);
  for (let at = 0; at < read.length; at += 1) {
    const piece = read.numbers[at] ?? -1;
    if (piece < 0) {
      total += bank.unknownWeight;
      continue;
    }
    const weight = weights[piece] ?? 0;
    total += weight;
    for (const owner of owners[piece] ?? []) byItem[owner] = (byItem[owner] ?? 0) + weight;
    const time = times[piece] ?? 0;
    times[piece] = time + 1;
    const list = holders[piece]?.[time];
    if (list !== undefined) addWeight(shared, list, weight);
  }
  forget(times, read);
  return total;
}

function addWeight(shared: Float64Array, list: Uint16Array, weight: number): void {
  for (let at = 0; at < list.length; at += 1) {
    const number = list[at] ?? 0;
    shared[number] = (shared[number] ?? 0) + weight;
  }
}

const asGoodAsWhole = 0.9;

/** A title as the beginning of names, where all names that begin so are of one item; else null. */
function stemOfOne(bank: TitleBank, stem: string, isCut: boolean): string | null {
  if (stem.length < leastCutLetters[isCut ? 'marked' : 'unmarked']) return null;
  let one: number | null = null;
  const first = bank.pieces.read(stem).numbers[0] ?? -1;
  for (const number of bank.holders[first]?.[0] ?? []) {
    if (bank.phrases[number]?.letters.startsWith(stem) !== true) continue;
    const item = bank.items[number] ?? -1;
    if (item < 0 || (one !== null && one !== item)) return null;
    one = item;
  }
  return one === null ? null : stem;
}
