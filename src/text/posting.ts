const posting =
  /(?:ลง(?:ประกาศ|ข่าว|ข้อมูล)?|โพสต์?|เผยแพร่|ประกาศ)(?:เมื่อ| ?วันที่)|ผู้(?:ลง|โพสต์|เผยแพร่|เขียน)|(?:อ่าน|เข้าชม|ดู)[^\n]{0,12}ครั้ง|\badmin/u;

/** Whether words tell when and by whom something was put on the site: "ลงประกาศเมื่อ 30 พ.ย. 2566 | ผู้ลงข่าว admin | อ่าน 563 ครั้ง". Its day is not what it is about. */
export function saysWhenPosted(text: string): boolean {
  return posting.test(text);
}

/** A longer line says more than who put it there and when. */
const maxPostingChars = 120;

/** The lines of a text but those that tell when and by whom it was put there. */
export function withoutPosting(text: string): string {
  return text
    .split('\n')
    .filter((line) => line.length > maxPostingChars || !saysWhenPosted(line))
    .join('\n');
}
