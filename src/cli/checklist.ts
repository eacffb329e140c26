import { join, relative } from 'node:path';
import {
  ChecklistError,
  fiscalYearOf,
  listChecklists,
  loadResources,
  readChecklist,
  readKnownNegatives,
  realClock,
  showChecklist,
  validateChecklist,
} from '../index.ts';
import { type CliContext, todayInBangkok } from './context.ts';
import { UsageError } from './usage-error.ts';

/** `oit checklist validate [file…]`: every file that comes with the program, or those named. Exit code 2 on any error. */
export async function runValidateCommand(files: readonly string[], context: CliContext): Promise<number> {
  const folder = join(context.root, 'checklists');
  const paths = files.length > 0 ? files : (await listChecklists(folder)).map((file) => file.path);
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
  const todayYear = fiscalYearOf(todayInBangkok(realClock.nowMs()));
  const { loaded } = await loadResources(context.root, id ?? null, todayYear);
  const code = typed.item?.trim().toUpperCase() ?? null;
  if (code !== null && !loaded.checklist.items.some((item) => item.code === code)) {
    throw new UsageError(`--item: ${code} is not an item of ${loaded.checklist.id}.`);
  }
  context.stdout(`${showChecklist(loaded, code).join('\n')}\n`);
  return 0;
}
