import { describe, expect, it } from 'vitest';
import type { JobQueue, Lease, LeaseRequest } from '../../src/fleet/queue.ts';

/** A back end under test. */
export interface QueueBench {
  /** the queue of this test, once more: as another process sees it */
  open: () => Promise<JobQueue>;
  nowMs: () => number;
  leaseMs: number;
  /** lets so much time go by, and what the back end needs to notice it */
  pass: (ms: number) => Promise<void>;
}

export const anyLease: LeaseRequest = {
  worker: 'w',
  leaseMs: 1_500,
  maxPerGroup: 2,
  withoutGroups: [],
  only: 'others',
};

export const job = (
  key: string,
  group = key,
  notBeforeMs = 0,
): { key: string; group: string; notBeforeMs: number } => ({
  key,
  group,
  notBeforeMs,
});

/** Leases until there is nothing, and says what that was. */
export async function leaseAll(queue: JobQueue, request: Partial<LeaseRequest> = {}): Promise<string[]> {
  const keys: string[] = [];
  for (;;) {
    const lease = await queue.lease({ ...anyLease, ...request });
    if (lease === null) return keys;
    keys.push(lease.key);
  }
}

async function leaseOne(queue: JobQueue): Promise<Lease> {
  const lease = await queue.lease(anyLease);
  if (lease === null) throw new Error('a job waits');
  return lease;
}

/** What every queue does, whatever keeps its jobs. */
export function describeQueue(name: string, { open, nowMs, leaseMs, pass }: QueueBench): void {
  describe(name, () => {
    it('takes groups in turn and no more of one than allowed', async () => {
      const queue = await open();
      await queue.add([job('a1', 'a'), job('a2', 'a'), job('a3', 'a'), job('b1', 'b'), job('c1', 'c')]);
      expect(await leaseAll(queue)).toEqual(['a1', 'b1', 'c1', 'a2']);
      expect(await queue.counts()).toMatchObject({ waiting: 1, leased: 4 });
    });

    it('takes the next one of a group when one has ended', async () => {
      const queue = await open();
      await queue.add([job('d1', 'd'), job('d2', 'd')]);
      const first = await queue.lease({ ...anyLease, maxPerGroup: 1 });
      expect(await queue.lease({ ...anyLease, maxPerGroup: 1 })).toBeNull();
      expect(first !== null && (await queue.complete(first))).toBe(true);
      await pass(2_000);
      expect(await queue.lease({ ...anyLease, maxPerGroup: 1 })).toMatchObject({ key: 'd2' });
    });

    it('leaves a known key as it is', async () => {
      const queue = await open();
      expect(await queue.add([job('a'), job('b')])).toBe(2);
      await queue.complete(await leaseOne(queue));
      expect(await queue.add([job('a'), job('b'), job('c')])).toBe(1);
      expect(await leaseAll(queue)).toEqual(['b', 'c']);
    });

    it('waits for the time of a job', async () => {
      const queue = await open();
      const atMs = nowMs() + 1_000;
      await queue.add([job('late', 'late', atMs), job('now')]);
      expect(await leaseAll(queue)).toEqual(['now']);
      expect(Math.abs(((await queue.counts()).nextMs ?? 0) - atMs)).toBeLessThan(150);
      await pass(1_000);
      expect(await leaseAll(queue)).toContain('late');
    });

    it('gives a job away again when its lease ran out, and then heeds only the new lease', async () => {
      const queue = await open();
      await queue.add([job('a')]);
      const first = await leaseOne(queue);
      expect(await queue.heartbeat(first, leaseMs)).toBe(true);
      expect(await queue.lease(anyLease)).toBeNull();
      await pass(leaseMs);
      const second = await (await open()).lease(anyLease);
      expect(second).toMatchObject({ key: 'a', attempts: 0 });
      expect(await queue.heartbeat(first, leaseMs)).toBe(false);
      expect(await queue.complete(first)).toBe(false);
      expect(await queue.counts()).toMatchObject({ leased: 1, done: 0 });
    });

    it('tries again behind everything that was never tried', async () => {
      const queue = await open();
      await queue.add([job('a'), job('b')]);
      expect(await queue.retry(await leaseOne(queue), 'unreachable', nowMs())).toBe(true);
      expect(await queue.counts()).toMatchObject({ waiting: 2, waitingAgain: 1 });
      await queue.add([job('c', 'c', nowMs())]);
      expect(await leaseAll(queue)).toEqual(['b', 'c', 'a']);
      expect(await queue.counts()).toMatchObject({ leased: 3 });
    });

    it('keeps what a process died of apart', async () => {
      const queue = await open();
      await queue.add([job('a'), job('b')]);
      await queue.retry(await leaseOne(queue), 'crashed', nowMs());
      expect(await queue.counts()).toMatchObject({ waiting: 2, leased: 0, done: 0 });
      expect(await leaseAll(queue)).toEqual(['b']);
      expect(await queue.add([job('a')])).toBe(0);
      expect(await queue.lease({ ...anyLease, only: 'crashed' })).toMatchObject({
        key: 'a',
        attempts: 1,
        reason: 'crashed',
      });
    });

    it('holds back the groups that were asked enough, and counts them apart', async () => {
      const queue = await open();
      await queue.add([job('a', '192.0.2.11'), job('b', '192.0.2.12')]);
      expect(await leaseAll(queue, { withoutGroups: ['192.0.2.11'] })).toEqual(['b']);
      expect(await queue.counts(['192.0.2.11'])).toMatchObject({
        waiting: 0,
        heldBack: 1,
        leased: 1,
        nextMs: null,
      });
    });

    it('gives nothing that was set aside, settled or completed', async () => {
      const queue = await open();
      await queue.add([job('a'), job('b'), job('c')]);
      await queue.setAside(await leaseOne(queue), 'out of memory');
      await queue.complete(await leaseOne(queue));
      await queue.settle('c');
      await queue.settle('unknown');
      await pass(leaseMs);
      expect(await leaseAll(queue)).toEqual([]);
      expect(await queue.add([job('c')])).toBe(0);
      expect(await queue.listSetAside()).toEqual([{ key: 'a', reason: 'out of memory' }]);
      expect(await queue.counts()).toMatchObject({ waiting: 0, leased: 0, done: 2, setAside: 1 });
    });

    it('takes a job back as if nothing had been', async () => {
      const queue = await open();
      await queue.add([job('a')]);
      expect(await queue.release(await leaseOne(queue))).toBe(true);
      expect(await queue.counts()).toMatchObject({ waiting: 1, leased: 0 });
      expect(await queue.lease(anyLease)).toMatchObject({ key: 'a', attempts: 0, reason: null });
    });

    it('does not settle what somebody works on', async () => {
      const queue = await open();
      await queue.add([job('a')]);
      const lease = await leaseOne(queue);
      await queue.settle('a');
      expect(await queue.complete(lease)).toBe(true);
    });

    it('gives a job to one of two that ask at once', async () => {
      const [one, two] = [await open(), await open()];
      await one.add(Array.from({ length: 40 }, (_, at) => job(`j${at}`)));
      const [a, b] = await Promise.all([leaseAll(one), leaseAll(two)]);
      expect(new Set([...a, ...b]).size).toBe(40);
      expect(a.length + b.length).toBe(40);
    });
  });
}
