const punctuation = new Map<string, number>([
  ['…', 0x85],
  ['‘', 0x91],
  ['’', 0x92],
  ['“', 0x93],
  ['”', 0x94],
  ['•', 0x95],
  ['–', 0x96],
  ['—', 0x97],
  ['\u00a0', 0xa0],
]);

/**
 * The text as windows-874 bytes; characters outside the code page become numeric character references,
 * as old Thai content managers write them. Table: https://encoding.spec.whatwg.org/index-windows-874.txt
 */
export function encodeWindows874(text: string): Uint8Array {
  const bytes: number[] = [];
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    const mapped = punctuation.get(character);
    if (code < 0x80) bytes.push(code);
    else if ((code >= 0x0e01 && code <= 0x0e3a) || (code >= 0x0e3f && code <= 0x0e5b))
      bytes.push(code - 0x0e01 + 0xa1);
    else if (mapped !== undefined) bytes.push(mapped);
    else bytes.push(...Buffer.from(`&#${code};`, 'ascii'));
  }
  return Uint8Array.from(bytes);
}
