import { type ChildProcess, execFileSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { agencyLineSchema, type AgencyLine } from '../../../src/fleet/schema.ts';
import { openRedis } from '../../../src/fleet/remote/redis-connection.ts';
import { createCliBench, type Ended } from '../../cli/support.ts';
import { links, page, type PageSource } from '../../fixtures/site.ts';
import { hasPostgres, hasRedis, password, startPostgres, startRedis, type TestServer } from './servers.ts';

// Servers, browsers' worth of processes, on machines that have other things to do.
vi.setConfig({ testTimeout: 240_000 });

const pages: Record<string, PageSource> = {
  '/': page('อบต.ตัวอย่าง', links({ '/structure': 'โครงสร้างหน่วยงาน', '/contact': 'ข้อมูลการติดต่อ' })),
  '/structure': page('โครงสร้างหน่วยงาน', '<h1>โครงสร้างหน่วยงาน</h1>'),
  '/contact': page('ข้อมูลการติดต่อ', '<h1>ข้อมูลการติดต่อ</h1><p>โทร. 0 4200 0000</p>'),
};

const quick = `--contact ita@example.org --any-hour --delay-ms 0 --as-of 2025-06-15 --render never
  --retry-after-minutes 0 --allow-address 127.0.0.0/8 --format json`.split(/\s+/);

describe.skipIf(!hasRedis || !hasPostgres || process.platform === 'win32')('oit worker', () => {
  const bench = createCliBench();
  let redis: TestServer;
  let postgres: TestServer;
  let env: Record<string, string>;
  const running: { child: ChildProcess; ended: Promise<Ended> }[] = [];
  beforeAll(async () => {
    postgres = await startPostgres();
  });
  beforeEach(async () => {
    redis = await startRedis();
    env = { OIT_QUEUE: redis.address, OIT_RESULTS: postgres.address };
  });
  afterEach(async () => {
    for (const { child } of running) killAll(child);
    await Promise.all(running.splice(0).map(({ ended }) => ended));
    await redis.close();
  });
  afterAll(async () => {
    await postgres.close();
  });

  /** A worker and the processes in which it checks, as when its machine loses power. */
  function killAll(child: ChildProcess): void {
    if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
    const below = listBelow(child.pid);
    child.kill('SIGKILL');
    for (const pid of below) {
      try {
        process.kill(pid, 'SIGKILL');
      } catch {
        // It went with its parent.
      }
    }
  }

  function listBelow(pid: number): number[] {
    try {
      const text = execFileSync('pgrep', ['-P', String(pid)], { encoding: 'utf8' });
      return text.trim().split('\n').map(Number);
    } catch {
      return [];
    }
  }

  function start(args: readonly string[]): { child: ChildProcess; ended: Promise<Ended> } {
    let child: ChildProcess | undefined;
    const ended = bench.oit(args, { env, onStart: (started) => (child = started) });
    if (child === undefined) throw new Error('it starts at once');
    const both = { child, ended };
    running.push(both);
    return both;
  }
  const startWorker = (): { child: ChildProcess; ended: Promise<Ended> } =>
    start(['worker', '--processes', '1', '--jobs', '4', '--lease-seconds', '3', '--scratch', bench.cwd()]);
  const batch = (...more: string[]): Promise<Ended> =>
    bench.oit(['batch', 'list.csv', '--out', 'out', '--queue', 'env', ...quick, ...more], { env });

  async function writeList(rows: readonly string[]): Promise<void> {
    await writeFile(join(bench.cwd(), 'list.csv'), `รหัส,ชื่อหน่วยงาน,เว็บไซต์\n${rows.join('\n')}\n`);
  }
  async function readLines(): Promise<AgencyLine[]> {
    const text = await bench.read('out/agencies.ndjson');
    return text
      .trim()
      .split('\n')
      .map((line) => agencyLineSchema.parse(JSON.parse(line)));
  }

  it('takes over what another was killed over, begins it anew, and loses and doubles nothing', async () => {
    const hanging: Record<string, PageSource> = { ...pages, '/contact': () => undefined };
    const sites = await Promise.all([1, 2, 3, 4, 5].map(() => bench.serve(pages)));
    const hung = await bench.serve(hanging);
    const all = [hung, ...sites];
    await writeList(all.map(({ url }, at) => `${at},อบต.${at},${url}`));
    const first = startWorker();
    const done = batch();
    while (!hung.requests.includes('/contact')) await sleep(50);
    const status = await bench.oit(['batch', 'status', '--json', '--queue', redis.address], { env });
    expect(status.code, status.stderr).toBe(0);
    const { batches, workers } = JSON.parse(status.stdout) as {
      batches: { running: number }[];
      workers: { jobs: number; isGone: boolean }[];
    };
    expect(batches).toHaveLength(1);
    expect(batches[0]?.running).toBeGreaterThan(0);
    expect(workers).toMatchObject([{ jobs: 4, isGone: false }]);
    killAll(first.child);
    expect((await first.ended).signal).toBe('SIGKILL');
    Object.assign(hanging, { '/contact': pages['/contact'] });
    startWorker();
    const { code, stdout, stderr } = await done;
    expect(code, stderr).toBe(0);
    expect(stdout).toContain('ตรวจแล้ว 6 จาก 6 หน่วยงาน');
    const lines = await readLines();
    expect(lines.map(({ key, state, attempts, folder }) => [key, state, attempts, folder])).toEqual(
      all.map((_, at) => [`${at}`, 'done', 1, `${at}`]),
    );
    expect(hung.requests.filter((path) => path === '/')).toHaveLength(2);
    const result = await bench.result('out/0');
    expect(result.agency).toMatchObject({ key: '0', name: 'อบต.0' });
    expect(lines[0]?.score).toMatchObject({ expected: result.score?.expected });
    // One each, in the end: what was begun twice is written once.
    const heads = stderr.match(/^\[\d+\/6\]/gm) ?? [];
    expect(heads).toHaveLength(6);
    for (const text of [stdout, stderr, await bench.read('out/batch.json'), JSON.stringify(result)])
      expect(text).not.toContain(password);
  });

  it('goes on without whoever asked, and hands it in when that comes back', async () => {
    const site = await bench.serve(pages);
    await writeList([`1,อบต.หนึ่ง,${site.url}`]);
    const asking = start(['batch', 'list.csv', '--out', 'out', '--queue', 'env', ...quick]);
    while (!(await bench.read('out/batch.json').catch(() => '')).includes('"deadline": "')) await sleep(50);
    await sleep(1_500);
    asking.child.kill('SIGKILL');
    await asking.ended;
    const worker = startWorker();
    while (!site.requests.includes('/contact')) await sleep(50);
    await sleep(500);
    const { code, stderr } = await batch();
    expect(code, stderr).toBe(0);
    expect(await readLines()).toMatchObject([{ key: '1', state: 'done', attempts: 1 }]);
    expect(site.requests.filter((path) => path === '/')).toHaveLength(1);
    const again = await batch();
    expect(again.stderr).toContain('ไม่มีอะไรต้องทำ');
    worker.child.kill('SIGINT');
    expect((await worker.ended).code).toBe(130);
    expect((await bench.list('.')).filter((name) => name.startsWith('oit-'))).toEqual([]);
  });

  it('puts in again what a Redis server forgot, and leaves nothing there in the end', async () => {
    const site = await bench.serve(pages);
    await writeList([`1,อบต.หนึ่ง,${site.url}`]);
    const done = batch();
    const client = await openRedis(redis.address);
    while ((await client.keys('oit:*:turns')).length === 0) await sleep(50);
    await client.flushall();
    startWorker();
    const { code, stderr } = await done;
    expect(code, stderr).toBe(0);
    expect(await readLines()).toMatchObject([{ state: 'done', attempts: 1 }]);
    const left = await client.keys('oit:*');
    client.disconnect();
    expect(left.filter((key) => /:k[0-9a-f]{32}$|:(?:turns|groups|completed)$/.test(key))).toEqual([]);
  });

  it('pauses on Ctrl-C, the workers too, and goes on with the same command', async () => {
    const hanging: Record<string, PageSource> = { ...pages, '/contact': () => undefined };
    const site = await bench.serve(hanging);
    await writeList([`1,อบต.หนึ่ง,${site.url}`]);
    startWorker();
    const asking = start(['batch', 'list.csv', '--out', 'out', '--queue', 'env', ...quick]);
    while (!site.requests.includes('/contact')) await sleep(50);
    asking.child.kill('SIGINT');
    const stopped = await asking.ended;
    expect(stopped.code, stopped.stderr).toBe(130);
    expect(await readLines()).toMatchObject([{ state: 'not-run', problem: 'interrupted' }]);
    Object.assign(hanging, { '/contact': pages['/contact'] });
    const { code, stderr } = await batch();
    expect(code, stderr).toBe(0);
    expect(await readLines()).toMatchObject([{ state: 'done', attempts: 1 }]);
  });
});
