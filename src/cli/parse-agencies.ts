import { createHash } from 'node:crypto';
import { dirname, resolve } from 'node:path';
import {
  type Agency,
  type AgencyFilter,
  type AgencyList,
  type Checklist,
  ChecklistError,
  type DeclaredEntry,
  InputError,
  matchesFilter,
  parseFilter,
  readAgencies,
  readDeclared,
  type Resources,
} from '../index.ts';
import { readInput } from './parse-declared.ts';
import { UsageError } from './usage-error.ts';

/** A list of agencies as it was found on disk. */
export interface OpenList extends AgencyList {
  sha256: string;
  /** declared files of its rows lie from here */
  folder: string;
}

/** @throws UsageError when the file cannot be opened; InputError when it is no list */
export async function openAgencyList(
  name: string,
  cwd: string,
  { agencyPatterns }: Pick<Resources, 'agencyPatterns'>,
): Promise<OpenList> {
  const bytes = await readInput(name, cwd);
  return {
    ...(await readAgencies(name, bytes, agencyPatterns)),
    sha256: createHash('sha256').update(bytes).digest('hex'),
    folder: dirname(resolve(cwd, name)),
  };
}

/**
 * `FILE#key`: one row of a list, by key, id or name.
 *
 * @throws UsageError when there is no such row, or more than one
 */
export async function pickAgency(
  typed: string,
  cwd: string,
  resources: Pick<Resources, 'agencyPatterns'>,
): Promise<{ agency: Agency; folder: string }> {
  const at = typed.lastIndexOf('#');
  if (at <= 0 || at === typed.length - 1) {
    throw new UsageError(
      `--agency "${typed}" โปรดเขียนเป็น ไฟล์#รหัส เช่น agencies.csv#4101 · write it as FILE#key, for example agencies.csv#4101.`,
    );
  }
  const [file, wanted] = [typed.slice(0, at), typed.slice(at + 1)];
  const list = await openAgencyList(file, cwd, resources);
  const found = list.agencies.filter(({ key, name }) => key === wanted || name === wanted);
  const only = found[0];
  if (only === undefined || found.length > 1) {
    const count = found.length === 0 ? 'ไม่พบ' : 'พบหลายแถวของ';
    throw new UsageError(
      `--agency: ${count} “${wanted}” ใน ${file} · ${found.length} rows of ${file} have the key or name "${wanted}".`,
    );
  }
  return { agency: only, folder: list.folder };
}

/**
 * What an agency declares, from the file that its row names; [] where it names none.
 *
 * @throws InputError or UsageError when the file cannot be used
 */
export async function readDeclaredOf(
  agency: Agency,
  folder: string,
  checklist: Checklist,
): Promise<DeclaredEntry[]> {
  if (agency.declared === null) return [];
  return await readDeclared(agency.declared, await readInput(agency.declared, folder), checklist);
}

/** @throws UsageError for what is no filter */
export function parseAgencyFilter(typed: string): AgencyFilter {
  try {
    return parseFilter(typed);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UsageError(
      `--filter "${typed}" อ่านไม่ได้ โปรดเขียนเช่น 'province=ขอนแก่น type=sao' · cannot be read (${reason}): write it like 'province=ขอนแก่น type=sao'.`,
      { cause: error },
    );
  }
}

/** Rows that a filter leaves, and those whose declared file or checklist cannot be used, with the reason. */
export async function chooseAgencies(
  list: OpenList,
  filter: AgencyFilter | null,
  resources: Resources,
  loadChecklist: (id: string) => Promise<Checklist>,
): Promise<{ agencies: Agency[]; problems: { line: number; message: string }[] }> {
  const agencies: Agency[] = [];
  const problems: { line: number; message: string }[] = [];
  for (const agency of list.agencies) {
    if (filter !== null && !matchesFilter(agency, filter, resources.agencyPatterns)) continue;
    try {
      const checklist =
        agency.checklist === null ? resources.loaded.checklist : await loadChecklist(agency.checklist);
      await readDeclaredOf(agency, list.folder, checklist);
      agencies.push(agency);
    } catch (error) {
      if (
        !(error instanceof InputError) &&
        !(error instanceof UsageError) &&
        !(error instanceof ChecklistError)
      )
        throw error;
      problems.push({ line: agency.line, message: error.message.split('\n')[0] ?? error.message });
    }
  }
  return { agencies, problems };
}
