import { describe, expect, it } from 'vitest';
import {
  cleanOcrText,
  maskDoubtfulDigits,
  meanConfidence,
  parseWords,
} from '../../src/document/ocr/clean-text.ts';
import { isReadable, shareInWords } from '../../src/document/ocr/readable.ts';
import { ocrPage } from './ocr-support.ts';

const prose =
  'องค์การบริหารส่วนตำบลสระแก้วได้เข้าร่วมโครงการประเมินคุณธรรมและความโปร่งใสในการดำเนินงานของหน่วยงานภาครัฐอย่างต่อเนื่อง';

describe('text from OCR', () => {
  it('never passes on a Thai digit: no model of tesseract knows all ten', () => {
    expect(maskDoubtfulDigits('ประจำปี พ.ศ. ๒๕๒๕ งบ ๑,๒๓๕.๕๐ บาท รอบ 6 เดือน 2568', [])).toBe(
      'ประจำปี พ.ศ. □□□□ งบ □,□□□.□□ บาท รอบ 6 เดือน 2568',
    );
  });

  it('masks numbers in words of low confidence, each in its own place', () => {
    const words = [
      { text: 'ปี', confidence: 0.5 },
      { text: '2565', confidence: 0.86 },
      { text: 'และ', confidence: 0.5 },
      { text: 'หาย', confidence: 0.5 },
      { text: '2565', confidence: 0.93 },
    ];
    expect(maskDoubtfulDigits('ปี 2565 และ 2565 รวม', words)).toBe('ปี □□□□ และ 2565 รวม');
  });

  it('tidies lines and drops empty ones', () => {
    expect(cleanOcrText('อํานาจ  หน้าที่ \n\n \nข้อ ๒\n\f', [])).toBe('อำนาจ หน้าที่\nข้อ □');
  });

  it('takes the mean over words that hold something', () => {
    const row = (level: number, confidence: string, text: string): string =>
      `${level}\t1\t1\t1\t1\t1\t0\t0\t9\t9\t${confidence}\t${text}`;
    const tsv = [
      'level\tpage_num',
      row(4, '-1', ''),
      row(5, '90', 'ก'),
      row(5, '70', 'ข'),
      row(5, '95', ' '),
    ];
    const words = parseWords(tsv.join('\n'));
    expect(words.map(({ text }) => text)).toEqual(['ก', 'ข']);
    expect(meanConfidence(words)).toBe(0.8);
    expect(meanConfidence(parseWords('level\tpage_num\n'))).toBe(0);
  });
});

describe('isReadable', () => {
  it('takes prose that was read surely', () => {
    expect(isReadable(ocrPage({ text: prose, confidence: 0.93 }))).toBe(true);
  });

  it('refuses low confidence, failures and pages with a few letters', () => {
    expect(isReadable(ocrPage({ text: prose, confidence: 0.86 }))).toBe(false);
    expect(isReadable(ocrPage({ text: prose, confidence: 0.93, problem: 'took-too-long' }))).toBe(false);
    expect(isReadable(ocrPage({ text: 'สำเนาถูกต้อง 2568', confidence: 0.95 }))).toBe(false);
    expect(isReadable(ocrPage({}))).toBe(false);
  });

  it('refuses letters that make no words, however sure the engine was', () => {
    const noise = 'ฮ ซี ธ ง ๆ พ ว ฝ ต ผ ห ฉ ฏ ส ร ล ย '.repeat(8);
    expect(shareInWords(noise)).toBeLessThan(0.5);
    expect(isReadable(ocrPage({ text: noise, confidence: 0.95 }))).toBe(false);
    expect(shareInWords(prose)).toBeGreaterThan(0.9);
  });
});
