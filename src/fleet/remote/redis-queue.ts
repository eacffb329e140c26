import type { Job, Queue, Worker } from 'bullmq';
import type { Redis } from 'ioredis';
import type { JobQueue, Lease, LeaseRequest, NewJob, QueueCounts, RetryReason } from '../queue.ts';
import {
  againPriority,
  bullPrefix,
  groupKey,
  heldBackMs,
  idOf,
  unlessLost,
  waitForGroupMs,
} from './bull-jobs.ts';
import { runScript } from './redis-scripts.ts';

export interface RedisQueueOptions {
  redis: Redis;
  /** id of the batch */
  batch: string;
  /** how long a lease holds without a heartbeat */
  leaseMs: number;
  /** how often is looked for leases that ran out; one is found at the second look behind its end */
  stalledCheckMs: number;
  nowMs: () => number;
  /** another text every time */
  newToken: () => string;
}

interface JobData {
  key: string;
  group: string;
  attempts: number;
  reason: RetryReason | null;
}

/** Jobs beside others, and those that a process died of. */
const kinds = ['others', 'crashed'] as const;
type Kind = (typeof kinds)[number];

/** Of one job: a machine that dies again and again while it has this job dies of it. */
const maxTakeovers = 5;
const maxLooks = 300;

/**
 * The jobs of one batch in BullMQ on a Redis server, for any number of machines. A lease is BullMQ's lock: when nobody
 * renews it, because its machine is gone, another one's check puts the job back, and it begins anew there. A job that
 * was taken over five times is set aside.
 *
 * @param options `redis` stays the caller's to close
 */
export async function openRedisQueue(options: RedisQueueOptions): Promise<JobQueue> {
  const bull = await import('bullmq');
  const connection = options.redis;
  const open = (kind: Kind): Queue<JobData> =>
    new bull.Queue<JobData>(`${options.batch}.${kind}`, { connection, prefix: bullPrefix });
  const openWorker = async (kind: Kind): Promise<Worker<JobData>> => {
    const worker = new bull.Worker<JobData>(`${options.batch}.${kind}`, null, {
      connection,
      prefix: bullPrefix,
      autorun: false,
      lockDuration: options.leaseMs,
      stalledInterval: options.stalledCheckMs,
      maxStalledCount: maxTakeovers,
    });
    // ioredis connects again by itself, and what is asked meanwhile waits.
    worker.on('error', () => undefined);
    await worker.startStalledCheckTimer();
    return worker;
  };
  const queues = { others: open('others'), crashed: open('crashed') };
  for (const queue of Object.values(queues)) queue.on('error', () => undefined);
  return new RedisQueue(options, queues, openWorker, (reason) => new bull.UnrecoverableError(reason));
}

/** Takes a batch that is finished off the server. */
export async function forgetRedisQueue(redis: Redis, batch: string): Promise<void> {
  const { Queue } = await import('bullmq');
  for (const kind of kinds) {
    const queue = new Queue(`${batch}.${kind}`, { connection: redis, prefix: bullPrefix });
    queue.on('error', () => undefined);
    await queue.obliterate({ force: true });
    await queue.close();
  }
  await redis.del(...['turns', 'groups', 'again', 'settled'].map((name) => `${bullPrefix}:${batch}:${name}`));
}

class RedisQueue implements JobQueue {
  readonly #options: RedisQueueOptions;
  readonly #queues: Record<Kind, Queue<JobData>>;
  readonly #openWorker: (kind: Kind) => Promise<Worker<JobData>>;
  readonly #failure: (reason: string) => Error;
  readonly #workers = new Map<Kind, Promise<Worker<JobData>>>();
  readonly #held = new Map<string, { job: Job<JobData>; kind: Kind }>();

  constructor(
    options: RedisQueueOptions,
    queues: Record<Kind, Queue<JobData>>,
    openWorker: (kind: Kind) => Promise<Worker<JobData>>,
    failure: (reason: string) => Error,
  ) {
    this.#options = options;
    this.#queues = queues;
    this.#openWorker = openWorker;
    this.#failure = failure;
  }

  async add(jobs: readonly NewJob[]): Promise<number> {
    const { redis } = this.#options;
    const known = await Promise.all(jobs.map(({ key }) => this.#isKnown(idOf(key))));
    const fresh = jobs.filter((_, at) => known[at] !== true);
    const places = await Promise.all(fresh.map(({ group }) => redis.hincrby(this.#own('turns'), group, 1)));
    for (const { key, group } of fresh) await redis.hset(this.#own('groups'), idOf(key), group);
    await this.#queues.others.addBulk(
      fresh.map(({ key, group, notBeforeMs }, at) => ({
        name: 'agency',
        data: { key, group, attempts: 0, reason: null },
        opts: {
          jobId: idOf(key),
          priority: Math.min(places[at] ?? 1, againPriority - 1),
          delay: Math.max(0, Math.ceil(notBeforeMs - this.#options.nowMs())),
        },
      })),
    );
    return fresh.length;
  }

  async lease(request: LeaseRequest): Promise<Lease | null> {
    const { redis, newToken, leaseMs } = this.#options;
    const worker = await this.#worker(request.only);
    for (let looks = 0; looks < maxLooks; looks++) {
      const token = newToken();
      const job = await worker.getNextJob(token, { block: false });
      if (job === undefined) return null;
      const { key, group, attempts, reason } = job.data;
      const id = idOf(key);
      // BullMQ leaves it to whoever gets the job to end what was taken over too often.
      if (job.deferredFailure) {
        const why = `taken over ${maxTakeovers} times: ${job.deferredFailure}`;
        await unlessLost(async () => void (await job.moveToFailed(this.#failure(why), token)));
        continue;
      }
      const putOff = async (ms: number): Promise<void> => {
        await unlessLost(() => job.moveToDelayed(this.#options.nowMs() + ms, token));
      };
      if (request.withoutGroups.includes(group)) {
        await putOff(heldBackMs);
        continue;
      }
      const member = [this.#member(id), request.maxPerGroup, leaseMs];
      if ((await runScript(redis, 'enterGroup', [groupKey(group)], member)) === 0) {
        await putOff(waitForGroupMs(job.priority));
        continue;
      }
      this.#held.set(token, { job, kind: request.only });
      return { key, group, token, attempts, reason };
    }
    return null;
  }

  async heartbeat({ key, group, token }: Lease, leaseMs: number): Promise<boolean> {
    await runScript(this.#options.redis, 'renew', [groupKey(group)], [this.#member(idOf(key)), leaseMs]);
    return await this.#whileHeld(token, async (job) => (await job.extendLock(token, leaseMs)) === 1);
  }

  async complete(lease: Lease): Promise<boolean> {
    return await this.#end(lease, async (job) => {
      await job.moveToCompleted(null, lease.token, false);
      await this.#options.redis.srem(this.#own('again'), idOf(lease.key));
    });
  }

  async retry(lease: Lease, reason: RetryReason, notBeforeMs: number): Promise<boolean> {
    const { redis, nowMs } = this.#options;
    const data: JobData = { key: lease.key, group: lease.group, attempts: lease.attempts + 1, reason };
    const id = idOf(lease.key);
    return await this.#end(lease, async (job, kind) => {
      if ((await job.extendLock(lease.token, this.#options.leaseMs)) !== 1)
        throw new Error('the lease was lost');
      await redis.sadd(this.#own('again'), id);
      const to: Kind = reason === 'crashed' ? 'crashed' : 'others';
      if (to === kind) {
        await job.updateData(data);
        await job.changePriority({ priority: againPriority });
        await job.moveToDelayed(notBeforeMs, lease.token);
        return;
      }
      // First there and then gone here: a kill in between leaves it in both, and the first to end it ends it.
      await this.#queues[to].add('agency', data, {
        jobId: id,
        priority: againPriority,
        delay: Math.max(0, Math.ceil(notBeforeMs - nowMs())),
      });
      job.opts.removeOnComplete = true;
      await job.moveToCompleted(null, lease.token, false);
    });
  }

  async setAside(lease: Lease, reason: string): Promise<boolean> {
    return await this.#end(lease, async (job) => {
      await job.moveToFailed(this.#failure(reason), lease.token);
      await this.#options.redis.srem(this.#own('again'), idOf(lease.key));
    });
  }

  async release(lease: Lease): Promise<boolean> {
    return await this.#end(lease, async (job) => void (await job.moveToWait(lease.token)));
  }

  async settle(key: string): Promise<void> {
    const id = idOf(key);
    for (const kind of kinds) {
      const job = await this.#queues[kind].getJob(id);
      if (job === undefined || !['waiting', 'delayed', 'prioritized'].includes(await job.getState()))
        continue;
      await this.#options.redis.sadd(this.#own('settled'), id);
      // Taken by somebody in the same moment: whoever has it ends it.
      await job.remove().catch(() => this.#options.redis.srem(this.#own('settled'), id));
    }
  }

  async counts(withoutGroups: readonly string[] = []): Promise<QueueCounts> {
    const { redis, nowMs } = this.#options;
    const total = { waiting: 0, leased: 0, done: 0, setAside: 0 };
    let nextMs: number | null = null;
    const waiting: string[] = [];
    const active: string[] = [];
    for (const kind of kinds) {
      const names = ['waiting', 'prioritized', 'delayed', 'active', 'completed', 'failed'] as const;
      const counts = await this.#queues[kind].getJobCounts(...names);
      const count = (name: (typeof names)[number]): number => counts[name] ?? 0;
      const due = count('waiting') + count('prioritized');
      total.waiting += due + count('delayed');
      total.leased += count('active');
      total.done += count('completed');
      total.setAside += count('failed');
      active.push(...(await redis.lrange(this.#bull(kind, 'active'), 0, -1)));
      if (withoutGroups.length > 0)
        waiting.push(
          ...(await redis.lrange(this.#bull(kind, 'wait'), 0, -1)),
          ...(await redis.zrange(this.#bull(kind, 'prioritized'), '0', '-1')),
          ...(await redis.zrange(this.#bull(kind, 'delayed'), '0', '-1')),
        );
      // BullMQ keeps the time in front of twelve bits for the order of those of one millisecond.
      const [, score] = await redis.zrange(this.#bull(kind, 'delayed'), '0', '0', 'WITHSCORES');
      const firstMs = due > 0 ? nowMs() : score === undefined ? null : Math.floor(Number(score) / 4_096);
      if (firstMs !== null) nextMs = Math.min(nextMs ?? firstMs, firstMs);
    }
    total.done += await redis.scard(this.#own('settled'));
    const again = await redis.smembers(this.#own('again'));
    const waitingAgain = again.filter((id) => !active.includes(id)).length;
    if (withoutGroups.length === 0) return { ...total, heldBack: 0, waitingAgain, nextMs };
    const groups = waiting.length === 0 ? [] : await redis.hmget(this.#own('groups'), ...waiting);
    const heldBack = groups.filter((group) => group !== null && withoutGroups.includes(group)).length;
    const left = total.waiting - heldBack;
    return {
      ...total,
      waiting: left,
      heldBack,
      waitingAgain: Math.min(waitingAgain, left),
      nextMs: left > 0 ? nextMs : null,
    };
  }

  async listSetAside(): Promise<{ key: string; reason: string }[]> {
    const failed = await Promise.all(kinds.map((kind) => this.#queues[kind].getFailed()));
    return failed.flat().map(({ data, failedReason }) => ({ key: data.key, reason: failedReason ?? '' }));
  }

  async close(): Promise<void> {
    for (const worker of this.#workers.values()) await (await worker).close(true);
    for (const queue of Object.values(this.#queues)) await queue.close();
  }

  #worker(kind: Kind): Promise<Worker<JobData>> {
    const known = this.#workers.get(kind);
    if (known !== undefined) return known;
    const opening = this.#openWorker(kind);
    this.#workers.set(kind, opening);
    return opening;
  }

  /** Ends a lease in one way or another; false when BullMQ says that it is somebody else's, or nobody's, by now. */
  async #end(
    { key, group, token }: Lease,
    work: (job: Job<JobData>, kind: Kind) => Promise<void>,
  ): Promise<boolean> {
    const ended = await this.#whileHeld(token, async (job, kind) => {
      await work(job, kind);
      return true;
    });
    this.#held.delete(token);
    if (!ended) return false;
    await this.#options.redis.zrem(groupKey(group), this.#member(idOf(key)));
    return true;
  }

  async #whileHeld(
    token: string,
    work: (job: Job<JobData>, kind: Kind) => Promise<boolean>,
  ): Promise<boolean> {
    const held = this.#held.get(token);
    if (held === undefined) return false;
    return (await unlessLost(() => work(held.job, held.kind))) ?? false;
  }

  async #isKnown(id: string): Promise<boolean> {
    const { redis } = this.#options;
    const there = await redis.exists(this.#bull('others', id), this.#bull('crashed', id));
    return there > 0 || (await redis.sismember(this.#own('settled'), id)) === 1;
  }

  #bull(kind: Kind, name: string): string {
    return `${bullPrefix}:${this.#options.batch}.${kind}:${name}`;
  }

  #own(name: string): string {
    return `${bullPrefix}:${this.#options.batch}:${name}`;
  }

  #member(id: string): string {
    return `${this.#options.batch} ${id}`;
  }
}
