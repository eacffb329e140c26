import { expect, test } from 'vitest';
import {
  findYears,
  fiscalYearEnd,
  fiscalYearOf,
  fiscalYearStart,
  halfYearEnd,
  titleYears,
} from '../../src/text/fiscal-year.ts';

const brief = (text: string): string =>
  findYears(text)
    .map(
      (year) =>
        `${year.isLaw ? 'law ' : ''}${year.kind} ${year.from === year.to ? year.from : `${year.from}-${year.to}`}`,
    )
    .join(', ');

test.each([
  ['ปีงบประมาณ พ.ศ. ๒๕๖๘', 'fiscal 2568'],
  ['ประจำปีงบประมาณ 2568', 'fiscal 2568'],
  ['ปีงบ 2569', 'fiscal 2569'],
  ['FY2025', 'fiscal 2568'],
  ['ปี 68', 'year 2568'],
  ['แผนพัฒนาบุคลากร 68', 'year 2568'],
  ['สรุปผล อบต. คำบง ๖๗', 'year 2567'],
  ['พ.ศ..2568', 'year 2568'],
  ['พ.ศ.2566.pdf', 'year 2566'],
  ['แผน2568.pdf', 'year 2568'],
  ['ค.ศ. 2025', 'year 2568'],
  ['2024', 'year 2567'],
  ['ITA2568', 'year 2568'],
  ['oit66', 'year 2566'],
  ['ITA_68_o12', 'year 2568'],
  ['IIT 88.02 EIT 84.77 OIT 84.85', ''],
  ['OIT 70 คะแนน', ''],
  ['ทิศทางการพัฒนา พ.ศ. –๒๕๖๖ ๒๕๗๐', 'span 2566-2570'],
  ['คำสั่งที่ 12/2568', 'year 2568'],
  ['31 มีนาคม 2568', 'date 2568'],
  ['1 ตุลาคม 2567', 'date 2568'],
  ['30 ก.ย. 67', 'date 2567'],
  ['31/03/2568', 'date 2568'],
  ['2024-10-01', 'date 2568'],
  ['680303_ITA-O20-', 'date 2568'],
  ['เดือน พ.ย. 67', 'month 2568'],
  ['กันยายน 2567', 'month 2567'],
  ['ไตรมาสที่ 2 ปีงบประมาณ 2568', 'quarter 2568'],
  ['ไตรมาส 1/2568', 'quarter 2568'],
  ['รอบ 6 เดือน ปีงบประมาณ 2568', 'half 2568'],
  ['ต.ค. 67 – มี.ค. 68', 'half 2568'],
  ['เมษายน - กันยายน 2568', 'half 2568'],
  ['1 ตุลาคม 2567 ถึง 30 กันยายน 2568', 'fiscal 2568'],
  ['2566-2570', 'span 2566-2570'],
  ['2566 – 2570', 'span 2566-2570'],
  ['พ.ศ. 2566 ถึง 2570', 'span 2566-2570'],
  ['ปี 66-70', 'span 2566-2570'],
  ['แผนพัฒนาบุคลากร 67-69', 'span 2567-2569'],
  ['พ.ร.บ.ข้อมูลข่าวสารของราชการ พ.ศ. 2540', 'law year 2540'],
  ['พรบ.บำเหน็จบำนาญ พศ 2556', 'law year 2556'],
  ['ระเบียบ ว่าด้วย… พ.ศ. 2547 แก้ไขเพิ่มเติม (ฉบับที่ 2) พ.ศ. 2561', 'law year 2547, law year 2561'],
  ['ข้อบังคับว่าด้วยจรรยาข้าราชการ พ.ศ. ๒๕๕๒', 'law year 2552'],
  ['ข้อบัญญัติงบประมาณรายจ่ายประจำปี พ.ศ. 2568', 'year 2568'],
  ['พระราชบัญญัติการจัดซื้อจัดจ้าง พ.ศ. 2560 ประจำปีงบประมาณ 2568', 'law year 2560, fiscal 2568'],
])('%s is %s', (text, expected) => {
  expect(brief(text)).toBe(expected);
});

test.each([
  'โทร 02-256-8256',
  'โทร 2568',
  'ราคา 2,568 บาท',
  '2568 บาท',
  'ผู้เข้าร่วม 2568 คน',
  'บ้านเลขที่ 2568',
  '045-2568',
  'id=2568',
  'เลขที่โครงการ 25681234567',
  'เวลา 10.30 น.',
  'ข้อ 68',
  'รายงานตามมาตรา 67',
  'ประกาศ ฉบับที่ 68',
  'แผนงาน 68 โครงการ',
  'โครงการบ้านมั่นคง หมู่ที่ 68',
  '3.2568',
])('%s names no year', (text) => {
  expect(brief(text)).toBe('');
});

test('a mention says where it stands and quotes it', () => {
  const text = 'แผนดำเนินงาน ประจำปีงบประมาณ พ.ศ. ๒๕๖๘ ของเทศบาล';
  const [year] = findYears(text);
  expect(text.slice(year?.at, year?.end)).toContain('ปีงบประมาณ พ.ศ. ๒๕๖๘');
  expect(year?.quote).toBe(text);
});

test('a title is about its own years, not about a law or the day in its file name', () => {
  expect(titleYears('คู่มือตาม พ.ร.บ.อำนวยความสะดวก พ.ศ. 2558').years).toEqual([]);
  expect(titleYears('680303_แผนดำเนินงาน ปีงบประมาณ 2567')).toMatchObject({ years: [2567], span: null });
  expect(titleYears('5337eaaabe97ff.pdf').years).toEqual([]);
  expect(titleYears('แผนลดอุบัติเหตุ 60-70 %').span).toBeNull();
  expect(titleYears('แผนพัฒนาท้องถิ่น (2566-2570)')).toMatchObject({ years: [], span: [2566, 2570] });
  expect(titleYears('สขร.1 ต.ค. 67').years).toEqual([2568]);
});

test('the fiscal year turns on the first of October', () => {
  expect([fiscalYearOf('2024-09-30'), fiscalYearOf('2024-10-01'), fiscalYearOf('2025-03-31')]).toEqual([
    2567, 2568, 2568,
  ]);
  expect([fiscalYearStart(2568), halfYearEnd(2568), fiscalYearEnd(2568)]).toEqual([
    '2024-10-01',
    '2025-03-31',
    '2025-09-30',
  ]);
  expect(() => fiscalYearOf('1 ต.ค. 67')).toThrow(RangeError);
});
