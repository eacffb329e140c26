import { addLatency, type Latency, slowDownFactor, startLatency } from './latency.ts';
import type { Clock } from './types.ts';

export interface PaceOptions {
  clock: Clock;
  /** in flight at once per host and per IP address */
  concurrencyPerHost: number;
  /** between two starts per host and per IP address */
  delayMs: number;
}

export interface PaceRequest {
  host: string;
  /** null when only the host is to be paced */
  address: string | null;
  /** set when the delays and the cap per IP address do not apply; then this many may be in flight on the host */
  liftedToConcurrency?: number;
  signal?: AbortSignal;
}

export interface PaceTicket {
  /**
   * Gives the place back; the second call does nothing. `latencyMs` is the time to the headers, null when nothing was
   * asked in the end. Answers how many times slower than usual the host is, 1 when it is not.
   */
  leave(latencyMs: number | null, isError: boolean): number;
}

/** Who may start when. Places are given in the order of asking, as far as host and address are free. */
export interface Pacer {
  /** @throws the signal's reason when it is aborted while waiting */
  enter(request: PaceRequest): Promise<PaceTicket>;
  /** robots.txt asks for this much between two starts on the host */
  setCrawlDelay(host: string, delayMs: number): void;
  /** nothing starts on the host before then, lifted or not: the server asked for it (Retry-After) */
  pause(host: string, untilMs: number): void;
}

/** However slow a host becomes, it is asked again within this time. */
const longestDelayMs = 10_000;

interface Lane {
  inFlight: number;
  lastStartMs: number;
  pausedUntilMs: number;
  crawlDelayMs: number;
  latency: Latency;
}

interface Waiter {
  request: PaceRequest;
  host: Lane;
  address: Lane | null;
  admit: () => void;
}

/** The pace of all hosts of a run; see `latency.ts` for the formula of the slow-down. */
export function createPacer(options: PaceOptions): Pacer {
  const { clock } = options;
  const lanes = new Map<string, Lane>();
  const waiting: Waiter[] = [];
  let alarm: { atMs: number; controller: AbortController } | null = null;

  function laneOf(key: string): Lane {
    let lane = lanes.get(key);
    if (lane === undefined) {
      lane = {
        inFlight: 0,
        lastStartMs: Number.NEGATIVE_INFINITY,
        pausedUntilMs: Number.NEGATIVE_INFINITY,
        crawlDelayMs: 0,
        latency: startLatency(),
      };
      lanes.set(key, lane);
    }
    return lane;
  }

  function hasRoom({ request, host, address }: Waiter): boolean {
    if (request.liftedToConcurrency !== undefined) return host.inFlight < request.liftedToConcurrency;
    const hostLimit = slowDownFactor(host.latency) > 1 ? 1 : options.concurrencyPerHost;
    return host.inFlight < hostLimit && (address === null || address.inFlight < options.concurrencyPerHost);
  }

  function readyAtMs({ request, host, address }: Waiter): number {
    if (request.liftedToConcurrency !== undefined) return host.pausedUntilMs;
    const slowedMs = Math.min(longestDelayMs, options.delayMs * slowDownFactor(host.latency));
    const hostReadyMs = host.lastStartMs + Math.max(options.delayMs, slowedMs, host.crawlDelayMs);
    const addressReadyMs =
      address === null ? Number.NEGATIVE_INFINITY : address.lastStartMs + options.delayMs;
    return Math.max(hostReadyMs, addressReadyMs, host.pausedUntilMs);
  }

  function wakeAt(atMs: number): void {
    if (alarm !== null && alarm.atMs <= atMs) return;
    alarm?.controller.abort();
    const controller = new AbortController();
    alarm = { atMs, controller };
    void wakeAfter(Math.max(0, Math.ceil(atMs - clock.nowMs())), controller.signal);
  }

  async function wakeAfter(ms: number, signal: AbortSignal): Promise<void> {
    try {
      await clock.sleep(ms, signal);
    } catch {
      // an earlier alarm was set instead
    }
    if (signal.aborted) return;
    alarm = null;
    admitWaiting();
  }

  function admitWaiting(): void {
    const nowMs = clock.nowMs();
    let nextMs = Number.POSITIVE_INFINITY;
    for (const waiter of waiting.slice()) {
      if (!hasRoom(waiter)) continue;
      const readyMs = readyAtMs(waiter);
      if (readyMs > nowMs) {
        nextMs = Math.min(nextMs, readyMs);
        continue;
      }
      waiting.splice(waiting.indexOf(waiter), 1);
      for (const lane of [waiter.host, waiter.address]) {
        if (lane === null) continue;
        lane.inFlight += 1;
        lane.lastStartMs = nowMs;
      }
      waiter.admit();
    }
    if (nextMs < Number.POSITIVE_INFINITY) wakeAt(nextMs);
    else if (waiting.length === 0) {
      alarm?.controller.abort();
      alarm = null;
    }
  }

  function ticketFor({ host, address }: Waiter): PaceTicket {
    let hasLeft = false;
    return {
      leave(latencyMs, isError) {
        if (!hasLeft) {
          hasLeft = true;
          host.inFlight -= 1;
          if (address !== null) address.inFlight -= 1;
          if (latencyMs !== null) host.latency = addLatency(host.latency, latencyMs, isError);
          admitWaiting();
        }
        return slowDownFactor(host.latency);
      },
    };
  }

  return {
    enter(request) {
      return new Promise((resolve, reject) => {
        const { signal } = request;
        if (signal?.aborted === true) {
          reject(signal.reason as Error);
          return;
        }
        const isPacedByAddress = request.address !== null && request.liftedToConcurrency === undefined;
        const waiter: Waiter = {
          request,
          host: laneOf(`host ${request.host}`),
          address: isPacedByAddress ? laneOf(`address ${request.address}`) : null,
          admit() {
            signal?.removeEventListener('abort', giveUp);
            resolve(ticketFor(waiter));
          },
        };
        function giveUp(): void {
          waiting.splice(waiting.indexOf(waiter), 1);
          reject(signal?.reason as Error);
          admitWaiting();
        }
        signal?.addEventListener('abort', giveUp, { once: true });
        waiting.push(waiter);
        admitWaiting();
      });
    },
    setCrawlDelay(host, delayMs) {
      laneOf(`host ${host}`).crawlDelayMs = delayMs;
    },
    pause(host, untilMs) {
      const lane = laneOf(`host ${host}`);
      lane.pausedUntilMs = Math.max(lane.pausedUntilMs, untilMs);
    },
  };
}
