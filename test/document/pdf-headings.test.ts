import { expect, it } from 'vitest';
import { writePage } from '../../src/document/pdf/page-text.ts';
import type { TextRun } from '../../src/document/pdf/types.ts';

function line(text: string, top: number, size: number, left = 50): TextRun {
  return {
    text,
    left,
    right: left + text.length * size * 0.5,
    top,
    bottom: top + size * 1.2,
    size,
    before: 'line',
  };
}

/** Three columns in small print, `count` rows. */
function table(top: number, count: number): TextRun[] {
  return Array.from({ length: count }, (_, row) => [
    line(`รายการที่ ${row}`, top + row * 14, 9, 50),
    line(`${row + 1}0,000`, top + row * 14, 9, 250),
    line(`กองช่างแห่งที่ ${row}`, top + row * 14, 9, 400),
  ]).flat();
}

const paragraph = 'ผู้ร้องมาด้วยตนเองหรือส่งจดหมายถึงนายกเทศมนตรี หรือโทรศัพท์ในเวลาราชการ';
const headingsOf = (runs: TextRun[]): string[] =>
  writePage({ page: 1, width: 595, runs, images: 0 }).headings;

it('are larger than the text, not than the tables beside it', () => {
  const text = Array.from({ length: 4 }, (_, at) => line(`${paragraph} ${at}`, 60 + at * 20, 12));
  expect(headingsOf([line('แนวทางรับเรื่อง', 20, 16), ...text, ...table(200, 30)])).toEqual(['แนวทางรับเรื่อง']);
});

it('stand over a table and not in it, though its columns run on between their words', () => {
  const words = ['แผนพัฒนาบุคลากร', '3', 'ปี', 'ประจำปี', 'งบประมาณ', '2567', '-', '2569'];
  let left = 120;
  const heading = words.map((text): TextRun => {
    const run = {
      ...line(text, 40, 16, left),
      before: left === 120 ? ('line' as const) : ('blank' as const),
    };
    left = run.right + 6;
    return run;
  });
  const page = writePage({ page: 1, width: 595, runs: [...heading, ...table(64, 12)], images: 0 });
  expect(page.text.split('\n')[0]).toBe(words.join(' '));
  expect(page.tables[0]?.rowCount).toBe(12);
});

it('are larger than the tables where hardly anything stands beside them', () => {
  expect(headingsOf([line('แผนดำเนินงาน', 20, 16), ...table(60, 20)])).toEqual(['แผนดำเนินงาน']);
});
