import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { agencyKey } from '../assess/agency.ts';
import { assess } from '../assess/assess.ts';
import type { Cache } from '../cache/types.ts';
import { crawl } from '../crawl/crawl.ts';
import type { CrawlOptions } from '../crawl/options.ts';
import type { CrawlProgress } from '../crawl/ports.ts';
import type { Renderer } from '../browser/renderer.ts';
import type { Clock, Fetcher } from '../fetch/types.ts';
import { DocumentQueue } from '../document/queue.ts';
import { type DocumentReader, maxOcrDocuments } from '../document/types.ts';
import type { History } from '../history/schema.ts';
import type { DeclaredEntry } from '../inputs/declared.ts';
import type { Override } from '../inputs/overrides.ts';
import { createCrawlGuide } from '../match/guide.ts';
import { PageShelf } from '../match/page-shelf.ts';
import { createRelevanceRater } from '../match/relevance.ts';
import { rememberTitles } from '../match/remember-titles.ts';
import { readReportFonts, type ReportFormat, writeReports } from '../report/index.ts';
import type { Result } from '../result/schema.ts';
import type { AgencyType } from '../result/vocabulary.ts';
import type { SurveyTotals } from '../score/total.ts';
import { readSnapshot, type Snapshot } from '../snapshot/reader.ts';
import type { Manifest } from '../snapshot/schema.ts';
import type { Resources } from './resources.ts';
import { createJudgeSoFar } from './judge-so-far.ts';
import { type OpenRun, openRun } from './open-run.ts';
import type { RunRecorder } from './record.ts';
import { runIdOf } from './run-folder.ts';
import { createSpool } from './spool.ts';
import { takeScreenshots } from './take-screenshots.ts';

/** One check of one agency. */
export interface CheckOptions {
  crawl: CrawlOptions;
  /** ISO day on which it is judged */
  asOf: string;
  /** search on when everything is answered surely */
  exhaustive?: boolean;
  /** begin anew although an unfinished run of the same command is there */
  fresh: boolean;
  /** the day to judge on was named by a person */
  isAsOfGiven: boolean;
  /** whether scans are recognised */
  ocr: 'auto' | 'never';
  /** take a picture of the evidence, but not of items with these topics; null or absent: take none */
  screenshots?: { withoutTopics: readonly string[] } | null;
  /** codes; null for every item */
  items: string[] | null;
  /** as a list of agencies says; place and tags are passed on to the result as they are */
  agency: {
    id: string | null;
    name: string | null;
    type: AgencyType | null;
    district?: string | null;
    province?: string | null;
    tags?: string[];
  };
  declared: DeclaredEntry[];
  /** what the index of the site itself links to counts as declared too */
  declaredIndex?: boolean;
  /** people's judgements; absent: none */
  overrides?: readonly Override[] | undefined;
  /** what IIT and EIT gave, for the ITA total; absent: there is no total */
  surveys?: SurveyTotals | null | undefined;
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
  /** reads documents; the check closes it. Null: documents count by link, type, size, name and year alone */
  reader: DocumentReader | null;
  /** opens pages that scripts build; the check closes it. Null or absent: they count as not seen */
  renderer?: Renderer | null;
  /** what earlier runs downloaded and read; its owner closes it. Null or absent: everything is asked for in full */
  cache?: Cache | null;
  signal: AbortSignal;
  onProgress: (progress: CrawlProgress) => void;
  /** keeps the run and tells its history; absent: nothing is kept */
  recordRun?: RunRecorder;
  /** an unfinished run goes on, with this many fetches that need not be made again */
  onResume?: (kept: number) => void;
}

export interface CheckOutcome {
  result: Result;
  /** null: nothing is kept, or there is nothing to tell */
  history: History | null;
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
    const { resources, cache } = deps;
    const { loaded } = resources;
    const site = agencyKey(options.crawl.startUrl);
    const known = (await cache?.knownTitles(resources.titles, loaded.sha256, site)) ?? null;
    const titles = known?.titles ?? rememberTitles(resources.titles).titles;
    const outcome = await crawlAndJudge(options, { ...deps, resources: { ...resources, titles } });
    await known?.save();
    return outcome;
  } finally {
    await deps.fetcher.close();
    await deps.reader?.close();
    await deps.renderer?.close();
  }
}

async function crawlAndJudge(options: CheckOptions, deps: CheckDependencies): Promise<CheckOutcome> {
  const { clock, onResume } = deps;
  const run = await openRun(
    {
      out: options.out,
      reportsFolder: options.reportsFolder,
      fresh: options.fresh,
      isAsOfGiven: options.isAsOfGiven,
      manifest: describeRequest(options, deps, clock.nowMs()),
    },
    () => clock.nowMs(),
  );
  try {
    if (run.earlier !== null) onResume?.(run.earlier.fetches.length);
    const shelf = new PageShelf();
    const isDiskFull = await crawlInto(run, shelf, options, deps);
    const snapshot = readSnapshot(join(run.folder, 'snapshot'));
    const { overrides, surveys } = options;
    const inputs = { ...deps.resources, overrides, surveys };
    const judged = assess(isDiskFull ? endedByDisk(snapshot) : snapshot, inputs, shelf);
    const result = isDiskFull ? judged : await addScreenshots(judged, run.folder, options, deps);
    const history = (await deps.recordRun?.(result, join(run.folder, 'snapshot'))) ?? null;
    const files = await saveReports(result, options.formats, run.folder, options.lang, history);
    return { result, history, folder: run.folder, files };
  } finally {
    await run.lock.release();
  }
}

async function addScreenshots(
  result: Result,
  folder: string,
  { screenshots }: CheckOptions,
  { renderer, signal }: CheckDependencies,
): Promise<Result> {
  if (renderer === null || renderer === undefined || screenshots === null || screenshots === undefined)
    return result;
  return await takeScreenshots(result, renderer, { ...screenshots, folder, signal });
}

/** Returns whether the disk ended the crawl. */
async function crawlInto(
  run: OpenRun,
  shelf: PageShelf,
  options: CheckOptions,
  deps: CheckDependencies,
): Promise<boolean> {
  const { titles, words, loaded } = deps.resources;
  const items = loaded.checklist.items.filter(({ code }) => options.items?.includes(code) ?? true);
  const rater = createRelevanceRater(
    titles,
    items.map(({ code }) => code),
    'telling',
  );
  const spool = createSpool(join(run.folder, 'being-read'));
  const { reader, renderer, cache, clock, signal, onProgress } = deps;
  const fetcher = cache?.wrapFetcher(deps.fetcher) ?? deps.fetcher;
  const { overrides, surveys } = options;
  const inputs = { ...deps.resources, overrides, surveys };
  const mayStopEarly = options.exhaustive !== true && !options.crawl.declaredOnly;
  const earlier = run.earlier;
  const factsOf = (sha256: string) => earlier?.snapshot.factsOf(sha256) ?? null;
  const bodyOf = (sha256: string) => earlier?.snapshot.bodyOf(sha256) ?? null;
  const openDocuments =
    reader === null
      ? null
      : (until: AbortSignal) =>
          new DocumentQueue(
            { ocr: options.ocr, maxOcrDocuments },
            {
              reader,
              spool,
              factsOf,
              putFacts: (sha256, facts) => run.writer.putFacts(sha256, facts),
              known: cache?.knownDocuments(reader.components) ?? null,
              signal: until,
            },
          );
  try {
    const end = await crawl(options.crawl, {
      fetcher,
      guide: createCrawlGuide(rater, words, items),
      clock,
      sink: { ...run.writer, notePage: (record, facts) => shelf.note(record, facts) },
      openDocuments,
      renderer: renderer ?? null,
      earlier: earlier === null ? null : { fetches: earlier.fetches, bodyOf },
      signal,
      judgeSoFar: mayStopEarly ? createJudgeSoFar(join(run.folder, 'snapshot'), inputs, shelf) : null,
      onProgress,
    });
    // What waits to be read is wanted again when an interrupted run goes on.
    if (end.stoppedBy !== 'interrupted') await spool.clear();
    return false;
  } catch (error) {
    if (!isDiskFull(error)) throw error;
    await spool.clear();
    return true;
  }
}

/**
 * Judges a stored snapshot again, without network or clock: the same bytes every time.
 *
 * @throws SnapshotError when the folder is no snapshot
 */
export function reassess(
  snapshotFolder: string,
  resources: Resources,
  people: Pick<CheckOptions, 'overrides' | 'surveys'> = {},
): Result {
  return assess(readSnapshot(snapshotFolder), { ...resources, ...people });
}

const historyFile = 'history.json';

/**
 * Writes the reports of a result; `result.json` is always among them, and `history.json` where there is an earlier run.
 * Returns their names.
 */
export async function saveReports(
  result: Result,
  formats: readonly ReportFormat[],
  folder: string,
  lang: 'th' | 'en',
  history: History | null = null,
): Promise<string[]> {
  await mkdir(folder, { recursive: true });
  const told = history !== null && history.runs.length > 1 ? history : null;
  // A folder that is used again must not tell the history of another run.
  if (told === null) await rm(join(folder, historyFile), { force: true });
  const all: ReportFormat[] = ['json', ...formats];
  const names = await writeReports(
    result,
    all,
    '',
    lang,
    async (name, content) => {
      await writeFile(join(folder, name), content);
    },
    readReportFonts,
    told,
  );
  if (told === null) return names;
  await writeFile(join(folder, historyFile), `${JSON.stringify(told, null, 2)}\n`);
  return [...names, historyFile];
}

function describeRequest(options: CheckOptions, deps: CheckDependencies, startedMs: number): Manifest {
  const { resources } = deps;
  return {
    schemaVersion: 1,
    tool: { name: 'oit-checker', version: resources.toolVersion },
    runId: runIdOf(startedMs),
    startedAt: new Date(startedMs).toISOString(),
    asOf: options.asOf,
    startUrl: options.crawl.startUrl,
    alsoHosts: options.crawl.alsoHosts,
    checklistId: resources.loaded.checklist.id,
    items: options.items,
    agency: options.agency,
    declared: options.declared,
    ...(options.crawl.declaredOnly ? { declaredOnly: true } : {}),
    ...(options.declaredIndex === true ? { declaredIndex: true } : {}),
    options: options.shownOptions,
    components: deps.reader?.components ?? { pdf: null, ocr: null },
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
