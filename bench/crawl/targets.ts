import type { Row } from './rows.ts';

/** Something that the project promises of its speed. */
export interface Target {
  promise: string;
  /** null: what it is held against was not measured */
  measured: string | null;
  isMet: boolean | null;
}

const mostCpuOverMinimal = 1.5;
const leastOverCrawlee = 2.5;
const mostPeakMegabytes = 250;
/** The promise on memory is for a site of this size. */
const pagesOfMemoryPromise = 10_000;

/** Holds the rows of one site size against the promises. */
export function checkTargets(pages: number, rows: readonly Row[]): Target[] {
  const rowOf = (name: string): Row | null => rows.find((row) => row.name === name) ?? null;
  const bare = rowOf('oit-crawl');
  const kept = rowOf('oit-snapshot');
  const minimal = rowOf('minimal');
  const crawlee = rowOf('crawlee-cheerio');
  const peers = rows.filter(({ kind }) => kind === 'peer');
  const fastest = peers.toSorted((a, b) => b.pagesPerSecond - a.pagesPerSecond)[0] ?? null;
  const targets = [
    compare(
      `CPU per page at most ${mostCpuOverMinimal} × the least crawler`,
      ratioOf(bare?.cpuPerThousand, minimal?.cpuPerThousand),
      (ratio) => ratio <= mostCpuOverMinimal,
    ),
    compare(
      `pages per second at least ${leastOverCrawlee} × CheerioCrawler`,
      ratioOf(kept?.pagesPerSecond, crawlee?.pagesPerSecond),
      (ratio) => ratio >= leastOverCrawlee,
    ),
    compare(
      `pages per second ahead of every peer in JavaScript or Python${fastest === null ? '' : ` (${fastest.name})`}`,
      ratioOf(kept?.pagesPerSecond, fastest?.pagesPerSecond),
      (ratio) => ratio > 1,
    ),
  ];
  if (pages < pagesOfMemoryPromise) return targets;
  const peak = kept?.peakMegabytes;
  return [
    ...targets,
    {
      promise: `at most ${mostPeakMegabytes} MB at ${pagesOfMemoryPromise} pages`,
      measured: peak === undefined ? null : `${peak.toFixed(0)} MB`,
      isMet: peak === undefined ? null : peak <= mostPeakMegabytes,
    },
  ];
}

function compare(promise: string, ratio: number | null, isMet: (ratio: number) => boolean): Target {
  return ratio === null
    ? { promise, measured: null, isMet: null }
    : { promise, measured: `${ratio.toFixed(2)} ×`, isMet: isMet(ratio) };
}

function ratioOf(ours: number | undefined, theirs: number | undefined): number | null {
  return ours === undefined || theirs === undefined || theirs === 0 ? null : ours / theirs;
}
