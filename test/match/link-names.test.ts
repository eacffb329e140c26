import { describe, expect, it } from 'vitest';
import { buildMatch, candidatesOf, urlsOf } from './build.ts';

const page = (title: string, body: string): string =>
  `<title>${title}</title><main><h1>${title}</h1>${body}</main>`;
const index = (body: string): Record<string, string> => ({ '': page('เปิดเผยข้อมูล', body) });

describe('a link that says nothing', () => {
  it('has the words of the block before it, where rows are made of blocks', async () => {
    const rows = ['แผนการป้องกันการทุจริต', 'คู่มือการปฏิบัติงานของเจ้าหน้าที่', 'ประมวลจริยธรรม'].map(
      (name, at) => `<div class="row"><div>${name}</div><div><a href="/page/${at}">คลิก</a></div></div>`,
    );
    const context = await buildMatch(index(rows.join('')));
    expect(urlsOf(context, 'O25')[0]).toBe('page/0');
    expect(urlsOf(context, 'O8')[0]).toBe('page/1');
  });

  it('has the words since the link before it, where one cell holds a whole list', async () => {
    const context = await buildMatch(
      index(
        `<table><tr><td>ชั้น 1</td><td>1. แผนยุทธศาสตร์<br>เอกสาร : <a href="/f/1.pdf">ดาวน์โหลด</a><br>2. คู่มือการปฏิบัติงานของเจ้าหน้าที่<br>เอกสาร : <a href="/f/2.pdf">ดาวน์โหลด</a> <a href="/f/3.pdf">ดาวน์โหลด</a><br>3. ประมวลจริยธรรม<br>เอกสาร : <a href="/f/4.pdf">ดาวน์โหลด</a></td></tr></table>`,
      ),
    );
    expect(urlsOf(context, 'O5')).toContain('f/1.pdf');
    expect(urlsOf(context, 'O8').slice(0, 2).toSorted()).toEqual(['f/2.pdf', 'f/3.pdf']);
    expect(urlsOf(context, 'O5')).not.toContain('f/2.pdf');
  });

  it('has the words of its own cell, where the page is laid out as a table with the menu in another', async () => {
    const menu = [...Array(12).keys()]
      .map((at) => `• <a href="/m/${at}">หน่วยงานย่อยที่ ${at} ของเรา</a>`)
      .join(' ');
    const cell =
      'รายงานผลการดำเนินงานประจำปี 2567<br><a href="/u/1">สำนักปลัด</a> | ลงวันที่ 28 ต.ค. 2567<br><a href="/f/1.pdf">รายงาน</a>';
    const context = await buildMatch({
      '': `<table><tr><td>${menu}</td><td>${cell}</td></tr></table>`,
    });
    expect(candidatesOf(context, 'O7').find(({ url }) => url.endsWith('/f/1.pdf'))?.labels[0]?.text).toMatch(
      /^รายงานผลการดำเนินงานประจำปี 2567/,
    );
  });

  it('leads back, whatever stands beside it', async () => {
    const context = await buildMatch(
      index('<table><tr><td>ประมวลจริยธรรม</td><td><a href="/u/1">&lt;&lt; กลับ</a></td></tr></table>'),
    );
    expect(urlsOf(context, 'O16')).not.toContain('u/1');
    const named = await buildMatch(
      index('<table><tr><td>ประมวลจริยธรรม</td><td><a href="/u/1">กลับหน้า ITA 2568</a></td></tr></table>'),
    );
    expect(urlsOf(named, 'O16')).not.toContain('u/1');
  });

  it('has none of the words that follow the link before it on its line', async () => {
    const context = await buildMatch(
      index('<p><a href="/f/1.pdf">คลิก</a> ประมวลจริยธรรม</p><p><a href="/f/2.pdf">คลิก</a> ข้อมูลอื่น</p>'),
    );
    expect(urlsOf(context, 'O16')).not.toContain('f/2.pdf');
  });

  it('is one whose words stand on many links of the page, whatever they are', async () => {
    const rows = ['แผนการป้องกันการทุจริต', 'คู่มือการปฏิบัติงานของเจ้าหน้าที่', 'ประมวลจริยธรรม', 'แจ้งเบาะแสการทุจริต'];
    const table = (words: string) =>
      index(
        `<table>${rows.map((name, at) => `<tr><td>${name}</td><td><a href="/p/${at}">${words}</a></td></tr>`).join('')}</table>`,
      );
    const relevanceOf = async (words: string): Promise<number> =>
      candidatesOf(await buildMatch(table(words)), 'O16')[0]?.relevance ?? 0;
    expect(await relevanceOf('กดตรงนี้เลยจ้า')).toBeGreaterThan(0.8);
  });
});

describe('a code', () => {
  const names = [
    'O1 โครงสร้าง',
    'O2 ข้อมูลผู้บริหาร',
    'O5 แผนยุทธศาสตร์',
    'O8 คู่มือการปฏิบัติงานของเจ้าหน้าที่',
    'O25 แผนปฏิบัติการป้องกันการทุจริต',
  ];
  const list = (texts: string[]): Record<string, string> =>
    index(`<ul>${texts.map((text, at) => `<li><a href="/p/${at}">${text}</a></li>`).join('')}</ul>`);

  it('names the item in a list whose other codes are those of the checklist', async () => {
    const context = await buildMatch(list([...names, 'O14 งานบุคคล']));
    const [first] = candidatesOf(context, 'O14');
    expect(first?.url).toMatch(/p\/5$/);
    expect(first?.factors[0]?.name).toContain('O14');
  });

  it('names none in a list of another year', async () => {
    const older = [
      'O4 แผนยุทธศาสตร์',
      'O13 คู่มือการปฏิบัติงานของเจ้าหน้าที่',
      'O39 แผนปฏิบัติการป้องกันการทุจริต',
      'O2 ข้อมูลผู้บริหาร',
    ];
    const context = await buildMatch(list([...older, 'O14 งานบุคคล']));
    expect(urlsOf(context, 'O14')).not.toContain('p/4');
  });

  it('does not stand against words that surely name another item', async () => {
    const context = await buildMatch(list([...names, 'O14 ประมวลจริยธรรมของพนักงาน']));
    expect(urlsOf(context, 'O14')).not.toContain('p/5');
    expect(urlsOf(context, 'O16')).toContain('p/5');
  });
});
