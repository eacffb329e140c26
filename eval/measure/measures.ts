import type { Observation } from './observe.ts';

/** A share with what it is a share of; `value` null when there is nothing to count. */
export interface Share {
  value: number | null;
  count: number;
  of: number;
}

/** How the verdicts stand to the truth. Items whose truth is `review-ok` count only in `reviewOk`. */
export interface Measures {
  items: number;
  /** tool's verdict equals the truth; a review is never equal */
  accuracy: Share;
  /** the same over items that the tool decided */
  decidedAccuracy: Share;
  /** tool says pass, of items whose truth is fail or partial */
  falsePass: Share;
  /** tool says partial, of items whose truth is fail */
  falsePartial: Share;
  /** tool says fail, of items whose truth is pass */
  falseFail: Share;
  /** tool says review, of all */
  review: Share;
  reviewOfPass: Share;
  reviewOfFail: Share;
  /** leading reason is one that fits, of items whose truth is fail or partial and which the tool failed or half passed */
  cause: Share;
  /** the same of all items whose truth is fail or partial and which the tool did not pass, reviews with them */
  causeAnyVerdict: Share;
  /** first evidence is one of the addresses that show the disclosure, of items whose truth is pass or partial */
  evidence: Share;
  /** mean of (probability − [truth is pass])² */
  brier: number | null;
  /** of items whose truth is `review-ok`: tool says review */
  reviewOk: Share;
  /** by tenths of `probability` */
  reliability: { from: number; count: number; meanProbability: number; passShare: number }[];
  byItem: ItemMeasures[];
}

/** Precision and recall of "pass" for one item. */
export interface ItemMeasures {
  code: string;
  precision: Share;
  recall: Share;
  review: Share;
  accuracy: Share;
}

export function measure(observations: readonly Observation[]): Measures {
  const known = observations.filter(({ truth }) => truth !== 'review-ok');
  const good = known.filter(({ truth }) => truth === 'pass');
  const wrong = known.filter(({ truth }) => truth !== 'pass');
  const decided = known.filter(({ verdict }) => verdict !== 'review');
  const codes = [...new Set(known.map(({ code }) => code))];
  return {
    items: known.length,
    accuracy: share(known, isRight),
    decidedAccuracy: share(decided, isRight),
    falsePass: share(wrong, says('pass')),
    falsePartial: share(
      known.filter(({ truth }) => truth === 'fail'),
      says('partial'),
    ),
    falseFail: share(good, says('fail')),
    review: share(known, says('review')),
    reviewOfPass: share(good, says('review')),
    reviewOfFail: share(wrong, says('review')),
    cause: share(
      wrong.filter(({ verdict }) => verdict === 'fail' || verdict === 'partial'),
      isCauseRight,
    ),
    causeAnyVerdict: share(
      wrong.filter(({ verdict }) => verdict !== 'pass'),
      isCauseRight,
    ),
    evidence: share(
      known.filter(({ truth }) => truth === 'pass' || truth === 'partial'),
      ({ found, expected }) => found !== null && expected.includes(found),
    ),
    brier: brierOf(known),
    reviewOk: share(
      observations.filter(({ truth }) => truth === 'review-ok'),
      says('review'),
    ),
    reliability: reliabilityOf(known),
    byItem: codes.map((code) => {
      const mine = known.filter((one) => one.code === code);
      return {
        code,
        precision: share(mine.filter(says('pass')), ({ truth }) => truth === 'pass'),
        recall: share(
          mine.filter(({ truth }) => truth === 'pass'),
          says('pass'),
        ),
        review: share(mine, says('review')),
        accuracy: share(mine, isRight),
      };
    }),
  };
}

export function share<T>(list: readonly T[], holds: (one: T) => boolean): Share {
  const count = list.filter(holds).length;
  return { value: list.length === 0 ? null : count / list.length, count, of: list.length };
}

/** The middle of the values, null for none. */
export function median(values: readonly number[]): number | null {
  const sorted = values.toSorted((a, b) => a - b);
  const low = sorted[Math.floor((sorted.length - 1) / 2)];
  const high = sorted[Math.floor(sorted.length / 2)];
  return low === undefined || high === undefined ? null : (low + high) / 2;
}

function isRight({ verdict, truth }: Observation): boolean {
  return verdict === truth;
}

function says(verdict: Observation['verdict']): (one: Observation) => boolean {
  return (one) => one.verdict === verdict;
}

function isCauseRight({ reason, causes }: Observation): boolean {
  return reason !== null && causes.includes(reason);
}

function brierOf(known: readonly Observation[]): number | null {
  const errors = known.flatMap(({ probability, truth }) =>
    probability === null ? [] : [(probability - (truth === 'pass' ? 1 : 0)) ** 2],
  );
  return errors.length === 0 ? null : errors.reduce((sum, error) => sum + error, 0) / errors.length;
}

function reliabilityOf(known: readonly Observation[]): Measures['reliability'] {
  return Array.from({ length: 10 }, (_, tenth) => {
    const mine = known.flatMap(({ probability, truth }) =>
      probability !== null && Math.min(9, Math.floor(probability * 10)) === tenth
        ? [{ probability, truth }]
        : [],
    );
    return {
      from: tenth / 10,
      count: mine.length,
      meanProbability: mine.reduce((sum, one) => sum + one.probability, 0) / Math.max(1, mine.length),
      passShare: mine.filter(({ truth }) => truth === 'pass').length / Math.max(1, mine.length),
    };
  }).filter(({ count }) => count > 0);
}
