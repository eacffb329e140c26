import { readdir } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import {
  type BatchManifest,
  batchSchemaVersion,
  findDifference,
  readBatchManifest,
  realClock,
  type Resources,
} from '../index.ts';
import type { TypedBatchOptions } from './batch-options.ts';
import type { CliContext } from './context.ts';
import type { OpenList } from './parse-agencies.ts';

/** The manifest of a new batch, with which an earlier one is compared. */
export function describeBatch(
  listName: string,
  list: OpenList,
  rowProblems: readonly { line: number; message: string }[],
  typed: TypedBatchOptions,
  { loaded, toolVersion }: Resources,
  asOf: string,
): BatchManifest {
  const startedAt = new Date(realClock.nowMs()).toISOString();
  const { maxPages, maxDocuments, maxMinutes, maxDepth, ocr, render, resolve: pins, allowAddress } = typed;
  const { checklist, sha256 } = loaded;
  return {
    schemaVersion: batchSchemaVersion,
    tool: { name: 'oit-checker', version: toolVersion },
    id: startedAt.replace(/[-:]/g, '').replace(/\.\d+/, ''),
    list: {
      name: basename(listName),
      sha256: list.sha256,
      agencies: list.agencies.length,
      problems: [...list.problems.map(({ line, message }) => ({ line, message })), ...rowProblems],
    },
    checklist: { id: checklist.id, fiscalYear: checklist.fiscalYear, sha256 },
    asOf,
    options: {
      filter: typed.filter ?? null,
      asOf: typed.asOf ?? null,
      maxPages,
      maxDocuments,
      maxMinutes,
      maxDepth,
      ocr,
      render,
      resolve: pins,
      allowAddresses: allowAddress,
    },
    startedAt,
    deadline: null,
    finishedAt: null,
    end: null,
    counts: { agencies: 0, done: 0, unreachable: 0, incomplete: 0, failed: 0, notRun: 0 },
  };
}

const unfinishedForMs = 24 * 60 * 60 * 1000;

/** `--out`, else the newest unfinished batch of the same command that is younger than 24 hours, else a new folder. */
export async function chooseFolder(
  listName: string,
  wanted: BatchManifest,
  typed: TypedBatchOptions,
  context: CliContext,
): Promise<string> {
  if (typed.out !== undefined) return resolve(context.cwd, typed.out);
  const name = basename(listName)
    .replace(/\.[^.]+$/, '')
    .replace(/[^\p{L}\p{M}\p{N}._-]+/gu, '-');
  const parent = join(context.cwd, 'reports', `batch-${name}`);
  const runs = typed.fresh === true ? [] : await readdir(parent).catch((): string[] => []);
  for (const run of runs.toSorted((a, b) => (a < b ? 1 : -1))) {
    const earlier = await readBatchManifest(join(parent, run)).catch(() => null);
    if (earlier === null || earlier.end === 'complete' || findDifference(earlier, wanted) !== null) continue;
    if (realClock.nowMs() - Date.parse(earlier.startedAt) < unfinishedForMs) return join(parent, run);
  }
  return join(parent, wanted.id);
}
