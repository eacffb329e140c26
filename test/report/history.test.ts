import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright';
import { describe, expect, it } from 'vitest';
import { buildHistory } from '../../src/history/build-history.ts';
import { notRejudged } from '../../src/history/compare-runs.ts';
import { digestResult } from '../../src/history/digest.ts';
import type { History } from '../../src/history/schema.ts';
import {
  readReportFonts,
  renderHtml,
  renderMarkdown,
  renderTerminal,
  writeReports,
} from '../../src/report/index.ts';
import { measureWidth } from '../../src/report/terminal.ts';
import type { Result } from '../../src/result/schema.ts';
import { buildHostileSample, buildItem, buildSample } from './sample.ts';
import { sampleRows } from './sample-rows.ts';

const fontsBase64 = await readReportFonts();

/** Nights of January 2025; on the last one an item is gone and another is found. */
function buildNights(nights: number, last: Result = buildSample()): { history: History; result: Result } {
  const at = (night: number): string => new Date(Date.UTC(2025, 0, night, 19, 10)).toISOString();
  const passing = sampleRows.filter(({ verdict }) => verdict === 'pass').map(({ code }) => code);
  const results = Array.from({ length: nights }, (_, index) => {
    const isLast = index === nights - 1;
    const sample = isLast ? last : buildSample();
    const items = sample.items.map((item, position) => {
      const row = sampleRows[position];
      if (!isLast || item.code !== passing[0] || row === undefined) return item;
      const [evidence] = item.evidence;
      return buildItem(row, {
        verdict: 'fail',
        score: 0,
        evidence: [],
        evidenceSha256: null,
        looked: [{ url: evidence?.url ?? '', outcome: 'soft-404', relevance: 0.9, title: null }],
      });
    });
    const score = sample.score && { ...sample.score, expected: 60 + index / 8, low: 55, high: 90 };
    const run = { ...sample.run, id: `n${index}`, startedAt: at(index + 1), finishedAt: at(index + 1) };
    return { ...sample, items, score, run };
  });
  const result = results.at(-1);
  const history = buildHistory({
    digests: results.map((one) => digestResult(one, 320)),
    rejudgedOf: () => notRejudged,
    probes: [{ at: '2025-01-03T03:00:00.000Z', outcome: 'timeout', latencyMs: null }],
    window: { from: '2025-01-01', to: '2025-07-31' },
  });
  if (history === null || result === undefined) throw new Error('there is no history');
  return { history, result };
}

describe('the reports with a history', () => {
  const { history, result } = buildNights(20);
  const html = renderHtml(result, { lang: 'th', fontsBase64, history });

  it('tell score over time, changes with their cause, what was last seen good, and uptime', () => {
    const section = html.slice(html.indexOf('<section id="history"'));
    const text = section.slice(0, section.indexOf('</section>'));
    for (const words of [
      'class="trend"',
      'จากครั้งก่อน',
      'ตั้งแต่ครั้งแรกในช่วงประเมิน',
      'ไม่พบหลักฐานเดิมแล้ว',
      'หน้าแจ้งว่าไม่พบข้อมูล',
      'เว็บไซต์เปลี่ยน',
      'ยังไม่ยืนยัน',
      '20 ม.ค. 2568',
      'ลองเปิดเว็บไซต์ 21 ครั้ง เปิดได้ 20 ครั้ง (95%)',
    ])
      expect(text, words).toContain(words);
    expect(html).toContain('href="#history"');
    expect(text).not.toMatch(/NaN|undefined|\[object/);
  });

  it('hold nothing of it without one, or with the first run alone', () => {
    for (const without of [null, undefined])
      expect(renderHtml(result, { lang: 'th', fontsBase64, history: without })).not.toContain('id="history"');
    expect(renderTerminal(result, { width: 100, colour: false, lang: 'th', history: null })).not.toContain(
      'ครั้งก่อน',
    );
  });

  it('never let the page load or run anything for it', () => {
    expect(html).not.toMatch(/ style="/);
  });

  it('are short on a terminal and in Markdown', () => {
    for (const lang of ['th', 'en'] as const) {
      const summary = renderTerminal(result, { width: 72, colour: false, lang, history });
      expect(summary).toMatch(lang === 'th' ? /เปลี่ยนจากครั้งก่อน/ : /Changed since the last time/);
      for (const line of summary.split('\n')) expect(measureWidth(line)).toBeLessThanOrEqual(72);
      const markdown = renderMarkdown(result, { lang, history });
      expect(markdown).toMatch(lang === 'th' ? /## เปลี่ยนจากครั้งก่อน/ : /## What changed since/);
      expect(markdown).toMatch(lang === 'th' ? /เห็นว่าคาดว่าได้คะแนนครั้งล่าสุด/ : /Last seen likely to score/);
    }
  });

  it('keep hostile text of a site as text', () => {
    const hostile = buildNights(3, buildHostileSample());
    const page = renderHtml(hostile.result, { lang: 'th', fontsBase64, history: hostile.history });
    const section = page.slice(page.indexOf('<section id="history"'), page.indexOf('<section id="fixes"'));
    expect(section).not.toMatch(/<script|<img|javascript:|on\w+=/i);
  });

  it('are written with it in every format', async () => {
    const files = new Map<string, string>();
    const write = async (name: string, content: string): Promise<void> => {
      files.set(name, content);
    };
    await writeReports(
      result,
      ['json', 'html', 'md'],
      '',
      'th',
      write,
      () => Promise.resolve(fontsBase64),
      history,
    );
    expect(files.get('report.html')).toContain('id="history"');
    expect(files.get('report.md')).toContain('เปลี่ยนจากครั้งก่อน');
    expect(files.get('result.json')).not.toContain('sinceLast');
  });
});

const executablePath = process.env['OIT_TEST_CHROMIUM'] ?? '/usr/bin/chromium';

it.skipIf(!existsSync(executablePath))('the charts fit a narrow screen', async () => {
  const { history, result } = buildNights(200);
  const folder = await mkdtemp(join(tmpdir(), 'oit-history-'));
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  try {
    const path = join(folder, 'report.html');
    await writeFile(path, renderHtml(result, { lang: 'th', fontsBase64, history }));
    const page = await browser.newPage({ viewport: { width: 390, height: 844 } });
    const complaints: string[] = [];
    page.on('console', (message) => complaints.push(message.text()));
    await page.goto(pathToFileURL(path).href);
    expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(390);
    const widths = await page.evaluate<number[]>(
      "[...document.querySelectorAll('#history .trend, #history .days')].map((one) => one.getBoundingClientRect().width)",
    );
    expect(widths).toHaveLength(2);
    for (const width of widths) expect(width).toBeGreaterThan(200);
    expect(complaints).toEqual([]);
    if (process.env['OIT_SHOT'] !== undefined) {
      await page.setViewportSize({ width: 1100, height: 900 });
      await page.locator('#history').screenshot({ path: process.env['OIT_SHOT'] });
    }
  } finally {
    await browser.close();
    await rm(folder, { recursive: true, force: true });
  }
});
