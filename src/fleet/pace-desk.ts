import type { Pacer, PaceTicket } from '../fetch/pace.ts';
import type { NightBook } from './night-limits.ts';
import type { FromWorker, ToWorker } from './protocol.ts';

export interface PaceDeskDeps {
  pacer: Pacer;
  night: NightBook;
  /** an address of a network that stands before many sites: paced by host alone */
  isShared: (address: string) => boolean;
  send: (message: ToWorker) => void;
}

/** Answers what one worker asks of pace and night; `close` gives back whatever a dead one held. */
export interface PaceDesk {
  /** false when the message is about something else */
  receive(message: FromWorker): boolean;
  close(): void;
}

export function createPaceDesk({ pacer, night, isShared, send }: PaceDeskDeps): PaceDesk {
  const waiting = new Map<number, AbortController>();
  const tickets = new Map<number, { ticket: PaceTicket; host: string }>();
  const slowDowns = new Map<string, number>();

  async function enter(id: number, host: string, address: string | null): Promise<void> {
    const lane = address === null || isShared(address) ? null : address;
    const giveUp = new AbortController();
    waiting.set(id, giveUp);
    try {
      const ticket = await pacer.enter({ host, address: lane, signal: giveUp.signal });
      waiting.delete(id);
      // Asked after the wait: the host may have been stopped meanwhile.
      const refusal = night.startRequest(host, lane);
      if (refusal !== null || giveUp.signal.aborted) {
        ticket.leave(null, false);
        if (refusal !== null) send({ type: 'refused', id, ...refusal });
        return;
      }
      tickets.set(id, { ticket, host });
      send({ type: 'admitted', id, slowDown: slowDowns.get(host) ?? 1 });
    } catch (error) {
      waiting.delete(id);
      if (!giveUp.signal.aborted) throw error;
    }
  }

  function leave(id: number, latencyMs: number | null, isError: boolean): void {
    const held = tickets.get(id);
    if (held === undefined) return;
    tickets.delete(id);
    const slowDown = held.ticket.leave(latencyMs, isError);
    if (slowDown > 1) slowDowns.set(held.host, slowDown);
    else slowDowns.delete(held.host);
  }

  return {
    receive(message) {
      switch (message.type) {
        case 'enter':
          void enter(message.id, message.host, message.address);
          return true;
        case 'cancel':
          waiting.get(message.id)?.abort(new Error('given up'));
          leave(message.id, null, false);
          return true;
        case 'leave':
          leave(message.id, message.latencyMs, message.isError);
          return true;
        case 'crawl-delay':
          pacer.setCrawlDelay(message.host, message.delayMs);
          return true;
        case 'pause':
          pacer.pause(message.host, message.untilMs);
          return true;
        case 'bytes':
          night.addBytes(message.host, message.bytes);
          return true;
        case 'overload':
          night.noteOverload(message.host, message.httpStatus, message.hasRetryAfter);
          return true;
        case 'ocr':
          send({ type: 'ocr', id: message.id, isGranted: night.takeOcrDocument() });
          return true;
        case 'ready':
        case 'beat':
        case 'working':
        case 'ended':
          return false;
        default: {
          const unknown: never = message;
          return unknown;
        }
      }
    },
    close() {
      for (const giveUp of waiting.values()) giveUp.abort(new Error('the worker is gone'));
      for (const id of tickets.keys()) leave(id, null, true);
    },
  };
}
