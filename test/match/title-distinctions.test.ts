import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { readChecklist } from '../../src/checklist/load.ts';
import { createTitleMatcher } from '../../src/match/title.ts';
import type { TitleMatcher } from '../../src/match/title.ts';
import { loadTitleWords } from '../../src/match/title-words.ts';

let matcher: TitleMatcher;

beforeAll(async () => {
  const words = loadTitleWords(readFileSync('checklists/title-words.yaml', 'utf8'));
  matcher = createTitleMatcher((await readChecklist('checklists/ita-2568.yaml')).checklist, words);
});

type Row = [string, string | null];

const groups: Record<string, Row[]> = {
  'plan, six-month progress and report': [
    ['แผนการดำเนินงานของ อบต.นาดี ประจำปีงบประมาณ พ.ศ. 2568', 'O6'],
    ['รายงานการกำกับติดตามการดำเนินงานและการใช้จ่ายงบประมาณ รอบ 6 เดือน (ต.ค. 67 – มี.ค. 68)', 'O6'],
    ['รายงานผลการดำเนินงานของ อบต.นาดี ประจำปีงบประมาณ พ.ศ. 2567', 'O7'],
    ['แผนปฏิบัติการป้องกันการทุจริต ทต.นาดี ปี 2568', 'O25'],
    ['รายงานผลการดำเนินการตามแผนปฏิบัติการป้องกันการทุจริต ทต.นาดี ปี 2567', 'O26'],
    ['รายงานกำกับติดตามการดำเนินการป้องกันการทุจริตของเทศบาลตำบลนาดี รอบ 6 เดือน', null],
    ['แผนพัฒนาบุคลากรเทศบาลตำบลนาดี', 'O14'],
    ['รายงานผลการพัฒนาบุคลากรเทศบาลตำบลนาดี', 'O15'],
  ],
  'corruption complaints and general complaints': [
    ['แจ้งเรื่องร้องเรียนการทุจริตของเจ้าหน้าที่ อบต.นาดี', 'O18'],
    ['แจ้งเรื่องร้องเรียนร้องทุกข์ทั่วไป', null],
    ['แนวปฏิบัติการจัดการเรื่องร้องเรียนการทุจริต อบต.นาดี', 'O17'],
    ['สถิติเรื่องร้องเรียนการทุจริต อบต.นาดี ปี 2567', 'O19'],
    ['ศูนย์ดำรงธรรม อบต.นาดี', null],
    ['ร้องทุกข์ไฟฟ้าส่องสว่างและถนนชำรุด', null],
  ],
  'corruption risk and internal control': [
    ['การประเมินความเสี่ยงการทุจริตของเทศบาลตำบลนาดี', 'O23'],
    ['รายงานผลการจัดการความเสี่ยงการทุจริต ประจำปี 2567', 'O24'],
    ['รายงานการประเมินผลการควบคุมภายในของเทศบาลตำบลนาดี', null],
    ['แผนบริหารความเสี่ยงและการควบคุมภายใน', null],
  ],
  'annual and monthly procurement': [
    ['สรุปผลการดำเนินการจัดซื้อจัดจ้างในรอบเดือนมิถุนายน 2568 (แบบ สขร.1)', 'O12'],
    ['สขร.1 ประจำเดือนกรกฎาคม 2568', 'O12'],
    ['รายงานสรุปผลการจัดซื้อจัดจ้างประจำปีงบประมาณ พ.ศ. 2567', 'O13'],
    ['ประกาศผู้ชนะการเสนอราคาจ้างเหมาทำความสะอาด', null],
    ['ประกาศราคากลางโครงการขุดลอกคลอง', null],
  ],
  "staff's and the public's manual": [
    ['คู่มือการปฏิบัติงานกองสวัสดิการสังคม', 'O8'],
    ['คู่มือสำหรับประชาชน เทศบาลตำบลนาดี', 'O9'],
    ['คู่มือป้องกันผลประโยชน์ทับซ้อนของเทศบาลตำบลนาดี', null],
  ],
  'code of ethics and what is done for it': [
    ['ประมวลจริยธรรมพนักงานส่วนตำบล อบต.นาดี', 'O16'],
    ['การขับเคลื่อนจริยธรรมของ อบต.นาดี ปี 2568', 'O16'],
    ['พระราชบัญญัติมาตรฐานทางจริยธรรม พ.ศ. 2562', null],
  ],
  'the disclosure, and a story, a law or a course about it': [
    ['ประกาศเจตนารมณ์นโยบาย No Gift Policy ของนายก อบต.นาดี', 'O21'],
    ['นายก อบต.นาดี นำทีมร่วมกิจกรรมประกาศเจตนารมณ์ No Gift Policy', null],
    ['ประชุมคณะทำงานจัดทำแผนปฏิบัติการป้องกันการทุจริต ครั้งที่ 1/2568', null],
    ['อบรมเชิงปฏิบัติการ การจัดซื้อจัดจ้างภาครัฐ ประจำปี 2568', null],
    ['ระเบียบกระทรวงการคลังว่าด้วยการจัดซื้อจัดจ้าง พ.ศ. 2560', null],
  ],
  'agencies, places and departments are not what a title is about': [
    ['แผนพัฒนาท้องถิ่น เทศบาลตำบลนาดี อำเภอเมือง จังหวัดอุดรธานี', 'O5'],
    ['รายงานประจำปีของสถาบันวิจัยและพัฒนาการเกษตรที่สูงแห่งชาติ (องค์การมหาชน)', 'O7'],
    ['การประเมินความเสี่ยงการทุจริต ของ สวพส. ประจำปีงบประมาณ พ.ศ. 2568', 'O23'],
    ['คู่มือการปฏิบัติงาน (กองคลัง)', 'O8'],
    ['ประกาศเทศบาลตำบลนาดี เรื่อง มาตรการส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน', 'O27'],
    ['ปลัดเทศบาลและหัวหน้าส่วนราชการ', 'O2'],
  ],
  'years of laws and spans of plans': [
    ['แผนพัฒนาท้องถิ่น (พ.ศ. 2566 - 2570) เพิ่มเติม ครั้งที่ 2', 'O5'],
    ['แผนปฏิบัติการป้องกันการทุจริต 5 ปี (พ.ศ. 2566 – 2570)', 'O25'],
    ['คู่มือสำหรับประชาชนตาม พ.ร.บ.การอำนวยความสะดวกฯ พ.ศ. 2558', 'O9'],
  ],
  'typos, damage and what a site writes around a title': [
    ['เเผนการใช้จ่ายงบประมาณประจําปี', 'O6'],
    ['รายงานผลการดาเนินงานประจาปี 2567', 'O7'],
    ['มาตราฐานการให้บริการ', 'O9'],
    ['ประมวลจริยธรรม อ่าน 123 ครั้ง', 'O16'],
    ['แผนปฏิบัติการป้องกันการทุจ...', 'O25'],
    ['สถิติการให้บริการ ณ วันที่ 31 มีนาคม 2568', 'O11'],
  ],
  'titles from page addresses, which some site builders strip of all marks': [
    ['คมอการปฏบตงาน', 'O8'],
    ['แผนปฏบตการปองกนการทจรต', 'O25'],
    ['รายงานผลการดำเนนงานประจำป', 'O7'],
    ['คมอสำหรบประชาชน-อบต-นาด', 'O9'],
    ['ชองทางรองทกขไฟฟาสาธารณะ', null],
  ],
  'headings of groups of items': [
    ['ตัวชี้วัดที่ 9 การเปิดเผยข้อมูล', null],
    ['ตัวชี้วัดย่อยที่ 9.3 การจัดซื้อจัดจ้าง', null],
    ['ประเด็นการประเมิน นโยบายไม่รับของขวัญ', null],
  ],
  'the part of a year': [
    ['รายงานการใช้จ่ายงบประมาณ (ต.ค. 66 - มี.ค. 67)', 'O6'],
    ['รายงานการใช้จ่ายงบประมาณ ตุลาคม 2567 ถึง มีนาคม 2568', 'O6'],
    ['รายงานผลตามแผนการจัดซื้อจัดจ้างประจำปีงบประมาณ 2567', 'O13'],
    ['รายงานความก้าวหน้าตามแผนการจัดซื้อจัดจ้าง ไตรมาส 2', 'O12'],
    ['แบบ สขร. 1 เดือนมกราคม ไตรมาสที่ 2', 'O12'],
  ],
  'a year makes no item of what is none': [
    ['รายงานการใช้น้ำมันเชื้อเพลิง ประจำปีงบประมาณ พ.ศ. 2567', null],
    ['สถิติผู้เข้าชมเว็บไซต์ ประจำปี 2567', null],
    ['กิจกรรมจิตอาสาพัฒนา ประจำปี 2567', null],
  ],
  'issues, deadlines and conditions': [
    ['จดหมายข่าว ฉบับที่ 4/2568', 'O4'],
    ['รายงานผลการดำเนินงานประจำปี (ภายใน 30 วันนับแต่สิ้นปีงบประมาณ)', 'O7'],
    ['ประมวลจริยธรรมสมาชิกสภาท้องถิ่น (ถ้ามี)', 'O16'],
  ],
  'names in English': [
    ['Human Resource Development Plan', 'O14'],
    ['Webboard', 'O3'],
    ['citizen manual', 'O9'],
  ],
  'ordinals and codes of other lists': [
    ['12. ข่าวประชาสัมพันธ์', 'O4'],
    ['4.2 รายงานผลการดำเนินงานประจำปี', 'O7'],
    ['O๑๒ รายงานผลการดำเนินงานประจำปี', 'O7'],
    ['O10 แผนดำเนินงานประจำปี', 'O6'],
    ['ข้อ 6 กฎหมายที่เกี่ยวข้อง', null],
    ['O16 รายงานผลการสำรวจความพึงพอใจการให้บริการ', null],
  ],
};

describe.each(Object.entries(groups))('%s', (_, rows) => {
  test.each(rows)('%s: %s', (label, code) => {
    expect(matcher.match(label).code).toBe(code);
  });
});

test('a title that could begin the names of several items is not finished for any', () => {
  expect(matcher.match('รายงานผลการดำเนินการ...').probability).toBeLessThan(0.9);
});

test('a code that the words agree with counts though its list is unknown', () => {
  const told = matcher.match('O8 คู่มือ');
  expect(told.code).toBe('O8');
  expect(told.probability).toBeLessThan(matcher.match('O8 คู่มือ', { schemeYear: 2568 }).probability);
});

test('says which pieces it learned from, and the same every time', () => {
  const { candidates } = matcher.match('คู่มือการปฏิบัติงานกองทะเบียน');
  const learned = candidates[0]?.factors.find((factor) => factor.name.startsWith('learned from all names: '));
  expect(learned?.weight).toBeGreaterThan(0);
  expect(matcher.match('คู่มือการปฏิบัติงานกองทะเบียน').candidates).toEqual(candidates);
});

test('a subject that the name does not speak of counts against it, and the other way round', () => {
  const names = (label: string): string[] =>
    matcher.match(label).candidates.flatMap(({ factors }) => factors.map(({ name }) => name));
  expect(names('สถิติการให้บริการด้านอุทกภัย')).toContain('speaks of disaster');
  expect(names('ช่องทางแจ้งเรื่องการทุจริต')).toContain('does not speak of complaint');
});
