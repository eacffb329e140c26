import type { Confidence, Verdict } from '../result/vocabulary.ts';

/** One thing that moved the probability: log-odds, positive towards full marks. */
export type Factor = {
  name: string;
  weight: number;
};

/**
 * Log-odds of each fact that the judging may find. Set by hand from how the published reports speak of
 * losses, not fitted: the probability is ordered and not yet calibrated, and the docs say so.
 */
export const factWeights = {
  'title-sure': 0.9,
  'title-likely': 0.3,
  'title-weak': -0.7,
  'every-element-shown': 1.9,
  'elements-unread': 0,
  'element-missing': -3.2,
  'soft-element-missing': -0.15,
  'year-right': 0.7,
  'year-not-needed': 0.4,
  'year-unclear': -0.8,
  'year-wrong': -3,
  'could-not-open': -0.9,
  'cannot-be-opened': -4,
  empty: -4,
  'wrong-kind': -2.8,
  'wrong-format': -2.6,
  'off-site': -0.9,
  'needs-a-person': -0.8,
  'not-found': -3.6,
  'not-searched': -1,
  'some-parts-only': -2.2,
} as const;
export type FactName = keyof typeof factWeights;

/** Logistic of the sum of the facts' log-odds, two decimals, kept off 0 and 1. */
export function probabilityOf(facts: readonly FactName[]): { probability: number; factors: Factor[] } {
  const factors = facts.map((name) => ({ name, weight: factWeights[name] }));
  const sum = factors.reduce((total, factor) => total + factor.weight, 0);
  const probability = 1 / (1 + Math.exp(-sum));
  return { probability: Math.round(Math.min(0.98, Math.max(0.02, probability)) * 100) / 100, factors };
}

/**
 * The three words of confidence: how far the probability of full marks lies from even odds in the
 * direction of the verdict. `sure` from 0.9, `likely` from 0.7, else `check`; a review is always `check`.
 */
export function confidenceOf(
  verdict: Verdict,
  probability: number,
  atMost: Confidence | undefined,
): Confidence {
  const firmness = verdict === 'pass' ? probability : 1 - probability;
  const own: Confidence =
    verdict === 'review'
      ? 'check'
      : firmness >= 0.9 || verdict === 'not-applicable'
        ? 'sure'
        : firmness >= 0.7
          ? 'likely'
          : 'check';
  const order: readonly Confidence[] = ['check', 'likely', 'sure'];
  return order[Math.min(order.indexOf(own), order.indexOf(atMost ?? 'sure'))] ?? own;
}
