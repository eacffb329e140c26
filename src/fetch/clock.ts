import { setTimeout as sleepFor } from 'node:timers/promises';
import type { Clock } from './types.ts';

/**
 * The machine's clock. It never runs backwards: the wall clock is read once at the start and
 * the monotonic one added, so that a corrected system time cannot stall or rush the pace.
 */
export const realClock: Clock = {
  nowMs: () => performance.timeOrigin + performance.now(),
  async sleep(ms, signal) {
    signal?.throwIfAborted();
    try {
      await sleepFor(ms, undefined, signal === undefined ? {} : { signal });
    } catch (error) {
      signal?.throwIfAborted();
      throw error;
    }
  },
};
