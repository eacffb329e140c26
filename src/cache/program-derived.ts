import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fingerprintCode } from './code-fingerprint.ts';
import { type DerivedFiles, noDerivedFiles, openDerivedFiles } from './derived-files.ts';

/** What reads checklists and word lists and learns their names. */
const rooms = ['checklist', 'match', 'text'].map((room) => join(import.meta.dirname, '..', room));

/**
 * What was made of the program's data files, beside what Node compiled of its code: both may be deleted at any time, and
 * both are left alone by who has NODE_DISABLE_COMPILE_CACHE set.
 *
 * @param compileCache Node's folder for what it compiled, of this version of Node; absent: nothing is kept
 */
export async function openProgramDerived(compileCache: string | undefined): Promise<DerivedFiles> {
  if (compileCache === undefined) return noDerivedFiles;
  try {
    const yaml: { version: string } = createRequire(import.meta.url)('yaml/package.json');
    const program = await fingerprintCode(rooms, [process.versions.node, yaml.version]);
    return openDerivedFiles(join(compileCache, 'oit-checker'), program);
  } catch {
    return noDerivedFiles;
  }
}
