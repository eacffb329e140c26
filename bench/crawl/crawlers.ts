import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findTool } from '../../src/cli/find-tool.ts';
import { oneArena } from '../../src/launch/one-arena.mjs';

/**
 * `limit`: no crawler on this runtime can be cheaper. `beside`: not in JavaScript or Python, shown and not held
 * against.
 */
export type CrawlerKind = 'ours' | 'limit' | 'peer' | 'beside';

/** A program that crawls a site under the conditions of the bench. */
export interface Crawler {
  name: string;
  kind: CrawlerKind;
  what: string;
  /** what it is started by; null: it is not installed here */
  command(folder: string, startUrl: string, concurrency: number): [string, ...string[]] | null;
  env?: Readonly<Record<string, string>>;
  /** left out by `--quick` */
  isSlow?: true;
}

const here = (name: string): string => fileURLToPath(new URL(name, import.meta.url));
const node = process.execPath;

/** Everything is opened, and nothing but pages. */
const checkOptions =
  '--own-site --exhaustive --max-pages=100000 --max-documents=0 --max-minutes=60 --max-depth=100 --render=never --ocr=never --format=json --quiet'.split(
    ' ',
  );

function peer(name: string, packageName: string): Crawler['command'] {
  return () =>
    existsSync(here(`peers/node_modules/${packageName}`)) ? [node, here(`peers/${name}.mjs`)] : null;
}

/** Everything that is measured, in the order of the table. */
export const crawlers: readonly Crawler[] = [
  {
    name: 'oit-crawl',
    kind: 'ours',
    what: 'our crawl: every fact extracted, links rated, nothing written',
    command: () => [node, here('ours.ts')],
    // As `oit` starts itself.
    env: { ...oneArena, SNAPSHOT: '0' },
  },
  {
    name: 'oit-snapshot',
    kind: 'ours',
    what: 'the same with its snapshot on the disk',
    command: () => [node, here('ours.ts')],
    env: oneArena,
  },
  {
    name: 'oit-check',
    kind: 'ours',
    what: '`oit check`, judging and reporting included',
    command: (folder, startUrl, concurrency) => [
      node,
      here('../../src/launch/oit.mjs'),
      'check',
      startUrl,
      `--concurrency=${concurrency}`,
      `--out=${join(folder, 'run')}`,
      ...checkOptions,
    ],
  },
  {
    name: 'undici',
    kind: 'limit',
    what: 'undici alone: gets every page of a list, looks at none',
    command: () => [node, here('limit.ts')],
    env: { LIMIT: 'bodies' },
  },
  {
    name: 'minimal',
    kind: 'limit',
    what: 'least crawler: undici, htmlparser2 as a stream, a set of addresses',
    command: () => [node, here('limit.ts')],
    env: { LIMIT: 'minimal' },
  },
  {
    name: 'crawlee-cheerio',
    kind: 'peer',
    what: 'Crawlee 3, CheerioCrawler, tuned',
    command: peer('crawlee-cheerio', '@crawlee/cheerio'),
  },
  {
    name: 'crawlee-http',
    kind: 'peer',
    what: 'Crawlee 3, HttpCrawler with htmlparser2, tuned',
    command: peer('crawlee-http', '@crawlee/http'),
  },
  {
    name: 'scrapy',
    kind: 'peer',
    what: 'Scrapy, tuned',
    command() {
      const python = ['/usr/bin/python3', findTool('python3')].find(
        (candidate) => candidate !== null && existsSync(candidate) && hasScrapy(candidate),
      );
      return python === undefined || python === null ? null : [python, here('peers/scrapy_spider.py')];
    },
  },
  {
    name: 'simplecrawler',
    kind: 'peer',
    what: 'simplecrawler 1',
    command: peer('simplecrawler', 'simplecrawler'),
  },
  {
    name: 'linkinator',
    kind: 'peer',
    what: 'linkinator 8',
    command: peer('linkinator', 'linkinator'),
    isSlow: true,
  },
  {
    name: 'spider-rs',
    kind: 'beside',
    what: 'spider-rs (Rust through napi)',
    command: peer('spider-rs', '@spider-rs/spider-rs'),
  },
  {
    name: 'go',
    kind: 'beside',
    what: 'net/http and x/net/html (Go)',
    command(folder) {
      const program = join(folder, 'go-crawler');
      return buildGo(program) ? [program] : null;
    },
  },
];

function hasScrapy(python: string): boolean {
  return runs(python, ['-c', 'import scrapy'], {});
}

/** Debian's packages of Go lie where modules are not looked for. */
function buildGo(program: string): boolean {
  const go = findTool('go');
  if (go === null) return false;
  const env = { GO111MODULE: 'off', GOPATH: '/usr/share/gocode', GOFLAGS: '' };
  return runs(go, ['build', '-o', program, here('peers/go/main.go')], env);
}

function runs(program: string, args: readonly string[], env: Readonly<Record<string, string>>): boolean {
  try {
    execFileSync(program, args, { stdio: 'ignore', env: { ...process.env, ...env } });
    return true;
  } catch {
    return false;
  }
}
