import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { PageSource } from '../fixtures/site.ts';
import { createCliBench, quick } from './support.ts';

const bench = createCliBench();
const chromiumPath = process.env['OIT_TEST_CHROMIUM'] ?? '/usr/bin/chromium';
const agency = 'องค์การบริหารส่วนตำบลตัวอย่าง อำเภอตัวอย่าง จังหวัดตัวอย่าง';

/** An agency whose every page is one script that asks for its content. */
const views: Record<string, { title: string; html: string }> = {
  '/': {
    title: 'องค์การบริหารส่วนตำบลตัวอย่าง',
    html: `<h1>${agency}</h1><div class="card" onclick="go('/ita')">ITA 2568</div><a href="/contact">ข้อมูลการติดต่อ</a>`,
  },
  '/ita': {
    title: 'การเปิดเผยข้อมูลสาธารณะ (OIT) 2568',
    html: `<h1>การเปิดเผยข้อมูลสาธารณะ (OIT) ประจำปี 2568</h1><button aria-expanded="false" id="open">ข้อมูลพื้นฐาน</button><ul id="items"></ul>`,
  },
  '/structure': {
    title: 'โครงสร้างหน่วยงาน',
    html: `<h1>โครงสร้างและอำนาจหน้าที่</h1><h2>แผนผังโครงสร้างส่วนราชการ</h2><p>${agency} ฝ่ายการเมือง นายกองค์การบริหารส่วนตำบล รองนายกองค์การบริหารส่วนตำบล สภาองค์การบริหารส่วนตำบล ฝ่ายประจำ ปลัดองค์การบริหารส่วนตำบล แบ่งส่วนราชการเป็น สำนักปลัด กองคลัง กองช่าง กองการศึกษา</p><h2>อำนาจหน้าที่</h2><p>มีอำนาจหน้าที่ตามพระราชบัญญัติสภาตำบลและองค์การบริหารส่วนตำบล พ.ศ. 2537 ในการจัดให้มีและบำรุงรักษาทางน้ำและทางบก รักษาความสะอาดของถนน และป้องกันและบรรเทาสาธารณภัย</p>`,
  },
  '/contact': {
    title: 'ข้อมูลการติดต่อ',
    html: `<h1>ข้อมูลการติดต่อ</h1><p>ที่อยู่ หมู่ 1 ${agency} 10000 โทรศัพท์ 0 4200 0000 โทรสาร 0 4200 0001 อีเมล saraban@example.go.th แผนที่ตั้งหน่วยงาน</p>`,
  },
};

const app = `
  const go = (path) => { location.href = path; };
  window.go = go;
  fetch('/api' + location.pathname).then((answer) => { if (!answer.ok) throw new Error('404'); return answer.json(); }).then(({ title, html }) => {
    document.title = title;
    document.querySelector('#root').innerHTML = '<main>' + html + '</main>';
    const open = document.querySelector('#open');
    if (open) open.onclick = () => { open.setAttribute('aria-expanded', 'true'); document.querySelector('#items').innerHTML = '<li><a href="/structure">O1 โครงสร้างหน่วยงาน</a></li><li><a href="/contact">O3 ข้อมูลการติดต่อ</a></li>'; };
  }, () => { document.querySelector('#root').innerHTML = '<h1>404 ไม่พบหน้าที่ต้องการ</h1>'; });`;

function scriptSite(): { pages: Record<string, PageSource>; otherwise: { status: number; body: string } } {
  const shell = `<!doctype html><html lang="th"><head><title></title></head><body><div id="root"></div><script src="/app.js"></script></body></html>`;
  const pages: Record<string, PageSource> = {
    '/app.js': { headers: { 'content-type': 'text/javascript' }, body: app },
    '/robots.txt': { status: 404, body: '' },
    '/sitemap.xml': { status: 404, body: '' },
  };
  for (const [path, view] of Object.entries(views)) {
    pages[path] = shell;
    pages[`/api${path}`] = { headers: { 'content-type': 'application/json' }, body: JSON.stringify(view) };
  }
  return { pages, otherwise: { status: 200, body: shell } };
}

describe('oit check of a site that scripts build', () => {
  it.skipIf(!existsSync(chromiumPath))(
    `finds its items in a browser, pictures them and says so (${chromiumPath})`,
    async () => {
      const { pages, otherwise } = scriptSite();
      const site = await bench.serve(pages, {
        otherwise: (request, response) => {
          const isApi = request.url?.startsWith('/api') === true;
          response
            .writeHead(isApi ? 404 : 200, { 'content-type': 'text/html' })
            .end(isApi ? '' : otherwise.body);
        },
      });
      const { code, stderr } = await bench.oit([
        'check',
        site.url,
        ...quick,
        '--own-site',
        '--out',
        'a',
        '--screenshots',
      ]);
      const result = await bench.result('a');
      const byCode = (wanted: string) => result.items.find((item) => item.code === wanted);
      expect(result.run.pagesRendered, stderr).toBeGreaterThanOrEqual(5);
      expect(result.tool.components.browser).toMatch(/^Chromium \d+/);
      expect(byCode('O1')?.evidence[0]?.url).toBe(`${site.url}/structure`);
      expect(byCode('O3')?.evidence[0]?.url).toBe(`${site.url}/contact`);
      expect(byCode('O1')?.verdict, JSON.stringify(byCode('O1')?.reasons)).toBe('pass');
      expect(result.problems.filter(({ kind }) => kind === 'not-rendered')).toEqual([]);
      expect(stderr).not.toContain('สคริปต์');
      expect(byCode('O1')?.evidence[0]?.screenshot).toBe('screenshots/O1.png');
      const picture = readFileSync(join(bench.cwd(), 'a', 'screenshots', 'O1.png'));
      expect(picture.subarray(1, 4).toString('latin1')).toBe('PNG');
      expect([0, 4]).toContain(code);
      // Judged again from the snapshot alone, it is the same.
      const again = await bench.oit(['assess', 'a/snapshot', '--out', 'b', '--quiet']);
      expect(again.code).toBe(code);
      expect((await bench.result('b')).items.map(({ verdict }) => verdict)).toEqual(
        result.items.map(({ verdict }) => verdict),
      );
    },
  );

  it.each([
    ['--render never', ['--render', 'never'], 'not-wanted'],
    ['no browser on the machine', [], 'no-browser'],
  ])(
    'names the pages that it could not see, and holds none of them to be empty: %s',
    async (_name, args, problem) => {
      const { pages } = scriptSite();
      const site = await bench.serve(pages);
      const env = { OIT_BROWSER: '/no/such/browser' };
      const { code, stderr, stdout } = await bench.oit(['check', site.url, ...quick, '--out', 'a', ...args], {
        env,
      });
      expect(code).toBe(4);
      expect(stderr).toContain(site.url);
      expect(stderr).toMatch(/1 หน้าที่สร้างด้วยสคริปต์/);
      expect(stdout).not.toBe('');
      const result = await bench.result('a');
      expect(result.items.filter(({ verdict }) => verdict === 'fail')).toEqual([]);
      expect(result.run.pagesRendered).toBe(0);
      expect(result.problems.filter(({ kind }) => kind === 'not-rendered')).toHaveLength(1);
      expect(await bench.read('a/snapshot/journal.ndjson')).toContain(`"problem":"${problem}"`);
    },
  );
});
