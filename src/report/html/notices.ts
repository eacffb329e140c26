import { outcomeSentences, stopCauseSentences, yearLine } from '../../result/sentences.ts';
import type { Result } from '../../result/schema.ts';
import { type Html, html, t, urlLink, write } from './tag.ts';

/** First line of the page when today is in another fiscal year than the checklist's. */
export function yearNotice(result: Result): Html | null {
  const line = yearLine(result.run.asOfFiscalYear, result.checklist.fiscalYear);
  return line && html`<p class="year-line">${write(line)}</p>`;
}

/** Why nothing could be checked. */
export function unreachableNotice(result: Result): Html | null {
  const { site } = result;
  if (site.reachable && site.problem === null) return null;
  const sentence =
    site.problem === null ? stopCauseSentences['site-unreachable'] : outcomeSentences[site.problem];
  const words = { th: site.problemTh ?? sentence.th, en: site.problemEn ?? sentence.en };
  const heading = site.reachable
    ? t('เว็บไซต์มีปัญหาที่ควรแก้', 'The site has a problem to repair')
    : t('เปิดเว็บไซต์ไม่ได้ จึงยังไม่ได้ตรวจ', 'The site could not be opened; nothing was checked');
  return html`<div class="notice ${site.reachable ? '' : 'notice-large'}" role="note"><h2>${heading}</h2><p>${urlLink(site.startUrl)}</p><p>${write(words)}</p>
    ${!site.reachable && html`<p>${t('ทุกข้อจึงเป็น “เครื่องสรุปไม่ได้” ไม่ได้แปลว่าหน่วยงานไม่มีข้อมูล แก้แล้วให้ตรวจใหม่', 'Every item is therefore undecided. That does not mean that the agency has nothing: repair this, then check again.')}</p>`}</div>`;
}

/** What was not looked at, and why. */
export function incompleteNotice(result: Result): Html | null {
  const { run } = result;
  if (!run.incomplete || !result.site.reachable) return null;
  return html`<div class="notice" role="note"><h2>${t('ผลนี้ยังไม่ครบ', 'This result is incomplete')}</h2>
    <p>${t(`ยังดูไม่ได้ ${run.couldNotLook.items} ข้อ และเปิดไม่สำเร็จ ${run.couldNotLook.fetches} ครั้ง`, `${run.couldNotLook.items} items could not be looked at; ${run.couldNotLook.fetches} fetches failed.`)} ${write(stopCauseSentences[run.stoppedBy])}</p></div>`;
}
