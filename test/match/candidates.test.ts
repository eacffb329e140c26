import { describe, expect, it } from 'vitest';
import { findEmptyMentions } from '../../src/match/empty-mentions.ts';
import { siteUrl } from '../judge/build.ts';
import { buildFacts, filler } from '../judge/build-documents.ts';
import { buildMatch, candidatesOf, urlsOf } from './build.ts';

const page = (title: string, body: string): string =>
  `<title>${title}</title><nav><ul><li><a href="/">หน้าแรก</a></li><li><a href="/staff">รายชื่อพนักงาน</a></li></ul></nav><main><h1>${title}</h1>${body}</main>`;

describe('candidates', () => {
  it('are found by the row, where the link says nothing', async () => {
    const context = await buildMatch({
      '': page(
        'เปิดเผยข้อมูล',
        `<table><tr><td>O7</td><td>รายงานผลการดำเนินงานประจำปี 2567</td><td><a href="/f/1.pdf">คลิก</a></td></tr>
<tr><td>O8</td><td>คู่มือการปฏิบัติงานของเจ้าหน้าที่</td><td><a href="/f/2.pdf">คลิก</a></td></tr></table>`,
      ),
    });
    expect(urlsOf(context, 'O7')).toEqual(['f/1.pdf']);
    expect(urlsOf(context, 'O8')).toEqual(['f/2.pdf']);
  });

  it('do not inherit the name of the page through its menu or through links with names of their own', async () => {
    const context = await buildMatch({
      '': page('หน้าแรก', '<p><a href="/report">รายงานผลการดำเนินงานประจำปี</a></p>'),
      report: page(
        'รายงานผลการดำเนินงานประจำปี',
        '<p>เนื้อหา</p><p><a href="/song">เพลงประจำเทศบาล</a> <a href="/f/report.pdf">ดาวน์โหลด</a></p>',
      ),
    });
    const found = urlsOf(context, 'O7');
    expect(found).toContain('report');
    expect(found).not.toContain('staff');
    expect(found[0]).toBe('report');
    const song = candidatesOf(context, 'O7').find(({ url }) => url.endsWith('song'));
    expect(song?.relevance ?? 0).toBeLessThan(0.5);
  });

  it('do not give the name of a post to the list that it is filed in, whichever page of the list has it', async () => {
    const titles = ['รายงานผลการดำเนินงานประจำปี 2567', 'ประมวลจริยธรรม', 'แผนพัฒนาบุคลากร', 'คู่มือประชาชน'];
    const post = (title: string): string =>
      page(title, '<p>เผยแพร่เมื่อ 4 ธันวาคม 2567 ใน <a href="/category/ita">ita</a></p><p>เนื้อหาของโพสต์นี้</p>');
    const entry = (title: string, at: number): string => `<li><a href="/p${at}">${title}</a></li>`;
    const rest = ['รับสมัครงาน', 'ราคากลาง', 'ปิดถนน'].map((title, at) => entry(title, at + 10)).join('');
    const listed = titles.slice(1).map((title, at) => entry(title, at + 1));
    const context = await buildMatch({
      '': page('หน้าแรก', `<p><a href="/category/ita">โพสต์</a> <a href="/p0">เรื่องแรก</a></p>`),
      'category/ita': page('หมวดหมู่ ita', `<ul>${listed.join('')}${rest}</ul>`),
      ...Object.fromEntries(titles.map((title, at) => [`p${at}`, post(title)])),
    });
    expect(urlsOf(context, 'O7')).toContain('p0');
    expect(candidatesOf(context, 'O7').filter(({ url }) => url.endsWith('category/ita'))).toEqual([]);
  });

  it('keep a file whose own title is the item’s, whatever its link may be said to be', async () => {
    const title = 'รายงานผลการดำเนินการป้องกันการทุจริต ประจำปี 2567';
    const link = '<p><a href="/f/report.pdf">ดาวน์โหลดรายงานผลการดำเนินงานประจำปี</a></p>';
    const foreign = async (said: string): Promise<boolean | undefined> => {
      const context = await buildMatch(
        { '': page('หน้าแรก', `<a href="/r">${title}</a>`), r: page(title, link) },
        { 'f/report.pdf': buildFacts([`${said}\n${filler}`]) },
      );
      const found = candidatesOf(context, 'O26').find(({ url }) => url === `${siteUrl}r`);
      return found?.attached[0]?.isForeign;
    };
    expect(await foreign('รายงานผลการดำเนินการตามแผนปฏิบัติการป้องกันการทุจริต ประจำปีงบประมาณ 2566')).toBe(false);
    expect(await foreign('รายงานผลการดำเนินงานประจำปี 2567')).toBe(true);
  });

  it('go on under the headings that follow one of the item and name no other', async () => {
    const parts = [
      'ประมวลจริยธรรม',
      'ใครบ้างช่วยดูเรื่องนี้',
      'ทำได้กับทำไม่ได้',
      'แผนปฏิบัติการป้องกันการทุจริต',
      'เรื่องอื่น',
    ].map((heading) => `<h2>${heading}</h2><p>ข้อความใต้ ${heading}</p>`);
    const context = await buildMatch({
      '': page('หน้าแรก', '<a href="/one">งานบุคคล</a>'),
      one: page('งานบุคคล', parts.join('')),
    });
    const texts = candidatesOf(context, 'O16').flatMap(({ page: one, section }) =>
      section === null || one === null ? [] : [one.facts.text.slice(section.from, section.to)],
    );
    expect(texts.some((text) => text.includes('ใต้ ทำได้กับทำไม่ได้') && !text.includes('ป้องกันการทุจริต'))).toBe(
      true,
    );
    expect(texts.some((text) => !text.includes('ใต้ ใครบ้าง'))).toBe(true);
  });

  it('are whole pages of which one heading names the item and none another', async () => {
    const parts = (names: string[]) =>
      names.map((name) => `<h2>${name}</h2><p>ข้อความใต้ ${name}</p>`).join('');
    const wholes = async (names: string[]) =>
      candidatesOf(
        await buildMatch({
          '': page('หน้าแรก', '<a href="/one">งานบุคคล</a>'),
          one: page('งานบุคคล', parts(names)),
        }),
        'O16',
      ).filter(({ section }) => section === null);
    expect(await wholes(['ข้อตกลงของเรา', 'คณะทำงาน', 'ประมวลจริยธรรม'])).toHaveLength(1);
    expect(await wholes(['ข้อตกลงของเรา', 'กิจกรรมปี 2568', 'ประมวลจริยธรรม'])).toHaveLength(1);
    expect(await wholes(['๑. ข้อตกลงของเรา', '๒. กิจกรรมปี 2568', '๓. ประมวลจริยธรรม'])).toHaveLength(1);
    expect(await wholes(['ข้อตกลงของเรา', 'ข่าวกิจกรรม', 'ประมวลจริยธรรม'])).toHaveLength(0);
    expect(await wholes(['ข้อตกลงของเรา', 'แผนปฏิบัติการป้องกันการทุจริต', 'ประมวลจริยธรรม'])).toHaveLength(0);
  });

  it('are stretches of a page under a heading that names the item', async () => {
    const context = await buildMatch({
      '': page(
        'หน้าแรก',
        '<h2>ข่าวประชาสัมพันธ์</h2><p>ข่าวของเรา</p><h2>แผนปฏิบัติการป้องกันการทุจริต</h2><p><a href="/p.pdf">แผน</a> <a href="/q.pdf">ภาคผนวก</a></p>',
      ),
    });
    const section = candidatesOf(context, 'O25').find((candidate) => candidate.section !== null);
    expect(section?.section?.heading).toBe('แผนปฏิบัติการป้องกันการทุจริต');
    expect(section?.attached.map(({ url }) => url)).toEqual([`${siteUrl}p.pdf`, `${siteUrl}q.pdf`]);
    expect(candidatesOf(context, 'O4').map((candidate) => candidate.section?.heading)).toContain(
      'ข่าวประชาสัมพันธ์',
    );
  });

  it('are documents by what they call themselves, where no link says it', async () => {
    const context = await buildMatch(
      {
        '': page(
          'ดาวน์โหลด',
          '<p><a href="/f/1.pdf">คลิก</a> <a href="/f/2.pdf">คลิก</a> <a href="/f/1.pdf">ปี 2566</a></p>',
        ),
      },
      { 'f/1.pdf': buildFacts([`แผนปฏิบัติการป้องกันการทุจริต\nประจำปีงบประมาณ พ.ศ. 2568\n${filler}`]) },
    );
    const [found, ...others] = candidatesOf(context, 'O25').filter((candidate) => candidate.page === null);
    expect(others).toEqual([]);
    expect(found?.url).toBe(`${siteUrl}f/1.pdf`);
    expect(found?.opened).toMatchObject({ title: 'แผนปฏิบัติการป้องกันการทุจริต ประจำปีงบประมาณ พ.ศ. 2568' });
    expect(found?.opened?.named[0]?.code).toBe('O25');
    expect(found?.otherLabels).toContain('ปี 2566');
  });

  it.each([
    ['การควบคุมภายใน', 'O24'],
    ['รายงานการประเมินผลการควบคุมภายใน ปี 2567', 'O23'],
    ['แผนอัตรากำลัง 3 ปี', 'O14'],
    ['เทศบัญญัติงบประมาณรายจ่าย ประจำปี 2568', 'O6'],
    ['ร้องเรียนร้องทุกข์ทั่วไป', 'O18'],
    ['คู่มือสำหรับประชาชน', 'O8'],
    ['รายงานติดตามและประเมินผลแผนพัฒนา', 'O7'],
  ])('do not take %s for %s', async (title, code) => {
    const context = await buildMatch({
      '': page('หน้าแรก', `<p><a href="/x">${title}</a></p>`),
      x: page(title, '<p>เนื้อหาของหน้า</p>'),
    });
    const found = candidatesOf(context, code).find(({ url }) => url.endsWith('/x'));
    expect(found?.relevance ?? 0).toBeLessThan(0.5);
  });

  it('come in the same order whatever the order of the pages', async () => {
    const link =
      '<p><a href="/a">รายงานผลการดำเนินงานประจำปี</a> <a href="/b">รายงานผลการดำเนินงานประจำปี</a></p>';
    const [a, b] = [page('หน้า', '<p>ก</p>'), page('หน้า', '<p>ข</p>')];
    const forth = urlsOf(await buildMatch({ '': page('หน้าแรก', link), a, b }), 'O7');
    const back = urlsOf(await buildMatch({ '': page('หน้าแรก', link), b, a }), 'O7');
    expect(forth).toEqual(['a', 'b']);
    expect(back).toEqual(forth);
  });
});

describe('rows without a link', () => {
  const row = (name: string, href: string | null): string =>
    `<tr><td>${name}</td><td>${href === null ? '' : `<a href="${href}">คลิก</a>`}</td></tr>`;
  const index = (year: number): string =>
    page(
      `OIT ประจำปี ${year}`,
      `<table>${row('โครงสร้างและอำนาจหน้าที่', '/1')}${row('ข้อมูลผู้บริหาร', '/2')}${row('ข่าวประชาสัมพันธ์', '/3')}${row('รายงานผลการดำเนินงานประจำปี', null)}${row('หมวดทั่วไป', null)}</table>`,
    );

  it('name the items that an index leaves empty', async () => {
    const mentions = findEmptyMentions(await buildMatch({ '': index(2568) }), 2568);
    expect([...mentions.keys()]).toEqual(['O7']);
    expect(mentions.get('O7')).toMatchObject({
      pageUrl: 'https://agency.example/',
      label: 'รายงานผลการดำเนินงานประจำปี',
    });
  });

  it('of another year’s index say nothing', async () => {
    expect(findEmptyMentions(await buildMatch({ '': index(2567) }), 2568).size).toBe(0);
  });

  it('of a table that is no index say nothing', async () => {
    const table = `<table>${row('รายงานผลการดำเนินงานประจำปี', null)}${row('ข่าว', '/3')}</table>`;
    expect(findEmptyMentions(await buildMatch({ '': page('หน้าแรก', table) }), 2568).size).toBe(0);
  });
});
