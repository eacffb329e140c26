import { describe, expect, it } from 'vitest';
import { page, type PageSource } from '../fixtures/site.ts';
import { createCliBench, quick } from './support.ts';

const bench = createCliBench();

const names = [
  'โครงสร้าง',
  'ข้อมูลผู้บริหาร',
  'ข้อมูลการติดต่อ',
  'ข่าวประชาสัมพันธ์',
  'แผนยุทธศาสตร์',
  'แผนดำเนินงาน',
  'รายงานประจำปี',
];

function index(year: number, folder: string): string {
  const rows = names.map(
    (name, at) =>
      `<tr><td>O${at + 1}</td><td>${name}</td><td><a href="/${folder}/${at + 1}">เปิดดู</a></td></tr>`,
  );
  return page(
    `OIT ${year}`,
    `<main><h1>การเปิดเผยข้อมูลสาธารณะ OIT ปี ${year}</h1><table><tr><th>ข้อ</th><th>เรื่อง</th><th>ลิงก์</th></tr>${rows.join('')}</table></main>`,
  );
}

const pages: Record<string, PageSource> = {
  '/': page(
    'อบต.ตัวอย่าง',
    '<main><a href="/ita68">OIT 2568</a> <a href="/ita67">OIT 2567</a> <a href="/report">รายงานผลการดำเนินงานประจำปี 2567</a></main>',
  ),
  '/ita68': index(2568, 'y68'),
  '/ita67': index(2567, 'y67'),
  '/report': page('รายงาน', '<main><h1>รายงานผลการดำเนินงานประจำปี 2567</h1><p>ผลการดำเนินงาน</p></main>'),
};
for (const folder of ['y67', 'y68'])
  names.forEach((name, at) => {
    pages[`/${folder}/${at + 1}`] = page(
      name,
      `<main><h1>${name}</h1><p>รายละเอียดของ${name}ของหน่วยงานเรา</p></main>`,
    );
  });

describe('--declared index', () => {
  it('takes what the index of the year links to as declared, and of no other year', async () => {
    const site = await bench.serve(pages);
    const { code, stderr } = await bench.oit([
      'check',
      site.url,
      ...quick,
      '--render',
      'never',
      '--out',
      'a',
      '--declared',
      'index',
    ]);
    expect(code, stderr).toBe(0);
    const { items } = await bench.result('a');
    expect(items.slice(0, 8).map((item) => item.declared.map(({ url }) => url))).toEqual([
      ...names.map((_, at) => [`${site.url}/y68/${at + 1}`]),
      [],
    ]);
    const report = items.find((item) => item.code === 'O7');
    expect(report?.evidence[0]).toMatchObject({ url: `${site.url}/y68/7`, source: 'declared' });
  });

  it('has nothing to take where no index names the year', async () => {
    const { '/ita68': _, ...rest } = pages;
    const site = await bench.serve(rest);
    await bench.oit(['check', site.url, ...quick, '--render', 'never', '--out', 'a', '--declared', 'index']);
    const { items } = await bench.result('a');
    expect(items.flatMap((item) => item.declared)).toEqual([]);
  });
});
