import { PDFDocument } from 'pdf-lib';
import { buildFirstAgency } from '../../test/documents-agency/first/agency.ts';
import { newsletter } from '../../test/documents-agency/first/basics.ts';
import { makeDocx } from '../../test/document/make/docx.ts';
import { type Faces, readFaces } from '../../test/document/make/layout.ts';
import { makePdf, placePicture, registerPicture } from '../../test/document/make/pdf.ts';
import { makeXlsx } from '../../test/document/make/sheet.ts';
import { grid, heading, paragraphs } from '../../test/document/make/source.ts';

/** A path of the fixture site. */
export interface NightlyRoute {
  type: string;
  body: Uint8Array;
  /** sends ETag and Last-Modified, as files and cached pages do; scripts do not */
  hasValidators: boolean;
}

export interface NightlySite {
  name: string;
  routes: ReadonlyMap<string, NightlyRoute>;
  pages: number;
  documents: number;
}

const html = 'text/html; charset=utf-8';
const months = ['ตุลาคม', 'พฤศจิกายน', 'ธันวาคม', 'มกราคม', 'กุมภาพันธ์', 'มีนาคม', 'เมษายน', 'พฤษภาคม'] as const;
const offices = ['สำนักปลัด', 'กองคลัง', 'กองช่าง', 'กองการศึกษา', 'กองสวัสดิการสังคม'] as const;
const articlesPerList = 11;
const lists = 22;

/**
 * A municipality of our own making: about 300 pages with a menu of 90 links, every other one made by a script that
 * sends no validators; about 60 documents, as files with validators, two of them scans.
 */
export async function buildNightlySite(): Promise<NightlySite> {
  const agency = await buildFirstAgency();
  const routes = new Map<string, NightlyRoute>();
  for (const [path, { body, type }] of agency.routes) {
    const isPage = (type ?? html) === html;
    if (path === '/') continue;
    const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : body;
    routes.set(path, { type: type ?? html, body: bytes, hasValidators: !isPage });
  }
  const more = await makeDocuments(readFaces());
  for (const { path, type, body } of more) routes.set(path, { type, body, hasValidators: true });
  const pages = makePages(agency.agency.name, more);
  for (const [index, [path, body]] of pages.entries()) {
    routes.set(path, { type: html, body: new TextEncoder().encode(body), hasValidators: index % 2 === 1 });
  }
  const documents = [...routes.values()].filter(({ type }) => type !== html).length;
  return { name: agency.agency.name, routes, pages: routes.size - documents, documents };
}

interface MadeDocument {
  path: string;
  title: string;
  type: string;
  body: Uint8Array;
}

async function makeDocuments(faces: Faces): Promise<MadeDocument[]> {
  const made: MadeDocument[] = [];
  const add = (name: string, title: string, type: string, body: Uint8Array): void => {
    made.push({ path: `/files/more/${name}`, title, type, body });
  };
  for (const [index, month] of months.entries()) {
    const title = `สรุปผลการดำเนินการจัดซื้อจัดจ้าง (สขร.1) เดือน${month}`;
    const rows = Array.from(
      { length: 240 },
      (_, row) => `${row + 1}|จ้างเหมางานที่ ${row + 1} เดือน${month}|${(row + 3) * 1250}|เฉพาะเจาะจง`,
    );
    const blocks = [heading(title), grid(['ลำดับ|งานจัดซื้อจัดจ้าง|วงเงิน|วิธี', ...rows].join('\n'))];
    const pdf = await makePdf({ title, blocks }, faces);
    add(`procurement-${index}.pdf`, title, 'application/pdf', await withPhotographs(pdf, index, 2));
    const news = Array.from(
      { length: 28 },
      (_, day) => [String(day + 1), `กิจกรรมที่ ${day + 1} ของเทศบาล มีผู้เข้าร่วม ${40 + day} คน`] as const,
    );
    const letter = await makePdf(newsletter(`${month} 2567`, news), faces);
    add(
      `letter-${index}.pdf`,
      `จดหมายข่าวประชาสัมพันธ์ เดือน${month}`,
      'application/pdf',
      await withPhotographs(letter, index + 50, 3),
    );
    const sheet = Array.from({ length: 400 }, (_, row) => [row + 1, `บริการที่ ${row + 1}`, row * 3, month]);
    add(
      `statistics-${index}.xlsx`,
      `ข้อมูลสถิติการให้บริการ เดือน${month}`,
      'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      await makeXlsx(month, [['ลำดับ', 'บริการ', 'จำนวน', 'เดือน'], ...sheet]),
    );
  }
  for (const [index, office] of offices.entries()) {
    const title = `คู่มือการปฏิบัติงาน ${office}`;
    const steps = Array.from(
      { length: 300 },
      (_, step) => `ขั้นตอนที่ ${step + 1} ${office} รับเรื่อง ตรวจสอบเอกสาร และเสนอผู้บริหารภายใน ${step + 1} วัน`,
    );
    add(
      `manual-${index}.docx`,
      title,
      'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
      makeDocx({ title, blocks: [heading(title), ...paragraphs(...steps)] }),
    );
  }
  return made;
}

/** Pictures that cannot be packed, as cameras make them: most of what an agency's file weighs. */
async function withPhotographs(bytes: Uint8Array, seed: number, pictures: number): Promise<Uint8Array> {
  const pdf = await PDFDocument.load(bytes, { updateMetadata: false });
  const [width, height] = [360, 240];
  let state = seed * 7919 + 1;
  for (let picture = 0; picture < pictures; picture++) {
    const pixels = new Uint8Array(width * height);
    for (let index = 0; index < pixels.length; index++) {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
      pixels[index] = state >>> 24;
    }
    const registered = registerPicture(pdf, { width, height, pixels });
    placePicture(pdf, pdf.getPage(0), registered, { x: 40 + picture * 110, y: 20, width: 100, height: 66 });
  }
  return await pdf.save();
}

function makePages(name: string, documents: readonly MadeDocument[]): [string, string][] {
  const menu = renderMenu();
  const page = (path: string, title: string, body: string): [string, string] => [
    path,
    renderPage(name, menu, title, body),
  ];
  const pages = [
    page(
      '/',
      name,
      `<h2>ยินดีต้อนรับ</h2><p>${name} อำเภอนาจำลอง จังหวัดสมมติบุรี</p><p><a href="/ita2568">การประเมินคุณธรรมและความโปร่งใส (ITA) ปี 2568</a></p><p><a href="/documents">เอกสารเผยแพร่</a></p>`,
    ),
    page(
      '/documents',
      'เอกสารเผยแพร่',
      `<ul>${documents.map(({ path, title }) => `<li><a href="${path}">${title}</a></li>`).join('')}</ul>`,
    ),
  ];
  for (const [index, office] of offices.entries()) {
    pages.push(page(`/office/${index}`, office, `<h2>${office}</h2><p>${words(index, 120)}</p>`));
  }
  for (let list = 0; list < lists; list++) {
    const numbers = Array.from({ length: articlesPerList }, (_, index) => list * articlesPerList + index);
    const links = numbers
      .map((number) => `<li><a href="/news/${number}">${articleTitle(number)}</a></li>`)
      .join('');
    pages.push(page(`/news/list/${list}`, `ข่าวกิจกรรม หน้า ${list + 1}`, `<ul>${links}</ul>`));
    for (const number of numbers) {
      const rows = Array.from(
        { length: 6 },
        (_, row) => `<tr><td>${row + 1}</td><td>${words(number * 7 + row, 12)}</td></tr>`,
      );
      pages.push(
        page(
          `/news/${number}`,
          articleTitle(number),
          `<h2>${articleTitle(number)}</h2><p>${words(number, 180)}</p><table><tr><th>ที่</th><th>รายละเอียด</th></tr>${rows.join('')}</table>`,
        ),
      );
    }
  }
  return pages;
}

function articleTitle(number: number): string {
  return `เทศบาลจัดกิจกรรมที่ ${number + 1} ${words(number, 6)}`;
}

const vocabulary = [
  'ประชาชน',
  'เทศบาล',
  'กิจกรรม',
  'โครงการ',
  'ลงพื้นที่',
  'ชุมชน',
  'ผู้สูงอายุ',
  'โรงเรียน',
  'ถนน',
  'น้ำประปา',
  'สุขภาพ',
  'ตลาดนัด',
  'ประเพณี',
  'อบรม',
  'ปลูกต้นไม้',
  'ขยะ',
  'กีฬา',
  'วันสำคัญ',
] as const;

/** The same words for the same seed, unlike those of another. */
function words(seed: number, count: number): string {
  let state = (seed + 1) * 2_654_435_761;
  return Array.from({ length: count }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return vocabulary[(state >>> 16) % vocabulary.length];
  }).join(' ');
}

function renderMenu(): string {
  const groups = ['ข้อมูลพื้นฐาน', 'บริการประชาชน', 'ข่าวสาร', 'กฎหมาย', 'การเงิน', 'ติดต่อ'].map((label, group) => {
    const targets = Array.from({ length: 13 }, (_, index) => {
      const list = (group * 13 + index) % lists;
      return `<li class="menu-item menu-item-type-custom"><a class="nav-link" href="/news/list/${list}">${label} เรื่องที่ ${index + 1}</a></li>`;
    });
    return `<li class="menu-item dropdown"><a href="#" class="dropdown-toggle">${label}</a><ul class="dropdown-menu">${targets.join('\n')}</ul></li>`;
  });
  const departments = offices
    .map((office, index) => `<li><a href="/office/${index}">${office}</a></li>`)
    .join('');
  return `<nav><ul class="navbar-nav"><li><a href="/">หน้าแรก</a></li><li><a href="/ita2568">ITA 2568</a></li><li><a href="/documents">เอกสารเผยแพร่</a></li>${departments}${groups.join('\n')}</ul></nav>`;
}

function renderPage(name: string, menu: string, title: string, body: string): string {
  return `<!DOCTYPE html><html lang="th"><head><meta charset="utf-8"><title>${title} | ${name}</title>
<meta name="viewport" content="width=device-width"><link rel="stylesheet" href="/theme/style.css"><script>${'window.dataLayer=window.dataLayer||[];'.repeat(40)}</script></head>
<body><header><a href="/">${name}</a></header>${menu}<main><h1>${title}</h1>${body}</main>
<footer><p>${name} อำเภอนาจำลอง จังหวัดสมมติบุรี โทร. 0 2000 0000</p></footer></body></html>`;
}
