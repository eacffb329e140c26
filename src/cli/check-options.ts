import { Command, Option } from 'commander';
import { defaultCrawlLimits, type RenderMode, renderModes } from '../index.ts';
import { addPeopleOptions, type TypedPeopleOptions } from './parse-people.ts';
import { collect, numberOption } from './option-kinds.ts';
import { parseDay, parseFormats, parseLanguage } from './parse.ts';

/** Options of `oit check` as typed; quantities are parsed, names are checked later against the checklist. */
export interface TypedCheckOptions extends TypedPeopleOptions {
  checklist?: string;
  asOf?: string;
  items?: string;
  /** `FILE#key`: one row of a list of agencies */
  agency?: string;
  agencyType?: string;
  agencyName?: string;
  alsoHost: string[];
  declared: string[];
  declaredOnly?: boolean;
  maxPages: number;
  maxDocuments: number;
  maxMinutes: number;
  maxDepth: number;
  ownSite?: boolean;
  concurrency: number;
  delayMs: number;
  resolve: string[];
  allowAddress: string[];
  exhaustive?: boolean;
  fresh?: boolean;
  ocr: 'auto' | 'never';
  render: RenderMode;
  screenshots?: boolean;
  requireSandbox?: boolean;
  /** in the user agent */
  contact?: string;
  /** nobody typed the address just now: no private one is connected to unless it is allowed */
  unattended?: boolean;
  failUnder?: number;
  failOn?: 'regression';
  /** false: nothing is kept */
  store?: string | false;
}

/** Options of every command that writes reports. */
export interface TypedReportOptions {
  out?: string;
  format: ReturnType<typeof parseFormats>;
  lang: 'th' | 'en';
  quiet?: boolean;
  open?: boolean;
}

export function addReportOptions(command: Command): Command {
  return command
    .option('--out <dir>', 'folder of this run')
    .addOption(
      new Option('--format <list>', 'json, html, csv, md').argParser(parseFormats).default(['html'], 'html'),
    )
    .addOption(
      new Option('--lang <th|en>', 'language of summary and report').argParser(parseLanguage).default('th'),
    )
    .option('--quiet', 'no progress on stderr');
}

export function addCheckOptions(command: Command): Command {
  const limits = defaultCrawlLimits;
  return addPeopleOptions(command)
    .option('--checklist <id|file>', 'checklist, for example ita-2568')
    .addOption(
      new Option('--as-of <day>', 'day to judge on, YYYY-MM-DD (default: today in Thailand)').argParser(
        parseDay,
      ),
    )
    .option('--items <codes>', 'only these items, for example O1,O7 (no score then)')
    .option('--agency <file#key>', 'one row of a list of agencies, in place of the address')
    .option('--agency-type <type>', 'sao, municipality, pao, department, … (default: guessed from the name)')
    .option('--agency-name <name>', 'name of the agency (default: as the site says)')
    .option('--also-host <host>', 'another host of the same main site (repeatable)', collect, [])
    .option(
      '--declared <file|code=url>',
      'what the agency declares: a file (.yaml, .csv, .xlsx), one address (repeatable), or index for the index of the site itself',
      collect,
      [],
    )
    .option('--declared-only', 'open and judge only what is declared, in seconds (no score then)')
    .addOption(numberOption('--max-pages <n>', 'pages to open', 1, 100_000, limits.maxPages))
    .addOption(numberOption('--max-documents <n>', 'documents to open', 0, 100_000, limits.maxDocuments))
    .addOption(
      numberOption('--max-minutes <n>', 'time for the crawl', 0.05, 24 * 60, limits.maxMinutes, false),
    )
    .addOption(numberOption('--max-depth <n>', 'clicks from the home page', 0, 100, limits.maxDepth))
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
    .option('--screenshots', 'a picture of the page that answers an item, the place marked')
    .option('--require-sandbox', 'open no browser where the system gives it no sandbox')
    .option('--exhaustive', 'search on although every item is answered surely')
    .option('--fresh', 'begin anew, also when an unfinished run of the same command is there')
    .option('--own-site', 'the site is your own: robots.txt and pace are lifted')
    .addOption(numberOption('--concurrency <n>', 'requests at once', 1, 64, limits.concurrency))
    .addOption(numberOption('--delay-ms <n>', 'between requests to one host', 0, 60_000, 250))
    .option(
      '--resolve <host:port:address>',
      "as curl's: ask this address for that host (repeatable)",
      collect,
      [],
    )
    .option('--contact <address>', 'how to reach you, for those who run the site (in the user agent)')
    .addOption(new Option('--unattended', 'started by a schedule: no private addresses').hideHelp())
    .option('--allow-address <cidr>', 'private addresses that may be connected to (repeatable)', collect, [])
    .addOption(
      numberOption(
        '--fail-under <n>',
        'exit code 3 when the expected OIT is below',
        0,
        100,
        undefined,
        false,
      ),
    )
    .addOption(
      new Option(
        '--fail-on <regression>',
        'exit code 3 when the site made an item worse since a kept run',
      ).choices(['regression']),
    )
    .option(
      '--store <dir>',
      "folder where results are kept from run to run (default: the user's data folder)",
    )
    .option('--no-store', 'keep nothing, and tell nothing of earlier runs');
}
