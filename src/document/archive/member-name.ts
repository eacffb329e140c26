const utf8Flag = 0x800;
/** Info-ZIP's Unicode path: version, CRC-32 of the raw name, the name in UTF-8 (APPNOTE 4.6.9). */
const unicodePathField = 0x7075;

/**
 * The name of a zip member with `/` between folders. UTF-8 where the flag or the Unicode field says so, or where
 * the bytes are UTF-8 anyway (macOS sets no flag); else windows-874, the OEM code page of Thai Windows. Control and
 * bidirectional characters are out: names are printed.
 */
export function decodeMemberName(
  raw: Uint8Array,
  flags: number,
  extraFields: readonly { id: number; data: Uint8Array }[],
): string {
  const unicode = extraFields.find((field) => field.id === unicodePathField && field.data.length > 5);
  const name =
    unicode !== undefined && unicode.data[0] === 1
      ? new TextDecoder('utf-8').decode(unicode.data.subarray(5))
      : decodeBytes(raw, (flags & utf8Flag) !== 0);
  return name
    .replaceAll('\\', '/')
    .replace(/[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '')
    .normalize('NFC');
}

function decodeBytes(raw: Uint8Array, saysUtf8: boolean): string {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(raw);
    if (saysUtf8 || !isThaiInDisguise(text)) return text;
  } catch {
    // Not UTF-8, whatever the flag says.
  }
  return new TextDecoder('windows-874').decode(raw);
}

/** Short Thai words in windows-874 can pass for UTF-8 letters between Thaana and Greek Extended, Thai left out. */
function isThaiInDisguise(text: string): boolean {
  const foreign = text.replace(/[\u0000-\u007f]/g, '');
  return foreign !== '' && /^[\u0780-\u0dff\u0e80-\u1fff]+$/.test(foreign);
}
