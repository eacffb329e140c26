import type { Pacer } from '../fetch/pace.ts';
import type { NightRefusal } from './night-limits.ts';
import type { FromWorker, ToWorker } from './protocol.ts';

/** Nothing more is asked of a host or an address tonight. */
export class NightRefusedError extends Error {
  readonly refusal: NightRefusal;

  constructor(refusal: NightRefusal) {
    super(refusal.detail);
    this.refusal = refusal;
  }
}

/** A worker's side of what a batch keeps in one place: pace, limits of the night, OCR's share. */
export interface RemotePace {
  /** `enter` throws NightRefusedError too */
  pacer: Pacer;
  mayRecognise(): Promise<boolean>;
  /** takes an answer of the batch; false when the message is none */
  receive(message: ToWorker): boolean;
}

export function createRemotePace(send: (message: FromWorker) => void): RemotePace {
  let lastId = 0;
  const entering = new Map<number, { admit: (slowDown: number) => void; refuse: (error: Error) => void }>();
  const recognising = new Map<number, (isGranted: boolean) => void>();
  const pacer: Pacer = {
    async enter({ host, address, signal }) {
      signal?.throwIfAborted();
      const id = (lastId += 1);
      const slowDown = await new Promise<number>((resolve, reject) => {
        const giveUp = (): void => {
          entering.delete(id);
          send({ type: 'cancel', id });
          reject(signal?.reason as Error);
        };
        const settle = (): void => {
          entering.delete(id);
          signal?.removeEventListener('abort', giveUp);
        };
        entering.set(id, {
          admit(factor) {
            settle();
            resolve(factor);
          },
          refuse(error) {
            settle();
            reject(error);
          },
        });
        signal?.addEventListener('abort', giveUp, { once: true });
        send({ type: 'enter', id, host, address });
      });
      let hasLeft = false;
      return {
        leave(latencyMs, isError) {
          if (!hasLeft) send({ type: 'leave', id, latencyMs, isError });
          hasLeft = true;
          return slowDown;
        },
      };
    },
    setCrawlDelay: (host, delayMs) => send({ type: 'crawl-delay', host, delayMs }),
    pause: (host, untilMs) => send({ type: 'pause', host, untilMs }),
  };
  return {
    pacer,
    mayRecognise() {
      const id = (lastId += 1);
      return new Promise((resolve) => {
        recognising.set(id, resolve);
        send({ type: 'ocr', id });
      });
    },
    receive(message) {
      switch (message.type) {
        case 'admitted': {
          const waiter = entering.get(message.id);
          // Given up in the same moment: `cancel` gives the place back.
          waiter?.admit(message.slowDown);
          return true;
        }
        case 'refused':
          entering
            .get(message.id)
            ?.refuse(new NightRefusedError({ kind: message.kind, detail: message.detail }));
          return true;
        case 'ocr':
          recognising.get(message.id)?.(message.isGranted);
          recognising.delete(message.id);
          return true;
        case 'settings':
        case 'run':
        case 'stop':
        case 'close':
          return false;
        default: {
          const unknown: never = message;
          return unknown;
        }
      }
    },
  };
}
