import { describe, expect, it } from 'vitest';
import { createCookieJar } from '../../src/fetch/cookies.ts';
import { createLeapingClock } from './support.ts';

const site = new URL('https://agency.go.th/a');

describe('the cookie jar', () => {
  it('keeps the last fifty of a host, and sends them to this host only', () => {
    const jar = createCookieJar(createLeapingClock());
    jar.keep(
      site,
      Array.from({ length: 60 }, (_, n) => `c${n}=${n}; Path=/; HttpOnly`),
    );
    const header = jar.headerFor(site) ?? '';
    expect(header.split('; ')).toHaveLength(50);
    expect(header.startsWith('c10=10; ')).toBe(true);
    expect(jar.headerFor(new URL('https://www.agency.go.th/'))).toBeNull();
  });

  it('replaces, expires and deletes', async () => {
    const clock = createLeapingClock();
    const jar = createCookieJar(clock);
    jar.keep(site, ['a=1', 'b=2; Max-Age=60; Expires=Thu, 01 Jan 1970 00:00:00 GMT', 'c=3']);
    jar.keep(site, ['a=4', 'c=; Expires=Thu, 01 Jan 1970 00:00:00 GMT']);
    expect(jar.headerFor(site)).toBe('b=2; a=4');
    await clock.sleep(61_000);
    expect(jar.headerFor(site)).toBe('a=4');
  });

  it('keeps Secure cookies off plain http', () => {
    const jar = createCookieJar(createLeapingClock());
    jar.keep(site, ['s=1; Secure', 'p=2']);
    expect(jar.headerFor(new URL('http://agency.go.th/'))).toBe('p=2');
  });

  it('drops what would not pass as a header, and what is too long', () => {
    const jar = createCookieJar(createLeapingClock());
    jar.keep(site, ['', '=x', 'no-value', 'th=ไทย', 'n\r\nX=1', `long=${'x'.repeat(5_000)}`, 'ok="a b"']);
    expect(jar.headerFor(site)).toBe('ok="a b"');
    jar.keep(
      site,
      Array.from({ length: 5 }, (_, n) => `big${n}=${'y'.repeat(3_000)}`),
    );
    expect(jar.headerFor(site)?.length).toBeLessThanOrEqual(6_000);
  });
});
