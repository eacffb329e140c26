import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  check,
  type Clock,
  fiscalYearOf,
  loadResources,
  type Look,
  type LookTarget,
  openDocumentReader,
  type Probe,
  readSnapshot,
  realClock,
} from '../index.ts';
import type { TypedCheckOptions } from './check-options.ts';
import { type CliContext, todayInBangkok } from './context.ts';
import { findMachineTools } from './machine-tools.ts';
import { openNetwork } from './open-network.ts';

/** Opens the start page, the given evidence and the pages that led there; nothing of it is kept. */
export async function lookByDay(
  startUrl: string,
  targets: readonly LookTarget[],
  typed: TypedCheckOptions,
  signal: AbortSignal,
  { root, openDerived, clock }: Pick<CliContext, 'root' | 'openDerived'> & { clock: Clock },
): Promise<Look> {
  const asOf = todayInBangkok(clock.nowMs());
  const resources = await loadResources(
    root,
    typed.checklist ?? null,
    fiscalYearOf(asOf),
    await openDerived(),
  );
  const { fetcher, renderer } = openNetwork(startUrl, typed, resources.toolVersion);
  const out = await mkdtemp(join(tmpdir(), 'oit-look-'));
  const pages = targets.flatMap(({ foundOn }) => (foundOn === null ? [] : [foundOn]));
  try {
    const { result } = await check(
      {
        crawl: {
          startUrl,
          alsoHosts: typed.alsoHost,
          concurrency: typed.concurrency,
          maxPages: 10 + 2 * targets.length,
          // Pages that list documents would otherwise bring all of them along.
          maxDocuments: targets.length + 3,
          maxMinutes: 5,
          maxDepth: 1,
          maxBytes: 256 * 1024 * 1024,
          declaredUrls: [...new Set([...targets.map(({ url }) => url), ...pages])],
          declaredOnly: true,
          render: typed.render,
        },
        fresh: true,
        isAsOfGiven: false,
        ocr: typed.ocr,
        asOf,
        items: targets.map(({ code }) => code),
        agency: { id: null, name: typed.agencyName ?? null, type: null },
        declared: targets.map(({ code, url }) => ({ code, url, have: true, where: null })),
        out,
        reportsFolder: out,
        formats: [],
        lang: 'th',
        shownOptions: {},
      },
      {
        resources,
        clock: realClock,
        fetcher,
        renderer,
        reader: await openDocumentReader(findMachineTools(), typed.ocr),
        signal,
        onProgress: () => undefined,
      },
    );
    const snapshot = readSnapshot(join(out, 'snapshot'));
    // Bodies are read from the folder, which goes away: what is looked at is read now.
    const bodies = new Map(
      snapshot.fetches.flatMap(({ sha256, hasBlob }) =>
        sha256 === null || !hasBlob ? [] : [[sha256, snapshot.bodyOf(sha256)] as const],
      ),
    );
    return {
      result: { ...result, run: { ...result.run, startedAt: new Date(clock.nowMs()).toISOString() } },
      snapshot: { ...snapshot, bodyOf: (sha256) => bodies.get(sha256) ?? null },
    };
  } finally {
    await rm(out, { recursive: true, force: true });
  }
}

/** Asks for the start page once. */
export async function probeStart(
  startUrl: string,
  typed: TypedCheckOptions,
  signal: AbortSignal,
  { toolVersion, clock }: { toolVersion: string; clock: Clock },
): Promise<Probe> {
  const { fetcher } = openNetwork(startUrl, { ...typed, render: 'never' }, toolVersion);
  const at = new Date(clock.nowMs()).toISOString();
  try {
    const hasScheme = /^https?:\/\//i.test(startUrl);
    const spellings = hasScheme ? [startUrl] : [`https://${startUrl}`, `http://${startUrl}`];
    let last: Probe = { at, outcome: 'budget', latencyMs: null };
    for (const url of spellings) {
      const { outcome, elapsedMs } = await fetcher.fetch({ url, accept: 'page', ignoreRobots: true, signal });
      last = { at, outcome, latencyMs: outcome === 'ok' ? elapsedMs : null };
      if (outcome === 'ok') break;
    }
    return last;
  } finally {
    await fetcher.close();
  }
}
