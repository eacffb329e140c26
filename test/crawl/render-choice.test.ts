import { describe, expect, it } from 'vitest';
import { whyRender } from '../../src/crawl/render-choice.ts';
import { extractPage } from '../../src/extract/page.ts';

const text = '<p>องค์การบริหารส่วนตำบลตัวอย่าง อำเภอตัวอย่าง จังหวัดตัวอย่าง ประชาสัมพันธ์ข่าวสารของหน่วยงาน</p>';
const scripts = (count: number): string => '<script src="/a.js"></script>'.repeat(count);
const links = (count: number): string =>
  Array.from({ length: count }, (_, at) => `<a href="/p${at}">หน้า ${at} ของเรา</a>`).join(' ');

function why(body: string): string | null {
  const html = `<!doctype html><html><head><title>ทดสอบ</title></head><body>${body}</body></html>`;
  return whyRender(extractPage(html, 'https://example.go.th/'), html);
}

describe('whether the answer of the server shows a page', () => {
  it.each([
    ['the root of a script application', `<div id="app"></div>${scripts(1)}`, 'empty-shell'],
    [
      'a notice that scripts are needed',
      `<noscript>You need to enable JavaScript to run this app.</noscript><div id="root"></div>${scripts(2)}`,
      'empty-shell',
    ],
    [
      'a frame that says loading',
      `<nav>${links(20)}</nav><main>กำลังโหลดข้อมูล...</main>${scripts(3)}`,
      'empty-shell',
    ],
    [
      'a frame without content',
      `<nav>${links(20)}</nav><main><h1>ITA 2568</h1></main>${scripts(3)}`,
      'empty-content',
    ],
    [
      'a table that waits for its rows',
      `<nav>${links(20)}</nav><main>${text}<table><thead><tr><th>ลำดับ</th><th>รายการ</th></tr></thead><tbody></tbody></table></main>${scripts(3)}`,
      'empty-table',
    ],
    [
      'an empty menu',
      `<ul class="main-menu"></ul><main>${text}${links(4)}</main>${scripts(1)}`,
      'script-menu',
    ],
    ['fewer links than scripts', `<main>${text}${links(2)}</main>${scripts(6)}`, 'script-menu'],
    [
      'links without an address',
      `<main>${text}${links(12)}${'<a href="#">ดูเอกสาร</a>'.repeat(6)}</main>${scripts(1)}`,
      'dead-links',
    ],
    [
      'handlers that compute where they lead',
      `<main>${text}${links(12)}${'<div onclick="go(7)">ดูเอกสาร</div>'.repeat(6)}</main>`,
      'dead-links',
    ],
    ['a button for more', `<main>${text}${links(20)}<div>โหลดเพิ่มเติม</div></main>${scripts(1)}`, 'load-more'],
  ])('%s → %s', (_name, body, expected) => {
    expect(why(body)).toBe(expected);
  });

  it.each([
    ['a usual page', `<nav>${links(40)}</nav><main>${text}</main>${scripts(20)}`],
    ['a small page that a person wrote', `<main>${text}${links(3)}</main>${scripts(1)}`],
    ['an empty page without a script', `<main><h1>ITA 2568</h1></main>`],
    [
      'menu parents that lead nowhere',
      `<nav>${links(60)}${'<a href="javascript:void(0)">เมนู</a>'.repeat(12)}</nav><main>${text}</main>${scripts(9)}`,
    ],
    ['more behind a link', `<main>${text}${links(20)}<a href="/all">ดูเพิ่มเติม</a></main>${scripts(1)}`],
    [
      'handlers whose address can be read',
      `<main>${text}${links(12)}${`<div onclick="location.href='/x'">ดูเอกสาร</div>`.repeat(6)}</main>`,
    ],
  ])('%s is shown', (_name, body) => {
    expect(why(body)).toBeNull();
  });

  it('is told at once on a page made to be slow to read', () => {
    const html = `<div class="${'menu '.repeat(5_000)}`.repeat(20) + scripts(5);
    const startedMs = performance.now();
    why(html);
    expect(performance.now() - startedMs).toBeLessThan(3_000);
  });
});
