import type { Aggregation } from '../checklist/schema.ts';
import { aggregate, type ScoreRule } from '../score/aggregate.ts';
import { computeScore, type ItemForScore } from '../score/score.ts';
import { type Effort, effortCost, efforts } from './effort.ts';

/** An item that may be put right, with the work that it asks for. */
export interface FixOption {
  code: string;
  effort: Effort;
}

/** OIT under one aggregation rule, out of 100, two decimals. */
export interface RulePoints {
  rule: string;
  status: ScoreRule['status'];
  /** what cannot be told counts as 0 */
  low: number;
  /** what cannot be told counts by its probability; null when nothing applies */
  expected: number | null;
}

/** How a target is reached with the fewest fixes. */
export interface TargetPath {
  /** OIT points */
  target: number;
  /** `reached`: without any fix · `reachable` · `out-of-reach`: not even with every fix that is allowed */
  state: 'reached' | 'reachable' | 'out-of-reach';
  /** codes in the checklist's order; every allowed one where the target is out of reach */
  fixes: string[];
  /** OIT once these are at 100, by rule */
  after: (RulePoints & { reached: boolean })[];
  /** what to add so that every rule reaches it; empty where they all do; null where that cannot be */
  moreForEveryRule: string[] | null;
}

/** Asks of one result what sets of fixes would bring. Pure; nothing of the result is changed. */
export interface WhatIf {
  /** OIT with these items at 100, by rule in the checklist's order */
  pointsWith(codes: readonly string[]): RulePoints[];
  /** what one fix alone brings under each rule, a review counting 0 before */
  gainsOf(code: string): { rule: string; points: number }[];
  /**
   * The shortest list of fixes that lifts OIT to `target` under the default rule, everything that could not be told
   * and is not in the list counting 0; of equally short ones the least work, then the one that holds under more
   * rules, then the one that brings most.
   */
  pathTo(target: number, options: readonly FixOption[]): TargetPath;
}

/** Sums of shares of 100 carry rounding noise far below this; published scores have two decimals. */
const noise = 1e-9;

/** @throws Error when the aggregation has no rule, which no valid checklist has */
export function createWhatIf(aggregation: Aggregation, items: readonly ItemForScore[]): WhatIf {
  const main = aggregation.rules.find((rule) => rule.id === aggregation.defaultRule) ?? aggregation.rules[0];
  if (main === undefined) throw new Error('the checklist has no aggregation rule');
  const order = new Map(items.map((item, index) => [item.code, index]));
  const inOrder = (codes: readonly string[]): string[] =>
    codes.toSorted((a, b) => (order.get(a) ?? 0) - (order.get(b) ?? 0));

  const points = (rule: ScoreRule, fixed: ReadonlySet<string>): number =>
    aggregate(
      aggregation,
      rule,
      items.map(({ code, subIndicator, verdict, score }) => {
        if (verdict === 'not-applicable') return { code, subIndicator, score: null };
        return { code, subIndicator, score: fixed.has(code) ? 100 : (score ?? 0) };
      }),
    ).oit ?? 0;
  const reaches = (rule: ScoreRule, fixed: ReadonlySet<string>, target: number): boolean =>
    points(rule, fixed) >= target - noise;

  const pointsWith = (codes: readonly string[]): RulePoints[] => {
    const fixed = new Set(codes);
    const changed = items.map((item) =>
      fixed.has(item.code) && item.verdict !== 'not-applicable'
        ? { ...item, verdict: 'pass' as const, score: 100 }
        : item,
    );
    return computeScore(aggregation, changed).rules.map(({ id, status, low, expected }) => ({
      rule: id,
      status,
      low,
      expected,
    }));
  };

  const nothing: ReadonlySet<string> = new Set();
  const gainOf = (rule: ScoreRule, code: string): number =>
    points(rule, new Set([code])) - points(rule, nothing);

  /** The best so many of one kind of work come first: most points, then most under the least kind rule, then order. */
  const byEffort = (options: readonly FixOption[]): string[][] => {
    const worth = new Map(
      options.map(({ code }) => [
        code,
        { main: gainOf(main, code), least: Math.min(...aggregation.rules.map((rule) => gainOf(rule, code))) },
      ]),
    );
    const compare = (a: string, b: string): number => {
      const [one, other] = [worth.get(a), worth.get(b)];
      if (one === undefined || other === undefined) return 0;
      if (Math.abs(one.main - other.main) > noise) return other.main - one.main;
      if (Math.abs(one.least - other.least) > noise) return other.least - one.least;
      return (order.get(a) ?? 0) - (order.get(b) ?? 0);
    };
    return efforts.map((effort) =>
      options
        .filter((option) => option.effort === effort)
        .map((option) => option.code)
        .toSorted(compare),
    );
  };

  const shortest = (target: number, options: readonly FixOption[]): string[] | null => {
    const groups = byEffort(options);
    for (let size = 0; size <= options.length; size++) {
      let best: { codes: string[]; cost: number; rules: number; points: number } | null = null;
      for (const counts of splitInto(size, groups)) {
        const codes = groups.flatMap((group, index) => group.slice(0, counts[index]));
        const fixed = new Set(codes);
        const reached = points(main, fixed);
        if (reached < target - noise) continue;
        const cost = counts.reduce((sum, count, index) => sum + count * costAt(index), 0);
        const rules = aggregation.rules.filter((rule) => reaches(rule, fixed, target)).length;
        const found = { codes, cost, rules, points: reached };
        if (best === null || isBetter(found, best)) best = found;
      }
      if (best !== null) return best.codes;
    }
    return null;
  };

  const moreForEveryRule = (
    target: number,
    chosen: readonly string[],
    options: readonly FixOption[],
  ): string[] | null => {
    const fixed = new Set(chosen);
    const more: string[] = [];
    for (;;) {
      const short = aggregation.rules.filter((rule) => !reaches(rule, fixed, target));
      if (short.length === 0) return inOrder(more);
      const next = options
        .filter(({ code }) => !fixed.has(code))
        .map((option) => ({ ...option, worth: Math.min(...short.map((rule) => gainOf(rule, option.code))) }))
        .toSorted((a, b) => {
          if (Math.abs(a.worth - b.worth) > noise) return b.worth - a.worth;
          return effortCost(a.effort) - effortCost(b.effort);
        })[0];
      if (next === undefined) return null;
      fixed.add(next.code);
      more.push(next.code);
    }
  };

  return {
    pointsWith,
    gainsOf: (code) =>
      aggregation.rules.map((rule) => ({
        rule: rule.id,
        points: Math.round((gainOf(rule, code) + Number.EPSILON) * 100) / 100,
      })),
    pathTo(target, allowed) {
      const known = allowed.filter(({ code }) => order.has(code));
      const codes = shortest(target, known);
      const fixes = inOrder(codes ?? known.map(({ code }) => code));
      const fixed = new Set(fixes);
      const ruleOf = new Map(aggregation.rules.map((rule) => [rule.id, rule]));
      return {
        target,
        state: codes === null ? 'out-of-reach' : codes.length === 0 ? 'reached' : 'reachable',
        fixes,
        after: pointsWith(fixes).map((after) => {
          const rule = ruleOf.get(after.rule);
          return { ...after, reached: rule !== undefined && reaches(rule, fixed, target) };
        }),
        moreForEveryRule: codes === null ? null : moreForEveryRule(target, fixes, known),
      };
    },
  };
}

function costAt(index: number): number {
  const effort = efforts[index];
  return effort === undefined ? 0 : effortCost(effort);
}

function isBetter(
  a: { cost: number; rules: number; points: number },
  b: { cost: number; rules: number; points: number },
): boolean {
  if (a.cost !== b.cost) return a.cost < b.cost;
  if (a.rules !== b.rules) return a.rules > b.rules;
  return a.points > b.points + noise;
}

/**
 * Every way to take `size` from the groups, as a count of each. Within a group only the first so many need trying:
 * under one rule gains add up, so the most worthwhile of equal work are never worse.
 */
function* splitInto(size: number, groups: readonly (readonly string[])[]): Generator<number[]> {
  const [first, ...rest] = groups;
  if (first === undefined) {
    if (size === 0) yield [];
    return;
  }
  for (let count = Math.min(size, first.length); count >= 0; count--) {
    for (const counts of splitInto(size - count, rest)) yield [count, ...counts];
  }
}
