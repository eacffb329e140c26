import type { Aggregation } from '../checklist/schema.ts';

export type ScoreRule = Aggregation['rules'][number];

/** One item's score out of 100; null when the item does not apply and leaves with its weight. */
export interface ScoredItem {
  code: string;
  /** null: it belongs to none and is not counted */
  subIndicator: string | null;
  score: number | null;
}

/** Scores out of 100; null where nothing below it applies. */
export interface Aggregated {
  oit: number | null;
  indicators: Map<string, number | null>;
  subIndicators: Map<string, number | null>;
}

/**
 * Item scores to sub-indicators, indicators and OIT under one rule. OIT is the plain mean of its
 * indicators under every rule that is known (`sub-indicator-mean` is verified on 13 published
 * results of 2564; the weights of 2568 are inferred from one).
 */
export function aggregate(
  aggregation: Aggregation,
  rule: ScoreRule,
  items: readonly ScoredItem[],
): Aggregated {
  const subIndicators = new Map<string, number | null>();
  for (const sub of aggregation.subIndicators) {
    const members = items.filter((item) => item.subIndicator === sub.id);
    subIndicators.set(sub.id, weightedMean(members, rule));
  }
  const indicators = new Map<string, number | null>();
  for (const indicator of aggregation.indicators) {
    const subs = aggregation.subIndicators.filter((sub) => sub.indicator === indicator.id);
    indicators.set(indicator.id, indicatorScore(rule, subs, subIndicators, items));
  }
  return { oit: mean([...indicators.values()]), indicators, subIndicators };
}

function indicatorScore(
  rule: ScoreRule,
  subs: readonly { id: string }[],
  subScores: ReadonlyMap<string, number | null>,
  items: readonly ScoredItem[],
): number | null {
  switch (rule.method) {
    case 'sub-indicator-mean':
      return mean(subs.map((sub) => subScores.get(sub.id) ?? null));
    case 'item-mean': {
      const ids = new Set(subs.map((sub) => sub.id));
      return weightedMean(
        items.filter((item) => item.subIndicator !== null && ids.has(item.subIndicator)),
        rule,
      );
    }
  }
}

function weightedMean(items: readonly ScoredItem[], rule: ScoreRule): number | null {
  let sum = 0;
  let weights = 0;
  for (const item of items) {
    if (item.score === null) continue;
    const weight = rule.weights[item.code] ?? 1;
    sum += weight * item.score;
    weights += weight;
  }
  return weights === 0 ? null : sum / weights;
}

function mean(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0) / known.length;
}
