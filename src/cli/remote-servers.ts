import type { Redis } from 'ioredis';
import { openRedis, openRemoteResults, type RemoteResults } from '../index.ts';
import { UsageError } from './usage-error.ts';

/** Where jobs and results are kept, as typed. */
export interface TypedServers {
  queue: string;
  results?: string;
}

/** Both servers of a batch on many machines. */
export interface Servers {
  redis: Redis;
  results: RemoteResults;
  close(): Promise<void>;
}

/** On the command line a password can be read by everybody on the machine. */
export const serverVariables = { queue: 'OIT_QUEUE', results: 'OIT_RESULTS' } as const;

/**
 * What was typed, completed from the environment; null for the embedded queue.
 *
 * @throws UsageError when one of the two is missing or no address
 */
export function readServers(
  typed: TypedServers,
  environment: NodeJS.ProcessEnv,
): { queue: string; results: string } | null {
  const queue = typed.queue === 'env' ? (environment[serverVariables.queue] ?? '') : typed.queue;
  if (queue === 'embedded') return null;
  if (!/^rediss?:\/\/[^/]/.test(queue))
    throw new UsageError(
      '--queue ต้องเป็น embedded หรือ redis://เครื่อง:6379 (หรือ env คืออ่านจากตัวแปร OIT_QUEUE) · wants embedded, redis://host:6379, or env for the variable OIT_QUEUE.',
    );
  const results = typed.results ?? environment[serverVariables.results] ?? '';
  if (!/^postgres(?:ql)?:\/\/[^/]/.test(results))
    throw new UsageError(
      '--queue redis:// ต้องมี --results postgres://ผู้ใช้@เครื่อง/ฐานข้อมูล หรือตัวแปร OIT_RESULTS ด้วย · wants --results postgres://user@host/database, or the variable OIT_RESULTS.',
    );
  return { queue, results };
}

/** What a process may know that opens what strangers have written. */
export function hideServers(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const { OIT_QUEUE: _queue, OIT_RESULTS: _results, ...rest } = environment;
  return rest;
}

/** @throws QueueError when one of them cannot be used */
export async function openServers({ queue, results }: { queue: string; results: string }): Promise<Servers> {
  const redis = await openRedis(queue);
  try {
    const opened = await openRemoteResults(results);
    return {
      redis,
      results: opened,
      async close() {
        await opened.close();
        redis.disconnect();
      },
    };
  } catch (error) {
    redis.disconnect();
    throw error;
  }
}
