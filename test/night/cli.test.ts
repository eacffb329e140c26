import { execFileSync } from 'node:child_process';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { SaxesParser } from 'saxes';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { listRuns, openStore, realClock } from '../../src/index.ts';
import { readNights } from '../../src/store/nights.ts';
import { printPackaging } from '../../src/cli/print-packaging.ts';
import type { Packaging } from '../../src/cli/schedule-options.ts';
import { createCliBench, packageRoot } from '../cli/support.ts';
import { buildSeasonSite } from './season-site.ts';

const bench = createCliBench();
const slow = 240_000;
const ours = ['--contact', 'it@example.org', '--store', 'kept', '--out', 'reports'];
const private_ = ['--allow-address', '127.0.0.0/8'];
const behind = ['--', '--delay-ms', '0', '--render', 'never', '--ocr', 'never'];

async function lookInside(site: string): Promise<{ runs: number; nights: (number | null)[] }> {
  const store = await openStore(join(bench.cwd(), 'kept'), (ms) => realClock.sleep(ms));
  try {
    const nights = await readNights(store, site, 'night', 0);
    return { runs: (await listRuns(store)).length, nights: nights.map(({ exitCode }) => exitCode) };
  } finally {
    await store.close();
  }
}

describe('oit schedule', () => {
  it(
    'loses nothing to kill -9 in the middle of a night',
    async () => {
      const site = await bench.serve(buildSeasonSite(), { delayMs: () => 150 });
      const key = new URL(site.url).host;
      const args = ['schedule', site.url, '--once', ...ours, ...private_, ...behind];
      const killed = await bench.oit(args, {
        onStart: (child) => {
          const watch = setInterval(() => {
            if (site.requests.length < 8) return;
            clearInterval(watch);
            child.kill('SIGKILL');
          }, 20);
        },
      });
      expect(killed.signal).toBe('SIGKILL');
      expect(await lookInside(key)).toEqual({ runs: 0, nights: [null] });
      // The check itself notices that nobody waits for it, and saves.
      const [folder] = await readdir(join(bench.cwd(), 'reports'));
      for (let count = 0; count < 100; count++) {
        if (!(await readdir(join(bench.cwd(), 'reports', folder ?? ''))).includes('run.lock')) break;
        await sleep(100);
      }
      const seen = new Set(site.requests.splice(0));
      const ended = await bench.oit(args);
      expect([ended.code, ended.stderr]).toEqual([0, expect.stringMatching(/night ended \(0\)/)]);
      expect(await lookInside(key)).toEqual({ runs: 1, nights: [0] });
      const again = site.requests.filter((path) => seen.has(path) && !['/', '/robots.txt'].includes(path));
      // What was on its way when it was killed is asked for once more.
      expect(again.length).toBeLessThanOrEqual(4);
    },
    slow,
  );

  it(
    'waits in the foreground, shows the next two times, never runs twice, and ends with 0 on a signal',
    async () => {
      const site = await bench.serve({ '/': 'x' });
      const args = ['schedule', site.url, ...ours, ...private_];
      const second: Promise<{ code: number | null; stderr: string }>[] = [];
      const ended = await bench.oit(args, {
        onStderr: (stderr, child) => {
          if (second.length > 0 || !stderr.includes('next:')) return;
          const other = bench.oit(args);
          second.push(other);
          void other.then(() => child.kill('SIGTERM'));
        },
      });
      expect(ended.code).toBe(0);
      expect(ended.stderr).toMatch(/next: .*(?:02:10|09:30) น\. · .*(?:02:10|09:30) น\./);
      expect(await second[0]).toMatchObject({ code: 0, stderr: expect.stringMatching(/running already/) });
      expect(site.requests).toEqual([]);
    },
    slow,
  );

  it(
    'says what is wrong in one line, before anything is asked',
    async () => {
      const site = await bench.serve({ '/': 'x' });
      await writeFile(
        join(bench.cwd(), 'n.yaml'),
        'channels:\n  - { type: slack, secretEnv: OIT_NOT_SET }\n',
      );
      const cases: [string[], RegExp][] = [
        [['--store', 'kept'], /wants --contact/],
        [[...ours, '--cron', 'tonight'], /"tonight".*10 2/],
        [[...ours, '--notices', 'n.yaml'], /"slack".*\$OIT_NOT_SET/],
        [[...ours, '--', '--no-store'], /--store/],
        [[...ours, '--', '--items', 'O1'], /whole site/],
      ];
      for (const [args, message] of cases) {
        const { code, stderr } = await bench.oit(['schedule', site.url, '--once', ...args]);
        expect([code, stderr]).toEqual([2, expect.stringMatching(message)]);
      }
      // Nobody typed the address just now: a private one wants to be allowed.
      const refused = await bench.oit(['schedule', site.url, '--once', ...ours, ...behind]);
      expect(refused.code).toBe(5);
      expect(site.requests).toEqual([]);
    },
    slow,
  );
});

describe('oit schedule --print', () => {
  it(
    'prints files that their systems can read, with the site filled in',
    async () => {
      const site = 'https://www.khambong.go.th';
      const print = async (kind: Packaging, ...rest: string[]): Promise<string> => {
        const text = await printPackaging(
          kind,
          site,
          rest,
          { contact: 'it@khambong.go.th' },
          { root: packageRoot },
        );
        expect(text).toContain(`oit schedule ${site} --once --contact it@khambong.go.th`);
        expect(text).not.toContain('example.go.th');
        return text;
      };
      const printed = await bench.oit([
        'schedule',
        site,
        '--contact',
        'it@khambong.go.th',
        '--print',
        'cron',
        '--',
        '--ocr',
        'never',
      ]);
      expect([printed.code, printed.stdout]).toEqual([0, await print('cron', '--ocr', 'never')]);
      const workflow = parse(await print('github')) as { jobs: { night: { steps: { run?: string }[] } } };
      const script = workflow.jobs.night.steps.map(({ run }) => run ?? '').join('\n');
      execFileSync('bash', ['-n'], { input: script });
      const xml = await print('windows', '--agency-name', 'อบต. คำบง & <b>');
      const parser = new SaxesParser();
      let failure: Error | null = null;
      parser.on('error', (error) => {
        failure = error;
      });
      parser.write(xml).close();
      expect(failure).toBeNull();
      expect(xml).toContain('&quot;อบต. คำบง &amp; &lt;b&gt;&quot;');
      const units = await print('systemd', '--agency-name', '100%');
      expect(units).toMatch(
        /# oit-schedule\.service\n[\s\S]*--agency-name 100%%\n[\s\S]*# oit-schedule\.timer\n/,
      );
      expect((await print('cron')).split('\n').filter((line) => /^\d/.test(line))).toHaveLength(2);
    },
    slow,
  );
});

describe('oit notice test', () => {
  it(
    'sends on every channel, and names the one that fails',
    async () => {
      const site = await bench.serve({ '/hook': '{}' });
      const channels = [
        { name: 'ours', type: 'file', path: 'told.ndjson' },
        { name: 'hook', type: 'webhook', url: `${site.url}/hook`, secretFile: 'key' },
        { name: 'gone', type: 'webhook', url: `${site.url}/gone` },
      ];
      await writeFile(join(bench.cwd(), 'notices.yaml'), JSON.stringify({ channels }));
      await writeFile(join(bench.cwd(), 'key'), 'hunter2\n');
      const ended = await bench.oit(['notice', 'test', ...private_]);
      expect(ended.code).toBe(1);
      expect(ended.stdout.trim().split('\n')).toEqual([
        expect.stringMatching(/^ours: .*sent/),
        expect.stringMatching(/^hook: .*sent/),
        expect.stringMatching(/^gone: .*HTTP 404/),
      ]);
      expect(
        ended.stdout + ended.stderr + (await readFile(join(bench.cwd(), 'told.ndjson'), 'utf8')),
      ).not.toContain('hunter2');
      expect((await bench.oit(['notice', 'test', '--channel', 'ours'])).code).toBe(0);
    },
    slow,
  );
});
