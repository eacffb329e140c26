import { outcomeWords, type Words } from '../result/sentences.ts';
import { type AgencyType, type EvidenceRole, outcomes } from '../result/vocabulary.ts';

/** Kinds of agency. */
export const agencyTypeWords: Readonly<Record<AgencyType, Words>> = {
  sao: { th: 'องค์การบริหารส่วนตำบล', en: 'subdistrict administrative organisation' },
  municipality: { th: 'เทศบาล', en: 'municipality' },
  pao: { th: 'องค์การบริหารส่วนจังหวัด', en: 'provincial administrative organisation' },
  'special-local': { th: 'องค์กรปกครองส่วนท้องถิ่นรูปแบบพิเศษ', en: 'special local government' },
  province: { th: 'จังหวัด', en: 'province' },
  department: { th: 'ส่วนราชการระดับกรม', en: 'department' },
  'state-enterprise': { th: 'รัฐวิสาหกิจ', en: 'state enterprise' },
  'public-organisation': { th: 'องค์การมหาชน', en: 'public organisation' },
  university: { th: 'มหาวิทยาลัย', en: 'university' },
  school: { th: 'โรงเรียน', en: 'school' },
  college: { th: 'วิทยาลัย', en: 'college' },
  hospital: { th: 'โรงพยาบาล', en: 'hospital' },
  police: { th: 'สถานีตำรวจ', en: 'police station' },
  court: { th: 'ศาล', en: 'court' },
  other: { th: 'หน่วยงานอื่น', en: 'other agency' },
};

/** What a piece of evidence was to its item. */
export const evidenceRoleWords: Readonly<Record<EvidenceRole, Words>> = {
  accepted: { th: 'หลักฐานที่ใช้', en: 'Evidence used' },
  supporting: { th: 'หลักฐานประกอบ', en: 'Supporting' },
  rejected: { th: 'พบแต่ไม่นับ', en: 'Seen, not counted' },
};

const kindWords: Readonly<Record<string, Words>> = {
  html: { th: 'หน้าเว็บ', en: 'web page' },
  image: { th: 'ภาพ', en: 'image' },
  doc: { th: 'Word', en: 'Word' },
  docx: { th: 'Word', en: 'Word' },
  xls: { th: 'Excel', en: 'Excel' },
  xlsx: { th: 'Excel', en: 'Excel' },
  ppt: { th: 'PowerPoint', en: 'PowerPoint' },
  pptx: { th: 'PowerPoint', en: 'PowerPoint' },
  text: { th: 'ข้อความ', en: 'text' },
  audio: { th: 'เสียง', en: 'audio' },
  video: { th: 'วิดีโอ', en: 'video' },
  binary: { th: 'ไฟล์อื่น', en: 'other file' },
  empty: { th: 'ไฟล์ว่าง', en: 'empty file' },
};

/** A kind of content in words: PDF, Excel, web page. */
export function writeKind(kind: string): Words {
  return kindWords[kind] ?? { th: kind.toUpperCase(), en: kind.toUpperCase() };
}

const sheetKinds = new Set(['xlsx', 'xls', 'ods', 'csv']);

/** A place in a document: page of a PDF, sheet of a workbook, slide, member of an archive. */
export function writePage(kind: string | null, page: number): Words {
  if (kind !== null && sheetKinds.has(kind)) return { th: `แผ่นงานที่ ${page}`, en: `sheet ${page}` };
  if (kind === 'pptx' || kind === 'ppt') return { th: `สไลด์ ${page}`, en: `slide ${page}` };
  if (kind === 'zip') return { th: `ไฟล์ที่ ${page} ใน ZIP`, en: `file ${page} of the archive` };
  return { th: `หน้า ${page}`, en: `page ${page}` };
}

const problemWords: Readonly<Record<string, Words>> = {
  'dead-link': { th: 'ลิงก์เสีย', en: 'Dead link' },
  'unverified-certificate': {
    th: 'ใบรับรองความปลอดภัยตรวจสอบไม่ได้',
    en: 'The certificate does not verify',
  },
  'incomplete-certificate': {
    th: 'ใบรับรองความปลอดภัยส่งมาไม่ครบ ขาดใบรับรองตัวกลาง',
    en: 'The intermediate certificate is missing',
  },
  'not-rendered': {
    th: 'หน้าที่สร้างด้วยสคริปต์ เครื่องยังเห็นไม่ครบ',
    en: 'Built by scripts, not seen in full',
  },
};

/** A kind of site problem in words; unknown kinds as they are. */
export function writeProblemKind(kind: string): Words {
  const outcome = outcomes.find((name) => name === kind);
  return problemWords[kind] ?? (outcome === undefined ? { th: kind, en: kind } : outcomeWords[outcome]);
}
