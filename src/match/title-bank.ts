import type { Checklist } from '../checklist/schema.ts';
import { skeleton } from '../text/normalise.ts';
import { cleanTitle } from './title-clean.ts';
import type { CleaningTables } from './title-clean.ts';
import { readGrammar } from './title-grammar.ts';
import type { GrammarTables, TitleGrammar } from './title-grammar.ts';
import type { TitleWords } from './title-words.ts';

/** A known name: of an item, or of something that is none (`code` null). */
export interface BankPhrase {
  code: string | null;
  /** `right`: official or normal name; `other`: right content under another name; `miss`: looks like one; `nothing`: general */
  rank: 'right' | 'other' | 'miss' | 'nothing';
  text: string;
  skeleton: string;
  grammar: TitleGrammar;
}

/** The known names with an index from three-letter pieces to the names that hold them. */
export interface TitleBank {
  phrases: BankPhrase[];
  /** piece → indices into `phrases` that hold it; its second time in a name is a piece of its own, "การ#2" */
  index: Map<string, Uint16Array>;
  weights: Map<string, number>;
  /** codes of the items, and of each name its place among them, -1 where it is none */
  codes: string[];
  items: Int16Array;
  /** summed weight of each name's pieces */
  sums: Float64Array;
  /** piece → places in `codes` of the items with a name that holds it */
  owners: Map<string, number[]>;
  /** weight of a piece that no name holds */
  unknownWeight: number;
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
    const subject = clean.subject === '' ? clean.whole : clean.subject;
    const bare = skeleton(subject);
    const key = `${code ?? 'none'}:${bare}`;
    if (bare === '' || seen.has(key)) return;
    seen.add(key);
    known.add(bare);
    phrases.push({
      code,
      rank,
      text,
      skeleton: bare,
      grammar: readGrammar(grammar, subject, clean.whole),
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
    const bare = skeleton(cleanTitle(cleaning, label).subject);
    if (!known.has(bare)) add(null, 'nothing', label);
  }
  return weigh(
    phrases,
    checklist.items.map((item) => item.code),
  );
}

function weigh(phrases: BankPhrase[], codes: string[]): TitleBank {
  const holders = new Map<string, Set<string>>();
  const index = new Map<string, number[]>();
  for (const [number, phrase] of phrases.entries()) {
    for (const [nth, piece] of countPieces(phrase.skeleton)) {
      const list = index.get(nth) ?? [];
      list.push(number);
      index.set(nth, list);
      const owners = holders.get(piece) ?? new Set<string>();
      owners.add(phrase.code ?? `none:${phrase.skeleton}`);
      holders.set(piece, owners);
    }
  }
  const count = new Set(phrases.map((phrase) => phrase.code ?? `none:${phrase.skeleton}`)).size;
  const weights = new Map<string, number>();
  for (const [piece, set] of holders) weights.set(piece, Math.log(1 + count / set.size));
  const places = new Map(codes.map((code, at) => [code, at]));
  const sumOf = (bare: string): number =>
    piecesOf(bare).reduce((sum, piece) => sum + (weights.get(piece) ?? 0), 0);
  return {
    phrases,
    index: new Map([...index].map(([piece, list]) => [piece, Uint16Array.from(list)])),
    weights,
    codes,
    items: Int16Array.from(phrases, ({ code }) => (code === null ? -1 : (places.get(code) ?? -1))),
    sums: Float64Array.from(phrases, (phrase) => sumOf(phrase.skeleton)),
    owners: new Map(
      [...holders].map(([piece, set]) => [piece, [...set].flatMap((owner) => places.get(owner) ?? [])]),
    ),
    unknownWeight: Math.log(1 + count / 4),
  };
}

/** Each piece of a skeleton with its name in the index: the n-th time that it stands there is another entry. */
function countPieces(bare: string): [string, string][] {
  const seen = new Map<string, number>();
  return piecesOf(bare).map((piece) => {
    const nth = (seen.get(piece) ?? 0) + 1;
    seen.set(piece, nth);
    return [nth === 1 ? piece : `${piece}#${nth}`, piece];
  });
}

/** The three-letter pieces of a skeleton, with marks for where it begins and ends. */
export function piecesOf(bare: string): string[] {
  const marked = `^${bare}$`;
  const pieces: string[] = [];
  for (let at = 0; at + 3 <= marked.length; at += 1) pieces.push(marked.slice(at, at + 3));
  return pieces;
}

/** A cut title with fewer letters could begin anything; so much the more one that does not say that it was cut. */
const leastCutLetters = { marked: 8, unmarked: 12 } as const;

/**
 * Every known name that shares a piece with the title, in the bank's order. A title that was cut off and can only
 * be the beginning of one item's names is taken for the whole of them.
 */
export function scorePhrases(bank: TitleBank, bare: string, isCut: boolean): PhraseScore[] {
  const stem = stemOfOne(bank, isCut ? bare.slice(0, -1) : bare, isCut);
  const shared = new Float64Array(bank.phrases.length);
  const byItem = new Float64Array(bank.codes.length);
  let total = 0;
  for (const [nth, piece] of countPieces(bare)) {
    const weight = bank.weights.get(piece) ?? bank.unknownWeight;
    total += weight;
    for (const owner of bank.owners.get(piece) ?? []) byItem[owner] = (byItem[owner] ?? 0) + weight;
    const list = bank.index.get(nth);
    if (list === undefined) continue;
    for (const number of list) shared[number] = (shared[number] ?? 0) + weight;
  }
  const scores: PhraseScore[] = [];
  for (let number = 0; number < shared.length; number += 1) {
    const sum = shared[number] ?? 0;
    const ofPhrase = sum / (bank.sums[number] ?? 1);
    // the other side covers all at best
    if (ofPhrase < leastLikeness * phraseShare) continue;
    const together = byItem[bank.items[number] ?? -1] ?? sum;
    const ofTitle = ((1 - itemShare) * sum + itemShare * together) / total;
    const likeness = 1 / (phraseShare / ofPhrase + (1 - phraseShare) / ofTitle);
    const phrase = bank.phrases[number];
    if (phrase === undefined) continue;
    const isBegun = stem !== null && phrase.skeleton.startsWith(stem);
    if (isBegun || likeness >= leastLikeness)
      scores.push({ phrase, likeness: isBegun ? Math.max(likeness, asGoodAsWhole) : likeness });
  }
  return scores;
}

const asGoodAsWhole = 0.9;

/** A title as the beginning of names, where all names that begin so are of one item; else null. */
function stemOfOne(bank: TitleBank, stem: string, isCut: boolean): string | null {
  if (stem.length < leastCutLetters[isCut ? 'marked' : 'unmarked']) return null;
  let one: number | null = null;
  for (const number of bank.index.get(`^${stem.slice(0, 2)}`) ?? []) {
    if (bank.phrases[number]?.skeleton.startsWith(stem) !== true) continue;
    const item = bank.items[number] ?? -1;
    if (item < 0 || (one !== null && one !== item)) return null;
    one = item;
  }
  return one === null ? null : stem;
}
