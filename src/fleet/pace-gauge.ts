import type { Pacer, PaceTicket } from '../fetch/pace.ts';
import type { Clock } from '../fetch/types.ts';

/** How long an agency could do nothing because all its requests waited for their turn. */
export class PaceGauge {
  readonly #nowMs: () => number;
  #waiting = 0;
  #inFlight = 0;
  #sinceMs: number | null = null;
  #totalMs = 0;

  constructor(nowMs: () => number) {
    this.#nowMs = nowMs;
  }

  waitedMs(): number {
    return this.#totalMs + (this.#sinceMs === null ? 0 : this.#nowMs() - this.#sinceMs);
  }

  startWaiting(): void {
    this.#change(1, 0);
  }

  giveUp(): void {
    this.#change(-1, 0);
  }

  admit(): void {
    this.#change(-1, 1);
  }

  leave(): void {
    this.#change(0, -1);
  }

  #change(waiting: number, inFlight: number): void {
    this.#waiting += waiting;
    this.#inFlight += inFlight;
    const isIdle = this.#waiting > 0 && this.#inFlight === 0;
    if (isIdle) this.#sinceMs ??= this.#nowMs();
    else if (this.#sinceMs !== null) {
      this.#totalMs += this.#nowMs() - this.#sinceMs;
      this.#sinceMs = null;
    }
  }
}

/** The pace of one agency: that of all, with its waits measured. */
export function gaugePacer(pacer: Pacer, gauge: PaceGauge): Pacer {
  return {
    async enter(request): Promise<PaceTicket> {
      gauge.startWaiting();
      let ticket: PaceTicket;
      try {
        ticket = await pacer.enter(request);
      } catch (error) {
        gauge.giveUp();
        throw error;
      }
      gauge.admit();
      let hasLeft = false;
      return {
        leave(latencyMs, isError) {
          if (!hasLeft) gauge.leave();
          hasLeft = true;
          return ticket.leave(latencyMs, isError);
        },
      };
    },
    setCrawlDelay: (host, delayMs) => pacer.setCrawlDelay(host, delayMs),
    pause: (host, untilMs) => pacer.pause(host, untilMs),
  };
}

/** A clock on which sleeping is longer by the time that the gauge measures meanwhile: for an agency's deadline. */
export function createAgencyClock(clock: Clock, gauge: PaceGauge): Clock {
  return {
    nowMs: () => clock.nowMs(),
    async sleep(ms, signal) {
      let countedMs = gauge.waitedMs();
      let leftMs = ms;
      while (leftMs > 0) {
        await clock.sleep(leftMs, signal);
        const waitedMs = gauge.waitedMs();
        leftMs = waitedMs - countedMs;
        countedMs = waitedMs;
      }
    },
  };
}
