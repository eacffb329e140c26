import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openEmbeddedQueue, QueueError } from '../../src/fleet/embedded-queue.ts';
import type { JobQueue } from '../../src/fleet/queue.ts';
import { anyLease, describeQueue, job } from './queue-contract.ts';

let folder = '';
let nowMs = 0;
let tokens = 0;
let queues: JobQueue[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'oit-queue-'));
  nowMs = 1_000_000;
  queues = [];
});
afterEach(async () => {
  for (const queue of queues) await queue.close();
  await rm(folder, { recursive: true, force: true });
});

function open(isSoleOwner = false): JobQueue {
  const queue = openEmbeddedQueue(join(folder, 'queue.sqlite'), {
    isSoleOwner,
    nowMs: () => nowMs,
    newToken: () => `t${(tokens += 1)}`,
  });
  queues.push(queue);
  return queue;
}

describeQueue('embedded queue', {
  open: async () => open(),
  nowMs: () => nowMs,
  leaseMs: anyLease.leaseMs,
  pass: async (ms) => {
    nowMs += ms + 1;
  },
});

it('frees the leases of a killed process for its only successor at once', async () => {
  await open().add([job('a')]);
  await queues[0]?.lease(anyLease);
  expect(await open().lease(anyLease)).toBeNull();
  expect(await open(true).lease(anyLease)).toMatchObject({ key: 'a', attempts: 0 });
});

it('holds a lease for as long as its heartbeats say', async () => {
  const queue = open();
  await queue.add([job('a')]);
  const lease = await queue.lease(anyLease);
  nowMs += 1_400;
  expect(lease !== null && (await queue.heartbeat(lease, 1_500))).toBe(true);
  nowMs += 1_400;
  expect(await queue.lease(anyLease)).toBeNull();
  nowMs += 101;
  expect(await queue.lease(anyLease)).toMatchObject({ key: 'a' });
});

it('refuses a file that is no queue', async () => {
  await writeFile(join(folder, 'queue.sqlite'), 'nothing of the kind, '.repeat(200));
  expect(() => open()).toThrow(QueueError);
});
