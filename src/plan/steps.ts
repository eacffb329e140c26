import type { ResultItem } from '../result/schema.ts';
import type { Words } from '../result/words.ts';
import type { Effort } from './effort.ts';

/** More elements than this are left to the handbook. */
const maxNamed = 8;

/**
 * Steps to suggest for an item: what to do first, where it is published, how it is seen to be done. They name only what
 * the check saw; a person replaces them by what the agency really does.
 */
export function suggestSteps(item: ResultItem, effort: Effort): Words[] {
  const missing = item.required.filter(({ found, strict }) => found === false && strict);
  const open = item.required.filter(({ found, strict }) => found === null && strict);
  return [...firstSteps(item, effort, missing, open), ...publishing(item, effort), recheck];
}

type Element = ResultItem['required'][number];

const recheck: Words = {
  th: 'ตรวจซ้ำด้วยโปรแกรม แล้วให้ผู้รับผิดชอบเปิดลิงก์ดูเองจากเครื่องภายนอกหน่วยงาน',
  en: 'Check again with the program, then open the link yourself from outside the agency’s network.',
};

function firstSteps(
  item: ResultItem,
  effort: Effort,
  missing: readonly Element[],
  open: readonly Element[],
): Words[] {
  switch (effort) {
    case 'look':
      return [
        {
          th: open.length === 0 ? 'เปิดหลักฐานที่เครื่องสรุปไม่ได้' : `เปิดหลักฐานดูว่ามี: ${nameTh(open)}`,
          en:
            open.length === 0
              ? 'Open what the tool could not decide.'
              : `Open the evidence and look for: ${nameEn(open)}.`,
        },
        {
          th: 'ถ้าครบแล้ว ใช้ลิงก์นั้นกรอก ถ้ายังไม่ครบ ให้เพิ่มส่วนที่ขาด',
          en: 'If it is complete, declare that link; if not, add what is lacking.',
        },
      ];
    case 'reach':
      return [
        {
          th: 'แก้ลิงก์หรือสิทธิ์การเข้าถึง ให้ประชาชนเปิดได้โดยไม่ต้องเข้าสู่ระบบ',
          en: 'Mend the link or the access, so that anybody can open it without a login.',
        },
        ...addMissing(missing),
      ];
    case 'form':
      return [
        {
          th: 'จัดทำเนื้อหาเดิมในรูปแบบที่ข้อนี้ใช้ และระบุปีงบประมาณในหัวเรื่อง',
          en: 'Make the same content in the form that this item asks for, with the fiscal year in its heading.',
        },
        ...addMissing(missing),
      ];
    case 'update': {
      const year = item.want.fiscalYear;
      const isYear = item.reasons.some(({ code }) => code === 'wrong-year' || code === 'out-of-date');
      return [
        ...(isYear && year !== null
          ? [{ th: `จัดเตรียมฉบับของปี ${year}`, en: `Prepare the version of ${year}.` }]
          : []),
        ...addMissing(missing),
      ];
    }
    case 'create': {
      const all = item.required.filter(({ strict }) => strict);
      return [
        {
          th: all.length === 0 ? 'จัดทำเนื้อหาของข้อนี้' : `จัดทำเนื้อหาให้มี: ${nameTh(all)}`,
          en: all.length === 0 ? 'Prepare this item’s content.' : `Prepare content with: ${nameEn(all)}.`,
        },
        { th: 'เสนอผู้มีอำนาจเห็นชอบก่อนเผยแพร่', en: 'Have it approved before it is published.' },
      ];
    }
  }
}

function addMissing(missing: readonly Element[]): Words[] {
  if (missing.length === 0) return [];
  return [{ th: `เพิ่มส่วนที่ยังไม่พบ: ${nameTh(missing)}`, en: `Add what was not found: ${nameEn(missing)}.` }];
}

function publishing(item: ResultItem, effort: Effort): Words[] {
  if (effort === 'look' || effort === 'reach') return [];
  return [
    {
      th: `เผยแพร่บนเว็บไซต์หลัก ใต้หัวข้อ ${item.code} ของหน้า OIT`,
      en: `Publish it on the main website, under ${item.code} of the OIT page.`,
    },
  ];
}

function nameTh(elements: readonly Element[]): string {
  const names = elements.slice(0, maxNamed).map((element) => element.nameTh);
  return names.join(' · ') + (elements.length > maxNamed ? ' และอื่น ๆ' : '');
}

function nameEn(elements: readonly Element[]): string {
  const names = elements.slice(0, maxNamed).map((element) => element.nameEn);
  return names.join(' · ') + (elements.length > maxNamed ? ' and others' : '');
}
