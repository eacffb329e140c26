import type { Outcome } from '../result/vocabulary.ts';

/** Failures after which the other scheme is worth a try. */
const schemeMayMatter = new Set<Outcome>(['refused', 'timeout', 'reset', 'tls', 'address-refused']);

/** The addresses to try for what a person typed: as it is, or https and then http for a bare host. */
export function startCandidates(typed: string): string[] {
  if (/^https?:\/\//i.test(typed)) return [typed];
  return [`https://${typed}`, `http://${typed}`];
}

/** Whether the next candidate should be tried after this answer. */
export function shouldTryNext(answer: { outcome: Outcome }): boolean {
  return schemeMayMatter.has(answer.outcome);
}
