/**
 * Measures the crawl beside other crawlers and beside what the runtime allows at all: `npm run bench -- --help`. Linux only. The
 * site is generated once and kept; who is not installed is left out by name.
 */
import { readFile, rm, writeFile } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Command } from 'commander';
import { compareCrawlers, workOf } from './compare.ts';
import { type Crawler, crawlers } from './crawlers.ts';
import { showRows } from './rows.ts';
import { checkTargets } from './targets.ts';

interface Typed {
  pages: string;
  peers?: string;
  quick?: boolean;
  runs: string;
  concurrency: string;
  scratch: string;
  timeoutMinutes: string;
  port: string;
  write?: boolean;
}

const typed = new Command('npm run bench --')
  .description(
    'pages per second, processor time and memory of our crawl, of other crawlers and of the limits',
  )
  .option('--pages <n,…>', 'sizes of the generated site', '500,2000,10000')
  .option('--peers <names>', `only these of the others, or none: ${namesOf(isOther).join(', ')}`)
  .option('--quick', 'a site of 500 pages, one run, without the slow ones')
  .option('--runs <n>', 'runs of each; the middle one counts', '3')
  .option('--concurrency <n>', 'requests at once, the same for all', '32')
  .option('--scratch <dir>', 'where sites are kept and crawlers write', join(tmpdir(), 'oit-bench-crawl'))
  .option('--port <n>', 'of 127.0.0.1, for the generated site', '8197')
  .option('--timeout-minutes <n>', 'for one run', '20')
  .option('--write', 'put the tables into docs/performance.md')
  .parse()
  .opts<Typed>();

const quick = typed.quick === true;
const sizes = quick ? [500] : typed.pages.split(',').map(Number);
const chosen = crawlers.filter((crawler) => isChosen(crawler, typed.peers, quick));
const runs = quick ? 1 : Number(typed.runs);
const parts = [describeConditions(Number(typed.concurrency), runs)];
for (const pages of sizes) {
  const { rows, missing } = await compareCrawlers({
    crawlers: chosen,
    pages,
    runs,
    concurrency: Number(typed.concurrency),
    scratch: typed.scratch,
    port: Number(typed.port),
    timeoutMs: Number(typed.timeoutMinutes) * 60_000,
    onRun: (line) => process.stderr.write(`${line}\n`),
  });
  const targets = checkTargets(pages, rows).map(
    ({ promise, measured, isMet }) =>
      `- ${promise}: ${measured ?? 'not measured'}${isMet === null ? '' : isMet ? ', kept' : ', **not kept**'}`,
  );
  const left = missing.length === 0 ? [] : [`Not installed, so not measured: ${missing.join(', ')}.`];
  parts.push([`### ${pages} pages`, showRows(rows), ...left, targets.join('\n')].join('\n\n'));
}
// Once and last: for minutes after thousands of files were taken away, ext4 makes new ones at ten times the cost, since it passes
// over what was freed just now (`recently_deleted` in fs/ext4/ialloc.c).
await rm(workOf(typed.scratch), { recursive: true, force: true });
const report = parts.join('\n\n');
process.stdout.write(`${report}\n`);
if (typed.write === true) await writeInto(new URL('../../docs/performance.md', import.meta.url), report);

function isOther({ kind }: Crawler): boolean {
  return kind === 'peer' || kind === 'beside';
}

function namesOf(isWanted: (crawler: Crawler) => boolean): string[] {
  return crawlers.filter(isWanted).map(({ name }) => name);
}

function isChosen(crawler: Crawler, peers: string | undefined, isQuick: boolean): boolean {
  if (!isOther(crawler)) return true;
  if (peers !== undefined) return peers.split(',').includes(crawler.name);
  return !(isQuick && crawler.isSlow === true);
}

function describeConditions(concurrency: number, count: number): string {
  const day = new Date().toISOString().slice(0, 10);
  const [cpu] = cpus();
  return (
    `Measured ${day} on ${cpus().length} × ${cpu?.model.trim() ?? 'unknown processor'}, Node ${process.versions.node}, ` +
    `${concurrency} requests at once, ${count === 1 ? 'one run' : `the middle one of ${count} runs`}.`
  );
}

/** @throws Error when the document has lost its markers */
async function writeInto(document: URL, text: string): Promise<void> {
  const path = fileURLToPath(document);
  const old = await readFile(path, 'utf8');
  const [before, rest] = old.split('<!-- bench:begin -->');
  const after = rest?.split('<!-- bench:end -->')[1];
  if (before === undefined || after === undefined) throw new Error(`${path} has no bench markers`);
  await writeFile(path, `${before}<!-- bench:begin -->\n\n${text}\n\n<!-- bench:end -->${after}`);
}
