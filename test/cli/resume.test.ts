import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Result } from '../../src/result/schema.ts';
import { links, page, type PageSource } from '../fixtures/site.ts';
import { createCliBench, quick } from './support.ts';

const bench = createCliBench();

const names = [
  'โครงสร้างหน่วยงาน',
  'ข้อมูลผู้บริหาร',
  'ข้อมูลการติดต่อ',
  'ข่าวประชาสัมพันธ์',
  'แผนยุทธศาสตร์ พ.ศ. 2566-2570',
  'รายงานผลการดำเนินงาน ปี 2567',
  'คู่มือการปฏิบัติงาน',
  'สถิติการให้บริการ ปี 2567',
];

function makePages(count: number): Record<string, PageSource> {
  const pages: Record<string, PageSource> = {};
  for (let at = 0; at < count; at++) {
    const name = names[at % names.length] ?? '';
    const next = [1, 2, 3].map((step): [string, string] => {
      const to = (at * 3 + step * 7) % count;
      return [`/p${to}`, `${names[to % names.length]} ${to}`];
    });
    pages[`/p${at}`] = page(
      `${name} ${at}`,
      `<h1>${name} ${at}</h1><p>รายละเอียดของ${name}</p>${links(Object.fromEntries(next))}`,
    );
  }
  pages['/'] = page(
    'อบต.ตัวอย่าง',
    links({
      '/p0': names[0] ?? '',
      '/p1': names[1] ?? '',
      '/p5': names[5] ?? '',
      '/plan.csv': 'แผนดำเนินงาน ปี 2568',
    }),
  );
  pages['/plan.csv'] = { headers: { 'content-type': 'text/csv' }, body: 'โครงการ,งบประมาณ\nซ่อมถนน,100000\n' };
  return pages;
}

/** What has to be equal: everything but how the run went and when. */
function comparable(result: Result): unknown {
  const text = JSON.stringify({ ...result, run: { stoppedBy: result.run.stoppedBy } });
  return JSON.parse(text.replaceAll(/"retrievedAt":"[^"]*"/g, '"retrievedAt":""'));
}

describe.skipIf(process.platform === 'win32')('a check that was killed', () => {
  it('goes on when it is started again, and ends as an uninterrupted one', async () => {
    const site = await bench.serve(makePages(40), { delayMs: () => 15 });
    const whole = await bench.oit(['check', site.url, '--out', 'whole', ...quick]);
    expect(whole.code, whole.stderr).toBe(0);
    const expected = comparable(await bench.result('whole'));
    for (const after of [4, 19, 37]) {
      site.requests.length = 0;
      const out = `cut-${after}`;
      const command = ['check', site.url, '--out', out, ...quick];
      const killed = await bench.oit(command, {
        onStart: (child) => void untilAsked(site.requests, after).then(() => child.kill('SIGKILL')),
      });
      expect(killed.signal).toBe('SIGKILL');
      site.requests.length = 0;
      const again = await bench.oit(command);
      expect(again.code, again.stderr).toBe(0);
      expect(again.stderr).toContain('ทำต่อจากการตรวจครั้งก่อน');
      expect(site.requests.length).toBeLessThan(48 - after + 6);
      expect(comparable(await bench.result(out)), `killed after ${after}`).toEqual(expected);
      const files = (await bench.list(out)).filter((name) => name !== 'history.json');
      expect(files).toEqual(['report.html', 'result.json', 'snapshot']);
    }
  });

  it('goes on without --out too, and a finished run is not gone on with', async () => {
    const site = await bench.serve(makePages(30), { delayMs: () => 15 });
    const command = ['check', site.url, ...quick];
    await bench.oit(command, {
      onStart: (child) => void untilAsked(site.requests, 9).then(() => child.kill('SIGKILL')),
    });
    const again = await bench.oit(command);
    expect(again.stderr).toContain('ทำต่อจากการตรวจครั้งก่อน');
    const host = join(bench.cwd(), 'reports', new URL(site.url).host.replace(':', '_'));
    expect(await readdir(host)).toHaveLength(1);
    const third = await bench.oit(command);
    expect(third.stderr).not.toContain('ทำต่อจากการตรวจครั้งก่อน');
    expect(await readdir(host)).toHaveLength(2);
  });

  it('begins anew with --fresh, and for another command', async () => {
    const site = await bench.serve(makePages(30), { delayMs: () => 15 });
    const command = ['check', site.url, ...quick];
    const killAt = async (args: string[]): Promise<void> => {
      site.requests.length = 0;
      await bench.oit(args, {
        onStart: (child) => void untilAsked(site.requests, 9).then(() => child.kill('SIGKILL')),
      });
    };
    await killAt(command);
    const fresh = await bench.oit([...command, '--fresh']);
    expect(fresh.stderr).not.toContain('ทำต่อจากการตรวจครั้งก่อน');
    await killAt(command);
    const other = await bench.oit([...command, '--max-pages', '20']);
    expect(other.stderr).not.toContain('ทำต่อจากการตรวจครั้งก่อน');
  });
});

async function untilAsked(requests: readonly string[], count: number): Promise<void> {
  while (requests.length < count) await new Promise((resolve) => setTimeout(resolve, 5));
}
