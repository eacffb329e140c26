import { tidy } from '../../text/normalise.ts';

/** Stands for a digit that OCR cannot be trusted with. */
export const doubtfulDigit = '□';

/**
 * A number in a word of lower confidence is masked. Measured on 68 years in Arabic digits on a page shrunk to 75 dpi:
 * the five that were misread (2565 for 2568) had 0.83–0.87; at 100 and 150 dpi none was, and 66 to 68 stay.
 */
const minNumberConfidence = 0.88;

/** A piece that tesseract lists on its lowest level: a word, in Thai often a single letter. */
export interface OcrWord {
  text: string;
  /** 0–1 */
  confidence: number;
}

/** The words of tesseract's TSV in reading order (columns 1, 11 and 12: level, confidence in per cent, text). */
export function parseWords(tsv: string): OcrWord[] {
  const words: OcrWord[] = [];
  for (const line of tsv.split('\n')) {
    const cells = line.split('\t');
    const percent = Number(cells[10]);
    const text = (cells[11] ?? '').trim();
    if (cells[0] === '5' && text !== '' && Number.isFinite(percent)) {
      words.push({ text, confidence: percent / 100 });
    }
  }
  return words;
}

/** Mean confidence, 0–1, to three places; 0 where nothing was read. */
export function meanConfidence(words: readonly OcrWord[]): number {
  if (words.length === 0) return 0;
  const sum = words.reduce((total, { confidence }) => total + confidence, 0);
  return Math.round((sum / words.length) * 1_000) / 1_000;
}

/**
 * Puts `□` for every digit that may be another one: those in words of low confidence, and every Thai digit. No Thai
 * model of tesseract has ๔ ๖ ๗ ๘ ๙ among its letters: of the ten digits the `lstm-unicharset` of `tha` (best_int,
 * fast and standard alike) and of `script/Thai` lists only ๐ ๑ ๒ ๓ ๕, so ๒๕๖๘ always comes out as ๒๕๒๕, with 97 %
 * confidence. A year read so would be a wrong year. `words` are those of `text`, in its order.
 */
export function maskDoubtfulDigits(text: string, words: readonly OcrWord[]): string {
  let out = '';
  let at = 0;
  for (const word of words) {
    const found = text.indexOf(word.text, at);
    if (found < 0) continue;
    const end = found + word.text.length;
    const piece = text.slice(found, end);
    out += text.slice(at, found);
    out += word.confidence < minNumberConfidence ? piece.replaceAll(/[0-9]/gu, doubtfulDigit) : piece;
    at = end;
  }
  return (out + text.slice(at)).replaceAll(/[๐-๙]/gu, doubtfulDigit);
}

/** OCR's plain text as document text: digits that cannot be trusted masked, lines tidied, empty ones dropped. */
export function cleanOcrText(text: string, words: readonly OcrWord[]): string {
  return maskDoubtfulDigits(text, words)
    .split(/[\n\f]+/u)
    .map(tidy)
    .filter((line) => line !== '')
    .join('\n');
}
