import { verdictWords } from '../../result/sentences.ts';
import type { Result } from '../../result/schema.ts';
import { cleanText, neutraliseFormula } from '../clean.ts';
import { verdictOf } from '../fixes.ts';
import { haveWords, listPasteRows, type PasteRow } from '../paste.ts';
import { verdictIcons } from './icons.ts';
import { cell, itemLink, section } from './parts.ts';
import { type Html, html, siteText, t, urlLink, write } from './tag.ts';

/** Stand for a line break and a tab in an attribute; the page's script puts those back when it copies. */
const lineBreak = '\u240A';
const tab = '\u2409';

const copyable = (text: string): string =>
  neutraliseFormula(cleanText(text)).replaceAll(lineBreak, ' ').replaceAll(tab, ' ');

function copyButton(text: string, label: Html): Html | null {
  if (text === '') return null;
  return html` <button type="button" class="copy js-only" data-copy="${text}">${label}</button>`;
}

function toCells(row: PasteRow): string {
  const have = row.have === 'yes' || row.have === 'no' ? haveWords[row.have].th : '';
  return [row.item.code, have, row.urls.map(copyable).join(' '), copyable(row.where.th)].join(tab);
}

/** What is there may still not score: said beside it, never copied. */
function stillOpen({ item, have }: PasteRow): Html | null {
  const verdict = verdictOf(item);
  if (have !== 'yes' || verdict === 'pass') return null;
  return html`<br><span class="word small v-${verdict}">${verdictIcons[verdict]}${write(verdictWords[verdict])}</span>`;
}

/** The rows of the official form: have or not, address, where on the site. */
export function pasteSection(result: Result): Html | null {
  if (!result.site.reachable) return null;
  const labels = {
    have: { th: 'มี / ไม่มี', en: 'Have / have not' },
    url: { th: 'URL', en: 'URL' },
    where: { th: 'อยู่ตรงไหนของเว็บไซต์', en: 'Where on the site' },
  };
  const rows = listPasteRows(result).map((row) => {
    const urls = row.urls.map((url) => html`<span class="paste-url">${urlLink(url, 220)}</span>`);
    const urlCell =
      urls.length === 0
        ? null
        : html`${urls}${copyButton(row.urls.map(copyable).join(lineBreak), t('คัดลอก URL', 'Copy URL'))}`;
    // The official form is in Thai, so that is what is copied in either language.
    const whereCell =
      row.where.th === ''
        ? null
        : html`${siteText(row.where.th, 300)}${copyButton(copyable(row.where.th), t('คัดลอก', 'Copy'))}`;
    return html`<tr data-row="${toCells(row)}"><th scope="row">${itemLink(row.item)} <span class="paste-name">${t(row.item.nameTh, row.item.nameEn)}</span></th>${cell(labels.have, html`<span class="have-${row.have}">${write(haveWords[row.have])}</span>${stillOpen(row)}`)}${cell(labels.url, urlCell, 'wide')}${cell(labels.where, whereCell, 'wide')}</tr>`;
  });
  return section(
    'paste',
    { th: 'ตารางสำหรับกรอกแบบ OIT', en: 'Table for the official form' },
    html`<p class="lead">${t('เปิดดูทุกลิงก์ก่อนกรอก ผู้ตรวจตัดสินจากลิงก์ที่กรอกเท่านั้น', 'Open every link before filing: the assessor judges by the filed links alone.')}</p>
    <p class="js-only"><button type="button" class="copy copy-all" data-copy-rows="#paste-table">${t('คัดลอกทั้งตาราง', 'Copy the whole table')}</button></p>
    <table class="stack" id="paste-table"><caption class="off-screen">${t('ลิงก์และตำแหน่งของแต่ละข้อ', 'Link and place of each item')}</caption><thead><tr><th scope="col">${t('ข้อ', 'Item')}</th>${Object.values(labels).map((label) => html`<th scope="col">${write(label)}</th>`)}</tr></thead><tbody>${rows}</tbody></table>`,
    'paste',
  );
}
