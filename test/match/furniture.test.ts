import { describe, expect, it } from 'vitest';
import { isEmptyShell, mainContent } from '../../src/extract/emptiness.ts';
import { extractPage } from '../../src/extract/page.ts';
import { markFurniture } from '../../src/match/furniture.ts';
import type { PageFacts } from '../../src/snapshot/page-facts.ts';
import { siteUrl } from '../judge/build.ts';

const entries = ['หน้าแรก', 'ข้อมูลผู้บริหาร', 'กฎหมายที่เกี่ยวข้อง', 'แผนพัฒนาท้องถิ่น', 'ติดต่อเรา', 'ดาวน์โหลดแผน'];

/** A page laid out with a table, whose menu is a cell without a name. */
const layout = (title: string, body: string, own = -1): string => {
  const menu = entries.map((entry, at) =>
    at === own ? `<li>${entry}</li>` : `<li><a href="/m${at}${at === 5 ? '.pdf' : ''}">${entry}</a></li>`,
  );
  return `<title>เทศบาล</title><table><tr><td colspan="2"><img src="/banner.jpg"></td></tr><tr><td><ul>${menu.join('')}</ul></td><td><table><tr><td><b>${title}</b></td></tr><tr><td>${body}</td></tr></table></td></tr><tr><td colspan="2">เทศบาลตำบลตัวอย่าง โทรศัพท์ 0-2000-0000</td></tr></table>`;
};

function mark(bodies: readonly string[]): PageFacts[] {
  const pages = bodies.map((html, at) => {
    const url = `${siteUrl}p${at}`;
    return { url, facts: extractPage(html, url) };
  });
  return [...markFurniture(pages)].map(
    (marked, at) => marked ?? pages[at]?.facts ?? extractPage('', siteUrl),
  );
}

const others = Array.from({ length: 6 }, (_, at) =>
  layout(`เรื่องที่ ${at}`, `<p>เนื้อหาของเรื่องที่ ${at} ซึ่งมีแต่หน้านี้</p><p><a href="/f${at}.pdf">เอกสาร ${at}</a></p>`),
);

describe('what most pages of a site share', () => {
  it('is furniture: menu, banner and footer of a layout table', () => {
    const [facts] = mark(others);
    const main = mainContent(facts ?? extractPage('', siteUrl));
    expect(main.text).toBe('เรื่องที่ 0\nเนื้อหาของเรื่องที่ 0 ซึ่งมีแต่หน้านี้\nเอกสาร 0');
    expect(main.links.map(({ text }) => text)).toEqual(['เอกสาร 0']);
    expect(main.images).toEqual([]);
  });

  it('is the portrait beside every page, and not the same one among the executives', () => {
    const portrait = (alt: string): string => `<img src="/mayor.jpg" alt="${alt}">`;
    const page = (body: string): string => `<div>${portrait('นายกเทศมนตรี')}</div><h1>เรื่อง</h1><p>${body}</p>`;
    const texts = Array.from({ length: 6 }, (_, at) => `เนื้อหาของหน้าที่ ${at}`);
    const [facts] = mark([page(portrait('นายสมชาย ใจดี')), ...texts.map(page)]);
    expect(facts?.images.map(({ alt, inChrome }) => [alt, inChrome])).toEqual([
      ['นายกเทศมนตรี', true],
      ['นายสมชาย ใจดี', false],
    ]);
  });

  it('is a footer too whose counter goes on and that has a link', () => {
    const footer = (at: number): string =>
      `<p>อบต.ตัวอย่าง 188 หมู่ 3 อำเภอตัวอย่าง | <a href="/">หน้าแรก</a> | ผู้เข้าชม 128,${400 + at} ราย</p>`;
    const page = (at: number): string =>
      `<title>เรื่อง</title><h2>เรื่อง ${at}</h2><p>เนื้อหา ${at}</p>${footer(at)}`;
    const facts = mark(Array.from({ length: 6 }, (_, at) => page(at)))[3];
    expect(mainContent(facts ?? extractPage('', siteUrl)).text).toBe('เรื่อง 3\nเนื้อหา 3');
  });

  it('is a footer with links too, and not the link that a picture makes in the line before it', () => {
    const page = (at: number): string =>
      `<h2>เรื่อง ${at}</h2><table><tr><th>เอกสาร</th><th>วันที่ลง</th><th></th></tr><tr><td>ฉบับเต็ม</td><td>เล่ม ${at}</td><td><a href="/f${at}.pdf"><img src="/dl.png" alt="ดาวน์โหลด"></a></td></tr></table><div>โทร. 0-2000-0000 | <a href="/map">แผนที่</a> | <a href="/eit">ตอบแบบวัด</a></div>`;
    const facts = mark(Array.from({ length: 6 }, (_, at) => page(at)))[3];
    const own = mainContent(facts ?? extractPage('', siteUrl)).links.map(({ url }) => url);
    expect(own).toEqual([`${siteUrl}f3.pdf`]);
  });

  it('is a banner too that is laid out as a table, and what stands below it', () => {
    const banner =
      '<table><tr><td><img src="/logo.png"></td><td><b>อบต.ตัวอย่าง</b><br>อำเภอตัวอย่าง</td></tr></table><p>ชำระภาษี ปี 2568 ได้ที่กองคลัง</p>';
    const own = (at: number): string =>
      `${banner}<h2>เรื่อง ${at}</h2><table><tr><td>รายการ</td><td>${at} บาท</td></tr></table>`;
    const facts = mark(Array.from({ length: 6 }, (_, at) => own(at)))[3];
    const main = mainContent(facts ?? extractPage('', siteUrl));
    expect(main.text).toBe('เรื่อง 3\nรายการ\t3 บาท');
    expect(main.tables).toHaveLength(1);
  });

  it('is so too where the menu shows the page itself without a link', () => {
    const facts = mark([...others, layout('ผู้บริหาร', '<p>นายก ก. ใจดี</p>', 2)]).at(-1);
    expect(mainContent(facts ?? extractPage('', siteUrl)).text).toBe('ผู้บริหาร\nนายก ก. ใจดี');
  });

  it('leaves nothing of an empty page', () => {
    const empty = layout('แผนการใช้จ่าย', '<p>ยังไม่มีข้อมูล</p>');
    const facts = mark([...others, empty]).at(-1);
    expect(isEmptyShell(extractPage(empty, siteUrl)).empty).toBe(false);
    expect(facts === undefined ? null : isEmptyShell(facts).empty).toBe(true);
  });

  it('takes the table that has the menu in a cell for layout, and what is left of its cell for no part of the page', () => {
    const cell = (title: string, body: string): string =>
      `<title>เทศบาล : ${title}</title><table><tr><td colspan="2">เทศบาลตำบลตัวอย่าง</td></tr><tr><td>${entries
        .slice(0, 5)
        .map((entry, at) => `<a href="/m${at}">${entry}</a><br>`)
        .join('')}ระบบเดิม</td><td><b>${title}</b><br>${body}</td></tr></table>`;
    const pages = Array.from({ length: 6 }, (_, at) => cell(`เรื่องที่ ${at}`, `เนื้อหาที่ ${at} ซึ่งมีแต่หน้านี้`));
    const all = mark([...pages, cell('แผนพัฒนาบุคลากร', 'อยู่ระหว่างปรับปรุงข้อมูล<br>ขออภัยในความไม่สะดวก')]);
    const [first] = all;
    const last = all.at(-1);
    if (first === undefined || last === undefined) throw new Error('no page was read');
    expect(first.tables).toEqual([]);
    expect(mainContent(first).text).toBe('ระบบเดิม\nเรื่องที่ 0\nเนื้อหาที่ 0 ซึ่งมีแต่หน้านี้');
    expect(isEmptyShell(last).empty).toBe(true);
    expect(isEmptyShell(first).empty).toBe(true);
  });

  it('keeps a list of the same pages on a page of its own order, and single links to them', () => {
    const list = layout(
      'รวมลิงก์',
      '<p>อ่านแผนได้ที่ <a href="/m3">แผนพัฒนาท้องถิ่น</a></p><p>หรือโทร <a href="/m4">ติดต่อเรา</a></p>',
    );
    const facts = mark([...others, list]).at(-1);
    expect(mainContent(facts ?? extractPage('', siteUrl)).links.map(({ url }) => url)).toEqual([
      `${siteUrl}m3`,
      `${siteUrl}m4`,
    ]);
  });

  it('heads nothing of a page with the bold lines of its menu', () => {
    const menu = entries
      .map((entry, at) => `<b>หมวดที่ ${entry}</b><br><a href="/m${at}">${entry}</a><br>`)
      .join('');
    const body = (at: number): string =>
      ['ก', 'ข', 'ค'].map((name) => `<b>เรื่อง ${name}${at}</b><br>ความ ${name}${at}<br>`).join('');
    const pages = Array.from(
      { length: 6 },
      (_, at) => `<table><tr><td>${menu}</td><td>หน้าที่ ${at}<br>${body(at)}</td></tr></table>`,
    );
    expect(mark(pages)[0]?.headings.map(({ text }) => text)).toEqual(['เรื่อง ก0', 'เรื่อง ข0', 'เรื่อง ค0']);
  });

  it('is the menu of a unit on the pages of its folder', () => {
    const unit = (name: string, at: number): { url: string; html: string } => {
      const menu = [0, 1, 2, 3, 4].map(
        (entry) => `<a href="/unit/${name}/${entry}.php">งาน ${name} ${entry}</a><br>`,
      );
      return {
        url: `${siteUrl}unit/${name}/${at}.php`,
        html: `<table><tr><td>${menu.join('')}</td><td><b>เรื่อง ${name} ${at}</b><br>เนื้อหาของ ${name} ${at}</td></tr></table>`,
      };
    };
    const pages = ['clerk', 'finance', 'works'].flatMap((name) =>
      [0, 1, 2, 3, 4].map((at) => unit(name, at)),
    );
    const read = pages.map(({ url, html }) => ({ url, facts: extractPage(html, url) }));
    const [first] = [...markFurniture(read)];
    expect(first == null ? null : mainContent(first).text).toBe('เรื่อง clerk 0\nเนื้อหาของ clerk 0');
    // as few pages of a folder as tell nothing
    const few = [
      ...markFurniture(read.filter(({ url }) => !url.includes('clerk') || /[012]\.php/.test(url))),
    ];
    expect(few[0]).toBeNull();
  });

  it('is the menu of a section on the pages that it leads to, whatever their addresses', () => {
    const links = (from: number): string =>
      [0, 1, 2, 3, 4].map((at) => `<li><a href="/menu/${from + at}">หัวข้อ ${from + at}</a></li>`).join('');
    const one = (id: number, body: string): { url: string; html: string } => ({
      url: `${siteUrl}menu/${id}`,
      html: `<ul>${links(Math.floor(id / 10) * 10)}</ul><h2>หัวข้อ ${id}</h2><p>${body}</p>`,
    });
    const entriesOf = [10, 20, 30].flatMap((from) =>
      [0, 1, 2, 3, 4].map((at) => one(from + at, `เนื้อหาที่ ${from + at}`)),
    );
    const index = { url: `${siteUrl}menu/99`, html: `<h2>สารบัญ</h2><ul>${links(10)}</ul>` };
    const read = [...entriesOf, index].map(({ url, html }) => ({ url, facts: extractPage(html, url) }));
    const marked = [...markFurniture(read)];
    const textOf = (facts: PageFacts | null | undefined): string | null =>
      facts == null ? null : mainContent(facts).text;
    expect(textOf(marked[0])).toBe('หัวข้อ 10\nเนื้อหาที่ 10');
    expect(textOf(marked[14])).toBe('หัวข้อ 34\nเนื้อหาที่ 34');
    // what shows the same links as its content leads to them
    expect(marked.at(-1)).toBeNull();
  });

  it('is not told from a handful of pages, nor from one page under many addresses', () => {
    const few = others.slice(0, 4);
    expect(mark(few).every(({ chrome }) => chrome.length === 0)).toBe(true);
    expect(
      mark(Array.from({ length: 9 }, () => others[0] ?? '')).every(({ chrome }) => chrome.length === 0),
    ).toBe(true);
  });

  it('is counted to the page where most pages with it come late', () => {
    const plain = (at: number): string =>
      `<p>เนื้อหาของเรื่องที่ ${at}</p><p><a href="/f${at}.pdf">เอกสาร ${at}</a></p>`;
    const site = (isWithMenu: (at: number) => boolean): PageFacts[] =>
      mark(
        Array.from({ length: 200 }, (_, at) =>
          isWithMenu(at) ? layout(`เรื่องที่ ${at}`, plain(at)) : plain(at),
        ),
      );
    const menuOf = (facts: PageFacts | undefined): number =>
      facts?.links.filter(({ inChrome }) => inChrome).length ?? 0;
    expect(menuOf(site((at) => at === 3 || at > 100).at(-1))).toBe(entries.length);
    expect(menuOf(site((at) => at > 100).at(-1))).toBe(0);
  });

  it('is told of one page under many addresses by the last of them', () => {
    const menu = (to: string): string =>
      entries.map((entry, at) => `<li><a href="/${to}${at}">${entry}</a></li>`).join('');
    const page = (to: string, at: number): string =>
      `<title>เทศบาล</title><ul>${menu(to)}</ul><p>เรื่องที่ ${at}</p>`;
    const pages = [page('x', 1), page('m', 2), page('m', 3), page('x', 4), page('x', 5)];
    const isMarked = (bodies: string[]): boolean =>
      mark(bodies)[1]?.links.every(({ inChrome }) => inChrome) === true;
    expect(isMarked([...pages, page('m', 1)])).toBe(true);
    expect(isMarked([page('m', 1), ...pages.slice(1), page('x', 1)])).toBe(false);
  });

  it('is not told from the pages of another host', () => {
    const pages = others.slice(0, 4).flatMap((html, at) =>
      [siteUrl, 'http://other.example/'].map((base) => {
        const url = `${base}p${at}`;
        return { url, facts: extractPage(html, url) };
      }),
    );
    expect([...markFurniture(pages)]).toEqual(pages.map(() => null));
  });
});
