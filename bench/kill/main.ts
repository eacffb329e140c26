/**
 * Kills checks of a generated site with `kill -9` at random points, starts the same command again and holds the result
 * against an uninterrupted run's: `npm run bench:kill -- --help`.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isDeepStrictEqual } from 'node:util';
import { Command } from 'commander';
import { type Result, resultSchema } from '../../src/result/schema.ts';
import { writeSection } from '../harvest/doc-section.ts';
import { openGenerated } from '../harvest/generate.ts';

const typed = new Command('npm run bench:kill --')
  .description('a check killed at random points gives the result of one that was not')
  .option('--pages <n>', 'size of the generated site', '300')
  .option('--points <n>', 'how often it is killed, each time in a run of its own', '20')
  .option('--seed <n>', 'of the site and of the points', '1')
  .option('--write', 'put the table into docs/crawl.md')
  .parse()
  .opts<{ pages: string; points: string; seed: string; write?: boolean }>();

interface Point {
  /** killed when the site had been asked so often … */
  request: number;
  /** … and so much later */
  lateMs: number;
  isResumed: boolean;
  /** requests of the second start */
  askedAgain: number;
  isEqual: boolean;
}

const oit = fileURLToPath(new URL('../../src/launch/oit.mjs', import.meta.url));
const folder = await mkdtemp(join(tmpdir(), 'oit-kill-'));
const site = await openGenerated(Number(typed.pages), Number(typed.seed));
try {
  const startMs = performance.now();
  await runToEnd('whole');
  const wholeMs = performance.now() - startMs;
  const whole = await readComparable('whole');
  const requests = site.requests.count;
  const random = createRandom(Number(typed.seed));
  const points: Point[] = [];
  for (let at = 0; at < Number(typed.points); at++) {
    const point = await killOnce(`cut-${at}`, 1 + Math.floor(random() * requests), Math.floor(random() * 40));
    points.push({ ...point, isEqual: isDeepStrictEqual(await readComparable(`cut-${at}`), whole) });
    process.stderr.write(`${at + 1}: ${JSON.stringify(points.at(-1))}\n`);
  }
  const table = showPoints(points, requests, wholeMs);
  process.stdout.write(`${table}\n`);
  if (typed.write === true) await writeSection('kill', table);
  if (points.some(({ isEqual }) => !isEqual)) process.exitCode = 1;
} finally {
  await site.close();
  await rm(folder, { recursive: true, force: true });
}

function start(out: string): { child: ChildProcess; stderr: () => string } {
  site.requests.count = 0;
  const options = ['--delay-ms', '0', '--own-site', '--as-of', '2026-01-15', '--format', 'json'];
  const child = spawn(
    process.execPath,
    [oit, 'check', site.url, '--checklist', 'ita-2568', '--out', out, ...options],
    { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] },
  );
  let stderr = '';
  child.stderr?.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  return { child, stderr: () => stderr };
}

async function runToEnd(out: string): Promise<string> {
  const { child, stderr } = start(out);
  const [code] = await once(child, 'close');
  if (code !== 0 && code !== 4) throw new Error(`oit check ended with ${code}: ${stderr()}`);
  return stderr();
}

async function killOnce(out: string, request: number, lateMs: number): Promise<Omit<Point, 'isEqual'>> {
  const { child } = start(out);
  const ended = once(child, 'close');
  while (site.requests.count < request && child.exitCode === null) await wait(2);
  await wait(lateMs);
  child.kill('SIGKILL');
  await ended;
  const stderr = await runToEnd(out);
  return {
    request,
    lateMs,
    isResumed: stderr.includes('ทำต่อจากการตรวจครั้งก่อน'),
    askedAgain: site.requests.count,
  };
}

/** Everything but how the run went and when. */
async function readComparable(out: string): Promise<unknown> {
  const result: Result = resultSchema.parse(
    JSON.parse(await readFile(join(folder, out, 'result.json'), 'utf8')),
  );
  const { stoppedBy, pagesFetched, documentsFetched } = result.run;
  const text = JSON.stringify({ ...result, run: { stoppedBy, pagesFetched, documentsFetched } });
  return JSON.parse(text.replaceAll(/"retrievedAt":"[^"]*"/g, '"retrievedAt":""'));
}

function showPoints(points: readonly Point[], requests: number, wholeMs: number): string {
  const equal = points.filter(({ isEqual }) => isEqual).length;
  return [
    `Site of ${typed.pages} pages, seed ${typed.seed}; an uninterrupted run asks ${requests} times and takes ${(wholeMs / 1000).toFixed(1)} s.`,
    `Equal results: **${equal} of ${points.length}**.`,
    '',
    '| killed after request | and so much later | gone on with | requests of the second start | result equal |',
    '| --- | --- | --- | --- | --- |',
    ...points.map(
      ({ request, lateMs, isResumed, askedAgain, isEqual }) =>
        `| ${request} | ${lateMs} ms | ${isResumed ? 'yes' : 'no, begun anew'} | ${askedAgain} | ${isEqual ? 'yes' : '**no**'} |`,
    ),
  ].join('\n');
}

function wait(ms: number): Promise<void> {
  return new Promise((resolve) => void setTimeout(resolve, ms));
}

/** A small generator with a seed, so that the points can be repeated. */
function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
}
