import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { load } from 'cheerio';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { buildSite } from '../../src/demo/build-site.ts';
import { findPackageRoot } from '../../src/check/package-root.ts';
import { serveDemo } from '../../src/demo/serve.ts';
import type { DemoSite } from '../../src/demo/serve.ts';
import { encodeWindows874 } from '../../src/demo/windows-874.ts';
import { readTruth } from './read-truth.ts';

const demoFolder = join(findPackageRoot(import.meta.dirname), 'src', 'demo');
const siteFolder = join(demoFolder, 'site');
const softNotFoundWords = 'ไม่พบหน้าที่ต้องการ';
/** menu entries that the agency never wrote a page for */
const neverWritten = ['/page/journal', '/page/km', '/page/village-heads'];

let site: DemoSite;
beforeEach(async () => {
  site = await serveDemo();
});
afterEach(async () => {
  await site.close();
});

async function open(path: string): Promise<Response> {
  return await fetch(new URL(path, site.url), { redirect: 'manual' });
}

async function listPages(): Promise<string[]> {
  const entries = await readdir(siteFolder, { recursive: true });
  return entries.map((path) => path.replaceAll('\\', '/')).filter((path) => path.endsWith('.html'));
}

describe('truth', () => {
  it('has one entry for each of O1–O28 whose own verdict is acceptable', async () => {
    const truth = await readTruth();
    expect(truth.map((entry) => entry.code)).toEqual(Array.from({ length: 28 }, (_, at) => `O${at + 1}`));
    for (const entry of truth) {
      expect(entry.acceptable, entry.code).toContain(entry.verdict);
      if (entry.cause !== null) expect(entry.acceptableCauses, entry.code).toContain(entry.cause);
      expect(entry.verdict === 'pass', entry.code).toBe(entry.cause === null);
    }
  });

  it('finds every evidence path and near miss open, and every path meant dead or locked not', async () => {
    for (const entry of await readTruth()) {
      for (const path of [...entry.evidencePaths, ...entry.notEvidencePaths]) {
        const response = await open(path);
        expect(response.status, path).toBe(200);
        if (response.headers.get('content-type')?.startsWith('text/html') === true) {
          expect(await response.text(), path).not.toContain(softNotFoundWords);
        }
      }
      for (const path of entry.unreachablePaths) expect((await open(path)).status, path).not.toBe(200);
    }
  });

  it('holds for the single faults that it names', async () => {
    const executives = load(await (await open('/page/executives')).text());
    const people = executives('.person')
      .toArray()
      .map((person) => executives(person).text());
    expect(people).toHaveLength(5);
    expect(people.filter((text) => !text.includes('โทร.'))).toEqual([
      expect.stringContaining('นายทดลอง มั่นคง'),
    ]);
    const index = load(await (await open('/ita/2568')).text());
    const codes = index('main td:first-child')
      .toArray()
      .map((cell) => index(cell).text());
    expect(codes).toContain('O10');
    expect(codes).not.toContain('O11');
    const plan = load(await (await open('/page/hr-plan')).text());
    plan('main .tools').remove();
    expect(plan('main').text().trim()).toBe('แผนบริหารและพัฒนาบุคลากร');
    const risk = load(await (await open('/page/bribery-risk')).text());
    expect(risk('main h2')).toHaveLength(2);
    const reportLinks = load(await (await open('/page/anticorruption-report')).text())(
      'main a[href^="/files/"]',
    );
    expect(reportLinks.attr('href')).toBe('/files/plan/anticorruption-2566-2570.pdf');
  });
});

describe('site', () => {
  it('resolves every menu link, but for pages that were never written and the members’ area', async () => {
    const $ = load(await (await open('/home')).text());
    const hrefs = $('nav.mega a')
      .toArray()
      .map((anchor) => $(anchor).attr('href') ?? '');
    expect(hrefs.length).toBeGreaterThanOrEqual(80);
    const unwritten = new Set<string>();
    for (const href of hrefs.filter((value) => value.startsWith('/'))) {
      const response = await open(href);
      if (href.startsWith('/member/')) {
        expect(response.status, href).toBe(302);
        continue;
      }
      expect(response.status, href).toBe(200);
      const body = await response.text();
      if (body.includes(softNotFoundWords)) unwritten.add(href);
      const fragment = href.split('#')[1];
      if (fragment !== undefined) expect(load(body)(`#${fragment}`), href).toHaveLength(1);
    }
    expect([...unwritten].toSorted()).toEqual(neverWritten);
  });

  it('has no dead link, image or frame beyond those meant', async () => {
    const meant = new Set((await readTruth()).flatMap((entry) => entry.unreachablePaths));
    const seen = new Set<string>();
    for (const page of await listPages()) {
      if (page === 'calendar.html') continue;
      const $ = load(await (await open(`/${page.replace(/\.html$/, '')}`)).text());
      for (const element of $('main a, .splash a, img, iframe, object, footer a').toArray()) {
        const address = $(element).attr('href') ?? $(element).attr('src') ?? $(element).attr('data') ?? '';
        if (address.startsWith('/')) seen.add(address);
      }
    }
    const dead: string[] = [];
    for (const address of seen) {
      const { status } = await open(address);
      if (status >= 400 || (status === 302 && !address.startsWith('/member/'))) dead.push(address);
    }
    expect(seen.size).toBeGreaterThan(60);
    expect(dead.filter((address) => !meant.has(address))).toEqual([]);
    expect(dead).toEqual(['/files/67/ITA_68_o13-2567.pdf']);
  });

  it('leads from the splash page to the home page', async () => {
    const $ = load(await (await open('/')).text());
    expect(
      $('a[href^="/"]')
        .toArray()
        .map((anchor) => $(anchor).attr('href')),
    ).toEqual(['/home']);
  });

  it('is what the fragments build, byte for byte', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'oit-demo-'));
    try {
      const pages = await buildSite(join(demoFolder, 'content'), folder);
      expect(pages.toSorted()).toEqual((await listPages()).toSorted());
      for (const page of pages) {
        const [built, kept] = await Promise.all([
          readFile(join(folder, page)),
          readFile(join(siteFolder, page)),
        ]);
        expect(built.equals(kept), page).toBe(true);
      }
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it('stays small: 1.5 MB in all, 60 kB a document', async () => {
    let totalBytes = 0;
    for (const path of await readdir(siteFolder, { recursive: true })) {
      const { size } = await stat(join(siteFolder, path));
      totalBytes += size;
      if (/\.(?:pdf|xlsx|png)$/.test(path)) expect(size, path).toBeLessThan(60_000);
    }
    expect(totalBytes).toBeGreaterThan(300_000);
    expect(totalBytes).toBeLessThan(1_500_000);
  });

  it('names no real phone range or mail host', async () => {
    for (const page of await listPages()) {
      const bytes = await readFile(join(siteFolder, page));
      const text =
        page === 'page/history.html' ? new TextDecoder('windows-874').decode(bytes) : bytes.toString();
      for (const [phone] of text.matchAll(/\b0-?\d{4}-?\d{4}\b/g))
        expect(phone, page).toMatch(/^0-0000-000\d$/);
      for (const [mail] of text.matchAll(/[\w.]+@[\w-]+\.[\w.-]+/g)) expect(mail, page).toMatch(/\.example$/);
    }
  });
});

describe('server', () => {
  it('says "not found" with status 200 below /page/ and with 404 elsewhere', async () => {
    const soft = await open('/page/no-such-page');
    expect(soft.status).toBe(200);
    expect(await soft.text()).toContain(softNotFoundWords);
    expect((await open('/no-such-page')).status).toBe(404);
    expect((await open('/..%2f..%2fserve.ts')).status).toBe(404);
    expect((await open('/behaviour.json')).status).toBe(404);
    expect((await open('/%E0%A4%A')).status).toBe(404);
  });

  it('sends the members’ area to a login form', async () => {
    for (const path of ['/member', '/member/', '/member/document?id=77']) {
      const response = await open(path);
      expect(response.status).toBe(302);
      const target = response.headers.get('location') ?? '';
      expect(target).toBe(`/login?next=${encodeURIComponent(path)}`);
      expect(load(await (await open(target)).text())('input[type=password]')).toHaveLength(1);
    }
  });

  it('serves the history page in windows-874 without saying so', async () => {
    const response = await open('/page/history');
    expect(response.headers.get('content-type')).toBe('text/html');
    const bytes = await response.bytes();
    expect(() => new TextDecoder('utf-8', { fatal: true }).decode(bytes)).toThrow(TypeError);
    const text = new TextDecoder('windows-874').decode(bytes);
    expect(text).toContain('<h1>ประวัติความเป็นมา</h1>');
    expect(text).toContain('“คลองใส”');
    expect(text).not.toMatch(/charset/i);
  });

  it('makes calendar months without end', async () => {
    const seen = new Set<string>();
    let next = '/calendar';
    for (let step = 0; step < 40; step += 1) {
      const $ = load(await (await open(next)).text());
      expect($('main td').text()).toContain('28');
      next = $('main a[href^="/calendar?month="]').last().attr('href') ?? '';
      seen.add(next);
    }
    expect(seen.size).toBe(40);
    expect(next).toBe('/calendar?month=2571-10');
  });

  it('counts visits only where the counter is asked', async () => {
    await open('/home');
    expect(site.counterHits()).toBe(0);
    await open('/counter.php?inc=1');
    expect(site.counterHits()).toBe(1);
  });

  it('shows the same page for print', async () => {
    const [plain, print] = await Promise.all([open('/page/structure'), open('/page/structure?print=1')]);
    expect(await print.text()).toBe(await plain.text());
  });

  it('names its own address in robots.txt and the sitemap', async () => {
    expect(await (await open('/robots.txt')).text()).toContain(`Sitemap: ${site.url}sitemap.xml`);
    const locations = load(await (await open('/sitemap.xml')).text(), { xml: true })('loc');
    expect(locations.length).toBeGreaterThan(3);
    for (const location of locations.toArray()) {
      const address = load(location).text();
      expect((await fetch(address)).status, address).toBe(200);
    }
  });

  it('answers 304 to a known version, 405 to a form sent, and an empty body to HEAD', async () => {
    const first = await open('/news');
    const etag = first.headers.get('etag') ?? '';
    const again = await fetch(new URL('/news', site.url), { headers: { 'if-none-match': etag } });
    expect(again.status).toBe(304);
    expect((await fetch(new URL('/complaint/send', site.url), { method: 'POST', body: 'x' })).status).toBe(
      405,
    );
    const head = await fetch(new URL('/news', site.url), { method: 'HEAD' });
    expect(head.headers.get('content-length')).not.toBe('0');
    expect(await head.text()).toBe('');
  });

  it('rejects when the port is taken', async () => {
    await expect(serveDemo({ port: Number(new URL(site.url).port) })).rejects.toMatchObject({
      code: 'EADDRINUSE',
    });
  });
});

describe('package root', () => {
  it('is found from a compiled module below dist, past packages of other names', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'oit-root-'));
    try {
      const inner = join(folder, 'dist', 'demo');
      await mkdir(inner, { recursive: true });
      await writeFile(join(folder, 'package.json'), '{"name":"oit-checker"}');
      await writeFile(join(folder, 'dist', 'package.json'), '{"name":"another"}');
      expect(findPackageRoot(inner)).toBe(folder);
      await writeFile(join(folder, 'package.json'), '{"name":"another"}');
      expect(() => findPackageRoot(inner)).toThrow(/no package\.json of oit-checker/);
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});

describe('workbooks', () => {
  it('hold the sixteen columns of the procurement form, and no empty cell', async () => {
    const bytes = await readFile(join(siteFolder, 'files', '67', 'ITA_67_o16.xlsx'));
    expect(bytes.subarray(0, 4).toString('latin1')).toBe('PK\u0003\u0004');
    // the archive is stored, not deflated, so the sheet stands in it as it is
    const rows = [...bytes.toString('utf8').matchAll(/<row r="\d+">(.*?)<\/row>/gs)].map(([, cells]) =>
      [...(cells ?? '').matchAll(/<(?:t|v)>([^<]*)</g)].map(([, value]) => value ?? ''),
    );
    expect(rows).toHaveLength(4);
    for (const row of rows) {
      expect(row).toHaveLength(16);
      expect(row).not.toContain('');
    }
    expect(rows[0]?.[7]).toContain('ชื่อรายการ');
    expect(rows.slice(1).map((row) => row[1])).toEqual(['2567', '2567', '2567']);
  });
});

describe('windows-874', () => {
  it('round-trips every Thai letter and refers to what the code page lacks', () => {
    const thai = Array.from({ length: 0x5b }, (_, at) => String.fromCodePoint(0x0e01 + at))
      .filter((letter) => /\p{Script=Thai}|฿/u.test(letter))
      .join('');
    const text = `${thai}…‘’“”•–—\u00a0abc`;
    expect(new TextDecoder('windows-874').decode(encodeWindows874(text))).toBe(text);
    expect(new TextDecoder('windows-874').decode(encodeWindows874('☎'))).toBe('&#9742;');
  });
});
