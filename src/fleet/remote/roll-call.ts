import type { Redis } from 'ioredis';
import { z } from 'zod';

const schema = z.object({
  worker: z.string(),
  version: z.string(),
  /** id of the batch that it works on */
  batch: z.string().nullable(),
  running: z.int(),
  jobs: z.int(),
  /** since it was started */
  ended: z.int(),
  seenMs: z.number(),
});
/** What a worker says of itself every few seconds. */
export type WorkerSign = z.infer<typeof schema>;

export const signEveryMs = 3_000;
/** Silent for so long, a worker is held to be gone. */
const goneMs = 20_000;
const key = 'oit:workers';

export async function giveSign(redis: Redis, sign: WorkerSign): Promise<void> {
  await redis.hset(key, sign.worker, JSON.stringify(sign));
}

export async function signOff(redis: Redis, worker: string): Promise<void> {
  await redis.hdel(key, worker);
}

/** Workers that were heard of lately, by name; those gone for an hour are forgotten. */
export async function callRoll(redis: Redis, nowMs: number): Promise<(WorkerSign & { isGone: boolean })[]> {
  const signs: (WorkerSign & { isGone: boolean })[] = [];
  for (const [worker, text] of Object.entries(await redis.hgetall(key))) {
    const sign = schema.safeParse(JSON.parse(text)).data;
    if (sign === undefined || nowMs - sign.seenMs > 3_600_000) await redis.hdel(key, worker);
    else signs.push({ ...sign, isGone: nowMs - sign.seenMs > goneMs });
  }
  return signs.toSorted((a, b) => (a.worker < b.worker ? -1 : 1));
}
