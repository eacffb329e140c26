import { foldThai } from '../../text/normalise.ts';
import type { OcrPage } from './types.ts';

/**
 * Measured on one page of 2,000 letters, clean and dirty, skewed by 3°, blurred, dithered, and shrunk to 50 dpi: pages
 * of which 73 % of the words or more came out right had a mean confidence of 0.888–0.944; those of which 35–61 % did,
 * 0.84–0.867; upside down 0.61, photographs 0.43–0.45, blank and pure noise 0.
 */
const minConfidence = 0.88;

/** A stamp or a logo has a few letters: nothing follows from what else is not on such a page. */
const minThaiLetters = 50;

/**
 * Share of Thai letters in words of three letters or more: 0.888–0.97 on the pages above that were read well,
 * 0.80–0.87 on the poor ones, 0.71 upside down, at most 0.31 on photographs.
 */
const minWordShare = 0.85;

const thaiLetter = /[\u0e01-\u0e4e]/gu;

/** Share of the Thai letters of `text` that stand in dictionary-like words of three letters or more; 0 where none stand. */
export function shareInWords(text: string): number {
  const segmenter = new Intl.Segmenter('th', { granularity: 'word' });
  let letters = 0;
  let inWords = 0;
  for (const { segment } of segmenter.segment(foldThai(text))) {
    const count = segment.match(thaiLetter)?.length ?? 0;
    letters += count;
    if (count >= 3) inWords += count;
  }
  return letters === 0 ? 0 : inWords / letters;
}

/** Whether a page was read well enough that what is not in its text is not on the page. */
export function isReadable({ problem, text, confidence }: OcrPage): boolean {
  if (problem !== null || confidence < minConfidence) return false;
  return (text.match(thaiLetter)?.length ?? 0) >= minThaiLetters && shareInWords(text) >= minWordShare;
}
