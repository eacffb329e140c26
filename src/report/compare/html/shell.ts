import type { Words } from '../../../result/words.ts';
import type { ReportFonts } from '../../fonts.ts';
import type { ReportLanguage } from '../../format.ts';
import { reportStyles } from '../../html/styles.ts';
import { pageHead } from '../../html/page-head.ts';
import { type Html, html, trustMarkup } from '../../html/tag.ts';
import { compareScript, earlyScript } from './script.ts';
import { compareStyles } from './styles.ts';

/** A page of the comparison, without its frame. */
export interface ComparePage {
  lang: ReportLanguage;
  fontsBase64: ReportFonts;
  title: string;
  /** first line, where results and criteria are of different years */
  yearLine: Words | null;
  lead: Html;
  views: readonly { id: string; name: string; content: Html }[];
  /** between contents and views */
  tools: Html | null;
  disclaimer: string;
  items: readonly { code: string }[];
}

/** One file that needs no network and sends nothing, readable without a script, from disk too. */
export function renderShell(page: ComparePage): string {
  const { lang, views, disclaimer } = page;
  const styles = `${reportStyles(page.fontsBase64)}\n${compareStyles(page.items, lang)}`;
  const thai = lang === 'th';
  const sections = views.map(
    ({ id, name, content }) =>
      html`<section id="${id}" class="view" aria-labelledby="${id}-h"><h2 id="${id}-h">${name}</h2>${content}<p class="disclaimer">${disclaimer}</p></section>`,
  );
  return html`${pageHead({ lang, title: page.title, styles, scripts: [compareScript], earlyScript })}
<body class="compare">
<a class="skip" href="#main">${thai ? 'ข้ามไปเนื้อหา' : 'Skip to content'}</a>
${page.yearLine !== null && html`<p class="year-line">${page.yearLine[lang]}</p>`}
<header class="top"><div class="wrap"><div><h1>${page.title}</h1>${page.lead}</div><div class="tools js-only"><button type="button" data-print="1">${thai ? 'พิมพ์' : 'Print'}</button></div></div></header>
${
  views.length > 1 &&
  html`<nav class="contents" aria-label="${thai ? 'มุมมอง' : 'Views'}"><ul class="wrap">${views.map(({ id, name }) => html`<li><a href="#${id}">${name}</a></li>`)}</ul></nav>`
}
<main id="main" class="wrap">${page.tools}${sections}</main>
<script>${trustMarkup(compareScript)}</script>
</body>
</html>
`.markup;
}
