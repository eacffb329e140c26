import type { Clock } from '../fetch/types.ts';
import type { Agency } from '../inputs/agencies.ts';
import { deservesRetry, describeCrash, describeEnd } from './describe-line.ts';
import type { Ledger } from './ledger.ts';
import type { AgencyEnd } from './protocol.ts';
import type { JobQueue, Lease } from './queue.ts';
import type { AgencyLine } from './schema.ts';

export interface RecorderDeps {
  clock: Clock;
  ledger: Pick<Ledger, 'get' | 'append'>;
  queue: JobQueue;
  /** id or path, where an agency names none */
  checklist: string;
  retryAfterMinutes: number;
  /** how long a lease holds without a heartbeat */
  leaseMs?: number;
  /** written down: for good, or until its second try */
  onLine: (line: AgencyLine) => void;
}

/** No worker could be started at all: no agency is to blame. */
export class WorkersFailedError extends Error {}

/** An agency's folder could not be written because the disk is full: the batch cannot go on. */
export class BatchDiskFullError extends Error {
  readonly code = 'ENOSPC';
}

const defaultLeaseMs = 120_000;
/** Presences at a worker's death after which an agency is suspected without having been named. */
const maxDeathsNearby = 3;
const maxFailedStarts = 3;

/**
 * Holds the leases of what runs, and writes down what became of it: the line first and the queue behind it, so that a
 * kill between the two leaves nothing to be done twice.
 */
export class Recorder {
  readonly #deps: RecorderDeps;
  readonly #leaseMs: number;
  readonly #held = new Map<string, { lease: Lease; agency: Agency }>();
  readonly #deathsNearby = new Map<string, number>();
  #failedStarts = 0;
  #isStopping = false;

  constructor(deps: RecorderDeps) {
    this.#deps = deps;
    this.#leaseMs = deps.leaseMs ?? defaultLeaseMs;
  }

  /** The next job of those meant, null when none may start now. */
  async lease(request: Omit<Parameters<JobQueue['lease']>[0], 'leaseMs'>): Promise<Lease | null> {
    return await this.#deps.queue.lease({ ...request, leaseMs: this.#leaseMs });
  }

  /** What the job is about is known already, or asked by nobody any more. */
  async drop(lease: Lease): Promise<void> {
    await this.#deps.queue.complete(lease);
  }

  hold(lease: Lease, agency: Agency): void {
    this.#held.set(agency.key, { lease, agency });
  }

  async heartbeat(): Promise<void> {
    for (const { lease } of this.#held.values()) await this.#deps.queue.heartbeat(lease, this.#leaseMs);
  }

  /** From now on a worker's death is our own doing. */
  startStopping(): void {
    this.#isStopping = true;
  }

  async releaseAll(): Promise<void> {
    for (const { lease } of this.#held.values()) await this.#deps.queue.release(lease);
    this.#held.clear();
  }

  /** @throws BatchDiskFullError when the agency could not be written */
  async record(end: AgencyEnd): Promise<void> {
    const held = this.#take(end.key);
    if (held === undefined) return;
    const { lease, agency } = held;
    this.#failedStarts = 0;
    if (end.kind === 'interrupted') {
      await this.#deps.queue.release(lease);
      return;
    }
    if (end.kind === 'error' && end.isDiskFull) {
      await this.#deps.queue.release(lease);
      throw new BatchDiskFullError(end.detail);
    }
    const line = describeEnd(agency, this.#checklistOf(agency), end, this.#attemptsOf(agency) + 1);
    await this.#save(line);
    if (deservesRetry(line)) {
      const atMs = this.#deps.clock.nowMs() + this.#deps.retryAfterMinutes * 60_000;
      await this.#deps.queue.retry(lease, line.state === 'failed' ? 'error' : 'unreachable', atMs);
    } else if (line.state === 'failed') await this.#deps.queue.setAside(lease, line.detail ?? 'failed');
    else await this.#deps.queue.complete(lease);
  }

  /**
   * What to do with the agencies of a worker that died: the suspect is tried alone, and set aside when it was alone; the
   * others go on.
   */
  async mourn(keys: readonly string[], suspect: string | null, how: string): Promise<void> {
    const { queue, clock } = this.#deps;
    for (const key of keys) {
      const held = this.#take(key);
      if (held === undefined) continue;
      const { lease, agency } = held;
      if (this.#isStopping) {
        await queue.release(lease);
        continue;
      }
      const deaths = (this.#deathsNearby.get(key) ?? 0) + 1;
      this.#deathsNearby.set(key, deaths);
      if (lease.reason === 'crashed') {
        await this.#save(describeCrash(agency, this.#checklistOf(agency), how, this.#attemptsOf(agency) + 1));
        await queue.setAside(lease, how);
      } else if (key === suspect || deaths >= maxDeathsNearby)
        await queue.retry(lease, 'crashed', clock.nowMs());
      else await queue.release(lease);
    }
  }

  /** @throws WorkersFailedError when it happens time and again */
  async failStart(keys: readonly string[], how: string): Promise<void> {
    for (const key of keys) {
      const held = this.#take(key);
      if (held !== undefined) await this.#deps.queue.release(held.lease);
    }
    this.#failedStarts += 1;
    if (this.#failedStarts >= maxFailedStarts) throw new WorkersFailedError(how);
  }

  async #save(line: AgencyLine): Promise<void> {
    await this.#deps.ledger.append(line);
    this.#deps.onLine(line);
  }

  #take(key: string): { lease: Lease; agency: Agency } | undefined {
    const held = this.#held.get(key);
    this.#held.delete(key);
    return held;
  }

  #attemptsOf({ key, url }: Agency): number {
    const line = this.#deps.ledger.get(key);
    return line === undefined || line.url !== url ? 0 : line.attempts;
  }

  #checklistOf(agency: Agency): string {
    return agency.checklist ?? this.#deps.checklist;
  }
}
