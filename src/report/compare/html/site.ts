import type { Overview } from '../../../compare/schema.ts';
import { cellWords, groupWords } from '../../../compare/words.ts';
import { cellStates } from '../../../compare/cell-state.ts';
import { writeInstant } from '../../../result/dates.ts';
import type { ReportFonts } from '../../fonts.ts';
import type { ReportLanguage } from '../../format.ts';
import { type Html, html, trustMarkup } from '../../html/tag.ts';
import { disclaimerOf, typeOf, yearLineOf } from '../format.ts';
import type { LinkTo } from '../view-table.ts';
import { filterData, heatView, leagueView, unseenView } from './agencies.ts';
import { changesView, fixesView, groupsView, itemsView, summaryView } from './counts.ts';
import { renderShell } from './shell.ts';

/** `site/index.html`: every view of a comparison in one file. */
export function renderCompareSite(
  overview: Overview,
  { lang, fontsBase64, linkTo }: { lang: ReportLanguage; fontsBase64: ReportFonts; linkTo: LinkTo },
): string {
  const thai = lang === 'th';
  const { counts, change, groups, fixes } = overview;
  const view = (id: string, th: string, en: string, content: Html) => ({
    id: `v-${id}`,
    name: thai ? th : en,
    content,
  });
  return renderShell({
    lang,
    fontsBase64,
    title: thai ? 'เปรียบเทียบความพร้อม OIT' : 'OIT readiness compared',
    yearLine: yearLineOf(overview),
    lead: leadOf(overview, lang),
    tools: filterBar(overview, lang),
    disclaimer: disclaimerOf(overview)[lang],
    items: overview.items,
    views: [
      view('summary', 'ภาพรวม', 'Summary', summaryView(overview, lang)),
      ...(counts.looked > 0
        ? [view('agencies', 'หน่วยงาน: ควรช่วยก่อน', 'Agencies: help first', leagueView(overview, lang, linkTo))]
        : []),
      view('heat', 'แผนที่รายข้อ', 'Heat map', heatView(overview, lang, linkTo)),
      view('items', 'ข้อที่ขาดมากที่สุด', 'Items most lacked', itemsView(overview, lang)),
      ...(fixes.length > 0 ? [view('fixes', 'งานที่คุ้มก่อน', 'Fixes first', fixesView(overview, lang))] : []),
      ...(groups.length > 0 ? [view('groups', 'กลุ่ม', 'Groups', groupsView(overview, lang))] : []),
      ...(change === null ? [] : [view('changes', 'ความเปลี่ยนแปลง', 'Changes', changesView(overview, lang))]),
      ...(counts.looked < counts.agencies
        ? [
            view(
              'unseen',
              `เปิดดูไม่ได้ (${counts.agencies - counts.looked})`,
              `Could not look (${counts.agencies - counts.looked})`,
              unseenView(overview, lang, linkTo),
            ),
          ]
        : []),
    ],
  });
}

function leadOf({ checklists, checkedFrom, checkedTo, counts }: Overview, lang: ReportLanguage): Html {
  const names = checklists.map(({ nameTh, nameEn }) => (lang === 'th' ? nameTh : nameEn)).join(', ');
  const [from, to] = [checkedFrom, checkedTo].map((at) => (at === null ? '–' : writeInstant(at)[lang]));
  return html`<p>${names} · ${counts.agencies} ${lang === 'th' ? 'หน่วยงาน' : 'agencies'}</p><p>${lang === 'th' ? 'ตรวจเมื่อ' : 'Checked'} ${from === to ? to : html`${from} – ${to}`}</p>`;
}

type Options = readonly (readonly [string, string])[];

/** Values that occur, in Thai order, as options of a choice. */
function distinct(values: readonly (string | null)[]): Options {
  return [...new Set(values.flatMap((value) => (value === null || value === '' ? [] : value)))]
    .toSorted((a, b) => a.localeCompare(b, 'th'))
    .map((value) => [value, value] as const);
}

function filterBar(overview: Overview, lang: ReportLanguage): Html {
  const thai = lang === 'th';
  const { agencies, items } = overview;
  const all = thai ? 'ทั้งหมด' : 'all';
  const choose = (name: string, label: string, options: Options, first: string | null = all): Html | false =>
    (options.length > 1 || first === null) &&
    html`<label>${label}<select name="${name}">${first !== null && html`<option value="">${first}</option>`}${options.map(([value, text]) => html`<option value="${value}">${text}</option>`)}</select></label>`;
  const types = [...new Set(agencies.map(({ type }) => type).filter((type) => type !== null))];
  const data = JSON.stringify(filterData(overview)).replaceAll('<', '\\u003c');
  const orders: Options = [
    ['help', thai ? 'ควรช่วยก่อน' : 'help first'],
    ['gain', thai ? 'คะแนนที่อาจได้คืน' : 'points to gain'],
    ['expected', thai ? 'คะแนนที่คาด มากไปน้อย' : 'expected, high first'],
    ['name', thai ? 'ชื่อ' : 'name'],
    ['place', thai ? 'จังหวัด อำเภอ' : 'province, district'],
  ];
  return html`<form class="filters js-only" data-count="${thai ? 'แสดง {n} จาก {m} หน่วยงาน' : '{n} of {m} agencies'}">
<label>${thai ? 'ค้นหา' : 'Search'}<input type="search" name="text" autocomplete="off"></label>
${choose(
  'type',
  groupWords.type[lang],
  types.map((type) => [type, typeOf(type)[lang]] as const),
)}
${choose('province', groupWords.province[lang], distinct(agencies.map(({ province }) => province)))}
${choose('district', groupWords.district[lang], distinct(agencies.map(({ district }) => district)))}
${choose('tag', groupWords.tag[lang], distinct(agencies.flatMap(({ tags }) => tags)))}
${choose(
  'code',
  thai ? 'ข้อ' : 'Item',
  items.map(({ code, shortTh, nameEn }, at) => [String(at), `${code} ${thai ? shortTh : nameEn}`] as const),
  thai ? 'ข้อใดก็ได้' : 'any',
)}
${choose(
  'state',
  thai ? 'ผล' : 'Result',
  cellStates
    .filter((state) => state !== 'absent')
    .map((state) => [String(cellStates.indexOf(state)), cellWords[state][lang]] as const),
)}
${choose('order', thai ? 'เรียงตาม' : 'Order', orders, null)}
<button type="reset">${thai ? 'ล้างตัวกรอง' : 'Reset'}</button><output role="status"></output></form>
<script type="application/json" id="agencies">${trustMarkup(data)}</script>`;
}
