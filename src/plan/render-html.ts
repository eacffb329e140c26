import type { ReportFonts } from '../report/fonts.ts';
import type { ReportLanguage } from '../report/format.ts';
import { cell } from '../report/html/parts.ts';
import { reportScript } from '../report/html/script.ts';
import { reportStyles } from '../report/html/styles.ts';
import { pageHead } from '../report/html/page-head.ts';
import { type Html, html, siteText, t, trustMarkup, write } from '../report/html/tag.ts';
import type { Plan } from './schema.ts';
import { followUpTable, gainsTable, measureTables, type PlanTable, whatIfLines } from './tables.ts';
import { agencyOf, disclaimerOf, introductionOf, titleOf, yearLineOf } from './words.ts';

/** The plan's tables are wide: the page is, and prints lying. */
const planStyles = `
.plan .wrap{max-width:96rem}
@media (min-width:46.01rem){.plan .stack{table-layout:fixed}}
.plan .stack{font-size:.92rem}.plan h3{margin:1.2rem 0 .5rem}.plan .stack th,.plan .stack td{border:1px solid var(--line);padding:.45rem .55rem}
.plan .stack td p{margin:0 0 .2rem}.plan .stack thead th{color:var(--ink);text-align:center}
.plan .lines{margin:0;padding:0;list-style:none}.plan .lines li{padding:.1rem 0}
@media print{
@page{size:A4 landscape;margin:12mm 10mm}
body.plan>.year-line{display:block}.plan .top{display:block;background:#fff;color:#000}.plan .top p,.plan .top h1{color:#000}
.plan .top h1{font-size:15pt;text-align:center}.plan .tools{display:none}
.plan #what-if{display:none}
.plan section{break-inside:auto}.plan section>h2{font-size:12pt;margin:4mm 0 1.5mm;break-after:avoid}
.plan .stack{font-size:8.2pt;width:100%;table-layout:fixed}.plan .stack th,.plan .stack td{padding:1mm 1.2mm;border:.5pt solid #7f8a95}
.plan #follow-up{break-before:page}
}
`;

/** How the page is made: the language that it opens in, and the fonts that it carries. */
export interface PlanHtmlOptions {
  lang: ReportLanguage;
  fontsBase64: ReportFonts;
}

/**
 * The plan as one page that needs no network and sends nothing, in Thai and English, readable without a script; it prints
 * lying, without the estimated scores, which are not for publishing.
 */
export function renderPlanHtml(plan: Plan, { lang, fontsBase64 }: PlanHtmlOptions): string {
  const styles = `${reportStyles(fontsBase64)}\n${planStyles}`;
  const tables = measureTables(plan).map(tableSection);
  const year = yearLineOf(plan);
  const title = `${titleOf(plan)[lang]} ${agencyOf(plan).slice(0, 160)}`;
  const page = html`${pageHead({ lang, title, styles, scripts: [reportScript] })}
<body class="plan">
<a class="skip" href="#main">${t('ข้ามไปเนื้อหา', 'Skip to content')}</a>
${year !== null && html`<p class="year-line">${write(year)}</p>`}
<header class="top"><div class="wrap"><div><h1>${write(titleOf(plan))}<br>${siteText(agencyOf(plan), 160)}</h1>${introductionOf(plan).map((words) => html`<p>${write(words)}</p>`)}</div>
<div class="tools js-only"><button type="button" data-set-lang="th" lang="th" aria-pressed="false">ไทย</button><button type="button" data-set-lang="en" lang="en" aria-pressed="false">English</button><button type="button" data-print="1">${t('พิมพ์', 'Print')}</button></div></div></header>
<main id="main" class="wrap">
${whatIfSection(plan)}
${tables.length === 0 ? html`<p>${t('ไม่มีข้อที่ต้องวางมาตรการจากผลตรวจครั้งนี้', 'Nothing of this check asks for a measure.')}</p>` : tables}
${plan.rows.length > 0 && tableSection(followUpTable(plan))}
<p class="disclaimer">${write(disclaimerOf(plan))}</p>
</main>
<p id="copy-status" class="off-screen" role="status"></p>
<script>${trustMarkup(reportScript)}</script>
</body>
</html>
`;
  return page.markup;
}

function whatIfSection(plan: Plan): Html {
  const lines = whatIfLines(plan);
  const gains = plan.whatIf === null || plan.whatIf.gains.length === 0 ? null : gainsTable(plan.whatIf);
  return html`<section id="what-if" aria-labelledby="what-if-h"><h2 id="what-if-h">${t('ถ้าแก้ จะได้คะแนนเท่าไร', 'What if')}</h2>
<div class="card"><ul class="lines">${lines.map((words) => html`<li>${write(words)}</li>`)}</ul><p class="disclaimer">${write(disclaimerOf(plan))}</p></div>
${gains !== null && html`<h3>${write(gains.heading)}</h3>${tableMarkup(gains)}`}</section>`;
}

function tableSection(table: PlanTable): Html {
  return html`<section id="${table.id}" aria-labelledby="${table.id}-h"><h2 id="${table.id}-h">${write(table.heading)}</h2>${tableMarkup(table)}</section>`;
}

function tableMarkup({ columns, rows }: PlanTable): Html {
  const heading = columns.map((column) => html`<th scope="col">${write(column.heading)}</th>`);
  const body = rows.map(
    (cells) =>
      html`<tr>${cells.map((lines, index) =>
        cell(
          columns[index]?.heading ?? { th: '', en: '' },
          html`${lines.map((words) => html`<p>${write(words)}</p>`)}`,
        ),
      )}</tr>`,
  );
  const shares = columns.reduce((sum, column) => sum + column.share, 0);
  // As attributes: the page's policy allows no inline style.
  const widths = columns.map(({ share }) => html`<col width="${`${Math.round((100 * share) / shares)}%`}">`);
  return html`<table class="stack"><colgroup>${widths}</colgroup><thead><tr>${heading}</tr></thead><tbody>${body}</tbody></table>`;
}
