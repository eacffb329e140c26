import type { ReasonCode } from '../result/vocabulary.ts';
import { type Words, verdictWords } from '../result/words.ts';
import type { CellState } from './cell-state.ts';
import type { AgencyView, Group } from './schema.ts';
import type { Standing } from './standing.ts';

/** What stands in a cell beside its colour: the points, or why there are none. */
export const cellMarks: Readonly<Record<CellState, string>> = {
  pass: '1',
  partial: '½',
  fail: '0',
  look: '?',
  unseen: '–',
  'not-applicable': '·',
  absent: '',
};

export const cellWords: Readonly<Record<CellState, Words>> = {
  pass: verdictWords.pass,
  partial: verdictWords.partial,
  fail: verdictWords.fail,
  look: { th: 'ต้องให้คนเปิดดู', en: 'A person has to look' },
  unseen: { th: 'เครื่องเปิดดูไม่ได้', en: 'Could not look' },
  'not-applicable': verdictWords['not-applicable'],
  absent: { th: 'ไม่ได้ตรวจข้อนี้', en: 'Not checked' },
};

/** The same where there is little room. */
export const shortCellWords: Readonly<Record<CellState, Words>> = {
  pass: { th: 'ได้', en: 'full' },
  partial: { th: 'บางส่วน', en: 'part' },
  fail: { th: 'ยังไม่ได้', en: 'not yet' },
  look: { th: 'ต้องเปิดดู', en: 'look' },
  unseen: { th: 'เครื่องดูไม่ได้', en: 'unseen' },
  'not-applicable': { th: 'ไม่ใช้', en: 'n/a' },
  absent: { th: 'ไม่ได้ตรวจ', en: 'not checked' },
};

export const viewWords: Readonly<Record<AgencyView, Words>> = {
  looked: { th: 'เปิดได้', en: 'opened' },
  unreachable: { th: 'เปิดเว็บไซต์ไม่สำเร็จ', en: 'the site could not be opened' },
  unseen: { th: 'เปิดได้ แต่ดูข้อมูลไม่ได้เลย', en: 'opened, but nothing could be looked at' },
  'no-result': { th: 'ยังไม่มีผลตรวจ', en: 'no result yet' },
};

/** Beside the median of all: ranges that overlap count as equal. */
export const standingWords: Readonly<Record<Standing, Words>> = {
  below: { th: 'ต่ำกว่าค่ากลาง', en: 'below the median' },
  level: { th: 'ใกล้เคียงค่ากลาง', en: 'level with the median' },
  above: { th: 'สูงกว่าค่ากลาง', en: 'above the median' },
};

/** Of a later score beside an earlier one. */
export const changeWords: Readonly<Record<Standing, Words>> = {
  below: { th: 'ลดลง', en: 'lower' },
  level: { th: 'ยังบอกไม่ได้ว่าต่าง (ช่วงทับกัน)', en: 'no telling (ranges overlap)' },
  above: { th: 'ดีขึ้น', en: 'higher' },
};

export const groupWords: Readonly<Record<Group['by'], Words>> = {
  type: { th: 'ประเภท', en: 'Type' },
  province: { th: 'จังหวัด', en: 'Province' },
  district: { th: 'อำเภอ', en: 'District' },
  tag: { th: 'กลุ่ม', en: 'Tag' },
};

/** Reasons in a few words, to be counted; the sentences of a report say what to do. */
export const causeLabels: Readonly<Record<ReasonCode, Words>> = {
  'not-found': { th: 'ยังไม่พบ', en: 'not found yet' },
  'not-searched': { th: 'ยังดูไม่ทั่ว', en: 'not searched throughout' },
  unreachable: { th: 'เปิดไม่สำเร็จ', en: 'could not be opened' },
  'soft-404': { th: 'หน้าแจ้งว่าไม่พบข้อมูล', en: 'page says “not found”' },
  'login-required': { th: 'ต้องเข้าสู่ระบบ', en: 'asks for a login' },
  blocked: { th: 'ไม่ให้โปรแกรมอ่าน', en: 'programs are turned away' },
  'wrong-year': { th: 'ไม่ตรงปี', en: 'another year' },
  'year-unclear': { th: 'ไม่ระบุปี', en: 'no year named' },
  'not-due-yet': { th: 'ยังไม่ครบกำหนด', en: 'not due yet' },
  'out-of-date': { th: 'ไม่เป็นปัจจุบัน', en: 'out of date' },
  'missing-element': { th: 'องค์ประกอบไม่ครบ', en: 'parts missing' },
  empty: { th: 'มีหัวข้อ ไม่มีเนื้อหา', en: 'heading without content' },
  'wrong-kind': { th: 'เอกสารคนละประเภท', en: 'another kind of document' },
  'wrong-format': { th: 'รูปแบบไฟล์', en: 'file format' },
  'wrong-owner': { th: 'อาจเป็นของหน่วยงานอื่น', en: 'perhaps another agency’s' },
  'off-site': { th: 'ไฟล์อยู่นอกเว็บไซต์หลัก', en: 'outside the main site' },
  'not-on-menu': { th: 'ไม่มีทางเข้าจากเมนู', en: 'not on the menu' },
  unreadable: { th: 'ไฟล์อ่านไม่ได้', en: 'file cannot be read' },
  reused: { th: 'ใช้ไฟล์ซ้ำ', en: 'file used twice' },
  'declared-url-differs': { th: 'ลิงก์ที่กรอกไม่ตรง', en: 'declared link differs' },
  'low-confidence': { th: 'หลักฐานไม่พอ', en: 'not enough evidence' },
  'needs-a-person': { th: 'ต้องลองใช้งานจริง', en: 'to be tried in use' },
  overridden: { th: 'เจ้าหน้าที่ปรับผล', en: 'changed by a person' },
};
