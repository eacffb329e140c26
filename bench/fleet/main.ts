/**
 * Rehearses a night: `npm run bench:fleet -- --agencies 1000 [--jobs 40] [--kills 2] [--delay-ms 250] [--keep DIR] [--workers 2]`. A farm on
 * loopback serves made-up agencies (5 % slow, 5 % down, 2 % hostile, 5 % built by scripts, 5 % with scans, a fifth on
 * a few vendors' addresses); `oit batch` checks them; what that took is printed, and nothing of it leaves this machine.
 * With `--workers` it does so through a Redis and a PostgreSQL server that it starts, and kills workers in place of the
 * batch.
 */
import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { findPackageRoot } from '../../src/check/package-root.ts';
import { readChecklist } from '../../src/checklist/load.ts';
import { readAgencyLines } from '../../src/fleet/ledger.ts';
import { type Farm, openFarm } from './farm.ts';
import { type Machines, startMachines } from './machines.ts';
import { type FarmAgency, planFarm } from './site.ts';
import { type Part, type Usage, watchProcesses } from './watch.ts';

const { values } = parseArgs({
  options: {
    agencies: { type: 'string', default: '100' },
    jobs: { type: 'string', default: '24' },
    kills: { type: 'string', default: '0' },
    'delay-ms': { type: 'string', default: '250' },
    'max-minutes': { type: 'string', default: '5' },
    render: { type: 'string', default: 'auto' },
    ocr: { type: 'string', default: 'auto' },
    keep: { type: 'string' },
    /** 0: one machine with the embedded queue */
    workers: { type: 'string', default: '0' },
  },
});
const root = findPackageRoot(import.meta.dirname);
const folder = values.keep ?? (await mkdtemp(join(tmpdir(), 'oit-fleet-')));
await mkdir(folder, { recursive: true });
const agencies = planFarm(Number(values.agencies));
const { checklist } = await readChecklist(join(root, 'checklists', 'ita-2568.yaml'));
const farm = await openFarm(agencies, checklist);
const list = join(folder, 'agencies.csv');
await writeFile(list, writeList(agencies, farm.port));

const machines =
  values.workers === '0'
    ? null
    : await startMachines(root, folder, Number(values.workers), Number(values.jobs));
let pid: number | undefined;
const usage = watchProcesses(() => [...(pid === undefined ? [] : [pid]), ...(machines?.pids() ?? [])]);
const startMs = performance.now();
const code = machines === null ? await runKilled(Number(values.kills)) : await runOn(machines);
const seconds = (performance.now() - startMs) / 1_000;
const used = usage.stop();
await print(code, seconds, used, farm);
await machines?.close();
await farm.close();
if (values.keep === undefined) await rm(folder, { recursive: true, force: true });

/** Runs the batch; kills it, and its workers with it, so many times on the way. */
async function runKilled(kills: number): Promise<number | null> {
  for (let left = kills; ; left--) {
    const killAfterMs = left > 0 ? 10_000 + Math.random() * 20_000 : null;
    const ended = await runBatch(killAfterMs);
    if (left <= 0 || ended !== null) return ended;
    process.stderr.write(`killed after ${Math.round((killAfterMs ?? 0) / 1_000)} s\n`);
  }
}

/** Runs the batch on workers; kills one of them so many times, half a minute apart. */
async function runOn(all: Machines): Promise<number | null> {
  let left = Number(values.kills);
  const timer = setInterval(() => {
    if (left-- <= 0) return;
    process.stderr.write('a worker is killed\n');
    all.killOne();
  }, 30_000);
  const ended = await runBatch(null);
  clearInterval(timer);
  return ended;
}

function runBatch(killAfterMs: number | null): Promise<number | null> {
  const pins = agencies
    .filter(({ host, address }) => host !== address)
    .flatMap(({ host, address }) => ['--resolve', `${host}:${farm.port}:${address}`]);
  const args = [
    join(root, 'src', 'launch', 'oit.mjs'),
    'batch',
    list,
    '--out',
    join(folder, 'out'),
    '--contact',
    'bench@example.org',
    '--any-hour',
    '--jobs',
    values.jobs,
    '--delay-ms',
    values['delay-ms'],
    '--max-minutes',
    values['max-minutes'],
    '--as-of',
    '2025-06-15',
    '--spread-hours',
    '0',
    '--retry-after-minutes',
    '0.2',
    '--allow-address',
    '127.0.0.0/8',
    '--render',
    values.render,
    '--ocr',
    values.ocr,
    ...(machines === null ? [] : ['--queue', 'env']),
    ...pins,
  ];
  const env = { ...process.env, ...machines?.environment };
  const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'inherit', 'inherit'] });
  pid = child.pid;
  const timer = killAfterMs === null ? null : setTimeout(() => child.kill('SIGKILL'), killAfterMs);
  return new Promise((resolve) => {
    child.on('close', (exitCode) => {
      if (timer !== null) clearTimeout(timer);
      resolve(exitCode);
    });
  });
}

function writeList(all: readonly FarmAgency[], port: number): string {
  const rows = all.map(
    ({ index, name, host, kind }) => `${index},${name},http://${host}:${port}/,สมมติ,${kind}`,
  );
  return `\uFEFFรหัส,ชื่อหน่วยงาน,เว็บไซต์,จังหวัด,กลุ่ม\n${rows.join('\n')}\n`;
}

async function print(exitCode: number | null, seconds: number, used: Usage, site: Farm): Promise<void> {
  const lines = await readAgencyLines(join(folder, 'out', 'agencies.ndjson'));
  const count = agencies.length;
  const lost = agencies.filter(
    ({ index }) => !lines.some(({ id, state }) => id === String(index) && state !== 'not-run'),
  );
  // A kill lets an agency's crawl go on behind what it had seen, so the home page is asked for once a try.
  const doubles = lines.filter((line) => {
    const agency = agencies[Number(line.id)];
    const isPlain = agency !== undefined && ['usual', 'scans'].includes(agency.kind);
    return isPlain && (site.homeHits[agency.index] ?? 0) > line.attempts + Number(values.kills);
  });
  const total = Object.values(used.cpuSeconds).reduce((sum, one) => sum + one, 0);
  const perAgency = (part: Part): string => `${part} ${(used.cpuSeconds[part] / count).toFixed(2)}`;
  const out = [
    `agencies ${count}, jobs ${values.jobs}, exit code ${exitCode}, ${Math.round(seconds)} s, ${site.requests()} requests`,
    `states: ${tell(lines.map(({ state, problem }) => `${state}${problem === null ? '' : ` ${problem}`}`))}`,
    `jobs lost ${lost.length}, double results ${doubles.length}`,
    `CPU s per agency: ${(total / count).toFixed(2)} (${(['batch', 'workers', 'documents', 'ocr', 'browser'] as const).map(perAgency).join(', ')})`,
    `peak memory ${bytes(used.peakBytes)} in all, ${bytes(used.peakWorkerBytes)} in one worker, ${used.peakProcesses} processes; mean of each quarter of the time ${used.quarterBytes.map(bytes).join(', ')}`,
    `8,300 agencies: ${(((total / count) * 8_300) / 2 / 3_600).toFixed(1)} h of two cores; at this rate ${(((seconds / count) * 8_300) / 3_600).toFixed(1)} h with ${values.jobs} at once, so ${Math.ceil(((seconds / count) * 8_300 * Number(values.jobs)) / 28_800)} at once for 8 h`,
  ];
  process.stdout.write(`${out.join('\n')}\n`);
}

function bytes(n: number): string {
  return `${Math.round(n / 1024 ** 2)} MiB`;
}

function tell(all: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const one of all) counts.set(one, (counts.get(one) ?? 0) + 1);
  return [...counts].map(([what, n]) => `${what} ${n}`).join(', ');
}
