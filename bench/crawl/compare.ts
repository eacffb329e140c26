import { mkdir, mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import { writeConditions } from './conditions.ts';
import type { Crawler } from './crawlers.ts';
import { measureProcess } from './measure.ts';
import { makeRow, type Row, type Run } from './rows.ts';
import { type BenchSite, openSite } from './site.ts';

export interface Comparison {
  crawlers: readonly Crawler[];
  /** of the generated site */
  pages: number;
  runs: number;
  /** requests at once */
  concurrency: number;
  /** a folder for sites and for what crawlers write */
  scratch: string;
  /** of 127.0.0.1; some links of a generated site are absolute, so that each port has a site of its own */
  port: number;
  /** for one run */
  timeoutMs: number;
  onRun: (line: string) => void;
}

/** What crawlers wrote, in a folder of `scratch`; whoever compares takes it away once all is measured. */
export function workOf(scratch: string): string {
  return join(scratch, 'work');
}

/** Lets the crawlers crawl one generated site, in turns, so that what else the machine does falls on all of them. */
export async function compareCrawlers(asked: Comparison): Promise<{ rows: Row[]; missing: string[] }> {
  await mkdir(asked.scratch, { recursive: true });
  const site = await openSite(join(asked.scratch, 'sites'), asked.pages, asked.port);
  const runs = new Map<Crawler, Run[]>();
  const missing = new Set<string>();
  try {
    for (let round = 0; round < asked.runs; round++) {
      for (const crawler of asked.crawlers) {
        const run = missing.has(crawler.name) ? null : await runOnce(crawler, site, asked);
        if (run === null) missing.add(crawler.name);
        else runs.set(crawler, [...(runs.get(crawler) ?? []), run]);
      }
    }
  } finally {
    await site.close();
  }
  return { rows: [...runs].map(([crawler, done]) => makeRow(crawler, done)), missing: [...missing] };
}

/** Null when the crawler is not installed. */
async function runOnce(crawler: Crawler, site: BenchSite, asked: Comparison): Promise<Run | null> {
  const work = workOf(asked.scratch);
  await mkdir(work, { recursive: true });
  const folder = await mkdtemp(join(work, `${crawler.name}-`));
  const command = crawler.command(folder, site.url, asked.concurrency);
  if (command === null) return null;
  await site.takeCounts();
  const { url: startUrl, list } = site;
  const conditions = writeConditions({ startUrl, concurrency: asked.concurrency, folder, list });
  const measured = await measureProcess({
    command,
    // `oit` keeps what Node compiled from run to run: so do all that run on Node, from their second run on.
    env: {
      ...conditions,
      ...crawler.env,
      NODE_NO_WARNINGS: '1',
      NODE_COMPILE_CACHE: join(asked.scratch, 'compiled'),
      // A check under other rules than the one before it judges that one anew: no run shall find another's.
      XDG_DATA_HOME: join(folder, 'data'),
    },
    folder,
    timeoutMs: asked.timeoutMs,
  });
  const run = { measured, counts: await site.takeCounts() };
  asked.onRun(lineOf(crawler, asked.pages, run));
  return run;
}

function lineOf({ name }: Crawler, pages: number, { measured, counts }: Run): string {
  const seconds = measured.wallMs / 1000;
  const cpu = measured.cpuMs / Math.max(1, counts.pages);
  return (
    `${name}: ${counts.pages} of ${pages} pages, ${counts.requests} requests in ${seconds.toFixed(1)} s, ` +
    `CPU ${cpu.toFixed(2)} ms per page, ${(measured.peakBytes / 1e6).toFixed(0)} MB, exit ${measured.exitCode}`
  );
}
