import { makeDocx } from '../../document/make/docx.ts';
import { readFaces } from '../../document/make/layout.ts';
import { makePdf } from '../../document/make/pdf.ts';
import { makePng, makeScanPdf } from '../../document/make/scan.ts';
import { makeXls, makeXlsx } from '../../document/make/sheet.ts';
import { makeZip } from '../../document/make/zip.ts';
import type { SiteFixture } from '../../sites/site.ts';
import { buildSite, type IndexRow, readCommitted } from '../build-site.ts';
import { contact, executives, newsletters, structure } from './basics.ts';
import {
  briberyRisk,
  corruptionPlan,
  giftReport,
  integrityMeasures,
  noGiftCulture,
  noGiftDeclaration,
} from './integrity.ts';
import { complaintChannel, complaintGuide, complaintStatistics, participationCover } from './openness.ts';
import { ethics, hrPlan2567, procurementPlan2568, procurementRows2567 } from './people.ts';
import {
  actionPlan,
  annualReport2566,
  citizenManual,
  developmentPlan,
  eServiceGuide,
  manualFinance,
  manualPermit,
  sixMonthRows,
  statisticsRows,
} from './work.ts';
import { truth } from './truth.ts';

/** An agency whose pages hold nothing but links: what its 28 items are worth stands in the files. */
export async function buildFirstAgency(): Promise<SiteFixture> {
  const agency = { name: 'องค์การบริหารส่วนตำบลทุ่งตัวอย่าง', type: 'sao' as const };
  return { name: 'documents-first', agency, routes: buildSite(agency.name, index, await makeFiles()), truth };
}

/** The rows of the index page: code, title, and the files with the words of their links. */
const index: readonly IndexRow[] = [
  ['O1', 'โครงสร้าง อำนาจหน้าที่', [['structure.pdf', 'รายละเอียด']]],
  ['O2', 'ข้อมูลผู้บริหาร', [['executives.pdf', 'รายละเอียด']]],
  ['O3', 'ข้อมูลการติดต่อและช่องทางการถาม - ตอบ', [['contact.pdf', 'รายละเอียด']]],
  ['O4', 'ข่าวประชาสัมพันธ์', newsletters.map(([month]) => [`news-${month}.pdf`, `จดหมายข่าว ${month}`] as const)],
  ['O5', 'แผนพัฒนาท้องถิ่น (พ.ศ. 2566 - 2570)', [['development-plan.pdf', 'รายละเอียด']]],
  [
    'O6',
    'แผนและความก้าวหน้าในการดำเนินงานและการใช้งบประมาณประจำปี 2568',
    [
      ['action-plan-2568.pdf', 'แผนการดำเนินงาน'],
      ['progress-6m-2568.xlsx', 'รายงานความก้าวหน้า รอบ 6 เดือน'],
    ],
  ],
  ['O7', 'รายงานผลการดำเนินงานประจำปี 2567', [['annual-report.pdf', 'รายละเอียด']]],
  ['O8', 'คู่มือการปฏิบัติงานของเจ้าหน้าที่', [['manuals.zip', 'ดาวน์โหลดทั้งหมด (zip)']]],
  ['O9', 'คู่มือสำหรับประชาชน', [['citizen-manual.docx', 'รายละเอียด']]],
  ['O10', 'E-Service', [['e-service-guide.pdf', 'รายละเอียด']]],
  ['O11', 'ข้อมูลสถิติการให้บริการ ปี 2567', [['statistics-2567.xls', 'รายละเอียด']]],
  ['O12', 'รายการจัดซื้อจัดจ้างและความก้าวหน้าการจัดซื้อจัดจ้าง ปี 2568', [['ita-o12.pdf', 'รายละเอียด']]],
  ['O13', 'รายงานผลการจัดซื้อจัดจ้างประจำปี 2567', [['ITA_68_o13.xlsx', 'รายละเอียด']]],
  ['O14', 'แผนการบริหารและพัฒนาทรัพยากรบุคคล ปี 2568', [['hr-plan-2568.doc', 'รายละเอียด']]],
  ['O15', 'รายงานผลการบริหารและพัฒนาทรัพยากรบุคคลประจำปี 2567', [['hr-report-2567.pdf', 'รายละเอียด']]],
  ['O16', 'ประมวลจริยธรรมและการขับเคลื่อนจริยธรรม', [['ethics.pdf', 'รายละเอียด']]],
  ['O17', 'แนวปฏิบัติการจัดการเรื่องร้องเรียนการทุจริตและประพฤติมิชอบ', [['complaint-guide.docx', 'รายละเอียด']]],
  ['O18', 'ช่องทางแจ้งเรื่องร้องเรียนการทุจริตและประพฤติมิชอบ', [['complaint-channel.pdf', 'รายละเอียด']]],
  ['O19', 'ข้อมูลสถิติเรื่องร้องเรียนการทุจริตและประพฤติมิชอบ ปี 2567', [['complaint-statistics.pdf', 'รายละเอียด']]],
  ['O20', 'การเปิดโอกาสให้เกิดการมีส่วนร่วม ปี 2568', [['participation.pdf', 'รายละเอียด']]],
  [
    'O21',
    'ประกาศเจตนารมณ์นโยบาย No Gift Policy ปี 2568',
    [
      ['no-gift.png', 'ประกาศเจตนารมณ์'],
      ['no-gift-culture.pdf', 'การสร้างวัฒนธรรม'],
    ],
  ],
  ['O22', 'รายงานการรับทรัพย์สินหรือประโยชน์อื่นใดโดยธรรมจรรยา ปี 2567', [['gift-report.pdf', 'รายละเอียด']]],
  ['O23', 'การประเมินความเสี่ยงการให้หรือรับสินบน ปี 2568', [['bribery-risk.pdf', 'รายละเอียด']]],
  ['O24', 'รายงานผลการดำเนินการเพื่อจัดการความเสี่ยงการทุจริต ปี 2567', [['risk-report.pdf', 'รายละเอียด']]],
  ['O25', 'แผนปฏิบัติการป้องกันการทุจริต', [['corruption-plan.pdf', 'รายละเอียด']]],
  ['O26', 'รายงานผลการดำเนินการป้องกันการทุจริตประจำปี 2567', [['corruption-report.pdf', 'รายละเอียด']]],
  ['O27', 'มาตรการส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน ปี 2568', [['integrity-measures.pdf', 'รายละเอียด']]],
  [
    'O28',
    'รายงานผลการดำเนินการเพื่อส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน ปี 2567',
    [['integrity-measures.pdf', 'รายละเอียด']],
  ],
];

async function makeFiles(): Promise<Map<string, Uint8Array>> {
  const faces = readFaces();
  const damaged = await makePdf(corruptionPlan, faces);
  const files = new Map<string, Uint8Array>([
    ['progress-6m-2568.xlsx', await makeXlsx('ความก้าวหน้า', sixMonthRows)],
    [
      'manuals.zip',
      makeZip([
        ['คู่มือ/1 กองช่าง.docx', makeDocx(manualPermit)],
        ['คู่มือ/2 กองคลัง.pdf', await makePdf(manualFinance, faces)],
      ]),
    ],
    ['citizen-manual.docx', makeDocx(citizenManual)],
    ['statistics-2567.xls', makeXls('สถิติ', statisticsRows)],
    ['ITA_68_o13.xlsx', await makeXlsx('ITA-o13', procurementRows2567)],
    ['hr-plan-2568.doc', await readCommitted('hr-plan-2568.doc')],
    ['complaint-guide.docx', makeDocx(complaintGuide)],
    ['no-gift.png', makePng(noGiftDeclaration, faces)],
    ['gift-report.pdf', await makeScanPdf(giftReport, faces)],
    ['risk-report.pdf', await readCommitted('encrypted.pdf')],
    ['corruption-plan.pdf', damaged.subarray(0, Math.floor(damaged.length / 3))],
    ['corruption-report.pdf', new TextEncoder().encode(missingFilePage)],
  ]);
  for (const [name, source] of [
    ['structure.pdf', structure],
    ['executives.pdf', executives],
    ['contact.pdf', contact],
    ...newsletters.map(([month, source]) => [`news-${month}.pdf`, source] as const),
    ['development-plan.pdf', developmentPlan],
    ['action-plan-2568.pdf', actionPlan],
    ['annual-report.pdf', annualReport2566],
    ['e-service-guide.pdf', eServiceGuide],
    ['ita-o12.pdf', procurementPlan2568],
    ['hr-report-2567.pdf', hrPlan2567],
    ['ethics.pdf', ethics],
    ['complaint-channel.pdf', complaintChannel],
    ['complaint-statistics.pdf', complaintStatistics],
    ['participation.pdf', participationCover],
    ['no-gift-culture.pdf', noGiftCulture],
    ['bribery-risk.pdf', briberyRisk],
    ['integrity-measures.pdf', integrityMeasures],
  ] as const) {
    files.set(name, await makePdf(source, faces));
  }
  return files;
}

/** What a content system sends with status 200 and the type of a PDF when the upload is gone. */
const missingFilePage = `<!DOCTYPE html><html lang="th"><head><meta charset="utf-8"><title>ไม่พบไฟล์</title></head>
<body><h1>ไม่พบไฟล์ที่ท่านต้องการ</h1><p>ไฟล์นี้อาจถูกลบหรือย้ายไปแล้ว</p></body></html>`;
