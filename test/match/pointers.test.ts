import { describe, expect, it } from 'vitest';
import { siteUrl } from '../judge/build.ts';
import { buildMatch, candidatesOf } from './build.ts';

const plan = 'แผนปฏิบัติการป้องกันการทุจริต ประจำปีงบประมาณ พ.ศ. 2568';

const index = (below: string): string =>
  `<title>OIT 2568</title><main><h1>การเปิดเผยข้อมูลสาธารณะ (OIT) 2568</h1><h4>O24 การดำเนินการเพื่อจัดการความเสี่ยง</h4><p>เอกสาร : <a href="/24.pdf">ดาวน์โหลด (24.pdf)</a></p><h4>${plan}</h4>${below}</main><footer>${'ที่อยู่และโทรศัพท์ของหน่วยงาน '.repeat(4)}</footer>`;

async function readO25(
  below: string,
): Promise<{ sections: number; best: string | undefined; trust: number }> {
  const found = candidatesOf(await buildMatch({ '': index(below) }), 'O25');
  const best = found[0];
  return {
    sections: found.filter(({ section }) => section !== null).length,
    best: best?.url.replace(siteUrl, ''),
    trust: best?.labels.find(({ text }) => text === plan)?.trust ?? 0,
  };
}

describe('a heading over one link', () => {
  it('hands the item to what lies behind the link', async () => {
    const read = await readO25('<p>เอกสาร : <a href="/25.pdf">ดาวน์โหลด (25.pdf)</a></p>');
    expect(read).toEqual({ sections: 0, best: '25.pdf', trust: 0.97 });
  });

  it('does so for a page of the site, and for two links to one address', async () => {
    const read = await readO25('<p><a href="/25"><img src="/i.png" alt=""></a> <a href="/25">คลิก</a></p>');
    expect(read).toMatchObject({ sections: 0, best: '25' });
  });

  it.each([
    ['two links', '<p><a href="/a.pdf">ส่วนที่ 1</a> <a href="/b.pdf">ส่วนที่ 2</a></p>'],
    [
      'words of its own',
      `<p>${'โครงการอบรมคุณธรรมจริยธรรม งบประมาณ 20,000 บาท '.repeat(2)}</p><p><a href="/a.pdf">คลิก</a></p>`,
    ],
    [
      'a table',
      '<table><tr><th>โครงการ</th><th>งบ</th></tr><tr><td>อบรม</td><td>1</td></tr></table><p><a href="/a.pdf">คลิก</a></p>',
    ],
    ['a page elsewhere', '<p><a href="https://lin.ee/abc">คลิก</a></p>'],
    ['a file that names another item', '<p><a href="/a.pdf">คู่มือการปฏิบัติงานของเจ้าหน้าที่</a></p>'],
  ])('stays a stretch of the page where there is %s', async (_, below) => {
    expect((await readO25(below)).sections).toBe(1);
  });
});

describe('an entry of an index that tells what is behind its link', () => {
  const entry = (at: number): string => `<h4>${at}. เรื่องที่ ${at}</h4><p><a href="/${at}">เปิดดู</a></p>`;
  const entries = (count: number): string => Array.from({ length: count }, (_, at) => entry(at + 1)).join('');
  const claim = 'แสดงโครงการและกิจกรรมป้องกันการทุจริตทุกโครงการของปี 2568 พร้อมงบประมาณและช่วงเวลาดำเนินการ';
  const described = (text: string): string => `<p>${text}<br><a href="/25">แผน</a></p>`;

  it('shows nothing itself, whatever it claims', async () => {
    const read = await readO25(described(claim) + entries(8));
    expect(read).toMatchObject({ sections: 0, best: '25' });
  });

  it.each([
    ['on a page of few entries', described(claim) + entries(3)],
    ['where it tells an amount', described(`${claim} รวม 45,000 บาท`) + entries(8)],
    ['where it says that there is none', described(`${claim} แต่ไม่มีผู้ร้องเรียน`) + entries(8)],
  ])('is a stretch of the page %s', async (_, below) => {
    expect((await readO25(below)).sections).toBeGreaterThan(0);
  });
});
