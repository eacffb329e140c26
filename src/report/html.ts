import type { History } from '../history/schema.ts';
import type { Result } from '../result/schema.ts';
import { writeInstant } from '../result/dates.ts';
import type { ReportFonts } from './fonts.ts';
import { agencyTitle, type ReportLanguage } from './format.ts';
import { checksSection, problemsSection } from './html/checks.ts';
import { fixesSection } from './html/fixes.ts';
import { historySection } from './html/history.ts';
import { itemsSection } from './html/items.ts';
import { methodSection } from './html/method.ts';
import { incompleteNotice, unreachableNotice, yearNotice } from './html/notices.ts';
import { pasteSection } from './html/paste-table.ts';
import { printFoot, printSheets } from './html/print.ts';
import { scoreSection, subIndicatorSection } from './html/score.ts';
import { reportScript } from './html/script.ts';
import { reportStyles } from './html/styles.ts';
import { pageHead } from './html/page-head.ts';
import { type Html, html, siteText, t, trustMarkup, urlLink, write } from './html/tag.ts';

/** How the page is made: the language that it opens in, and the fonts that it carries. */
export interface HtmlReportOptions {
  lang: ReportLanguage;
  fontsBase64: ReportFonts;
  /** what came before; null or absent: the page tells of this run alone */
  history?: History | null | undefined;
}

function pageTop(result: Result): Html {
  const at = writeInstant(result.run.finishedAt);
  return html`<header class="top"><div class="wrap"><div><p>${t('รายงานความพร้อม OIT', 'OIT readiness report')} · ${t(result.checklist.nameTh, result.checklist.nameEn)}</p>
    <h1>${siteText(agencyTitle(result), 160)}</h1><p>${urlLink(result.site.startUrl, 120)}</p><p>${t('ตรวจเมื่อ', 'Checked')} ${write(at)}</p></div>
    <div class="tools js-only"><button type="button" data-set-lang="th" lang="th" aria-pressed="false">ไทย</button><button type="button" data-set-lang="en" lang="en" aria-pressed="false">English</button><button type="button" data-print="1">${t('พิมพ์', 'Print')}</button></div></div></header>`;
}

function pageContents(sections: readonly (readonly [string, Html, Html | null])[]): Html {
  const entries = sections.map(
    ([id, name, content]) => content !== null && html`<li><a href="#${id}">${name}</a></li>`,
  );
  return html`<nav class="contents" aria-label="${'สารบัญ / Contents'}"><ul class="wrap">${entries}</ul></nav>`;
}

/**
 * `report.html`: one file that needs no network and sends nothing, in Thai and English, readable without a script,
 * printing as a page for the head of the agency, a task sheet per unit, and the table for the official form.
 */
export function renderHtml(result: Result, { lang, fontsBase64, history = null }: HtmlReportOptions): string {
  const styles = reportStyles(fontsBase64);
  const score = scoreSection(result);
  const change = historySection(history);
  const fixes = fixesSection(result);
  const subIndicators = subIndicatorSection(result);
  const items = itemsSection(result);
  const checks = checksSection(result);
  const problems = problemsSection(result);
  const paste = pasteSection(result);
  const method = methodSection(result);
  const contents = pageContents([
    ['score', t('คะแนนที่คาด', 'Score'), result.site.reachable ? score : null],
    ['history', t('ความเปลี่ยนแปลง', 'Changes'), change],
    ['fixes', t('ควรแก้อะไรก่อน', 'Fix first'), fixes],
    ['sub-indicators', t('ตัวชี้วัดย่อย', 'Sub-indicators'), subIndicators],
    ['items', t('ผลรายข้อ', 'Items'), items],
    ['problems', t('ลิงก์เสีย', 'Dead links'), problems],
    ['paste', t('ตารางสำหรับกรอก', 'Table to paste'), paste],
    ['method', t('วิธีตรวจ', 'Method'), method],
  ]);
  const title = `${lang === 'th' ? 'รายงานความพร้อม OIT' : 'OIT readiness report'}: ${agencyTitle(result).slice(0, 160)}`;
  const page = html`${pageHead({ lang, title, styles, scripts: [reportScript] })}
<body>
<a class="skip" href="#main">${t('ข้ามไปเนื้อหา', 'Skip to content')}</a>
${yearNotice(result)}${pageTop(result)}${contents}
<table class="layout" role="presentation"><tbody><tr><td>
<main id="main" class="wrap">
${printSheets(result)}
${unreachableNotice(result)}${incompleteNotice(result)}${result.site.reachable && score}${change}${fixes}${subIndicators}${items}${checks}${problems}${paste}${method}
</main>
</td></tr></tbody><tfoot aria-hidden="true"><tr><td></td></tr></tfoot></table>
${printFoot(result)}
<p id="copy-status" class="off-screen" role="status"></p>
<script>${trustMarkup(reportScript)}</script>
</body>
</html>
`;
  return page.markup;
}
