import type { ChecklistItem } from '../checklist/schema.ts';
import type { JudgedItem } from '../judge/item.ts';
import { titleOf } from './evidence.ts';

/** What to do about an item: what was found, what is open, the checklist's advice, who does it. */
export function writeAdvice(item: ChecklistItem, judged: JudgedItem): { th: string; en: string } {
  if (judged.verdict === 'pass') {
    return {
      th: 'พบครบแล้ว รักษาลิงก์ให้เปิดได้ตลอดช่วงประเมิน',
      en: 'Everything was found: keep the link working throughout the assessment.',
    };
  }
  const title = judged.chosen === null ? null : titleOf(judged.chosen.candidate);
  const people = judged.elements.find((finding) => finding.count !== null)?.count ?? null;
  const missing = judged.elements.filter(({ element, found }) => found === false && element.strict);
  const open = judged.elements.filter(({ element, found }) => found === null && element.strict);
  const th: string[] = [];
  const en: string[] = [];
  if (title !== null) {
    th.push(`พบ “${title}”`);
    en.push(`Found “${title}”.`);
  }
  if (people !== null) {
    th.push(`แสดงครบ ${people.complete} จาก ${people.people} ตำแหน่ง`);
    en.push(`${people.complete} of ${people.people} posts are complete.`);
  }
  if (missing.length > 0 && judged.chosen !== null) {
    th.push(`ยังไม่พบ: ${missing.map(({ element }) => element.nameTh).join(' · ')}`);
    en.push(`Not found: ${missing.map(({ element }) => element.nameEn).join(' · ')}.`);
  }
  if (open.length > 0) {
    th.push(`โปรดเปิดดูเอง: ${open.map(({ element }) => element.nameTh).join(' · ')}`);
    en.push(`Please look yourself: ${open.map(({ element }) => element.nameEn).join(' · ')}.`);
  }
  th.push(item.adviceTh, `(${item.responsibleUnitTh})`);
  en.push(item.adviceEn, `(${item.responsibleUnitEn})`);
  return { th: th.join(' '), en: en.join(' ') };
}
