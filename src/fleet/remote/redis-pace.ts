import type { Redis } from 'ioredis';
import { createPacer, type PaceOptions, type Pacer, type PaceRequest } from '../../fetch/pace.ts';
import { runScript } from './redis-scripts.ts';

export interface SharedPaceOptions extends PaceOptions {
  redis: Redis;
  newToken: () => string;
}

export interface SharedPacer {
  pacer: Pacer;
  close(): void;
}

/** A request of a machine that is gone stops counting after this; a living one says again and again that it runs. */
const ticketMs = 15_000;
const renewEveryMs = 4_000;

/**
 * One pace per host and per IP address for all machines that share a Redis server: what a machine's own pacer lets start
 * asks the server too. Order and slowing down are the machine's own; how many at once, the delay between two starts,
 * `Crawl-delay` and `Retry-After` are everybody's.
 */
export function createSharedPacer({ redis, newToken, ...options }: SharedPaceOptions): SharedPacer {
  const { clock } = options;
  const local = createPacer(options);
  const open = new Map<string, string[]>();
  const timer = setInterval(() => {
    for (const [ticket, sets] of open)
      runScript(redis, 'renew', sets, [ticket, ticketMs]).catch(() => undefined);
  }, renewEveryMs);

  async function enterShared(ticket: string, { host, address, signal }: PaceRequest): Promise<void> {
    const lanes = [`host:${host}`, ...(address === null ? [] : [`address:${address}`])];
    const sets = lanes.map((lane) => `oit:inflight:${lane}`);
    const keys = lanes.flatMap((lane, at) => [sets[at] ?? '', `oit:pace:${lane}`]);
    const args = [ticket, ticketMs, options.concurrencyPerHost, ...lanes.map(() => options.delayMs)];
    for (;;) {
      signal?.throwIfAborted();
      const waitMs = await runScript(redis, 'enterLanes', keys, args);
      if (waitMs === 0) break;
      await clock.sleep(Math.min(waitMs, 5_000), signal);
    }
    open.set(ticket, sets);
  }

  function leaveShared(ticket: string): void {
    const sets = open.get(ticket);
    if (sets === undefined) return;
    open.delete(ticket);
    // A place that cannot be given back runs out.
    for (const set of sets) redis.zrem(set, ticket).catch(() => undefined);
  }

  return {
    pacer: {
      async enter(request) {
        const ticket = await local.enter(request);
        const token = newToken();
        try {
          await enterShared(token, request);
        } catch (error) {
          leaveShared(token);
          ticket.leave(null, false);
          throw error;
        }
        return {
          leave(latencyMs, isError) {
            leaveShared(token);
            return ticket.leave(latencyMs, isError);
          },
        };
      },
      setCrawlDelay(host, delayMs) {
        local.setCrawlDelay(host, delayMs);
        redis.hset(`oit:pace:host:${host}`, 'crawlDelay', delayMs).catch(() => undefined);
      },
      pause(host, untilMs) {
        local.pause(host, untilMs);
        redis.hset(`oit:pace:host:${host}`, 'pausedUntil', untilMs).catch(() => undefined);
      },
    },
    close() {
      clearInterval(timer);
      for (const ticket of open.keys()) leaveShared(ticket);
    },
  };
}
