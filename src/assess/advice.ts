import type { ChecklistItem } from '../checklist/schema.ts';
import type { ElementFinding } from '../judge/elements.ts';
import type { JudgedItem } from '../judge/item.ts';
import { reasonSentence } from '../result/sentences.ts';
import { titleOf } from './evidence.ts';

/** A title longer than this is quoted in part; the evidence has it whole. */
const maxTitleChars = 90;

/**
 * What to do about an item, in one or two lines: where something was found, what it is and what is open about it; on
 * the last line the checklist's advice with the unit that does it.
 */
export function writeAdvice(item: ChecklistItem, judged: JudgedItem): { th: string; en: string } {
  if (judged.verdict === 'pass') {
    return {
      th: 'พบครบแล้ว รักษาลิงก์ให้เปิดได้ตลอดช่วงประเมิน',
      en: 'Everything was found: keep the link working throughout the assessment.',
    };
  }
  const found = describeFound(judged);
  const code = judged.causes[0]?.code;
  const isOpen = judged.verdict === 'review' && (code === 'low-confidence' || code === 'unreadable');
  const th = `${isOpen ? 'ถ้ายังไม่ครบ: ' : ''}${nameUnit(item.adviceTh, item.responsibleUnitTh)}`;
  const en = `${isOpen ? 'If anything is lacking: ' : ''}${nameUnit(item.adviceEn, item.responsibleUnitEn)}`;
  if (found === null) return { th, en };
  return { th: `${found.th}\n${th}`, en: `${found.en}\n${en}` };
}

function describeFound(judged: JudgedItem): { th: string; en: string } | null {
  const title = judged.chosen === null ? null : titleOf(judged.chosen.candidate);
  if (title === null) return null;
  const quoted = `“${title.length > maxTitleChars ? `${title.slice(0, maxTitleChars - 1).trimEnd()}…` : title}”`;
  const th = `พบ ${quoted}`;
  const en = `Found ${quoted}`;
  const first = judged.causes[0];
  if (first === undefined) return { th, en };
  const missing = judged.elements.filter(isMissing);
  const open = judged.elements.filter(({ element, found }) => found === null && element.strict);
  if (first.code === 'missing-element' && missing.length > 0) {
    return {
      th: `${th} แต่ยังไม่พบ: ${missing.map(nameMissingTh).join(' · ')}`,
      en: `${en}, but not in it: ${missing.map(nameMissingEn).join(' · ')}.`,
    };
  }
  if (first.code === 'low-confidence' && open.length > 0) {
    return {
      th: `${th} โปรดเปิดดูว่ามี: ${open.map(({ element }) => element.nameTh).join(' · ')}`,
      en: `${en}. Please open it and look for: ${open.map(({ element }) => element.nameEn).join(' · ')}.`,
    };
  }
  if (first.code === 'unreadable' && open.length > 0) {
    const sentence = reasonSentence(first.code, first.facts);
    return {
      th: `${quoted}: ${sentence.th} ดูว่ามี: ${open.map(({ element }) => element.nameTh).join(' · ')}`,
      en: `${quoted}: ${sentence.en} Look for: ${open.map(({ element }) => element.nameEn).join(' · ')}.`,
    };
  }
  if (first.code === 'wrong-kind') {
    return {
      th: `${th} แต่เป็นเอกสารคนละประเภทกับที่ข้อนี้ขอ`,
      en: `${en}, which is of another kind than this item asks for.`,
    };
  }
  const sentence = reasonSentence(first.code, { ...first.facts, quote: undefined, label: undefined });
  return { th: `${quoted}: ${sentence.th}`, en: `${quoted}: ${sentence.en}` };
}

function isMissing({ element, found }: ElementFinding): boolean {
  return found === false && (element.strict || element.partOf !== undefined);
}

function nameMissingTh({ element, count }: ElementFinding): string {
  if (count === null || count.complete >= count.people) return element.nameTh;
  return `${element.nameTh} (ครบ ${count.complete} จาก ${count.people} คน)`;
}

function nameMissingEn({ element, count }: ElementFinding): string {
  if (count === null || count.complete >= count.people) return element.nameEn;
  return `${element.nameEn} (${count.complete} of ${count.people} people)`;
}

/** Most of a checklist's advice ends with who does it; one unit in brackets is enough. */
function nameUnit(advice: string, unit: string): string {
  const named = /\(([^()\s]+)[^()]*\)$/.exec(advice)?.[1];
  return named !== undefined && unit.includes(named) ? advice : `${advice} (${unit})`;
}
