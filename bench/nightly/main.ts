/**
 * Measures what a second night of an unchanged site costs: `npm run bench:nightly`. Serves a site of its own making,
 * checks it twice with one store, and prints bytes and processor time of both nights and what remains. With `--write`
 * the figures replace those in docs/nightly-cost.md.
 */
import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { listBlobs } from '../../src/cache/blob-folder.ts';
import { readSnapshot } from '../../src/snapshot/reader.ts';
import type { FetchRecord } from '../../src/snapshot/schema.ts';
import { watchChildren } from '../children.ts';
import { countByRoom } from './profile.ts';
import { serveNightlySite } from './serve.ts';
import { buildNightlySite } from './site.ts';

const run = promisify(execFile);
const script = join(import.meta.dirname, 'night.ts');

interface Night {
  cpuMs: number;
  wallMs: number;
  sentBytes: number;
  fetches: FetchRecord[];
  result: string;
}

const lines: string[] = [];
const page = join(import.meta.dirname, '..', '..', 'docs', 'nightly-cost.md');

const folder = await mkdtemp(join(tmpdir(), 'oit-nightly-'));
const fixture = await buildNightlySite();
const site = await serveNightlySite(fixture);
try {
  const first = await measureNight('first', []);
  const second = await measureNight('second', []);
  await measureNight('profiled', ['--cpu-prof', `--cpu-prof-dir=${join(folder, 'profile')}`]);
  report(first, second);
  await reportProfile();
  await reportStore();
  if (process.argv.includes('--write')) await writePage();
} finally {
  await site.close();
  await rm(folder, { recursive: true, force: true });
}

async function measureNight(name: string, flags: readonly string[]): Promise<Night> {
  const out = join(folder, name);
  const startedMs = performance.now();
  const { cpuMs } = await watchChildren(() =>
    run(process.execPath, [...flags, script, site.url, join(folder, 'store'), out]),
  );
  const { fetches } = readSnapshot(join(out, 'snapshot'));
  const wallMs = performance.now() - startedMs;
  const result = comparable(await readFile(join(out, 'result.json'), 'utf8'));
  return { cpuMs: cpuMs ?? Number.NaN, wallMs, sentBytes: site.takeSentBytes(), fetches, result };
}

/** A result without what no two nights share. */
function comparable(json: string): string {
  return json
    .replace(/"(?:retrievedAt|startedAt|finishedAt|id)": ?"20\d\d[^"]*"/g, '')
    .replace(/"bytes": ?\d+/g, '');
}

/** The first line that differs, as both nights have it. */
function findDifference(first: string, second: string): string | null {
  const others = second.split('\n');
  const lines = first.split('\n');
  const at = lines.findIndex((line, index) => line !== others[index]);
  return at < 0 ? null : `line ${at + 1}: ${lines[at]?.trim()} → ${others[at]?.trim()}`;
}

function report(first: Night, second: Night): void {
  print(`${fixture.pages} pages, ${fixture.documents} documents; ${first.fetches.length} answers a night`);
  print(`| | first night | second night | share | wanted |\n|---|---:|---:|---:|---:|`);
  const row = (what: string, of: (night: Night) => number, unit: string, wanted: string): void =>
    print(
      `| ${what} | ${of(first).toFixed(1)} ${unit} | ${of(second).toFixed(1)} ${unit} | ${percent(of(second), of(first))} | ${wanted} |`,
    );
  row('bytes sent by the server', ({ sentBytes }) => sentBytes / 2 ** 20, 'MiB', '≤ 20 %');
  row('processor, user and system', ({ cpuMs }) => cpuMs / 1000, 's', '≤ 40 %');
  row('wall clock', ({ wallMs }) => wallMs / 1000, 's', '–');
  const differing = findDifference(first.result, second.result);
  print(`\nsame result: ${differing === null ? 'yes' : `NO, ${differing}`}\n`);
  print(
    `| kind | answers | unchanged, not sent again | MiB, first | MiB, second |\n|---|---:|---:|---:|---:|`,
  );
  const kinds = Map.groupBy(second.fetches, ({ kind }) => kind ?? 'none');
  for (const [kind, fetches] of kinds) {
    const before = first.fetches.filter((fetch) => (fetch.kind ?? 'none') === kind);
    const kept = fetches.filter(({ fromCache }) => fromCache === true).length;
    print(`| ${kind} | ${fetches.length} | ${kept} | ${mebibytes(before)} | ${mebibytes(fetches)} |`);
  }
}

async function reportProfile(): Promise<void> {
  const [name] = await readdir(join(folder, 'profile'));
  if (name === undefined) return;
  const rooms = countByRoom(await readFile(join(folder, 'profile', name), 'utf8'));
  const all = rooms.reduce((sum, { ms }) => sum + ms, 0);
  print(`\n| what remains of the processor's time | share |\n|---|---:|`);
  for (const { room, ms } of rooms) if (ms >= all / 100) print(`| ${room} | ${percent(ms, all)} |`);
}

async function reportStore(): Promise<void> {
  const files = await listBlobs(join(folder, 'store'));
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
  print(`\nThe store holds ${(bytes / 2 ** 20).toFixed(1)} MiB in ${files.length} files.`);
}

async function writePage(): Promise<void> {
  const text = await readFile(page, 'utf8');
  const machine = `Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}`;
  const figures = ['<!-- measured -->', `${machine}:`, '', ...lines, '<!-- /measured -->'].join('\n');
  await writeFile(
    page,
    text.replace(/<!-- measured -->[\s\S]*<!-- \/measured -->/, () => figures),
  );
}

function mebibytes(fetches: readonly FetchRecord[]): string {
  return (fetches.reduce((sum, { wireBytes }) => sum + (wireBytes ?? 0), 0) / 2 ** 20).toFixed(2);
}

function percent(part: number, whole: number): string {
  return `${((part / whole) * 100).toFixed(0)} %`;
}

function print(line: string): void {
  lines.push(line);
  process.stdout.write(`${line}\n`);
}
