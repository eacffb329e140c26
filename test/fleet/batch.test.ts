import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createPacer } from '../../src/fetch/pace.ts';
import { realClock } from '../../src/fetch/clock.ts';
import type { Clock } from '../../src/fetch/types.ts';
import { type BatchOptions, runBatch } from '../../src/fleet/batch.ts';
import type { BatchOutcome } from '../../src/fleet/finish-batch.ts';
import { WorkersFailedError } from '../../src/fleet/recorder.ts';
import { type BatchFolder, openBatchFolder } from '../../src/fleet/batch-folder.ts';
import { openEmbeddedQueue } from '../../src/fleet/embedded-queue.ts';
import { NightUse } from '../../src/fleet/night-limits.ts';
import type { AgencyEnd, BatchSettings, ToWorker } from '../../src/fleet/protocol.ts';
import type { BatchManifest } from '../../src/fleet/schema.ts';
import type { OpenWorker, WorkerEvents } from '../../src/fleet/worker-link.ts';
import type { Agency } from '../../src/inputs/agencies.ts';
import { makeAgency } from './support.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'oit-batch-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const settings: BatchSettings = {
  root: '/nowhere',
  userAgent: 'test',
  asOf: '2025-06-15',
  isAsOfGiven: true,
  formats: [],
  lang: 'th',
  concurrency: 2,
  delayMs: 0,
  maxPages: 1,
  maxDocuments: 0,
  maxMinutes: 1,
  maxDepth: 1,
  maxBytes: 1,
  ocr: 'never',
  render: 'never',
  requireSandbox: false,
  resolve: [],
  allowAddresses: [],
  todayFiscalYear: 2568,
  shownOptions: {},
};

const manifest: BatchManifest = {
  schemaVersion: 1,
  tool: { name: 'oit-checker', version: '0' },
  id: '20250615T000000Z',
  list: { name: 'list.csv', sha256: 'a'.repeat(64), agencies: 0, problems: [] },
  checklist: { id: 'ita-2568', fiscalYear: 2568, sha256: 'b'.repeat(64) },
  asOf: '2025-06-15',
  options: {},
  startedAt: '2025-06-15T00:00:00Z',
  deadline: null,
  finishedAt: null,
  end: null,
  counts: { agencies: 0, done: 0, unreachable: 0, incomplete: 0, failed: 0, notRun: 0 },
};

function resultOf(key: string, changes: Partial<Extract<AgencyEnd, { kind: 'result' }>> = {}): AgencyEnd {
  return {
    kind: 'result',
    key,
    name: null,
    type: null,
    reachable: true,
    outcome: null,
    incomplete: false,
    stoppedBy: 'complete',
    exitCode: 0,
    startedAt: '2025-06-15T00:00:00Z',
    finishedAt: '2025-06-15T00:01:00Z',
    score: { expected: 80, low: 70, high: 90 },
    pages: 10,
    documents: 2,
    requests: 14,
    bytes: 1_000,
    waitedForPaceSeconds: 0,
    ...changes,
  };
}
const unreachable = (key: string): AgencyEnd =>
  resultOf(key, {
    reachable: false,
    outcome: 'timeout',
    stoppedBy: 'site-unreachable',
    score: null,
    exitCode: 5,
  });

/** What one made-up worker does with an agency: its end after a moment, or its own death. */
type Act = (key: string, tries: number) => AgencyEnd | 'die' | 'hang';

interface Stage {
  open: OpenWorker;
  /** every agency that was started, in order */
  started: string[];
  /** most agencies at once, in all and on one worker that died */
  most: () => number;
  workers: () => number;
}

function stage(act: Act, delayMs = 2): Stage {
  const started: string[] = [];
  let running = 0;
  let most = 0;
  let workers = 0;
  const open: OpenWorker = ({ onMessage, onExit }: WorkerEvents) => {
    workers += 1;
    let isGone = false;
    const own = new Set<string>();
    const exit = (how: string): void => {
      if (isGone) return;
      isGone = true;
      running -= own.size;
      setImmediate(() => onExit(how));
    };
    const end = (key: string, what: AgencyEnd): void => {
      if (isGone || !own.delete(key)) return;
      running -= 1;
      onMessage({ type: 'ended', end: what });
    };
    const receive = (message: ToWorker): void => {
      if (message.type === 'settings') setImmediate(() => onMessage({ type: 'ready' }));
      if (message.type === 'stop') for (const key of own) end(key, { kind: 'interrupted', key });
      if (message.type === 'close') {
        const wait = (): void => void (own.size === 0 ? exit('exit code 0') : setTimeout(wait, 2));
        wait();
      }
      if (message.type !== 'run') return;
      const { key } = message.order;
      started.push(key);
      own.add(key);
      running += 1;
      most = Math.max(most, running);
      const tries = started.filter((one) => one === key).length;
      setTimeout(() => {
        if (isGone) return;
        onMessage({ type: 'working', key });
        const what = act(key, tries);
        if (what === 'die') exit('out of memory');
        else if (what !== 'hang') end(key, what);
      }, delayMs);
    };
    return {
      send: (message) => void setImmediate(() => void (isGone || receive(message))),
      kill: () => exit('SIGKILL'),
    };
  };
  return { open, started, most: () => most, workers: () => workers };
}

interface RunOptions extends Partial<Omit<BatchOptions, 'agencies'>> {
  signal?: AbortSignal;
  clock?: Clock;
  group?: (agency: Agency) => string;
  night?: NightUse;
  onStart?: (folder: BatchFolder) => void;
}

async function run(
  agencies: readonly Agency[],
  open: OpenWorker,
  options: RunOptions = {},
): Promise<BatchOutcome> {
  const { signal, clock = realClock, group, night, onStart, ...rest } = options;
  const batch = await openBatchFolder(join(folder, 'out'), manifest, () => realClock.nowMs());
  let tokens = 0;
  const queue = openEmbeddedQueue(join(batch.folder, 'queue.sqlite'), {
    isSoleOwner: true,
    nowMs: () => clock.nowMs(),
    newToken: () => `t${(tokens += 1)}`,
  });
  onStart?.(batch);
  try {
    return await runBatch(
      {
        agencies,
        settings,
        jobs: 4,
        workers: 2,
        maxHours: 1,
        spreadHours: 0,
        retryAfterMinutes: 0,
        anyHour: true,
        checklist: 'ita-2568',
        ...rest,
      },
      {
        clock,
        folder: batch,
        queue,
        pacer: createPacer({ clock: realClock, concurrencyPerHost: 2, delayMs: 0 }),
        night:
          night ?? new NightUse({ maxRequestsPerAddress: 1e6, maxBytesPerAddress: 1e12, maxOcrDocuments: 0 }),
        isShared: () => false,
        openWorker: open,
        readDeclared: async () => [],
        findGroup: async (agency) => group?.(agency) ?? agency.key,
        signal: signal ?? new AbortController().signal,
        onProgress: () => undefined,
        onAgency: () => undefined,
      },
    );
  } finally {
    await queue.close();
    await batch.release();
  }
}

const some = (count: number): Agency[] =>
  Array.from({ length: count }, (_, at) => makeAgency({ key: `a${at}.example` }));

describe('a batch', () => {
  it('runs every agency once, so many at once', async () => {
    const workers = stage((key) => resultOf(key));
    const { end, counts, lines } = await run(some(30), workers.open);
    expect(end).toBe('complete');
    expect(counts).toMatchObject({ agencies: 30, done: 30, failed: 0, notRun: 0 });
    expect(lines.map(({ key }) => key)).toEqual(some(30).map(({ key }) => key));
    expect(workers.started.toSorted()).toEqual(
      some(30)
        .map(({ key }) => key)
        .toSorted(),
    );
    expect(workers.most()).toBe(4);
    expect(workers.workers()).toBe(2);
  });

  it('has at most two agencies of one address at once, and does others meanwhile', async () => {
    const workers = stage((key) => resultOf(key), 20);
    await run(some(8), workers.open, {
      jobs: 8,
      group: ({ key }) => (key === 'a7.example' ? 'own' : 'vendor'),
    });
    expect(workers.most()).toBe(3);
    expect(workers.started.slice(0, 3)).toContain('a7.example');
  });

  it('tries a site that could not be opened once more, behind all others, and keeps what it saw then', async () => {
    const workers = stage((key, tries) =>
      key === 'a0.example' && tries === 1 ? unreachable(key) : resultOf(key),
    );
    const { lines } = await run(some(6), workers.open, { jobs: 1 });
    expect(workers.started.at(-1)).toBe('a0.example');
    expect(workers.started).toHaveLength(7);
    expect(lines[0]).toMatchObject({ state: 'done', problem: null, attempts: 2, score: { expected: 80 } });
  });

  it('leaves it at two tries, and at one where the site turns programs away', async () => {
    const workers = stage((key) =>
      key === 'a0.example'
        ? unreachable(key)
        : resultOf(key, { reachable: false, outcome: 'blocked', score: null, exitCode: 5 }),
    );
    const { counts, lines } = await run(some(2), workers.open);
    expect(workers.started.toSorted()).toEqual(['a0.example', 'a0.example', 'a1.example']);
    expect(lines[0]).toMatchObject({
      state: 'done',
      problem: 'unreachable',
      outcome: 'timeout',
      attempts: 2,
    });
    expect(counts).toMatchObject({ done: 2, unreachable: 2, failed: 0 });
  });

  it('goes on behind an agency at which the program fails', async () => {
    const workers = stage((key) =>
      key === 'a1.example'
        ? { kind: 'error', key, detail: 'TypeError: x', isDiskFull: false }
        : resultOf(key),
    );
    const { end, lines } = await run(some(4), workers.open);
    expect(end).toBe('complete');
    expect(lines[1]).toMatchObject({
      state: 'failed',
      problem: 'error',
      detail: 'TypeError: x',
      attempts: 2,
      folder: null,
    });
    expect(lines.filter(({ state }) => state === 'done')).toHaveLength(3);
  });

  it('sets an agency aside of which workers die, alone the second time, and none of those beside it', async () => {
    const workers = stage((key) => (key === 'a2.example' ? 'die' : resultOf(key)), 5);
    const { end, lines } = await run(some(12), workers.open);
    expect(end).toBe('complete');
    expect(lines[2]).toMatchObject({ state: 'failed', problem: 'crashed', detail: 'out of memory' });
    expect(lines.filter(({ state }) => state === 'done')).toHaveLength(11);
    expect(workers.started.filter((key) => key === 'a2.example')).toHaveLength(2);
  });

  it('blames no agency when no worker starts at all', async () => {
    const open: OpenWorker = ({ onExit }) => {
      setImmediate(() => onExit('exit code 1: no such module'));
      return { send: () => undefined, kill: () => undefined };
    };
    await expect(run(some(3), open)).rejects.toThrow(WorkersFailedError);
  });

  it('ends at the deadline of the night and goes on the next', async () => {
    const workers = stage((key) => (key < 'a2' ? resultOf(key) : 'hang'));
    const first = await run(some(6), workers.open, { jobs: 2, maxHours: 0.0002 });
    expect(first.end).toBe('night-ended');
    expect(first.counts).toMatchObject({ agencies: 6, done: 2, notRun: 4 });
    expect(first.lines[5]).toMatchObject({
      state: 'not-run',
      problem: 'night-ended',
      attempts: 0,
      exitCode: null,
    });
    const again = stage((key) => resultOf(key));
    const second = await run(some(6), again.open);
    expect(second.end).toBe('complete');
    expect(again.started.toSorted()).toEqual(['a2.example', 'a3.example', 'a4.example', 'a5.example']);
    expect(second.lines.every(({ state, attempts }) => state === 'done' && attempts === 1)).toBe(true);
  });

  it('saves and ends when it is stopped', async () => {
    const stop = new AbortController();
    const workers = stage((key) => {
      if (key === 'a3.example') stop.abort();
      return key < 'a3' ? resultOf(key) : 'hang';
    });
    const { end, counts } = await run(some(20), workers.open, { jobs: 1, signal: stop.signal });
    expect(end).toBe('interrupted');
    expect(counts).toMatchObject({ done: counts.done, notRun: 20 - counts.done });
    expect(counts.done).toBeGreaterThan(0);
  });

  it('runs an agency again whose address was corrected in the list', async () => {
    await run(some(3), stage((key) => resultOf(key)).open);
    const corrected = some(3).map((agency) =>
      agency.key === 'a1.example' ? { ...agency, url: 'http://a1.example/new/' } : agency,
    );
    const workers = stage((key) => resultOf(key));
    const { lines } = await run(corrected, workers.open);
    expect(workers.started).toEqual(['a1.example']);
    expect(lines[1]).toMatchObject({ url: 'http://a1.example/new/', attempts: 1 });
  });

  it('does not do again what a kill left between its line and the queue', async () => {
    const killed = stage((key) => resultOf(key));
    let batch: BatchFolder | null = null;
    await run(some(1), killed.open, { onStart: (opened) => void (batch = opened) });
    expect(batch).not.toBeNull();
    await rm(join(folder, 'out', 'queue.sqlite'));
    const workers = stage((key) => resultOf(key));
    const { counts } = await run(some(2), workers.open);
    expect(workers.started).toEqual(['a1.example']);
    expect(counts.done).toBe(2);
  });

  it('leaves an address alone that was asked enough, and says that the night was too short', async () => {
    const night = new NightUse({ maxRequestsPerAddress: 1, maxBytesPerAddress: 1e12, maxOcrDocuments: 0 });
    night.startRequest('vendor.example', '192.0.2.1');
    const workers = stage((key) => resultOf(key));
    const { end, counts } = await run(some(4), workers.open, {
      night,
      group: ({ key }) => (key === 'a0.example' ? '192.0.2.2' : '192.0.2.1'),
    });
    expect(end).toBe('night-ended');
    expect(workers.started).toEqual(['a0.example']);
    expect(counts.notRun).toBe(3);
  });

  it('rests in office hours, and starts when they end', async () => {
    // Monday 16:29:59 in Thailand
    const offsetMs = Date.parse('2025-06-16T16:29:59+07:00') - realClock.nowMs();
    const clock: Clock = {
      nowMs: () => realClock.nowMs() + offsetMs,
      sleep: (ms, signal) => realClock.sleep(ms, signal),
    };
    const startedMs: number[] = [];
    const workers = stage((key) => {
      startedMs.push(clock.nowMs());
      return resultOf(key);
    });
    await run(some(1), workers.open, { anyHour: false, clock });
    expect(startedMs[0]).toBeGreaterThanOrEqual(Date.parse('2025-06-16T16:30:00+07:00'));
  });

  it('starts nothing before its time when the starts are spread', async () => {
    const stop = new AbortController();
    const workers = stage((key) => resultOf(key));
    setTimeout(() => stop.abort(), 300);
    const { counts } = await run(some(20), workers.open, { spreadHours: 8, signal: stop.signal });
    expect(counts.done).toBeLessThan(3);
  });
});
