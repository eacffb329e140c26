import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { assess } from '../assess/assess.ts';
import { createTitleMatcher } from '../match/title.ts';
import { loadTitleWords } from '../match/title-words.ts';
import { readSnapshot } from '../snapshot/reader.ts';
import type { Rejudge } from '../store/rejudge-earlier.ts';
import type { Resources } from './resources.ts';

/**
 * Judges stored snapshots by this version of the program and any checklist; people's judgements are left out.
 *
 * @param root the package's folder
 */
export function createRejudge(root: string, resources: Resources): Rejudge {
  return async (snapshotFolder, loaded) => {
    const snapshot = readSnapshot(snapshotFolder);
    if (loaded.sha256 === resources.loaded.sha256) return assess(snapshot, resources);
    const words = loadTitleWords(await readFile(join(root, 'checklists', 'title-words.yaml'), 'utf8'));
    return assess(snapshot, { ...resources, loaded, titles: createTitleMatcher(loaded.checklist, words) });
  };
}
