import { expect, it } from 'vitest';
import { buildDocument } from '../judge/build-documents.ts';

it.each([
  ['แผนวิสาหกิจ พ.ศ.\n2561 – 2565\nคณะกรรมการเห็นชอบ', 'แผนวิสาหกิจ พ.ศ. 2561 – 2565'],
  ['รายงานผล ประจำปีงบประมาณ\nพ.ศ. ๒๕๖๗\nกองคลัง', 'รายงานผล ประจำปีงบประมาณ พ.ศ. ๒๕๖๗'],
  ['แผนพัฒนา ปีการศึกษา 2567 –\n2571\nแนวทางที่ 1', 'แผนพัฒนา ปีการศึกษา 2567 – 2571'],
  ['รายงานผล\n2567\nกองคลัง', 'รายงานผล'],
])('a year that was broken off a title belongs to it: %j', (text, first) => {
  const { opened } = buildDocument([text]);
  expect(opened?.titleLines[0]).toBe(first);
});

it('a workbook with a sheet for each month is called what all of them are', () => {
  const sheet = (month: string) => ({
    tables: [{ caption: `ผลการจัดซื้อจัดจ้าง ปีงบประมาณ 2567 เดือน ${month}`, header: ['รายการ'], rows: [['หมึก']] }],
  });
  const months = buildDocument([sheet('ต.ค. 66'), sheet('พ.ย. 66'), sheet('ธ.ค. 66')], {
    facts: { kind: 'xlsx' },
  });
  expect(months.opened?.titleLines).toEqual(['ผลการจัดซื้อจัดจ้าง ปีงบประมาณ 2567']);
  const month = buildDocument([sheet('ต.ค. 66'), { text: 'หมายเหตุ' }, { text: 'ลงนาม' }], {
    facts: { kind: 'xlsx' },
  });
  expect(month.opened?.titleLines[0]).toContain('ต.ค. 66');
});

it('a title ends where the text says by what it was made', () => {
  const text =
    'แบบสรุปของที่เจ้าหน้าที่ได้รับตามธรรมจรรยา\nตามประกาศคณะกรรมการ ป.ป.ช. เรื่องหลักเกณฑ์การรับทรัพย์สิน พ.ศ. 2563 ขอรายงานผล';
  expect(buildDocument([text]).opened?.titleLines).toEqual(['แบบสรุปของที่เจ้าหน้าที่ได้รับตามธรรมจรรยา']);
});
