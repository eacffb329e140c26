/** `text` with Thai digits written as ASCII digits; the length stays the same. */
export function toArabicDigits(text: string): string {
  return text.replaceAll(/[๐-๙]/gu, (digit) => String(digit.charCodeAt(0) - 0x0e50));
}
