import { expect, it } from 'vitest';
import { speaksOfMoney } from '../../src/text/money.ts';

it.each([
  'อบรมคุณธรรม\t45,000\tมี.ค. 68',
  'ซ่อมถนน 320000',
  'ใช้ไป ๒๒ บาท',
  'ไม่ใช้งบประมาณ',
  'ไม่เสียค่าใช้จ่าย',
  'ห้องสมุด\t0\tส.ค. 68',
  'Budget: THB 1.2 million',
])('speaks of money: %s', (line) => {
  expect(speaksOfMoney(line)).toBe(true);
});

it.each(['ค่ายใจสะอาด\tมี.ค. 68\tสำนักปลัด', 'ปีงาน 2568', 'อบรม 90 คน', 'สุ่มตรวจ\t1 ครั้ง\tต.ค. 67-ก.ย. 68'])(
  'does not: %s',
  (line) => {
    expect(speaksOfMoney(line)).toBe(false);
  },
);
