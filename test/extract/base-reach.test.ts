import { describe, expect, it } from 'vitest';
import { resolveUrl } from '../../src/extract/address.ts';
import { type BaseReach, reachOf, splitBase } from '../../src/extract/base-reach.ts';

const bases = [
  'https://one.go.th/news/list.php?id=1',
  'https://one.go.th/news/list.php?id=2/3',
  'https://one.go.th/news/other.php',
  'https://one.go.th/deep/er/',
  'http://one.go.th/news/list.php?id=1',
  'https://two.go.th/news/list.php?id=1#x/y',
  'https://two.go.th',
];

describe('how much of its base an address hangs on', () => {
  it.each<[string, BaseReach]>([
    ['', 0],
    ['#top', 0],
    ['https://third.go.th/x', 0],
    ['mailto:a@b.go.th', 0],
    ['/a', 1],
    ['//other.go.th/x', 1],
    [' /a ', 1],
    ['b.html', 2],
    ['../up', 2],
    ['\\back', 2],
    ['ก.html', 2],
    ['httpdocs/x.pdf', 2],
    ['?page=2', 3],
    ['http:same', 3],
    ['https:x', 3],
    ['HTTP://third.go.th', 3],
    ['/\n/other.go.th', 3],
    ['\u0001?page=2', 3],
    ['ht\ttp:same', 3],
    ['m\railto:x', 3],
  ])('%j: %i', (raw, reach) => {
    expect(reachOf(raw)).toBe(reach);
    // So that what is the same to it leads to the same place.
    for (const one of bases) {
      for (const other of bases) {
        if (splitBase(one)[reach] === splitBase(other)[reach])
          expect(resolveUrl(raw, one)?.href).toBe(resolveUrl(raw, other)?.href);
      }
    }
  });

  it('takes a slash of the query for no folder', () => {
    expect(splitBase('https://one.go.th/news/list.php?id=2/3')).toEqual([
      '',
      'https://one.go.th',
      'https://one.go.th/news/',
      'https://one.go.th/news/list.php?id=2/3',
    ]);
  });

  it.each(['https://two.go.th', 'file:///C:/pages/x.html', 'about:blank'])(
    'takes all of %s, which has no host with a path behind it',
    (base) => {
      expect(splitBase(base)).toEqual(['', base, base, base]);
    },
  );
});
