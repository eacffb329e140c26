import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { writeComparison } from '../../src/report/compare/write.ts';
import { draftMany, writeBatch } from './build.ts';

const executablePath = process.env['OIT_TEST_CHROMIUM'] ?? '/usr/bin/chromium';
const agencies = 130;
const patient = { timeout: 20_000 };
const views = [
  'v-summary',
  'v-agencies',
  'v-heat',
  'v-items',
  'v-fixes',
  'v-groups',
  'v-changes',
  'v-unseen',
];

describe.skipIf(!existsSync(executablePath))(`site/index.html in a browser (${executablePath})`, () => {
  let browser: Browser;
  let folder: string;
  let url: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'oit-compare-'));
    const drafts = draftMany(agencies);
    const [first] = drafts;
    if (first !== undefined) first.name = '</script><img src=x onerror=alert(1)>';
    await writeBatch(join(folder, 'now'), drafts);
    await writeBatch(join(folder, 'before'), drafts.slice(3));
    await writeComparison(join(folder, 'now'), {
      toolVersion: '0.1.0',
      formats: ['site'],
      lang: 'th',
      earlier: join(folder, 'before'),
    });
    url = pathToFileURL(join(folder, 'now', 'site', 'index.html')).href;
    browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  });
  afterEach(async () => {
    for (const context of browser.contexts()) await context.close();
  });
  afterAll(async () => {
    await browser.close();
    await rm(folder, { recursive: true, force: true });
  });

  async function open(
    view: string,
    options: BrowserContextOptions = {},
  ): Promise<{ page: Page; complaints: string[] }> {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on('request', (request) => {
      if (!/^(?:file|data):/.test(request.url())) complaints.push(request.url());
    });
    page.on('console', (message) => complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('dialog', (dialog) => {
      complaints.push(dialog.message());
      void dialog.dismiss();
    });
    await page.goto(`${url}#${view}`);
    return { page, complaints };
  }

  const shown = (page: Page, view: string): Promise<number> => page.locator(`#${view} tbody tr`).count();

  it.each([390, 1280])(
    'shows every view within %i pixels, loads nothing, and shows one at a time',
    async (width) => {
      const { page, complaints } = await open('v-summary', { viewport: { width, height: 844 } });
      for (const view of views) {
        await page.locator(`.contents a[href="#${view}"]`).click();
        // Waiting by a function of the page's would need eval, which its content policy forbids.
        await page.locator(`#${view}.on`).waitFor();
        expect(await page.evaluate<number>('document.documentElement.scrollWidth'), view).toBeLessThanOrEqual(
          width,
        );
        expect(await page.locator('.view:visible').count(), view).toBe(1);
        expect(await page.locator(`#${view} .disclaimer`).isVisible(), view).toBe(true);
      }
      expect(complaints).toEqual([]);
    },
  );

  it('filters by words, place and the state of an item', async () => {
    const { page } = await open('v-heat');
    const status = page.locator('.filters output');
    await page.locator('[name=text]').fill('ตัวอย่าง 7');
    await expect.poll(() => status.textContent(), patient).toBe(`แสดง 22 จาก ${agencies} หน่วยงาน`);
    await page.locator('[name=province]').selectOption('อุดรธานี');
    await expect.poll(() => status.textContent(), patient).toBe(`แสดง 10 จาก ${agencies} หน่วยงาน`);
    expect(await shown(page, 'v-heat')).toBe(10);
    await page.locator('button[type=reset]').click();
    await expect.poll(() => status.textContent(), patient).toBe(`แสดง ${agencies} จาก ${agencies} หน่วยงาน`);
    await page.locator('[name=code]').selectOption({ label: 'O7 รายงานผลการดำเนินงานประจำปี' });
    await page.locator('[name=state]').selectOption({ label: 'คาดว่ายังไม่ได้คะแนน' });
    await expect.poll(() => status.textContent(), patient).not.toContain(`แสดง ${agencies} `);
    await page
      .locator('#v-heat [data-more=all]')
      .click({ timeout: 500 })
      .catch(() => undefined);
    const cells = await page.locator('#v-heat tbody td:nth-child(8)').allTextContents();
    expect(cells.length).toBeGreaterThan(5);
    expect(new Set(cells)).toEqual(new Set(['0']));
  });

  it('keeps those that could not be looked at out of the list, and puts them in one of their own', async () => {
    const { page } = await open('v-unseen');
    expect(await shown(page, 'v-unseen')).toBe(5);
    await page.goto(`${url}#v-agencies`);
    await page.locator('#v-agencies [data-more=all]').click();
    expect(await shown(page, 'v-agencies')).toBe(agencies - 5);
    const highs = (await page.locator('#v-agencies .score').allTextContents()).map((text) =>
      Number(/(\d+)\)/.exec(text)?.[1]),
    );
    expect(highs).toEqual(highs.toSorted((a, b) => a - b));
  });

  it('orders by name', async () => {
    const { page } = await open('v-agencies');
    await page.locator('[name=order]').selectOption('name');
    await expect
      .poll(() => page.locator('#v-agencies tbody tr .agency > a').nth(1).textContent(), patient)
      .toBe('องค์การบริหารส่วนตำบลตัวอย่าง 10');
  });

  it('leads from a cell to its item in the agency’s own report', async () => {
    const { page } = await open('v-heat');
    await page.locator('#v-heat tbody tr').first().locator('td').nth(6).click();
    await page.waitForURL(/agency-\d+\.go\.th\/report\.html#O7$/);
  });

  it('shows everything without a script', async () => {
    const { page } = await open('v-summary', { javaScriptEnabled: false });
    expect(await page.locator('.view:visible').count()).toBe(views.length);
    expect(await page.locator('#v-heat tbody tr:visible').count()).toBe(agencies - 1);
    expect(await page.locator('.filters').isVisible()).toBe(false);
  });
});
