import { Command, CommanderError } from 'commander';
import {
  ChecklistError,
  CompareError,
  exitCodes,
  InputError,
  PlanError,
  QueueError,
  readVersion,
  RunFolderError,
  ScheduleError,
  SnapshotError,
  StoreError,
} from '../index.ts';
import { runAssessCommand } from './assess.ts';
import {
  addCheckOptions,
  addReportOptions,
  type TypedCheckOptions,
  type TypedReportOptions,
} from './check-options.ts';
import { runCheckCommand } from './check.ts';
import { addBatchOptions, type TypedBatchOptions } from './batch-options.ts';
import { runBatchCommand } from './batch.ts';
import { readStatusOptions, runBatchStatusCommand } from './batch-status.ts';
import { addChecklistCommands } from './checklist.ts';
import { addCompareOptions, runCompareCommand, type TypedCompareOptions } from './compare.ts';
import { type CliContext, readContext } from './context.ts';
import { runDemoCommand } from './demo.ts';
import { runDoctorCommand } from './doctor.ts';
import { runMatchCommand } from './match.ts';
import { addExportOptions, runExportCommand, type TypedExportOptions } from './export.ts';
import { keepHeapSmall } from './keep-heap-small.ts';
import { addNoticeCommands } from './notice.ts';
import { addOverrideOptions, runOverrideCommand, type TypedOverrideOptions } from './override.ts';
import { parseNumber } from './parse.ts';
import { addPeopleOptions, type TypedPeopleOptions } from './parse-people.ts';
import { addPlanOptions, runPlanCommand, type TypedPlanOptions } from './plan.ts';
import { addRunsCommands } from './runs.ts';
import { addScheduleOptions, type TypedScheduleOptions } from './schedule-options.ts';
import { runScheduleCommand } from './schedule.ts';
import { UsageError } from './usage-error.ts';
import { addWorkerOptions, runWorkerCommand, type TypedWorkerOptions } from './worker.ts';

/**
 * The command line. Returns the exit code of the contract; never throws.
 *
 * @param argv what follows the program's name
 */
export async function main(argv: string[]): Promise<number> {
  keepHeapSmall();
  const stop = new AbortController();
  const release = listenForStop(stop);
  const context = readContext(stop.signal);
  try {
    let code: number = exitCodes.done;
    const program = buildProgram(context, await readVersion(context.root), (result) => {
      code = result;
    });
    await program.parseAsync(argv, { from: 'user' });
    return code;
  } catch (error) {
    return explain(error, context);
  } finally {
    release();
  }
}

function buildProgram(context: CliContext, version: string, end: (code: number) => void): Command {
  const program = new Command('oit')
    .description('ซ้อมตรวจ OIT ของเว็บไซต์หน่วยงาน · rehearsal of the OIT disclosure assessment')
    .version(version)
    .exitOverride()
    .configureOutput({ writeOut: context.stdout, writeErr: context.stderr });
  const add = (parent: Command, name: string, description: string): Command =>
    parent
      .command(name)
      .description(description)
      .exitOverride()
      .configureOutput({ writeOut: context.stdout, writeErr: context.stderr });

  addReportOptions(
    addCheckOptions(add(program, 'check [url]', 'crawl one site, judge it, write the reports')),
  )
    .option('--open', 'open the report when it is done')
    .action(async (url: string | undefined, typed: TypedCheckOptions & TypedReportOptions) =>
      end(await runCheckCommand(url, typed, context)),
    );

  addPeopleOptions(
    addReportOptions(add(program, 'assess <snapshot>', 'judge a stored snapshot again, without the network')),
  )
    .option('--checklist <id|file>', "checklist (default: the crawl's)")
    .option('--json', 'print result.json and write no files')
    .option(
      '--fail-under <n>',
      'exit code 3 when the expected OIT is below',
      parseNumber('--fail-under', 0, 100, false),
    )
    .action(async (folder: string, typed: TypedReportOptions & TypedPeopleOptions & { checklist?: string }) =>
      end(await runAssessCommand(folder, typed, context)),
    );

  const batch = add(
    program,
    'batch <agencies>',
    'check many agencies from a list (.csv, .xlsx, .yaml), resumable',
  );
  addBatchOptions(batch).action(async (list: string, typed: TypedBatchOptions) =>
    end(await runBatchCommand(list, typed, context)),
  );
  // Options of one name, before the subcommand or behind it, are the same.
  add(batch, 'status', 'batches on a Redis server, and who works on them')
    .option('--queue <redis://…|env>', 'where the jobs are kept')
    .option('--results <postgres://…>', 'where results are kept (default: the variable OIT_RESULTS)')
    .option('--json', 'one JSON object')
    .action(async (_typed: unknown, command: Command) =>
      end(await runBatchStatusCommand(readStatusOptions(command), context)),
    );

  addWorkerOptions(
    add(program, 'worker', 'check agencies of batches that lie on a Redis server, until it is stopped'),
  ).action(async (typed: TypedWorkerOptions) => end(await runWorkerCommand(typed, context)));

  addCompareOptions(
    add(
      program,
      'compare <results...>',
      'many agencies side by side (a folder of oit batch, or results), or two runs of one agency',
    ),
  ).action(async (names: string[], typed: TypedCompareOptions) =>
    end(await runCompareCommand(names, typed, context)),
  );

  add(
    program,
    'match <text...>',
    'which item a title or link text answers; - reads lines from standard input',
  )
    .option('--checklist <id|file>', 'checklist')
    .option('--json', 'one JSON object a line')
    .action(async (texts: string[], typed: { checklist?: string; json?: boolean }) =>
      end(await runMatchCommand(texts, typed, context)),
    );

  addReportOptions(add(program, 'demo', 'check the sample agency that comes with the program'))
    .option('--no-open', 'do not open the report')
    .action(async (typed: TypedReportOptions) => end(await runDemoCommand(typed, context)));

  addPlanOptions(
    add(program, 'plan <result.json>', 'what fixing would bring, and the improvement table to publish'),
  ).action(async (file: string, typed: TypedPlanOptions) => end(await runPlanCommand(file, typed, context)));

  addExportOptions(
    add(program, 'export <result.json>', 'the list to file: have or have not, addresses, where on the site'),
  ).action(async (file: string, typed: TypedExportOptions) =>
    end(await runExportCommand(file, typed, context)),
  );

  addOverrideOptions(
    add(program, 'override <code>', "record a person's judgement of an item, for --overrides"),
  ).action(async (code: string, typed: TypedOverrideOptions) =>
    end(await runOverrideCommand(code, typed, context)),
  );

  add(program, 'doctor', 'what this machine has and lacks').action(async () =>
    end(await runDoctorCommand(context)),
  );

  addScheduleOptions(
    add(
      program,
      'schedule <site|list> [check-options...]',
      'check every night and tell what got worse; behind -- stand options of check',
    ),
  ).action(async (site: string, rest: string[], typed: TypedScheduleOptions) =>
    end(await runScheduleCommand(site, rest, typed, context)),
  );
  addNoticeCommands(add(program, 'notice', 'the channels of notices.yaml'), add, context, end);

  addRunsCommands(add(program, 'runs', 'the results that are kept from run to run'), add, context, end);
  addChecklistCommands(add(program, 'checklist', 'work on checklists'), add, context, end);
  return program;
}

/** The first signal ends the crawl and saves; a second one ends the process at once. */
function listenForStop(stop: AbortController): () => void {
  const onSignal = (): void => {
    if (stop.signal.aborted) process.exit(exitCodes.interrupted);
    process.stderr.write('\nกำลังหยุดและบันทึกผลเท่าที่มี… · stopping and saving what was learned…\n');
    stop.abort(new Error('interrupted'));
  };
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  for (const signal of signals) process.on(signal, onSignal);
  // A check that `oit schedule` started: who stops it, or dies, lets go of the channel. Windows knows no other gentle stop.
  process.once('disconnect', onSignal);
  process.channel?.unref();
  return () => {
    process.off('disconnect', onSignal);
    for (const signal of signals) process.off(signal, onSignal);
  };
}

/** What a person can put right, each with one clear sentence. */
const ownErrors = [
  UsageError,
  InputError,
  ChecklistError,
  CompareError,
  SnapshotError,
  RunFolderError,
  PlanError,
  QueueError,
  ScheduleError,
  StoreError,
];

function explain(error: unknown, context: CliContext): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.done : exitCodes.usage;
  if (error instanceof Error && ownErrors.some((kind) => error instanceof kind)) {
    context.stderr(`${error.message}\n`);
    return exitCodes.usage;
  }
  if (error instanceof Error && 'code' in error && (error.code === 'ENOSPC' || error.code === 'EDQUOT')) {
    context.stderr(`พื้นที่ดิสก์เต็ม · the disk is full: ${error.message}\n`);
    return exitCodes.outOfSpaceOrTime;
  }
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  context.stderr(`เกิดข้อผิดพลาดที่ไม่คาดคิด · unexpected error: ${text}\n`);
  return exitCodes.unexpected;
}
