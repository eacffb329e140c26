import { Deserializer, Serializer } from 'node:v8';
import type { DerivedFiles } from '../cache/derived-files.ts';
import type { Checklist } from '../checklist/schema.ts';
import { type BankPhrase, buildBank, type NameIndex, putTogether, type TitleBank } from './title-bank.ts';
import type { CleaningTables } from './title-clean.ts';
import type { GrammarTables, TitleGrammar } from './title-grammar.ts';
import { fitTitles } from './title-learned.ts';
import { TitlePieces } from './title-pieces.ts';
import { TitleTerms } from './title-terms.ts';
import type { TitleWords } from './title-words.ts';

/** What is known of titles before the first is read. */
export interface TitleKnowledge {
  bank: TitleBank;
  terms: TitleTerms;
  /** as `fitTitles` gives them */
  weights: Float32Array;
}

const kind = 'titles';

/**
 * Takes what the known names teach from where it is kept, or learns and keeps it.
 *
 * @param cleaning of `words`, like `grammar`
 */
export function learnNames(
  checklist: Checklist,
  words: TitleWords,
  cleaning: CleaningTables,
  grammar: GrammarTables,
  derived: DerivedFiles,
): TitleKnowledge {
  const codes = checklist.items.map((item) => item.code);
  const madeOf = [JSON.stringify(checklist.items.map(namesOf)), JSON.stringify(words)];
  const kept = derived.read(kind, madeOf);
  const known = kept === null ? null : unpack(kept, codes, words.vocabulary);
  if (known !== null) return known;
  const bank = buildBank(checklist, words, cleaning, grammar);
  const terms = TitleTerms.learn(
    words.vocabulary,
    bank.phrases.map(({ letters }) => letters),
  );
  const knowledge = { bank, terms, weights: fitTitles({ ...bank, terms }, codes) };
  derived.write(kind, madeOf, pack(knowledge));
  return knowledge;
}

function namesOf({ code, nameTh, labels, topics, nearMisses }: Checklist['items'][number]): unknown {
  return [code, nameTh, labels, topics, nearMisses];
}

/** The names by columns: lists of strings and of numbers are read many times as fast as thousands of objects. */
interface PackedKnowledge {
  texts: string[];
  letters: string[];
  all: string[];
  /** place in `codes` */
  codeOf: Uint16Array;
  rankOf: Uint16Array;
  grammarOf: Uint16Array;
  codes: BankPhrase['code'][];
  ranks: BankPhrase['rank'][];
  grammars: TitleGrammar[];
  units: Uint16Array;
  pairs: Float64Array;
  index: NameIndex;
  weights: Float32Array;
}

function pack({ bank, terms, weights }: TitleKnowledge): Buffer {
  const { phrases, pieces, owners, holders, firstHolders, sums, byLetters, unknownWeight } = bank;
  const [codes, codeOf] = tell(phrases.map(({ code }) => code));
  const [ranks, rankOf] = tell(phrases.map(({ rank }) => rank));
  const [grammars, grammarOf] = tell(phrases.map(({ grammar }) => JSON.stringify(grammar)));
  const packed: PackedKnowledge = {
    texts: phrases.map(({ text }) => text),
    letters: phrases.map(({ letters }) => letters),
    all: phrases.map(({ all }) => all),
    codeOf,
    rankOf,
    grammarOf,
    codes,
    ranks,
    grammars: grammars.map((grammar) => JSON.parse(grammar) as TitleGrammar),
    units: pieces.units,
    pairs: terms.pairs,
    index: { weights: bank.weights, owners, holders, firstHolders, sums, byLetters, unknownWeight },
    weights,
  };
  // Not `serialize`: what that one wrote is read as views of the whole file or, where they do not fall on its bounds, as
  // copies beside it, and both stay in memory.
  const serializer = new Serializer();
  serializer.writeHeader();
  serializer.writeValue(packed);
  return serializer.releaseBuffer();
}

/** Different values in the order in which they are met, and the place there of each. */
function tell<T>(values: readonly T[]): [T[], Uint16Array] {
  const places = new Map<T, number>();
  for (const value of values) if (!places.has(value)) places.set(value, places.size);
  return [[...places.keys()], Uint16Array.from(values, (value) => places.get(value) ?? 0)];
}

/** Null where something is missing. */
function unpack(
  bytes: Buffer,
  codes: readonly string[],
  vocabulary: readonly string[],
): TitleKnowledge | null {
  const deserializer = new Deserializer(bytes);
  deserializer.readHeader();
  const packed = deserializer.readValue() as PackedKnowledge;
  const phrases: BankPhrase[] = [];
  for (const [at, text] of packed.texts.entries()) {
    const code = packed.codes[packed.codeOf[at] ?? -1];
    const rank = packed.ranks[packed.rankOf[at] ?? -1];
    const grammar = packed.grammars[packed.grammarOf[at] ?? -1];
    const letters = packed.letters[at];
    const all = packed.all[at];
    if (code === undefined || rank === undefined || grammar === undefined) return null;
    if (letters === undefined || all === undefined) return null;
    phrases.push({ code, rank, text, letters, all, grammar });
  }
  const bank = putTogether(phrases, codes, TitlePieces.fromUnits(packed.units), packed.index);
  return { bank, terms: new TitleTerms(vocabulary, packed.pairs), weights: packed.weights };
}
