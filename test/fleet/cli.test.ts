import { execFileSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Command } from 'commander';
import { describe, expect, it, vi } from 'vitest';
import { noDerivedFiles } from '../../src/cache/derived-files.ts';
import { runBatchCommand } from '../../src/cli/batch.ts';
import { addBatchOptions, type TypedBatchOptions } from '../../src/cli/batch-options.ts';
import { RunFolderError } from '../../src/check/run-folder.ts';
import { UsageError } from '../../src/cli/usage-error.ts';
import { agencyLineSchema, type AgencyLine, batchManifestSchema } from '../../src/fleet/schema.ts';
import { links, page, type PageSource } from '../fixtures/site.ts';
import { createCliBench, packageRoot } from '../cli/support.ts';

const bench = createCliBench();

const pages: Record<string, PageSource> = {
  '/': page('อบต.ตัวอย่าง', links({ '/structure': 'โครงสร้างหน่วยงาน', '/contact': 'ข้อมูลการติดต่อ' })),
  '/structure': page('โครงสร้างหน่วยงาน', '<h1>โครงสร้างหน่วยงาน</h1>'),
  '/contact': page('ข้อมูลการติดต่อ', '<h1>ข้อมูลการติดต่อ</h1><p>โทร. 0 4200 0000</p>'),
};

const quick = [
  '--contact',
  'ita@example.org',
  '--any-hour',
  '--delay-ms',
  '0',
  '--as-of',
  '2025-06-15',
  '--render',
  'never',
  '--retry-after-minutes',
  '0',
  '--allow-address',
  '127.0.0.0/8',
  '--processes',
  '1',
  '--format',
  'json',
];

// Processes are started here, on machines that have other things to do.
vi.setConfig({ testTimeout: 180_000 });

interface Ran {
  code: number;
  stdout: string;
  stderr: string;
}

/** The command in this process; the agencies are checked in others all the same. */
async function batch(args: readonly string[]): Promise<Ran> {
  const command = addBatchOptions(new Command().exitOverride());
  command.parse(args, { from: 'user' });
  const ran = { code: -1, stdout: '', stderr: '' };
  ran.code = await runBatchCommand('list.csv', command.opts<TypedBatchOptions>(), {
    root: packageRoot,
    openDerived: async () => noDerivedFiles,
    cwd: bench.cwd(),
    stdout: (text) => void (ran.stdout += text),
    stderr: (text) => void (ran.stderr += text),
    isTerminal: false,
    isProgressTerminal: false,
    columns: 100,
    useColour: false,
    signal: new AbortController().signal,
  });
  return ran;
}

async function writeList(rows: readonly string[]): Promise<void> {
  await writeFile(
    join(bench.cwd(), 'list.csv'),
    `\uFEFFรหัส,ชื่อหน่วยงาน,เว็บไซต์,จังหวัด\r\n${rows.join('\r\n')}\r\n`,
  );
}

async function readLines(): Promise<AgencyLine[]> {
  const text = await bench.read('out/agencies.ndjson');
  return text
    .trim()
    .split('\n')
    .map((line) => agencyLineSchema.parse(JSON.parse(line)));
}

describe('oit batch', () => {
  it('checks the agencies of a list, each into its folder, and says afterwards that there is nothing to do', async () => {
    const [one, two] = [await bench.serve(pages), await bench.serve(pages)];
    await writeList([`1,อบต.หนึ่ง,${one.url},ขอนแก่น`, `2,อบต.สอง,${two.url},เลย`, '3,อบต.สาม,,เลย']);
    const first = await batch(['--out', 'out', ...quick]);
    expect(first.code, first.stderr).toBe(0);
    expect(first.stdout).toContain('ตรวจแล้ว 2 จาก 2 หน่วยงาน');
    expect(first.stderr).toContain('list.csv:4: ไม่มีที่อยู่เว็บไซต์');
    expect(first.stderr).toContain('[2/2]');
    const lines = await readLines();
    expect(lines.map(({ key, state, folder, province }) => [key, state, folder, province])).toEqual([
      ['1', 'done', '1', 'ขอนแก่น'],
      ['2', 'done', '2', 'เลย'],
    ]);
    const result = await bench.result('out/1');
    expect(result.agency).toMatchObject({
      key: '1',
      id: '1',
      name: 'อบต.หนึ่ง',
      type: 'sao',
      province: 'ขอนแก่น',
    });
    expect(lines[0]?.score).toMatchObject({ expected: result.score?.expected, high: result.score?.high });
    const manifest = batchManifestSchema.parse(JSON.parse(await bench.read('out/batch.json')));
    expect(manifest).toMatchObject({ end: 'complete', counts: { agencies: 2, done: 2 }, asOf: '2025-06-15' });
    expect(manifest.list.problems).toMatchObject([{ line: 4 }]);
    const asked = one.requests.length;
    const again = await batch(['--out', 'out', ...quick]);
    expect(again.code).toBe(0);
    expect(again.stderr).toContain('ไม่มีอะไรต้องทำ');
    expect(again.stdout).toContain('ตรวจแล้ว 2 จาก 2 หน่วยงาน');
    expect(await bench.read('out/site/index.html')).toContain('อบต.หนึ่ง');
    expect(one.requests).toHaveLength(asked);
    const other = batch(['--out', 'out', ...quick, '--max-pages', '7']);
    await expect(other).rejects.toThrow(RunFolderError);
    await expect(other).rejects.toThrow('maxPages 300 / 7');
  });

  it('names itself and the contact to every site', async () => {
    let agent = '';
    const site = await bench.serve({
      '/': (request, response) => {
        agent = request.headers['user-agent'] ?? '';
        response.end('<title>อบต.ตัวอย่าง</title>');
      },
    });
    await writeList([`1,อบต.หนึ่ง,${site.url},ขอนแก่น`]);
    await batch(['--out', 'out', ...quick]);
    expect(agent).toMatch(/^oit-checker\/\S+ \(\+https:\S+; ita@example\.org\)$/);
  });

  it.each([
    ['without a contact', [], '--contact'],
    ['with a contact nobody can use', ['--contact', 'ฉันเอง'], '--contact'],
    ['as the own site', ['--contact', 'a@b.th', '--own-site'], '--own-site'],
    ['with a filter that is none', ['--contact', 'a@b.th', '--filter', 'จังหวัด'], '--filter'],
    [
      'with nothing left by the filter',
      ['--contact', 'a@b.th', '--filter', 'province=ยะลา'],
      'ไม่มีแถวใดที่ตรวจได้',
    ],
  ])('refuses to begin %s', async (_name, args, said) => {
    await writeList(['1,อบต.หนึ่ง,http://127.0.0.1:1/,ขอนแก่น']);
    const refused = batch(['--out', 'out', ...args]);
    await expect(refused).rejects.toThrow(UsageError);
    await expect(refused).rejects.toThrow(said);
    await expect(bench.list('out')).rejects.toThrow('ENOENT');
  });

  it('never connects to a private address that was not allowed', async () => {
    const site = await bench.serve(pages);
    await writeList([`1,อบต.หนึ่ง,${site.url},ขอนแก่น`]);
    const args = quick.filter((arg) => arg !== '--allow-address' && arg !== '127.0.0.0/8');
    const { code } = await batch(['--out', 'out', ...args]);
    expect(code).toBe(4);
    expect(site.requests).toEqual([]);
    expect((await readLines())[0]).toMatchObject({
      state: 'done',
      problem: 'unreachable',
      outcome: 'address-refused',
      exitCode: 5,
      score: { expected: null, low: 0, high: 100 },
    });
  });

  it('leaves a host alone for the night that says 429', async () => {
    const site = await bench.serve({ ...pages, '/structure': { status: 429, body: 'enough' } });
    await writeList([`1,อบต.หนึ่ง,${site.url},ขอนแก่น`, `2,อบต.สอง,${site.url}/index.html,ขอนแก่น`]);
    const { stderr } = await batch(['--out', 'out', ...quick, '--jobs', '1']);
    const lines = await readLines();
    expect(lines[1], stderr).toMatchObject({
      problem: 'unreachable',
      outcome: 'blocked',
      attempts: 1,
      requests: 0,
    });
  });

  // Signals other than the end of a process are not known to Windows.
  describe.skipIf(process.platform === 'win32')('cut off', () => {
    const slow: Record<string, PageSource> = { ...pages, '/contact': () => undefined };

    it('goes on after a kill -9 behind what it had seen, and checks nothing twice', async () => {
      const [quickSite, slowSite] = [await bench.serve(pages), await bench.serve(slow)];
      await writeList([`1,อบต.หนึ่ง,${quickSite.url},ขอนแก่น`, `2,อบต.สอง,${slowSite.url},เลย`]);
      const killed = await bench.oit(['batch', 'list.csv', '--out', 'out', ...quick], {
        onStderr: (text, child) => {
          if (text.includes('[1/2]') && slowSite.requests.includes('/contact')) child.kill('SIGKILL');
          else if (text.includes('[1/2]')) setTimeout(() => child.kill('SIGKILL'), 1_500);
        },
      });
      expect(killed.signal).toBe('SIGKILL');
      const before = quickSite.requests.length;
      Object.assign(slow, { '/contact': pages['/contact'] });
      const { code, stderr } = await batch(['--out', 'out', ...quick]);
      expect(code, stderr).toBe(0);
      expect(stderr).toContain('ตรวจต่อจากที่ค้างไว้');
      expect(quickSite.requests).toHaveLength(before);
      expect(slowSite.requests.filter((path) => path === '/')).toHaveLength(1);
      expect((await readLines()).map(({ state, attempts }) => [state, attempts])).toEqual([
        ['done', 1],
        ['done', 1],
      ]);
    });

    it('goes on when the process that checks is killed', async () => {
      const sites = await Promise.all([
        bench.serve(pages),
        bench.serve(pages),
        bench.serve({ ...pages, '/contact': () => undefined }),
      ]);
      await writeList(sites.map(({ url }, at) => `${at},อบต.${at},${url},เลย`));
      let killed = 0;
      const { code, stderr } = await bench.oit(
        ['batch', 'list.csv', '--out', 'out', ...quick, '--max-minutes', '0.1'],
        {
          onStderr: (text, child) => {
            if (killed > 0 || !text.includes('[1/3]')) return;
            const workers = execFileSync('pgrep', ['-P', String(child.pid)], { encoding: 'utf8' });
            killed = Number(workers.trim().split('\n')[0]);
            process.kill(killed, 'SIGKILL');
          },
        },
      );
      expect(killed).toBeGreaterThan(0);
      expect([0, 4], stderr).toContain(code);
      expect((await readLines()).map(({ state }) => state)).toEqual(['done', 'done', 'done']);
    });

    it('saves and ends with 130 on Ctrl-C', async () => {
      const site = await bench.serve(slow);
      Object.assign(slow, { '/contact': () => undefined });
      await writeList([`1,อบต.หนึ่ง,${site.url},ขอนแก่น`]);
      const untilAsked = async (): Promise<void> => {
        while (!site.requests.includes('/contact')) await new Promise((resolve) => setTimeout(resolve, 20));
      };
      const { code, stdout } = await bench.oit(['batch', 'list.csv', '--out', 'out', ...quick], {
        onStart: (child) => void untilAsked().then(() => child.kill('SIGINT')),
      });
      expect(code).toBe(130);
      expect(stdout).toContain('ยังไม่ได้ตรวจ 1');
      expect((await readLines())[0]).toMatchObject({ state: 'not-run', problem: 'interrupted' });
    });
  });
});
