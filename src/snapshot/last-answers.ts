import type { FetchRecord } from './schema.ts';

/**
 * The answers that count, in dispatch order: where an address was asked for again in a second pass, only the second
 * answer, with the attempts of both. The journal keeps every line.
 */
export function lastAnswers(fetches: readonly FetchRecord[]): FetchRecord[] {
  const settled: (FetchRecord | null)[] = [];
  const lastAt = new Map<string, number>();
  for (const record of fetches) {
    const question = `${record.purpose} ${record.key}`;
    const at = record.secondPass === true ? lastAt.get(question) : undefined;
    const first = at === undefined ? null : (settled[at] ?? null);
    if (at !== undefined) settled[at] = null;
    lastAt.set(question, settled.length);
    settled.push(first === null ? record : { ...record, attempts: first.attempts + record.attempts });
  }
  return settled.filter((record) => record !== null);
}
