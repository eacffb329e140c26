import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isDeepStrictEqual } from 'node:util';
import { describe, expect, it } from 'vitest';
import { PageMemory } from '../../src/extract/page-memory.ts';
import { extractPage } from '../../src/extract/page.ts';
import { decodeText } from '../../src/fetch/charset.ts';
import { processorMs } from '../fixtures/processor-time.ts';
import { accordion } from '../sites/accordion/site.ts';
import { indexTable } from '../sites/index-table/site.ts';
import { megaMenu } from '../sites/mega-menu/site.ts';
import { oldPhp } from '../sites/old-php/site.ts';
import type { SiteFixture } from '../sites/site.ts';
import { makeUpSite } from './made-up-site.ts';

type Page = readonly [url: string, html: string];

const root = fileURLToPath(new URL('../..', import.meta.url));

function readAll(pages: readonly Page[], memory: PageMemory): unknown[] {
  return pages.map(([url, html]) => extractPage(html, url, memory));
}

function readAlone(pages: readonly Page[]): unknown[] {
  return pages.map(([url, html]) => extractPage(html, url));
}

/** As `toEqual`, which is much slower and says more. */
function expectEqual(facts: unknown, expected: unknown): void {
  if (!isDeepStrictEqual(facts, expected)) expect(facts).toStrictEqual(expected);
}

/** Reads pages in order, once more, and in another order. @returns the memory of the first two readings */
function expectSame(pages: readonly Page[]): PageMemory {
  const alone = readAlone(pages);
  const memory = new PageMemory();
  const first = readAll(pages, memory);
  expectEqual(first, alone);
  expectEqual(readAll(pages, memory), alone);
  const order = pages.map((_, at) => at).toSorted((a, b) => ((a * 7919) % 101) - ((b * 7919) % 101));
  const mixed = order.flatMap((at) => pages.slice(at, at + 1));
  expectEqual(
    readAll(mixed, new PageMemory()),
    order.map((at) => alone[at]),
  );
  // What pages share is not changed by reading others.
  expectEqual(first, alone);
  return memory;
}

function pagesIn(folder: string): Page[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.html?$/.test(name))
    .toSorted()
    .map((name) => [
      `https://www.agency.go.th/${name}`,
      decodeText(readFileSync(join(folder, name)), null).text,
    ]);
}

function pagesOf({ routes }: SiteFixture): Page[] {
  return [...routes].flatMap(([path, { body }]): Page[] =>
    typeof body === 'string' ? [[`https://www.agency.go.th${path}`, body]] : [],
  );
}

const groups = ['ข้อมูลทั่วไป', 'โครงสร้าง', 'แผนงาน', 'กฎหมาย', 'บริการประชาชน'];
const items = (group: string): string =>
  Array.from(
    { length: 8 },
    (_, at) =>
      `<li class="item"><a href="/page/${group}/${at}" class="menu-link">${group} เรื่องที่ ${at}</a></li>\n`,
  ).join('');
const nav = `<nav class="main-menu" id="main">\n<h2>เมนู</h2><ul>\n${groups
  .map(
    (group) =>
      `<li class="dropdown"><a href="#" class="toggle">${group}</a>\n<ul>${items(group)}</ul></li>\n`,
  )
  .join('')}</ul>
<form action="/search"><input name="q" placeholder="ค้นหา"><button>ค้นหา</button></form><img src="/logo.png" alt="ตรา &amp; โลโก้">
<table><tr><th>วัน</th><th>เวลา</th></tr><tr><td>จันทร์</td><td><a href="/mon">8.30</a></td></tr></table></nav>`;

function page(at: number, content: string, before = '', after = ''): Page {
  const html =
    `<!doctype html><html><head><title>หน้า ${at}</title></head><body>${before}${nav}<main><h1>เรื่อง ${at}</h1>${content}</main>` +
    `${after}<footer>ติดต่อ ${at}</footer></body></html>`;
  return [`https://www.agency.go.th/news/${at}`, html];
}

const plain = [1, 2, 3].map((at) => page(at, `<p>เนื้อความ ${at} <a href="${at}.pdf">แฟ้ม</a></p>`));

describe('HTML that pages of a site have in common', () => {
  it('is not read again', () => {
    const memory = new PageMemory();
    readAll(plain, memory);
    expect(memory.shared.repeatedChars).toBeGreaterThan(0);
    const before = memory.shared.repeatedChars;
    readAll([page(4, '<p>อีกหน้า</p>')], memory);
    expect(memory.shared.repeatedChars - before).toBeGreaterThan(nav.length * 0.95);
    expectSame(plain);
  });

  it('gives pages the same links, not their like, where they stand in the same place', () => {
    const memory = new PageMemory();
    readAll(plain, memory);
    const [one, two] = [4, 5].map((at) => extractPage(page(at, '')[1], 'https://www.agency.go.th/x', memory));
    expect(one?.links[0]).toBe(two?.links[0]);
  });

  it('is found in parts where one line of it differs, as the entry of the present page does', () => {
    const active = (at: number): Page => {
      const [url, html] = page(at, `<p>${at}</p>`);
      const group = groups[at % groups.length] ?? '';
      return [
        url,
        html.replace(
          `<li class="dropdown"><a href="#" class="toggle">${group}`,
          '<li class="dropdown active"><a href="#">',
        ),
      ];
    };
    const memory = expectSame(Array.from({ length: 12 }, (_, at) => active(at)));
    expect(memory.shared.repeatedChars).toBeGreaterThan(nav.length * 6);
  });

  it('is resolved for every folder and base anew', () => {
    const relative = nav.replaceAll('href="/page/', 'href="page/').replace('/search', '?q=1');
    const pages = plain.flatMap(([, html]): Page[] =>
      ['news/1', 'news/2?x=1', '', 'deep/er/', 'news/1#y'].map((path) => [
        `https://www.agency.go.th/${path}`,
        html.replace(nav, relative),
      ]),
    );
    const based = pages.map(
      ([url, html]): Page => [url, html.replace('<head>', '<head><base href="/else/where/">')],
    );
    const memory = expectSame([...pages, ...based, ...pages, ['http://other.go.th/', pages[0]?.[1] ?? '']]);
    expect(memory.shared.repeatedChars).toBeGreaterThan(0);
  });

  it.each<[string, string, string]>([
    ['a comment', '<!-- ', ' -->'],
    ['a script', '<script>var menu = `', '`;</script>'],
    ['an attribute', '<div title="\n', '">'],
    ['an attribute without quotes', '<div title=x\n', '>'],
    ['an attribute without quotes or blank', '<div title=x', '>'],
    ['an unfinished tag', '<div ', '>'],
    ['an unfinished tag of the same name', '<nav ', '>'],
    ['a text area', '<textarea>\n', '</textarea>'],
    ['a title', '<title>\n', '</title>'],
    ['an unfinished entity', '&amp', ''],
    ['an unclosed paragraph', '<p>ก่อน ', 'หลัง'],
    ['an unclosed anchor', '<a href="/open">ก่อน ', 'หลัง</a>'],
    ['a closed anchor', '<a href="/open">', '</a>'],
    ['an unclosed heading', '<h3>ก่อน ', 'หลัง</h3>'],
    ['an unclosed table', '<table><tr><td>ก่อน', '<td>หลัง'],
    ['a cell', '<table><tr><td>ก่อน<td>', '</td><td>หลัง<a href="/y">y</a></td></tr></table>'],
    [
      'a layout of tables',
      '<table><tr><td><table><tr><td>',
      '</td></tr></table></td><td>หลัง</td></tr></table>',
    ],
    ['a form', '<form action="/f"><label>', '</label><input name=y></form>'],
    ['a button', '<button>', '</button>'],
    ['a list', '<ul><li>ก่อน', '<ul><li><a href="/z">z</a></li></ul></li></ul>'],
    ['an item of a list', '<ul><li>', '<ul><li><a href="/z">z</a></li></ul></li></ul>'],
    ['furniture', '<div class="sidebar">ก่อน', 'หลัง</div>'],
    ['a long text called furniture', '<div class="footer">', `${'ถ้อยคำ '.repeat(3000)}</div>`],
    ['a section', '<section><h2>หัวข้อ</h2>', '<p>หลัง <a href="/s">s</a></section>'],
    ['an accordion', '<div class="card"><div class="card-header">หัวข้อ</div>', '<p><a href="/c">c</a></div>'],
    [
      'a tab',
      '<a data-toggle="tab" href="#main">แท็บหนึ่ง</a><a data-toggle="tab" href="#two">แท็บสอง</a>',
      '<div id="two"><a href="/t">t</a></div>',
    ],
    ['a trail', '<div class="breadcrumb"><a href="/">หน้าแรก</a>', '</div>'],
    ['what is not to be seen', '<noscript>', '</noscript>'],
    ['an object', '<object data="/o.pdf"><video>', '</video></object>'],
    [
      'a list of choices',
      '<select onchange="location=this.value"><option value="/c1">',
      '</option></select>',
    ],
    ['a drawing', '<svg><title>', '</title></svg>'],
    ['foreign words', '<svg><g>', '</g></svg>'],
    ['an element that listens', '<div onclick="location.href=\'/l\'">', '</div>'],
    ['stray end tags', '<div><b><i></nav></ul></div></b>', '</i></nav></div></main>'],
    ['a deep nest', '<div>'.repeat(530), '</div>'.repeat(530)],
    ['a nest just deep enough', '<div>'.repeat(505), '</div>'.repeat(505)],
    ['itself', nav.slice(0, 300), nav.slice(-300)],
    ['text that ends so', '<b>x</b> ', ''],
    ['plain text', '<plaintext>', ''],
    ['a marked section', '<![CDATA[ ', ']]>'],
    ['a declaration', '<!x ', '>'],
  ])('reads right within %s', (_, before, after) => {
    const strange = [4, 5, 6, 7].flatMap((at): Page[] => [
      page(at, `<p>${at}</p>`, before, after),
      page(at, `<p>${at}</p>${before}${nav}${after}<a href="/after">หลังจากนั้น</a>`),
      page(at, `<p>${at}</p>`),
    ]);
    const memory = expectSame([...plain, ...strange, ...plain]);
    expect(memory.shared.repeatedChars).toBeGreaterThan(0);
  });

  it('is found within a form around all of the page', () => {
    const menu = nav.replace(/<form.*<\/form>/, '');
    const pages = plain.map(([url, html], at): Page => {
      const field = at === 1 ? '' : '<input name="password" type="password">';
      return [url, `<form action="./x.aspx">${field}${html.replace(nav, menu)}<input name="late"></form>`];
    });
    const memory = expectSame([...pages, ...pages]);
    expect(memory.shared.repeatedChars).toBeGreaterThan(menu.length * 8);
  });

  it('is told apart where it is furniture of its own and where it stands within some', () => {
    const entry = nav
      .replace('<nav class="main-menu"', '<section class="footer"')
      .replace('</nav>', '</section>');
    const pages = ['', ' class="menu"', ' class="content"', ' class="sidebar"'].flatMap((sign) =>
      plain.map(([url, html], at): Page => {
        return [
          url,
          html.replace(nav, `<div${sign}><div>${entry}<a href="/after/${at}">หลัง</a></div></div>`),
        ];
      }),
    );
    const memory = expectSame([...pages, ...pages]);
    expect(memory.shared.repeatedChars).toBeGreaterThan(nav.length * 8);
  });

  it('knows whether its choices lead to addresses', () => {
    const choices = nav.replace('</nav>', '<option value="o.pdf">แฟ้ม</option></nav>');
    const pages = [4, 5, 6, 7, 8, 9].map((at): Page => {
      const [url, html] = page(at, '', `<select${at % 2 === 0 ? ' onchange="go(this)"' : ''}></select>`);
      return [url, html.replace(nav, choices)];
    });
    expectSame([...pages, ...pages]);
  });

  it('reads right what leaves elements open, and what ends those around it', () => {
    const sloppy = [
      nav.replace('</ul></li>', '</ul>').replace('</form>', '').replace('</table>', ''),
      nav.replace('<ul>', '</main></div></span><ul>'),
      nav.replace('<h2>', '<p><h2>').replace('</a>', '').replace('</h2>', ''),
      nav.replace('</nav>', '<nav></nav>'),
      nav.replace(
        '</nav>',
        '<base href="/moved/"><meta name="generator" content="x"><a href="rel">r</a></nav>',
      ),
      nav.replace('</nav>', '<meta name="generator" content="x"></nav>'),
      nav.replace('</nav>', '<td>x</td></nav>'),
      nav.replace('<h2>', '<ol class="breadcrumb"><li>ก</li><li>ข</li></ol><h2>'),
      nav.replace('<h2>', '<a data-toggle="tab" href="#late">แท็บ</a><h2>'),
      nav.replaceAll('nav', 'div').replace('class="main-menu"', ''),
      nav.replaceAll('<nav', '<NAV').replaceAll('</nav>', '</NAV >'),
      nav.replaceAll('<nav', '<header').replaceAll('</nav>', '</header>'),
      nav.replaceAll('<nav', '<article').replaceAll('</nav>', '</article>'),
      nav.replace('</nav>', '<script type="application/ld+json">{"@type":"BreadcrumbList"}</script></nav>'),
    ];
    for (const menu of sloppy) {
      for (const around of ['', '<span>', '<div class="card">', '<ul><li>', '<table><tr><td>a</td>']) {
        const pages = [1, 2, 3, 4].map((at): Page => {
          const last = `<div id="late"><a href="/${at}">x</a></div><td><a href="/row">y</a>`;
          const [url, html] = page(at, last, at % 4 === 0 ? '' : around);
          return [url, html.replace(nav, menu)];
        });
        expectSame([...pages, ...plain]);
      }
    }
  });

  it('leaves no cell out of a row that it stands in', () => {
    const links = '<a class="one-of-the-links-of-the-menu" href="/a">ก</a>'.repeat(15);
    const pages = [1, 2, 3, 4].map((at): Page => {
      const row = `<tr><td>${at}</td><nav>${links}<td>x</td></nav><td><a href="/row">y</a></td></tr>`;
      return [`https://www.agency.go.th/${at}`, `<p>${at}</p><table>${row}</table>`];
    });
    expectSame(pages);
    expect(extractPage(pages[0]?.[1] ?? '', 'https://www.agency.go.th/').links.at(-1)?.row).toContain('x');
  });

  it('reads right pages that are cut short', () => {
    const whole = page(9, '<p>ทั้งหมด</p>')[1];
    const cut = [0.3, 0.5, 0.7, 0.9].map(
      (part): Page => ['https://www.agency.go.th/cut', whole.slice(0, Math.floor(whole.length * part))],
    );
    expectSame([...plain, ...cut, ...plain]);
  });

  it.each([
    ['nested blocks', `${'<div>'.repeat(10_000)}x${'</div>'.repeat(10_000)}`],
    ['blocks within blocks', `<div>${'<p>ก</p>'.repeat(80)}`.repeat(300) + '</div>'.repeat(300)],
    ['many large blocks', `<div>${'<b>ข</b>'.repeat(80)}</div>`.repeat(400)],
    ['many menus', nav.repeat(60)],
  ])('costs no more than to read it: %s', (_, html) => {
    const pages = [1, 2, 3, 4].map((at) => page(at, html));
    const readAt = processorMs();
    const alone = readAlone(pages);
    const comparedAt = processorMs();
    expectEqual(readAll(pages, new PageMemory()), alone);
    expect(processorMs() - comparedAt).toBeLessThan(2 * (comparedAt - readAt) + 1_000);
  });

  it('keeps the guards', () => {
    const links = '<a href="/n">x</a>'.repeat(4_990);
    const many = [
      page(4, '', links),
      page(5, '<i></i>'.repeat(199_980), '<i></i>'.repeat(20)),
      page(6, '', '<i></i>'.repeat(199_950)),
      page(7, '', `<p>${'คำ'.repeat(999_990)}</p>`),
      page(8, '', '<img src="/i.png">'.repeat(2_000)),
      page(9, '', '<form></form>'.repeat(100)),
    ];
    expectSame([...plain, ...many]);
  });
});

describe('pages of whole sites', () => {
  it.each<[string, () => Page[]]>([
    ['the demo site', () => pagesIn(join(root, 'src/demo/site'))],
    ['a mega menu', () => pagesOf(megaMenu)],
    ['accordions', () => pagesOf(accordion)],
    ['old PHP', () => pagesOf(oldPhp)],
    ['a table of items', () => pagesOf(indexTable)],
    ...['test', 'tune'].flatMap((kind) =>
      readdirSync(join(root, 'eval/written', kind)).map((name): [string, () => Page[]] => [
        name,
        () => pagesIn(join(root, 'eval/written', kind, name)),
      ]),
    ),
  ])('are read the same from %s, whatever was read before', (_, read) => {
    const pages = read();
    expect(pages.length).toBeGreaterThan(3);
    expectSame(pages);
  });

  it('are read the same from sites that nobody would write', () => {
    let repeated = 0;
    for (let seed = 1; seed <= 150; seed++) {
      const pages = makeUpSite(seed, 12);
      const memory = new PageMemory();
      expectEqual(readAll(pages, memory), readAlone(pages));
      repeated += memory.shared.repeatedChars;
    }
    expect(repeated).toBeGreaterThan(100_000);
  });

  it('are read the same from a generated site, most of whose menu is known', () => {
    const folder = mkdtempSync(join(tmpdir(), 'oit-shared-'));
    try {
      const generator = join(root, 'bench/crawl/gen.mjs');
      execFileSync(process.execPath, [generator, '--pages', '150', '--out', folder]);
      const pages = pagesIn(join(folder, 'www'));
      const memory = expectSame(pages);
      const chars = pages.reduce((sum, [, html]) => sum + html.length, 0);
      expect(memory.shared.repeatedChars / (2 * chars)).toBeGreaterThan(0.05);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
