import { type Dirent, existsSync } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { readBatchManifest } from '../fleet/batch-folder.ts';
import { readAgencyLines } from '../fleet/ledger.ts';
import { type AgencyLine, batchFiles, type BatchManifest } from '../fleet/schema.ts';
import { parseResult } from '../plan/read-results.ts';
import type { Result } from '../result/schema.ts';
import { CompareError } from './error.ts';

/** One agency of a folder, its result not read yet. */
export interface FoundAgency {
  key: string;
  /** what a batch's list and ledger say of it; null in a folder of loose results */
  line: AgencyLine | null;
  /** of its result; null where there is none */
  path: string | null;
}

/** What a folder holds to compare: a batch, or results wherever they lie in it. */
export interface FoundResults {
  folder: string;
  manifest: BatchManifest | null;
  agencies: FoundAgency[];
  /** files that are no result of ours, and results that are older than another of the same agency */
  passedOver: { path: string; why: 'unreadable' | 'older' }[];
}

/**
 * Looks what a folder holds: that of a batch has `batch.json`; in any other, the newest `result.json` of every agency
 * counts, up to six folders down.
 *
 * @throws CompareError when there is nothing to compare
 */
export async function findResults(folder: string): Promise<FoundResults> {
  const isThere = await stat(folder).then(
    (found) => found.isDirectory(),
    () => false,
  );
  if (!isThere) {
    throw new CompareError(
      `ไม่มีโฟลเดอร์ ${folder} · there is no folder ${folder}: name one that oit batch wrote, or one with result.json files in it.`,
    );
  }
  const manifest = await readBatchManifest(folder);
  if (manifest !== null) return await findBatch(folder, manifest);
  const paths: string[] = [];
  await collectPaths(folder, 0, paths);
  const found = await chooseNewest(folder, paths);
  if (found.agencies.length === 0) {
    throw new CompareError(
      `ไม่พบ batch.json หรือ result.json ใน ${folder} · ${folder} holds no batch.json and no result.json: name a folder that oit batch or oit check wrote.`,
    );
  }
  return found;
}

/**
 * The same for results that were named one by one.
 *
 * @throws CompareError when none of them can be read
 */
export async function findNamed(folder: string, paths: readonly string[]): Promise<FoundResults> {
  const found = await chooseNewest(folder, paths);
  const bad = found.passedOver.find(({ why }) => why === 'unreadable');
  if (bad !== undefined) throw new CompareError(notResult(bad.path));
  return found;
}

/**
 * Reads one result; the whole of a comparison never holds more than two at once.
 *
 * @throws PlanError when it is none of ours
 */
export async function readOneResult(path: string): Promise<Result> {
  return parseResult(path, await readFile(path, 'utf8'));
}

async function findBatch(folder: string, manifest: BatchManifest): Promise<FoundResults> {
  const lines = await readAgencyLines(join(folder, batchFiles.agencies));
  const agencies = lines.map((line): FoundAgency => {
    const path = line.folder === null ? null : resolve(folder, line.folder, 'result.json');
    // A batch that came from somebody else names nothing outside itself.
    const isInside = path?.startsWith(`${resolve(folder)}${sep}`) === true;
    return { key: line.key, line, path: path !== null && isInside && existsSync(path) ? path : null };
  });
  return { folder, manifest, agencies, passedOver: [] };
}

const maxDepth = 6;
/** What a run stores beside its result is read by nobody here. */
const skipped = new Set(['snapshot', 'node_modules', 'site']);

async function collectPaths(folder: string, depth: number, paths: string[]): Promise<void> {
  const entries: Dirent[] = await readdir(folder, { withFileTypes: true });
  for (const entry of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = join(folder, entry.name);
    if (entry.isFile() && entry.name === 'result.json') paths.push(path);
    const isOpened = entry.isDirectory() && !entry.name.startsWith('.') && !skipped.has(entry.name);
    if (isOpened && depth < maxDepth) await collectPaths(path, depth + 1, paths);
  }
}

async function chooseNewest(folder: string, paths: readonly string[]): Promise<FoundResults> {
  const newest = new Map<string, { path: string; at: string }>();
  const passedOver: FoundResults['passedOver'] = [];
  for (const path of paths) {
    const head = await readHead(path);
    if (head === null) {
      passedOver.push({ path, why: 'unreadable' });
      continue;
    }
    const known = newest.get(head.key);
    if (known === undefined || known.at <= head.at) newest.set(head.key, { path, at: head.at });
    if (known !== undefined) passedOver.push({ path: known.at <= head.at ? known.path : path, why: 'older' });
  }
  const agencies = [...newest].map(([key, { path }]): FoundAgency => ({ key, line: null, path }));
  return { folder, manifest: null, agencies, passedOver };
}

async function readHead(path: string): Promise<{ key: string; at: string } | null> {
  try {
    const { agency, run } = await readOneResult(path);
    return { key: agency.key, at: `${run.asOf} ${run.startedAt}` };
  } catch {
    return null;
  }
}

function notResult(path: string): string {
  return `${path} ไม่ใช่ไฟล์ผลตรวจ (result.json) ที่อ่านได้ · is no result.json that can be read.`;
}

/** A run's folder as a page in `folder` links to it: relative, with `/`. */
export function relativeFolder(folder: string, path: string): string {
  return relative(folder, dirname(path)).split(sep).join('/');
}
