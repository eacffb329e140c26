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

/** Names of one item, or of none (`code` null), side by side in the bank's order. */
export interface NameGroup {
  /** place of the code in `codes`, -1 where it is none of them */
  item: number;
  /** slots of its names, `to` behind the last */
  from: number;
  to: number;
}

/** Lists of numbers in a row: list n goes from `starts[n]` to before `starts[n + 1]`. */
export interface NumberLists {
  starts: Uint32Array;
  values: Uint16Array;
}

/** What the names' letters come to: all of it follows from the names. */
export interface NameIndex {
  /** of each piece */
  weights: Float64Array;
  /** of each piece, places in `codes` of the items with a name that holds it */
  owners: NumberLists;
  /** of each piece, its first list in `holders` */
  firstHolders: Uint32Array;
  /** slots of the names that hold a piece once, twice, …: its second time in a name is a piece of its own */
  holders: NumberLists;
  /** summed weight of the pieces of the name in each slot */
  sums: Float64Array;
  /** weight of a piece that no name holds */
  unknownWeight: number;
  /** places in `phrases`, in the order of their letters */
  byLetters: Uint16Array;
}

/** The known names with an index from three-letter pieces to the names that hold them. */
export interface TitleBank extends NameIndex {
  phrases: readonly BankPhrase[];
  pieces: TitlePieces;
  /** codes of the items */
  codes: readonly string[];
  /** the names once more, in slots: those of one item side by side, as `groups` says */
  slots: readonly BankPhrase[];
  groups: readonly NameGroup[];
  /** where one title's sums are gathered: made for each anew they would be most of the garbage */
  scratch: { shared: Float64Array; byItem: Float64Array; times: Uint16Array };
}

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
  const codes = checklist.items.map((item) => item.code);
  const pieces = new TitlePieces();
  for (const phrase of phrases) pieces.learn(phrase.letters);
  return putTogether(phrases, codes, pieces, weigh(phrases, codes, pieces));
}

/** A bank of names whose index is known. */
export function putTogether(
  phrases: readonly BankPhrase[],
  codes: readonly string[],
  pieces: TitlePieces,
  index: NameIndex,
): TitleBank {
  const { slots, groups } = group(phrases, codes);
  const scratch = {
    shared: new Float64Array(slots.length),
    byItem: new Float64Array(codes.length),
    times: new Uint16Array(pieces.size),
  };
  return { ...index, phrases, pieces, codes, slots, groups, scratch };
}

function weigh(phrases: readonly BankPhrase[], codes: readonly string[], pieces: TitlePieces): NameIndex {
  const { slots } = group(phrases, codes);
  const found = Array.from({ length: pieces.size }, () => ({
    names: new Set<string>(),
    holders: [] as number[][],
  }));
  const times = new Uint16Array(pieces.size);
  for (const [slot, phrase] of slots.entries()) {
    const owner = ownerOf(phrase);
    const read = pieces.read(phrase.letters);
    for (let at = 0; at < read.length; at += 1) {
      const piece = read.numbers[at] ?? -1;
      const entry = found[piece];
      if (entry === undefined) continue;
      const time = times[piece] ?? 0;
      times[piece] = time + 1;
      entry.names.add(owner);
      (entry.holders[time] ??= []).push(slot);
    }
    forgetTimes(times, read);
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
  return {
    weights,
    owners: inARow(found.map(({ names }) => [...names].flatMap((owner) => places.get(owner) ?? []))),
    firstHolders: startsOf(found.map(({ holders }) => holders)),
    holders: inARow(found.flatMap(({ holders }) => holders)),
    sums: Float64Array.from(slots, (phrase) => sumOf(phrase.letters)),
    unknownWeight: Math.log(1 + count / 4),
    byLetters: Uint16Array.from(
      [...phrases.entries()].toSorted(([, a], [, b]) => (a.letters < b.letters ? -1 : 1)),
      ([place]) => place,
    ),
  };
}

function inARow(lists: readonly (readonly number[])[]): NumberLists {
  return { starts: startsOf(lists), values: Uint16Array.from(lists.flat()) };
}

function startsOf(lists: readonly { length: number }[]): Uint32Array {
  const starts = new Uint32Array(lists.length + 1);
  for (const [at, { length }] of lists.entries()) starts[at + 1] = (starts[at] ?? 0) + length;
  return starts;
}

function group(
  phrases: readonly BankPhrase[],
  codes: readonly string[],
): Pick<TitleBank, 'slots' | 'groups'> {
  const slots: BankPhrase[] = [];
  const groups: NameGroup[] = [];
  for (const [code, names] of Map.groupBy(phrases, (phrase) => phrase.code)) {
    const from = slots.length;
    slots.push(...names);
    groups.push({ item: code === null ? -1 : codes.indexOf(code), from, to: slots.length });
  }
  return { slots, groups };
}

/** Counts of one title's pieces go back to 0. */
export function forgetTimes(times: Uint16Array, { numbers, length }: ReadPieces): void {
  for (let at = 0; at < length; at += 1) {
    const piece = numbers[at] ?? -1;
    if (piece >= 0) times[piece] = 0;
  }
}

/** A name that is no item's counts as a topic of its own. */
function ownerOf(phrase: BankPhrase): string {
  return phrase.code ?? `none:${phrase.letters}`;
}
