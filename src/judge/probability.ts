import type { Confidence, Verdict } from '../result/vocabulary.ts';

/** One thing that moved the probability: log-odds, positive towards full marks. */
export type Factor = {
  name: string;
  weight: number;
};

/** What judging may find; a closed list. */
export const factNames = [
  'title-sure',
  'title-likely',
  'title-weak',
  'every-element-shown',
  'elements-unread',
  'elements-unknown',
  'read-in-document',
  'document-unreadable',
  'empty-cells',
  'reused',
  'wrong-owner',
  'element-missing',
  'element-voided',
  'element-not-seen',
  'element-resembled',
  'element-well-resembled',
  'element-much-resembled',
  'soft-element-missing',
  'year-right',
  'year-not-needed',
  'year-unclear',
  'year-wrong',
  'could-not-open',
  'cannot-be-opened',
  'empty',
  'wrong-kind',
  'wrong-format',
  'off-site',
  'needs-a-person',
  'not-found',
  'not-searched',
  'some-parts-only',
  'other-head',
] as const;
export type FactName = (typeof factNames)[number];

/** From `checklists/fact-weights.json`: fitted on sample sites, see docs/accuracy.md. */
export interface FactWeights {
  /** log-odds of each fact, and of nothing at all (`base`) */
  facts: Readonly<Record<FactName | 'base', number>>;
  /** by an item's first topic: log-odds that what no cue recognised of it is there all the same */
  topics: Readonly<Record<string, number>>;
}

/** An element that no cue recognised: how much that tells differs from item to item, as their wordings do. */
export const unrecognised: ReadonlySet<string> = new Set<FactName>([
  'element-not-seen',
  'element-resembled',
  'element-well-resembled',
  'element-much-resembled',
]);

/** Whether the facts leave open what an element's wording did not tell. */
export function isUnrecognised(facts: readonly string[]): boolean {
  return facts.some((fact) => unrecognised.has(fact));
}

/**
 * Logistic of the sum of the facts' log-odds, two decimals, kept off 0 and 1.
 *
 * @param topic the item's first; it counts where an element was not recognised
 */
export function probabilityOf(
  facts: readonly FactName[],
  weights: FactWeights,
  topic?: string,
): { probability: number; factors: Factor[] } {
  const names = ['base' as const, ...facts];
  const factors: Factor[] = names.map((name) => ({ name, weight: weights.facts[name] }));
  const usual = topic === undefined ? undefined : weights.topics[topic];
  if (usual !== undefined && isUnrecognised(facts)) factors.push({ name: 'usual-for-item', weight: usual });
  return sumFactors(factors);
}

/** The same with one more fact. */
export function withFact(
  factors: readonly Factor[],
  name: FactName,
  weights: FactWeights,
): { probability: number; factors: Factor[] } {
  return sumFactors([...factors, { name, weight: weights.facts[name] }]);
}

/** Nobody can be sure of full marks for an item of which only the name is known. */
export const maxUnknownProbability = 0.6;

function sumFactors(factors: Factor[]): { probability: number; factors: Factor[] } {
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
