import { describe, expect, it } from 'vitest';
import {
  confidenceWords,
  disclaimer,
  gradeLine,
  outcomeSentences,
  outcomeWords,
  reasonSentence,
  stopCauseSentences,
  verdictWords,
  type Words,
  writeScore,
  yearLine,
} from '../../src/result/sentences.ts';
import { documentProblems } from '../../src/snapshot/document-facts.ts';
import { confidences, outcomes, reasonCodes, stopCauses, verdicts } from '../../src/result/vocabulary.ts';

const thai = /[\u0E01-\u0E5B]/u;

function expectBoth(words: Words): void {
  expect(words.th).toMatch(thai);
  expect(words.en).toMatch(/[A-Za-z]{3}/);
  expect(words.en).not.toMatch(thai);
  expect(`${words.th}${words.en}`).not.toMatch(/undefined|null|NaN|\{|\}/);
}

const grades = [
  { nameTh: 'ผ่านดีเยี่ยม', nameEn: 'Excellent', minTotal: 95, minInstrument: 95 },
  { nameTh: 'ผ่านดี', nameEn: 'Good', minTotal: 85, minInstrument: 85 },
  { nameTh: 'ผ่าน', nameEn: 'Satisfactory', minTotal: 85 },
];

describe('sentences', () => {
  it.each(reasonCodes)('has both languages for the reason %s without any fact', (code) => {
    expectBoth(reasonSentence(code, {}));
  });

  it.each(outcomes)('has both languages for the outcome %s', (outcome) => {
    expectBoth(outcomeSentences[outcome]);
    expectBoth(outcomeWords[outcome]);
  });

  it('has both languages for verdicts, confidences and stop causes', () => {
    for (const verdict of verdicts) expectBoth(verdictWords[verdict]);
    for (const confidence of confidences) expectBoth(confidenceWords[confidence]);
    for (const cause of stopCauses) expectBoth(stopCauseSentences[cause]);
  });

  it('never calls a verdict by the name of a grade', () => {
    for (const verdict of verdicts) expect(verdictWords[verdict].th).not.toContain('ผ่าน');
  });

  it('puts the facts into the sentence', () => {
    expect(reasonSentence('not-found', { pages: 214, documents: 61 }).th).toBe(
      'ยังไม่พบ ดูแล้ว 214 หน้า 61 ไฟล์ ถ้ามีอยู่แล้วโปรดใส่ลิงก์เพื่อตรวจใหม่',
    );
    expect(reasonSentence('wrong-year', { foundYears: [2566], wantYear: 2567, quote: 'ปี 66' }).th).toBe(
      'พบปี 2566 แต่ข้อนี้ใช้ปี 2567 (เห็นจาก “ปี 66”)',
    );
    expect(reasonSentence('unreachable', { attempts: 3, outcome: 'timeout' }).th).toBe(
      'เปิดไม่สำเร็จ 3 ครั้ง (รอนานเกินกำหนด) อาจเป็นเหตุชั่วคราว',
    );
    expect(reasonSentence('unreachable', { outcome: 'http-error' }).th).not.toContain('ชั่วคราว');
    expect(reasonSentence('low-confidence', { statedBecauseTh: 'ไฟล์ยังไม่ได้อ่าน' }).th).toBe(
      'ไฟล์ยังไม่ได้อ่าน หลักฐานจึงยังไม่พอให้สรุป',
    );
    expect(reasonSentence('not-due-yet', { dueDate: '2025-03-31' }).th).toBe(
      'ข้อมูลรอบนี้ครบกำหนดหลัง 31 มี.ค. 2568',
    );
    expect(reasonSentence('wrong-format', { formats: ['pdf', 'image'] }).th).toContain('พบเฉพาะ PDF/ภาพ');
    expect(reasonSentence('reused', { otherItems: ['O5', 'O6'] }).th).toContain('ไฟล์เดียวกับข้อ O5, O6');
  });
});

describe('lines', () => {
  it('says that the range straddles a bound, as in the agreed wording', () => {
    expect(gradeLine({ low: 80, expected: 86, high: 90, grades }).th).toBe(
      'OIT ประมาณ 86 (ช่วง 80–90) ช่วงนี้คร่อมเกณฑ์ 85 จึงยังบอกระดับไม่ได้ · ถ้า OIT ถึง 85 ระดับสูงสุดที่เป็นไปได้คือ “ผ่านดี” โดย IIT, EIT ส่วนที่ 1, EIT ส่วนที่ 2 และคะแนนรวมต้องถึง 85 ด้วย · “ผ่านดีเยี่ยม” ต้องได้ OIT 95 ขึ้นไป',
    );
  });

  it('does not lift a score onto a bound by rounding', () => {
    expect([84.6, 84.999, 85, 86.25, 94.51, 86.6].map((score) => writeScore(score))).toEqual([
      '84',
      '84',
      '85',
      '86',
      '94',
      '87',
    ]);
    expect(gradeLine({ low: 84.6, expected: 84.7, high: 84.9, grades }).th).not.toContain('คร่อม');
  });

  it('promises that an interrupted run goes on, as it does', () => {
    expect(stopCauseSentences.interrupted.th).toContain('ทำต่อ');
    expect(stopCauseSentences.interrupted.en).toMatch(/goes on|go on/);
  });

  it('writes the day on the clock of Bangkok', () => {
    expect(disclaimer('2025-06-30T20:15:00Z', 2568).th).toContain('1 ก.ค. 2568 เวลา 03:15 น.');
  });

  it('has a year line only for another year', () => {
    expect(yearLine(2568, 2568)).toBeNull();
    expect(yearLine(2569, 2568)?.th).toBe('วันนี้อยู่ในปีงบประมาณ 2569 แต่รายงานนี้ใช้เกณฑ์ปี 2568');
  });
});

describe('an unreadable document', () => {
  it.each(documentProblems)('is told by its own problem, with what to do: %s', (problem) => {
    const { th, en } = reasonSentence('unreadable', { problem });
    expect(th).toMatch(/โปรด/);
    expect(en).toMatch(/[Oo]pen /);
    const others = documentProblems.filter((other) => other !== problem);
    for (const other of others) expect(reasonSentence('unreadable', { problem: other }).th).not.toBe(th);
  });

  it('tells how many pages nobody could read', () => {
    const { th, en } = reasonSentence('unreadable', { problem: 'no-text-layer', unreadPages: 3 });
    expect(th).toContain('3 หน้า');
    expect(en).toContain('3 pages are');
    expect(reasonSentence('unreadable', { problem: 'no-text-layer', unreadPages: 1 }).en).toContain(
      '1 page is',
    );
  });
});
