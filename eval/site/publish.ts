import { fillIn } from '../bank/fill.ts';
import { parseBlocks } from '../bank/parse.ts';
import type { Agency, Block } from '../bank/types.ts';
import {
  addFile,
  addPage,
  type Draft,
  newPagePath,
  type Placed,
  type Published,
  writeHref,
} from './draft.ts';
import { escapeHtml, renderBlocks } from './html.ts';
import { makeDocx, makeXlsx } from './office.ts';
import { makePdf, type PdfFonts } from './pdf.ts';
import { loginPage, softNotFound } from './shell.ts';

/** Host of a neighbour on whose server files may lie. */
export const neighbourHost = 'files.changwat-somsak.example';

const neighbour: Agency = {
  name: 'เทศบาลตำบลห้วยลึกนอก',
  short: 'ห้วยลึกนอก',
  head: 'นายกเทศมนตรีตำบลห้วยลึกนอก',
  type: 'municipality',
  host: 'huailueknok.example',
  phone: '0-9999-0101',
  email: 'saraban@huailueknok.example',
};

/** What publishing needs besides the draft. */
export interface PublishOptions {
  /** Buddhist fiscal year that the site's disclosures are meant for */
  year: number;
  fonts: PdfFonts;
  /** opens every PDF and Word file */
  cover: string;
  /** pages without posts stand on the index itself */
  isInline: boolean;
  /** port of the server, for links to other hosts */
  port: number;
}

/** Gives a drawn disclosure its address and everything behind it; null for what is nowhere. */
export async function publish(
  draft: Draft,
  placed: Placed,
  options: PublishOptions,
): Promise<Published | null> {
  const { content, delivery } = placed;
  if (content === null) return null;
  const { agency } = draft.spec;
  const owner = delivery === 'other-owner' ? neighbour : agency;
  // a plan over several years must end before this one to be too old
  const older = options.year - (/\{(?:span|N)\}/u.test(content.title + content.body) ? 6 : 1);
  const year = delivery === 'older-year' || delivery === 'older-year-inside' ? older : options.year;
  const shownYear = delivery === 'older-year' ? older : options.year;
  const label = fillIn(content.label, agency, shownYear);
  const menu = fillIn(content.menu, agency, shownYear);
  const title = fillIn(content.title, owner, year);
  const at = (href: string, evidence: string[], inline: string | null = null): Published => ({
    ...placed,
    label,
    menu,
    href,
    inline,
    evidence,
  });
  switch (delivery) {
    case 'dead-link':
      return at(writeHref(draft, newPagePath(draft, title)), []);
    case 'login': {
      draft.routes.set(`${agency.host}/login`, loginPage(draft));
      const path = newPagePath(draft, title);
      draft.routes.set(`${agency.host}${path}`, { status: 302, location: '/login', body: '' });
      return at(writeHref(draft, path), []);
    }
    case 'soft-404': {
      const path = newPagePath(draft, title);
      draft.routes.set(`${agency.host}${path}`, softNotFound(draft));
      return at(writeHref(draft, path), []);
    }
    case 'empty-shell': {
      const body = draft.draw.pick([
        '',
        '<p>อยู่ระหว่างดำเนินการปรับปรุงข้อมูล</p>',
        '<p>รอใส่ลิงก์</p>',
        '<p>ยังไม่มีข้อมูล</p>',
      ]);
      if (options.isInline) return at('#', [], body);
      return at(writeHref(draft, addPage(draft, label, body)), []);
    }
    case 'plain':
    case 'older-year':
    case 'older-year-inside':
    case 'other-owner':
    case 'off-site':
    case 'absent': {
      const hasCover = placed.form === 'pdf' || placed.form === 'docx';
      const body = hasCover ? `${options.cover}\n${content.body}` : content.body;
      const blocks = parseBlocks(fillIn(body, owner, year));
      return await publishContent(draft, placed, { label, title, blocks, at, options });
    }
  }
}

interface Ready {
  label: string;
  title: string;
  blocks: Block[];
  at: (href: string, evidence: string[], inline?: string | null) => Published;
  options: PublishOptions;
}

async function publishContent(draft: Draft, placed: Placed, ready: Ready): Promise<Published> {
  const { title, blocks, at, options } = ready;
  const { host } = draft.spec.agency;
  if (placed.form === 'page') {
    const subPages: string[] = [];
    const body = renderBlocks(draft, blocks, [title], subPages);
    if (options.isInline && subPages.length === 0) return at('#', [], body);
    const path = addPage(draft, title, body);
    return at(writeHref(draft, path), [`${host}${path}`, ...subPages]);
  }
  const bytes = await makeFile(placed.form, title, blocks, options.fonts);
  if (placed.delivery === 'off-site') {
    const path = addFile(draft, bytes, placed.form, neighbourHost);
    return at(`http://${neighbourHost}:${options.port}${path}`, [`${neighbourHost}${path}`]);
  }
  const file = addFile(draft, bytes, placed.form);
  const name = file.slice(file.lastIndexOf('/') + 1);
  if (options.isInline)
    return at('#', [`${host}${file}`], `<p>เอกสาร : <a href="${file}">ดาวน์โหลด (${name})</a></p>`);
  if (draft.spec.filing === 'direct') return at(file, [`${host}${file}`]);
  const page = addPage(draft, ready.label, showFile(draft, file, name, placed.form));
  return at(writeHref(draft, page), [`${host}${file}`, `${host}${page}`]);
}

async function makeFile(
  form: Exclude<Placed['form'], 'page'>,
  title: string,
  blocks: readonly Block[],
  fonts: PdfFonts,
): Promise<Uint8Array> {
  switch (form) {
    case 'pdf':
      return await makePdf(title, blocks, fonts);
    case 'docx':
      return makeDocx(title, blocks);
    case 'xlsx':
      return makeXlsx(title, blocks);
  }
}

/** The ways in which posts carry their file: a link of any words, an icon, a viewer. */
function showFile(draft: Draft, file: string, name: string, form: string): string {
  const icon = `<a href="${file}" download><img src="/images/k.btn-download.png"></a>`;
  const ways = [
    `<p><a href="${file}">ดาวน์โหลดเอกสาร</a></p>`,
    `<p>ไฟล์แนบ: <a href="${file}">${escapeHtml(name)}</a> (ดาวน์โหลด 41 ครั้ง)</p>`,
    icon,
  ];
  if (form === 'pdf')
    ways.push(
      `<object data="${file}" type="application/pdf" width="100%" height="800"></object>`,
      `<iframe src="${file}"></iframe>`,
    );
  return draft.draw.pick(ways);
}
