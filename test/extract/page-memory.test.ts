import { describe, expect, it } from 'vitest';
import { PageMemory } from '../../src/extract/page-memory.ts';
import { extractPage } from '../../src/extract/page.ts';

const menu = `<nav class="main-menu"><a href="/a">ก</a><a href="b.html">ข</a><a href="?page=2">ค</a><a href=" ?page=3">ง</a>
  <a href="//other.go.th/x">จ</a><a href="../up">ฉ</a><a href="http://third.go.th">ช</a><a href="httpdocs/x.pdf">ซ</a>
  <a href="http:same">ฌ</a><a href="#top">ญ</a><a href="\\back">ฎ</a><a href="javascript:location.href='/s'">ฏ</a>
  <a href="viewer.html?file=/doc.pdf">ฐ</a></nav>`;

const pages: [string, string][] = [
  ['https://one.go.th/', menu],
  ['https://one.go.th/news/list.php?id=1', menu],
  ['https://one.go.th/news/list.php?id=2/3', menu],
  ['http://one.go.th/news/list.php?id=2', menu],
  ['https://two.go.th/news/', menu],
  ['https://one.go.th/deep/er/', `<base href="/else/where/">${menu}`],
  ['https://one.go.th', `<div class="main-menu sidebar">${menu}</div>`],
];

describe('what pages teach of each other', () => {
  it('changes nothing of what they are read as', () => {
    const alone = pages.map(([url, html]) => extractPage(html, url));
    const memory = new PageMemory();
    expect(pages.map(([url, html]) => extractPage(html, url, memory))).toEqual(alone);
    // and once more, when all of it is known
    expect(pages.map(([url, html]) => extractPage(html, url, memory))).toEqual(alone);
    expect(alone[1]?.links.map(({ url }) => url)).toContain('https://one.go.th/news/list.php?page=2');
  });

  it('stays right when a site makes up addresses without end', () => {
    const memory = new PageMemory();
    const many = (from: number): string =>
      Array.from({ length: 4_000 }, (_, at) => `<a href="/p${from + at}">x</a>`).join('');
    for (let from = 0; from < 40_000; from += 4_000) extractPage(many(from), 'https://one.go.th/', memory);
    expect(extractPage(menu, 'https://one.go.th/', memory)).toEqual(extractPage(menu, 'https://one.go.th/'));
  });
});
