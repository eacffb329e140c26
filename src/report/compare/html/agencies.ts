import { cellStates } from '../../../compare/cell-state.ts';
import { countStates } from '../../../compare/count-items.ts';
import type { AgencyRow, Overview } from '../../../compare/schema.ts';
import { cellMarks } from '../../../compare/words.ts';
import type { ReportLanguage } from '../../format.ts';
import { safeHref } from '../../clean.ts';
import { type Html, html, siteText } from '../../html/tag.ts';
import {
  expectedOf,
  firstFixes,
  nameOf,
  orderNote,
  rangeOf,
  reachOf,
  roundPoints,
  standingOf,
  sumGains,
  typeOf,
  writePointsRange,
} from '../format.ts';
import type { LinkTo } from '../view-table.ts';
import { legend, rangeBar, stateClass, stateCounts } from './parts.ts';

/** What the page's filters look at, one short record per agency in the page's order; states by their place in the list. */
export function filterData({ agencies }: Overview): unknown[] {
  return agencies.map((row) => ({
    n: nameOf(row),
    k: row.url.includes(row.key) ? '' : row.key,
    u: row.url.replace(/^https?:\/\//, ''),
    t: row.type ?? '',
    p: row.province ?? '',
    d: row.district ?? '',
    g: row.tags,
    e: row.score?.expected ?? null,
    w: row.view === 'looked' ? roundPoints(sumGains(firstFixes(row)).low) : null,
    c: row.cells.map((state) => cellStates.indexOf(state)).join(''),
  }));
}

/** The name of an agency, a link where there is a report of its own. */
export function agencyName(row: AgencyRow, linkTo: LinkTo): Html {
  const href = linkTo(row.folder);
  const name = siteText(nameOf(row), 120);
  return href === null ? name : html`<a href="${href}">${name}</a>`;
}

/** A thousand rows at once are slow to draw: the script shows a hundred, and more when asked. */
function moreRows(lang: ReportLanguage): Html {
  const thai = lang === 'th';
  return html`<p class="pages js-only" data-count="${thai ? 'แสดง {n} จาก {m} แถว' : '{n} of {m} rows'}"><span></span> <button type="button" data-more="step">${thai ? 'แสดงเพิ่ม' : 'show more'}</button> <button type="button" data-more="all">${thai ? 'แสดงทั้งหมด' : 'show all'}</button></p>`;
}

/** Agencies as a list, those to help first. */
export function leagueView({ agencies }: Overview, lang: ReportLanguage, linkTo: LinkTo): Html {
  const thai = lang === 'th';
  const rows = agencies.map((row, index) => row.view === 'looked' && leagueRow(row, index, lang, linkTo));
  return html`<p class="lead">${orderNote[lang]}</p>
<table class="stack league"><thead><tr><th scope="col">${thai ? 'หน่วยงาน' : 'Agency'}</th><th scope="col">${thai ? 'พื้นที่' : 'Place'}</th><th scope="col">${thai ? 'คะแนนที่คาด (ช่วง)' : 'Expected (range)'}</th><th scope="col">${thai ? 'ข้อ' : 'Items'}</th><th scope="col">${thai ? 'ควรแก้ก่อน' : 'Fix first'}</th></tr></thead><tbody data-sorted="1">${rows}</tbody></table>${moreRows(lang)}`;
}

function leagueRow(row: AgencyRow, index: number, lang: ReportLanguage, linkTo: LinkTo): Html {
  const place = [row.district, row.province].filter((part) => part !== null).join(' · ');
  const fixes = firstFixes(row);
  const gains = sumGains(fixes);
  const codes = fixes.map(({ code }) => code).join(' ');
  const range = rangeOf(row);
  const gain =
    fixes.length > 0 && html`<small class="muted">+${writePointsRange(gains.low, gains.high)}</small>`;
  const bar = row.score !== null && rangeBar(row.score, `${expectedOf(row)} (${range})`);
  return html`<tr data-i="${index}"><td class="agency">${agencyName(row, linkTo)}<small>${siteLink(row.url)}</small></td><td><span>${siteText(place, 80)}<small class="muted"> ${typeOf(row.type)[lang]}</small></span></td><td class="score"><span><b>${expectedOf(row)}</b> (${range})${bar}<small class="muted">${standingOf(row)[lang]}</small></span></td><td><span>${stateCounts(countStates(row.cells), lang)}</span></td><td><span><b>${codes}</b> ${gain}</span></td></tr>`;
}

function siteLink(url: string): Html {
  const href = safeHref(url);
  const text = url
    .replace(/^https?:\/\//, '')
    .replace(/\/$/, '')
    .slice(0, 80);
  return href === null
    ? siteText(text)
    : html`<a href="${href}" rel="noopener noreferrer" target="_blank">${text}</a>`;
}

/** Agencies by items. A cell leads to its item in the agency's own report. */
export function heatView({ agencies, items }: Overview, lang: ReportLanguage, linkTo: LinkTo): Html {
  const thai = lang === 'th';
  const head = items.map(
    ({ code, shortTh, nameEn }) =>
      html`<th scope="col" data-code="${code}" title="${thai ? shortTh : nameEn}">${code}</th>`,
  );
  const rows = agencies.map((row, index) => {
    if (row.view === 'no-result') return null;
    const href = linkTo(row.folder);
    const target = href !== null && html` data-r="${href}"`;
    return html`<tr data-i="${index}"${target}><th scope="row" class="who">${agencyName(row, linkTo)}</th>${row.cells.map((state) => html`<td class="${stateClass(state)}">${cellMarks[state]}</td>`)}</tr>`;
  });
  return html`${legend(lang)}<div class="board"><table class="heat"><thead><tr><th class="who" scope="col">${thai ? 'หน่วยงาน' : 'Agency'}</th>${head}</tr></thead><tbody data-sorted="1">${rows}</tbody></table></div>${moreRows(lang)}`;
}

/** Those that could not be looked at, a list of their own. */
export function unseenView({ agencies }: Overview, lang: ReportLanguage, linkTo: LinkTo): Html {
  const thai = lang === 'th';
  const rows = agencies.map(
    (row, index) =>
      row.view !== 'looked' &&
      html`<tr data-i="${index}"><td class="agency">${agencyName(row, linkTo)}<small>${siteLink(row.url)}</small></td><td><span>${siteText([row.district, row.province].filter((part) => part !== null).join(' · '), 80)}</span></td><td><span><span class="k su">${cellMarks.unseen}</span> ${siteText(reachOf(row)[lang], 300)}</span></td></tr>`,
  );
  return html`<p class="lead">${thai ? 'หน่วยงานเหล่านี้เครื่องเปิดดูไม่ได้หรือยังไม่มีผล ไม่ได้แปลว่าไม่มีข้อมูล และไม่นับรวมในค่ากลาง ควรลองใหม่ต่างเวลา หรือโทรถามผู้ดูแลเว็บไซต์' : 'These could not be looked at, or have no result yet. That does not mean that nothing is there; they are in no median. Try at another hour, or call whoever runs the site.'}</p>
<table class="stack unseen"><thead><tr><th scope="col">${thai ? 'หน่วยงาน' : 'Agency'}</th><th scope="col">${thai ? 'พื้นที่' : 'Place'}</th><th scope="col">${thai ? 'เพราะ' : 'Why'}</th></tr></thead><tbody data-sorted="1">${rows}</tbody></table>${moreRows(lang)}`;
}
