import { join, resolve } from 'node:path';
import { listChecklists, type LoadedChecklist, PlanError, readChecklist, type Result } from '../index.ts';
import type { CliContext } from './context.ts';

/**
 * The checklist that a plan is made with: the one named, else the one that the result was judged by.
 *
 * @throws PlanError when this program has none of that name; ChecklistError when it cannot be used
 */
export async function findPlanChecklist(
  context: CliContext,
  result: Result,
  named: string | undefined,
): Promise<LoadedChecklist> {
  if (named !== undefined && (/[\\/]/.test(named) || /\.ya?ml$/i.test(named))) {
    return readChecklist(resolve(context.cwd, named));
  }
  const id = named ?? result.checklist.id;
  const files = await listChecklists(join(context.root, 'checklists'));
  const file = files.find((one) => one.id === id);
  if (file !== undefined) return readChecklist(file.path);
  const known = files.map((one) => one.id).join(', ');
  throw new PlanError(
    `ไม่มีเกณฑ์ “${id}” ในโปรแกรมนี้ (มี ${known}) โปรดระบุไฟล์ด้วย --checklist · there is no checklist "${id}" here (there are ${known}): name its file with --checklist.`,
  );
}
