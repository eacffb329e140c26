import type { Clock } from '../fetch/types.ts';
import type { Pacer } from '../fetch/pace.ts';
import type { Agency } from '../inputs/agencies.ts';
import type { DeclaredEntry } from '../inputs/declared.ts';
import { join } from 'node:path';
import { agencyFolder } from './agency-folder.ts';
import type { BatchFolder } from './batch-folder.ts';
import { Crew, stopGraceMs, watchEveryMs } from './crew.ts';
import { deservesRetry } from './describe-line.ts';
import { fillCrew, orderOf } from './fill-crew.ts';
import { type BatchOutcome, finishBatch } from './finish-batch.ts';
import { officeHoursEndMs, spreadMs } from './night.ts';
import type { NightBook } from './night-limits.ts';
import type { BatchSettings } from './protocol.ts';
import type { JobQueue, Lease } from './queue.ts';
import { Recorder } from './recorder.ts';
import type { AgencyLine, BatchEnd } from './schema.ts';
import { Tally, type BatchProgress } from './tally.ts';
import { WorkLine } from './work-line.ts';
import type { OpenWorker } from './worker-link.ts';

export interface BatchOptions {
  agencies: readonly Agency[];
  settings: BatchSettings;
  /** agencies at once */
  jobs: number;
  /** processes that they are shared out to */
  workers: number;
  /** of one night; what is not done then goes on another time */
  maxHours: number;
  spreadHours: number;
  /** before a site that could not be opened is tried once more */
  retryAfterMinutes: number;
  /** do not rest in office hours */
  anyHour: boolean;
  /** id or path, where an agency names none */
  checklist: string;
}

export interface BatchDeps {
  clock: Clock;
  folder: BatchFolder;
  queue: JobQueue;
  pacer: Pacer;
  night: NightBook;
  isShared: (address: string) => boolean;
  openWorker: OpenWorker;
  /** what this agency declares; [] where nothing is named */
  readDeclared: (agency: Agency) => Promise<DeclaredEntry[]>;
  /** agencies with one answer lie on one address */
  findGroup: (agency: Agency) => Promise<string>;
  signal: AbortSignal;
  onProgress: (progress: BatchProgress) => void;
  /** an agency has ended, for good or until its second try */
  onAgency: (line: AgencyLine, progress: BatchProgress) => void;
}

const tickMs = 1_000;
/** A fraction of the time that a lease holds. */
const beatMs = 20_000;
const lookupsAtOnce = 32;

/** Runs a batch until everything is done, the night ends or somebody stops it. What was done stays done. */
export async function runBatch(options: BatchOptions, deps: BatchDeps): Promise<BatchOutcome> {
  return await new Batch(options, deps).run();
}

class Batch {
  readonly #options: BatchOptions;
  readonly #deps: BatchDeps;
  readonly #agencies: Map<string, Agency>;
  readonly #recorder: Recorder;
  readonly #crew: Crew;
  readonly #tally: Tally;
  readonly #work = new WorkLine(() => this.#wake());
  #deadlineMs = Number.POSITIVE_INFINITY;
  #isWoken = false;
  #sleeper: AbortController | null = null;

  constructor(options: BatchOptions, deps: BatchDeps) {
    this.#options = options;
    this.#deps = deps;
    this.#agencies = new Map(options.agencies.map((agency) => [jobKey(agency), agency]));
    this.#tally = new Tally(options.agencies.length, () => deps.clock.nowMs());
    this.#recorder = new Recorder({
      clock: deps.clock,
      ledger: deps.folder.ledger,
      queue: deps.queue,
      checklist: options.checklist,
      retryAfterMinutes: options.retryAfterMinutes,
      onLine: (line) => {
        this.#tally.count(line);
        deps.onAgency(line, this.#tally.progress(this.#crew.running));
      },
    });
    this.#crew = new Crew({
      settings: options.settings,
      jobs: options.jobs,
      workers: options.workers,
      open: deps.openWorker,
      pacer: deps.pacer,
      night: deps.night,
      isShared: deps.isShared,
      onEnd: (end) => this.#work.follow(() => this.#recorder.record(end)),
      onDeath: (keys, suspect, how) => this.#work.follow(() => this.#recorder.mourn(keys, suspect, how)),
      onFailedStart: (keys, how) => this.#work.follow(() => this.#recorder.failStart(keys, how)),
    });
  }

  async run(): Promise<BatchOutcome> {
    const { clock, signal, folder } = this.#deps;
    const onStop = (): void => this.#wake();
    signal.addEventListener('abort', onStop);
    const watch = setInterval(() => this.#crew.watch(), watchEveryMs);
    const beat = setInterval(() => this.#beat(), beatMs);
    const tick = setInterval(() => this.#show(), tickMs);
    let end: BatchEnd = 'interrupted';
    try {
      await this.#settleKnown();
      await this.#rest();
      if (!signal.aborted) {
        this.#deadlineMs = clock.nowMs() + this.#options.maxHours * 3_600_000;
        await folder.saveManifest({ deadline: isoOf(this.#deadlineMs), finishedAt: null, end: null });
        const adding = this.#addJobs().catch((error: unknown) => this.#work.fail(error));
        end = await this.#loop(adding);
      }
    } finally {
      this.#recorder.startStopping();
      if (end === 'complete') await this.#crew.close();
      else await this.#crew.stop(stopGraceMs);
      await this.#work.done();
      clearInterval(watch);
      clearInterval(beat);
      clearInterval(tick);
      signal.removeEventListener('abort', onStop);
      await this.#recorder.releaseAll();
    }
    if (this.#work.failure !== null) throw this.#work.failure;
    return await this.#finish(end);
  }

  /** A kill between the line and the queue leaves a job that is done already. */
  async #settleKnown(): Promise<void> {
    for (const agency of this.#options.agencies) {
      const line = this.#deps.folder.ledger.get(agency.key);
      if (line === undefined || line.url !== agency.url || line.state === 'not-run') continue;
      this.#tally.count(line);
      if (!deservesRetry(line)) await this.#deps.queue.settle(jobKey(agency));
    }
  }

  async #rest(): Promise<void> {
    const { clock, signal } = this.#deps;
    for (;;) {
      const untilMs = this.#options.anyHour ? null : officeHoursEndMs(clock.nowMs());
      this.#tally.restUntilMs = untilMs;
      if (untilMs === null || signal.aborted) return;
      this.#show();
      await clock.sleep(Math.min(60_000, untilMs - clock.nowMs()), signal).catch(() => undefined);
    }
  }

  /** Names are looked up beside the work: a list of thousands begins at once. */
  async #addJobs(): Promise<void> {
    const { queue, folder, findGroup, clock, signal } = this.#deps;
    const startMs = clock.nowMs();
    const open = this.#options.agencies.filter((agency) => {
      const line = folder.ledger.get(agency.key);
      return line === undefined || line.url !== agency.url || line.state === 'not-run' || deservesRetry(line);
    });
    for (let at = 0; at < open.length && !signal.aborted; at += lookupsAtOnce) {
      const part = open.slice(at, at + lookupsAtOnce);
      const jobs = await Promise.all(
        part.map(async (agency) => ({
          key: jobKey(agency),
          group: await findGroup(agency),
          notBeforeMs: startMs + spreadMs(agency.key, this.#options.spreadHours),
        })),
      );
      await queue.add(jobs);
      this.#wake();
    }
  }

  async #loop(adding: Promise<void>): Promise<BatchEnd> {
    const { clock, signal, queue, night } = this.#deps;
    let isAdding = true;
    void adding.finally(() => {
      isAdding = false;
      this.#wake();
    });
    for (;;) {
      await this.#work.done();
      if (this.#work.failure !== null || signal.aborted) return 'interrupted';
      if (clock.nowMs() >= this.#deadlineMs)
        return (await this.#isDoneButRetries()) ? 'complete' : 'night-ended';
      const resting = this.#options.anyHour ? null : officeHoursEndMs(clock.nowMs());
      this.#tally.restUntilMs = resting;
      if (resting === null) await this.#fill();
      const counts = await queue.counts(night.usedUp());
      const isIdle = this.#crew.running === 0 && counts.leased === 0 && !isAdding;
      if (isIdle && counts.waiting === 0) return counts.heldBack === 0 ? 'complete' : 'night-ended';
      const nextMs = resting ?? (isAdding ? clock.nowMs() + tickMs : (counts.nextMs ?? 0));
      await this.#untilWoken(Math.min(nextMs, this.#deadlineMs));
    }
  }

  /** Second tries that the night has no time for are none: what the first one saw stands. */
  async #isDoneButRetries(): Promise<boolean> {
    const { waiting, waitingAgain, heldBack } = await this.#deps.queue.counts();
    return this.#crew.running === 0 && waiting === waitingAgain && heldBack === 0;
  }

  async #fill(): Promise<void> {
    await fillCrew(this.#crew, this.#recorder, this.#deps.night, `${process.pid}`, (lease, kind) =>
      this.#start(lease, kind),
    );
  }

  async #start(lease: Lease, kind: 'alone' | 'others'): Promise<void> {
    const agency = this.#agencies.get(lease.key);
    if (agency === undefined) {
      // It was taken off the list, or its address corrected.
      await this.#deps.queue.complete(lease);
      return;
    }
    this.#recorder.hold(lease, agency);
    let declared: DeclaredEntry[];
    try {
      declared = await this.#deps.readDeclared(agency);
    } catch (error) {
      const detail = error instanceof Error ? error.message : String(error);
      await this.#recorder.record({ kind: 'error', key: agency.key, detail, isDiskFull: false });
      return;
    }
    const folder = join(this.#deps.folder.folder, agencyFolder(agency.key));
    this.#crew.run(orderOf(agency, declared, this.#options.checklist, folder), kind);
  }

  async #finish(end: BatchEnd): Promise<BatchOutcome> {
    const { folder, clock } = this.#deps;
    const { agencies, checklist } = this.#options;
    return await finishBatch(folder, agencies, checklist, end, clock.nowMs());
  }

  #wake(): void {
    this.#isWoken = true;
    this.#sleeper?.abort();
  }

  #beat(): void {
    this.#recorder.heartbeat().catch((error: unknown) => this.#work.fail(error));
  }

  #show(): void {
    this.#deps.onProgress(this.#tally.progress(this.#crew.running));
  }

  async #untilWoken(atMs: number): Promise<void> {
    const { clock } = this.#deps;
    if (!this.#isWoken) {
      this.#sleeper = new AbortController();
      // What is due and cannot start waits for a free place, which wakes us.
      const ms = Math.max(tickMs, Math.min(60_000, atMs - clock.nowMs()));
      await clock.sleep(ms, this.#sleeper.signal).catch(() => undefined);
      this.#sleeper = null;
    }
    this.#isWoken = false;
  }
}

/** Key of an agency's job in the queue: a row whose address was corrected is another one. */
export function jobKey({ key, url }: Agency): string {
  return `${key} ${url}`;
}

function isoOf(ms: number): string {
  return new Date(ms).toISOString();
}
