import { describe, expect, it } from 'vitest';
import { exitCodeOf, exitCodes } from '../../src/check/exit-code.ts';
import type { Result } from '../../src/result/schema.ts';
import { buildSample } from '../report/sample.ts';

interface Change {
  stoppedBy?: Result['run']['stoppedBy'];
  reachable?: boolean;
  incomplete?: boolean;
  expected?: number | null;
}

function sample({
  stoppedBy = 'complete',
  reachable = true,
  incomplete = false,
  expected = 80,
}: Change): Result {
  const result = buildSample();
  if (result.score === null) throw new Error('the sample has no score');
  return {
    ...result,
    site: { ...result.site, reachable },
    run: { ...result.run, stoppedBy, incomplete },
    score: { ...result.score, expected },
  };
}

describe('exitCodeOf', () => {
  it('knows the codes of the contract', () => {
    expect(exitCodes).toEqual({
      done: 0,
      unexpected: 1,
      usage: 2,
      belowThreshold: 3,
      incomplete: 4,
      unreachable: 5,
      outOfSpaceOrTime: 6,
      interrupted: 130,
    });
  });

  it.each<[string, Change, number | null, number]>([
    ['a good run', {}, null, 0],
    ['a run that a budget ended', { stoppedBy: 'max-pages' }, null, 0],
    ['at the threshold', {}, 80, 0],
    ['below the threshold', {}, 80.01, 3],
    ['no score to compare', { expected: null }, 99, 0],
    ['incomplete before below', { incomplete: true }, 99, 4],
    ['no disk before incomplete', { stoppedBy: 'disk-full', incomplete: true }, null, 6],
    ['unreachable before incomplete', { reachable: false, incomplete: true }, 99, 5],
    ['an error', { stoppedBy: 'error', reachable: false }, null, 1],
    ['interrupted before all', { stoppedBy: 'interrupted', reachable: false, incomplete: true }, 99, 130],
  ])('%s', (_, change, failUnder, code) => {
    expect(exitCodeOf(sample(change), failUnder)).toBe(code);
  });

  it('is 3 for a regression too, and what comes before 3 still does', () => {
    expect(exitCodeOf(sample({}), null, true)).toBe(3);
    expect(exitCodeOf(sample({ incomplete: true }), null, true)).toBe(4);
  });
});
