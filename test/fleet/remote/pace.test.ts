import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Redis } from 'ioredis';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { realClock } from '../../../src/fetch/clock.ts';
import { openRedis } from '../../../src/fleet/remote/redis-connection.ts';
import { SharedNight } from '../../../src/fleet/remote/redis-night.ts';
import { createSharedPacer, type SharedPacer } from '../../../src/fleet/remote/redis-pace.ts';
import { hasRedis, startRedis, type TestServer } from './servers.ts';

describe.skipIf(!hasRedis)('pace over machines', () => {
  let server: TestServer;
  let redis: Redis;
  let pacers: SharedPacer[] = [];
  beforeAll(async () => {
    server = await startRedis();
    redis = await openRedis(server.address);
  });
  afterEach(async () => {
    for (const pacer of pacers) pacer.close();
    pacers = [];
    await redis.flushall();
  });
  afterAll(async () => {
    redis.disconnect();
    await server.close();
  });
  function machine(delayMs: number): SharedPacer {
    const pacer = createSharedPacer({
      redis,
      newToken: randomUUID,
      clock: realClock,
      concurrencyPerHost: 2,
      delayMs,
    });
    pacers.push(pacer);
    return pacer;
  }

  it('starts one after the other with the delay between, and two at once, on hosts of one address', async () => {
    const machines = [machine(60), machine(60), machine(60)];
    const startsMs: number[] = [];
    let inFlight = 0;
    let most = 0;
    await Promise.all(
      machines.flatMap(({ pacer }, at) =>
        [0, 1, 2].map(async (request) => {
          const ticket = await pacer.enter({ host: `a${at}-${request}.test`, address: '192.0.2.1' });
          startsMs.push(performance.now());
          inFlight += 1;
          most = Math.max(most, inFlight);
          await sleep(200);
          inFlight -= 1;
          ticket.leave(1, false);
        }),
      ),
    );
    const gaps = startsMs.slice(1).map((ms, at) => ms - (startsMs[at] ?? 0));
    expect(most).toBe(2);
    // Answers of the server arrive some milliseconds late, one later than the other.
    expect(Math.min(...gaps)).toBeGreaterThan(40);
    expect((startsMs.at(-1) ?? 0) - (startsMs[0] ?? 0)).toBeGreaterThan(4 * 200 - 60);
  });

  it('does not make other addresses wait', async () => {
    const [one, two] = [machine(5_000), machine(5_000)];
    await one.pacer.enter({ host: 'a.test', address: '192.0.2.1' });
    await two.pacer.enter({ host: 'b.test', address: '192.0.2.2' });
  });

  it('holds what robots.txt and Retry-After say of a host for all machines', async () => {
    const [one, two] = [machine(0), machine(0)];
    one.pacer.setCrawlDelay('a.test', 300);
    one.pacer.pause('b.test', Date.now() + 400);
    (await one.pacer.enter({ host: 'a.test', address: null })).leave(1, false);
    const startMs = performance.now();
    await two.pacer.enter({ host: 'a.test', address: null });
    expect(performance.now() - startMs).toBeGreaterThan(250);
    await two.pacer.enter({ host: 'b.test', address: null });
    expect(performance.now() - startMs).toBeGreaterThan(350);
  });

  it('gives a place up when its machine stops, and does not wait for one that nobody wants any more', async () => {
    const [one, two] = [machine(0), machine(0)];
    await one.pacer.enter({ host: 'a.test', address: null });
    await one.pacer.enter({ host: 'a.test', address: null });
    const giveUp = new AbortController();
    const waiting = two.pacer.enter({ host: 'a.test', address: null, signal: giveUp.signal });
    setTimeout(() => giveUp.abort(new Error('enough')), 150);
    await expect(waiting).rejects.toThrow('enough');
    one.close();
    (await two.pacer.enter({ host: 'a.test', address: null })).leave(1, false);
  });

  it('adds up over machines what a night asks', async () => {
    const limits = { maxRequestsPerAddress: 6, maxBytesPerAddress: 1_000, maxOcrDocuments: 3 };
    const open = (): SharedNight => new SharedNight({ redis, night: 'n', limits });
    const [one, two] = [open(), open()];
    for (const night of [one, two])
      for (const host of ['a.test', 'b.test', 'c.test'])
        expect(night.startRequest(host, '192.0.2.1')).toBeNull();
    one.addBytes('d.test', 2_000);
    one.noteOverload('e.test', 429, false);
    expect([one.takeOcrDocument(), two.takeOcrDocument(), two.takeOcrDocument()]).toEqual([true, true, true]);
    await one.sync();
    await two.sync();
    await one.sync();
    expect(one.usedUp().toSorted()).toEqual(['192.0.2.1', 'd.test']);
    expect(two.usedUp().toSorted()).toEqual(['192.0.2.1', 'd.test']);
    expect(two.startRequest('a.test', '192.0.2.1')).toMatchObject({ kind: 'limit' });
    expect(two.startRequest('e.test', null)).toMatchObject({ kind: 'stopped' });
    expect([one.takeOcrDocument(), two.takeOcrDocument()]).toEqual([false, false]);
    await one.close();
    await two.close();
  });
});
