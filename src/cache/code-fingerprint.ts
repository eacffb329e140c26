import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Hash of the program and data files below some folders, and of further words. Facts are reused only by the very code that
 * made them: a version number would have to be raised by hand at every change, and would be forgotten.
 *
 * @param folders absolute
 * @param words what else has a part: versions of the runtime and of packages
 * @throws when a folder cannot be read
 */
export async function fingerprintCode(folders: readonly string[], words: readonly string[]): Promise<string> {
  const hash = createHash('sha256').update(JSON.stringify(words));
  for (const folder of folders) {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    const paths = entries
      .filter((entry) => entry.isFile() && /\.(?:[cm]?[jt]s|ya?ml|json)$/.test(entry.name))
      .map((entry) => join(entry.parentPath, entry.name))
      .toSorted();
    for (const path of paths) hash.update(path.slice(folder.length)).update(await readFile(path));
  }
  return hash.digest('hex');
}
