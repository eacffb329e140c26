import { foldWithOrigins, isThaiMark, originalEnd } from './fold.ts';
import type { FoldedText } from './fold.ts';
import { foldThai, isDroppedFromSkeleton, skeletonOfFolded, skeletonUnit } from './normalise.ts';

/** Below this many letters different Thai words share a skeleton (ทำ and ทา, แผน and แผ่น). */
export const minSkeletonChars = 6;

/** A text made ready for many searches. */
export interface PreparedText {
  original: string;
  folded: FoldedText;
  skeleton: string;
  /** `skeletonAt[i]` is the offset in `folded.text` of `skeleton[i]` */
  skeletonAt: Uint32Array;
}

/** A phrase made ready to be looked for in many texts. */
export interface PreparedPhrase {
  verbatim: string;
  folded: string;
  skeleton: string;
  /** how PDFs made with Word write a phrase with ำ: `จ านวน`; [] for others */
  withoutAm: readonly string[];
}

/** Where a phrase stands: offsets into the original text, `end` behind its last letter. */
export interface PhraseHit {
  tier: 'exact' | 'skeleton';
  at: number;
  end: number;
}

/** Folds a text once, with the way back to its original offsets. */
export function prepareText(text: string): PreparedText {
  const folded = foldWithOrigins(text);
  const at = new Uint32Array(folded.text.length);
  const parts: string[] = [];
  let chunk: number[] = [];
  let length = 0;
  for (let index = 0; index < folded.text.length; index += 1) {
    const unit = folded.text.charCodeAt(index);
    if (isDroppedFromSkeleton(unit)) continue;
    at[length] = index;
    length += 1;
    chunk.push(skeletonUnit(unit));
    if (chunk.length === 4096) {
      parts.push(String.fromCharCode(...chunk));
      chunk = [];
    }
  }
  parts.push(String.fromCharCode(...chunk));
  return { original: text, folded, skeleton: parts.join(''), skeletonAt: at.subarray(0, length) };
}

/** Folds a phrase once; hand the result to `findPhrase` when it is looked for more than once. */
export function preparePhrase(phrase: string): PreparedPhrase {
  const folded = foldThai(phrase);
  return { verbatim: phrase, folded, skeleton: skeletonOfFolded(folded), withoutAm: spellWithoutAm(folded) };
}

/**
 * Word's fonts split ำ into a ring that text extraction drops and an า that stands apart. No Thai word begins with า,
 * so even a phrase too short for its skeleton (จำนวน, ตำบล, คำสั่ง) is meant where it is spelt so.
 */
function spellWithoutAm(folded: string): string[] {
  if (!folded.includes('ำ')) return [];
  const apart = folded.replaceAll('ำ', ' า');
  const toneApart = folded.replaceAll(/([\u0e48-\u0e4b]?)ำ/gu, ' $1า');
  return apart === toneApart ? [apart] : [apart, toneApart];
}

/**
 * The first place of `phrase` at or behind the original offset `from`: exactly (after folding), else by skeleton
 * where that has six letters or more, else as PDFs of Word spell it without its ำ. Latin words and numbers must
 * stand alone ("ITA" is not in "digital"); a hit never begins behind a vowel that is written first, nor ends in the middle of a Thai
 * syllable's marks.
 */
export function findPhrase(
  prepared: PreparedText,
  phrase: string | PreparedPhrase,
  from = 0,
): PhraseHit | null {
  const ready = typeof phrase === 'string' ? preparePhrase(phrase) : phrase;
  return findExact(prepared, ready, from) ?? findBySkeleton(prepared, ready, from);
}

/** Every place of `phrase`, in order and without overlaps; skeleton hits only where there is no exact one at all. */
export function findAllPhrases(prepared: PreparedText, phrase: string | PreparedPhrase): PhraseHit[] {
  const ready = typeof phrase === 'string' ? preparePhrase(phrase) : phrase;
  const exact = collect((from) => findExact(prepared, ready, from));
  return exact.length > 0 ? exact : collect((from) => findBySkeleton(prepared, ready, from));
}

function collect(find: (from: number) => PhraseHit | null): PhraseHit[] {
  const hits: PhraseHit[] = [];
  for (let hit = find(0); hit !== null; hit = find(Math.max(hit.end, hit.at + 1))) hits.push(hit);
  return hits;
}

function findExact(prepared: PreparedText, phrase: PreparedPhrase, from: number): PhraseHit | null {
  const { folded } = prepared;
  if (phrase.folded === '') return null;
  let at = folded.text.indexOf(phrase.folded, foldedOffset(folded, from));
  while (at >= 0) {
    const end = at + phrase.folded.length;
    if (standsAlone(folded.text, at, end)) return hitOf(prepared, 'exact', at, end);
    at = folded.text.indexOf(phrase.folded, at + 1);
  }
  return null;
}

function findBySkeleton(prepared: PreparedText, phrase: PreparedPhrase, from: number): PhraseHit | null {
  if (phrase.skeleton.length < minSkeletonChars) return findWithoutAm(prepared, phrase, from);
  const { folded, skeletonAt } = prepared;
  const start = from === 0 ? 0 : lowerBound(skeletonAt, foldedOffset(folded, from));
  let at = prepared.skeleton.indexOf(phrase.skeleton, start);
  while (at >= 0) {
    const first = skeletonAt[at] ?? 0;
    let end = (skeletonAt[at + phrase.skeleton.length - 1] ?? 0) + 1;
    while (end < folded.text.length && isThaiMark(folded.text.charCodeAt(end))) end += 1;
    if (standsAlone(folded.text, first, end)) return hitOf(prepared, 'skeleton', first, end);
    at = prepared.skeleton.indexOf(phrase.skeleton, at + 1);
  }
  return null;
}

function findWithoutAm(prepared: PreparedText, phrase: PreparedPhrase, from: number): PhraseHit | null {
  const { folded } = prepared;
  let first: PhraseHit | null = null;
  for (const spelling of phrase.withoutAm) {
    const at = folded.text.indexOf(spelling, foldedOffset(folded, from));
    if (at < 0 || !standsAlone(folded.text, at, at + spelling.length)) continue;
    const hit = hitOf(prepared, 'skeleton', at, at + spelling.length);
    if (first === null || hit.at < first.at) first = hit;
  }
  return first;
}

function hitOf(prepared: PreparedText, tier: PhraseHit['tier'], at: number, end: number): PhraseHit {
  return {
    tier,
    at: prepared.folded.origins[at] ?? 0,
    end: originalEnd(prepared.folded, prepared.original, end),
  };
}

function standsAlone(text: string, at: number, end: number): boolean {
  // "ปิดให้บริการ" is not in "เปิดให้บริการ": a vowel that is written first belongs to the letter behind it.
  if (isLeadingVowel(text.charCodeAt(at - 1))) return false;
  if (isLatinOrDigit(text.charCodeAt(at)) && isLatinOrDigit(text.charCodeAt(at - 1))) return false;
  const next = text.charCodeAt(end);
  return (
    !(isLatinOrDigit(text.charCodeAt(end - 1)) && isLatinOrDigit(next)) &&
    !isThaiMark(next) &&
    next !== 0x0e33
  );
}

/** เ แ โ ใ ไ */
function isLeadingVowel(unit: number): boolean {
  return unit >= 0x0e40 && unit <= 0x0e44;
}

function isLatinOrDigit(unit: number): boolean {
  return (unit >= 0x61 && unit <= 0x7a) || (unit >= 0x30 && unit <= 0x39);
}

function foldedOffset(folded: FoldedText, from: number): number {
  if (from <= 0) return 0;
  return lowerBound(folded.origins, from);
}

function lowerBound(sorted: Uint32Array, value: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] ?? 0) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * How alike two texts are, 0–1: Dice's coefficient over the three-letter pieces of their
 * skeletons. 1 is the same skeleton, 0 nothing in common or an empty side.
 */
export function similarity(a: string, b: string): number {
  return skeletonSimilarity(preparePhrase(a).skeleton, preparePhrase(b).skeleton);
}

/** As `similarity`, for two skeletons. */
export function skeletonSimilarity(a: string, b: string): number {
  if (a === '' || b === '') return 0;
  if (a === b) return 1;
  const size = Math.min(3, a.length, b.length);
  const pieces = new Map<string, number>();
  for (let at = 0; at + size <= a.length; at += 1) {
    const piece = a.slice(at, at + size);
    pieces.set(piece, (pieces.get(piece) ?? 0) + 1);
  }
  let shared = 0;
  for (let at = 0; at + size <= b.length; at += 1) {
    const piece = b.slice(at, at + size);
    const left = pieces.get(piece) ?? 0;
    if (left > 0) {
      shared += 1;
      pieces.set(piece, left - 1);
    }
  }
  return (2 * shared) / (a.length + b.length - 2 * (size - 1));
}
