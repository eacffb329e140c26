import type { Renderer } from '../browser/renderer.ts';
import { check } from '../check/check.ts';
import { exitCodeOf } from '../check/exit-code.ts';
import type { Resources } from '../check/resources.ts';
import { untilRunFree } from '../check/run-lock.ts';
import type { DocumentReader } from '../document/types.ts';
import { type AddressGuard, createAddressGuard } from '../fetch/address-guard.ts';
import { createFetcher } from '../fetch/fetcher.ts';
import type { Pacer } from '../fetch/pace.ts';
import type { Clock } from '../fetch/types.ts';
import type { Result } from '../result/schema.ts';
import { limitFetcher } from './night-fetcher.ts';
import { createAgencyClock, gaugePacer, PaceGauge } from './pace-gauge.ts';
import type { AgencyEnd, AgencyOrder, BatchSettings, FromWorker } from './protocol.ts';

/** What the agencies of a worker share. */
export interface AgencyTools {
  clock: Clock;
  random: () => number;
  pacer: Pacer;
  resources: Resources;
  reader: DocumentReader;
  renderer: Renderer | null;
  /** makes the agency's guard known to the shared browser until the returned function is called */
  addGuard: (guard: AddressGuard) => () => void;
  signal: AbortSignal;
  tell: (message: FromWorker) => void;
}

/** Checks one agency of a batch, into its own folder. Never throws: what goes wrong is told. */
export async function runAgency(
  order: AgencyOrder,
  settings: BatchSettings,
  tools: AgencyTools,
): Promise<AgencyEnd> {
  const gauge = new PaceGauge(() => tools.clock.nowMs());
  let forget: (() => void) | null = null;
  try {
    await untilRunFree(order.folder, tools.clock, tools.signal);
    const { result } = await check(
      {
        crawl: {
          startUrl: order.url,
          alsoHosts: [],
          concurrency: settings.concurrency,
          maxPages: settings.maxPages,
          maxDocuments: settings.maxDocuments,
          maxMinutes: settings.maxMinutes,
          maxDepth: settings.maxDepth,
          maxBytes: settings.maxBytes,
          declaredUrls: [...new Set(order.declared.flatMap(({ url }) => (url === null ? [] : [url])))],
          declaredOnly: false,
          render: settings.render,
        },
        screenshots: null,
        fresh: false,
        isAsOfGiven: settings.isAsOfGiven,
        ocr: settings.ocr,
        asOf: settings.asOf,
        items: null,
        agency: order.agency,
        declared: order.declared,
        out: order.folder,
        reportsFolder: order.folder,
        formats: settings.formats,
        lang: settings.lang,
        shownOptions: settings.shownOptions,
      },
      {
        resources: tools.resources,
        clock: createAgencyClock(tools.clock, gauge),
        fetcher: openFetcher(order, settings, tools, gauge, (undo) => {
          forget = undo;
        }),
        reader: tools.reader,
        renderer: tools.renderer,
        signal: tools.signal,
        onProgress: () => undefined,
      },
    );
    if (result.run.stoppedBy === 'interrupted') return { kind: 'interrupted', key: order.key };
    return describeResult(order.key, result, gauge.waitedMs());
  } catch (error) {
    if (tools.signal.aborted) return { kind: 'interrupted', key: order.key };
    const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return { kind: 'error', key: order.key, detail: detail.slice(0, 2_000), isDiskFull: isDiskFull(error) };
  } finally {
    (forget as (() => void) | null)?.();
  }
}

function openFetcher(
  { url, key }: AgencyOrder,
  settings: BatchSettings,
  { clock, random, pacer, addGuard, tell }: AgencyTools,
  gauge: PaceGauge,
  onGuard: (forget: () => void) => void,
): ReturnType<typeof createFetcher> {
  const options = {
    clock,
    random,
    userAgent: settings.userAgent,
    concurrencyPerHost: settings.concurrency,
    delayMs: settings.delayMs,
    ownSite: false,
    startUrl: /^https?:\/\//i.test(url) ? url : `https://${url}`,
    startMayBePrivate: false,
    allowAddresses: settings.allowAddresses,
    resolve: settings.resolve,
  };
  const guard = createAddressGuard(options);
  onGuard(addGuard(guard));
  return limitFetcher(createFetcher({ ...options, guard, pacer: gaugePacer(pacer, gauge) }), {
    clock,
    onBytes: (host, bytes) => tell({ type: 'bytes', host, bytes }),
    onOverload: (host, httpStatus, hasRetryAfter) =>
      tell({ type: 'overload', host, httpStatus, hasRetryAfter }),
    onAnswer: () => tell({ type: 'working', key }),
  });
}

function describeResult(key: string, result: Result, waitedMs: number): AgencyEnd {
  const { agency, site, run, score } = result;
  return {
    kind: 'result',
    key,
    name: agency.name,
    type: agency.type,
    reachable: site.reachable,
    outcome: site.problem,
    incomplete: run.incomplete,
    stoppedBy: run.stoppedBy,
    exitCode: exitCodeOf(result, null),
    startedAt: run.startedAt,
    finishedAt: run.finishedAt,
    score: score === null ? null : { expected: score.expected, low: score.low, high: score.high },
    pages: run.pagesFetched,
    documents: run.documentsFetched,
    requests: run.requests,
    bytes: run.bytes,
    waitedForPaceSeconds: Math.round(waitedMs / 100) / 10,
  };
}

function isDiskFull(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOSPC' || error.code === 'EDQUOT');
}
