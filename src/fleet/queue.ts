/** Why an agency is tried again. */
export const retryReasons = ['unreachable', 'error', 'crashed'] as const;
export type RetryReason = (typeof retryReasons)[number];

/** A job as it is put in. */
export interface NewJob {
  /** the agency's key; a key that is known already is left as it is */
  key: string;
  /** jobs of one group are never leased more than `maxPerGroup` at once: the address that the agencies lie on */
  group: string;
  /** not leased before, in ms since the epoch */
  notBeforeMs: number;
}

/** A job that somebody works on until the lease runs out. */
export interface Lease {
  key: string;
  group: string;
  /** tells this lease from earlier ones of the same job */
  token: string;
  /** tries that ended before this one; a lease that ran out or was given back is none */
  attempts: number;
  /** why it is tried again; null for the first time */
  reason: RetryReason | null;
}

export interface LeaseRequest {
  /** who works on it */
  worker: string;
  /** how long the lease holds without a heartbeat */
  leaseMs: number;
  /** jobs of one group at once */
  maxPerGroup: number;
  /** groups of which nothing is leased now: their host was asked enough for this night */
  withoutGroups: readonly string[];
  /** jobs that are tried again because a process died of them, or all others */
  only: 'crashed' | 'others';
}

export interface QueueCounts {
  /** may be leased now, or later */
  waiting: number;
  leased: number;
  done: number;
  setAside: number;
  /** would wait, were their group not left alone */
  heldBack: number;
  /** those of `waiting` that have been tried already */
  waitingAgain: number;
  /** when the next one may be leased; null when none waits */
  nextMs: number | null;
}

/**
 * Jobs of a batch, one per agency. A job is in one of these states: waiting, leased, done, set aside. A job whose lease
 * ran out is waiting again and may be leased by another; what is done or set aside never is again.
 *
 * Every method may be called by several processes at once, as far as the back end is shared by several.
 */
export interface JobQueue {
  /** Returns how many of them were new. */
  add(jobs: readonly NewJob[]): Promise<number>;
  /**
   * The job to work on now, null when there is none: never tried before those tried again, then by `notBeforeMs`,
   * taking groups in turn.
   */
  lease(request: LeaseRequest): Promise<Lease | null>;
  /** Holds the lease for another `leaseMs`. False: it was lost, somebody else may work on the job. */
  heartbeat(lease: Lease, leaseMs: number): Promise<boolean>;
  /** False: the lease was lost. */
  complete(lease: Lease): Promise<boolean>;
  /** Puts it back to be tried again, as one more attempt. False: the lease was lost. */
  retry(lease: Lease, reason: RetryReason, notBeforeMs: number): Promise<boolean>;
  /** Never to be tried again. False: the lease was lost. */
  setAside(lease: Lease, reason: string): Promise<boolean>;
  /** Gives it back as if it had not been leased: the work was stopped. False: the lease was lost. */
  release(lease: Lease): Promise<boolean>;
  /** Takes a job that waits out of the queue as done: what it is about is known already. */
  settle(key: string): Promise<void>;
  /** @param withoutGroups jobs of these count only in `done` and `setAside`, and in `heldBack` */
  counts(withoutGroups?: readonly string[]): Promise<QueueCounts>;
  /** what was set aside, with its reason */
  listSetAside(): Promise<{ key: string; reason: string }[]>;
  close(): Promise<void>;
}
