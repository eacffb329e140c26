import { boundProbability } from './bound-probability.ts';
import type { JudgedItem } from './item.ts';
import type { Cause } from './notes.ts';
import { type FactName, type FactWeights, withFact } from './probability.ts';

/** The same item for a person to confirm, for one cause more that leads the others and one fact that moves its probability. */
export function sentToPerson(
  judged: JudgedItem,
  cause: Cause,
  fact: FactName,
  weights: FactWeights,
): JudgedItem {
  const { probability, factors } = withFact(judged.factors, fact, weights);
  return {
    ...judged,
    verdict: 'review',
    probability: boundProbability('review', probability),
    factors,
    causes: [cause, ...judged.causes],
  };
}
