import { type BankPhrase, forgetTimes, type NumberLists, type TitleBank } from './title-bank.ts';

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
const leastOfPhrase = leastLikeness * phraseShare;
/** Bounds are kept this much below what they stand for, so that rounding never costs a name. */
const slack = 1 - 1e-9;

/** A cut title with fewer letters could begin anything; so much the more one that does not say that it was cut. */
const leastCutLetters = { marked: 8, unmarked: 12 } as const;
const asGoodAsWhole = 0.9;

/**
 * Shows the known names that share a piece with the title, those of one item in a row and in the bank's order. A title
 * that was cut off and can only be the beginning of one item's names is taken for the whole of them.
 *
 * @param bare letters of the title's subject
 * @param take gives the likeness up to which further names of the same item are not wanted: nearly all names are
 *   passed over by their sums alone
 */
export function searchNames(
  bank: TitleBank,
  bare: string,
  isCut: boolean,
  take: (score: PhraseScore) => number,
): void {
  const stem = stemOfOne(bank, isCut ? bare.slice(0, -1) : bare, isCut);
  const total = gather(bank, bare);
  if (total === 0) return;
  const { slots, sums, groups } = bank;
  const { shared, byItem } = bank.scratch;
  for (const { item, from, to } of groups) {
    const most = item < 0 ? null : (byItem[item] ?? 0);
    let wanted = leastLikeness;
    let bound = stem === null ? boundOf(wanted, total, most) : begunBound;
    for (let slot = from - 1; ; ) {
      slot = nextAbove(bound, shared, sums, slot + 1, to);
      if (slot === to) break;
      const sum = shared[slot] ?? 0;
      const ofPhrase = sum / (sums[slot] ?? 1);
      if (ofPhrase < leastOfPhrase) continue;
      const ofTitle = ((1 - itemShare) * sum + itemShare * (most ?? sum)) / total;
      const likeness = 1 / (phraseShare / ofPhrase + (1 - phraseShare) / ofTitle);
      const phrase = slots[slot];
      if (phrase === undefined) continue;
      const isBegun = stem !== null && phrase.letters.startsWith(stem);
      if (!isBegun && likeness < leastLikeness) continue;
      const told = take({ phrase, likeness: isBegun ? Math.max(likeness, asGoodAsWhole) : likeness });
      if (stem !== null || told <= wanted) continue;
      wanted = told;
      bound = boundOf(wanted, total, most);
    }
  }
}

/**
 * For each item how like a title its names can be at most, were one of them to share all that they have in common with the title:
 * reckoned without looking at any name, good until the next call. Null where the title may be the beginning of a name, whose likeness says little.
 *
 * @param bare letters of the title's subject
 */
export function mostLikeness(bank: TitleBank, bare: string, isCut: boolean): Float64Array | null {
  if (stemOfOne(bank, isCut ? bare.slice(0, -1) : bare, isCut) !== null) return null;
  const { weights, owners } = bank;
  const { byItem } = bank.scratch;
  byItem.fill(0);
  let total = 0;
  const read = bank.pieces.read(bare);
  for (let at = 0; at < read.length; at += 1) {
    const piece = read.numbers[at] ?? -1;
    const weight = piece < 0 ? bank.unknownWeight : (weights[piece] ?? 0);
    total += weight;
    if (piece >= 0) addWeight(byItem, owners, piece, weight);
  }
  for (let item = 0; item < byItem.length; item += 1) {
    const most = byItem[item] ?? 0;
    byItem[item] = most === 0 ? 0 : 1 / (phraseShare + ((1 - phraseShare) * total) / most);
  }
  return byItem;
}

/** What a name must share with the title at least: so much of its own weight, and so much besides. */
interface SumBound {
  ofSum: number;
  besides: number;
}

/** The first slot from `from` on whose name shares so much, `to` when there is none. */
function nextAbove(
  { ofSum, besides }: SumBound,
  shared: Float64Array,
  sums: Float64Array,
  from: number,
  to: number,
): number {
  if (ofSum > 1) return to;
  let slot = from;
  while (slot < to && (shared[slot] ?? 0) < (sums[slot] ?? 1) * ofSum + besides) slot += 1;
  return slot;
}

/** Where a title may be the beginning of a name its likeness says little. */
const begunBound: SumBound = { ofSum: leastOfPhrase * slack, besides: 0 };

/**
 * Without which a name cannot be as like as is wanted, from 1 ÷ likeness = share ÷ of the name + (1 − share) ÷ of the title:
 * of the title an item's names together cover what they share at best, a name of none what it shares itself.
 */
function boundOf(wanted: number, total: number, most: number | null): SumBound {
  if (most === null)
    return { ofSum: wanted * phraseShare * slack, besides: wanted * (1 - phraseShare) * total * slack };
  const left = 1 / wanted - ((1 - phraseShare) * total) / most;
  return { ofSum: left > 0 ? (phraseShare / left) * slack : Number.POSITIVE_INFINITY, besides: 0 };
}

/** Fills the scratch with what the title's pieces weigh in each name and each item's names; gives what they weigh in all. */
function gather(bank: TitleBank, bare: string): number {
  const { weights, holders, firstHolders, owners } = bank;
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
    addWeight(byItem, owners, piece, weight);
    const time = times[piece] ?? 0;
    times[piece] = time + 1;
    const list = (firstHolders[piece] ?? 0) + time;
    if (list < (firstHolders[piece + 1] ?? 0)) addWeight(shared, holders, list, weight);
  }
  forgetTimes(times, read);
  return total;
}

function addWeight(sums: Float64Array, { starts, values }: NumberLists, list: number, weight: number): void {
  const end = starts[list + 1] ?? 0;
  for (let at = starts[list] ?? 0; at < end; at += 1) {
    const place = values[at] ?? 0;
    sums[place] = (sums[place] ?? 0) + weight;
  }
}

/** A title as the beginning of names, where all names that begin so are of one item; else null. */
function stemOfOne(bank: TitleBank, stem: string, isCut: boolean): string | null {
  if (stem.length < leastCutLetters[isCut ? 'marked' : 'unmarked']) return null;
  let one: string | null = null;
  for (let at = firstFrom(bank, stem); nameAt(bank, at)?.letters.startsWith(stem) === true; at += 1) {
    const code = nameAt(bank, at)?.code ?? null;
    if (code === null || !bank.codes.includes(code) || (one !== null && one !== code)) return null;
    one = code;
  }
  return one === null ? null : stem;
}

/** The first of the names in the order of their letters that does not come before the stem. */
function firstFrom(bank: TitleBank, stem: string): number {
  let from = 0;
  let to = bank.byLetters.length;
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((nameAt(bank, middle)?.letters ?? '') < stem) from = middle + 1;
    else to = middle;
  }
  return from;
}

function nameAt({ phrases, byLetters }: TitleBank, at: number): BankPhrase | undefined {
  return phrases[byLetters[at] ?? -1];
}
