import { tidy } from './normalise.ts';

/**
 * A short quotation of `original` around [at, end), both UTF-16 offsets: tidied, at most
 * `maxChars` characters, cut at a blank where one is near and never inside a written character, with … where it was cut.
 */
export function quoteAround(original: string, at: number, end: number, maxChars = 120): string {
  const graphemes = new Intl.Segmenter('th', { granularity: 'grapheme' });
  const split = (text: string): string[] => Array.from(graphemes.segment(text), (part) => part.segment);
  // four units per written character, and some for blanks that tidying folds away
  const reach = maxChars * 4 + 40;
  const middle = split(tidy(original.slice(at, end)));
  if (width(middle) >= maxChars) return trimEndTo(middle, maxChars);
  const leftFrom = Math.max(0, at - reach);
  const left = split(tidyInside(original.slice(leftFrom, at), 'left'));
  const rightTo = Math.min(original.length, end + reach);
  const right = split(tidyInside(original.slice(end, rightTo), 'right'));
  const room = maxChars - width(middle);
  const wantRight = Math.max(Math.ceil(room / 2), room - width(left));
  const after = takeFirst(right, wantRight, rightTo < original.length);
  const before = takeLast(left, room - width([after]), leftFrom > 0);
  return `${before}${middle.join('')}${after}`.trim();
}

/** Tidied, keeping the one blank that parts it from what it stands beside. */
function tidyInside(text: string, side: 'left' | 'right'): string {
  const inner = tidy(text);
  if (side === 'left') return /\s$/u.test(text) && inner !== '' ? `${inner} ` : inner;
  return /^\s/u.test(text) && inner !== '' ? ` ${inner}` : inner;
}

function width(parts: readonly string[]): number {
  return parts.reduce((sum, part) => sum + part.length, 0);
}

function trimEndTo(parts: readonly string[], maxChars: number): string {
  return width(parts) <= maxChars ? parts.join('') : takeFirst(parts, maxChars, true);
}

function takeFirst(parts: readonly string[], room: number, more: boolean): string {
  if (width(parts) <= room && !more) return parts.join('');
  const kept: string[] = [];
  let used = 1;
  for (const part of parts) {
    if (used + part.length > room) break;
    kept.push(part);
    used += part.length;
  }
  if (kept.length === 0) return room > 0 ? '…' : '';
  const blank = kept.lastIndexOf(' ');
  const cut = blank > kept.length - 20 && blank > 0 ? kept.slice(0, blank) : kept;
  return `${cut.join('')}…`;
}

function takeLast(parts: readonly string[], room: number, more: boolean): string {
  if (width(parts) <= room && !more) return parts.join('');
  const kept: string[] = [];
  let used = 1;
  for (const part of parts.toReversed()) {
    if (used + part.length > room) break;
    kept.unshift(part);
    used += part.length;
  }
  if (kept.length === 0) return room > 0 ? '…' : '';
  const blank = kept.indexOf(' ');
  const cut = blank >= 0 && blank < 20 && blank < kept.length - 1 ? kept.slice(blank + 1) : kept;
  return `…${cut.join('')}`;
}
