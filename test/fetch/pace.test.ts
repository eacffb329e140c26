import { describe, expect, it } from 'vitest';
import { addLatency, slowDownFactor, startLatency } from '../../src/fetch/latency.ts';
import { createPacer, type PaceRequest, type PaceTicket, type Pacer } from '../../src/fetch/pace.ts';
import type { Clock } from '../../src/fetch/types.ts';

async function settle(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
}

function createSteppedClock(): Clock & { runUntil(ms: number): Promise<void> } {
  let nowMs = 1_000_000;
  let sleepers: { atMs: number; wake: () => void }[] = [];
  return {
    nowMs: () => nowMs,
    sleep: (ms, signal) =>
      new Promise((resolve, reject) => {
        const sleeper = { atMs: nowMs + ms, wake: resolve };
        sleepers.push(sleeper);
        signal?.addEventListener('abort', () => {
          sleepers = sleepers.filter((each) => each !== sleeper);
          reject(signal.reason as Error);
        });
      }),
    async runUntil(ms) {
      await settle();
      for (;;) {
        const next = sleepers.toSorted((a, b) => a.atMs - b.atMs)[0];
        if (next === undefined || next.atMs > 1_000_000 + ms) break;
        nowMs = next.atMs;
        sleepers = sleepers.filter((each) => each !== next);
        next.wake();
        await settle();
      }
      nowMs = 1_000_000 + ms;
    },
  };
}

function createTrack(delayMs = 250) {
  const clock = createSteppedClock();
  const pacer = createPacer({ clock, concurrencyPerHost: 2, delayMs });
  const starts: [string, number][] = [];
  const tickets: PaceTicket[] = [];
  /** holds its place for `busyMs`, for ever when null */
  async function enter(name: string, request: Partial<PaceRequest>, busyMs: number | null): Promise<void> {
    const ticket = await pacer.enter({ host: name, address: null, ...request });
    starts.push([name, clock.nowMs() - 1_000_000]);
    tickets.push(ticket);
    if (busyMs === null) return;
    await clock.sleep(busyMs);
    ticket.leave(busyMs, false);
  }
  return { clock, pacer, starts, tickets, enter };
}

describe('pace', () => {
  it('keeps 250 ms between starts on one host', async () => {
    const { clock, starts, enter } = createTrack();
    for (let n = 0; n < 4; n += 1) void enter('a', {}, 10);
    await clock.runUntil(5_000);
    expect(starts.map(([, atMs]) => atMs)).toEqual([0, 250, 500, 750]);
  });

  it('keeps two in flight per host, and lets other hosts go on', async () => {
    const { clock, starts, tickets, enter } = createTrack();
    for (let n = 0; n < 3; n += 1) void enter('a', {}, null);
    void enter('b', {}, null);
    await clock.runUntil(10_000);
    expect(starts).toEqual([
      ['a', 0],
      ['b', 0],
      ['a', 250],
    ]);
    tickets[0]?.leave(100, false);
    tickets[0]?.leave(100, false);
    await clock.runUntil(11_000);
    expect(starts.filter(([name]) => name === 'a')).toHaveLength(3);
  });

  it('holds hosts on one address to the same limits', async () => {
    const { clock, starts, enter } = createTrack();
    for (const host of ['a', 'b', 'c']) void enter(host, { address: '203.0.113.9' }, null);
    await clock.runUntil(10_000);
    expect(starts).toEqual([
      ['a', 0],
      ['b', 250],
    ]);
  });

  it('keeps a Crawl-delay', async () => {
    const { clock, pacer, starts, enter } = createTrack();
    pacer.setCrawlDelay('a', 5_000);
    for (let n = 0; n < 3; n += 1) void enter('a', {}, 10);
    await clock.runUntil(20_000);
    expect(starts.map(([, atMs]) => atMs)).toEqual([0, 5_000, 10_000]);
  });

  it('starts nothing on a paused host, lifted or not, while its neighbours on the address go on', async () => {
    const { clock, pacer, starts, enter } = createTrack();
    pacer.pause('a', clock.nowMs() + 30_000);
    void enter('a', { address: '203.0.113.9' }, 10);
    void enter('a', { liftedToConcurrency: 4 }, 10);
    void enter('b', { address: '203.0.113.9' }, 10);
    await clock.runUntil(29_999);
    expect(starts).toEqual([['b', 0]]);
    await clock.runUntil(31_000);
    expect(starts.slice(1)).toEqual([
      ['a', 30_000],
      ['a', 30_000],
    ]);
  });

  it('lifts delays and the cap per address, not the given concurrency', async () => {
    const { clock, starts, enter } = createTrack();
    for (let n = 0; n < 6; n += 1) void enter('a', { address: '203.0.113.9', liftedToConcurrency: 4 }, null);
    await clock.runUntil(10_000);
    expect(starts).toEqual(Array.from({ length: 4 }, () => ['a', 0]));
  });

  it('gives up its place when aborted, and leaves the rest in order', async () => {
    const { clock, starts, enter } = createTrack();
    const controller = new AbortController();
    void enter('a', {}, 10);
    const waiting = enter('a', { signal: controller.signal }, 10);
    void enter('a', {}, 10);
    await clock.runUntil(100);
    controller.abort(new Error('enough'));
    await expect(waiting).rejects.toThrow('enough');
    await clock.runUntil(5_000);
    expect(starts.map(([, atMs]) => atMs)).toEqual([0, 250]);
    await expect(enter('a', { signal: controller.signal }, 10)).rejects.toThrow('enough');
  });

  it('slows a host down when its answers take twice as long: wider apart, one at a time', async () => {
    const { clock, pacer, starts, tickets, enter } = createTrack();
    await teach(pacer, clock, [200, 200, 200, 200, 200]);
    expect(await teach(pacer, clock, [1_000, 1_000])).toBeCloseTo(1 + 4 * (1 - 0.7 ** 2), 5);
    const nowMs = (): number => clock.nowMs() - 1_000_000;
    for (let n = 0; n < 2; n += 1) void enter('a', {}, null);
    await clock.runUntil(nowMs() + 60_000);
    expect(starts).toHaveLength(1);
    tickets[0]?.leave(1_000, false);
    void enter('a', {}, null);
    await clock.runUntil(nowMs() + 1);
    expect(starts).toHaveLength(2);
    const factor = tickets[1]?.leave(1_000, false) ?? 0;
    await clock.runUntil(nowMs() + 10_000);
    expect((starts[2]?.[1] ?? 0) - (starts[1]?.[1] ?? 0)).toBe(Math.ceil(250 * factor));
    expect(factor).toBeGreaterThan(3);
  });
});

async function teach(
  pacer: Pacer,
  clock: { runUntil(ms: number): Promise<void>; nowMs(): number },
  latenciesMs: number[],
) {
  let factor = 1;
  for (const latencyMs of latenciesMs) {
    const entering = pacer.enter({ host: 'a', address: null });
    await clock.runUntil(clock.nowMs() - 1_000_000 + 12_000);
    factor = (await entering).leave(latencyMs, false);
  }
  return factor;
}

function after(samples: [number, boolean][]) {
  return samples.reduce((latency, [ms, isError]) => addLatency(latency, ms, isError), startLatency());
}

describe('latency', () => {
  const usual = Array.from({ length: 5 }, (): [number, boolean] => [300, false]);

  it('says 1 for a steady host and ignores doublings of a few milliseconds', () => {
    expect(slowDownFactor(after(usual))).toBe(1);
    expect(
      slowDownFactor(
        after([...Array.from({ length: 6 }, (): [number, boolean] => [4, false]), [100, false]]),
      ),
    ).toBe(1);
  });

  it('rises with slow answers and slow errors, and never falls with quick errors', () => {
    const slow = after([...usual, [2_000, false], [2_000, false]]);
    expect(slowDownFactor(slow)).toBeGreaterThan(2);
    expect(addLatency(slow, 1, true)).toEqual(slow);
    expect(slowDownFactor(addLatency(slow, 15_000, true))).toBeGreaterThan(slowDownFactor(slow));
  });

  it('recovers with quick answers', () => {
    const recovered = after([...usual, [2_000, false], ...usual, ...usual]);
    expect(slowDownFactor(recovered)).toBe(1);
  });
});
