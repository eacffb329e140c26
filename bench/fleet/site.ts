import { createHash } from 'node:crypto';
import type { Checklist } from '../../src/checklist/schema.ts';

/** How an agency's server behaves. */
export type FarmKind = 'usual' | 'scripted' | 'scans' | 'slow' | 'down' | 'hostile';

export interface FarmAgency {
  index: number;
  /** host of its address, an address of 127.0.0.0/8 or a name of a vendor */
  host: string;
  /** the address that it lies on */
  address: string;
  name: string;
  kind: FarmKind;
  pages: number;
  documents: number;
  /** 0–1: share of the items that its menu leads to */
  share: number;
}

const kinds: readonly [FarmKind, number][] = [
  ['slow', 0.05],
  ['down', 0.05],
  ['hostile', 0.02],
  ['scripted', 0.05],
  ['scans', 0.05],
];

/** Agencies of which a fifth lie on the addresses of a few vendors, the others each on its own; the same every time. */
export function planFarm(count: number): FarmAgency[] {
  return Array.from({ length: count }, (_, index): FarmAgency => {
    const roll = (what: string): number => hash(`${index} ${what}`);
    let at = roll('kind');
    const kind = kinds.find(([, share]) => (at -= share) < 0)?.[0] ?? 'usual';
    const isVendors = roll('vendor') < 0.2 && kind !== 'down';
    const vendor = Math.floor(roll('which') * Math.max(2, count / 100));
    const own = `127.16.${Math.floor(index / 250)}.${(index % 250) + 1}`;
    return {
      index,
      address: isVendors ? `127.9.0.${vendor + 1}` : own,
      host: isVendors ? `a${index}.vendor${vendor}.test` : own,
      name: `องค์การบริหารส่วนตำบลสมมติ${index}`,
      kind,
      pages: 10 + Math.floor(roll('pages') * 51),
      documents: 2 + Math.floor(roll('documents') * 9),
      share: 0.4 + 0.6 * roll('share'),
    };
  });
}

/** Uniform in [0, 1), the same for the same text. */
export function hash(text: string): number {
  return createHash('sha256').update(text).digest().readUInt32BE(0) / 2 ** 32;
}

/** Pages of a site by path, made when they are asked for. */
export function writePage(agency: FarmAgency, path: string, checklist: Checklist): string | null {
  const items = checklist.items.filter(({ code }) => hash(`${agency.index} ${code}`) < agency.share);
  if (path === '/') return page(agency, `หน้าแรก ${agency.name}`, items, newsList(agency, items.length));
  const item = items.find(({ code }) => `/oit/${code.toLowerCase()}` === path);
  if (item !== undefined) {
    const at = items.indexOf(item);
    const file =
      at < agency.documents
        ? `<p><a href="/files/${item.code}.pdf">${item.nameTh} ประจำปีงบประมาณ พ.ศ. ${hash(`${agency.index} year ${item.code}`) < 0.8 ? 2568 : 2566} (PDF)</a></p>`
        : '';
    const body = `<h1>${item.nameTh}</h1><p>ประจำปีงบประมาณ พ.ศ. 2568 ของ${agency.name}</p>${table(agency, at)}${file}`;
    return page(agency, item.nameTh, items, body);
  }
  const news = /^\/news\/(\d+)$/.exec(path)?.[1];
  if (news === undefined || Number(news) >= newsCount(agency, items.length)) return null;
  return page(
    agency,
    `ข่าวที่ ${news}`,
    items,
    `<h1>ข่าวประชาสัมพันธ์ที่ ${news}</h1>${prose(agency.index + Number(news))}`,
  );
}

type Items = readonly Pick<Checklist['items'][number], 'code' | 'nameTh'>[];

function page(agency: FarmAgency, title: string, items: Items, body: string): string {
  const menu = items
    .map(({ code, nameTh }) => `<li><a href="/oit/${code.toLowerCase()}">${nameTh}</a></li>`)
    .join('');
  const main = `<nav><ul>${menu}</ul></nav><main>${body}</main>`;
  const content =
    agency.kind === 'scripted'
      ? `<div id="app"></div><script>document.getElementById('app').innerHTML=${JSON.stringify(main).replaceAll('<', '\\u003c')}</script>`
      : main;
  return `<!DOCTYPE html><html lang="th"><head><meta charset="utf-8"><title>${title}</title></head><body><header>${agency.name} อำเภอตัวอย่าง จังหวัดสมมติ</header>${content}<footer>โทร. 0 4200 0000 saraban@example.go.th</footer></body></html>`;
}

function newsCount(agency: FarmAgency, items: number): number {
  return Math.max(0, agency.pages - items - 1);
}

function newsList(agency: FarmAgency, items: number): string {
  return Array.from(
    { length: newsCount(agency, items) },
    (_, at) => `<p><a href="/news/${at}">ข่าวกิจกรรมที่ ${at}</a></p>`,
  ).join('');
}

function table(agency: FarmAgency, at: number): string {
  const rows = Array.from(
    { length: 12 },
    (_, row) =>
      `<tr><td>${row + 1}</td><td>โครงการที่ ${agency.index}-${at}-${row}</td><td>${row * 12_500}</td><td>ดำเนินการแล้ว</td></tr>`,
  );
  return `<table><tr><th>ที่</th><th>โครงการ</th><th>งบประมาณ</th><th>ผลการดำเนินการ</th></tr>${rows.join('')}</table>`;
}

const sentences = [
  'ประชุมประชาคมหมู่บ้านเพื่อรับฟังความคิดเห็นของประชาชน',
  'ลงพื้นที่ตรวจสอบถนนที่ชำรุดและซ่อมแซมให้แล้วเสร็จ',
  'จัดกิจกรรมวันเด็กแห่งชาติ ณ ลานหน้าที่ทำการ',
  'ประกาศรับสมัครบุคคลเพื่อสรรหาเป็นพนักงานจ้าง',
  'ประชาสัมพันธ์การชำระภาษีที่ดินและสิ่งปลูกสร้าง',
];

function prose(seed: number): string {
  return Array.from({ length: 20 }, (_, at) => `<p>${sentences[(seed + at) % sentences.length]}</p>`).join(
    '',
  );
}
