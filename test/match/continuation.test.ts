import { describe, expect, it } from 'vitest';
import { judgeCandidate } from '../../src/judge/candidate.ts';
import { chaptersOf, continuationsOf } from '../../src/match/continuation.ts';
import { buildItem, judgeContext } from '../judge/build.ts';
import { buildMatch, candidatesOf } from './build.ts';

const firstPage = (link: string) =>
  `<title>ปี 67</title><main><h1>รายงานผลการดำเนินงานประจำปี 2567</h1><p>ผลสำเร็จของงาน สร้างถนนครบ</p>${link}</main>`;
const secondPage =
  '<title>ปี 67 (ต่อ)</title><main><h1>ปี 67 (ต่อ)</h1><p>ปัญหาที่พบ ฝนตกชุก</p><a href="/a">หน้า 1</a> <a href="/c">อ่านหน้า 3</a></main>';
const pages = (link: string) => ({
  '': '<main><a href="/a">รายงานผลการดำเนินงานประจำปี 2567</a></main>',
  a: firstPage(link),
  b: secondPage,
  c: '<main><h1>ปี 67</h1><p>ข้อเสนอ ขุดลอกก่อนฝน</p></main>',
});

async function namesAfter(link: string): Promise<string[]> {
  const context = await buildMatch(pages(link));
  const first = context.site.pages.find(({ url }) => url.endsWith('/a'));
  if (first === undefined) throw new Error('the first page is gone');
  return continuationsOf(context, first).map(({ url }) => new URL(url).pathname);
}

describe('pages that go on with another', () => {
  it.each(['อ่านต่อหน้า 2', 'หน้า 2 >>', 'อ่านต่อ หน้าที่ ๒ »', 'ดูหน้า 2'])('are linked as "%s"', async (text) => {
    expect(await namesAfter(`<a href="/b">${text}</a>`)).toEqual(['/b', '/c']);
  });

  it.each(['2', 'หน้า 1', 'หน้าหลัก', 'ดูหน้าร้าน 2'])('are not linked as "%s"', async (text) => {
    expect(await namesAfter(`<a href="/b">${text}</a>`)).toEqual([]);
  });

  it('do not go on with a list', async () => {
    const list = Array.from({ length: 15 }, (_, at) => `<a href="/n${at}">ข่าวที่ ${at}</a> `).join('');
    expect(await namesAfter(`${list}<a href="/b">หน้า 2</a>`)).toEqual([]);
  });

  it('show what the first page lacks', async () => {
    const item = buildItem({
      elements: ['ผลสำเร็จของงาน', 'ปัญหาที่พบ', 'ข้อเสนอ'].map((words, at) => ({
        id: `e${at}`,
        cues: [{ kind: 'phrases' as const, any: [words], min: 1 }],
      })),
    });
    const found = async (link: string) => {
      const context = await buildMatch(pages(link));
      const [candidate] = candidatesOf(context, 'O7').filter(({ url }) => url.endsWith('/a'));
      if (candidate === undefined) throw new Error('nothing was found');
      return judgeCandidate(item, candidate, judgeContext).elements.map((element) => element.found);
    };
    expect(await found('<a href="/b">อ่านต่อหน้า 2</a>')).toEqual([true, true, true]);
    expect(await found('')).toEqual([true, false, false]);
  });
});

describe('chapters of a book on pages of their own', () => {
  const book = {
    '': '<main><a href="/book/2567">รายงานผลการดำเนินงานประจำปี 2567</a></main>',
    'book/2567':
      '<main><h1>รายงานผลการดำเนินงานประจำปี 2567</h1><a href="/book/2567/1">บท 1 ปีนี้ทำอะไร</a> <a href="/book/2567/2">บทที่ ๒ สิ่งที่ยังติดขัด</a> <a href="/law">บทที่ 3 กฎหมาย</a></main>',
    'book/2567/1':
      '<main><h1>บท 1 ปีนี้ทำอะไร</h1><p>ผลสำเร็จของงาน สร้างถนนครบ</p><a href="/book/2567/2">บทที่ 2</a></main>',
    'book/2567/2': '<main><h1>บท 2 สิ่งที่ยังติดขัด</h1><p>ปัญหาที่พบ ฝนตกชุก</p></main>',
    law: '<main><h1>กฎหมาย</h1></main>',
  };

  it('are those that its table of contents leads to, below its address', async () => {
    const context = await buildMatch(book);
    const chapters = (path: string): string[] => {
      const page = context.site.pages.find(({ url }) => new URL(url).pathname === path);
      if (page === undefined) throw new Error(`${path} is gone`);
      return chaptersOf(context, page).map(({ url }) => new URL(url).pathname);
    };
    expect(chapters('/book/2567')).toEqual(['/book/2567/1', '/book/2567/2']);
    expect(chapters('/book/2567/1')).toEqual([]);
  });

  it('show what is asked for', async () => {
    const item = buildItem({
      elements: ['ผลสำเร็จของงาน', 'ปัญหาที่พบ'].map((words, at) => ({
        id: `e${at}`,
        cues: [{ kind: 'phrases' as const, any: [words], min: 1 }],
      })),
    });
    const [candidate] = candidatesOf(await buildMatch(book), 'O7').filter(({ url }) => url.endsWith('/2567'));
    if (candidate === undefined) throw new Error('nothing was found');
    const judged = judgeCandidate(item, candidate, judgeContext);
    expect(judged.elements.map(({ found }) => found)).toEqual([true, true]);
    expect(judged.verdict).toBe('pass');
  });
});
