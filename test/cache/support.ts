import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach } from 'vitest';
import { createCache } from '../../src/cache/create-cache.ts';
import { createMemoryIndex } from '../../src/cache/memory-index.ts';
import type { AnswerIndex, Cache } from '../../src/cache/types.ts';
import type { Clock } from '../../src/fetch/types.ts';

/** Real sleeps, and a clock that goes only when told to; it starts at 2025-06-15T02:00:00.5Z. */
export function createSetClock(): Clock & { advance(ms: number): void } {
  let nowMs = Date.parse('2025-06-15T02:00:00.500Z');
  return {
    nowMs: () => nowMs,
    sleep: () => new Promise((resolve) => setImmediate(resolve)),
    advance(ms) {
      nowMs += ms;
    },
  };
}

export interface CacheBench {
  folder(): Promise<string>;
  cache(folder: string, index?: AnswerIndex, clock?: Clock): { cache: Cache; problems: unknown[] };
}

/** Caches of one test file, with their folders gone after each test. */
export function createCacheBench(): CacheBench {
  const closers: (() => Promise<void>)[] = [];
  afterEach(async () => {
    for (const close of closers.splice(0).toReversed()) await close();
  });
  return {
    async folder() {
      const path = await mkdtemp(join(tmpdir(), 'oit-cache-'));
      closers.push(() => rm(path, { recursive: true, force: true }));
      return path;
    },
    cache(directory, index = createMemoryIndex(), clock = createSetClock()) {
      const problems: unknown[] = [];
      const onProblem = (error: unknown): void => void problems.push(error);
      const cache = createCache({ directory, index, clock, versions: ['test'], onProblem });
      closers.push(() => cache.close());
      return { cache, problems };
    },
  };
}
