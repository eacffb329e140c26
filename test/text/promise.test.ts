import { describe, expect, it } from 'vitest';
import { onlyPromises } from '../../src/text/promise.ts';

describe('a line that only promises', () => {
  it.each([
    'ส่วนด้านการอนุมัติอนุญาต จะประเมินในรอบถัดไป',
    'จะประชุมถ่ายทอดนโยบายในเดือนสิงหาคม 2568 รายละเอียดจะแจ้งภายหลัง',
    'ด้านการใช้อำนาจหน้าที่ยังไม่ได้ประเมิน',
    'อยู่ระหว่างรวบรวมข้อมูลจากทุกกอง',
    'จะเผยแพร่ผลเร็ว ๆ นี้',
    'อีก 2 ด้าน จะประเมินในปีถัดไป',
    'ไตรมาส 2 จะลงเมื่อรวบรวมเสร็จ',
    'กำหนดการอบรมขอเลื่อนออกไป จะแจ้งวันใหม่ให้ทราบ',
  ])('%s', (line) => {
    expect(onlyPromises(line)).toBe(true);
  });

  it.each([
    ['a suggestion for next year', 'ข้อเสนอแนะ จะจัดอบรมเพิ่มในปีต่อไป'],
    ['the state of a project', 'ขุดลอกคลอง\tยังไม่ได้ประเมิน\t0'],
    ['a promise not to', 'ข้าพเจ้าจะไม่รับของขวัญและของกำนัลทุกชนิด'],
    ['a long paragraph', `${'ดำเนินการแล้วเสร็จทุกโครงการ '.repeat(8)}จะแจ้งผลภายหลัง`],
  ])('is not %s', (_, line) => {
    expect(onlyPromises(line)).toBe(false);
  });
});
