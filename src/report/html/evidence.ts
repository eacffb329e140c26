import { writeDayOf } from '../../result/dates.ts';
import { outcomeWords } from '../../result/sentences.ts';
import type { ResultEvidence, ResultItem } from '../../result/schema.ts';
import { readableUrl } from '../clean.ts';
import { writeBytes } from '../format.ts';
import { evidenceRoleWords, writeKind, writePage } from '../labels.ts';
import { foundIcon } from './icons.ts';
import { clickPath } from './parts.ts';
import { type Html, html, link, siteText, t, urlLink, write } from './tag.ts';

/** More than this per item is an archive, not evidence; the result file has them all. */
const maxEvidence = 6;
const maxLooked = 12;

function evidenceFacts(evidence: ResultEvidence): Html {
  const facts: Html[] = [];
  if (evidence.outcome !== 'ok')
    facts.push(
      html`<span class="outcome">${write(outcomeWords[evidence.outcome])}${evidence.httpStatus !== null && evidence.httpStatus >= 400 && ` (HTTP ${evidence.httpStatus})`}</span>`,
    );
  if (evidence.kind !== null) facts.push(write(writeKind(evidence.kind)));
  if (evidence.bytes !== null) facts.push(html`${writeBytes(evidence.bytes)}`);
  if (evidence.fiscalYears.length > 0)
    facts.push(t(`ปี ${evidence.fiscalYears.join(', ')}`, `year ${evidence.fiscalYears.join(', ')}`));
  if (evidence.source === 'declared') facts.push(t('ลิงก์ที่หน่วยงานกรอก', 'declared link'));
  if (evidence.retrievedAt !== null) {
    const day = writeDayOf(evidence.retrievedAt);
    facts.push(t(`เปิดเมื่อ ${day.th}`, `opened ${day.en}`));
  }
  return html`${facts.map((fact) => html`<li>${fact}</li>`)}`;
}

function evidenceEntry(evidence: ResultEvidence): Html {
  const title = evidence.title ?? evidence.linkText ?? readableUrl(evidence.url);
  return html`<li class="evidence role-${evidence.role}"><p class="evidence-title"><span class="role">${write(evidenceRoleWords[evidence.role])}</span> ${link(evidence.url, siteText(title, 140))}</p>
    <ul class="facts">${evidenceFacts(evidence)}</ul>${clickPath(evidence.clickPath)}<p class="address">${urlLink(evidence.url, 140)}</p></li>`;
}

/** The pages and files that speak for an item, best first. */
export function evidenceList(item: ResultItem): Html | null {
  if (item.evidence.length === 0) return null;
  const rest = item.evidence.length - maxEvidence;
  return html`<h4>${t('หลักฐาน', 'Evidence')}</h4><ul class="evidences">${item.evidence.slice(0, maxEvidence).map(evidenceEntry)}</ul>
    ${rest > 0 && html`<p class="muted">${t(`และอีก ${rest} รายการใน result.json`, `and ${rest} more in result.json`)}</p>`}`;
}

const foundWords = (found: boolean | null) => {
  if (found === null) return { th: 'บอกไม่ได้', en: 'could not tell' };
  return found ? { th: 'พบแล้ว', en: 'found' } : { th: 'ยังไม่พบ', en: 'not found yet' };
};

/** Where in its evidence an element was found, with the words: หน้า 3: “…”; a document on the page is named. */
function quoteOf(item: ResultItem, id: string): Html | null {
  for (const [index, evidence] of item.evidence.entries()) {
    const element = evidence.elements.find(
      (one) => one.id === id && one.found === true && (one.quote !== null || one.page !== null),
    );
    if (element === undefined) continue;
    const page = element.page === null ? null : writePage(evidence.kind, element.page);
    const file = index > 0 && evidence.title !== null && html` (${siteText(evidence.title, 60)})`;
    const quote = element.quote !== null && html`“${siteText(element.quote, 110)}”`;
    return html`<span class="quote">${page !== null && write(page)}${page !== null && element.quote !== null && ': '}${quote}${file}</span>`;
  }
  return null;
}

/** What an item has to hold, and which of it was found. */
export function requiredList(item: ResultItem): Html | null {
  if (item.required.length === 0) return null;
  const rows = item.required.map((element) => {
    const state =
      element.found === null ? 'unknown' : element.found ? 'found' : element.strict ? 'missing' : 'soft';
    const inferred = element.confidence !== 'high' && html`<span class="approx">≈</span> `;
    const soft = !element.strict && html` <span class="tag">${t('ควรมี', 'advisable')}</span>`;
    return html`<li class="required is-${state}">${foundIcon(element.found)}<span>${inferred}${t(element.nameTh, element.nameEn)}${soft} <span class="state">${write(foundWords(element.found))}</span>${quoteOf(item, element.id)}</span></li>`;
  });
  return html`<h4>${t('สิ่งที่ข้อนี้ต้องมี', 'What this item has to hold')}</h4><ul class="requireds">${rows}</ul>`;
}

/** Pages that were opened for an item and found wanting. */
export function lookedList(item: ResultItem): Html | null {
  if (item.looked.length === 0) return null;
  const rows = item.looked
    .slice(0, maxLooked)
    .map(
      (looked) =>
        html`<li>${looked.title !== null && html`${siteText(looked.title, 100)}<br>`}${urlLink(looked.url, 120)} <span class="muted">${write(outcomeWords[looked.outcome])}</span></li>`,
    );
  return html`<details><summary>${t(`ที่ดูแล้วแต่ยังไม่ใช่ (${item.looked.length})`, `Where we looked in vain (${item.looked.length})`)}</summary><ul>${rows}</ul></details>`;
}

/** The links that the agency filed for an item, and whether they open. */
export function declaredList(item: ResultItem): Html | null {
  if (item.declared.length === 0) return null;
  const rows = item.declared.map((declared) => {
    const outcome =
      declared.outcome !== null && html` <span class="muted">${write(outcomeWords[declared.outcome])}</span>`;
    const where = declared.where !== null && html`<br>${siteText(declared.where, 160)}`;
    const have = declared.have ? t('แจ้งว่ามี', 'declared: have') : t('แจ้งว่าไม่มี', 'declared: have not');
    const link = declared.url !== null && urlLink(declared.url, 140);
    return html`<li>${have} ${link}${outcome}${where}</li>`;
  });
  return html`<h4>${t('ลิงก์ที่หน่วยงานกรอก', 'Declared links')}</h4><ul>${rows}</ul>`;
}
