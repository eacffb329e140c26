import type { Aggregation, Checklist } from '../checklist/schema.ts';
import type { Verdict } from '../result/vocabulary.ts';
import { type Aggregated, aggregate, type ScoredItem, type ScoreRule } from './aggregate.ts';

/** What the score needs of a judged item. */
export interface ItemForScore {
  code: string;
  /** null where the checklist knows none */
  subIndicator: string | null;
  /** the effective verdict: a person's where there is a live override */
  verdict: Verdict;
  /** effective score out of 100; null for review and not-applicable */
  score: number | null;
  /** 0–1, that an assessor would give full marks; null for not-applicable */
  probability: number | null;
}

/** OIT points out of 100, two decimals. */
export type Range = {
  expected: number | null;
  low: number;
  high: number;
};

export type GroupScore = Range & {
  id: string;
  nameTh: string;
  nameEn: string;
};

export interface OitScore extends Range {
  rules: (Range & { id: string; status: ScoreRule['status'] })[];
  indicators: GroupScore[];
  subIndicators: GroupScore[];
}

/** OIT points that an item brings when it gets full marks. */
export interface Gain {
  gain: number;
  gainLow: number;
  gainHigh: number;
}

type Reading = 'expected' | 'low' | 'high';

/** Anything is possible of a year whose rules nobody knows. */
const unknownScore: OitScore = {
  expected: null,
  low: 0,
  high: 100,
  rules: [],
  indicators: [],
  subIndicators: [],
};

/**
 * The OIT score and its range. `expected` counts a review as 100 × its probability, `low` as 0
 * and `high` as 100 (design contract, "Score"). All under the checklist's default rule; `rules`
 * has each rule that fits the known results. Without an aggregation `expected` is null and the range is whole.
 */
export function computeScore(aggregation: Aggregation | null, items: readonly ItemForScore[]): OitScore {
  if (aggregation === null) return unknownScore;
  const byRule = aggregation.rules.map((rule) => ({ rule, ...readAll(aggregation, rule, items) }));
  const main = byRule.find(({ rule }) => rule.id === aggregation.defaultRule) ?? byRule[0];
  if (main === undefined) throw new Error('the checklist has no aggregation rule');
  return {
    ...rangeOf(main, (reading) => reading.oit),
    rules: byRule.map(({ rule, ...readings }) => ({
      id: rule.id,
      status: rule.status,
      ...rangeOf(readings, (reading) => reading.oit),
    })),
    indicators: aggregation.indicators.map(({ id, nameTh, nameEn }) => ({
      id,
      nameTh,
      nameEn,
      ...rangeOf(main, (reading) => reading.indicators.get(id) ?? null),
    })),
    subIndicators: aggregation.subIndicators.map(({ id, nameTh, nameEn }) => ({
      id,
      nameTh,
      nameEn,
      ...rangeOf(main, (reading) => reading.subIndicators.get(id) ?? null),
    })),
  };
}

/**
 * OIT with the item at 100 minus OIT with its present score, a review counting 0. `gainLow` and
 * `gainHigh` span the rules. 0 for what already has full marks and for what does not apply.
 */
export function computeGain(aggregation: Aggregation, items: readonly ItemForScore[], code: string): Gain {
  const now = items.map((item) => scored(item, 'low'));
  const fixed = now.map((item) =>
    item.code === code && item.score !== null ? { ...item, score: 100 } : item,
  );
  const gains = aggregation.rules.map((rule) => ({
    id: rule.id,
    points: (aggregate(aggregation, rule, fixed).oit ?? 0) - (aggregate(aggregation, rule, now).oit ?? 0),
  }));
  const points = gains.map((gain) => gain.points);
  const main = gains.find((gain) => gain.id === aggregation.defaultRule)?.points ?? points[0] ?? 0;
  return { gain: round(main), gainLow: round(Math.min(...points)), gainHigh: round(Math.max(...points)) };
}

/**
 * The best grade that an OIT of `points` allows, were every other instrument at 100.
 *
 * @param oitShare of the OIT in the total, 0–1
 */
export function bestGradeFor(
  grades: Checklist['grades'],
  points: number,
  oitShare: number,
): Checklist['grades'][number] | null {
  const bestTotal = round(100 * (1 - oitShare) + points * oitShare);
  // Two grades may ask for the same total; the better one, which asks more of each instrument, stands first.
  const byTotal = [...grades].toSorted((a, b) => b.minTotal - a.minTotal);
  return (
    byTotal.find(
      ({ minTotal, minInstrument }) =>
        bestTotal >= minTotal && (minInstrument === undefined || points >= minInstrument),
    ) ?? null
  );
}

function readAll(aggregation: Aggregation, rule: ScoreRule, items: readonly ItemForScore[]) {
  const read = (reading: Reading): Aggregated =>
    aggregate(
      aggregation,
      rule,
      items.map((item) => scored(item, reading)),
    );
  return { expected: read('expected'), low: read('low'), high: read('high') };
}

function scored(item: ItemForScore, reading: Reading): ScoredItem {
  const { code, subIndicator } = item;
  if (item.verdict === 'not-applicable') return { code, subIndicator, score: null };
  if (item.score !== null) return { code, subIndicator, score: item.score };
  const open = { expected: 100 * (item.probability ?? 0), low: 0, high: 100 };
  return { code, subIndicator, score: open[reading] };
}

function rangeOf(readings: Record<Reading, Aggregated>, pick: (reading: Aggregated) => number | null): Range {
  const expected = pick(readings.expected);
  return {
    expected: expected === null ? null : round(expected),
    low: round(pick(readings.low) ?? 0),
    high: round(pick(readings.high) ?? 100),
  };
}

/** To the two decimals that results are published with. */
function round(points: number): number {
  return Math.round((points + Number.EPSILON) * 100) / 100;
}
