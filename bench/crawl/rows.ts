import type { Crawler, CrawlerKind } from './crawlers.ts';
import type { Measured } from './measure.ts';
import type { SiteCounts } from './site.ts';

/** What one crawler did with one site; of several runs the middle one of each figure. */
export interface Row {
  name: string;
  kind: CrawlerKind;
  what: string;
  /** different pages that the server saw it get */
  pages: number;
  pagesPerSecond: number;
  /** processor seconds per 1,000 pages, system time included */
  cpuPerThousand: number;
  /** resident memory of its processes together */
  peakMegabytes: number;
  runs: number;
  /** it did not end by itself, or ended badly; then the end of what it said */
  failure: string | null;
}

export interface Run {
  measured: Measured;
  counts: SiteCounts;
}

/** Joins the runs of one crawler. */
export function makeRow({ name, kind, what }: Crawler, runs: readonly Run[]): Row {
  const median = (read: (run: Run) => number): number => {
    const sorted = runs.map(read).toSorted((a, b) => a - b);
    return sorted[Math.floor((sorted.length - 1) / 2)] ?? Number.NaN;
  };
  return {
    name,
    kind,
    what,
    pages: median(({ counts }) => counts.pages),
    pagesPerSecond: median(({ counts, measured }) => (counts.pages / measured.wallMs) * 1000),
    cpuPerThousand: median(({ counts, measured }) => measured.cpuMs / Math.max(1, counts.pages)),
    peakMegabytes: median(({ measured }) => measured.peakBytes / 1e6),
    runs: runs.length,
    failure: failureOf(runs),
  };
}

/** 3 and 4 are how `oit check` says what it found. */
const goodExits: readonly (number | null)[] = [0, 3, 4];

function failureOf(runs: readonly Run[]): string | null {
  for (const { measured } of runs) {
    if (measured.isTimedOut) return 'stopped: it took too long';
    if (!goodExits.includes(measured.exitCode))
      return `exit ${measured.exitCode}: ${measured.stderr.trim().split('\n').at(-1) ?? ''}`;
  }
  return null;
}

/** The table of one site size. */
export function showRows(rows: readonly Row[]): string {
  const head = ['', 'pages', 'pages/s', 'CPU s per 1,000', 'peak MB'];
  const lines = rows.map((row) => [
    `**${row.name}** ${row.what}${row.failure === null ? '' : ` (${row.failure})`}`,
    String(row.pages),
    row.pagesPerSecond.toFixed(0),
    row.cpuPerThousand.toFixed(2),
    row.peakMegabytes.toFixed(0),
  ]);
  return [head, head.map((_, at) => (at === 0 ? '---' : '---:')), ...lines]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n');
}
