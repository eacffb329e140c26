import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { RunFile } from './results.ts';

/** Names that reports have; nothing that a database says leads out of the folder. */
const reportName = /^[A-Za-z0-9][A-Za-z0-9._-]{0,80}$/;
const own = new Set(['run.lock']);

/** The reports of a run; its snapshot, which is a hundred times as large, stays behind. */
export async function readRunFiles(folder: string): Promise<RunFile[]> {
  const files: RunFile[] = [];
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    if (!entry.isFile() || own.has(entry.name) || !reportName.test(entry.name)) continue;
    files.push({ name: entry.name, content: await readFile(join(folder, entry.name)) });
  }
  return files;
}

export async function writeRunFiles(folder: string, files: readonly RunFile[]): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const { name, content } of files)
    if (reportName.test(name)) await writeFile(join(folder, name), content);
}
