import { expect, test } from 'vitest';
import { extractPage } from '../../src/extract/page.ts';
import { unpackFacts } from '../../src/match/facts-packer.ts';
import { FactsReader, PageShelf } from '../../src/match/page-shelf.ts';
import { loadSite } from '../../src/match/pages.ts';
import type { FetchRecord } from '../../src/snapshot/schema.ts';
import { buildRecord, siteUrl } from '../judge/build.ts';
import { cutOut, keptBytes } from '../fixtures/kept-bytes.ts';
import { buildSnapshot } from './build.ts';

const record = (path: string, sha256: string | null): FetchRecord =>
  buildRecord({ url: siteUrl + path, key: siteUrl + path, finalUrl: siteUrl + path, sha256 });
const facts = (text: string) => extractPage(`<h1>${text}</h1>`, siteUrl);

test('what the crawl read of a page is found by its bytes and its address', () => {
  const shelf = new PageShelf();
  shelf.note(record('a', 'A'), facts('ก'));
  const found = shelf.find(record('a', 'A'));
  expect(found === null ? null : unpackFacts(found)).toEqual(facts('ก'));
  expect(shelf.find(record('a', 'B'))).toBeNull();
  // Links are resolved against the address.
  expect(shelf.find(record('b', 'A'))).toBeNull();
  shelf.note(record('c', null), facts('ข'));
  expect(shelf.find(record('c', null))).toBeNull();
});

test('of the same bytes the text counts that was kept first', () => {
  const shelf = new PageShelf();
  shelf.note({ ...record('a', 'A'), hasBlob: false }, facts('ค'));
  shelf.note(record('a', 'A'), facts('ก'));
  shelf.note(record('a', 'A'), facts('ข'));
  const found = shelf.find(record('a', 'A'));
  expect(found === null ? null : unpackFacts(found).text).toBe('ก');
});

test('a page that was read is not read again', () => {
  const asked: string[] = [];
  const snapshot = {
    ...buildSnapshot([record('a', 'A'), record('b', 'B')]),
    bodyOf: (sha256: string) => {
      asked.push(sha256);
      return `<h1>${sha256}</h1>`;
    },
  };
  const shelf = new PageShelf();
  shelf.note(record('a', 'A'), facts('A'));
  const pages = loadSite(snapshot, shelf).pages;
  expect(asked).toEqual(['B']);
  expect(pages.map((page) => page.facts)).toEqual(loadSite(snapshot).pages.map((page) => page.facts));
});

test('facts stay the same objects while a few pages are gone through in turn, and come again after many', () => {
  const shelf = new PageShelf();
  const reader = new FactsReader();
  const packed = Array.from({ length: 20 }, (_, at) => shelf.pack(facts(`หน้า ${at}`)));
  const [first, second] = packed;
  if (first === undefined || second === undefined) throw new Error('there are 20');
  const read = reader.read(first);
  reader.read(second);
  expect(reader.read(first)).toBe(read);
  expect(packed.map((one) => reader.read(one).text)).toEqual(packed.map((_, at) => `หน้า ${at}`));
  expect(reader.read(first)).not.toBe(read);
  expect(reader.read(first)).toEqual(read);
});

test('what is noted does not hold on to the page that its address was cut out of', () => {
  const shelf = new PageShelf();
  const bytes = keptBytes(() => {
    for (let page = 0; page < 40; page++)
      shelf.note({ ...record('', `${page}`), finalUrl: cutOut(`${siteUrl}page/${page}`) }, facts('ก'));
    return shelf;
  });
  // 40 pages of 1 MB each
  expect(bytes).toBeLessThan(10_000_000);
  expect(shelf.find({ ...record('', '7'), finalUrl: `${siteUrl}page/7` })).not.toBeNull();
});
