import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Redis } from 'ioredis';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { QueueError } from '../../../src/fleet/embedded-queue.ts';
import type { JobQueue } from '../../../src/fleet/queue.ts';
import { hideSecrets } from '../../../src/fleet/remote/hide-secrets.ts';
import { openRedis } from '../../../src/fleet/remote/redis-connection.ts';
import { openRedisQueue } from '../../../src/fleet/remote/redis-queue.ts';
import { anyLease, describeQueue, job } from '../queue-contract.ts';
import { hasRedis, password, startRedis, type TestServer } from './servers.ts';

describe.skipIf(!hasRedis)('on redis-server', () => {
  let server: TestServer;
  let redis: Redis;
  let queues: JobQueue[] = [];
  let batch = '';
  beforeAll(async () => {
    server = await startRedis();
    redis = await openRedis(server.address);
  });
  afterEach(async () => {
    for (const queue of queues) await queue.close();
    queues = [];
    batch = '';
    // Groups belong to the server and not to a batch.
    await redis.flushall();
  });
  afterAll(async () => {
    redis.disconnect();
    await server.close();
  });

  async function open(leaseMs = 1_500): Promise<JobQueue> {
    batch ||= `test-${randomUUID()}`;
    const queue = await openRedisQueue({
      redis,
      batch,
      leaseMs,
      stalledCheckMs: 300,
      nowMs: () => Date.now(),
      newToken: randomUUID,
    });
    queues.push(queue);
    return queue;
  }

  describeQueue('redis queue', {
    open,
    nowMs: () => Date.now(),
    leaseMs: 1_500,
    pass: async (ms) => {
      await sleep(ms + 900);
    },
  });

  it('holds a group over all batches of the server', async () => {
    const one = await open();
    await one.add([job('a', '192.0.2.1'), job('b', '192.0.2.1')]);
    batch = `test-${randomUUID()}`;
    const two = await open();
    await two.add([job('c', '192.0.2.1'), job('d', '192.0.2.2')]);
    const request = { ...anyLease, maxPerGroup: 1 };
    expect(await one.lease(request)).toMatchObject({ key: 'a' });
    expect(await two.lease(request)).toMatchObject({ key: 'd' });
    expect(await two.lease(request)).toBeNull();
  });

  it('sets aside with its reason what one machine after the other was lost over', async () => {
    const queue = await open(150);
    await queue.add([job('poison')]);
    const end = Date.now() + 25_000;
    let leases = 0;
    while (Date.now() < end) {
      const lease = await queue.lease({ ...anyLease, leaseMs: 150 });
      if (lease !== null) leases += 1;
      if ((await queue.counts()).setAside > 0) break;
      await sleep(100);
    }
    expect(leases).toBeGreaterThan(3);
    expect(await queue.listSetAside()).toEqual([
      { key: 'poison', reason: expect.stringContaining('taken over 5 times') },
    ]);
    expect(await queue.counts()).toMatchObject({ waiting: 0, leased: 0, setAside: 1 });
  });

  it('says in one sentence, without the password, that a server cannot be used', async () => {
    const wrong = server.address.replace(password, 'open-up');
    const refused = openRedis(wrong);
    await expect(refused).rejects.toThrow(QueueError);
    await expect(refused).rejects.toThrow(/--queue/);
    await expect(refused).rejects.not.toThrow(/open-up/);
    expect(hideSecrets('postgres://user:secret@host:5432/db')).toBe('postgres://host:5432/db');
  });
});
