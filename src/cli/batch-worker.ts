import { getCompileCacheDir } from 'node:module';
import {
  createRenderer,
  openDocumentReader,
  openProgramDerived,
  realClock,
  startWorker,
  type ToWorker,
} from '../index.ts';
import { keepHeapSmall } from './keep-heap-small.ts';
import { findMachineBrowsers } from './machine-browser.ts';
import { findMachineTools } from './machine-tools.ts';

keepHeapSmall();

/** A worker of `oit batch`: a process that is started with a channel to it and ends with it. */
const worker = startWorker({
  clock: realClock,
  random: Math.random,
  send: (message) => void (process.connected && process.send?.(message, undefined, {}, () => undefined)),
  openDerived: () => openProgramDerived(getCompileCacheDir()),
  openReader: (ocr) => openDocumentReader(findMachineTools(), ocr),
  openRenderer: (settings, guard, pacer) =>
    createRenderer({
      clock: realClock,
      guard,
      pacer,
      userAgent: settings.userAgent,
      ownSite: false,
      requireSandbox: settings.requireSandbox,
      candidates: findMachineBrowsers,
    }),
  residentBytes: () => process.memoryUsage.rss(),
});

// A terminal's Ctrl-C and a service's stop reach every process of the group: the batch says when to end.
process.on('SIGINT', () => undefined);
process.on('SIGTERM', () => undefined);
process.on('disconnect', () => process.exit(1));
process.on('message', (message) => worker.receive(message as ToWorker));
await worker.done;
process.exit(0);
