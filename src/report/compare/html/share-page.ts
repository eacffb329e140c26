import type { AgencyShare } from '../../../compare/share.ts';
import type { Overview } from '../../../compare/schema.ts';
import { causeLabels, cellMarks, cellWords } from '../../../compare/words.ts';
import { writeInstant } from '../../../result/dates.ts';
import { writeScore, writeScoreRange } from '../../../result/lines.ts';
import type { ReportFonts } from '../../fonts.ts';
import type { ReportLanguage } from '../../format.ts';
import { type Html, html, siteText } from '../../html/tag.ts';
import {
  disclaimerOf,
  expectedOf,
  nameOf,
  rangeOf,
  reachOf,
  shortNameOf,
  standingOf,
  yearLineOf,
} from '../format.ts';
import { legend, rangeBar, stateClass } from './parts.ts';
import { renderShell } from './shell.ts';

/** The copy for one agency: its own row and the median of all. */
export function renderSharePage(
  share: AgencyShare,
  overview: Overview,
  { lang, fontsBase64 }: { lang: ReportLanguage; fontsBase64: ReportFonts },
): string {
  const thai = lang === 'th';
  const { row } = share;
  const title = thai ? 'ความพร้อม OIT ของหน่วยงานท่าน' : 'Your agency’s OIT readiness';
  return renderShell({
    lang,
    fontsBase64,
    title: `${title}: ${nameOf(row).slice(0, 160)}`,
    yearLine: yearLineOf(overview),
    lead: html`<p>${row.checkedAt === null ? '' : `${thai ? 'ตรวจเมื่อ' : 'Checked'} ${writeInstant(row.checkedAt)[lang]}`}</p>`,
    tools: null,
    disclaimer: disclaimerOf(overview)[lang],
    items: [],
    views: [
      { id: 'v-own', name: thai ? 'คะแนนที่คาด' : 'Expected score', content: scores(share, lang) },
      { id: 'v-items', name: thai ? 'รายข้อ' : 'Items', content: itemsOf(share, overview, lang) },
    ],
  });
}

function scores({ row, median }: AgencyShare, lang: ReportLanguage): Html {
  const thai = lang === 'th';
  const own =
    row.score === null
      ? html`<p><span class="k su">–</span> ${reachOf(row)[lang]}</p>`
      : html`<p><b>${thai ? 'หน่วยงานท่าน' : 'Your agency'}</b> ${expectedOf(row)} (${rangeOf(row)}) ${standingOf(row)[lang]}</p>${rangeBar(row.score, rangeOf(row))}`;
  const middle =
    median === null
      ? html`<p class="muted">${thai ? 'ยังไม่มีค่ากลาง เพราะมีผลน้อยกว่า 5 หน่วยงาน' : 'No median: fewer than five agencies have a result.'}</p>`
      : html`<p><b>${thai ? `ค่ากลางของ ${median.agencies} หน่วยงาน` : `Median of ${median.agencies} agencies`}</b> ${writeScore(median.expected)} (${writeScoreRange(median.low, median.high)})</p>${rangeBar(median, writeScoreRange(median.low, median.high))}`;
  return html`<div class="card">${own}${middle}<p class="muted">${thai ? 'ช่วงที่ทับกันถือว่าเท่ากัน' : 'Ranges that overlap count as equal.'}</p></div>`;
}

function itemsOf({ row, medianCells }: AgencyShare, { items }: Overview, lang: ReportLanguage): Html {
  const thai = lang === 'th';
  const rows = items.map((item, at) => {
    const [own, middle, reason] = [
      row.cells[at] ?? 'absent',
      medianCells[at] ?? null,
      row.reasons[at] ?? null,
    ];
    return html`<tr><td><b class="code">${item.code}</b> ${siteText(shortNameOf(item)[lang], 120)}</td><td><span class="k ${stateClass(own)}">${cellMarks[own]}</span> ${cellWords[own][lang]}${reason !== null && ` (${causeLabels[reason][lang]})`}</td><td>${middle === null ? '–' : html`<span class="k ${stateClass(middle)}">${cellMarks[middle]}</span>`}</td></tr>`;
  });
  return html`${legend(lang)}<div class="board"><table class="options"><thead><tr><th>${thai ? 'ข้อ' : 'Item'}</th><th>${thai ? 'หน่วยงานท่าน' : 'Your agency'}</th><th>${thai ? 'ค่ากลาง' : 'Median'}</th></tr></thead><tbody>${rows}</tbody></table></div>`;
}
