import { makeDocx } from '../../document/make/docx.ts';
import { readFaces } from '../../document/make/layout.ts';
import { makePdf } from '../../document/make/pdf.ts';
import { makeOds, makeXlsx } from '../../document/make/sheet.ts';
import type { SiteFixture } from '../../sites/site.ts';
import { buildSite, type IndexRow } from '../build-site.ts';
import { procurementHeader, procurementRow } from '../first/people.ts';
import * as plans from './plans.ts';
import * as reports from './reports.ts';
import { truth } from './truth.ts';

const name = 'เทศบาลตำบลแบบอย่างพัฒนา';

const index: readonly IndexRow[] = [
  ['O1', 'โครงสร้างองค์กรและอำนาจหน้าที่', [['o1.pdf', 'เปิดไฟล์']]],
  ['O2', 'คณะผู้บริหาร', [['o2.pdf', 'เปิดไฟล์']]],
  ['O4', 'ข่าวประชาสัมพันธ์ ปี 2568', [['o4.pdf', 'เปิดไฟล์']]],
  ['O5', 'แผนพัฒนาท้องถิ่น', [['o5.docx', 'เปิดไฟล์']]],
  [
    'O6',
    'แผนและความก้าวหน้าในการดำเนินงานและการใช้งบประมาณ ปี 2568',
    [
      ['o6.pdf', 'แผนการดำเนินงาน'],
      ['o6-progress.docx', 'รายงานความก้าวหน้า 6 เดือน'],
    ],
  ],
  ['O7', 'รายงานผลการดำเนินงานประจำปี 2567', [['o7.docx', 'เปิดไฟล์']]],
  ['O8', 'คู่มือหรือแนวทางการปฏิบัติงานของเจ้าหน้าที่', [['o8.pdf', 'เปิดไฟล์']]],
  ['O9', 'คู่มือการขอรับบริการสำหรับประชาชน', [['o9.docx', 'เปิดไฟล์']]],
  ['O11', 'ข้อมูลสถิติการให้บริการ ปี 2567', [['o11.ods', 'เปิดไฟล์']]],
  ['O12', 'รายการจัดซื้อจัดจ้างและความก้าวหน้า ปี 2568', [['ITA_68_o12.xlsx', 'Excel']]],
  ['O13', 'รายงานผลการจัดซื้อจัดจ้างประจำปี 2567', [['ITA_68_o13.xlsx', 'Excel']]],
  ['O14', 'แผนการบริหารและพัฒนาทรัพยากรบุคคล ปี 2568', [['o14.pdf', 'เปิดไฟล์']]],
  ['O15', 'รายงานผลการบริหารและพัฒนาทรัพยากรบุคคลประจำปี 2567', [['o15.pdf', 'เปิดไฟล์']]],
  ['O16', 'ประมวลจริยธรรมและการขับเคลื่อนจริยธรรม', [['o16.pdf', 'เปิดไฟล์']]],
  ['O17', 'แนวปฏิบัติการจัดการเรื่องร้องเรียนการทุจริตและประพฤติมิชอบ', [['o17.pdf', 'เปิดไฟล์']]],
  ['O19', 'ข้อมูลสถิติเรื่องร้องเรียนการทุจริตและประพฤติมิชอบ ปี 2567', [['o19.pdf', 'เปิดไฟล์']]],
  ['O20', 'การเปิดโอกาสให้เกิดการมีส่วนร่วม ปี 2568', [['o20.docx', 'เปิดไฟล์']]],
  ['O21', 'ประกาศเจตนารมณ์นโยบาย No Gift Policy ปี 2568', [['o21.pdf', 'เปิดไฟล์']]],
  ['O22', 'รายงานการรับทรัพย์สินหรือประโยชน์อื่นใดโดยธรรมจรรยา', [['o22.docx', 'เปิดไฟล์']]],
  ['O23', 'การประเมินความเสี่ยงการให้หรือรับสินบน ปี 2568', [['o23.pdf', 'เปิดไฟล์']]],
  ['O24', 'รายงานผลการดำเนินการเพื่อจัดการความเสี่ยงการทุจริต ปี 2567', [['o24.pdf', 'เปิดไฟล์']]],
  ['O25', 'แผนปฏิบัติการป้องกันการทุจริต ปี 2568', [['o25.pdf', 'เปิดไฟล์']]],
  ['O26', 'รายงานผลการดำเนินการป้องกันการทุจริตประจำปี 2567', [['o26.pdf', 'เปิดไฟล์']]],
  ['O27', 'มาตรการส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน ปี 2568', [['o27.pdf', 'เปิดไฟล์']]],
  ['O28', 'รายงานผลการดำเนินการเพื่อส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน ปี 2567', [['o28.docx', 'เปิดไฟล์']]],
];

/** Another agency of documents: where the first one is right this one is wrong, and the other way round. */
export async function buildSecondAgency(): Promise<SiteFixture> {
  const agency = { name, type: 'municipality' as const };
  return { name: 'documents-second', agency, routes: buildSite(name, index, await makeFiles()), truth };
}

async function makeFiles(): Promise<Map<string, Uint8Array>> {
  const faces = readFaces();
  const purchases = [
    procurementRow(1, 2568, 'หลังคาตลาดสดเทศบาล', 480_000, 476_000, 'หจก.แบบอย่างโยธา', '67119000021'),
    procurementRow(2, 2568, 'รถบรรทุกขยะ 6 ล้อ', 2_400_000, 2_390_000, 'บริษัท ตัวอย่างยานยนต์ จำกัด', '67119000022'),
    procurementRow(3, 2568, 'ครุภัณฑ์โต๊ะทำงาน 4 ตัว', 24_000, 23_800, 'ร้านสมมติเฟอร์นิเจอร์', '67119000023'),
  ].map((row) => row.map((cell) => (cell === 'องค์การบริหารส่วนตำบลทุ่งตัวอย่าง' ? name : cell)));
  const files = new Map<string, Uint8Array>([
    ['o5.docx', makeDocx(plans.endedPlan)],
    ['o6-progress.docx', makeDocx(plans.progressWithoutSpending)],
    ['o7.docx', makeDocx(plans.annualReport2567)],
    ['o9.docx', makeDocx(plans.thinCitizenManual)],
    ['o11.ods', await makeOds('สถิติ 2567', plans.statisticsRows)],
    ['ITA_68_o12.xlsx', await makeXlsx('ITA-o12', [procurementHeader, ...purchases])],
    // The form as it was handed out: its header and nothing below.
    ['ITA_68_o13.xlsx', await makeXlsx('ITA-o13', [procurementHeader])],
    ['o20.docx', makeDocx(reports.participation)],
    ['o22.docx', makeDocx(reports.giftReport)],
    ['o28.docx', makeDocx(reports.measureReport2567)],
  ]);
  for (const [file, source] of [
    ['o1.pdf', plans.chartOnly],
    ['o2.pdf', plans.politiciansOnly],
    ['o4.pdf', plans.oldNews],
    ['o6.pdf', plans.plan2568],
    ['o8.pdf', plans.thinManual],
    ['o14.pdf', reports.hrPlan2567],
    ['o15.pdf', reports.hrReport2567],
    ['o16.pdf', reports.ethicsCodeOnly],
    ['o17.pdf', reports.complaintGuide],
    ['o19.pdf', reports.complaintStatistics2565],
    ['o21.pdf', reports.noGift2566],
    ['o23.pdf', reports.fourAreas],
    ['o24.pdf', reports.riskReport],
    ['o25.pdf', reports.thinCorruptionPlan],
    ['o26.pdf', reports.corruptionReport],
    ['o27.pdf', reports.measures2568],
  ] as const) {
    files.set(file, await makePdf(source, faces));
  }
  return files;
}
