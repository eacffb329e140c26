/** A heading with less than this under it is a title over nothing, or over a file. */
const minUnderHeadingChars = 30;
/** "ไม่มี", "ฉบับละ 20 บาท" and, under a person's name, a telephone or mail are answers, and short ones. "อ่าน 25 ครั้ง" is none. */
const answers =
  /ไม่มี|ไม่พบ|ไม่ได้|ไม่ปรากฏ|[\d๐-๙]\s*(?:บาท|นาที|ชั่วโมง|วัน|เดือน|คน|ราย|เรื่อง|โครงการ|%)|ร้อยละ\s*[\d๐-๙]|(?<![\d๐-๙])[0๐][\d๐-๙ -]{7,12}[\d๐-๙]|[\w.+-]@[\w-]+\.\w/u;

/** Whether something stands under the heading at `index`, before the next one. */
export function hasTextUnder(
  lines: readonly string[],
  index: number,
  isHeading: (line: string) => boolean,
): boolean {
  let chars = 0;
  for (const line of lines.slice(index + 1)) {
    if (isHeading(line)) break;
    if (answers.test(line)) return true;
    chars += line.replaceAll(/[^\p{L}\p{M}\p{N}]/gu, '').length;
    if (chars >= minUnderHeadingChars) return true;
  }
  return false;
}
