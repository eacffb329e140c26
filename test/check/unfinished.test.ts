import { mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openRun } from '../../src/check/open-run.ts';
import { RunFolderError } from '../../src/check/run-folder.ts';
import { isRunHeld, takeRunLock, untilRunFree } from '../../src/check/run-lock.ts';
import { openUnfinished } from '../../src/check/unfinished.ts';
import type { EndRecord, Manifest } from '../../src/snapshot/schema.ts';
import { createSnapshotWriter } from '../../src/snapshot/writer.ts';
import { buildRecord } from '../judge/build.ts';

const nowMs = Date.UTC(2025, 5, 15, 3);
const manifest: Manifest = {
  schemaVersion: 1,
  tool: { name: 'oit-checker', version: '0.1.0' },
  runId: '20250615T021500Z',
  startedAt: '2025-06-15T02:15:00.000Z',
  asOf: '2025-06-15',
  startUrl: 'https://khambong.go.th/',
  alsoHosts: [],
  checklistId: 'ita-2568',
  items: null,
  agency: { id: null, name: null, type: null },
  declared: [],
  options: { maxPages: 600, asOf: '2025-06-15' },
};

let base: string;
beforeEach(async () => {
  base = await mkdtemp(join(tmpdir(), 'oit-unfinished-'));
});
afterEach(async () => {
  await rm(base, { recursive: true, force: true });
});

async function writeRun(
  change: Partial<Manifest> = {},
  end: EndRecord['stoppedBy'] | null = null,
): Promise<string> {
  const folder = join(base, 'run');
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder);
  const writer = await createSnapshotWriter(join(folder, 'snapshot'), { ...manifest, ...change });
  await writer.append(buildRecord());
  if (end !== null)
    await writer.append({ type: 'end', stoppedBy: end, finishedAt: '2025-06-15T02:16:00.000Z', requests: 1 });
  return folder;
}

const open = (folder: string, asked: Manifest = manifest, isAsOfGiven = false): Promise<unknown> =>
  openUnfinished(folder, asked, isAsOfGiven, nowMs);

describe('openUnfinished', () => {
  it('takes a run that has no end, and one that was interrupted', async () => {
    expect(await open(await writeRun())).toMatchObject({ snapshot: { fetches: [{ seq: 1 }] } });
    expect(await open(await writeRun({}, 'interrupted'))).not.toBeNull();
  });

  it.each(['complete', 'max-pages', 'max-time', 'site-unreachable'] as const)(
    'leaves one that ended by %s',
    async (end) => {
      expect(await open(await writeRun({}, end))).toBeNull();
    },
  );

  it.each<[string, Partial<Manifest>]>([
    ['of another version', { tool: { name: 'oit-checker', version: '0.2.0' } }],
    ['of another address', { startUrl: 'https://khambong.go.th/th/' }],
    ['with other options', { options: { maxPages: 100, asOf: '2025-06-15' } }],
    ['of another checklist', { checklistId: 'ita-2567' }],
    ['of the day before yesterday', { startedAt: '2025-06-13T02:15:00.000Z' }],
  ])('leaves one %s', async (_, change) => {
    expect(await open(await writeRun(change))).toBeNull();
  });

  it('minds the day only where it was named', async () => {
    const folder = await writeRun({ asOf: '2025-06-14', options: { maxPages: 600, asOf: '2025-06-14' } });
    expect(await open(folder)).not.toBeNull();
    expect(await open(folder, manifest, true)).toBeNull();
  });

  it('leaves what is no run, and a damaged one', async () => {
    expect(await open(join(base, 'nothing'))).toBeNull();
    const folder = await writeRun();
    await writeFile(join(folder, 'snapshot', 'manifest.json'), '{');
    expect(await open(folder)).toBeNull();
  });

  it('leaves one that a live process is writing', async () => {
    const folder = await writeRun();
    const lock = await takeRunLock(folder, () => Date.now());
    const held = await openUnfinished(
      folder,
      { ...manifest, startedAt: new Date().toISOString() },
      false,
      nowMs,
    );
    expect(held).toBeNull();
    await lock?.release();
    expect(await open(folder)).not.toBeNull();
  });
});

describe('the lock of a run', () => {
  it('is held by one alone, and let go', async () => {
    const lock = await takeRunLock(base, () => Date.now());
    expect(lock).not.toBeNull();
    expect(await takeRunLock(base, () => Date.now())).toBeNull();
    expect(await isRunHeld(base, Date.now())).toBe(true);
    await lock?.release();
    expect(await isRunHeld(base, Date.now())).toBe(false);
  });

  it('of a process that is gone binds nobody', async () => {
    // Process numbers end at 4,194,304 on Linux.
    await writeFile(join(base, 'run.lock'), JSON.stringify({ pid: 99_999_999, host: hostname() }));
    expect(await isRunHeld(base, Date.now())).toBe(false);
    const lock = await takeRunLock(base, () => Date.now());
    expect(lock).not.toBeNull();
    await lock?.release();
  });

  it('of another machine binds as long as it is touched', async () => {
    const path = join(base, 'run.lock');
    await writeFile(path, JSON.stringify({ pid: 1, host: 'another-machine' }));
    expect(await isRunHeld(base, Date.now())).toBe(true);
    await utimes(path, 1_000_000, 1_000_000);
    expect(await isRunHeld(base, Date.now())).toBe(false);
  });
});

describe('waiting for a run that a killed batch left to a process of its own', () => {
  it('ends as soon as that process is gone', async () => {
    const lock = await takeRunLock(base, () => Date.now());
    let sleeps = 0;
    const sleep = async (): Promise<void> => {
      if (++sleeps === 3) await lock?.release();
    };
    await untilRunFree(base, { nowMs: () => Date.now(), sleep }, new AbortController().signal);
    expect(sleeps).toBe(3);
  });

  it('ends within a minute, and when it is told to', async () => {
    const lock = await takeRunLock(base, () => Date.now());
    let sleptMs = 0;
    const clock = {
      nowMs: () => Date.now() + sleptMs,
      sleep: async (ms: number): Promise<void> => void (sleptMs += ms),
    };
    await untilRunFree(base, clock, AbortSignal.abort());
    expect(sleptMs).toBe(0);
    await untilRunFree(base, clock, new AbortController().signal);
    expect(sleptMs).toBeGreaterThan(50_000);
    expect(sleptMs).toBeLessThanOrEqual(60_250);
    await lock?.release();
  });
});

describe('openRun', () => {
  const request = { reportsFolder: '', fresh: false, isAsOfGiven: false, manifest };

  it('goes on with an unfinished run in the folder named, dropping what the stop broke off', async () => {
    const folder = await writeRun();
    const writer = await createSnapshotWriter(join(base, 'other', 'snapshot'), manifest);
    await writer.append(buildRecord());
    await writer.append(buildRecord({ seq: 2, outcome: 'budget', url: 'https://agency.example/cut' }));
    await writer.append(buildRecord({ seq: 3, url: 'https://agency.example/after' }));
    const run = await openRun({ ...request, out: join(base, 'other') }, () => nowMs);
    expect(run.earlier?.fetches.map(({ seq }) => seq)).toEqual([1]);
    await run.lock.release();
    const fresh = await openRun({ ...request, out: folder, fresh: true }, () => nowMs);
    expect(fresh.earlier).toBeNull();
    await fresh.lock.release();
  });

  it('refuses a folder that another run is writing', async () => {
    const folder = await writeRun({}, 'complete');
    const lock = await takeRunLock(folder, () => Date.now());
    await expect(openRun({ ...request, out: folder }, () => Date.now())).rejects.toThrow(RunFolderError);
    await lock?.release();
  });
});
