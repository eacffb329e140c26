import { verdictWords } from '../../result/sentences.ts';
import type { Result, ResultItem } from '../../result/schema.ts';
import { groupFixesByUnit, rankFixes, verdictOf } from '../fixes.ts';
import { verdictIcons } from './icons.ts';
import { gainText, itemLink, itemName, section } from './parts.ts';
import { type Html, html, t, write } from './tag.ts';

/** How many fixes the head of the agency is shown. */
export const firstFixes = 5;

/** What to do about an item: its advice, else its first reason. */
export function adviceText(item: ResultItem): Html | null {
  if (item.adviceTh !== '') return t(item.adviceTh, item.adviceEn);
  const reason = item.reasons[0];
  return reason === undefined ? null : t(reason.messageTh, reason.messageEn);
}

function fixEntry(item: ResultItem): Html {
  const verdict = verdictOf(item);
  return html`<li class="fix v-${verdict}"><p class="fix-head">${itemLink(item)} <strong>${itemName(item)}</strong></p>
    <p class="fix-meta"><span class="word">${verdictIcons[verdict]}${write(verdictWords[verdict])}</span> ${gainText(item)}</p><p>${adviceText(item)}</p></li>`;
}

/** Everything left to do, by responsible unit, the most worthwhile first. */
export function fixesSection(result: Result): Html | null {
  const units = groupFixesByUnit(result);
  const heading = { th: 'ควรแก้อะไรก่อน', en: 'What to fix first' };
  if (!result.site.reachable) return null;
  if (units.length === 0) {
    return section(
      'fixes',
      heading,
      html`<p>${t('ไม่มีข้อที่ต้องแก้ในตอนนี้ โปรดเปิดดูหลักฐานของแต่ละข้อก่อนยื่น', 'Nothing to fix for now. Open each item’s evidence before filing.')}</p>`,
    );
  }
  const first = rankFixes(result)
    .slice(0, 3)
    .map((item) => html`<li>${itemLink(item)} ${itemName(item)} ${gainText(item)}</li>`);
  const blocks = units.map(
    ({ unit, items }) =>
      html`<div class="unit"><h3>${write(unit)} <span class="muted">${t(`${items.length} ข้อ`, `${items.length} item${items.length === 1 ? '' : 's'}`)}</span></h3><ol class="fixes">${items.map(fixEntry)}</ol></div>`,
  );
  return section(
    'fixes',
    heading,
    html`${result.score !== null && html`<p class="lead">${t('เรียงตามคะแนน OIT ที่อาจได้คืน (ช่วงตามวิธีคำนวณที่เป็นไปได้) แยกตามหน่วยที่รับผิดชอบ', 'Ranked by the OIT points that each may bring (a range over the possible rules), by responsible unit.')}</p>`}<div class="first"><p>${t('สามข้อแรก', 'First three')}</p><ol>${first}</ol></div>${blocks}`,
  );
}
