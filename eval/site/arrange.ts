import type { Block } from '../bank/types.ts';
import { addPage, type Draft, type Published, writeHref } from './draft.ts';
import { escapeHtml, renderTable } from './html.ts';
import { codeOf2567, groupPublished, writeCode } from './labels.ts';
import { html } from './shell.ts';

/** A page that looks like a disclosure and answers for nothing. */
export interface Decoy {
  title: string;
  blocks: Block[];
  href: string;
}

/** Everything that an arrangement has to lay out. */
export interface Wares {
  current: Published[];
  /** the year before, under that year's numbers; [] for most sites */
  old: Published[];
  decoys: Decoy[];
  port: number;
  year: number;
}

const item = (href: string, text: string): string => `<li><a href="${href}">${escapeHtml(text)}</a></li>`;

/**
 * Lays disclosures out on the site, with home page and menu. Disclosures without an address of their own get that of the
 * page they stand on as evidence.
 */
export function arrange(draft: Draft, wares: Wares): void {
  const { spec } = draft;
  const indexHost = spec.extras.includes('sub-domain') ? subDomainOf(spec.agency.host) : spec.agency.host;
  if (indexHost !== spec.agency.host) makeAbsolute(wares, spec.agency.host);
  const decoys = wares.decoys.map(({ href, title }) => item(href, title));
  const index = addIndex(draft, wares, indexHost);
  const oldIndex = wares.old.length === 0 || spec.layout === 'accordion' ? '' : addOldIndex(draft, wares);
  const indexHref =
    indexHost === spec.agency.host ? index.path : `http://${indexHost}:${wares.port}${index.path}`;
  const indexItem =
    index.path === ''
      ? []
      : [item(writeHref(draft, indexHref), `การประเมินคุณธรรมและความโปร่งใส ITA ${wares.year}`)];
  draft.menu = [item('/home', 'หน้าแรก'), ...index.menu, ...indexItem, oldIndex, ...decoys].join('');
  addHome(draft, wares);
}

/** Where an agency keeps its disclosures that has a sub-domain for them. */
export function subDomainOf(host: string): string {
  return `ita.${host.replace(/^www\./u, '')}`;
}

/** Links from another host name the main one in full. */
function makeAbsolute(wares: Wares, host: string): void {
  for (const one of wares.current)
    if (one.href.startsWith('/')) one.href = `http://${host}:${wares.port}${one.href}`;
}

interface Index {
  /** '' when the menu is all there is */
  path: string;
  menu: string[];
}

function addIndex(draft: Draft, wares: Wares, host: string): Index {
  const { layout } = draft.spec;
  const heading = `การเปิดเผยข้อมูลสาธารณะ (OIT) ประจำปีงบประมาณ พ.ศ. ${wares.year}`;
  const page = (body: string, menu: string[] = []): Index => ({
    path: addPage(draft, heading, body, [], host),
    menu,
  });
  switch (layout) {
    case 'index-table':
      return page(tableOf(draft, wares.current, ({ code }) => code));
    case 'accordion':
      return accordionPage(draft, wares, heading, host);
    case 'mega-menu':
      return { path: '', menu: megaMenu(wares.current) };
    case 'page-per-item':
      return page(
        `<ul>${wares.current.map((one) => item(one.href, writeCode(draft.spec.codes, one.code, one.label))).join('')}</ul>`,
      );
    case 'headings':
      return page(wares.current.map((one) => headed(draft, one)).join('\n'));
    case 'image-menu':
      return { path: '', menu: wares.current.map((one) => imageItem(draft, one)) };
    case 'script-menu':
      return { path: '', menu: wares.current.map((one) => scriptItem(draft, one)) };
    case 'by-unit':
      return { path: '', menu: [item(writeHref(draft, unitPages(draft, wares)), 'หน่วยงานภายใน')] };
    case 'category-posts':
      return { path: '', menu: wares.current.map((one) => item(categoryOf(draft, one), one.menu)) };
  }
}

/** Code, title and a link whose words say nothing. */
function tableOf(draft: Draft, list: readonly Published[], codeOf: (one: Published) => string): string {
  const words =
    draft.spec.half === 'tune' ? ['คลิกลิงค์ข้อมูล', 'รายละเอียด'] : ['เปิดข้อมูล', 'แสดงการเชื่อมโยง', 'คลิกที่นี่'];
  const hasCodes = draft.spec.codes !== 'none';
  const rows = groupPublished(list).map(([name, items]) => {
    const lines = items.map((one) => {
      const code = hasCodes
        ? `<td>${writeCode(draft.spec.codes, codeOf(one), '').replace(/[ :]+$/u, '')}</td>`
        : '';
      return `<tr>${code}<td>${escapeHtml(one.label)}</td><td><a href="${one.href}" target="_blank">${draft.draw.pick(words)}</a></td></tr>`;
    });
    return `<tr><td colspan="${hasCodes ? 3 : 2}">${name}</td></tr>${lines.join('')}`;
  });
  const header = ['ข้อ', 'ข้อมูล', 'URL'].slice(hasCodes ? 0 : 1).map((cell) => `<th>${cell}</th>`);
  return `<table border="1"><tr>${header.join('')}</tr>${rows.join('')}</table>`;
}

function accordionPage(draft: Draft, wares: Wares, heading: string, host: string): Index {
  const panel = (one: Published, at: number, label: string): string => {
    const inside =
      one.inline ??
      `<p><a href="${one.href}">${draft.draw.pick(['เอกสาร', 'ดาวน์โหลด', 'คลิกเพื่ออ่าน'])}</a></p>`;
    return draft.spec.half === 'tune'
      ? `<div class="accordion-item"><h3><button class="accordion-button collapsed" data-bs-target="#p${at}">${escapeHtml(label)}</button></h3><div id="p${at}" class="accordion-collapse collapse"><div class="accordion-body">${inside}</div></div></div>`
      : `<div class="faq"><a class="faq-question" href="#q${at}" onclick="toggle('q${at}')">${escapeHtml(label)}</a><div class="faq-answer" id="q${at}" style="display:none">${inside}</div></div>`;
  };
  const current = wares.current.map((one, at) =>
    panel(one, at, writeCode(draft.spec.codes, one.code, one.label)),
  );
  const old = wares.old.map((one, at) =>
    panel(one, 100 + at, writeCode(draft.spec.codes, codeOf2567(one.code), one.label)),
  );
  const oldPart =
    old.length === 0
      ? ''
      : `<h2>ITA ประจำปีงบประมาณ พ.ศ. ${wares.year - 1}</h2><div class="accordion">${old.join('')}</div>`;
  const body = `<h2>ITA ประจำปีงบประมาณ พ.ศ. ${wares.year}</h2><div class="accordion">${current.join('')}</div>${oldPart}`;
  const path = addPage(draft, old.length === 0 ? heading : 'ITA การเปิดเผยข้อมูลสาธารณะ', body, [], host);
  for (const one of wares.current) if (one.inline !== null) one.evidence.push(`${host}${path}`);
  return { path, menu: [] };
}

/** Everything in one menu, year-free and code-free, under headings that are no links. */
function megaMenu(list: readonly Published[]): string[] {
  return groupPublished(list).map(
    ([name, items]) =>
      `<li class="dropdown"><a href="javascript:void(0)">${name}</a><ul>${items.map((one) => item(one.href, one.menu)).join('')}</ul></li>`,
  );
}

function headed(draft: Draft, one: Published): string {
  const label = writeCode(draft.spec.codes, one.code, one.label);
  const name = decodeURIComponent(one.href.slice(one.href.lastIndexOf('/') + 1)).slice(0, 24);
  return `<h4>${escapeHtml(label)}</h4><p>เอกสาร : <a href="${one.href}">ดาวน์โหลด (${escapeHtml(name)})</a></p>`;
}

/** A picture instead of words: with an alt on the sites of one half, only a title or file name on the other. */
function imageItem(draft: Draft, one: Published): string {
  const n = ++draft.count;
  const picture =
    draft.spec.half === 'tune'
      ? `<img src="/images/btn${n}.png" alt="${escapeHtml(one.menu)}">`
      : `<img src="/images/menu/${encodeURIComponent(one.menu.replaceAll(/[\s/]+/gu, '-'))}.png">`;
  return `<li><a href="${one.href}">${picture}</a></li>`;
}

/** A menu entry that goes on by script; half of them have an address that leads nowhere. */
function scriptItem(draft: Draft, one: Published): string {
  const go = `location.href='${one.href}'`;
  return draft.draw.next() < 0.5
    ? `<li onclick="${go}" style="cursor:pointer">${escapeHtml(one.menu)}</li>`
    : `<li><a href="javascript:void(0)" onclick="window.${go}">${escapeHtml(one.menu)}</a></li>`;
}

/** Units → unit → its documents → year → document. Returns the first page. */
function unitPages(draft: Draft, wares: Wares): string {
  const names = ['สำนักปลัด', 'กองคลัง', 'กองช่าง', 'งานนโยบายและแผน'];
  const units = names.map((name, at) => {
    const mine = wares.current.filter((_, n) => n % names.length === at);
    const list = addPage(
      draft,
      `เอกสารเผยแพร่ ปี ${wares.year}`,
      `<ul>${mine.map((one) => item(one.href, writeCode(draft.spec.codes, one.code, one.label))).join('')}</ul>`,
      [name],
    );
    const years = addPage(
      draft,
      `เอกสารเผยแพร่ ${name}`,
      `<ul>${item(writeHref(draft, list), `ปีงบประมาณ ${wares.year}`)}</ul>`,
      [name],
    );
    const unit = addPage(
      draft,
      name,
      `<p>ข้อมูลของ${name}</p><ul>${item(writeHref(draft, years), 'เอกสารเผยแพร่')}</ul>`,
    );
    return item(writeHref(draft, unit), name);
  });
  return addPage(draft, 'หน่วยงานภายใน', `<ul>${units.join('')}</ul>`);
}

/** A category with the disclosure as one of its posts, among posts that are nothing. */
function categoryOf(draft: Draft, one: Published): string {
  if (one.content === null || one.form === 'page') return one.href;
  const other = addPage(draft, 'ประกาศวันหยุดทำการ', '<p>ขอแจ้งวันหยุดราชการให้ประชาชนทราบ</p>');
  const rows = [item(one.href, one.label), item(writeHref(draft, other), 'ประกาศวันหยุดทำการ')];
  const path = addPage(draft, one.menu, `<ul>${rows.join('')}</ul>`);
  if (one.evidence.length > 0) one.evidence.push(`${draft.spec.agency.host}${path}`);
  return writeHref(draft, path);
}

/** The year before on a page of its own, in that year's numbers. */
function addOldIndex(draft: Draft, wares: Wares): string {
  const body = tableOf(draft, wares.old, ({ code }) => codeOf2567(code));
  const path = addPage(draft, `ITA ประจำปีงบประมาณ พ.ศ. ${wares.year - 1}`, body);
  return item(writeHref(draft, path), `ITA ${wares.year - 1}`);
}

function addHome(draft: Draft, wares: Wares): void {
  const { agency, extras } = draft.spec;
  const eit = extras.includes('eit-banner')
    ? '<p><a href="https://itas.example/go/eit/abcd12"><img src="/images/eit.png" alt="แบบวัด EIT"></a></p>'
    : '';
  const body = `<p>ยินดีต้อนรับสู่เว็บไซต์${agency.name}</p>${eit}<h2>สภาพทั่วไป</h2>${renderTable(draft, [
    ['หมู่ที่', 'ชื่อหมู่บ้าน', 'ครัวเรือน'],
    ['1', `บ้าน${agency.short}`, '212'],
    ['2', `บ้าน${agency.short}ใหม่`, '148'],
  ])}<p>ปีงบประมาณ ${wares.year}</p>`;
  draft.pages.set(`${agency.host}/home`, { title: agency.name, body, trail: [] });
  if (extras.includes('splash')) {
    draft.routes.set(`${agency.host}/`, {
      type: html,
      body: `<!DOCTYPE html><html><head><meta charset="utf-8"><title>${agency.name}</title></head><body><img src="/images/intro.jpg"><p><a href="/home">เข้าสู่เว็บไซต์</a> <a href="https://wellwishes.example/">ลงนามถวายพระพร</a></p></body></html>`,
    });
  } else draft.pages.set(`${agency.host}/`, { title: agency.name, body, trail: [] });
}
