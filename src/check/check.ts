import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { assess } from '../assess/assess.ts';
import { crawl } from '../crawl/crawl.ts';
import type { CrawlOptions } from '../crawl/options.ts';
import type { CrawlProgress } from '../crawl/ports.ts';
import type { Clock, Fetcher } from '../fetch/types.ts';
import { createCrawlGuide } from '../match/guide.ts';
import { createRelevanceRater } from '../match/relevance.ts';
import { type ReportFormat, writeReports } from '../report/index.ts';
import type { Result } from '../result/schema.ts';
import type { AgencyType } from '../result/vocabulary.ts';
import { readSnapshot, type Snapshot } from '../snapshot/reader.ts';
import type { Manifest } from '../snapshot/schema.ts';
import { createSnapshotWriter } from '../snapshot/writer.ts';
import type { Resources } from './resources.ts';
import { createRunFolder, hostFolder, reuseRunFolder, runIdOf } from './run-folder.ts';

/** One check of one agency. */
export interface CheckOptions {
  crawl: CrawlOptions;
  /** ISO day on which it is judged */
  asOf: string;
  /** codes; null for every item */
  items: string[] | null;
  agency: { id: string | null; name: string | null; type: AgencyType | null };
  declared: { code: string; url: string }[];
  /** folder of this run; null: `<reportsFolder>/<host>/<run id>` */
  out: string | null;
  reportsFolder: string;
  formats: ReportFormat[];
  lang: 'th' | 'en';
  /** what the report shows of how the check was asked for; nothing secret, no local paths */
  shownOptions: Record<string, unknown>;
}

export interface CheckDependencies {
  resources: Resources;
  clock: Clock;
  /** a fetcher for this run; the check closes it */
  fetcher: Fetcher;
  signal: AbortSignal;
  onProgress: (progress: CrawlProgress) => void;
}

export interface CheckOutcome {
  result: Result;
  folder: string;
  /** files written, by name in the folder */
  files: string[];
}

/**
 * Crawls, judges and reports: the one place that joins the three. What was learned is judged and saved
 * whatever ended the crawl; a full disk ends it with `disk-full`.
 *
 * @throws RunFolderError when the run's folder cannot be made or holds something of others
 */
export async function check(options: CheckOptions, deps: CheckDependencies): Promise<CheckOutcome> {
  try {
    return await crawlAndJudge(options, deps);
  } finally {
    await deps.fetcher.close();
  }
}

async function crawlAndJudge(options: CheckOptions, deps: CheckDependencies): Promise<CheckOutcome> {
  const startedMs = deps.clock.nowMs();
  const { folder, runId } = await openFolder(options, startedMs);
  const manifest = describeRequest(options, deps.resources, runId, startedMs);
  const snapshotFolder = join(folder, 'snapshot');
  let diskFull = false;
  try {
    const writer = await createSnapshotWriter(snapshotFolder, manifest);
    const { titles, words, loaded } = deps.resources;
    const items = loaded.checklist.items.filter(({ code }) => options.items?.includes(code) ?? true);
    const rater = createRelevanceRater(
      titles,
      items.map(({ code }) => code),
    );
    const guide = createCrawlGuide(rater, words, items);
    const { fetcher, clock, signal, onProgress } = deps;
    await crawl(options.crawl, { fetcher, guide, clock, sink: writer, signal, onProgress });
  } catch (error) {
    if (!isDiskFull(error)) throw error;
    diskFull = true;
  }
  const snapshot = readSnapshot(snapshotFolder);
  const result = assess(diskFull ? endedByDisk(snapshot) : snapshot, deps.resources);
  const files = await saveReports(result, options.formats, folder, options.lang);
  return { result, folder, files };
}

/**
 * Judges a stored snapshot again, without network or clock: the same bytes every time.
 *
 * @throws SnapshotError when the folder is no snapshot
 */
export function reassess(snapshotFolder: string, resources: Resources): Result {
  return assess(readSnapshot(snapshotFolder), resources);
}

/** Writes the reports of a result; `result.json` is always among them. Returns their names. */
export async function saveReports(
  result: Result,
  formats: readonly ReportFormat[],
  folder: string,
  lang: 'th' | 'en',
): Promise<string[]> {
  await mkdir(folder, { recursive: true });
  const all: ReportFormat[] = ['json', ...formats];
  return await writeReports(result, all, '', lang, async (name, content) => {
    await writeFile(join(folder, name), content);
  });
}

async function openFolder(
  options: CheckOptions,
  startedMs: number,
): Promise<{ folder: string; runId: string }> {
  const id = runIdOf(startedMs);
  if (options.out === null) {
    return await createRunFolder(join(options.reportsFolder, hostFolder(options.crawl.startUrl)), id);
  }
  await reuseRunFolder(options.out);
  return { folder: options.out, runId: id };
}

function describeRequest(
  options: CheckOptions,
  resources: Resources,
  runId: string,
  startedMs: number,
): Manifest {
  return {
    schemaVersion: 1,
    tool: { name: 'oit-checker', version: resources.toolVersion },
    runId,
    startedAt: new Date(startedMs).toISOString(),
    asOf: options.asOf,
    startUrl: options.crawl.startUrl,
    alsoHosts: options.crawl.alsoHosts,
    checklistId: resources.loaded.checklist.id,
    items: options.items,
    agency: options.agency,
    declared: options.declared,
    options: options.shownOptions,
  };
}

function endedByDisk(snapshot: Snapshot): Snapshot {
  const { end, fetches, manifest } = snapshot;
  const finishedAt = end?.finishedAt ?? fetches.at(-1)?.retrievedAt ?? manifest.startedAt;
  return { ...snapshot, end: { type: 'end', stoppedBy: 'disk-full', finishedAt, requests: fetches.length } };
}

function isDiskFull(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOSPC' || error.code === 'EDQUOT');
}
