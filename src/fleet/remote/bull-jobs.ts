import { createHash } from 'node:crypto';

/** Before the names of all our keys on a Redis server, BullMQ's among them. */
export const bullPrefix = 'oit';
/** BullMQ gives out the smallest first; what is tried again comes behind all that never was. */
export const againPriority = 1_000_000;
/** Until a job is looked at again whose address was asked enough for the night. */
export const heldBackMs = 60_000;

const lostLease = /missing lock|lock mismatch|not in the active state|missing key|the lease was lost/i;

/** Null when BullMQ says that the job is somebody else's, or nobody's, by now. */
export async function unlessLost<T>(work: () => Promise<T>): Promise<T | null> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Error && lostLease.test(error.message)) return null;
    throw error;
  }
}

/** Over all batches of the server: an address is one however many ask for it. */
export function groupKey(group: string): string {
  return `${bullPrefix}:group:${group}`;
}

/** Its turn in the group tells how many are before it there. */
export function waitForGroupMs(priority: number): number {
  return Math.min(heldBackMs, 1_000 * Math.max(1, priority % againPriority));
}

/** BullMQ takes neither colons nor plain numbers as ids. */
export function idOf(key: string): string {
  return `k${createHash('sha256').update(key).digest('hex').slice(0, 32)}`;
}
