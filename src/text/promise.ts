/** A longer line says more than what it puts off. */
const maxLineChars = 160;

/** "จะประเมินในรอบถัดไป", "รายละเอียดจะแจ้งภายหลัง", "ยังไม่ได้ประเมิน", "อยู่ระหว่างรวบรวม". What is suggested for next year is content. */
const putOff =
  /จะ(?:ได้)?(?:ดำเนินการ|จัดทำ|จัด|ทำ|ประเมิน|วิเคราะห์|เผยแพร่|รายงาน|สรุป|แจ้ง|ประกาศ|กำหนด|นำมา|นำ|ลง|เพิ่ม)[^\n\t]{0,40}?(?:ภายหลัง|รอบถัดไป|รอบต่อไป|รอบหน้า|ในโอกาสต่อไป|เร็ว ?ๆ ?นี้)|รายละเอียดจะแจ้ง|(?:ยังไม่ได้|ยังไม่|ไม่ได้)(?:มีการ)?ประเมิน|อยู่ระหว่าง(?:การ)?(?:จัดทำ|รวบรวม|ประเมิน|วิเคราะห์)/u;

/** Whether a line of folded text only says that something will be done: it shows nothing of it. A row of a table tells a state. */
export function onlyPromises(line: string): boolean {
  return line.length <= maxLineChars && !line.includes('\t') && putOff.test(line);
}
