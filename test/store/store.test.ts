import { cp, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readChecklist } from '../../src/checklist/load.ts';
import type { LoadedChecklist } from '../../src/checklist/schema.ts';
import { type Result, resultSchema } from '../../src/result/schema.ts';
import { listBlobs } from '../../src/store/blobs.ts';
import { recordProbe } from '../../src/store/probes.ts';
import { pruneStore } from '../../src/store/prune.ts';
import { readHistory } from '../../src/store/read-history.ts';
import { recordRun } from '../../src/store/record-run.ts';
import { rejudgeEarlier } from '../../src/store/rejudge-earlier.ts';
import { listRuns, readStoredResult } from '../../src/store/runs.ts';
import { restoreSnapshot } from '../../src/store/snapshots.ts';
import { openStore, type Store } from '../../src/store/store.ts';
import { buildItem, buildSample } from '../report/sample.ts';
import { sampleRows } from '../report/sample-rows.ts';

const demoSnapshot = join(import.meta.dirname, '..', '..', 'reports', 'demo', 'snapshot');

let folder = '';
let store: Store;
let loaded: LoadedChecklist;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'oit-store-'));
  store = await openStore(join(folder, 'store'), (ms) => sleep(ms));
});
beforeAll(async () => {
  loaded = await readChecklist('checklists/ita-2568.yaml');
});
afterEach(async () => {
  await store.close();
  await rm(folder, { recursive: true, force: true });
});

/** A result of the n-th night from 1 January 2025, 02:10 in Thailand. */
function nightResult(night: number, change: Partial<Result> = {}): Result {
  const sample = buildSample();
  const at = (minutes: number): string =>
    new Date(Date.UTC(2024, 11, 31, 19, 10 + minutes) + night * 86_400_000).toISOString();
  return {
    ...sample,
    run: {
      ...sample.run,
      id: at(0).replaceAll(/[-:]|\.\d+/g, ''),
      startedAt: at(0),
      finishedAt: at(4),
      asOf: at(0).slice(0, 10),
      stoppedBy: 'complete',
      incomplete: false,
    },
    checklist: { ...sample.checklist, sha256: loaded.sha256 },
    ...change,
  };
}

const record = (night: number, change: Partial<Result> = {}, snapshotFolder: string | null = null) =>
  recordRun(store, { result: nightResult(night, change), loaded, snapshotFolder });

const whose = { agencyKey: 'khambong.example.go.th', programme: 'ita', until: null };

async function filesOf(path: string): Promise<Map<string, string>> {
  const names = await readdir(path, { recursive: true });
  const files = new Map<string, string>();
  for (const name of names.toSorted())
    if ((await stat(join(path, name))).isFile())
      files.set(name, (await readFile(join(path, name))).toString('base64'));
  return files;
}

describe('a run in the store', () => {
  it('comes back as it was', async () => {
    const id = await record(1);
    expect(await readStoredResult(store, id)).toEqual(nightResult(1));
    expect(await readStoredResult(store, id + 1)).toBeNull();
    expect(await listRuns(store)).toMatchObject([
      { id, agencyKey: whose.agencyKey, checklistId: 'ita-2568', expected: 86.25, hasSnapshot: false },
    ]);
  });

  it('replaces itself when it is recorded again', async () => {
    await record(1, {}, demoSnapshot);
    await record(1, { score: null }, demoSnapshot);
    const runs = await listRuns(store);
    expect(runs).toHaveLength(1);
    expect(runs[0]?.expected).toBeNull();
  });

  it('is kept with the checklist that judged it', async () => {
    await record(1);
    const rows = await store.database.selectFrom('checklists').select(['sha256', 'id']).execute();
    expect(rows).toEqual([{ sha256: loaded.sha256, id: 'ita-2568' }]);
  });

  it('is told in the order of nights, with what it knows of the site', async () => {
    const id = await record(2, {}, demoSnapshot);
    await record(1);
    await recordProbe(store, whose.agencyKey, {
      at: '2025-01-02T03:00:00.000Z',
      outcome: 'timeout',
      latencyMs: null,
    });
    const history = await readHistory(store, whose);
    expect(history?.runs.map(({ startedAt }) => startedAt)).toEqual([
      nightResult(1).run.startedAt,
      nightResult(2).run.startedAt,
    ]);
    expect(history?.window).toEqual({ from: '2025-01-01', to: '2025-07-31' });
    expect(history?.uptime).toMatchObject({ period: 'window', looks: 3, reached: 2 });
    expect(history?.uptime?.medianLatencyMs).not.toBeNull();
    expect(await readHistory(store, { ...whose, agencyKey: 'other.go.th' })).toBeNull();
    const until = nightResult(1).run.startedAt;
    expect((await readHistory(store, { ...whose, until }))?.runs).toHaveLength(1);
    expect(id).toBeGreaterThan(0);
  });

  it('with a digest of another version is digested again from its result', async () => {
    await record(1, {}, demoSnapshot);
    const before = await readHistory(store, whose);
    await store.database.updateTable('runs').set({ digest_version: 0 }).execute();
    expect(await readHistory(store, whose)).toEqual(before);
    const rows = await store.database.selectFrom('runs').select('digest_version').execute();
    expect(rows).not.toEqual([{ digest_version: 0 }]);
  });

  it('that is damaged is passed over: the others still have a history', async () => {
    await record(1);
    const id = await record(2);
    const damaged = { digest: Buffer.from('x'), result: Buffer.from('x') };
    await store.database.updateTable('runs').set(damaged).where('id', '=', id).execute();
    expect((await readHistory(store, whose))?.runs).toHaveLength(1);
  });
});

describe('a snapshot in the store', () => {
  it('comes back byte for byte', async () => {
    const id = await record(1, {}, demoSnapshot);
    const out = join(folder, 'out');
    expect(await restoreSnapshot(store, id, out)).toBe(true);
    expect(await filesOf(out)).toEqual(await filesOf(demoSnapshot));
  });

  it('shares what nights have in common', async () => {
    await record(1, {}, demoSnapshot);
    const blobs = (await listBlobs(store.folder)).length;
    const changed = join(folder, 'changed');
    await cp(demoSnapshot, changed, { recursive: true });
    await writeFile(join(changed, 'blobs', `${'0'.repeat(64)}.gz`), 'another page');
    await record(2, {}, changed);
    expect(await listBlobs(store.folder)).toHaveLength(blobs + 1);
  });

  it('that was not put there to its end is not given out', async () => {
    const id = await record(1, {}, demoSnapshot);
    await store.database.updateTable('snapshots').set({ complete: 0 }).execute();
    expect(await restoreSnapshot(store, id, join(folder, 'out'))).toBe(false);
    expect((await listRuns(store))[0]?.hasSnapshot).toBe(false);
  });
});

describe('pruning', () => {
  it('keeps the latest snapshots and the last one that saw the whole site', async () => {
    const blind = { ...nightResult(0).run, incomplete: true };
    await record(1, {}, demoSnapshot);
    for (const night of [2, 3, 4])
      await record(night, { run: { ...nightResult(night).run, incomplete: blind.incomplete } }, demoSnapshot);
    expect(await pruneStore(store, { snapshots: 2, runs: null })).toEqual({
      runs: 0,
      snapshots: 1,
      blobs: 0,
    });
    expect((await listRuns(store)).map(({ hasSnapshot }) => hasSnapshot)).toEqual([true, false, true, true]);
  });

  it('removes blobs that nothing needs any more, and no other', async () => {
    const other = join(folder, 'other');
    await cp(demoSnapshot, other, { recursive: true });
    await writeFile(join(other, 'blobs', `${'0'.repeat(64)}.gz`), 'a page of the first night');
    await record(1, {}, other);
    const id = await record(2, {}, demoSnapshot);
    const pruned = await pruneStore(store, { snapshots: 1, runs: null }, whose.agencyKey);
    expect(pruned).toEqual({ runs: 0, snapshots: 1, blobs: 1 });
    expect(await restoreSnapshot(store, id, join(folder, 'out'))).toBe(true);
    expect(await filesOf(join(folder, 'out'))).toEqual(await filesOf(demoSnapshot));
  });

  it('removes runs where it is told how many to keep, with all that is theirs', async () => {
    for (const night of [1, 2, 3]) await record(night, {}, night === 1 ? demoSnapshot : null);
    expect(await pruneStore(store, { snapshots: 14, runs: 2 })).toMatchObject({ runs: 1, snapshots: 0 });
    expect(await listRuns(store)).toHaveLength(2);
    expect(await listBlobs(store.folder)).toEqual([]);
  });

  it('leaves other agencies alone', async () => {
    await record(1, {}, demoSnapshot);
    await pruneStore(store, { snapshots: 0, runs: 1 }, 'other.go.th');
    expect((await listRuns(store))[0]?.hasSnapshot).toBe(true);
  });

  it('while others record, loses nothing that is needed', async () => {
    const second = await openStore(store.folder, (ms) => sleep(ms));
    try {
      const result = (night: number): Result =>
        nightResult(night, { agency: { ...buildSample().agency, key: `a${night % 2}.go.th` } });
      await Promise.all([
        ...[1, 2, 3, 4].map((night) =>
          recordRun(night % 2 === 0 ? store : second, {
            result: result(night),
            loaded,
            snapshotFolder: demoSnapshot,
          }),
        ),
        ...[1, 2, 3].map(() => pruneStore(second, { snapshots: 1, runs: null })),
      ]);
      await pruneStore(store, { snapshots: 1, runs: null });
      const kept = (await listRuns(store)).filter(({ hasSnapshot }) => hasSnapshot);
      expect(kept).toHaveLength(2);
      for (const { id } of kept) {
        const out = join(folder, `out-${id}`);
        expect(await restoreSnapshot(store, id, out)).toBe(true);
        expect((await filesOf(out)).size).toBe((await filesOf(demoSnapshot)).size);
      }
    } finally {
      await second.close();
    }
  });
});

describe('judging the run before again', () => {
  const [row] = sampleRows.filter(({ verdict }) => verdict === 'pass');
  if (row === undefined) throw new Error('the sample has no passing item');
  const good = { items: [buildItem(row)] };
  const bad = { items: [buildItem(row, { verdict: 'fail', score: 0 })] };
  const newTool = { tool: { ...buildSample().tool, version: '0.2.0' } };

  it('is done where another version judged it, and tells the tool from the site', async () => {
    await record(1, good, demoSnapshot);
    const run = await record(2, { ...bad, ...newTool }, demoSnapshot);
    const judged: string[] = [];
    await rejudgeEarlier(store, run, loaded, async (path, { sha256 }) => {
      judged.push(sha256);
      expect(await filesOf(path)).toEqual(await filesOf(demoSnapshot));
      return nightResult(1, { ...bad, ...newTool });
    });
    expect(judged).toEqual([loaded.sha256]);
    const history = await readHistory(store, whose);
    expect(history?.sinceLast?.items[0]).toMatchObject({ causes: ['tool'], certain: true });
    expect(history?.items[0]).toMatchObject({ state: 'low', failures: [] });
  });

  it('is done by the old checklist first where both are new', async () => {
    await record(1, good, demoSnapshot);
    const newer = { ...loaded, sha256: 'b'.repeat(64) };
    const both = { ...newTool, checklist: { ...nightResult(1).checklist, sha256: newer.sha256 } };
    const run = await recordRun(store, {
      result: nightResult(2, { ...bad, ...both }),
      loaded: newer,
      snapshotFolder: null,
    });
    const judged: string[] = [];
    await rejudgeEarlier(store, run, newer, async (_path, { sha256 }) => {
      judged.push(sha256);
      return sha256 === newer.sha256
        ? nightResult(1, { ...bad, ...both })
        : nightResult(1, { ...good, ...newTool });
    });
    expect(judged).toEqual([loaded.sha256, newer.sha256]);
    const change = (await readHistory(store, whose))?.sinceLast?.items[0];
    expect(change).toMatchObject({ causes: ['checklist'], certain: true });
  });

  it('is not done where the same tool judged by the same checklist', async () => {
    await record(1, good, demoSnapshot);
    const run = await record(2, bad, demoSnapshot);
    await rejudgeEarlier(store, run, loaded, () => Promise.reject(new Error('not wanted')));
    const change = (await readHistory(store, whose))?.sinceLast?.items[0];
    expect(change).toMatchObject({ causes: ['site'], certain: true });
  });

  it('passes over a quick look at single items in between', async () => {
    await record(1, good, demoSnapshot);
    await record(2, { ...good, score: null });
    const run = await record(3, { ...bad, ...newTool }, demoSnapshot);
    let times = 0;
    await rejudgeEarlier(store, run, loaded, async () => {
      times++;
      return nightResult(1, { ...bad, ...newTool });
    });
    expect(times).toBe(1);
    const change = (await readHistory(store, whose))?.sinceLast;
    expect(change?.older.startedAt).toBe(nightResult(1).run.startedAt);
    expect(change?.items[0]).toMatchObject({ causes: ['tool'], certain: true });
  });

  it('that fails leaves the causes open and fails nothing', async () => {
    await record(1, good, demoSnapshot);
    const run = await record(2, { ...bad, ...newTool }, demoSnapshot);
    await rejudgeEarlier(store, run, loaded, () => Promise.reject(new Error('an old format')));
    const change = (await readHistory(store, whose))?.sinceLast?.items[0];
    expect(change).toMatchObject({ causes: ['site', 'tool'], certain: false });
  });
});

it('365 nights of results of one agency stay under 25 MB, and their history is read in seconds', {
  timeout: 120_000,
}, async () => {
  const text = await readFile(join(demoSnapshot, '..', 'result.json'), 'utf8');
  const demo = resultSchema.parse(JSON.parse(text));
  const { agency } = buildSample();
  for (let night = 0; night < 365; night++)
    await record(night, { items: demo.items, problems: demo.problems, checks: demo.checks, agency });
  const begun = performance.now();
  const history = await readHistory(store, whose);
  const elapsedMs = performance.now() - begun;
  expect(history?.runs).toHaveLength(365);
  await store.close();
  const { size } = await stat(join(store.folder, 'oit.sqlite'));
  store = await openStore(store.folder, (ms) => sleep(ms));
  expect(size).toBeLessThan(25_000_000);
  expect(elapsedMs).toBeLessThan(15_000);
});
