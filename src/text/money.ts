const money =
  /\d,\d{3}|(?<![\d/.])(?!2[45]\d\d(?!\d))\d{3,}|(?:^|[\t|:(])\s*[0-](?:\s|\.-)*(?:$|[\t|)])|บาท|\dบ\.|\d บ\.|งบ|งปม|เงิน|ล้าน|ลบ\.|หมื่น|แสน|พันบ|ตังค์|ฟรี|จ่าย|เบิก|ค่า(?!ย)|ทุน|อุดหนุน|จัดสรร|ราคา|ใช้ไป|ใช้จริง|สตางค์|ไม่ใช้|ไม่เสีย|ไม่คิด|โดยไม่เก็บ|\bmb\b|budget|disburse|spen[dt]|thb|baht|\bfees?\b|\bfree\b|\bcost|฿/i;

/** Whether folded text says anything of money: a sum, a nought or a dash in a cell of its own, or one of the words for it. */
export function speaksOfMoney(folded: string): boolean {
  return money.test(folded);
}
