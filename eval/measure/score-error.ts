import type { Checklist } from '../../src/checklist/schema.ts';
import type { Result } from '../../src/result/schema.ts';
import { computeScore } from '../../src/score/score.ts';
import type { ItemTruth } from '../bank/types.ts';

/**
 * |expected − true| OIT points of one site. Items whose truth is `review-ok` enter the true score with what the tool
 * made of them, so that they add no error. Null when the tool gave no score.
 */
export function scoreError(checklist: Checklist, truth: readonly ItemTruth[], result: Result): number | null {
  const expected = result.score?.expected ?? null;
  const { aggregation } = checklist;
  if (expected === null || aggregation === null) return null;
  const truths = new Map(truth.map(({ code, verdict }) => [code, verdict]));
  const items = result.items.map((item) => {
    const { code, subIndicator } = item;
    const verdict = truths.get(code);
    if (verdict === undefined || verdict === 'review-ok')
      return { code, subIndicator, verdict: item.verdict, score: item.score, probability: item.probability };
    const score = { pass: 100, partial: 50, fail: 0 }[verdict];
    return { code, subIndicator, verdict, score, probability: null };
  });
  const real = computeScore(aggregation, items).expected;
  return real === null ? null : Math.abs(expected - real);
}
