import { describe, expect, it } from 'vitest';
import { isEmptyShell } from '../../src/extract/emptiness.ts';
import { extractPage } from '../../src/extract/page.ts';
import { judgePageState } from '../../src/extract/page-state.ts';
import { readShareNotice } from '../../src/extract/share-state.ts';

const url = 'https://drive.google.com/file/d/1a/view';
const read = (html: string) => readShareNotice(extractPage(html, url));

describe('readShareNotice', () => {
  it.each([
    ['blocked', '<title>Google Drive - Quota exceeded</title><p>Sorry</p>'],
    ['blocked', '<p>Too many users have viewed or downloaded this file recently. You need access?</p>'],
    ['blocked', '<p>ขออภัย คุณไม่สามารถดูหรือดาวน์โหลดไฟล์นี้ได้ในขณะนี้</p>'],
    ['blocked', '<p>… but your computer or network may be sending automated queries.</p>'],
    [
      'blocked',
      '<p>This account&#39;s links are generating too much traffic and have been temporarily disabled!</p>',
    ],
    ['soft-404', '<p>Sorry, the file you have requested does not exist.</p>'],
    ['soft-404', '<p>ขออภัย ไฟล์ที่คุณขอไม่มีอยู่</p>'],
    ['soft-404', '<p>File is in owner’s trash</p>'],
    ['soft-404', '<p>ไฟล์อยู่ในถังขยะของเจ้าของ</p>'],
    ['soft-404', '<p>This item might not exist or is no longer available</p>'],
    ['soft-404', '<p>This link has expired</p>'],
    ['soft-404', '<h1>That file isn’t here anymore</h1><p>Someone might’ve deleted the file.</p>'],
    ['login', '<h1>You need access</h1>'],
    ['login', '<p>คุณต้องมีสิทธิ์เข้าถึง</p>'],
    ['login', '<p>ขอสิทธิ์เข้าถึง หรือเปลี่ยนไปใช้บัญชีที่มีสิทธิ์</p>'],
    ['login', '<p>Sign in to continue to OneDrive</p>'],
  ])('%s: %s', (outcome, html) => {
    expect(read(html)?.outcome).toBe(outcome);
  });

  it.each([
    '<title>แผนพัฒนา 2568.pdf - Google Drive</title><a>Sign in</a><p>Loading…</p>',
    '<title>o5.pdf - Dropbox</title><p>Log in</p><p>Sign up</p>',
    '<noscript>JavaScript isn’t enabled in your browser, so this file can’t be opened.</noscript>',
    '<p>แบบฟอร์มขอสิทธิ์ใช้ห้องประชุม</p>',
    '<p>ลงชื่อเข้าใช้ Google เพื่อบันทึกความคืบหน้า</p>',
    `<p>You need access</p>${'<p>รายงานผลการดำเนินงานประจำปีงบประมาณ</p>'.repeat(60)}`,
    '',
  ])('nothing: %s', (html) => {
    expect(read(html)).toBeNull();
  });

  it('quotes the line', () => {
    expect(read('<p>ขออภัย</p><p>File is in owner’s trash</p><p>ออก</p>')?.quote).toBe(
      'File is in owner’s trash',
    );
  });
});

describe('a page that only links to a share', () => {
  const own = 'https://www.khambong.go.th/ita/o7';
  const menu = `<nav>${'<a href="/m">เมนูของเว็บไซต์</a> '.repeat(30)}</nav>`;

  it.each([
    'https://drive.google.com/drive/folders/1F',
    'https://1drv.ms/b/c/ab/cd',
    'https://k-my.sharepoint.com/:b:/g/personal/a/E',
    'https://www.dropbox.com/scl/fi/ab/o7.pdf?rlkey=x&dl=0',
    'https://online.anyflip.com/gbfbr/mneo/',
    'https://forms.gle/AbC',
  ])('is not empty: %s', (share) => {
    const facts = extractPage(`${menu}<h1>O7</h1><a href="${share}">x</a>`, own);
    expect(isEmptyShell(facts).empty).toBe(false);
  });

  it.each(['https://drive.google.com/', 'https://www.dropbox.com/help', 'https://anyflip.com/'])(
    'is empty where nothing lies there: %s',
    (share) => {
      const facts = extractPage(`${menu}<h1>O7</h1><a href="${share}">x</a>`, own);
      expect(isEmptyShell(facts).empty).toBe(true);
    },
  );

  it('is no missing page for a row of its list that says so', () => {
    const html = `${menu}<p>ไม่พบข้อมูล</p><a href="https://1drv.ms/b/c/ab/cd">x</a>`;
    const facts = extractPage(html, own);
    expect(judgePageState(facts, { httpStatus: 200, url: own, finalUrl: own }).outcome).toBe('ok');
  });
});
