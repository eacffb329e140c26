import type { DocumentProblem } from '../snapshot/document-facts.ts';
import { writeDay } from './dates.ts';
import { writeUnreadable } from './unreadable.ts';
import { outcomeWords, stopCauseSentences, verdictWords, type Words } from './words.ts';
import { stopCauses, type Outcome, type ReasonCode, type StopCause, type Verdict } from './vocabulary.ts';

export {
  disclaimer,
  gradeLine,
  type GradeLineInput,
  writeScore,
  writeScoreRange,
  yearLine,
} from './lines.ts';
export {
  confidenceWords,
  outcomeSentences,
  outcomeWords,
  stopCauseSentences,
  verdictWords,
  type Words,
} from './words.ts';

/** What a reason speaks of. Every field may be absent: the sentence then leaves that part out. */
export interface ReasonFacts {
  /** pages looked at */
  pages?: number | undefined;
  /** documents read */
  documents?: number | undefined;
  /** times that an address was tried */
  attempts?: number | undefined;
  outcome?: Outcome | undefined;
  elementsTh?: string[] | undefined;
  elementsEn?: string[] | undefined;
  /** Buddhist fiscal years */
  foundYears?: number[] | undefined;
  /** Buddhist fiscal year */
  wantYear?: number | undefined;
  /** words of the page that a year was read from */
  quote?: string | undefined;
  /** words of the link, where they say another year than what it leads to */
  label?: string | undefined;
  /** why a document could not be read */
  problem?: DocumentProblem | undefined;
  /** pages of it that nobody read */
  unreadPages?: number | undefined;
  /** ISO day */
  dueDate?: string | undefined;
  /** kinds of file found: pdf, image, … */
  formats?: string[] | undefined;
  host?: string | undefined;
  /** codes of other items that the same file answers */
  otherItems?: string[] | undefined;
  /** what ended the search: a stop cause, or words */
  budget?: string | undefined;
  /** who overrode a verdict, when (ISO day), to what and why */
  by?: string | undefined;
  on?: string | undefined;
  verdict?: Verdict | undefined;
  reason?: string | undefined;
  /** the agency declares that it has none */
  declaredNone?: boolean | undefined;
  /** who signs as head, where another is shown */
  otherHead?: string | undefined;
  /** the checklist's own words for why a person has to look */
  statedBecauseTh?: string | undefined;
  statedBecauseEn?: string | undefined;
}

const join = (parts: readonly string[] | undefined, separator = ', '): string =>
  (parts ?? []).filter((part) => part !== '').join(separator);

const clip = (text: string, maxCharacters: number): string =>
  text.length <= maxCharacters ? text : `${text.slice(0, maxCharacters - 1).trimEnd()}…`;

/** "อื่น" and "other" stand for a kind of file that has no name of its own here. */
const formatWords: Readonly<Record<string, Words>> = {
  pdf: { th: 'PDF', en: 'PDF' },
  image: { th: 'ภาพ', en: 'images' },
  html: { th: 'หน้าเว็บ', en: 'web pages' },
  doc: { th: 'Word', en: 'Word' },
  docx: { th: 'Word', en: 'Word' },
  xls: { th: 'Excel', en: 'Excel' },
  xlsx: { th: 'Excel', en: 'Excel' },
  pptx: { th: 'PowerPoint', en: 'PowerPoint' },
};

const writeFormats = (formats: readonly string[] | undefined, language: 'th' | 'en'): string =>
  join([...new Set((formats ?? []).map((format) => formatWords[format]?.[language] ?? format))], '/');

function writeBudget(budget: string | undefined): Words {
  if (budget === undefined || budget === '') return { th: '', en: '' };
  const cause = stopCauses.find((name: StopCause) => name === budget);
  const words = cause === undefined ? { th: budget, en: budget } : stopCauseSentences[cause];
  return { th: ` (${words.th})`, en: ` (${words.en.replace(/\.$/, '')})` };
}

function writeSearched({ pages, documents }: ReasonFacts): Words {
  if (pages === undefined) return { th: '', en: '' };
  return {
    th: ` ดูแล้ว ${pages} หน้า ${documents ?? 0} ไฟล์`,
    en: ` after looking at ${pages} pages and ${documents ?? 0} files`,
  };
}

function writeWrongYear({ foundYears, wantYear, quote, label }: ReasonFacts): Words {
  const found = join(foundYears?.map(String));
  const seen = quote === undefined || quote === '' ? '' : clip(quote, label === undefined ? 120 : 80);
  const named = label === undefined || label === '' ? '' : clip(label, 60);
  return {
    th: `${found === '' ? 'พบข้อมูลของปีอื่น' : `พบปี ${found}`}${wantYear === undefined ? '' : ` แต่ข้อนี้ใช้ปี ${wantYear}`}${seen === '' ? '' : ` (เห็นจาก “${seen}”${named === '' ? '' : ` ทั้งที่ลิงก์เขียนว่า “${named}”`})`}`,
    en: `${found === '' ? 'Found another year' : `Found year ${found}`}${wantYear === undefined ? '' : `, but this item wants ${wantYear}`}${seen === '' ? '' : ` (seen in “${seen}”${named === '' ? '' : `, though the link says “${named}”`})`}.`,
  };
}

function writeOverridden({ by, on, verdict, reason }: ReasonFacts): Words {
  const day = on === undefined ? undefined : writeDay(on);
  return {
    th: `เจ้าหน้าที่${by === undefined ? '' : ` (${by}) `}ปรับผล${verdict === undefined ? '' : `เป็น “${verdictWords[verdict].th}”`}${day === undefined ? '' : ` เมื่อ ${day.th}`}${reason === undefined ? '' : ` เพราะ ${reason}`}`,
    en: `A person${by === undefined ? '' : ` (${by})`} changed the verdict${verdict === undefined ? '' : ` to “${verdictWords[verdict].en}”`}${day === undefined ? '' : ` on ${day.en}`}${reason === undefined ? '' : `: ${reason}`}.`,
  };
}

/** One writer for every reason: the type makes the table complete. */
const writers: Readonly<Record<ReasonCode, (facts: ReasonFacts) => Words>> = {
  'not-found': (facts) => {
    const searched = writeSearched(facts);
    return {
      th: `ยังไม่พบ${searched.th} ถ้ามีอยู่แล้วโปรดใส่ลิงก์เพื่อตรวจใหม่`,
      en: `Not found yet${searched.en}. If it exists, give its link and check again.`,
    };
  },
  'not-searched': (facts) => {
    const budget = writeBudget(facts.budget);
    return {
      th: `ยังดูไม่ทั่วทั้งเว็บไซต์ จึงสรุปไม่ได้ว่าไม่มี${budget.th}`,
      en: `The site was not searched throughout, so its absence cannot be concluded${budget.en}.`,
    };
  },
  unreachable: (facts) => {
    const cause = facts.outcome === undefined ? undefined : outcomeWords[facts.outcome];
    const th = `เปิดไม่สำเร็จ${facts.attempts === undefined ? '' : ` ${facts.attempts} ครั้ง`}${cause === undefined ? '' : ` (${cause.th})`}`;
    const en = `It could not be opened${facts.attempts === undefined ? '' : ` in ${facts.attempts} attempt${facts.attempts === 1 ? '' : 's'}`}${cause === undefined ? '' : ` (${cause.en})`}`;
    // A page that the server says is not there does not come back by waiting.
    if (facts.outcome === 'http-error') {
      return {
        th: `${th} โปรดแก้ลิงก์หรือนำหน้าเดิมกลับมา`,
        en: `${en}. Repair the link, or put the page back.`,
      };
    }
    return { th: `${th} อาจเป็นเหตุชั่วคราว`, en: `${en}, perhaps only for now.` };
  },
  'soft-404': () => ({
    th: 'ลิงก์เปิดได้ แต่หน้าแจ้งว่าไม่พบข้อมูล',
    en: 'The link opens, but the page says that nothing was found.',
  }),
  'login-required': () => ({
    th: 'ต้องเข้าสู่ระบบหรือขอสิทธิ์ ประชาชนทั่วไปเปิดไม่ได้',
    en: 'It asks for a login or for permission; the public cannot open it.',
  }),
  blocked: () => ({
    th: 'เว็บไซต์ไม่ให้โปรแกรมอ่าน ไม่ได้แปลว่าไม่มีข้อมูล',
    en: 'The site turns programs away; that does not mean that nothing is there.',
  }),
  'wrong-year': writeWrongYear,
  'year-unclear': () => ({
    th: 'ไม่พบปีในเอกสาร โปรดระบุปีงบประมาณในหัวเรื่อง',
    en: 'No year was found in the document. Put the fiscal year into its heading.',
  }),
  'not-due-yet': (facts) => {
    const day = facts.dueDate === undefined ? undefined : writeDay(facts.dueDate);
    return {
      th: day === undefined ? 'ข้อมูลรอบนี้ยังไม่ครบกำหนด' : `ข้อมูลรอบนี้ครบกำหนดหลัง ${day.th}`,
      en:
        day === undefined ? 'This round’s data is not due yet.' : `This round’s data is due after ${day.en}.`,
    };
  },
  'out-of-date': (facts) => {
    if (facts.otherHead !== undefined)
      return {
        th: `ผู้บริหารที่แสดงอาจพ้นจากตำแหน่งแล้ว: ประกาศของปีนี้ลงนามโดย ${facts.otherHead} โปรดตรวจและปรับปรุงให้เป็นปัจจุบัน`,
        en: `Who is shown may have left: this year’s declaration is signed by ${facts.otherHead}. Check it, and bring it up to now.`,
      };
    const years = join(facts.foundYears?.map(String));
    return {
      th: `ข้อมูลอาจไม่เป็นปัจจุบัน${years === '' ? '' : ` (ปีล่าสุดที่พบ ${years})`} โปรดตรวจและปรับปรุงวันที่ให้ตรงกับข้อมูลล่าสุด`,
      en: `It may be out of date${years === '' ? '' : ` (latest year found: ${years})`}. Check it, and bring content and date up to now.`,
    };
  },
  'missing-element': (facts) => ({
    th: `พบเอกสารแล้ว แต่เครื่องยังไม่พบ: ${join(facts.elementsTh) || 'องค์ประกอบบางส่วน'}${facts.statedBecauseTh === undefined ? '' : ` เพราะ${facts.statedBecauseTh}`}`,
    en: `The document was found, but not in it: ${join(facts.elementsEn) || 'some of the required parts'}${facts.statedBecauseEn === undefined ? '' : `, since ${facts.statedBecauseEn}`}.`,
  }),
  empty: () => ({
    th: 'มีหัวข้อ แต่ยังไม่มีเนื้อหาหรือไฟล์',
    en: 'There is a heading, but no content or file below it yet.',
  }),
  'wrong-kind': () => ({
    th: 'พบเรื่องใกล้เคียง แต่เป็นเอกสารคนละประเภทกับที่ข้อนี้ขอ (เช่น เป็นแผนแทนรายงาน กฎหมาย หรือข่าว) โปรดเผยแพร่ฉบับที่ตรงกับข้อ',
    en: 'Something close was found, but of another kind than this item asks for (a plan for a report, a law, a news story). Publish the one that the item names.',
  }),
  'wrong-format': (facts) => ({
    th: `พบเฉพาะ ${writeFormats(facts.formats, 'th') || 'PDF/ภาพ'} ควรมีไฟล์ตารางที่ประมวลผลได้ด้วย`,
    en: `Only ${writeFormats(facts.formats, 'en') || 'PDF/images'} was found; a spreadsheet that a machine can read should stand beside it.`,
  }),
  'wrong-owner': () => ({
    th: 'อาจเป็นข้อมูลของหน่วยงานอื่น โปรดตรวจชื่อ',
    en: 'It may be another agency’s content. Check the name.',
  }),
  'off-site': (facts) => ({
    th: `ไฟล์อยู่${facts.host === undefined ? '' : `ที่ ${facts.host} `}นอกเว็บไซต์หลัก ยังไม่แน่ชัดว่าผู้ตรวจจะนับหรือไม่`,
    en: `The file lies outside the main site${facts.host === undefined ? '' : `, at ${facts.host}`}; it is not settled whether an assessor counts it.`,
  }),
  'not-on-menu': () => ({
    th: 'พบข้อมูลแล้ว แต่ไม่มีทางเข้าจากเมนูหรือหน้าแรก โปรดเพิ่มลิงก์ให้ประชาชนเดินตามเมนูมาถึงได้',
    en: 'It was found, but no menu and no link of the home page leads to it. Add a link so that the public can walk to it.',
  }),
  unreadable: ({ problem, unreadPages, outcome }) =>
    writeUnreadable(problem ?? (outcome === 'too-large' ? outcome : undefined), unreadPages),
  reused: (facts) => {
    const others = join(facts.otherItems);
    return {
      th: `ไฟล์เดียวกับ${others === '' ? 'ปีก่อน' : `ข้อ ${others}`} โปรดยืนยันว่าตั้งใจ`,
      en: `The same file as ${others === '' ? 'another year’s' : `item ${others}`}. Confirm that this is intended.`,
    };
  },
  'declared-url-differs': ({ declaredNone }) =>
    declaredNone === true
      ? {
          th: 'กรอกว่าไม่มี แต่พบข้อมูลที่น่าจะเป็นของข้อนี้บนเว็บไซต์ โปรดเปิดดูและใส่ลิงก์',
          en: 'Declared as not there, but something that looks like it is on the site: open it, and declare its link.',
        }
      : {
          th: 'ลิงก์ที่กรอกไม่ใช่หน้าที่พบข้อมูล',
          en: 'The declared link is not the page on which the information was found.',
        },
  'low-confidence': ({ statedBecauseTh, statedBecauseEn }) => ({
    th: statedBecauseTh === undefined ? 'หลักฐานยังไม่พอให้สรุป' : `${statedBecauseTh} หลักฐานจึงยังไม่พอให้สรุป`,
    en: `The evidence is not enough to conclude${statedBecauseEn === undefined ? '' : `: ${statedBecauseEn}`}.`,
  }),
  'needs-a-person': (facts) => ({
    th: facts.statedBecauseTh ?? 'ข้อนี้ต้องลองใช้งานจริง เครื่องไม่กดส่งแบบฟอร์ม',
    en: facts.statedBecauseEn ?? 'This has to be tried in use; this tool submits no forms.',
  }),
  overridden: writeOverridden,
};

/**
 * What was seen and what to do, for one reason, in both languages. Parts whose facts are absent are
 * left out; the sentence stays whole.
 */
export function reasonSentence(code: ReasonCode, facts: ReasonFacts): Words {
  return writers[code](facts);
}
