import { readFile, writeFile } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import type { Command } from 'commander';
import {
  ChecklistError,
  crosswalk,
  draftYear,
  findChecklist,
  fiscalYearOf,
  listChecklists,
  loadChecklist,
  type LoadedChecklist,
  readChecklist,
  readKnownNegatives,
  realClock,
  showChecklist,
  showDiff,
  validateChecklist,
} from '../index.ts';
import { type CliContext, todayInBangkok } from './context.ts';
import { UsageError } from './usage-error.ts';

/** Adds `oit checklist …`; `end` takes the exit code. */
export function addChecklistCommands(
  parent: Command,
  add: (parent: Command, name: string, description: string) => Command,
  context: CliContext,
  end: (code: number) => void,
): void {
  add(parent, 'list', 'which checklists there are, and which is the default today').action(async () =>
    end(await runListCommand(context)),
  );
  add(parent, 'validate [file...]', 'check checklist files, with line and column of every error').action(
    async (files: string[]) => end(await runValidateCommand(files, context)),
  );
  add(parent, 'show [id]', 'print a checklist or one item')
    .option('--item <code>', 'one item')
    .action(async (id: string | undefined, typed: { item?: string }) =>
      end(await runShowCommand(id, typed, context)),
    );
  add(parent, 'diff <from> <to>', 'what became of each item from one year to another')
    .option('--json', 'one JSON document')
    .action(async (from: string, to: string, typed: { json?: boolean }) =>
      end(await runDiffCommand(from, to, typed, context)),
    );
  add(parent, 'new <year>', "draft another year's checklist from one that exists")
    .requiredOption('--from <id|file>', 'the checklist to start from')
    .option('--out <file>', 'where to write it (default: checklists/ita-<year>.yaml)')
    .action(async (year: string, typed: { from: string; out?: string }) =>
      end(await runNewCommand(year, typed, context)),
    );
}

/** `oit checklist list`. Exit code 2 when a file cannot be used. */
export async function runListCommand(context: CliContext): Promise<number> {
  const folder = join(context.root, 'checklists');
  const chosen = await readNamed(context, null);
  let broken = 0;
  for (const file of await listChecklists(folder)) {
    try {
      const { checklist } = await readChecklist(file.path);
      const years = [checklist.fiscalYear, ...checklist.alsoServes].join(', ');
      const unknown = checklist.items.filter((item) => item.elements.length === 0).length;
      const mark = checklist.id === chosen.checklist.id ? ' · ค่าเริ่มต้นของวันนี้ / default today' : '';
      const lacking =
        unknown === 0 ? '' : ` · ไม่ทราบองค์ประกอบ ${unknown} ข้อ / elements of ${unknown} not known`;
      const score = checklist.aggregation === null ? ' · ไม่มีคะแนนรวม / no score' : '';
      context.stdout(
        `${checklist.id}  ${checklist.programme}  ${years}  ${checklist.items.length} ข้อ / items  ${checklist.status}${mark}${lacking}${score}\n`,
      );
    } catch (error) {
      if (!(error instanceof ChecklistError)) throw error;
      broken++;
      context.stderr(`${error.message}\n`);
    }
  }
  return broken === 0 ? 0 : 2;
}

/** `oit checklist validate [file…]`: every file that comes with the program, or those named. Exit code 2 on any error. */
export async function runValidateCommand(files: readonly string[], context: CliContext): Promise<number> {
  const folder = join(context.root, 'checklists');
  const listed = await listChecklists(folder);
  const paths =
    files.length > 0
      ? files.map((file) => listed.find(({ id }) => id === file)?.path ?? file)
      : listed.map((file) => file.path);
  const negatives = await readKnownNegatives(join(folder, 'known-negatives.jsonl'));
  let errors = 0;
  for (const path of paths) {
    const name = relative(context.cwd, path) || path;
    try {
      const loaded = await readChecklist(path);
      const findings = validateChecklist(loaded, negatives);
      for (const finding of findings) context.stdout(`${name}: ${finding.item}: ${finding.messageEn}\n`);
      context.stdout(`${name}: ok, ${loaded.checklist.items.length} items, ${findings.length} remarks\n`);
    } catch (error) {
      if (!(error instanceof ChecklistError)) throw error;
      errors++;
      context.stderr(`${error.message}\n`);
    }
  }
  return errors === 0 ? 0 : 2;
}

/** `oit checklist show [id] [--item O7]`. */
export async function runShowCommand(
  id: string | undefined,
  typed: { item?: string },
  context: CliContext,
): Promise<number> {
  const loaded = await readNamed(context, id ?? null);
  const code = typed.item?.trim().toUpperCase() ?? null;
  if (code !== null && !loaded.checklist.items.some((item) => item.code === code)) {
    throw new UsageError(`--item: ${code} is not an item of ${loaded.checklist.id}.`);
  }
  context.stdout(`${showChecklist(loaded, code).join('\n')}\n`);
  return 0;
}

/** `oit checklist diff <from> <to> [--json]`. */
export async function runDiffCommand(
  fromId: string,
  toId: string,
  typed: { json?: boolean },
  context: CliContext,
): Promise<number> {
  const from = (await readNamed(context, fromId)).checklist;
  const to = (await readNamed(context, toId)).checklist;
  if (typed.json === true) {
    const document = { schemaVersion: 1, from: from.id, to: to.id, rows: crosswalk(from, to) };
    context.stdout(`${JSON.stringify(document, null, 2)}\n`);
  } else {
    context.stdout(`${showDiff(from, to).join('\n')}\n`);
  }
  return 0;
}

/** `oit checklist new <year> --from <id>`: writes a draft and never over a file that is there. */
export async function runNewCommand(
  typedYear: string,
  typed: { from: string; out?: string },
  context: CliContext,
): Promise<number> {
  const year = Number(typedYear);
  if (!/^\d{4}$/.test(typedYear) || year < 2550 || year > 2700) {
    throw new UsageError(`${typedYear} is no Buddhist fiscal year, such as 2570.`);
  }
  const loaded = await readNamed(context, typed.from);
  const { programme } = loaded.checklist;
  const text = draftYear(
    await readFile(loaded.path, 'utf8'),
    (await readChecklist(loaded.path)).checklist,
    year,
  );
  const path =
    typed.out === undefined
      ? join(context.root, 'checklists', `${programme}-${year}.yaml`)
      : resolve(context.cwd, typed.out);
  const name = relative(context.cwd, path) || path;
  loadChecklist(path, new TextEncoder().encode(text));
  try {
    await writeFile(path, text, { flag: 'wx' });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    throw new UsageError(`${name} is there already and is not overwritten; name another file with --out.`);
  }
  context.stdout(`${name}\n`);
  context.stderr(
    `ร่างปี ${year} จาก ${loaded.checklist.id} โปรดเทียบกับคู่มือทุกข้อ แล้วตั้ง status เป็น complete · draft of ${year} from ${loaded.checklist.id}: compare every item with the handbook, then set the status to complete\n`,
  );
  return 0;
}

async function readNamed(context: CliContext, idOrPath: string | null): Promise<LoadedChecklist> {
  const todayYear = fiscalYearOf(todayInBangkok(realClock.nowMs()));
  return findChecklist(join(context.root, 'checklists'), idOrPath, todayYear, await context.openDerived());
}
