import { isUtf8 } from 'node:buffer';

/** Labels found on Thai sites that the Encoding standard, and so TextDecoder, does not know. */
const labelAliases: ReadonlyMap<string, string> = new Map([
  ['tis620', 'windows-874'],
  ['tis-620-2533', 'windows-874'],
  ['tis620-2533', 'windows-874'],
  ['tis620.2533', 'windows-874'],
  ['tis620-0', 'windows-874'],
  ['cp874', 'windows-874'],
  ['cp-874', 'windows-874'],
  ['ms874', 'windows-874'],
  ['x-windows-874', 'windows-874'],
  ['windows874', 'windows-874'],
  ['win-874', 'windows-874'],
  ['win874', 'windows-874'],
  ['ibm874', 'windows-874'],
  ['ibm-874', 'windows-874'],
  ['thai', 'windows-874'],
  ['utf8mb4', 'utf-8'],
  ['utf-8-sig', 'utf-8'],
]);

/** A label counts wherever it stands here; the standard stops at 1,024 bytes, old Thai sites do not. */
const sniffBytes = 65_536;

/** Share of malformed places per high byte: UTF-8 cut in the middle has 0.005 %, Thai in windows-874 53 %. */
const malformedShareOfOther = 0.05;

function findEncoding(label: string): string | null {
  const clean = label.trim().toLowerCase();
  try {
    return new TextDecoder(labelAliases.get(clean) ?? clean).encoding;
  } catch {
    return null;
  }
}

/** The encoding that a header or document names, as TextDecoder calls it; null when none is known by that name. */
function findDeclaredEncoding(bytes: Uint8Array, contentType: string | null): string | null {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, sniffBytes));
  const labels = [
    /charset\s*=\s*["']?\s*([\w.:-]+)/i.exec(contentType ?? '')?.[1],
    /^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]+)/i.exec(head)?.[1],
    /<meta\b[^>]{0,500}?charset\s*=\s*["']?\s*([\w.:-]+)/i.exec(head)?.[1],
  ];
  for (const label of labels) {
    const encoding = label === undefined ? null : findEncoding(label);
    if (encoding !== null) return encoding;
  }
  return null;
}

function countHighBytes(bytes: Uint8Array): { high: number; runs: number; nul: number } {
  let high = 0;
  let runs = 0;
  let nul = 0;
  let wasHigh = false;
  // An iterator here makes V8 throw its code away at the end of every page.
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at] ?? 0;
    const isHigh = byte >= 0x80;
    if (isHigh) {
      high += 1;
      if (!wasHigh) runs += 1;
    } else if (byte === 0) nul += 1;
    wasHigh = isHigh;
  }
  return { high, runs, nul };
}

function countOccurrences(text: string, character: string): number {
  let count = 0;
  for (let at = text.indexOf(character); at !== -1; at = text.indexOf(character, at + 1)) count += 1;
  return count;
}

/** Searches a typed array of bytes in a seventh of the time. */
function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** U+FFFD that the page itself contains, EF BF BD: it says nothing against UTF-8. */
function countWrittenReplacements(bytes: Uint8Array): number {
  const buffer = asBuffer(bytes);
  let count = 0;
  for (let at = buffer.indexOf('\uFFFD'); at !== -1; at = buffer.indexOf('\uFFFD', at + 3)) count += 1;
  return count;
}

/** Text of a page. */
export interface DecodedText {
  text: string;
  /** the encoding used, by its name in the Encoding standard, in lower case */
  charset: string;
  /** the bytes are the text in UTF-8, byte for byte; absent: nobody looked, or they are not */
  isVerbatim?: true;
}

function decodeAs(encoding: string, bytes: Uint8Array): DecodedText {
  return { text: new TextDecoder(encoding).decode(bytes), charset: encoding };
}

/**
 * Text of a page, whatever its label says: a byte-order mark decides; else bytes that are well-formed UTF-8 (fewer
 * than 5 % malformed places per high byte) are UTF-8; else the declared encoding, if it is not UTF-8; else windows-874,
 * which contains TIS-620 and ISO 8859-11. A Western label over long runs of high bytes is Thai as well: in
 * Western text such letters stand alone.
 */
export function decodeText(bytes: Uint8Array, contentType: string | null): DecodedText {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return decodeAs('utf-16le', bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return decodeAs('utf-16be', bytes);
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return decodeAs('utf-8', bytes);
  // Most pages are well-formed and without a zero byte: nothing that is counted below could decide otherwise.
  if (isUtf8(bytes) && !asBuffer(bytes).includes(0)) return { ...decodeAs('utf-8', bytes), isVerbatim: true };
  const { high, runs, nul } = countHighBytes(bytes);
  const declared = findDeclaredEncoding(bytes, contentType);
  if ((declared === 'utf-16le' || declared === 'utf-16be') && nul > bytes.length / 20) {
    return decodeAs(declared, bytes);
  }
  const asUtf8 = decodeAs('utf-8', bytes);
  if (high === 0) return asUtf8;
  const malformed = countOccurrences(asUtf8.text, '\uFFFD') - countWrittenReplacements(bytes);
  if (malformed / high < malformedShareOfOther) return asUtf8;
  if (declared === null || declared === 'utf-8' || declared.startsWith('utf-16'))
    return decodeAs('windows-874', bytes);
  if (declared === 'windows-1252' && high / runs >= 3) return decodeAs('windows-874', bytes);
  return decodeAs(declared, bytes);
}
