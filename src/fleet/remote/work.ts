import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Redis } from 'ioredis';
import type { Clock } from '../../fetch/types.ts';
import { agencyFolder } from '../agency-folder.ts';
import { Crew, stopGraceMs, watchEveryMs } from '../crew.ts';
import { deservesRetry } from '../describe-line.ts';
import { fillCrew, orderOf } from '../fill-crew.ts';
import { officeHoursEndMs } from '../night.ts';
import type { Lease } from '../queue.ts';
import { Recorder } from '../recorder.ts';
import type { AgencyLine } from '../schema.ts';
import { WorkLine } from '../work-line.ts';
import type { OpenWorker } from '../worker-link.ts';
import { SharedNight } from './redis-night.ts';
import { createSharedPacer } from './redis-pace.ts';
import { openRedisQueue } from './redis-queue.ts';
import type { RemoteBatch, RemoteResults } from './results.ts';
import { giveSign, signEveryMs, signOff } from './roll-call.ts';
import { readRunFiles } from './run-files.ts';

export interface RemoteWorkerOptions {
  /** tells this worker from all others */
  name: string;
  toolVersion: string;
  /** the package's folder */
  root: string;
  /** agencies at once */
  jobs: number;
  /** processes that they are shared out to */
  processes: number;
  /** what is being checked lies here; emptied when it is done */
  folder: string;
  /** how long a lease holds when this machine says nothing; others take over some seconds behind it */
  leaseMs: number;
}

export interface RemoteWorkerDeps {
  clock: Clock;
  redis: Redis;
  results: RemoteResults;
  isShared: (address: string) => boolean;
  openWorker: OpenWorker;
  newToken: () => string;
  signal: AbortSignal;
  onAgency: (line: AgencyLine) => void;
  /** begins with a batch, or passes one over that another version made */
  onBatch: (batch: RemoteBatch, is: 'begun' | 'left' | 'other-version') => void;
}

const tickMs = 1_000;
const lookEveryMs = 3_000;

/** Works on the batches of a Redis server, one after the other, until it is stopped. */
export async function runRemoteWorker(options: RemoteWorkerOptions, deps: RemoteWorkerDeps): Promise<void> {
  const { clock, results, signal, redis } = deps;
  const state: Sign = { batch: null, running: () => 0, ended: 0 };
  const passedOver = new Set<string>();
  const sign = setInterval(() => void say(options, deps, state), signEveryMs);
  try {
    await mkdir(options.folder, { recursive: true });
    await say(options, deps, state);
    while (!signal.aborted) {
      const open = await results.listOpen(clock.nowMs());
      for (const batch of open) {
        if (batch.toolVersion === options.toolVersion || passedOver.has(batch.id)) continue;
        passedOver.add(batch.id);
        deps.onBatch(batch, 'other-version');
      }
      const own = open.filter(({ toolVersion }) => toolVersion === options.toolVersion);
      for (const batch of own) {
        if (signal.aborted) break;
        await new Station(batch, options, deps, state).work(own.length > 1);
      }
      if (!signal.aborted) await clock.sleep(lookEveryMs, signal).catch(() => undefined);
    }
  } finally {
    clearInterval(sign);
    await signOff(redis, options.name).catch(() => undefined);
    await rm(options.folder, { recursive: true, force: true });
  }
}

interface Sign {
  batch: string | null;
  running: () => number;
  ended: number;
}

async function say(
  { name, toolVersion, jobs }: RemoteWorkerOptions,
  { redis, clock }: RemoteWorkerDeps,
  { batch, running, ended }: Sign,
): Promise<void> {
  await giveSign(redis, {
    worker: name,
    version: toolVersion,
    batch,
    running: running(),
    jobs,
    ended,
    seenMs: clock.nowMs(),
  }).catch(() => undefined);
}

/** A worker at one batch. */
class Station {
  readonly #batch: RemoteBatch;
  readonly #options: RemoteWorkerOptions;
  readonly #deps: RemoteWorkerDeps;
  readonly #sign: Sign;
  readonly #known = new Map<string, { line: AgencyLine | undefined; begun: number }>();
  readonly #work = new WorkLine(() => this.#wake());
  #wake: () => void = () => undefined;

  constructor(batch: RemoteBatch, options: RemoteWorkerOptions, deps: RemoteWorkerDeps, sign: Sign) {
    this.#batch = batch;
    this.#options = options;
    this.#deps = deps;
    this.#sign = sign;
  }

  /** @param hasOthers other batches wait: it ends when nothing of this one can be started */
  async work(hasOthers: boolean): Promise<void> {
    const { redis, clock, newToken, onBatch } = this.#deps;
    const { leaseMs } = this.#options;
    const { id, plan } = this.#batch;
    const nowMs = (): number => clock.nowMs();
    const queue = await openRedisQueue({
      redis,
      batch: id,
      leaseMs,
      stalledCheckMs: leaseMs / 2,
      nowMs,
      newToken,
    });
    const { concurrency, delayMs } = plan.settings;
    const pace = createSharedPacer({ redis, newToken, clock, concurrencyPerHost: concurrency, delayMs });
    const night = new SharedNight({ redis, night: `${id} ${this.#batch.deadlineMs}`, limits: plan.limits });
    const recorder = new Recorder({
      clock,
      ledger: { get: (key) => this.#known.get(key)?.line, append: (line) => this.#save(line) },
      queue,
      checklist: plan.checklist,
      retryAfterMinutes: plan.retryAfterMinutes,
      leaseMs,
      onLine: (line) => {
        this.#sign.ended += 1;
        this.#deps.onAgency(line);
      },
    });
    const crew = new Crew({
      settings: { ...plan.settings, root: this.#options.root },
      jobs: this.#options.jobs,
      workers: Math.min(this.#options.processes, this.#options.jobs),
      open: this.#deps.openWorker,
      pacer: pace.pacer,
      night,
      isShared: this.#deps.isShared,
      onEnd: (end) => this.#work.follow(() => recorder.record(end)),
      onDeath: (keys, suspect, how) => this.#work.follow(() => recorder.mourn(keys, suspect, how)),
      onFailedStart: (keys, how) => this.#work.follow(() => recorder.failStart(keys, how)),
    });
    const watch = setInterval(() => crew.watch(), watchEveryMs);
    const beat = setInterval(
      () => void recorder.heartbeat().catch((error: unknown) => this.#work.fail(error)),
      leaseMs / 4,
    );
    const onStop = (): void => this.#wake();
    this.#deps.signal.addEventListener('abort', onStop);
    this.#sign.batch = id;
    this.#sign.running = () => crew.running;
    onBatch(this.#batch, 'begun');
    try {
      await night.sync();
      await this.#loop(
        crew,
        recorder,
        night,
        hasOthers,
        async () => (await queue.counts(night.usedUp())).waiting,
      );
    } finally {
      recorder.startStopping();
      await crew.stop(crew.running === 0 ? 2_000 : stopGraceMs);
      await this.#work.done();
      clearInterval(watch);
      clearInterval(beat);
      this.#deps.signal.removeEventListener('abort', onStop);
      await recorder.releaseAll();
      pace.close();
      await night.close();
      await queue.close();
      this.#sign.batch = null;
      this.#sign.running = () => 0;
      onBatch(this.#batch, 'left');
    }
    if (this.#work.failure !== null) throw this.#work.failure;
  }

  async #loop(
    crew: Crew,
    recorder: Recorder,
    night: SharedNight,
    hasOthers: boolean,
    countWaiting: () => Promise<number>,
  ): Promise<void> {
    const { clock, signal, results } = this.#deps;
    let lookAtMs = clock.nowMs() + lookEveryMs;
    for (;;) {
      await this.#work.done();
      const nowMs = clock.nowMs();
      if (this.#work.failure !== null || signal.aborted || nowMs >= this.#batch.deadlineMs) return;
      if (nowMs >= lookAtMs) {
        lookAtMs = nowMs + lookEveryMs;
        const now = await results.readBatch(this.#batch.id);
        if (now?.state !== 'running') return;
        if (hasOthers && crew.running === 0 && (await countWaiting()) === 0) return;
      }
      if (this.#batch.plan.anyHour || officeHoursEndMs(nowMs) === null)
        await fillCrew(crew, recorder, night, this.#options.name, (lease, kind) =>
          this.#start(lease, kind, crew, recorder),
        );
      await this.#nap();
    }
  }

  async #start(lease: Lease, kind: 'alone' | 'others', crew: Crew, recorder: Recorder): Promise<void> {
    const beginning = await this.#deps.results.begin(this.#batch.id, lease.key, this.#options.name);
    if (beginning === null) {
      // Taken off the list, or its address was corrected.
      await recorder.drop(lease);
      return;
    }
    const { job, line, begun } = beginning;
    const { key } = job.agency;
    // Its machine went after the result and before the queue.
    if (line !== null && line.attempts > lease.attempts && !deservesRetry(line)) {
      await recorder.drop(lease);
      return;
    }
    this.#known.set(key, { line: line ?? undefined, begun });
    recorder.hold(lease, job.agency);
    const folder = this.#folderOf(key);
    await rm(folder, { recursive: true, force: true });
    crew.run(orderOf(job.agency, job.declared, this.#batch.plan.checklist, folder), kind);
  }

  async #save(line: AgencyLine): Promise<void> {
    const { key } = line;
    const folder = this.#folderOf(key);
    const files = line.folder === null ? [] : await readRunFiles(folder);
    await this.#deps.results.save(this.#batch.id, key, this.#known.get(key)?.begun ?? 0, line, files);
    this.#known.delete(key);
    await rm(folder, { recursive: true, force: true });
  }

  #folderOf(key: string): string {
    return join(this.#options.folder, this.#batch.id, agencyFolder(key));
  }

  async #nap(): Promise<void> {
    const awake = new AbortController();
    this.#wake = () => awake.abort();
    await this.#deps.clock.sleep(tickMs, awake.signal).catch(() => undefined);
    this.#wake = () => undefined;
  }
}
