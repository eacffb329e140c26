import { expect, it } from 'vitest';
import { siteUrl } from '../judge/build.ts';
import { buildMatch } from './build.ts';

it('what stands behind an entry page takes its place, where both have one key', async () => {
  const { site } = await buildMatch({
    '': '<p>ถวายพระพร</p><a href="/default.asp">เข้าสู่เว็บไซต์</a>',
    'default.asp': '<title>หน้าหลัก</title><a href="/a">ข่าว</a>',
  });
  expect(site.home?.url).toBe(`${siteUrl}default.asp`);
  expect(site.pages.map(({ url }) => url)).toEqual([`${siteUrl}default.asp`]);
  expect(site.recordByKey.get(site.keyOf(siteUrl) ?? '')?.finalUrl).toBe(`${siteUrl}default.asp`);
});

it('the home page stays what it is where another address of it shows something else in the meantime', async () => {
  const home = (count: number): string =>
    `<title>หน้าหลัก</title><p>ผู้เข้าชม ${count} คน</p>${Array.from({ length: 12 }, (_, at) => `<a href="/a${at}">ข่าว ${at}</a>`).join('')}<a href="/index.php">หน้าแรก</a>`;
  const { site } = await buildMatch({ '': home(1), 'index.php': home(2) });
  expect(site.home?.url).toBe(siteUrl);
  expect(site.pages.map(({ url }) => url)).toEqual([siteUrl]);
});
