import type { BankPhrase } from './title-bank.ts';
import { piecesOf } from './title-bank.ts';
import type { TitleGrammar } from './title-grammar.ts';

/** What the known names teach of which pieces of a title speak for which item. */
export interface LearnedTitles {
  /** Log-odds of every item, in the order given to `learnTitles`, against none of them; null where no piece is known. */
  weigh: (bare: string, grammar: TitleGrammar) => Float64Array | null;
  /** The pieces that speak loudest for one item against none, best first, at most three. */
  explain: (bare: string, grammar: TitleGrammar, code: string) => string[];
}

/** Passes over the names: more made cross-validated titles no better, fewer made them worse. */
const passes = 10;
const learningRate = 0.5;
const decay = 1e-4;

/**
 * Fits a multinomial logistic regression over the three-letter pieces and the grammar of all known names, by
 * stochastic gradient descent with a step for each weight (Duchi, Hazan, Singer 2011: AdaGrad). The order is fixed and
 * nothing is random: equal names give equal weights. About half a second for 6,000 names.
 */
export function learnTitles(phrases: readonly BankPhrase[], codes: readonly string[]): LearnedTitles {
  const classes = codes.length + 1;
  const index = indexFeatures(phrases);
  const bias = index.size;
  const weights = new Float64Array((bias + 1) * classes);
  const examples = phrases.map((phrase) => ({
    features: read(index, bias, phrase.skeleton, phrase.grammar),
    answer: phrase.code === null ? 0 : codes.indexOf(phrase.code) + 1,
  }));
  descend(examples, weights, classes);
  return {
    weigh(bare, grammar) {
      const features = read(index, bias, bare, grammar);
      // the bias and the period alone are no words
      if (features.length <= 2) return null;
      const sums = add(features, weights, classes);
      const none = sums[0] ?? 0;
      return sums.slice(1).map((sum) => sum - none);
    },
    explain(bare, grammar, code) {
      const at = codes.indexOf(code) + 1;
      const heard = featuresOf(bare, grammar).flatMap((feature) => {
        const number = index.get(feature);
        if (number === undefined) return [];
        const row = number * classes;
        return [{ feature, weight: (weights[row + at] ?? 0) - (weights[row] ?? 0) }];
      });
      return heard
        .filter(({ weight }) => weight > 0)
        .toSorted((a, b) => b.weight - a.weight)
        .slice(0, 3)
        .map(({ feature }) => feature);
    },
  };
}

function featuresOf(bare: string, grammar: TitleGrammar): string[] {
  const features = new Set(piecesOf(bare));
  features.add(`period:${grammar.period ?? 'none'}`);
  if (grammar.head !== null) features.add(`head:${grammar.head}`);
  if (grammar.isLaw) features.add('law');
  if (grammar.isNews) features.add('news');
  return [...features];
}

function indexFeatures(phrases: readonly BankPhrase[]): Map<string, number> {
  const index = new Map<string, number>();
  for (const phrase of phrases) {
    for (const feature of featuresOf(phrase.skeleton, phrase.grammar)) {
      if (!index.has(feature)) index.set(feature, index.size);
    }
  }
  return index;
}

function read(
  index: ReadonlyMap<string, number>,
  bias: number,
  bare: string,
  grammar: TitleGrammar,
): Int32Array {
  const known = featuresOf(bare, grammar).flatMap((feature) => index.get(feature) ?? []);
  return Int32Array.from([bias, ...known]);
}

/** Sums of the features' weights, scaled so that long and short titles reach alike. */
function add(features: Int32Array, weights: Float64Array, classes: number): Float64Array {
  const sums = new Float64Array(classes);
  const scale = 1 / Math.sqrt(features.length);
  for (const feature of features) {
    const row = feature * classes;
    for (let at = 0; at < classes; at += 1) sums[at] = (sums[at] ?? 0) + (weights[row + at] ?? 0) * scale;
  }
  return sums;
}

interface Example {
  features: Int32Array;
  answer: number;
}

function descend(examples: readonly Example[], weights: Float64Array, classes: number): void {
  const slopes = new Float64Array(weights.length).fill(1e-6);
  const stride = strideFor(examples.length);
  for (let pass = 0; pass < passes; pass += 1) {
    for (let turn = 0; turn < examples.length; turn += 1) {
      const example = examples[(turn * stride + pass) % examples.length];
      if (example !== undefined) step(example, weights, slopes, classes);
    }
  }
}

/** Names stand in groups; a stride near the golden ratio without a common divisor mixes them. */
function strideFor(count: number): number {
  let stride = Math.max(1, Math.round(count * 0.618));
  while (stride < count && commonDivisor(stride, count) !== 1) stride += 1;
  return stride;
}

function commonDivisor(a: number, b: number): number {
  return b === 0 ? a : commonDivisor(b, a % b);
}

function step(
  { features, answer }: Example,
  weights: Float64Array,
  slopes: Float64Array,
  classes: number,
): void {
  const shares = add(features, weights, classes);
  const most = Math.max(...shares);
  let sum = 0;
  for (let at = 0; at < classes; at += 1) {
    const share = Math.exp((shares[at] ?? 0) - most);
    shares[at] = share;
    sum += share;
  }
  const scale = 1 / Math.sqrt(features.length);
  for (let at = 0; at < classes; at += 1) {
    const miss = (shares[at] ?? 0) / sum - (at === answer ? 1 : 0);
    if (Math.abs(miss) < 1e-3) continue;
    for (const feature of features) {
      const place = feature * classes + at;
      const weight = weights[place] ?? 0;
      const slope = miss * scale + decay * weight;
      const steepness = (slopes[place] ?? 0) + slope * slope;
      slopes[place] = steepness;
      weights[place] = weight - (learningRate * slope) / Math.sqrt(steepness);
    }
  }
}
