import { existsSync } from 'node:fs';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Command } from 'commander';
import {
  defaultKeepRule,
  exitCodes,
  isStore,
  listRuns,
  openStore,
  pruneStore,
  readStoredResult,
  readVersion,
  realClock,
  renderJson,
  renderTerminal,
  restoreSnapshot,
  type Store,
  type StoredRun,
} from '../index.ts';
import type { CliContext } from './context.ts';
import { createCacheOf } from './keep.ts';
import { parseLanguage, parseNumber } from './parse.ts';
import { findStoreFolder } from './store-folder.ts';
import { UsageError } from './usage-error.ts';

type Add = (parent: Command, name: string, description: string) => Command;

interface TypedRunsOptions {
  store?: string;
  agency?: string;
  json?: boolean;
}

const withStore = (command: Command): Command =>
  command.option('--store <dir>', "folder of results (default: the user's data folder)");

/** `oit runs list|show|prune|export`: what the store holds. */
export function addRunsCommands(
  runs: Command,
  add: Add,
  context: CliContext,
  end: (code: number) => void,
): void {
  withStore(add(runs, 'list', 'the runs that are kept'))
    .option('--agency <key>', 'only of this agency, for example khambong.go.th')
    .option('--json', 'one JSON object a line')
    .action(async (typed: TypedRunsOptions) => end(await runListCommand(typed, context)));

  withStore(add(runs, 'show <run>', 'the summary of a run; its number is in the list'))
    .option('--json', 'print its result.json')
    .option('--lang <th|en>', 'language of the summary', parseLanguage, 'th' as const)
    .action(async (run: string, typed: TypedRunsOptions & { lang: 'th' | 'en' }) =>
      end(await runShowCommand(run, typed, context)),
    );

  withStore(add(runs, 'prune', 'remove old snapshots, and old runs where asked to'))
    .option('--agency <key>', 'only of this agency')
    .option(
      '--keep-snapshots <n>',
      'latest snapshots of each agency',
      parseNumber('--keep-snapshots', 0, 100_000, true),
      defaultKeepRule.snapshots,
    )
    .option(
      '--keep-runs <n>',
      'latest runs of each agency (default: all)',
      parseNumber('--keep-runs', 1, 100_000, true),
    )
    .action(async (typed: TypedRunsOptions & { keepSnapshots: number; keepRuns?: number }) =>
      end(await runPruneCommand(typed, context)),
    );

  withStore(add(runs, 'export <run>', 'write a run as a folder, for oit assess, plan or export'))
    .requiredOption('--out <dir>', 'an empty or new folder')
    .action(async (run: string, typed: TypedRunsOptions & { out: string }) =>
      end(await runExportRunCommand(run, typed, context)),
    );
}

async function runListCommand(typed: TypedRunsOptions, context: CliContext): Promise<number> {
  const runs = await withOpenStore(typed, context, (store) => listRuns(store, { agencyKey: typed.agency }));
  for (const run of runs ?? [])
    context.stdout(`${typed.json === true ? JSON.stringify(run) : lineOf(run)}\n`);
  if (runs === null || runs.length === 0)
    context.stderr(`ยังไม่มีผลที่เก็บไว้ · no runs are kept: ${findStoreFolder(typed.store, context.cwd) ?? ''}\n`);
  return exitCodes.done;
}

function lineOf({ id, agencyKey, startedAt, checklistId, expected, hasSnapshot }: StoredRun): string {
  const score = expected === null ? '–' : expected.toFixed(1);
  const snapshot = hasSnapshot ? 'snapshot' : '';
  return [String(id).padStart(6), startedAt.slice(0, 19), checklistId, score.padStart(5), agencyKey, snapshot]
    .join('  ')
    .trimEnd();
}

async function runShowCommand(
  run: string,
  typed: TypedRunsOptions & { lang: 'th' | 'en' },
  context: CliContext,
): Promise<number> {
  const id = parseRun(run);
  const result = await withOpenStore(typed, context, (store) => readStoredResult(store, id));
  if (result === null) throw unknownRun(run);
  const { lang } = typed;
  context.stdout(
    typed.json === true
      ? renderJson(result)
      : renderTerminal(result, { width: context.columns, colour: context.useColour, lang }),
  );
  return exitCodes.done;
}

async function runPruneCommand(
  typed: TypedRunsOptions & { keepSnapshots: number; keepRuns?: number },
  context: CliContext,
): Promise<number> {
  const rule = { snapshots: typed.keepSnapshots, runs: typed.keepRuns ?? null };
  const version = await readVersion(context.root);
  const pruned = await withOpenStore(typed, context, async (store) => {
    const removed = await pruneStore(store, rule, typed.agency ?? null);
    const { removedFiles } = await createCacheOf(store, version, throwIt).prune();
    return { ...removed, blobs: removed.blobs + removedFiles };
  });
  const { runs, snapshots, blobs } = pruned ?? { runs: 0, snapshots: 0, blobs: 0 };
  context.stdout(
    `ลบแล้ว ผล ${runs} ครั้ง ข้อมูลหน้าเว็บ ${snapshots} ชุด ไฟล์ ${blobs} ไฟล์ · removed: ${runs} runs, ${snapshots} snapshots, ${blobs} files\n`,
  );
  return exitCodes.done;
}

async function runExportRunCommand(
  run: string,
  typed: TypedRunsOptions & { out: string },
  context: CliContext,
): Promise<number> {
  const id = parseRun(run);
  const out = resolve(context.cwd, typed.out);
  if (existsSync(out) && (await readdir(out)).length > 0)
    throw new UsageError(
      `${out} ไม่ใช่โฟลเดอร์ว่าง โปรดใช้ --out ชี้ไปโฟลเดอร์อื่น · is not empty: name another folder with --out.`,
    );
  const written = await withOpenStore(typed, context, (store) => exportRun(store, id, out));
  if (written === null) throw unknownRun(run);
  for (const path of written) context.stdout(`${path}\n`);
  return exitCodes.done;
}

async function exportRun(store: Store, id: number, out: string): Promise<string[] | null> {
  const result = await readStoredResult(store, id);
  if (result === null) return null;
  await mkdir(out, { recursive: true });
  const file = join(out, 'result.json');
  await writeFile(file, renderJson(result));
  const snapshot = join(out, 'snapshot');
  return (await restoreSnapshot(store, id, snapshot)) ? [file, snapshot] : [file];
}

/** Looking into a store that is not there makes none: null. */
async function withOpenStore<T>(
  typed: TypedRunsOptions,
  context: CliContext,
  work: (store: Store) => Promise<T>,
): Promise<T | null> {
  const folder = findStoreFolder(typed.store, context.cwd);
  if (folder === null || !isStore(folder)) return null;
  const store = await openStore(folder, (ms) => realClock.sleep(ms));
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}

function throwIt(error: unknown): never {
  throw error;
}

function parseRun(text: string): number {
  if (/^\d{1,15}$/.test(text)) return Number(text);
  throw unknownRun(text);
}

function unknownRun(text: string): UsageError {
  return new UsageError(
    `ไม่มีผลหมายเลข "${text}" ในที่เก็บ ดูหมายเลขด้วย oit runs list · "${text}" is no run of the store: "oit runs list" has their numbers.`,
  );
}
