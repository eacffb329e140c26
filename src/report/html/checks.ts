import { outcomeWords } from '../../result/sentences.ts';
import type { Result } from '../../result/schema.ts';
import { writeProblemKind } from '../labels.ts';
import { foundIcon } from './icons.ts';
import { cell, itemLink, section } from './parts.ts';
import { type Html, html, t, urlLink, write } from './tag.ts';

/** The result file has them all; a page of thousands of dead links helps nobody. */
const maxProblems = 200;

function foundText(found: boolean | null): Html {
  if (found === null) return t('บอกไม่ได้', 'could not tell');
  return found ? t('พบแล้ว', 'found') : t('ยังไม่พบ', 'not found yet');
}

/** Checks outside the items: EIT code, HTTPS and the like. */
export function checksSection(result: Result): Html | null {
  if (result.checks.length === 0) return null;
  const rows = result.checks.map((check) => {
    const state = check.found === null ? 'unknown' : check.found ? 'found' : 'missing';
    return html`<li class="required is-${state}">${foundIcon(check.found)}<span>${t(check.nameTh, check.nameEn)} <span class="state">${foundText(check.found)}</span>${check.url !== null && html`<br>${urlLink(check.url, 120)}`}</span></li>`;
  });
  return section(
    'checks',
    { th: 'สิ่งที่ตรวจเพิ่มนอกข้อ OIT', en: 'Checks beside the items' },
    html`<ul class="requireds card">${rows}</ul>`,
  );
}

/** Dead links and the like, with the items that they may cost. */
export function problemsSection(result: Result): Html | null {
  if (result.problems.length === 0) return null;
  const labels = {
    kind: { th: 'ปัญหา', en: 'Problem' },
    url: { th: 'ลิงก์', en: 'Link' },
    foundOn: { th: 'พบในหน้า', en: 'Found on' },
    affects: { th: 'เกี่ยวกับข้อ', en: 'Items' },
  };
  const rows = result.problems.slice(0, maxProblems).map((problem) => {
    const outcome =
      problem.outcome !== null &&
      html`<br><span class="muted">${write(outcomeWords[problem.outcome])}${problem.httpStatus !== null && ` (HTTP ${problem.httpStatus})`}</span>`;
    const affects = problem.affects.map((code) => html`${itemLink({ code })} `);
    return html`<tr>${cell(labels.kind, html`${write(writeProblemKind(problem.kind))}${outcome}`)}${cell(labels.url, urlLink(problem.url, 120), 'wide')}${cell(labels.foundOn, problem.foundOn === null ? null : urlLink(problem.foundOn, 100), 'wide')}${cell(labels.affects, affects.length === 0 ? null : html`${affects}`)}</tr>`;
  });
  const rest = result.problems.length - maxProblems;
  return section(
    'problems',
    { th: 'ลิงก์เสียและปัญหาของเว็บไซต์', en: 'Dead links and problems of the site' },
    html`<table class="stack"><caption class="off-screen">${t('ลิงก์เสียและปัญหา', 'Dead links and problems')}</caption><thead><tr>${Object.values(labels).map((label) => html`<th scope="col">${write(label)}</th>`)}</tr></thead><tbody>${rows}</tbody></table>${rest > 0 && html`<p class="muted">${t(`และอีก ${rest} รายการใน result.json`, `and ${rest} more in result.json`)}</p>`}`,
  );
}
