import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { links, page, type PageSource } from '../fixtures/site.ts';
import { createCliBench, quick } from './support.ts';

const bench = createCliBench();

/** A site of which one page never answers: a crawl of it goes on until somebody stops it. */
const pages: Record<string, PageSource> = {
  '/': page(
    'อบต.ตัวอย่าง',
    links({ '/structure': 'โครงสร้างหน่วยงาน', '/slow': 'ข้อมูลผู้บริหาร', '/contact': 'ข้อมูลการติดต่อ' }),
  ),
  '/structure': page('โครงสร้างหน่วยงาน', '<h1>โครงสร้างหน่วยงาน</h1>'),
  '/slow': () => undefined,
  '/contact': page('ข้อมูลการติดต่อ', '<h1>ข้อมูลการติดต่อ</h1><p>โทร. 0 4200 0000</p>'),
};

async function untilAsked(requests: readonly string[], path: string): Promise<void> {
  while (!requests.includes(path)) await new Promise((resolve) => setTimeout(resolve, 20));
}

// Windows has no signals that a program could catch; a terminal's Ctrl-C cannot be sent from a test there.
describe.skipIf(process.platform === 'win32')('interruption', () => {
  it.each(['SIGINT', 'SIGTERM'] as const)('%s saves what was learned and ends with 130', async (signal) => {
    const site = await bench.serve(pages);
    const startMs = performance.now();
    const { code, stdout, stderr } = await bench.oit(['check', site.url, '--out', 'a', ...quick], {
      onStart: (child) =>
        void untilAsked(site.requests, '/slow').then(() => setTimeout(() => child.kill(signal), 200)),
    });
    expect(code, stderr).toBe(130);
    expect(performance.now() - startMs).toBeLessThan(15_000);
    expect(await bench.list('a')).toEqual(['report.html', 'result.json', 'snapshot']);
    expect(stdout).toContain('report.html');
    expect(stderr).toContain('stopping and saving');
    const result = await bench.result('a');
    expect(result.run.stoppedBy).toBe('interrupted');
    expect(result.items).toHaveLength(28);
    for (const item of result.items.filter(({ evidence }) => evidence.length === 0)) {
      expect([item.code, item.verdict, item.score, item.reasons[0]?.code]).toEqual([
        item.code,
        'review',
        null,
        'not-searched',
      ]);
    }
    expect(result.score?.high).toBeGreaterThan(90);
    const again = await bench.oit(['assess', 'a/snapshot', '--json']);
    expect(again.code).toBe(130);
    expect(again.stdout).toBe(await bench.read('a/result.json'));
  });

  it('stops while the first address still hangs', async () => {
    const site = await bench.serve({ '/': () => undefined });
    const { code } = await bench.oit(['check', site.url, '--out', 'a', ...quick], {
      onStart: (child) => void untilAsked(site.requests, '/').then(() => child.kill('SIGINT')),
    });
    expect(code).toBe(130);
    const result = await bench.result('a');
    expect(result.run.stoppedBy).toBe('interrupted');
    expect(result.items.every(({ verdict }) => verdict === 'review')).toBe(true);
  });

  it('ends at once at a second one', async () => {
    const site = await bench.serve(pages);
    let isSecondSent = false;
    const { code, signal } = await bench.oit(['check', site.url, '--out', 'a', ...quick], {
      onStart: (child) => void untilAsked(site.requests, '/slow').then(() => child.kill('SIGINT')),
      onStderr: (stderr, child) => {
        if (isSecondSent || !stderr.includes('stopping and saving')) return;
        isSecondSent = child.kill('SIGINT');
      },
    });
    expect(isSecondSent).toBe(true);
    expect([code, signal]).toEqual([130, null]);
    expect(existsSync(join(bench.cwd(), 'a', 'snapshot', 'manifest.json'))).toBe(true);
  });
});
