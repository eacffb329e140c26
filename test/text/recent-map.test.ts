import { expect, test } from 'vitest';
import { RecentMap } from '../../src/text/recent-map.ts';

test('remembers what is asked for again and forgets what is not', () => {
  const map = new RecentMap<string, number>(10);
  map.set('often', 1);
  map.set('once', 2);
  for (let at = 0; at < 100; at++) {
    map.set(`other ${at}`, at);
    expect(map.get('often')).toBe(1);
    if (at === 7) expect(map.get('other 0')).toBe(0);
  }
  expect(map.get('once')).toBeUndefined();
  expect(map.get('other 99')).toBe(99);
  map.set('often', 3);
  expect(map.get('often')).toBe(3);
});
