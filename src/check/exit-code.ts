import type { Result } from '../result/schema.ts';

/** What a process ends with; the contract's list, tested by value. */
export const exitCodes = {
  done: 0,
  unexpected: 1,
  usage: 2,
  belowThreshold: 3,
  incomplete: 4,
  unreachable: 5,
  outOfSpaceOrTime: 6,
  interrupted: 130,
} as const;
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/**
 * The first that applies to a finished run: 130, 5, 6, 4, 3, 0.
 *
 * @param failUnder in OIT points, null for none
 * @param hasRegressed an item regressed, and that was asked about
 */
export function exitCodeOf(result: Result, failUnder: number | null, hasRegressed = false): ExitCode {
  if (result.run.stoppedBy === 'interrupted') return exitCodes.interrupted;
  if (result.run.stoppedBy === 'error') return exitCodes.unexpected;
  if (!result.site.reachable) return exitCodes.unreachable;
  if (result.run.stoppedBy === 'disk-full') return exitCodes.outOfSpaceOrTime;
  if (result.run.incomplete) return exitCodes.incomplete;
  const expected = result.score?.expected ?? null;
  if (failUnder !== null && expected !== null && expected < failUnder) return exitCodes.belowThreshold;
  if (hasRegressed) return exitCodes.belowThreshold;
  return exitCodes.done;
}
