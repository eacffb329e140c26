import type { AnswerIndex, OriginTrust, StoredAnswer } from './types.ts';

/** An index that lives as long as the process: for tests, and for several runs of one program. */
export function createMemoryIndex(): AnswerIndex {
  const answers = new Map<string, { answer: StoredAnswer; usedAtMs: number }>();
  const origins = new Map<string, OriginTrust>();
  return {
    find: async (url, accept) => answers.get(keyOf(url, accept))?.answer ?? null,
    async put(answer) {
      answers.set(keyOf(answer.url, answer.accept), { answer, usedAtMs: answer.storedAtMs });
    },
    async touch(url, accept, atMs) {
      const known = answers.get(keyOf(url, accept));
      if (known !== undefined) known.usedAtMs = atMs;
    },
    findOrigin: async (origin) => origins.get(origin) ?? null,
    async putOrigin(trust) {
      origins.set(trust.origin, trust);
    },
    async prune(unusedSinceMs) {
      for (const [key, { usedAtMs }] of answers) if (usedAtMs < unusedSinceMs) answers.delete(key);
    },
  };
}

function keyOf(url: string, accept: string): string {
  return `${accept} ${url}`;
}
