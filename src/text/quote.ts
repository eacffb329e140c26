import { tidy } from './normalise.ts';

const graphemes = new Intl.Segmenter('th', { granularity: 'grapheme' });

/**
 * A short quotation of `original` around [at, end), both UTF-16 offsets: tidied, at most
 * `maxChars` characters, cut at a blank where one is near and never inside a written character, with … where it was cut.
 */
export function quoteAround(original: string, at: number, end: number, maxChars = 120): string {
  // four units per written character, and some for blanks that tidying folds away
  const reach = maxChars * 4 + 40;
  const middle = tidy(original.slice(at, end));
  if (middle.length >= maxChars) return takeFirst(middle, maxChars, middle.length > maxChars);
  const leftFrom = Math.max(0, at - reach);
  const left = tidyInside(original.slice(leftFrom, at), 'left');
  const rightTo = Math.min(original.length, end + reach);
  const right = tidyInside(original.slice(end, rightTo), 'right');
  const room = maxChars - middle.length;
  const wantRight = Math.max(Math.ceil(room / 2), room - left.length);
  const after = takeFirst(right, wantRight, rightTo < original.length);
  const before = takeLast(left, room - after.length, leftFrom > 0);
  return `${before}${middle}${after}`.trim();
}

/** Tidied, keeping the one blank that parts it from what it stands beside. */
function tidyInside(text: string, side: 'left' | 'right'): string {
  const inner = tidy(text);
  if (side === 'left') return /\s$/u.test(text) && inner !== '' ? `${inner} ` : inner;
  return /^\s/u.test(text) && inner !== '' ? ` ${inner}` : inner;
}

function takeFirst(text: string, room: number, more: boolean): string {
  if (text.length <= room && !more) return text;
  const kept: string[] = [];
  let used = 1;
  for (const { segment } of graphemes.segment(text)) {
    if (used + segment.length > room) break;
    kept.push(segment);
    used += segment.length;
  }
  if (kept.length === 0) return room > 0 ? '…' : '';
  const blank = kept.lastIndexOf(' ');
  const cut = blank > kept.length - 20 && blank > 0 ? kept.slice(0, blank) : kept;
  return `${cut.join('')}…`;
}

function takeLast(text: string, room: number, more: boolean): string {
  if (text.length <= room && !more) return text;
  // Written characters are told apart from the front; a blank begins one, and what is before it is not kept.
  const from = Math.max(0, text.lastIndexOf(' ', text.length - room - 1));
  const parts = Array.from(graphemes.segment(text.slice(from)), ({ segment }) => segment);
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
