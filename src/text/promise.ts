/** A longer line says more than what it puts off. */
const maxLineChars = 160;

/** What will be done later: what is suggested for next year is content. */
const later =
  /จะ(?:ได้)?(?:ดำเนินการ|จัดทำ|จัด|ทำ|ประเมิน|วิเคราะห์|เผยแพร่|รายงาน|สรุป|แจ้ง|ประกาศ|กำหนด|นำมา|นำ|ลง|เพิ่ม)[^\n\t]{0,40}?(?:ภายหลัง|รอบถัดไป|รอบต่อไป|รอบหน้า|ในโอกาสต่อไป|เร็ว ?ๆ ?นี้|เมื่อ[^\n\t]{0,20}(?:เสร็จ|ครบ))|จะประเมิน(?:ใน)?ปี(?:ถัดไป|ต่อไป|หน้า)|คาดว่าจะเปิด(?:ให้บริการ|ใช้|รับ|ระบบ)|รายละเอียดจะแจ้ง|จะแจ้ง(?:วัน|กำหนด)/u;
/** What was put off, or has not been done. */
const notYet =
  /(?:ยังไม่ได้|ยังไม่|ไม่ได้)(?:มีการ)?ประเมิน|อยู่ระหว่าง(?:การ|(?:กอง|สำนัก|งาน|ฝ่าย|หน่วย)[^\n\t]{1,40}?)?(?:จัดทำ|รวบรวม|ประเมิน|วิเคราะห์)|กำลัง(?:รวบรวม|ประเมิน|วิเคราะห์)|ยังไม่มีผล(?!กระทบ|งาน|ต่อ|บังคับ)|(?:ขอ|ให้|ต้อง)เลื่อน|เลื่อนออกไป|โดยไม่มีกำหนด/u;

/**
 * A letter that asks others for what is to be published: "ขอให้รายงานผลการดำเนินงาน… ภายใน 10 เมษายน 2568", or says that it will be:
 * "จะจัดทำรายงานผล… และนำลงเว็บไซต์ต่อไป".
 */
const announcesIt =
  /ขอให้[^\n\t]{0,40}?รายงานผล[^\n\t]*?ภายใน|จะ(?:จัดทำ|สรุป|รายงาน)[^\n\t]{0,90}?(?:นำลง|เผยแพร่|ลงเว็บ)[^\n\t]{0,30}?(?:ต่อไป|ภายหลัง)/u;
/** Such a letter is a sentence. */
const maxLetterChars = 300;

/** Whether a line of folded text only says that something will be done: it shows nothing of it. A row of a table tells a state. */
export function onlyPromises(line: string): boolean {
  if (line.includes('\t')) return false;
  if (line.length <= maxLetterChars && announcesIt.test(line)) return true;
  return line.length <= maxLineChars && (later.test(line) || notYet.test(line));
}
