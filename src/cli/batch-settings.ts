import { fileURLToPath } from 'node:url';
import type { BatchManifest, BatchSettings, Resources } from '../index.ts';
import type { TypedBatchOptions } from './batch-options.ts';

/** What all checks of a batch have in common. */
export function settingsOf(
  typed: TypedBatchOptions,
  { toolVersion, loaded }: Resources,
  root: string,
  contact: string,
  manifest: BatchManifest,
): BatchSettings {
  const { asOf } = manifest;
  // Pins of thousands of agencies are no concern of each one's report.
  const { resolve: _pins, ...shown } = manifest.options;
  return {
    root,
    userAgent: `oit-checker/${toolVersion} (+https://www.npmjs.com/package/oit-checker; ${contact})`,
    asOf,
    isAsOfGiven: true,
    formats: typed.format,
    lang: typed.lang,
    concurrency: typed.concurrency,
    delayMs: typed.delayMs,
    maxPages: typed.maxPages,
    maxDocuments: typed.maxDocuments,
    maxMinutes: typed.maxMinutes,
    maxDepth: typed.maxDepth,
    maxBytes: 1024 ** 3,
    ocr: typed.ocr,
    render: typed.render,
    requireSandbox: typed.requireSandbox === true,
    resolve: typed.resolve,
    allowAddresses: typed.allowAddress,
    todayFiscalYear: loaded.checklist.fiscalYear,
    shownOptions: { ...shown, checklist: loaded.checklist.id, asOf },
  };
}

/** The worker's module beside this one: .ts in a checkout, .js in the published package. */
export function workerScript(): string {
  const own = import.meta.url;
  return fileURLToPath(new URL(`./batch-worker${own.slice(own.lastIndexOf('.'))}`, own));
}
