import type { Checklist } from '../checklist/schema.ts';
import { skeleton } from '../text/normalise.ts';
import { cleanTitle } from './title-clean.ts';
import type { CleaningTables } from './title-clean.ts';
import { readGrammar } from './title-grammar.ts';
import type { GrammarTables, TitleGrammar } from './title-grammar.ts';

/** A known name: of an item, or of something that is none (`code` null). */
export interface BankPhrase {
  code: string | null;
  /** `right`: official or normal name; `other`: right content under another name; `miss`: looks like one; `nothing`: general */
  rank: 'right' | 'other' | 'miss' | 'nothing';
  text: string;
  skeleton: string;
  grammar: TitleGrammar;
  /** summed weight of its pieces */
  weight: number;
}

/** The known names with an index from three-letter pieces to the names that hold them. */
export interface TitleBank {
  phrases: BankPhrase[];
  /** piece → indices into `phrases`, once per time that the piece stands in it */
  index: Map<string, Uint16Array>;
  weights: Map<string, number>;
  /** piece → codes of the items with a name that holds it */
  owners: Map<string, string[]>;
  /** weight of a piece that no name holds */
  unknownWeight: number;
}

/** How near a title is to a known name. */
export interface PhraseScore {
  phrase: BankPhrase;
  /** share of the name's weight that the title holds, 0–1 */
  ofPhrase: number;
  /** share of the title's weight that the name explains, 0–1 */
  ofTitle: number;
  /** share of the title's weight that all names of the same item explain together; as `ofTitle` where there is no item */
  ofTitleByItem: number;
}

/** Gathers the names of a checklist's items, their near misses and the general names of things that are none. */
export function buildBank(
  checklist: Checklist,
  nothing: readonly string[],
  cleaning: CleaningTables,
  grammar: GrammarTables,
): TitleBank {
  const phrases: BankPhrase[] = [];
  const add = (code: string | null, rank: BankPhrase['rank'], text: string): void => {
    const clean = cleanTitle(cleaning, text);
    // a name that is all filler words ("ITA-o12") is compared as it stands
    const subject = clean.subject === '' ? clean.whole : clean.subject;
    const bare = skeleton(subject);
    if (bare === '' || phrases.some((known) => known.skeleton === bare && known.code === code)) return;
    phrases.push({
      code,
      rank,
      text,
      skeleton: bare,
      grammar: readGrammar(grammar, subject, clean.whole),
      weight: 0,
    });
  };
  for (const item of checklist.items) {
    for (const label of [item.nameTh, ...item.labels.right]) add(item.code, 'right', label);
    for (const label of item.labels.other) add(item.code, 'other', label);
  }
  for (const item of checklist.items) {
    for (const miss of item.nearMisses) add(miss.belongsTo, 'miss', miss.label);
  }
  for (const label of nothing) {
    // the checklist has the last word on a name that both know
    const bare = skeleton(cleanTitle(cleaning, label).subject);
    if (!phrases.some((known) => known.skeleton === bare)) add(null, 'nothing', label);
  }
  return weigh(phrases);
}

function weigh(phrases: BankPhrase[]): TitleBank {
  const holders = new Map<string, Set<string>>();
  const index = new Map<string, number[]>();
  for (const [number, phrase] of phrases.entries()) {
    for (const piece of piecesOf(phrase.skeleton)) {
      const list = index.get(piece) ?? [];
      list.push(number);
      index.set(piece, list);
      const owners = holders.get(piece) ?? new Set<string>();
      owners.add(phrase.code ?? `none:${phrase.skeleton}`);
      holders.set(piece, owners);
    }
  }
  const count = new Set(phrases.map((phrase) => phrase.code ?? `none:${phrase.skeleton}`)).size;
  const weights = new Map<string, number>();
  for (const [piece, set] of holders) weights.set(piece, Math.log(1 + count / set.size));
  const owners = new Map(
    [...holders].map(([piece, set]) => [piece, [...set].filter((owner) => !owner.startsWith('none:'))]),
  );
  for (const phrase of phrases) {
    phrase.weight = piecesOf(phrase.skeleton).reduce((sum, piece) => sum + (weights.get(piece) ?? 0), 0);
  }
  const packed = new Map([...index].map(([piece, list]) => [piece, Uint16Array.from(list)]));
  return { phrases, index: packed, weights, owners, unknownWeight: Math.log(1 + count / 4) };
}

/** The three-letter pieces of a skeleton, with marks for where it begins and ends. */
function piecesOf(bare: string): string[] {
  const marked = `^${bare}$`;
  const pieces: string[] = [];
  for (let at = 0; at + 3 <= marked.length; at += 1) pieces.push(marked.slice(at, at + 3));
  return pieces;
}

/** Every known name that shares a piece with the title, in the bank's order. */
export function scorePhrases(bank: TitleBank, bare: string): PhraseScore[] {
  const shared = new Float64Array(bank.phrases.length);
  const byItem = new Map<string, number>();
  let total = 0;
  const seen = new Map<string, number>();
  for (const piece of piecesOf(bare)) {
    const weight = bank.weights.get(piece) ?? bank.unknownWeight;
    total += weight;
    for (const owner of bank.owners.get(piece) ?? []) byItem.set(owner, (byItem.get(owner) ?? 0) + weight);
    const nth = (seen.get(piece) ?? 0) + 1;
    seen.set(piece, nth);
    addPiece(shared, bank.index.get(piece), weight, nth);
  }
  const scores: PhraseScore[] = [];
  for (const [number, phrase] of bank.phrases.entries()) {
    const sum = shared[number] ?? 0;
    if (sum === 0) continue;
    const together = phrase.code === null ? sum : (byItem.get(phrase.code) ?? sum);
    scores.push({
      phrase,
      ofPhrase: sum / phrase.weight,
      ofTitle: sum / total,
      ofTitleByItem: together / total,
    });
  }
  return scores;
}

/** The n-th time that a piece stands in the title counts for names that hold it n times. */
function addPiece(shared: Float64Array, list: Uint16Array | undefined, weight: number, nth: number): void {
  if (list === undefined) return;
  let last = -1;
  let times = 0;
  for (const number of list) {
    times = number === last ? times + 1 : 1;
    last = number;
    if (times === nth) shared[number] = (shared[number] ?? 0) + weight;
  }
}
