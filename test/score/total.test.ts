import { beforeAll, describe, expect, it } from 'vitest';
import { findPackageRoot } from '../../src/check/package-root.ts';
import { readChecklist } from '../../src/checklist/load.ts';
import type { Checklist } from '../../src/checklist/schema.ts';
import { computeTotal } from '../../src/score/total.ts';

let checklist: Checklist;
beforeAll(async () => {
  const root = findPackageRoot(import.meta.dirname);
  ({ checklist } = await readChecklist(`${root}/checklists/ita-2568.yaml`));
});

const total = (iit: number, eit1: number, eit2: number, low: number, expected: number | null, high: number) =>
  computeTotal({ iit, eit1, eit2 }, { low, expected, high }, checklist.aggregation, checklist.grades);

describe('the ITA total', () => {
  it('is 0.3 IIT, 0.3 of the mean of both parts of EIT, and 0.4 OIT, over the range of the OIT', () => {
    expect(total(90, 80, 100, 80.1, 86.25, 90)).toMatchObject({
      eit: 90,
      low: 86.04,
      expected: 88.5,
      high: 90,
    });
  });

  it.each<[string, number, number, number, number]>([
    ['pass-excellent', 95, 95, 95, 95],
    ['pass-good', 100, 94.9, 100, 100],
    // The total is 95.98, and one part of EIT is below 85.
    ['pass', 100, 84, 100, 100],
    ['pass', 85, 84, 86, 85],
    ['improve', 80, 80, 80, 80],
    ['improve-urgently', 60, 60, 60, 60],
  ])('has the grade %s with IIT %d, EIT %d and %d, OIT %d', (grade, iit, eit1, eit2, oit) => {
    expect(total(iit, eit1, eit2, oit, oit, oit)?.grade?.id).toBe(grade);
  });

  it('has no grade where the range straddles a bound, and says between which', () => {
    expect(total(96, 96, 96, 80, 90, 97)).toMatchObject({
      grade: null,
      gradeLow: { id: 'pass' },
      gradeHigh: { id: 'pass-excellent' },
    });
  });

  it('is none without an expected OIT or known shares', () => {
    expect(total(90, 90, 90, 0, null, 100)).toBeNull();
    const oit = { low: 1, expected: 1, high: 1 };
    expect(computeTotal({ iit: 1, eit1: 1, eit2: 1 }, oit, null, checklist.grades)).toBeNull();
  });
});
