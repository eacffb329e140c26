import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { readChecklist } from '../../src/checklist/load.ts';
import { createTitleMatcher } from '../../src/match/title.ts';
import type { TitleContext, TitleMatch, TitleMatcher } from '../../src/match/title.ts';
import { loadTitleWords } from '../../src/match/title-words.ts';

let matcher: TitleMatcher;
const match = (label: string, context?: TitleContext): TitleMatch => matcher.match(label, context);

beforeAll(async () => {
  const words = loadTitleWords(readFileSync('checklists/title-words.yaml', 'utf8'));
  matcher = createTitleMatcher((await readChecklist('checklists/ita-2568.yaml')).checklist, words);
});

test.each([
  ['ร้องเรียนทุจริต', 'O18'],
  ['คณะผู้บริหาร', 'O2'],
  ['E–Service', 'O10'],
  ['ข่าวประชาสัมพันธ์', 'O4'],
  ['ติดต่อเรา', 'O3'],
  ['การเปิดโอกาสให้มีส่วนร่วม', 'O20'],
  ['แผนพัฒนาท้องถิ่น พ.ศ.2566-2570 เทศบาลตำบลคำบง', 'O5'],
  ['ประกาศเทศบาลตำบลศรีธาตุ เรื่อง แผนการดำเนินงาน ประจำปีงบประมาณ พ.ศ. 2568', 'O6'],
  ['แผน ปฏิบัติ การ ป้องกัน การ ทุจริต', 'O25'],
  ['ITA-o12 (Excel)', 'O12'],
  ['ITA_68_o12-ปี-68-1.xlsx', 'O12'],
  ['หน้าแรก', null],
  ['ITA', null],
  ['ดาวน์โหลด', null],
  ['กองคลัง', null],
  ['ร้องเรียนร้องทุกข์', null],
  ['', null],
])('%s answers %s', (label, code) => {
  expect(match(label).code).toBe(code);
});

describe('the head of a title decides', () => {
  test.each([
    ['แผนปฏิบัติการป้องกันการทุจริต พ.ศ. 2566-2570', 'O25'],
    ['รายงานผลการดำเนินการป้องกันการทุจริตประจำปี 2567', 'O26'],
    ['รายงานการกำกับติดตามการดำเนินการป้องกันการทุจริต รอบ 6 เดือน', null],
    ['รายงานผลการดำเนินงานประจำปี 2567', 'O7'],
    ['รายงานการกำกับติดตามการดำเนินงาน รอบ 6 เดือน', 'O6'],
    ['พ.ร.บ.การจัดซื้อจัดจ้าง พ.ศ. 2560', null],
    ['ประชุมคณะกรรมการป้องกันการทุจริต', null],
    ['อบต.คำบง ร่วมกิจกรรม No Gift Policy', null],
  ])('%s: %s', (label, code) => {
    expect(match(label).code).toBe(code);
  });
});

describe('a written code', () => {
  test('is nothing alone, and decides where the list of its year is known', () => {
    expect(match('O12')).toMatchObject({ code: null, writtenCode: 'O12' });
    expect(match('O12', { schemeYear: 2567 }).code).toBeNull();
    expect(match('O12', { schemeYear: 2568 }).code).toBe('O12');
  });

  test('helps a little on a page of the year whose list is unknown', () => {
    const label = '680303_ITA-O20-การเปิดโอกาส.pdf';
    const of = (context: TitleContext) =>
      match('O20-การเปิดพื้นที่', context).candidates.find(({ code }) => code === 'O20')?.probability ?? 0;
    const onPage = of({ year: 2568 });
    expect(match(label).code).toBe('O20');
    expect(onPage).toBeGreaterThan(of({}));
    expect(of({ year: 2566 })).toBeLessThan(onPage);
    expect(match('O20', { year: 2568 }).code).toBeNull();
  });

  test('that only counts a list takes nothing from a title', () => {
    const counted = match('7. ข่าวประชาสัมพันธ์', { schemeYear: 2568 });
    expect(counted.code).toBe('O4');
    expect(counted.probability).toBeGreaterThan(0.9);
  });

  test('is weaker with 0 for O', () => {
    const zero = match('012', { schemeYear: 2568 });
    expect(zero.code).toBe('O12');
    expect(zero.probability).toBeLessThan(match('O12', { schemeYear: 2568 }).probability);
  });

  test('loses to the title, and takes from its certainty', () => {
    const contradicted = match('O4 แผนยุทธศาสตร์', { schemeYear: 2568 });
    expect(contradicted).toMatchObject({ code: 'O5', writtenCode: 'O4' });
    expect(contradicted.probability).toBeLessThan(match('O4 แผนยุทธศาสตร์').probability);
  });

  test("of the health ministry's lists is told, never used", () => {
    expect(match('MOIT 12', { schemeYear: 2568 })).toMatchObject({ code: null, writtenCode: 'MOIT12' });
  });
});

test('a generic link is read from the words before it', () => {
  expect(match('ดาวน์โหลด', { before: 'แผนปฏิบัติการป้องกันการทุจริต : ' }).code).toBe('O25');
});

test('tells its years without those of laws', () => {
  expect(match('แผนการใช้จ่ายงบประมาณ ปี 2568 ตามระเบียบฯ พ.ศ. 2563').years).toEqual([2568]);
  expect(match('แผนบริหารทรัพยากรบุคคล ๖๘')).toMatchObject({ code: 'O14', years: [2568] });
});

test.each(['(ล่าสุด)', '(ปรับปรุง 1 เม.ย. 68)', '[PDF 1.2 MB]'])(
  'is of no other item for %s behind it',
  (words) => {
    for (const name of ['แผนพัฒนาหน่วยงาน', 'ติดต่อหน่วยงาน']) {
      const own = match(name);
      expect(match(`${name} ${words}`)).toMatchObject({ code: own.code, probability: own.probability });
    }
  },
);

test('explains itself: at most five candidates, best first, shares within 1, the same every time', () => {
  const first = match('แผนปฏิบัติการป้องกันการทุจริตประจำปี');
  expect(first).toEqual(match('แผนปฏิบัติการป้องกันการทุจริตประจำปี'));
  const shares = first.candidates.map((candidate) => candidate.probability);
  expect(shares.length).toBeLessThanOrEqual(5);
  expect(shares).toEqual(shares.toSorted((a, b) => b - a));
  expect(shares.reduce((sum, share) => sum + share, 0)).toBeLessThanOrEqual(1.001);
  expect(first.candidates[0]?.factors[0]?.name).toContain('แผนปฏิบัติการป้องกันการทุจริต');
});

test('word lists with an unknown key are refused by name', () => {
  expect(() => loadTitleWords('schemaVersion: 1\nverbs: []\n')).toThrow(/verbs/u);
});
