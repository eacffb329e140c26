import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { Redis } from 'ioredis';
import type { Clock } from '../../fetch/types.ts';
import type { Agency } from '../../inputs/agencies.ts';
import type { DeclaredEntry } from '../../inputs/declared.ts';
import { agencyFolder } from '../agency-folder.ts';
import { jobKey } from '../batch.ts';
import type { BatchFolder } from '../batch-folder.ts';
import { deservesRetry, describeCrash } from '../describe-line.ts';
import { type BatchOutcome, finishBatch } from '../finish-batch.ts';
import { officeHoursEndMs, spreadMs } from '../night.ts';
import type { JobQueue } from '../queue.ts';
import type { AgencyLine, BatchEnd, BatchManifest } from '../schema.ts';
import { Tally, type BatchProgress } from '../tally.ts';
import { forgetRedisQueue, openRedisQueue } from './redis-queue.ts';
import type { RemoteResults } from './results.ts';
import { callRoll } from './roll-call.ts';
import { writeRunFiles } from './run-files.ts';
import type { RemotePlan } from './tables.ts';

export interface RemoteBatchOptions {
  agencies: readonly Agency[];
  toolVersion: string;
  plan: RemotePlan;
  /** of one night */
  maxHours: number;
  spreadHours: number;
}

export interface RemoteBatchDeps {
  clock: Clock;
  folder: BatchFolder;
  redis: Redis;
  results: RemoteResults;
  newToken: () => string;
  readDeclared: (agency: Agency) => Promise<DeclaredEntry[]>;
  findGroup: (agency: Agency) => Promise<string>;
  signal: AbortSignal;
  onProgress: (progress: BatchProgress) => void;
  onAgency: (line: AgencyLine, progress: BatchProgress) => void;
  /** nobody works on it: workers have to be started */
  onNoWorker: () => void;
}

const collectEveryMs = 2_000;
const noWorkerAfterMs = 15_000;
/** Workers look every three seconds and give what runs eight to save itself. */
const settleMs = 15_000;
const lookupsAtOnce = 32;
/** Leases are taken by workers alone. */
const unusedLeaseMs = 30_000;

/** Name of a batch among all those of a server; the same whenever it goes on. */
export function remoteBatchId({ id, startedAt, list, options }: BatchManifest): string {
  const facts = JSON.stringify([startedAt, list.name, list.sha256, options]);
  return `${id}-${createHash('sha256').update(facts).digest('hex').slice(0, 8)}`;
}

/**
 * Gives a batch to the workers of other machines, waits, and brings what they found into the batch's folder. It may be
 * killed and started again: the workers go on meanwhile.
 */
export async function runRemoteBatch(
  options: RemoteBatchOptions,
  deps: RemoteBatchDeps,
): Promise<BatchOutcome> {
  const queue = await openRedisQueue({
    redis: deps.redis,
    batch: remoteBatchId(deps.folder.manifest),
    leaseMs: unusedLeaseMs,
    stalledCheckMs: unusedLeaseMs,
    nowMs: () => deps.clock.nowMs(),
    newToken: deps.newToken,
  });
  let outcome: BatchOutcome;
  try {
    outcome = await new RemoteBatchRun(options, deps, queue).run();
  } finally {
    await queue.close();
  }
  if (outcome.end === 'complete') await forgetRedisQueue(deps.redis, remoteBatchId(deps.folder.manifest));
  return outcome;
}

class RemoteBatchRun {
  readonly #options: RemoteBatchOptions;
  readonly #deps: RemoteBatchDeps;
  readonly #queue: JobQueue;
  readonly #id: string;
  readonly #tally: Tally;
  /** by key, what was brought into the folder */
  readonly #collected = new Map<string, number>();
  #running = 0;
  #deadlineMs = Number.POSITIVE_INFINITY;

  constructor(options: RemoteBatchOptions, deps: RemoteBatchDeps, queue: JobQueue) {
    this.#options = options;
    this.#deps = deps;
    this.#queue = queue;
    this.#id = remoteBatchId(deps.folder.manifest);
    this.#tally = new Tally(options.agencies.length, () => deps.clock.nowMs());
  }

  async run(): Promise<BatchOutcome> {
    const { clock, folder, results } = this.#deps;
    const { maxHours, agencies, plan } = this.#options;
    this.#deadlineMs = clock.nowMs() + maxHours * 3_600_000;
    for (const agency of agencies) {
      const line = folder.ledger.get(agency.key);
      if (line !== undefined && line.url === agency.url && line.state !== 'not-run') this.#tally.count(line);
    }
    await folder.saveManifest({
      deadline: new Date(this.#deadlineMs).toISOString(),
      finishedAt: null,
      end: null,
    });
    await this.#register();
    await this.#addJobs();
    const end = await this.#wait();
    // What runs is saved by its workers and brought in as far as it ends by then.
    await results.setState(this.#id, end === 'complete' ? 'ended' : 'paused');
    if (end !== 'complete') await this.#settle();
    await this.#collect();
    await this.#noteAside();
    return await finishBatch(folder, agencies, plan.checklist, end, clock.nowMs());
  }

  async #register(): Promise<void> {
    const { results, readDeclared } = this.#deps;
    const { agencies, plan, toolVersion } = this.#options;
    const jobs: Parameters<RemoteResults['register']>[1][number][] = [];
    for (const agency of agencies)
      jobs.push({ job: jobKey(agency), work: { agency, declared: await readDeclared(agency) } });
    await results.register(
      { id: this.#id, toolVersion, state: 'running', plan, deadlineMs: this.#deadlineMs },
      jobs,
    );
  }

  /** Returns how many the queue did not know; stops in between when the batch is stopped. */
  async #addJobs(): Promise<number> {
    const { clock, findGroup, folder, signal } = this.#deps;
    const { agencies, spreadHours } = this.#options;
    const startMs = clock.nowMs();
    const open = agencies.filter((agency) => {
      const line = folder.ledger.get(agency.key);
      return line === undefined || line.url !== agency.url || line.state === 'not-run' || deservesRetry(line);
    });
    let added = 0;
    for (let at = 0; at < open.length && !signal.aborted; at += lookupsAtOnce) {
      const part = open.slice(at, at + lookupsAtOnce);
      added += await this.#queue.add(
        await Promise.all(
          part.map(async (agency) => ({
            key: jobKey(agency),
            group: await findGroup(agency),
            notBeforeMs: startMs + spreadMs(agency.key, spreadHours),
          })),
        ),
      );
    }
    return added;
  }

  async #wait(): Promise<BatchEnd> {
    const { clock, signal, redis, onProgress, onNoWorker } = this.#deps;
    const startMs = clock.nowMs();
    let hasSaid = false;
    for (;;) {
      await this.#collect();
      if (signal.aborted) return 'interrupted';
      const counts = await this.#queue.counts();
      this.#running = counts.leased;
      if (counts.waiting === 0 && counts.leased === 0) {
        await this.#collect();
        // A Redis server that was started anew without its data has forgotten what is still to be done.
        if ((await this.#addJobs()) === 0) return 'complete';
        continue;
      }
      if (clock.nowMs() >= this.#deadlineMs)
        return counts.leased === 0 && counts.waiting === counts.waitingAgain ? 'complete' : 'night-ended';
      this.#tally.restUntilMs = this.#options.plan.anyHour ? null : officeHoursEndMs(clock.nowMs());
      onProgress(this.#tally.progress(this.#running));
      if (!hasSaid && clock.nowMs() - startMs > noWorkerAfterMs) {
        hasSaid = true;
        const roll = await callRoll(redis, clock.nowMs());
        if (roll.every(({ isGone }) => isGone)) onNoWorker();
      }
      await clock.sleep(collectEveryMs, signal).catch(() => undefined);
    }
  }

  async #settle(): Promise<void> {
    const { clock } = this.#deps;
    const untilMs = clock.nowMs() + settleMs;
    while (clock.nowMs() < untilMs && (await this.#queue.counts()).leased > 0) await clock.sleep(500);
  }

  /** Brings in what is new: files first and the line behind them, as where one machine does it all. */
  async #collect(): Promise<void> {
    const { results, folder, onAgency } = this.#deps;
    const urls = new Map(this.#options.agencies.map(({ key, url }) => [key, url]));
    for (const { key, version } of await results.listVersions(this.#id)) {
      if (this.#collected.get(key) === version || !urls.has(key)) continue;
      const found = await results.read(this.#id, key);
      if (found === null) continue;
      const { line, files } = found;
      this.#collected.set(key, found.version);
      const earlier = folder.ledger.get(key);
      const isKnown =
        earlier !== undefined &&
        earlier.url === line.url &&
        earlier.finishedAt === line.finishedAt &&
        earlier.attempts === line.attempts;
      if (isKnown) continue;
      if (line.folder !== null) await writeRunFiles(join(folder.folder, agencyFolder(key)), files);
      await folder.ledger.append(line);
      this.#tally.count(line);
      onAgency(line, this.#tally.progress(this.#running));
    }
  }

  /** What took one machine after the other down with it has no line of its own. */
  async #noteAside(): Promise<void> {
    const { folder } = this.#deps;
    const { agencies, plan } = this.#options;
    const reasons = new Map((await this.#queue.listSetAside()).map(({ key, reason }) => [key, reason]));
    for (const agency of agencies) {
      const reason = reasons.get(jobKey(agency));
      if (reason === undefined || folder.ledger.get(agency.key)?.url === agency.url) continue;
      await folder.ledger.append(describeCrash(agency, agency.checklist ?? plan.checklist, reason, 1));
    }
  }
}
