import { describe, expect, it } from 'vitest';
import { Families, familyOf } from '../../src/crawl/families.ts';

describe('familyOf', () => {
  it.each([
    ['a.go.th/news/detail/17', 'a.go.th/news/detail/18'],
    ['a.go.th/news/ทำบุญ', 'a.go.th/news/กีฬา'],
    ['a.go.th/index.php?id=3&op=page', 'a.go.th/index.php?id=4&op=page'],
    ['a.go.th/list?page=2', 'a.go.th/list?page=77'],
    ['a.go.th/board?token=k9x3', 'a.go.th/board?token=7fa0'],
  ])('puts %s and %s together', (one, other) => {
    expect(familyOf(one)).toBe(familyOf(other));
  });

  it.each([
    ['a.go.th/news/1', 'a.go.th/law/1'],
    ['a.go.th/index.php?op=news', 'a.go.th/index.php?op=law'],
    ['a.go.th/file/1.pdf', 'a.go.th/file/1.html'],
    ['a.go.th/ita', 'a.go.th/news'],
  ])('keeps %s and %s apart', (one, other) => {
    expect(familyOf(one)).not.toBe(familyOf(other));
  });
});

describe('Families', () => {
  it('thinks less of what is tried in vain, and never nothing', () => {
    const families = new Families();
    const family = families.of('a.go.th/news/1');
    expect(families.factorOf(family, false)).toBe(1);
    for (let at = 0; at < 24; at++) families.noteOpened(family);
    expect(families.factorOf(family, false)).toBeCloseTo(0.5);
    for (let at = 0; at < 10_000; at++) families.noteOpened(family);
    expect(families.factorOf(family, false)).toBeGreaterThan(0);
  });

  it('thinks more of what gave something, each page once', () => {
    const families = new Families();
    const family = families.of('a.go.th/news/1');
    for (let at = 0; at < 4; at++) families.noteOpened(family);
    expect(families.noteGiver('http://a.go.th/news/1')).toBe(true);
    const once = families.factorOf(family, false);
    expect(once).toBeGreaterThan(1);
    expect(families.noteGiver('http://www.a.go.th/news/1')).toBe(false);
    expect(families.factorOf(family, false)).toBe(once);
    families.noteGiver('http://a.go.th/news/2');
    expect(families.factorOf(family, false)).toBeGreaterThan(once);
  });

  it('gives up lists that gave nothing once the parts of others gave something', () => {
    const families = new Families();
    const files = families.of('a.go.th/files/law?page=2');
    const news = families.of('a.go.th/news/local?page=2');
    files.isList = news.isList = true;
    for (let at = 0; at < 12; at++) for (const family of [files, news]) families.noteOpened(family);
    const before = families.factorOf(files, true);
    expect(families.factorOf(news, true)).toBe(before);
    families.noteGiver('http://a.go.th/news/pr?page=7');
    expect(families.factorOf(files, true)).toBeLessThan(before * 0.7);
    expect(families.factorOf(news, true)).toBeGreaterThan(before);
  });

  it('does not give lists up for what a page gave that is part of no list', () => {
    const families = new Families();
    const files = families.of('a.go.th/files/law?page=2');
    files.isList = true;
    families.noteOpened(files);
    const before = families.factorOf(files, true);
    families.noteGiver('http://a.go.th/about/17');
    expect(families.factorOf(files, true)).toBe(before);
  });
});
