import type { Clock } from '../fetch/types.ts';
import type { PageTraffic } from './page-traffic.ts';
import type { PageWorld } from './page-world.ts';

/** A page that is being looked at. */
export interface Visit {
  world: PageWorld;
  traffic: PageTraffic;
  clock: Clock;
  /** when looking has to end, so that there is time to write the page down */
  untilMs: number;
  signal: AbortSignal;
}

const pollMs = 100;
/** What was pressed asks for more within this time, or shows what was there. */
const pressMs = 50;
const afterPressMs = 6_000;
/** Scripts often wait this long between an answer and what they make of it. */
const quietMs = 400;
/** A page that shows nothing yet may wait for a timer. */
const bareMs = 3_000;

/** Waits until a page that was just opened asks for nothing and changes no more; whether that was within `maxMs`. */
export async function settle(visit: Visit, maxMs: number): Promise<boolean> {
  return await waitForRest(visit, { maxMs, bareMs, hanging: 0 });
}

/**
 * The same after something was pressed: short, when that asked for nothing.
 *
 * @param hanging requests that were open before it was pressed, and are not waited for
 */
export async function settleAfterPress(visit: Visit, hanging: number): Promise<void> {
  await visit.clock.sleep(pressMs, visit.signal);
  if (visit.traffic.open <= hanging) return;
  await waitForRest(visit, { maxMs: afterPressMs, bareMs: quietMs, hanging });
}

interface RestOptions {
  maxMs: number;
  /** how long a page that shows nothing is given */
  bareMs: number;
  hanging: number;
}

async function waitForRest(visit: Visit, options: RestOptions): Promise<boolean> {
  const { world, traffic, clock, signal } = visit;
  const startedMs = clock.nowMs();
  const endMs = Math.min(startedMs + options.maxMs, visit.untilMs);
  let before = '';
  let quietSinceMs = startedMs;
  while (clock.nowMs() < endMs) {
    const now = await world.measure();
    const shape = `${now.nodes} ${now.links} ${now.chars}`;
    if (shape !== before || traffic.open > options.hanging) quietSinceMs = clock.nowMs();
    before = shape;
    const neededMs = now.isBare ? options.bareMs : quietMs;
    if (clock.nowMs() - quietSinceMs >= neededMs) return true;
    await clock.sleep(pollMs, signal);
  }
  return false;
}
