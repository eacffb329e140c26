import type { Redis } from 'ioredis';
import type { NightBook, NightLimits, NightRefusal } from '../night-limits.ts';
import { NightUse } from '../night-limits.ts';

export interface SharedNightOptions {
  redis: Redis;
  /** one night of one batch */
  night: string;
  limits: NightLimits;
}

const syncEveryMs = 2_000;
/** What a night has counted is of no use to the next one. */
const keepSeconds = 3 * 86_400;

/**
 * What a night has asked of hosts and addresses, over all machines. Each counts for itself and adds it up in Redis every
 * two seconds, so that a limit is passed by what all of them ask in as long at most.
 */
export class SharedNight implements NightBook {
  readonly #options: SharedNightOptions;
  readonly #own: NightUse;
  readonly #unsent = new Map<string, { requests: number; bytes: number }>();
  readonly #laneOfHost = new Map<string, string>();
  #unsentOcr = 0;
  #unsentStops: { host: string; detail: string }[] = [];
  #others: { usedUp: Set<string>; stopped: Map<string, string>; isOcrUsedUp: boolean } = {
    usedUp: new Set(),
    stopped: new Map(),
    isOcrUsedUp: false,
  };
  readonly #timer: NodeJS.Timeout;
  #syncing: Promise<void> = Promise.resolve();

  constructor(options: SharedNightOptions) {
    this.#options = options;
    this.#own = new NightUse(options.limits);
    this.#timer = setInterval(() => void this.sync().catch(() => undefined), syncEveryMs);
  }

  startRequest(host: string, address: string | null): NightRefusal | null {
    const stopped = this.#others.stopped.get(host);
    if (stopped !== undefined) return { kind: 'stopped', detail: stopped };
    const lane = address ?? host;
    this.#laneOfHost.set(host, lane);
    if (this.#others.usedUp.has(lane))
      return { kind: 'limit', detail: `the night's limit of ${lane} is used up` };
    const refusal = this.#own.startRequest(host, address);
    if (refusal === null) this.#unsentOf(lane).requests += 1;
    return refusal;
  }

  addBytes(host: string, bytes: number): void {
    this.#own.addBytes(host, bytes);
    this.#unsentOf(this.#laneOfHost.get(host) ?? host).bytes += bytes;
  }

  noteOverload(host: string, httpStatus: 429 | 503, hasRetryAfter: boolean): void {
    this.#own.noteOverload(host, httpStatus, hasRetryAfter);
    const stopped = this.#own.stoppedHosts().find((one) => one.host === host);
    if (stopped !== undefined) this.#unsentStops.push(stopped);
  }

  takeOcrDocument(): boolean {
    if (this.#others.isOcrUsedUp || !this.#own.takeOcrDocument()) return false;
    this.#unsentOcr += 1;
    return true;
  }

  usedUp(): string[] {
    return [...new Set([...this.#own.usedUp(), ...this.#others.usedUp])];
  }

  /** Tells the others what was asked here, and learns what they asked. */
  async sync(): Promise<void> {
    this.#syncing = this.#syncing.catch(() => undefined).then(() => this.#exchange());
    await this.#syncing;
  }

  async close(): Promise<void> {
    clearInterval(this.#timer);
    await this.sync();
  }

  async #exchange(): Promise<void> {
    const { redis, limits, night } = this.#options;
    const key = (name: string): string => `oit:night:${night}:${name}`;
    const lanes = [...this.#unsent];
    this.#unsent.clear();
    for (const [lane, { requests, bytes }] of lanes) {
      const totalRequests = await redis.hincrby(key('requests'), lane, requests);
      const totalBytes = await redis.hincrby(key('bytes'), lane, Math.round(bytes));
      if (totalRequests >= limits.maxRequestsPerAddress || totalBytes >= limits.maxBytesPerAddress)
        await redis.sadd(key('used-up'), lane);
    }
    for (const { host, detail } of this.#unsentStops.splice(0))
      await redis.hset(key('stopped'), host, detail);
    const ocr = this.#unsentOcr;
    this.#unsentOcr = 0;
    const totalOcr = await redis.incrby(key('ocr'), ocr);
    this.#others = {
      usedUp: new Set(await redis.smembers(key('used-up'))),
      stopped: new Map(Object.entries(await redis.hgetall(key('stopped')))),
      isOcrUsedUp: totalOcr >= limits.maxOcrDocuments,
    };
    for (const name of ['requests', 'bytes', 'used-up', 'stopped', 'ocr'])
      await redis.expire(key(name), keepSeconds);
  }

  #unsentOf(lane: string): { requests: number; bytes: number } {
    let unsent = this.#unsent.get(lane);
    if (unsent === undefined) {
      unsent = { requests: 0, bytes: 0 };
      this.#unsent.set(lane, unsent);
    }
    return unsent;
  }
}
