import { describe, expect, it } from 'vitest';
import type { YearRule } from '../../src/checklist/schema.ts';
import { extractPage } from '../../src/extract/page.ts';
import { sectionUnder } from '../../src/extract/section.ts';
import { contentOf } from '../../src/judge/content.ts';
import { documentYear, judgeYear } from '../../src/judge/year.ts';
import { hasTextUnder } from '../../src/judge/under-heading.ts';
import { buildAttached, buildCandidate, buildItem } from './build.ts';

const rule: YearRule = { want: 'previous', confidence: 'high', orCalendarYear: false, orSpan: false };

function yearUnder(linkText: string, body: string) {
  const candidate = buildCandidate({ html: `<main>${body}</main>`, title: linkText });
  return judgeYear(rule, candidate, contentOf(buildItem(), candidate), [], 2568);
}

describe('the year of a link', () => {
  it('is not told by the day in its address or name', () => {
    expect(yearUnder('ดาวน์โหลด (1494-2024-03-12)', '<p>เนื้อหาของรายงานฉบับนี้</p>').state).toBe('unclear');
  });

  it('is left open where the page opens with another year and never names this one', () => {
    const body = '<p><b>มาตรการส่งเสริมคุณธรรม ปี 2566 เทศบาลตำบล</b></p><p>เพิ่มช่องทางให้บริการ</p>';
    expect(yearUnder('มาตรการส่งเสริมคุณธรรม ปี 2567', body).state).toBe('unclear');
    expect(yearUnder('มาตรการ ปี 2567', `${body}<p>ดำเนินการในปี 2567</p>`).state).toBe('right');
  });

  it('is left open where a heading of this year stands over the text of another', () => {
    const text = (year: number): string =>
      `<p>ในปีงบประมาณ พ.ศ. ${year} เทศบาลได้ดำเนินการ ดังนี้</p><p>บรรจุพนักงาน เมื่อ 16 ม.ค. ${year}</p><p>ศึกษาดูงาน 14 มิ.ย. ${year}</p>`;
    const under = (year: number): string => {
      const html = `<main><h1>บุคคล</h1><h2>รายงานผลการบริหาร ประจำปี 2567</h2>${text(year)}<h2>แผน 2568</h2></main>`;
      const whole = buildCandidate({ html });
      const { from, to } = sectionUnder(extractPage(html, whole.url), 1);
      const section = { from, to, heading: 'รายงานผลการบริหาร ประจำปี 2567' };
      const candidate = { ...whole, section };
      return judgeYear(rule, candidate, contentOf(buildItem(), candidate), [], 2568).state;
    };
    expect(under(2566)).toBe('unclear');
    expect(under(2567)).toBe('right');
  });

  it('is not told against a document by words that name several years', () => {
    const around = buildAttached('ประกาศ', {
      yearTexts: ['แผนพัฒนาท้องถิ่น (พ.ศ. 2564-2566) รายงานผลประจำปี 2565 ('],
    });
    expect(documentYear(rule, around, 2567)).toBe('unclear');
    expect(documentYear(rule, buildAttached('รายงาน', { yearTexts: ['รายงานประจำปี 2565'] }), 2567)).toBe(
      'wrong',
    );
  });
});

describe('what a page shows', () => {
  const item = buildItem({ labels: { right: ['นโยบายไม่รับของขวัญ'], other: [] } });
  const said = (body: string): string =>
    contentOf(item, buildCandidate({ html: `<main>${body}</main>` }))?.main.original ?? '';

  it('has no names of columns with nothing under them', () => {
    const row = (cells: string[]): string => `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`;
    const head = '<tr><th>งานบริการ</th><th>ณ จุดบริการ</th><th>ออนไลน์</th></tr>';
    const table = (...rows: string[]): string => `<table>${head}${rows.join('')}</table>`;
    expect(said(table(row(['งานที่ 1', '', '']), row(['งานที่ 2', '', ''])))).not.toContain('ณ จุดบริการ');
    expect(said(table(row(['งานที่ 1', '12', '']), row(['งานที่ 2', '', ''])))).toContain('ณ จุดบริการ');
    expect(said(table(row(['งานที่ 1', '-', '']), row(['งานที่ 2', '-', ''])))).toContain('ณ จุดบริการ');
  });

  it('has the lines that say more of the item once something has announced it', () => {
    const first = '<p>นโยบายไม่รับของขวัญ ประจำปี 2568</p>';
    const later = '<p>ประชุมถ่ายทอดนโยบายไม่รับของขวัญแก่พนักงานทุกกอง</p>';
    expect(said(first + later)).toContain('ประชุมถ่ายทอด');
    expect(said(`${first}<p>นโยบายไม่รับของขวัญ ปี 2568</p>`)).not.toContain('นโยบายไม่รับของขวัญ');
  });

  it('has headings with a short answer under them, and none over a button', () => {
    const isHeading = (line: string): boolean => line.startsWith('#');
    expect(hasTextUnder(['# ค่าธรรมเนียม', 'ฉบับละ 20 บาท'], 0, isHeading)).toBe(true);
    expect(hasTextUnder(['# ค่าธรรมเนียม', 'ไม่มี'], 0, isHeading)).toBe(true);
    expect(hasTextUnder(['# คู่มือ', 'ดาวน์โหลด', 'อ่าน 25 ครั้ง'], 0, isHeading)).toBe(false);
    expect(hasTextUnder(['# คู่มือ', '# ถัดไป', 'ฉบับละ 20 บาท'], 0, isHeading)).toBe(false);
  });
});
