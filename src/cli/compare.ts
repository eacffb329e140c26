import { stat } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import { type Command, Option } from 'commander';
import {
  CompareError,
  type CompareFormat,
  compareFormats,
  exitCodes,
  findNamed,
  isCompareFormat,
  readOneResult,
  readVersion,
  renderOverviewText,
  renderTwoRunsText,
  type Result,
  type WrittenComparison,
  writeComparison,
  writeComparisonOf,
  writeTwoRuns,
} from '../index.ts';
import type { CliContext } from './context.ts';
import { parseLanguage } from './parse.ts';
import { UsageError } from './usage-error.ts';

/** Options of `oit compare` as typed. */
export interface TypedCompareOptions {
  with?: string;
  format?: CompareFormat[];
  share: string[];
  out?: string;
  lang: 'th' | 'en';
}

export function addCompareOptions(command: Command): Command {
  return command
    .option('--with <dir>', 'an earlier batch, or folder of earlier results, to compare against')
    .addOption(
      new Option(
        '--format <list>',
        `${compareFormats.join(', ')} (default: site,xlsx,csv,json; of two runs of one agency none)`,
      ).argParser(parseCompareFormats),
    )
    .option(
      '--share <key>',
      'also write a copy for this agency: its own row and the median of all (repeatable)',
      (typed: string, all: string[]) => [...all, typed],
      [],
    )
    .option('--out <dir>', 'folder to write to (default: the compared one)')
    .addOption(
      new Option('--lang <th|en>', 'language of what is written').argParser(parseLanguage).default('th'),
    );
}

/** `oit compare`: many agencies side by side, or two runs of one. */
export async function runCompareCommand(
  names: string[],
  typed: TypedCompareOptions,
  context: CliContext,
): Promise<number> {
  const toolVersion = await readVersion(context.root);
  const paths = names.map((name) => resolve(context.cwd, name));
  const [first] = paths;
  const isFolder = first !== undefined && paths.length === 1 && (await isDirectory(first));
  if (isFolder) {
    const written = await writeComparison(first, optionsOf(typed, toolVersion, context));
    return tell(written, typed, context);
  }
  const files = await Promise.all(paths.map(resultFile));
  const pair = await readPair(files);
  if (pair !== null) return await comparePair(pair, typed, toolVersion, context);
  if (files.length < 2) throw tooFew();
  const found = await findNamed(context.cwd, files);
  const out = typed.out ?? join('reports', 'compare');
  const written = await writeComparisonOf(found, {
    ...optionsOf(typed, toolVersion, context),
    out: resolve(context.cwd, out),
  });
  return tell(written, typed, context);
}

function optionsOf(typed: TypedCompareOptions, toolVersion: string, { cwd }: CliContext) {
  return {
    toolVersion,
    formats: typed.format ?? compareFormats,
    lang: typed.lang,
    out: typed.out === undefined ? undefined : resolve(cwd, typed.out),
    earlier: typed.with === undefined ? undefined : resolve(cwd, typed.with),
    share: typed.share,
  };
}

function tell(
  { overview, paths, passedOver }: WrittenComparison,
  { lang }: TypedCompareOptions,
  { stdout, stderr, cwd }: CliContext,
): number {
  for (const { path, why } of passedOver.slice(0, 20))
    stderr(`${nearPath(path, cwd)}: ${passedOverWords[why]}\n`);
  if (passedOver.length > 20) stderr(`… +${passedOver.length - 20}\n`);
  stdout(renderOverviewText(overview, lang));
  for (const path of paths) stdout(`${nearPath(path, cwd)}\n`);
  return exitCodes.done;
}

const passedOverWords = {
  unreadable: 'ไม่ใช่ผลตรวจที่อ่านได้ ข้ามไป · is no result that can be read, passed over',
  older: 'เก่ากว่าผลอื่นของหน่วยงานเดียวกัน ข้ามไป · is older than another of the same agency, passed over',
} as const;

/** Two results of one agency, the older first; null when they are anything else. */
async function readPair(files: readonly string[]): Promise<[Result, Result] | null> {
  const [one, other] = files;
  if (one === undefined || other === undefined || files.length > 2) return null;
  const [a, b] = [await readOneResult(one), await readOneResult(other)];
  if (a.agency.key !== b.agency.key) return null;
  const isInOrder = `${a.run.asOf} ${a.run.startedAt}` <= `${b.run.asOf} ${b.run.startedAt}`;
  return isInOrder ? [a, b] : [b, a];
}

async function comparePair(
  [older, newer]: [Result, Result],
  typed: TypedCompareOptions,
  toolVersion: string,
  { stdout, cwd }: CliContext,
): Promise<number> {
  if (typed.with !== undefined || typed.share.length > 0) throw notForPairs();
  const isWritten = typed.out !== undefined || typed.format !== undefined;
  const { runs, paths } = await writeTwoRuns(
    older,
    newer,
    { toolVersion, formats: typed.format ?? compareFormats, lang: typed.lang },
    isWritten ? resolve(cwd, typed.out ?? '.') : null,
  );
  stdout(renderTwoRunsText(runs, typed.lang));
  for (const path of paths) stdout(`${nearPath(path, cwd)}\n`);
  return exitCodes.done;
}

/** A run's folder stands for the result in it. */
async function resultFile(path: string): Promise<string> {
  const file = (await isDirectory(path)) ? join(path, 'result.json') : path;
  const isThere = await stat(file).then(
    () => true,
    () => false,
  );
  if (isThere) return file;
  throw new CompareError(`ไม่มีไฟล์ ${file} · there is no ${file}.`);
}

async function isDirectory(path: string): Promise<boolean> {
  return await stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}

function nearPath(path: string, cwd: string): string {
  const near = relative(cwd, path);
  return near.startsWith('..') ? path : near;
}

function parseCompareFormats(typed: string): CompareFormat[] {
  return typed.split(',').map((name) => {
    const format = name.trim().toLowerCase();
    if (!isCompareFormat(format))
      throw new UsageError(`--format "${name}" is none of: ${compareFormats.join(', ')}.`);
    return format;
  });
}

function tooFew(): UsageError {
  return new UsageError(
    'oit compare ต้องการโฟลเดอร์ของ oit batch หนึ่งโฟลเดอร์ หรือ result.json สองไฟล์ขึ้นไป · wants one folder of oit batch, or two or more result.json files.',
  );
}

function notForPairs(): UsageError {
  return new UsageError(
    '--with และ --share ใช้กับการเทียบหลายหน่วยงาน ไม่ใช่ผลสองครั้งของหน่วยงานเดียว · --with and --share are for many agencies, not for two runs of one.',
  );
}
