import { disclaimer, writeScoreRange, yearLine } from '../../result/sentences.ts';
import type { Result, ResultItem } from '../../result/schema.ts';
import { groupFixesByUnit, rankFixes, type UnitTasks } from '../fixes.ts';
import { agencyTitle, asOfWords, wantWords } from '../format.ts';
import { actionText, firstFixes } from './fixes.ts';
import { gainText, itemName, verdictBadge, verdictWord } from './parts.ts';
import { gradeLines, rangeBar, scoreFigure, tally } from './score.ts';
import { type Html, html, siteText, t, urlLink, write } from './tag.ts';

function signature(role: Html): Html {
  const line = html`<span class="rule"></span>`;
  return html`<div class="signature"><p>${role} ${line}</p><p>(${line})</p><p>${t('ตำแหน่ง', 'Position')} ${line}</p><p>${t('วันที่', 'Date')} ${line}</p></div>`;
}

function sheetHead(result: Result, kind: Html): Html {
  return html`<p class="sheet-kind">${kind}</p><p class="sheet-agency">${siteText(agencyTitle(result), 120)} <span class="muted">${t('ข้อมูล ณ', 'as of')} ${write(asOfWords(result))} · ${t('เกณฑ์ปี', 'criteria of')} ${result.checklist.fiscalYear}</span></p>`;
}

/** First printed page, for the head of the agency. */
function leaderSheet(result: Result): Html {
  const { score } = result;
  const year = yearLine(result.run.asOfFiscalYear, result.checklist.fiscalYear);
  const fixes = rankFixes(result).slice(0, firstFixes);
  const rows = fixes.map(
    (item) =>
      html`<tr><th scope="row">${item.code}</th><td><strong>${itemName(item)}</strong> ${verdictWord(item)}<br><span class="clamp">${actionText(item)}</span></td><td class="unit-cell">${t(item.responsibleUnitTh, item.responsibleUnitEn)}</td><td class="number">${gainText(item) ?? '–'}</td></tr>`,
  );
  return html`<section class="sheet">${year !== null && html`<p class="year-line">${write(year)}</p>`}${sheetHead(result, t('สรุปสำหรับผู้บริหาร · ความพร้อม OIT', 'Summary for the head of the agency · OIT readiness'))}
    ${score !== null && html`${scoreFigure(score)}${rangeBar(score)}${gradeLines(score)}`}
    ${!result.site.reachable && html`<p><strong>${t('เปิดเว็บไซต์ไม่ได้ จึงยังไม่ได้ตรวจ', 'The site could not be opened; nothing was checked.')}</strong> ${t(result.site.problemTh ?? '', result.site.problemEn ?? '')}</p>`}
    ${tally(result)}
    ${rows.length > 0 && result.site.reachable && html`<h2>${t(`${rows.length} เรื่องแรกที่ควรแก้หรือเปิดดู`, `The first ${rows.length} to fix or to look at`)}</h2><table><thead><tr><th scope="col">${t('ข้อ', 'Item')}</th><th scope="col">${t('เรื่องและสิ่งที่ควรทำ', 'Name and what to do')}</th><th scope="col">${t('หน่วยที่รับผิดชอบ', 'Responsible unit')}</th><th scope="col" class="number">${t('อาจได้คืน', 'May bring')}</th></tr></thead><tbody>${rows}</tbody></table>`}
    <div class="signatures">${signature(t('ผู้จัดทำ', 'Prepared by'))}${signature(t('ผู้สอบทาน', 'Reviewed by'))}</div></section>`;
}

function taskRow(item: ResultItem): Html {
  const evidence = item.evidence[0];
  return html`<tr><th scope="row">${item.code}</th><td><strong>${itemName(item)}</strong><br>${write(wantWords(item))} · ${t(item.responsibleUnitTh, item.responsibleUnitEn)}<br>${verdictBadge(item.effective.verdict)}
    ${item.reasons.map((reason) => html`<p>${t(reason.messageTh, reason.messageEn)}</p>`)}<p>${actionText(item)}</p>${evidence !== undefined && html`<p class="address">${urlLink(evidence.url, 110)}</p>`}</td><td class="number">${gainText(item) ?? '–'}</td><td class="hand"></td><td class="hand"></td></tr>`;
}

/** One sheet that a unit can be handed. */
function unitSheet(result: Result, tasks: UnitTasks): Html {
  return html`<section class="sheet">${sheetHead(result, t('ใบงานของหน่วยที่รับผิดชอบ', 'Task sheet of the responsible unit'))}<h2>${write(tasks.unit)}</h2>
    <table><thead><tr><th scope="col">${t('ข้อ', 'Item')}</th><th scope="col">${t('สิ่งที่เห็นและสิ่งที่ควรทำ', 'What was seen and what to do')}</th><th scope="col" class="number">${t('อาจได้คืน', 'May bring')}</th><th scope="col">${t('ผู้รับผิดชอบ / กำหนดเสร็จ', 'Who / by when')}</th><th scope="col">${t('ผลการแก้ไข', 'Done')}</th></tr></thead><tbody>${tasks.items.map(taskRow)}</tbody></table></section>`;
}

/** What is printed before the annex: the head's page, then a sheet per unit. Not shown on the screen. */
export function printSheets(result: Result): Html {
  const units = result.site.reachable ? groupFixesByUnit(result) : [];
  return html`<div class="print-only">${leaderSheet(result)}${units.map((tasks) => unitSheet(result, tasks))}</div>`;
}

/** Foot of every printed page. */
export function printFoot(result: Result): Html {
  const range =
    result.score === null ? null : html`OIT ${writeScoreRange(result.score.low, result.score.high)} · `;
  return html`<div class="print-foot print-only">${range}${write(disclaimer(result.run.finishedAt, result.checklist.fiscalYear))}</div>`;
}
