import { describe, expect, it } from 'vitest';
import type { Contribution } from '../../src/extract/contribution.ts';
import { PageMemory } from '../../src/extract/page-memory.ts';
import { extractPage } from '../../src/extract/page.ts';
import { SharedPart } from '../../src/extract/shared-part.ts';

/** Contributions are only passed on. */
function contribution(chars: number): Contribution {
  return { sink: { chars } } as Contribution;
}

function part(): SharedPart {
  return new SharedPart('<nav class="x">เมนู</nav>', 15, 6);
}

const always = (): boolean => true;

describe('SharedPart', () => {
  it('knows its tags', () => {
    const { startTag, endTagAt, text } = part();
    expect([startTag, text.slice(endTagAt)]).toEqual(['<nav class="x">', '</nav>']);
  });

  it('gives what it was kept with in the same surroundings, and what holds there', () => {
    const shared = part();
    const [one, two] = [contribution(1), contribution(2)];
    shared.keep('a', one);
    shared.keep('a', two);
    expect(shared.find('a', always)).toBe(one);
    expect(shared.find('a', (found) => found === two)).toBe(two);
    expect(shared.find('a', () => false)).toBeNull();
    expect(shared.find('b', always)).toBeNull();
  });

  it('forgets the oldest surroundings beyond eight', () => {
    const shared = part();
    for (let at = 0; at < 8; at++) shared.keep(`at ${at}`, contribution(at));
    expect(shared.find('at 0', always)).not.toBeNull();
    shared.keep('at 8', contribution(8));
    expect(shared.find('at 0', always)).toBeNull();
    expect(shared.find('at 1', always)).not.toBeNull();
  });

  it('is given up after two failures with nothing known, and read on with something', () => {
    const shared = part();
    shared.noteFailure();
    expect([shared.isWanted, shared.isUseless]).toEqual([true, false]);
    shared.noteFailure();
    expect([shared.isWanted, shared.isUseless]).toEqual([false, true]);
    shared.keep('a', contribution(1));
    expect([shared.isWanted, shared.isUseless]).toEqual([true, false]);
  });

  it('is read no more after 32 readings', () => {
    const shared = part();
    for (let at = 0; at < 31; at++) shared.keep(`at ${at}`, contribution(at));
    expect(shared.isWanted).toBe(true);
    shared.keep('at 31', contribution(31));
    expect(shared.isWanted).toBe(false);
  });
});

describe('what a page shares with others', () => {
  const menu = (at: number): string =>
    `<nav id="menu-${at}"><ul>${`<li><a href="/${at}">เรื่องที่ ${at}</a></li>`.repeat(30)}</ul></nav>`;
  const url = 'https://www.agency.go.th/';

  it('is at most 24 elements', () => {
    const all = Array.from({ length: 30 }, (_, at) => menu(at));
    const memory = new PageMemory();
    const html = (at: number): string => `<body><b>${at}</b>${all.join(`<i>${at}</i> `)}</body>`;
    for (const at of [1, 2, 3]) extractPage(html(at), url, memory);
    const before = memory.shared.repeatedChars;
    const facts = extractPage(html(4), url, memory);
    const repeated = memory.shared.repeatedChars - before;
    expect(repeated).toBeGreaterThan(menu(10).length * 23);
    expect(repeated).toBeLessThan(menu(10).length * 24);
    expect(facts).toEqual(extractPage(html(4), url));
  });

  it('is not looked for on pages of more than 400,000 characters, nor taken from them', () => {
    const repeatedOn = (...chars: number[]): number => {
      const memory = new PageMemory();
      for (const [at, many] of [...chars, ...chars, ...chars].entries())
        extractPage(`<body>${menu(1)}<p>${at}</p><!--${'x'.repeat(many)}--></body>`, url, memory);
      return memory.shared.repeatedChars;
    };
    expect(repeatedOn(390_000)).toBeGreaterThan(0);
    expect(repeatedOn(400_000)).toBe(0);
    expect(repeatedOn(400_000, 10)).toBe(0);
  });

  it('is not looked for behind 300 elements that no other page has', () => {
    const repeatedBehind = (elements: number): number => {
      const memory = new PageMemory();
      for (const at of [1, 2, 3, 4]) {
        const own = Array.from({ length: elements }, (_, n) => `<div>${at} ${n} ${'ก '.repeat(300)}</div>`);
        extractPage(`<body>${own.join('')}${menu(1)}</body>`, url, memory);
      }
      return memory.shared.repeatedChars;
    };
    expect(repeatedBehind(290)).toBeGreaterThan(0);
    expect(repeatedBehind(310)).toBe(0);
  });

  it('is at most a million characters', () => {
    const memory = new PageMemory();
    const chars = 192_000;
    const read = (kind: number): number => {
      const before = memory.shared.repeatedChars;
      const long = (part: string): string => `<div>${kind}${part}${'<p>ก</p>'.repeat(chars / 8)}</div>`;
      extractPage(`<body><b>${before}</b>${long('a')}${long('b')}</body>`, url, memory);
      return memory.shared.repeatedChars - before;
    };
    for (const kind of [1, 1, 2, 2, 3, 3]) read(kind);
    expect([1, 2, 3].map((kind) => Math.round(read(kind) / chars))).toEqual([2, 2, 1]);
  });

  it.each<[string, string, number]>([
    ['elements', '<i></i>', 199_990],
    ['characters', 'คำ'.repeat(995), 1_005],
    ['links', '<a href="/n">x</a>', 4_990],
    ['forms', '<form></form>', 100],
    ['images', '<img src="/i.png">', 2_000],
    ['headings', '<h2>ก</h2>', 5_000],
  ])('is read again where a page has nearly too many %s', (_, one, times) => {
    const shared = `<aside><h2>หัวข้อ</h2><form></form><img src="/logo.png">${menu(1)}</aside>`;
    const html = (before: string): string => `<body><aside>${before}</aside>${shared}<p>หลัง</p></body>`;
    const memory = new PageMemory();
    for (const before of ['ก', 'ข', 'ค', 'ง']) extractPage(html(before), url, memory);
    expect(memory.shared.repeatedChars).toBeGreaterThan(shared.length);
    const full = html(`ก${one.repeat(times)}`);
    expect(extractPage(full, url, memory)).toEqual(extractPage(full, url));
  });

  it('is forgotten when it stands on no page any more, and makes room', () => {
    const memory = new PageMemory();
    const old = Array.from({ length: 24 }, (_, at) => menu(at)).join('<br> ');
    for (const at of [1, 2, 3]) extractPage(`<body><b>${at}</b>${old}</body>`, url, memory);
    const fresh = (at: number): string => `<body><b>${at}</b>${menu(99)}<p>${at}</p></body>`;
    for (let at = 0; at < 200; at++) extractPage(fresh(at), url, memory);
    const before = memory.shared.repeatedChars;
    extractPage(fresh(200), url, memory);
    expect(memory.shared.repeatedChars - before).toBeGreaterThan(menu(99).length * 0.9);
  });
});
