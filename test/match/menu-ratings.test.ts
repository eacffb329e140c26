import { expect, test } from 'vitest';
import type { LinkRating } from '../../src/crawl/ports.ts';
import { MenuRatings } from '../../src/match/menu-ratings.ts';
import type { LinkFacts } from '../../src/snapshot/page-facts.ts';

const rating: LinkRating = { relevance: 0.9, items: ['O1'], isHub: false, isOpaque: false };

function menuLink(changes: Partial<LinkFacts> = {}): LinkFacts {
  return {
    url: 'http://127.0.0.1/page/1',
    wrapper: null,
    via: 'a',
    text: 'โครงสร้างหน่วยงาน',
    textFrom: 'text',
    extra: ['ดูโครงสร้าง'],
    row: null,
    headings: [],
    menu: ['ข้อมูลทั่วไป'],
    before: '',
    inChrome: true,
    isDownload: false,
    at: 0,
    ...changes,
  };
}

test('the same link of the menu has its rating on the next page, wherever it stands there', () => {
  const ratings = new MenuRatings();
  ratings.keep(menuLink(), rating);
  expect(ratings.find(menuLink({ at: 900, before: 'x' }))).toBe(rating);
});

test.each([
  ['text', { text: 'อัตรากำลัง' }],
  ['words besides', { extra: ['อื่น'] }],
  ['fewer words besides', { extra: [] }],
  ['parent', { menu: ['ข่าว'] }],
  ['download', { isDownload: true }],
  ['address', { url: 'http://127.0.0.1/page/2' }],
])('a link that differs in its %s is rated anew', (_what, changes) => {
  const ratings = new MenuRatings();
  ratings.keep(menuLink(), rating);
  expect(ratings.find(menuLink(changes))).toBeNull();
});

test('an address that stands there under several words has a rating for each', () => {
  const ratings = new MenuRatings();
  const other: LinkRating = { ...rating, relevance: 0.1 };
  ratings.keep(menuLink(), rating);
  ratings.keep(menuLink({ text: 'รูปภาพ' }), other);
  expect(ratings.find(menuLink())).toBe(rating);
  expect(ratings.find(menuLink({ text: 'รูปภาพ' }))).toBe(other);
});

test('of an address with words without end the oldest are rated anew', () => {
  const ratings = new MenuRatings();
  for (let at = 0; at < 40; at++) ratings.keep(menuLink({ text: `ข่าว ${at}` }), rating);
  expect(ratings.find(menuLink({ text: 'ข่าว 0' }))).toBeNull();
  expect(ratings.find(menuLink({ text: 'ข่าว 39' }))).toBe(rating);
});
