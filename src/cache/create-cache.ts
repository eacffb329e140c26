import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Clock } from '../fetch/types.ts';
import { createBlobFolder, createScratch, listBlobs } from './blob-folder.ts';
import { createCachingFetcher } from './caching-fetcher.ts';
import { fingerprintCode } from './code-fingerprint.ts';
import { createKnownDocuments } from './known-documents.ts';
import { openKnownTitles } from './known-titles.ts';
import type { AnswerIndex, Cache, PruneOptions } from './types.ts';

export interface CacheOptions {
  /** the store's folder; `bodies`, `facts` and `titles` are made in it */
  directory: string;
  index: AnswerIndex;
  clock: Clock;
  /** versions that facts of documents depend on beside our code: of the tool, the runtime */
  versions: readonly string[];
  /** told once when the cache could not be read or written; the run goes on without it */
  onProblem?: (error: unknown) => void;
}

const defaultPruning: PruneOptions = {
  maxUnusedMs: 45 * 86_400_000,
  maxCacheBytes: 4 * 1024 * 1024 * 1024,
};

/** A process that was killed leaves its unfinished files; no write takes as long. */
const staleScratchMs = 86_400_000;

/** What reads documents, beside what npm brought along. */
const readingRooms = ['document', 'extract', 'text', 'snapshot'] as const;

/** What judges titles, beside the word lists that lie with the checklists. */
const titleRooms = ['match', 'text', 'checklist'] as const;
const wordFolder = join(import.meta.dirname, '..', '..', 'checklists');

function roomFolders(rooms: readonly string[]): string[] {
  return rooms.map((room) => join(import.meta.dirname, '..', room));
}

function once<T>(work: () => Promise<T>): () => Promise<T> {
  let begun: Promise<T> | null = null;
  return () => (begun ??= work());
}

/** Opens the cache of a store. Nothing is read or written before it is used. */
export function createCache({ directory, index, clock, versions, onProblem }: CacheOptions): Cache {
  const scratchParent = join(directory, 'unfinished');
  const scratch = createScratch(scratchParent);
  const nowMs = (): number => clock.nowMs();
  const bodies = createBlobFolder(join(directory, 'bodies'), () => scratch.folder(), nowMs);
  const facts = createBlobFolder(join(directory, 'facts'), () => scratch.folder(), nowMs);
  const titles = createBlobFolder(join(directory, 'titles'), () => scratch.folder(), nowMs);
  const readingCode = once(() => fingerprintCode(roomFolders(readingRooms), versions));
  const titleCode = once(() => fingerprintCode([...roomFolders(titleRooms), wordFolder], versions));
  let hasFailed = false;

  async function quietly<T>(work: () => Promise<T>): Promise<T | null> {
    try {
      return await work();
    } catch (error) {
      if (!hasFailed) onProblem?.(error);
      hasFailed = true;
      return null;
    }
  }

  return {
    wrapFetcher: (fetcher) => createCachingFetcher({ fetcher, index, bodies, clock, quietly }),
    knownDocuments: (components) =>
      createKnownDocuments({
        folder: facts,
        components,
        quietly,
        code: readingCode,
      }),
    knownTitles: (judge, checklistSha256, site) =>
      openKnownTitles(judge, checklistSha256, site, { folder: titles, code: titleCode, quietly }),
    async prune(options = {}) {
      const { maxUnusedMs, maxCacheBytes } = { ...defaultPruning, ...options };
      const oldestMs = nowMs() - maxUnusedMs;
      await index.prune(oldestMs);
      await removeStaleScratch(scratchParent, nowMs() - staleScratchMs);
      const files = [
        ...(await listBlobs(join(directory, 'bodies'))),
        ...(await listBlobs(join(directory, 'facts'))),
        ...(await listBlobs(join(directory, 'titles'))),
      ].toSorted((a, b) => b.usedAtMs - a.usedAtMs);
      const outcome = { removedFiles: 0, removedBytes: 0, keptBytes: 0 };
      for (const file of files) {
        const isKept = file.usedAtMs >= oldestMs && outcome.keptBytes + file.bytes <= maxCacheBytes;
        if (isKept) outcome.keptBytes += file.bytes;
        else {
          await rm(file.path, { force: true });
          outcome.removedFiles++;
          outcome.removedBytes += file.bytes;
        }
      }
      return outcome;
    },
    close: () => scratch.remove(),
  };
}

async function removeStaleScratch(parent: string, olderThanMs: number): Promise<void> {
  for (const name of await readdir(parent).catch(() => [])) {
    const path = join(parent, name);
    const known = await stat(path).catch(() => null);
    if (known !== null && known.mtimeMs < olderThanMs) await rm(path, { recursive: true, force: true });
  }
}
