import type { Redis } from 'ioredis';
import { QueueError } from '../embedded-queue.ts';
import { hideSecrets } from './hide-secrets.ts';

/** How long a first connection may take; later ones are tried for as long as it takes. */
const connectMs = 10_000;

/**
 * Connects to a Redis server. A connection that breaks later is made again, and what was asked meanwhile waits.
 *
 * @param address `redis://` or `rediss://`, with user and password where the server wants them
 * @throws QueueError when it cannot be reached or refuses us; the message holds no password
 */
export async function openRedis(address: string): Promise<Redis> {
  const { Redis } = await import('ioredis');
  let hasBeenReady = false;
  const redis = new Redis(address, {
    lazyConnect: true,
    maxRetriesPerRequest: null,
    connectTimeout: connectMs,
    retryStrategy: (times) => (hasBeenReady ? Math.min(200 * times, 5_000) : null),
  });
  let lastError: Error | null = null;
  redis.on('error', (error: Error) => {
    lastError = error;
  });
  try {
    await redis.connect();
    await redis.ping();
    hasBeenReady = true;
    return redis;
  } catch (error) {
    redis.disconnect();
    const shown = (lastError ?? error) as Error;
    const where = hideSecrets(address);
    throw new QueueError(
      `${where} ใช้เป็นคิวงานไม่ได้ (${shown.message}) โปรดตรวจ --queue · cannot be used as the queue (${shown.message}): see --queue.`,
      { cause: error },
    );
  }
}
