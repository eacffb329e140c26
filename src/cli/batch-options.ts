import { type Command, Option } from 'commander';
import { defaultCrawlLimits, type RenderMode, renderModes, type ReportFormat } from '../index.ts';
import { collect, numberOption } from './option-kinds.ts';
import { parseDay, parseFormats, parseLanguage } from './parse.ts';

/** Options of `oit batch` as typed. */
export interface TypedBatchOptions {
  checklist?: string;
  asOf?: string;
  filter?: string;
  queue: string;
  results?: string;
  contact?: string;
  out?: string;
  fresh?: boolean;
  jobs: number;
  processes?: number;
  maxHours: number;
  spreadHours?: number;
  retryAfterMinutes?: number;
  anyHour?: boolean;
  maxPages: number;
  maxDocuments: number;
  maxMinutes: number;
  maxDepth: number;
  maxOcr: number;
  maxRequestsPerIp: number;
  maxGigabytesPerIp: number;
  ocr: 'auto' | 'never';
  render: RenderMode;
  requireSandbox?: boolean;
  concurrency: number;
  delayMs: number;
  resolve: string[];
  allowAddress: string[];
  format: ReportFormat[];
  lang: 'th' | 'en';
  quiet?: boolean;
  ownSite?: boolean;
}

/** What a batch opens of one agency at most where nobody says otherwise: less than a check of one's own site. */
const agencyLimits = { maxPages: 300, maxDocuments: 80, maxMinutes: 10 } as const;

export function addBatchOptions(command: Command): Command {
  return command
    .option('--checklist <id|file>', 'checklist, for example ita-2568')
    .addOption(
      new Option('--as-of <day>', 'day to judge on, YYYY-MM-DD (default: today in Thailand)').argParser(
        parseDay,
      ),
    )
    .option(
      '--filter <field=value…>',
      "only these agencies, for example 'province=ขอนแก่น type=sao,municipality'",
    )
    .option('--contact <address>', 'how to reach you, for those who run the sites (in the user agent)')
    .option('--out <dir>', 'folder of this batch; an unfinished one in it goes on')
    .option('--fresh', 'begin anew, also when an unfinished batch of the same command is there')
    .addOption(
      new Option(
        '--queue <embedded|redis://…|env>',
        'where the jobs are kept: here, or on a server for oit worker on other machines',
      ).default('embedded'),
    )
    .option(
      '--results <postgres://…>',
      'with --queue redis://: where workers put results (default: the variable OIT_RESULTS)',
    )
    .addOption(numberOption('--jobs <n>', 'agencies at once', 1, 500, 8))
    .addOption(
      numberOption('--processes <n>', 'processes that check them (default: one per core)', 1, 64, undefined),
    )
    .addOption(numberOption('--max-hours <n>', 'time for one night', 0.01, 168, 8, false))
    .addOption(
      numberOption(
        '--spread-hours <n>',
        'spread the starts over so many hours, 0 for at once',
        0,
        24,
        undefined,
        false,
      ),
    )
    .addOption(
      numberOption(
        '--retry-after-minutes <n>',
        'until a site that could not be opened is tried again',
        0,
        1_440,
        undefined,
        false,
      ),
    )
    .option('--any-hour', 'do not rest in office hours (Mon–Fri 08:30–16:30)')
    .addOption(
      numberOption('--max-pages <n>', 'pages to open of one agency', 1, 100_000, agencyLimits.maxPages),
    )
    .addOption(
      numberOption(
        '--max-documents <n>',
        'documents to open of one agency',
        0,
        100_000,
        agencyLimits.maxDocuments,
      ),
    )
    .addOption(
      numberOption(
        '--max-minutes <n>',
        'time for one agency, waits for pace left out',
        0.05,
        24 * 60,
        agencyLimits.maxMinutes,
        false,
      ),
    )
    .addOption(
      numberOption('--max-depth <n>', 'clicks from the home page', 0, 100, defaultCrawlLimits.maxDepth),
    )
    .addOption(
      numberOption('--max-ocr <n>', 'scanned documents to recognise in a night', 0, 1_000_000, 2_000),
    )
    .addOption(
      numberOption(
        '--max-requests-per-ip <n>',
        'requests to one IP address in a night',
        1,
        10_000_000,
        40_000,
      ),
    )
    .addOption(
      numberOption(
        '--max-gigabytes-per-ip <n>',
        'answers of one IP address in a night',
        0.001,
        10_000,
        20,
        false,
      ),
    )
    .addOption(
      new Option('--ocr <auto|never>', 'recognise the text of scanned documents')
        .choices(['auto', 'never'])
        .default('auto'),
    )
    .addOption(
      new Option('--render <auto|always|never>', 'open pages in a browser that scripts build')
        .choices([...renderModes])
        .default('auto'),
    )
    .option('--require-sandbox', 'open no browser where the system gives it no sandbox')
    .addOption(numberOption('--concurrency <n>', 'requests at once to one host and one IP address', 1, 4, 2))
    .addOption(numberOption('--delay-ms <n>', 'between requests to one host or IP address', 0, 60_000, 250))
    .option(
      '--resolve <host:port:address>',
      "as curl's: ask this address for that host (repeatable)",
      collect,
      [],
    )
    .option('--allow-address <cidr>', 'private addresses that may be connected to (repeatable)', collect, [])
    .addOption(
      new Option('--format <list>', 'reports of each agency: json, html, csv, md')
        .argParser(parseFormats)
        .default(['html'], 'html'),
    )
    .addOption(
      new Option('--lang <th|en>', 'language of summary and reports').argParser(parseLanguage).default('th'),
    )
    .option('--quiet', 'no progress on stderr')
    .addOption(new Option('--own-site').hideHelp());
}
