import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { extractPage } from '../../src/extract/page.ts';
import { FactsKeeper } from '../../src/match/detach-facts.ts';
import type { PageFacts } from '../../src/snapshot/page-facts.ts';

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

test('facts are the same after they were freed from their page', () => {
  const facts = extractPage(pageHtml(1, ''), url);
  const before: PageFacts = structuredClone(facts);
  new FactsKeeper().detach(facts);
  expect(facts).toEqual(before);
  expect(facts.links.length).toBeGreaterThan(1);
});

test('a link without headings and one under an empty heading stay two things', () => {
  const facts = extractPage(pageHtml(1, ''), url);
  const [first, second] = facts.links;
  if (first === undefined || second === undefined) throw new Error('the page has two links');
  first.headings = [];
  second.headings = [''];
  new FactsKeeper().detach(facts);
  expect(facts.links.slice(0, 2).map(({ headings }) => headings)).toEqual([[], ['']]);
});

test('the facts of many pages do not hold on to their HTML', () => {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  const keeper = new FactsKeeper();
  const kept: PageFacts[] = [];
  collect();
  const before = process.memoryUsage().heapUsed;
  for (let number = 0; number < 40; number++) {
    const facts = extractPage(pageHtml(number, 'ก'.repeat(500_000)), url);
    keeper.detach(facts);
    kept.push(facts);
  }
  collect();
  // 40 pages of 1 MB each
  expect(process.memoryUsage().heapUsed - before).toBeLessThan(10_000_000);
  expect(kept).toHaveLength(40);
});
