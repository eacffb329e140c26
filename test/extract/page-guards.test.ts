import { describe, expect, it } from 'vitest';
import { extractPage } from '../../src/extract/page.ts';
import { processorMs } from '../fixtures/processor-time.ts';

const extract = (html: string) => extractPage(html, 'https://a.go.th/');

/** Several times what a quiet machine needs, and a fraction of what a quadratic reader would. */
const slowMs = 1500;

function timed(html: string) {
  const startMs = processorMs();
  const facts = extract(html);
  return { facts, elapsedMs: processorMs() - startMs };
}

describe('pages that were cut off within a tag', () => {
  it.each(['</p ', '</p/', '<br /', '<br ', '<a href="/x', '</'])('have no words of it: %s', (end) => {
    const html = `<p>คำ${end}`;
    const isWord = end === '</';
    expect(extract(html).text).toBe(isWord ? 'คำ</' : 'คำ');
    // Beyond the first piece the tag would come with all that stands before it.
    expect(extract(`${'<p>ก</p>'.repeat(9_000)}${html}`).text.slice(-2 - end.length)).not.toMatch(
      isWord ? /<p/ : /</,
    );
  });
});

describe('hostile pages', () => {
  it.each([
    ['nested div', '<div>'.repeat(100_000)],
    ['nested div, closed', `${'<div>'.repeat(100_000)}x${'</div>'.repeat(100_000)}`],
    ['nested tables', '<table><tr><td>abc'.repeat(50_000)],
    ['nested lists', '<ul><li>a'.repeat(50_000)],
    ['nested accordions', '<details><summary>หัวข้อ</summary>'.repeat(30_000)],
    ['nested forms', '<form><label>a'.repeat(50_000)],
    ['nested menus', '<div class="menu"><main>x'.repeat(50_000)],
    ['svg', '<svg>'.repeat(50_000)],
    ['elements', '<b>x</b>'.repeat(300_000)],
    ['text', `<p>${'กข '.repeat(1_000_000)}`],
    ['links', '<a href="/x">x</a>'.repeat(20_000)],
    ['images', '<img src="/x.png">'.repeat(20_000)],
  ])('%s: linear, and said to be cut', (_, html) => {
    const { facts, elapsedMs } = timed(html);
    expect(facts.truncated).toBe(true);
    expect(elapsedMs).toBeLessThan(slowMs);
    expect(facts.links.length).toBeLessThanOrEqual(5_000);
    expect(facts.images.length).toBeLessThanOrEqual(2_000);
    expect(facts.text.length).toBeLessThanOrEqual(2_000_000);
    expect(facts.counts.nodes).toBeLessThanOrEqual(200_000);
  });

  it.each([
    ['unclosed anchors', Array.from({ length: 5_000 }, (_, i) => `<a href="/${i}">ลิงก์ ${i} `).join('')],
    ['one huge anchor', `<a href="/x">${'กข '.repeat(300_000)}</a>`],
    ['comments', '<!--'.repeat(200_000)],
    ['angle brackets', '<'.repeat(1_000_000)],
    ['quotes', '<a href="'.repeat(200_000)],
    ['class names', `<div class="${'footer-'.repeat(200_000)}">x</div>`],
    ['spans', `<table>${'<tr><td rowspan=9999 colspan=9999>x'.repeat(10_000)}</table>`],
    ['handlers', `<div onclick="${"location='".repeat(200)}">x</div>`.repeat(1_000)],
    ['entities', `<p>${'&#3585;'.repeat(200_000)}`],
  ])('%s: linear', (_, html) => {
    expect(timed(html).elapsedMs).toBeLessThan(slowMs);
  });

  it('keeps every link of a page of unclosed tags', () => {
    const rows = Array.from({ length: 900 }, (_, i) => `<div><font><b><a href="/${i}">แถว ${i}</a>`).join('');
    const { facts } = timed(rows);
    expect(facts.links).toHaveLength(900);
    expect(facts.links[899]?.text).toBe('แถว 899');
  });

  it('goes on after the deep part', () => {
    const { facts } = timed(
      `${'<div>'.repeat(2_000)}x${'</div>'.repeat(2_000)}<h1>หัว</h1><p><a href="/a">a</a></p>`,
    );
    expect(facts.links[0]?.headings).toEqual(['หัว']);
    expect(facts.text).toBe('x\nหัว\na');
  });

  it('stays fast on an ordinary page', () => {
    const page = `<nav><ul>${'<li class="menu-item"><a href="/p">เมนู</a></li>'.repeat(120)}</ul></nav>${'<p style="line-height:150%"><span lang="TH">โครงการปรับปรุงถนน&nbsp;</span><a href="/f.pdf">x</a></p>'.repeat(350)}`;
    for (let i = 0; i < 20; i++) extract(page);
    const startMs = processorMs();
    for (let i = 0; i < 20; i++) extract(page);
    expect((processorMs() - startMs) / 20).toBeLessThan(40);
  });

  it.each(['', '<', '\u0000', '<a href=', '</p></div></table>', '<table><td><a href=x>'])(
    'survives %j',
    (html) => {
      expect(extract(html).truncated).toBe(false);
    },
  );

  it('keeps its offsets within the text', () => {
    const { text, headings, links, tables, images, chrome } = extract(
      '<nav>m</nav><h1>h</h1><a href=/x>x</a><table><tr><th>a<th>b<tr><td>1<td><img src=/i.png></table><footer></footer>',
    );
    for (const { at } of [...headings, ...links, ...tables, ...images])
      expect(at).toBeLessThanOrEqual(text.length);
    for (const [from, to] of chrome) expect(to > from && to <= text.length).toBe(true);
  });
});
