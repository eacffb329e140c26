import { toLetters } from './letters.ts';

/** A font's ToUnicode map. */
export interface UnicodeMap {
  codeLength: 1 | 2;
  /** code → its letters */
  texts: Map<number, string>;
}

/** Blocks of a map hold 100 entries at most. */
const maxBlock = 100;

/** Reads a ToUnicode map; null where its codes are not all of one or of two bytes. */
export function parseUnicodeMap(source: string): UnicodeMap | null {
  let codeLength = 0;
  for (const [block] of source.matchAll(/begincodespacerange[^g-z]*endcodespacerange/g)) {
    for (const [, digits = ''] of block.matchAll(/<([0-9A-Fa-f]{1,8})>/g)) {
      if (codeLength !== 0 && codeLength * 2 !== digits.length) return null;
      codeLength = digits.length / 2;
    }
  }
  if (codeLength !== 1 && codeLength !== 2) return null;
  const highest = 256 ** codeLength - 1;
  const texts = new Map<number, string>();
  for (const [block, kind] of source.matchAll(/beginbf(char|range)[^g-z]*endbf/g)) {
    if (kind === 'char') {
      for (const [, code = '', text = ''] of block.matchAll(/<([0-9A-F]{1,4})>\s*<([0-9A-F]*)>/gi))
        texts.set(Number.parseInt(code, 16), decodeUnits(text));
      continue;
    }
    const ranges = /<([0-9A-F]{1,4})>\s*<([0-9A-F]{1,4})>\s*(?:<([0-9A-F]*)>|\[([^[\]]*)\])/gi;
    for (const [, first = '', last = '', text, list = ''] of block.matchAll(ranges)) {
      const low = Number.parseInt(first, 16);
      const high = Math.min(Number.parseInt(last, 16), highest);
      if (text === undefined) {
        const items = [...list.matchAll(/<([0-9A-F]*)>/gi)];
        for (const [index, [, item = '']] of items.slice(0, high - low + 1).entries())
          texts.set(low + index, decodeUnits(item));
      } else {
        // overlapping ranges over all codes would cost much and say nothing
        if (texts.size + high - low > 2 * 65_536) return null;
        setRange(texts, low, high, decodeUnits(text));
      }
    }
  }
  return { codeLength, texts };
}

function setRange(texts: Map<number, string>, low: number, high: number, text: string): void {
  const head = text.slice(0, -1);
  const last = text.charCodeAt(text.length - 1);
  if (text === '') return;
  for (let code = low; code <= high; code += 1)
    texts.set(code, toLetters(head + String.fromCharCode((last + code - low) & 0xffff)));
}

function decodeUnits(digits: string): string {
  const units = digits.slice(0, 64).match(/[0-9A-F]{4}|[0-9A-F]{2}$/gi) ?? [];
  return toLetters(String.fromCharCode(...units.map((unit) => Number.parseInt(unit, 16))));
}

/** The map with these codes told anew, the other entries as they are; null where it has no end to write before. */
export function patchUnicodeMap(
  source: string,
  codeLength: number,
  corrections: ReadonlyMap<number, string>,
): string | null {
  const end = source.lastIndexOf('endcmap');
  if (end === -1) return null;
  const entries = [...corrections].map(
    ([code, text]) => `<${toHex(code, codeLength * 2)}> <${encodeUnits(text)}>\n`,
  );
  let blocks = '';
  for (let at = 0; at < entries.length; at += maxBlock) {
    const block = entries.slice(at, at + maxBlock);
    blocks += `${block.length} beginbfchar\n${block.join('')}endbfchar\n`;
  }
  return source.slice(0, end) + blocks + source.slice(end);
}

function encodeUnits(text: string): string {
  return Array.from({ length: text.length }, (_, at) => toHex(text.charCodeAt(at), 4)).join('');
}

function toHex(value: number, digits: number): string {
  return value.toString(16).toUpperCase().padStart(digits, '0');
}
