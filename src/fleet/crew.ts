import type { Pacer } from '../fetch/pace.ts';
import type { NightBook } from './night-limits.ts';
import { createPaceDesk, type PaceDesk } from './pace-desk.ts';
import type { AgencyEnd, AgencyOrder, BatchSettings } from './protocol.ts';
import type { OpenWorker, WorkerLink } from './worker-link.ts';

export interface CrewOptions {
  settings: BatchSettings;
  /** agencies at once, over all workers */
  jobs: number;
  workers: number;
  open: OpenWorker;
  pacer: Pacer;
  night: NightBook;
  isShared: (address: string) => boolean;
  onEnd: (end: AgencyEnd) => void;
  /** A worker died. `suspect` is the agency that it most likely died of, null when none can be told. */
  onDeath: (keys: readonly string[], suspect: string | null, how: string) => void;
  /** A worker died before it could do anything: no agency is to blame. */
  onFailedStart: (keys: readonly string[], how: string) => void;
}

interface Member {
  link: WorkerLink;
  desk: PaceDesk;
  capacity: number;
  /** for an agency that a worker died of: nothing else runs beside it */
  isAlone: boolean;
  isRetiring: boolean;
  isReady: boolean;
  running: Set<string>;
  lastWorking: string | null;
  silentTicks: number;
}

/** Ticks of `watch` without a sign of life after which a worker is held to stand still. */
const maxSilentTicks = 12;
/** `watch` is to be called this often. */
export const watchEveryMs = 5_000;
/** Reliability wants an end within ten seconds of a deadline; what is cut off then goes on from its journal. */
export const stopGraceMs = 8_000;
/** Above this a worker is replaced when it has nothing to do any more: memory stays flat over a night. */
const retireAtBytes = 1_200 * 1024 * 1024;

/** The workers of a batch: gives each its agencies, ends one that stands still, replaces one that died. */
export class Crew {
  readonly #options: CrewOptions;
  readonly #members = new Set<Member>();
  readonly #orders = new Map<string, Member>();
  #isStopping = false;
  #allGone: (() => void) | null = null;

  constructor(options: CrewOptions) {
    this.#options = options;
  }

  get running(): number {
    return this.#orders.size;
  }

  /** Whether one more agency can be taken: beside others, or alone. */
  hasRoom(kind: 'others' | 'alone'): boolean {
    if (this.#isStopping) return false;
    if (kind === 'alone') return ![...this.#members].some((member) => member.isAlone);
    return [...this.#orders.values()].filter((member) => !member.isAlone).length < this.#options.jobs;
  }

  run(order: AgencyOrder, kind: 'others' | 'alone'): void {
    const member = kind === 'alone' ? this.#hire(1, true) : this.#mostFree();
    member.running.add(order.key);
    this.#orders.set(order.key, member);
    member.link.send({ type: 'run', order });
  }

  /** Ends a worker that shows no sign of life; to be called every `watchEveryMs`, and never by the wall clock's leaps. */
  watch(): void {
    for (const member of this.#members) {
      member.silentTicks += 1;
      if (member.silentTicks > maxSilentTicks) member.link.kill();
    }
  }

  /** Lets everything that runs save itself and end; after `graceMs` it is ended. Nothing is started any more. */
  async stop(graceMs: number): Promise<void> {
    this.#isStopping = true;
    for (const { link } of this.#members) {
      link.send({ type: 'stop' });
      link.send({ type: 'close' });
    }
    await this.#untilGone(graceMs);
  }

  /** Ends the workers when nothing runs any more. */
  async close(): Promise<void> {
    this.#isStopping = true;
    for (const { link } of this.#members) link.send({ type: 'close' });
    await this.#untilGone(10_000);
  }

  async #untilGone(graceMs: number): Promise<void> {
    if (this.#members.size === 0) return;
    const gone = new Promise<void>((resolve) => {
      this.#allGone = resolve;
    });
    const timer = setTimeout(() => {
      for (const { link } of this.#members) link.kill();
    }, graceMs);
    await gone;
    clearTimeout(timer);
  }

  #mostFree(): Member {
    const share = Math.ceil(this.#options.jobs / this.#options.workers);
    const usual = [...this.#members].filter((member) => !member.isAlone && !member.isRetiring);
    const free = usual.filter((member) => member.running.size < member.capacity);
    const best = free.toSorted((a, b) => a.running.size - b.running.size)[0];
    // A worker is hired when each that is there has something to do, up to their number.
    if (best === undefined || (best.running.size > 0 && usual.length < this.#options.workers))
      return this.#hire(share, false);
    return best;
  }

  #hire(capacity: number, isAlone: boolean): Member {
    const { open, settings, pacer, night, isShared } = this.#options;
    const link = open({
      onMessage: (message) => {
        member.silentTicks = 0;
        if (member.desk.receive(message)) return;
        if (message.type === 'ready') member.isReady = true;
        else if (message.type === 'working') member.lastWorking = message.key;
        else if (message.type === 'ended') this.#end(member, message.end);
        else if (message.type === 'beat' && message.residentBytes > retireAtBytes) this.#retire(member);
      },
      onExit: (how) => this.#bury(member, how),
    });
    const member: Member = {
      link,
      desk: createPaceDesk({ pacer, night, isShared, send: (message) => link.send(message) }),
      capacity,
      isAlone,
      isRetiring: false,
      isReady: false,
      running: new Set(),
      lastWorking: null,
      silentTicks: 0,
    };
    this.#members.add(member);
    link.send({ type: 'settings', settings });
    return member;
  }

  #end(member: Member, end: AgencyEnd): void {
    if (!member.running.delete(end.key)) return;
    this.#orders.delete(end.key);
    if (member.isAlone) this.#retire(member);
    this.#options.onEnd(end);
  }

  /** It gets nothing new and ends when what runs there has ended. */
  #retire(member: Member): void {
    if (member.isRetiring) return;
    member.isRetiring = true;
    member.link.send({ type: 'close' });
  }

  #bury(member: Member, how: string): void {
    this.#members.delete(member);
    member.desk.close();
    const keys = [...member.running];
    for (const key of keys) this.#orders.delete(key);
    if (!member.isReady) this.#options.onFailedStart(keys, how);
    else if (keys.length > 0) {
      const isSuspect = member.lastWorking !== null && member.running.has(member.lastWorking);
      const only = keys.length === 1 ? (keys[0] ?? null) : null;
      this.#options.onDeath(keys, only ?? (isSuspect ? member.lastWorking : null), how);
    }
    if (this.#members.size === 0) this.#allGone?.();
  }
}
