import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { type Command, Option } from 'commander';
import {
  buildPlan,
  exitCodes,
  isPlanFormat,
  parseResult,
  type Plan,
  PlanError,
  type PlanFormat,
  planFormats,
  readQuestions,
  readSurveyScores,
  readVersion,
  realClock,
  type Result,
  whatIfLines,
  writePlan,
} from '../index.ts';
import { findPlanChecklist } from './plan-checklist.ts';
import { type CliContext, todayInBangkok } from './context.ts';
import { parseDay, parseLanguage, parseNumber } from './parse.ts';
import { UsageError } from './usage-error.ts';

/** Options of `oit plan` as typed. */
export interface TypedPlanOptions {
  target: number[];
  fix: string[];
  without: string[];
  iit?: string;
  previous: string[];
  checklist?: string;
  format: PlanFormat[];
  out?: string;
  asOf?: string;
  lang: 'th' | 'en';
}

/** Adds what `oit plan` takes. */
export function addPlanOptions(command: Command): Command {
  const parseTarget = parseNumber('--target', 1, 100, false);
  return command
    .option(
      '--target <points>',
      'OIT to reach (repeatable; default: every bound that a grade sets)',
      (typed: string, all: number[]) => [...all, parseTarget(typed)],
      [],
    )
    .option('--fix <codes>', 'also say what these bring together, for example O2,O7', collectCodes, [])
    .option('--without <codes>', 'items that cannot be fixed now, for example O10', collectCodes, [])
    .option('--iit <file>', 'scores per question of IIT and EIT, i1…e9 (YAML or CSV)')
    .option(
      '--previous <result.json>',
      'an earlier result of the same agency (repeatable)',
      (typed: string, all: string[]) => [...all, typed],
      [],
    )
    .option('--checklist <id|file>', "checklist (default: the result's)")
    .addOption(
      new Option('--format <list>', Object.keys(planFormats).join(', '))
        .argParser(parsePlanFormats)
        .default(['docx', 'xlsx', 'html', 'json'], 'docx,xlsx,html,json'),
    )
    .option('--out <dir>', "folder for the plan (default: the result's)")
    .addOption(
      new Option('--as-of <day>', 'day of the plan, YYYY-MM-DD (default: today in Thailand)').argParser(
        parseDay,
      ),
    )
    .addOption(new Option('--lang <th|en>', 'language of the plan').argParser(parseLanguage).default('th'));
}

/** `oit plan <result.json>`: what-if and the improvement table of one result. */
export async function runPlanCommand(
  file: string,
  typed: TypedPlanOptions,
  context: CliContext,
): Promise<number> {
  const path = resolve(context.cwd, file);
  const result = await readResult(path);
  const previous = await Promise.all(typed.previous.map((name) => readResult(resolve(context.cwd, name))));
  const loaded = await findPlanChecklist(context, result, typed.checklist);
  const folder = join(context.root, 'checklists');
  const plan = buildPlan({
    result,
    previous,
    loaded,
    questions: await readQuestions(folder, loaded.checklist.fiscalYear),
    surveyScores:
      typed.iit === undefined
        ? null
        : readSurveyScores(basename(typed.iit), await readText(resolve(context.cwd, typed.iit))),
    targets: [...new Set(typed.target)].toSorted((a, b) => a - b),
    fixes: typed.fix,
    without: typed.without,
    asOf: typed.asOf ?? todayInBangkok(realClock.nowMs()),
    toolVersion: await readVersion(context.root),
  });
  const out = typed.out === undefined ? dirname(path) : resolve(context.cwd, typed.out);
  await makeFolder(out);
  const names = await writePlan(plan, typed.format, typed.lang, (name, content) =>
    writeFile(join(out, name), content),
  );
  context.stdout(
    summarise(
      plan,
      typed.lang,
      names.map((name) => join(out, name)),
    ),
  );
  return exitCodes.done;
}

function summarise(plan: Plan, lang: 'th' | 'en', paths: readonly string[]): string {
  const count = plan.rows.filter((row) => row.instrument === 'OIT').length;
  const head = lang === 'th' ? `มาตรการ OIT ${count} ข้อ` : `${count} measures for OIT`;
  return `${[...whatIfLines(plan).map((words) => words[lang]), head, ...paths].join('\n')}\n`;
}

async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    throw new PlanError(
      `${folder} ใช้เป็นโฟลเดอร์ของแผนไม่ได้ โปรดใช้ --out ชี้ไปโฟลเดอร์อื่น · cannot be made a folder (${code}): name another one with --out.`,
      { cause: error },
    );
  }
}

async function readResult(path: string): Promise<Result> {
  return parseResult(path, await readText(path));
}

async function readText(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    throw new PlanError(`${path} เปิดไม่ได้ · cannot be opened (${code}).`, { cause: error });
  }
}

function collectCodes(typed: string, all: string[]): string[] {
  const codes = typed
    .split(',')
    .map((code) => code.trim().toUpperCase())
    .filter((code) => code !== '');
  if (codes.length === 0) throw new UsageError(`"${typed}" names no item; write for example O1,O7.`);
  return [...new Set([...all, ...codes])];
}

function parsePlanFormats(typed: string): PlanFormat[] {
  return typed.split(',').map((name) => {
    const format = name.trim().toLowerCase();
    if (!isPlanFormat(format)) {
      throw new UsageError(`--format "${name}" is none of: ${Object.keys(planFormats).join(', ')}.`);
    }
    return format;
  });
}
