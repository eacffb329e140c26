import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type DerivedFiles, noDerivedFiles } from '../cache/derived-files.ts';
import { ChecklistError } from './error.ts';
import { readChecklist } from './load.ts';
import type { LoadedChecklist } from './schema.ts';
import { serveYear } from './serve-year.ts';

/** Without `--checklist` only this programme is meant; others (hospitals' MOIT, …) must be named. */
const defaultProgramme = 'ita';

/** Name of a checklist file, from which its programme and fiscal year can be told without opening it. */
export interface ChecklistFile {
  id: string;
  programme: string;
  fiscalYear: number;
  path: string;
}

/** Checklist files of a directory, newest year first; [] when there are none. */
export async function listChecklists(dir: string): Promise<ChecklistFile[]> {
  const names = await readdir(dir).catch(() => []);
  const files = names.flatMap((name) => {
    const match = /^([a-z]+)-(\d{4})\.ya?ml$/.exec(name);
    const programme = match?.[1];
    const year = match?.[2];
    if (programme === undefined || year === undefined) return [];
    return [{ id: `${programme}-${year}`, programme, fiscalYear: Number(year), path: join(dir, name) }];
  });
  return files.toSorted((a, b) => b.fiscalYear - a.fiscalYear || (a.id < b.id ? -1 : 1));
}

/**
 * Chooses and reads a checklist: the one that is named, else today's fiscal year's if it is complete, else
 * the newest complete one. What is not complete is used only when it is named.
 *
 * @param idOrPath `ita-2568` (a year that another's file serves as well: `ita-2563`), or a path of a YAML file; null for
 *   the default
 * @param todayFiscalYear Buddhist-era fiscal year of today
 * @param derived where what was read is kept for the next time
 * @throws ChecklistError when there is none, or the chosen one has problems
 */
export async function findChecklist(
  dir: string,
  idOrPath: string | null,
  todayFiscalYear: number,
  derived: DerivedFiles = noDerivedFiles,
): Promise<LoadedChecklist> {
  if (idOrPath !== null && isPath(idOrPath)) return readChecklist(idOrPath, derived);
  const files = await listChecklists(dir);
  if (idOrPath !== null) {
    const file = files.find((candidate) => candidate.id === idOrPath);
    if (file !== undefined) return readNamed(file, derived);
    const serving = await findServing(files, idOrPath, derived);
    if (serving === null) throw noSuchChecklist(dir, `there is no checklist "${idOrPath}"`, files);
    return serving;
  }
  const own = files.filter((file) => file.programme === defaultProgramme);
  const today = own.filter((file) => file.fiscalYear === todayFiscalYear);
  for (const file of [...today, ...own.filter((other) => !today.includes(other))]) {
    const loaded = await readNamed(file, derived);
    if (loaded.checklist.status === 'complete') return loaded;
  }
  throw noSuchChecklist(dir, 'there is no complete checklist', files);
}

/** A year without a file of its own may be served by another year's. */
async function findServing(
  files: readonly ChecklistFile[],
  id: string,
  derived: DerivedFiles,
): Promise<LoadedChecklist | null> {
  const match = /^([a-z]+)-(\d{4})$/.exec(id);
  const year = Number(match?.[2]);
  for (const file of files) {
    if (file.programme !== match?.[1]) continue;
    const loaded = await readNamed(file, derived);
    if (loaded.checklist.alsoServes.includes(year)) return serveYear(loaded, year);
  }
  return null;
}

function isPath(text: string): boolean {
  return /[\\/]/.test(text) || /\.ya?ml$/i.test(text);
}

async function readNamed(file: ChecklistFile, derived: DerivedFiles): Promise<LoadedChecklist> {
  const loaded = await readChecklist(file.path, derived);
  if (loaded.checklist.id === file.id) return loaded;
  const message = `the file says that it is "${loaded.checklist.id}"; rename the file or correct its id`;
  throw new ChecklistError([
    { file: file.path, line: 1, column: 1, path: 'id', message, expected: `"${file.id}"` },
  ]);
}

function noSuchChecklist(dir: string, message: string, files: readonly ChecklistFile[]): ChecklistError {
  const expected =
    files.length === 0 ? 'a file such as ita-2568.yaml' : `one of ${files.map((file) => file.id).join(', ')}`;
  return new ChecklistError([{ file: dir, line: 1, column: 1, path: '', message, expected }]);
}
