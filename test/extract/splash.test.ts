import { describe, expect, it } from 'vitest';
import { extractPage } from '../../src/extract/page.ts';
import { findSplashEntry } from '../../src/extract/splash.ts';

const url = 'https://www.sano.go.th/';
const entryOf = (html: string) => findSplashEntry(extractPage(html, url), url)?.url ?? null;

describe('findSplashEntry', () => {
  it.each([
    [
      '<a href="http://wellwishes.royaloffice.th">ร่วมลงนาม</a><a href="./sign">ลงนาม</a><a href="./home">เข้าสู่เว็บไซต์</a>',
      'https://www.sano.go.th/home',
    ],
    ['<a href="/first.php"><img src="e.png" alt="เข้าสู่หน้าหลัก"></a>', 'https://www.sano.go.th/first.php'],
    ['<a href="/web">ENTER SITE</a><a href="/king">x</a>', 'https://www.sano.go.th/web'],
    ['<a href="//sano.go.th/a">Home</a>', 'https://sano.go.th/a'],
    ['<a href="main.php"><img src="x.jpg"></a>', 'https://www.sano.go.th/main.php'],
    [`<div onclick="location.href='index.php'"><img src="x.jpg"></div>`, 'https://www.sano.go.th/index.php'],
    ['<meta http-equiv=refresh content="5;url=/portal">', 'https://www.sano.go.th/portal'],
  ])('%s', (html, entry) => {
    expect(entryOf(html)).toBe(entry);
  });

  it.each([
    `${Array.from({ length: 10 }, (_, i) => `<a href="/${i}">เมนู ${i}</a>`).join('')}<a href="/home">เข้าสู่เว็บไซต์</a>`,
    '<a href="/">หน้าหลัก</a><a href="/news">ข่าว</a>',
    '<a href="https://other.go.th/home">เข้าสู่เว็บไซต์</a>',
    '<a href="/login">เข้าสู่ระบบ</a>',
    '<p>ว่าง</p>',
  ])('none: %s', (html) => {
    expect(entryOf(html)).toBeNull();
  });
});
