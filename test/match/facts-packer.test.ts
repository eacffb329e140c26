import { expect, test } from 'vitest';
import { PageMemory } from '../../src/extract/page-memory.ts';
import { extractPage } from '../../src/extract/page.ts';
import { FactsPacker, type PackedFacts, repackFurniture, unpackFacts } from '../../src/match/facts-packer.ts';
import type { LinkFacts, PageFacts } from '../../src/snapshot/page-facts.ts';
import { keptBytes } from '../fixtures/kept-bytes.ts';

const url = 'http://127.0.0.1/page/1';

function pageHtml(number: number, padding: string): string {
  return `<html><head><title>เทศบาลตำบลตัวอย่าง หน้าที่ ${number} ของเว็บไซต์</title>
    <meta name="generator" content="ระบบจัดการเว็บไซต์ของเทศบาล รุ่น ${number}"></head><body><!--${padding}-->
    <ul class="menu"><li>ข้อมูลทั่วไปของเทศบาล<ul><li><a href="/page/7" title="ดูโครงสร้างของเทศบาล">โครงสร้างหน่วยงาน</a></ul></ul>
    <h1>รายงานผลการดำเนินงานประจำปี ${number}</h1><form action="/search"><input name="q" placeholder="คำค้นหาในเว็บไซต์นี้"></form>
    <table><caption>แผนการจัดซื้อจัดจ้างทั้งหมด</caption><tr><th>โครงการที่ดำเนินการ<th>งบประมาณที่ได้รับ
    <tr><td>ก่อสร้างถนนคอนกรีต สายที่ ${number}<td><a href="/files/${number}.pdf">ดาวน์โหลดเอกสารแนบ</a></table>
    <img src="/a/${number}.png" alt="ภาพกิจกรรมของเทศบาลตำบล"></body></html>`;
}

/** Two pages that were read with one memory share what they have in common. */
function twoPages(): [PageFacts, PageFacts] {
  const memory = new PageMemory();
  return [extractPage(pageHtml(1, ''), url, memory), extractPage(pageHtml(2, ''), url, memory)];
}

test('facts are the same after they were packed, whatever was packed before', () => {
  const packer = new FactsPacker();
  const pages = [...twoPages(), extractPage('', url), extractPage('<p>a\n\n<p>b<br><br>c', url)];
  const before: PageFacts[] = structuredClone(pages);
  const packed = pages.map((facts) => packer.pack(facts));
  expect(packed.map(unpackFacts)).toEqual(before);
  expect(pages).toEqual(before);
  expect(before[0]?.links.length).toBeGreaterThan(1);
});

test('what two pages have in common is kept once', () => {
  const packer = new FactsPacker();
  const [one, two] = twoPages().map((facts) => packer.pack(facts));
  expect(one?.links[0]?.url).toMatch(/7$/);
  expect(one?.links[0]).toBe(two?.links[0]);
  expect(one?.links[1]).not.toBe(two?.links[1]);
});

const link: LinkFacts = {
  url: 'http://127.0.0.1/a',
  wrapper: null,
  via: 'a',
  text: 'แผน',
  textFrom: 'text',
  extra: [],
  row: null,
  headings: [],
  menu: [],
  before: '',
  inChrome: false,
  isDownload: false,
  at: 0,
};
const others: [string, Partial<LinkFacts>][] = [
  ['wrapper', { wrapper: 'http://127.0.0.1/viewer' }],
  ['via', { via: 'iframe' }],
  ['text', { text: 'แผนงาน' }],
  ['textFrom', { textFrom: 'title' }],
  ['extra', { extra: ['ดู'] }],
  ['row', { row: [] }],
  ['cells of the row', { row: ['1', 'แผน'] }],
  ['headings', { headings: [''] }],
  ['menu', { menu: ['เมนู'] }],
  ['before', { before: 'เอกสาร : ' }],
  ['isDownload', { isDownload: true }],
  ['inChrome', { inChrome: true }],
  ['at', { at: 1_999_999 }],
];

test.each(others)('links to one address that differ in %s stay two things', (_, other) => {
  const links = [link, { ...link, ...other }, link];
  const packed = new FactsPacker().pack({ ...extractPage('', url), links });
  expect(unpackFacts(packed).links).toEqual(links);
});

test('links to one address under a few names are kept once for all pages', () => {
  const packer = new FactsPacker();
  const facts = { ...extractPage('', url), links: ['ก', 'ข', 'ค'].map((text) => ({ ...link, text })) };
  const [one, two] = [packer.pack(facts), packer.pack(facts)];
  expect(one.links.map((words, at) => words === two.links[at])).toEqual([true, true, true]);
});

test('an address that every page calls differently is told apart all the same', () => {
  const links = Array.from({ length: 60 }, (_, at) => ({ ...link, text: `หน้า ${at % 30}`, at }));
  const packed = new FactsPacker().pack({ ...extractPage('', url), links });
  expect(unpackFacts(packed).links).toEqual(links);
});

test('pictures at one address keep their words', () => {
  const images = ['ก', 'ข', 'ก'].map((alt, at) => ({ url: link.url, alt, at, inChrome: at === 1 }));
  const packed = new FactsPacker().pack({ ...extractPage('', url), images });
  expect(unpackFacts(packed).images).toEqual(images);
});

test('furniture that was found later takes the place of the page’s own', () => {
  const facts = extractPage(pageHtml(1, ''), url);
  const marked: PageFacts = {
    ...facts,
    chrome: [[0, 5]],
    links: facts.links.map((one) => ({ ...one, inChrome: true })),
    images: facts.images.map((one) => ({ ...one, inChrome: true })),
  };
  const packed = new FactsPacker().pack(facts);
  expect(unpackFacts(repackFurniture(packed, marked))).toEqual(marked);
  expect(unpackFacts(packed)).toEqual(facts);
});

test('the facts of many pages do not hold on to their HTML', () => {
  const packer = new FactsPacker();
  const pack = (): PackedFacts[] =>
    Array.from({ length: 40 }, (_, number) =>
      packer.pack(extractPage(pageHtml(number, 'ก'.repeat(500_000)), url)),
    );
  // 40 pages of 1 MB each
  expect(keptBytes(pack)).toBeLessThan(10_000_000);
});
