import { setMaxListeners } from 'node:events';
import type { Renderer } from '../browser/renderer.ts';
import type { DerivedFiles } from '../cache/derived-files.ts';
import type { Resources } from '../check/resources.ts';
import { loadResources } from '../check/resources.ts';
import type { DocumentReader } from '../document/types.ts';
import type { AddressGuard } from '../fetch/address-guard.ts';
import type { Pacer } from '../fetch/pace.ts';
import type { Clock } from '../fetch/types.ts';
import type { AgencyEnd, AgencyOrder, BatchSettings, FromWorker, ToWorker } from './protocol.ts';
import { createRemotePace } from './remote-pace.ts';
import { runAgency } from './run-agency.ts';
import { shareReader, uniteGuards, viewRenderer } from './shared-tools.ts';

/** What a worker needs from its process and its machine. */
export interface WorkerDeps {
  clock: Clock;
  random: () => number;
  send: (message: FromWorker) => void;
  /** where what is made of the package's data files is kept from process to process */
  openDerived: () => Promise<DerivedFiles>;
  openReader: (ocr: 'auto' | 'never') => Promise<DocumentReader>;
  /** the one browser of the worker; nothing is started before a page needs it */
  openRenderer: (settings: BatchSettings, guard: AddressGuard, pacer: Pacer) => Renderer;
  residentBytes: () => number;
}

/** A worker checks the agencies that it is sent, several at once, until it is told to close. */
export interface FleetWorker {
  receive(message: ToWorker): void;
  /** resolves when it was told to close and everything has ended */
  done: Promise<void>;
}

const beatMs = 2_000;

/** Starts a worker; it does nothing before it was sent the settings. */
export function startWorker(deps: WorkerDeps): FleetWorker {
  const { send, clock } = deps;
  const stop = new AbortController();
  setMaxListeners(0, stop.signal);
  const pace = createRemotePace(send);
  const running = new Set<Promise<void>>();
  const resources = new Map<string, Promise<Resources>>();
  let tools: Promise<SharedTools> | null = null;
  const { promise: done, resolve: finish } = Promise.withResolvers<void>();
  const beat = setInterval(() => send({ type: 'beat', residentBytes: deps.residentBytes() }), beatMs);

  function resourcesOf(settings: BatchSettings, checklist: string): Promise<Resources> {
    const known = resources.get(checklist);
    if (known !== undefined) return known;
    const loading = deps
      .openDerived()
      .then((derived) => loadResources(settings.root, checklist, settings.todayFiscalYear, derived));
    resources.set(checklist, loading);
    loading.catch(() => resources.delete(checklist));
    return loading;
  }

  async function run(order: AgencyOrder): Promise<void> {
    let end: AgencyEnd;
    try {
      if (tools === null) throw new Error('a worker is sent the settings first');
      const { settings, reader, renderer, guards } = await tools;
      end = await runAgency(order, settings, {
        clock,
        random: deps.random,
        pacer: pace.pacer,
        resources: await resourcesOf(settings, order.checklist),
        reader: reader.view(),
        renderer:
          renderer === null
            ? null
            : viewRenderer(renderer, (url, bytes) => {
                const host = URL.parse(url)?.hostname ?? '';
                send({ type: 'bytes', host, bytes });
              }),
        addGuard: (guard) => guards.add(guard),
        signal: stop.signal,
        tell: send,
      });
    } catch (error) {
      const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
      end = { kind: 'error', key: order.key, detail: detail.slice(0, 2_000), isDiskFull: false };
    }
    send({ type: 'ended', end });
  }

  async function close(): Promise<void> {
    await Promise.all(running);
    clearInterval(beat);
    const opened = await tools?.catch(() => null);
    await opened?.close();
    finish();
  }

  return {
    done,
    receive(message) {
      if (pace.receive(message)) return;
      switch (message.type) {
        case 'settings':
          tools = openTools(message.settings, deps, () => pace.mayRecognise(), pace.pacer);
          // A worker without its tools is of no use: this rejection ends the process.
          void tools.then(() => send({ type: 'ready' }));
          return;
        case 'run': {
          const work = run(message.order).finally(() => running.delete(work));
          running.add(work);
          return;
        }
        case 'stop':
          stop.abort(new Error('the batch stops'));
          return;
        case 'close':
          void close();
          return;
        case 'admitted':
        case 'refused':
        case 'ocr':
          return;
        default: {
          const unknown: never = message;
          return unknown;
        }
      }
    },
  };
}

interface SharedTools {
  settings: BatchSettings;
  reader: ReturnType<typeof shareReader>;
  renderer: Renderer | null;
  guards: ReturnType<typeof uniteGuards>;
  close(): Promise<void>;
}

async function openTools(
  settings: BatchSettings,
  deps: WorkerDeps,
  mayRecognise: () => Promise<boolean>,
  pacer: Pacer,
): Promise<SharedTools> {
  const reader = await deps.openReader(settings.ocr);
  const guards = uniteGuards();
  const renderer = settings.render === 'never' ? null : deps.openRenderer(settings, guards.guard, pacer);
  return {
    settings,
    reader: shareReader(reader, mayRecognise),
    renderer,
    guards,
    async close() {
      await reader.close();
      await renderer?.close();
    },
  };
}
