import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { groupFixesByUnit } from '../../src/report/fixes.ts';
import { readReportFonts, renderHtml } from '../../src/report/index.ts';
import { buildHostileSample, buildSample } from './sample.ts';

const executablePath = process.env['OIT_TEST_CHROMIUM'] ?? '/usr/bin/chromium';

const readClipboard = (page: Page): Promise<string> =>
  page.evaluate<string>('navigator.clipboard.readText()');

interface Opened {
  page: Page;
  /** addresses that left the machine's own files */
  requests: string[];
  complaints: string[];
}

describe.skipIf(!existsSync(executablePath))(`report.html in a browser (${executablePath})`, () => {
  let browser: Browser;
  let folder: string;
  const urls = { sample: '', hostile: '' };

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'oit-report-'));
    const fontsBase64 = await readReportFonts();
    for (const [name, result] of [
      ['sample', buildSample()],
      ['hostile', buildHostileSample()],
    ] as const) {
      const path = join(folder, `${name}.html`);
      await writeFile(path, renderHtml(result, { lang: 'th', fontsBase64 }));
      urls[name] = pathToFileURL(path).href;
    }
    browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  });
  afterEach(async () => {
    for (const context of browser.contexts()) await context.close();
  });
  afterAll(async () => {
    await browser.close();
    await rm(folder, { recursive: true, force: true });
  });

  async function open(url: string, options: BrowserContextOptions = {}): Promise<Opened> {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
    const page = await context.newPage();
    const requests: string[] = [];
    const complaints: string[] = [];
    page.on('request', (request) => {
      if (!/^(?:file|data):/.test(request.url())) requests.push(request.url());
    });
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('dialog', (dialog) => {
      complaints.push(`dialog: ${dialog.message()}`);
      void dialog.dismiss();
    });
    await page.goto(url);
    await page.evaluate('document.fonts.ready.then(() => true)');
    return { page, requests, complaints };
  }

  it.each([
    ['sample', 390],
    ['sample', 1280],
    ['hostile', 390],
    ['hostile', 1280],
  ] as const)('does not scroll sideways: %s at %i pixels', async (name, width) => {
    const { page } = await open(urls[name], { viewport: { width, height: 844 } });
    expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
    await page.getByRole('button', { name: 'English' }).click();
    expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
  });

  it.each(['sample', 'hostile'] as const)(
    'asks for nothing and breaks no policy of its own: %s',
    async (name) => {
      const { page, requests, complaints } = await open(urls[name]);
      await page.getByRole('button', { name: 'English' }).click();
      for (const details of await page.locator('details').all()) {
        await details.evaluate((element) => element.setAttribute('open', ''));
      }
      expect(requests).toEqual([]);
      expect(complaints).toEqual([]);
      expect(await page.locator('img, iframe, form, base').count()).toBe(0);
      expect(await page.locator('script').count()).toBe(1);
    },
  );

  it('carries the font that it is set in', async () => {
    const { page } = await open(urls.sample);
    expect(await page.evaluate("document.fonts.check('16px Sarabun', 'กำ')")).toBe(true);
    expect(
      await page.evaluate("[...document.fonts].filter((font) => font.status === 'loaded').length"),
    ).toBeGreaterThan(1);
  });

  it('changes the language', async () => {
    const { page } = await open(urls.sample);
    const heading = page.locator('#fixes-h');
    expect(await heading.innerText()).toBe('ควรแก้อะไรก่อน');
    await page.getByRole('button', { name: 'English' }).click();
    expect(await heading.innerText()).toBe('What to fix first');
    expect(await page.locator('html').getAttribute('lang')).toBe('en');
    expect(await page.locator('.th:visible').count()).toBe(0);
    await page.getByRole('button', { name: 'ไทย' }).click();
    expect(await heading.innerText()).toBe('ควรแก้อะไรก่อน');
    expect(await page.locator('.en:visible').count()).toBe(0);
  });

  const clipboard = { permissions: ['clipboard-read', 'clipboard-write'] };

  it('copies one address, and the whole table with tabs and line breaks', async () => {
    const { page } = await open(urls.sample, clipboard);
    const row = page.locator('[data-row]').first();
    await row.locator('.copy').first().click();
    await page.locator('#copy-status', { hasText: 'คัดลอกแล้ว' }).waitFor();
    expect(await readClipboard(page)).toBe(buildSample().items[0]?.evidence[0]?.url);
    await page.locator('.copy-all').click();
    await expect.poll(() => readClipboard(page), { timeout: 20_000 }).toMatch(/^O1\tมี\thttps:/);
    const rows = (await readClipboard(page)).split('\n');
    expect(rows).toHaveLength(28);
    for (const line of rows) expect(line.split('\t')).toHaveLength(4);
  });

  it('copies the old way where the browser gives no clipboard', async () => {
    const { page } = await open(urls.sample, clipboard);
    await page.evaluate("navigator.clipboard.writeText = () => Promise.reject(new Error('denied')); 0");
    await page.locator('[data-row] .copy').first().click();
    await page.locator('#copy-status', { hasText: 'คัดลอกแล้ว' }).waitFor();
    expect(await readClipboard(page)).toBe(buildSample().items[0]?.evidence[0]?.url);
  });

  it('is readable in Thai without JavaScript', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(urls.sample);
    expect(await page.locator('#fixes-h').innerText()).toBe('ควรแก้อะไรก่อน');
    expect(await page.locator('article.item:visible').count()).toBe(28);
    expect(await page.locator('button:visible').count()).toBe(0);
    await page.locator('details.proof > summary').first().click();
    expect(await page.locator('details.proof[open] .evidence').first().isVisible()).toBe(true);
  });

  it('leads from a chip to its item', async () => {
    const { page } = await open(urls.sample, { reducedMotion: 'reduce' });
    await page.locator('#sub-indicators .chip', { hasText: 'O14' }).click();
    await expect
      .poll(() => page.locator('#O14').evaluate((element) => element.getBoundingClientRect().top))
      .toBeLessThan(400);
  });

  it('shows hostile words as words', async () => {
    const { page, complaints } = await open(urls.hostile);
    const name = buildHostileSample().agency.name ?? '';
    expect(name).toContain('<');
    expect(await page.locator('h1').innerText()).toContain('<');
    expect(await page.locator('[onerror], [onload], [onclick]').count()).toBe(0);
    expect(complaints).toEqual([]);
  });

  it('prints one page for the head of the agency, then a sheet per office', async () => {
    const { page } = await open(urls.sample);
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('.sheet:visible').count()).toBe(1 + groupFixesByUnit(buildSample()).length);
    expect(await page.locator('#items:visible, .top:visible, button:visible').count()).toBe(0);
    // A4 less the margins of @page is 180 × 273 mm, of which the foot takes 17: the head's page has to end before.
    await page.setViewportSize({ width: Math.round((180 / 25.4) * 96), height: 900 });
    const { height } = (await page.locator('.sheet').first().boundingBox()) ?? { height: Infinity };
    expect(height).toBeLessThan((256 / 25.4) * 96);
    const pdf = (await page.pdf({ format: 'A4', preferCSSPageSize: true })).toString('latin1');
    const pages = [...pdf.matchAll(/\/Type\s*\/Page\b(?!s)/g)].length;
    expect(pages).toBeGreaterThanOrEqual(2 + groupFixesByUnit(buildSample()).length);
    expect(pages).toBeLessThan(30);
  });
});
