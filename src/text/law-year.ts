const lawWords =
  /พ\.? ?ร\.? ?บ\.?|พ\.? ?ร\.? ?ก\.(?! ?ศ)|พ\.? ?ร\.? ?ฎ\.|พระราช(?:บัญญัติ|กำหนด|กฤษฎีกา)|รัฐธรรมนูญ|กฎกระทรวง|กฎหมาย|กฏหมาย|ระเบียบ|ข้อบังคับ|ข้อบัญญัติ|เทศบัญญัติ|ประมวลกฎหมาย|ประมวลจริยธรรม|ประกาศกระทรวง|ประกาศคณะกรรมการ|มาตรฐานทางจริยธรรม/gu;

/** Words behind a law's name that show that the year is the document's own again. */
const ownYear = /ประจำปี|ปีงบ|ปี |รายงาน|แผน|รอบ \d|ไตรมาส|ณ วันที่|มติ|ข้อมูล ณ/u;

const reachChars = 160;

/**
 * Whether the year at `at` of a folded text names a law ("พ.ร.บ. … พ.ศ. 2540"): a law word stands
 * shortly before it, and nothing in between says that the year is the document's own.
 */
export function isLawYear(folded: string, at: number, written: string): boolean {
  if (/^(?:ประจำ)?ปี|งบ|^fy|ไตรมาส|รอบ|ita|oit/u.test(written)) return false;
  const before = folded.slice(Math.max(0, at - reachChars), at);
  let last = -1;
  for (const hit of before.matchAll(lawWords)) last = hit.index + hit[0].length;
  if (last < 0) return false;
  const between = before.slice(last);
  if (ownYear.test(between)) return false;
  // a bare number far behind the word is not the law's year
  return /พ\.? ?ศ/u.test(written) || between.length <= 60;
}
