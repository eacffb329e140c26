import type { BankPhrase, TitleBank } from './title-bank.ts';
import type { TitleGrammar } from './title-grammar.ts';
import type { TitlePieces } from './title-pieces.ts';
import type { TitleTerms } from './title-terms.ts';

/** What the known names teach of which pieces of a title speak for which item. */
export interface LearnedTitles {
  /** null where no piece is known */
  hear: (bare: string, grammar: TitleGrammar) => HeardPieces | null;
}

/** What the pieces of one title say; good until the next is heard. */
export interface HeardPieces {
  /** log-odds of every item, in the order of the codes, against none of them */
  odds: Float64Array;
  /** the pieces that speak loudest for one item against none, best first, at most three */
  explain: (code: string) => string[];
}

/** Passes over the names: more made cross-validated titles no better, fewer made them worse. */
const passes = 10;
const learningRate = 0.8;
const decay = 1e-4;

/** Combinations of what a grammar can say; some hundred come up. */
const maxKnownGrammars = 4_000;

type Names = Pick<TitleBank, 'phrases' | 'pieces'> & { terms: TitleTerms };

/**
 * Fits a multinomial logistic regression over the three-letter pieces, the words and the grammar of all known names, by
 * stochastic gradient descent with a step for each weight (Duchi, Hazan, Singer 2011: AdaGrad). The order is fixed and
 * nothing is random: equal names give equal weights. With the bank of names about a second for 10,600 of them.
 *
 * @returns for each feature a weight for none and for each of the codes
 */
export function fitTitles({ phrases, pieces, terms }: Names, codes: readonly string[]): Float32Array {
  const classes = codes.length + 1;
  const index = new FeatureIndex(pieces, terms, phrases);
  const weights = new Float64Array(index.size * classes);
  const examples = phrases.map((phrase) => ({
    features: index.read(phrase.letters, phrase.grammar).slice(),
    answer: phrase.code === null ? 0 : codes.indexOf(phrase.code) + 1,
  }));
  descend(examples, weights, classes);
  // Half the memory to go through for each title, and no answer that shows another probability for it.
  return Float32Array.from(weights);
}

/** @param weights as `fitTitles` gave them for the same names and codes */
export function createLearnedTitles(
  { phrases, pieces, terms }: Names,
  codes: readonly string[],
  weights: Float32Array,
): LearnedTitles {
  const classes = codes.length + 1;
  const index = new FeatureIndex(pieces, terms, phrases);
  const explain = (features: Int32Array, code: string): string[] => {
    const at = codes.indexOf(code) + 1;
    const heard: { feature: number; weight: number }[] = [];
    for (const feature of features.subarray(1)) {
      const row = feature * classes;
      const weight = (weights[row + at] ?? 0) - (weights[row] ?? 0);
      if (weight > 0) heard.push({ feature, weight });
    }
    return heard
      .toSorted((a, b) => b.weight - a.weight)
      .slice(0, 3)
      .map(({ feature }) => index.nameOf(feature));
  };
  // V8 makes an object outside its heap for each array of numbers: these are written over.
  const sums = new Float64Array(classes);
  const odds = new Float64Array(codes.length);
  return {
    hear(bare, grammar) {
      const features = index.read(bare, grammar);
      // the bias and the period alone are no words
      if (features.length <= 2) return null;
      add(features, weights, classes, sums);
      const none = sums[0] ?? 0;
      for (let at = 0; at < odds.length; at += 1) odds[at] = (sums[at + 1] ?? 0) - none;
      return { odds, explain: (code) => explain(features, code) };
    },
  };
}

function grammarFeatures(grammar: TitleGrammar): string[] {
  const features = [`period:${grammar.period ?? 'none'}`];
  if (grammar.head !== null) features.push(`head:${grammar.head}`);
  if (grammar.isLaw) features.push('law');
  if (grammar.isNews) features.push('news');
  for (const [at, subject] of grammar.subjects.entries()) {
    features.push(`subject:${subject}`);
    // two subjects say more than each of them: complaints of corruption, risks of corruption
    for (const other of grammar.subjects.slice(at + 1)) features.push(`pair:${subject}+${other}`);
  }
  return features;
}

/** Numbers what a title is known by: its pieces first, then its words, then what its grammar says, last the bias that all share. */
class FeatureIndex {
  readonly #pieces: TitlePieces;
  readonly #terms: TitleTerms;
  readonly #beforeGrammar: number;
  readonly #grammar = new Map<string, number>();
  readonly #said = new Map<string, readonly number[]>();
  /** in which reading each piece was met last: a piece counts once */
  readonly #met: Uint32Array;
  #reading = 0;
  #known = new Int32Array(512);

  constructor(pieces: TitlePieces, terms: TitleTerms, phrases: readonly BankPhrase[]) {
    this.#pieces = pieces;
    this.#terms = terms;
    this.#beforeGrammar = pieces.size + terms.size;
    this.#met = new Uint32Array(pieces.size);
    // Names that were kept share what they have alike.
    for (const grammar of new Set(phrases.map((phrase) => phrase.grammar))) {
      for (const feature of grammarFeatures(grammar)) {
        if (this.#grammar.has(feature)) continue;
        // "law" is three letters of a name as well: both have had one weight since sharpness was fitted.
        const piece = feature.length === 3 ? pieces.numberOf(feature) : -1;
        this.#grammar.set(feature, piece >= 0 ? piece : this.#beforeGrammar + this.#grammar.size);
      }
    }
  }

  get size(): number {
    return this.#beforeGrammar + this.#grammar.size + 1;
  }

  /** The bias, then those that names have too; the answer is good until the next call. */
  read(bare: string, grammar: TitleGrammar): Int32Array {
    const { numbers, length } = this.#pieces.read(bare);
    const terms = this.#terms.read(bare);
    const said = this.#numbersOf(grammar);
    const most = 1 + length + terms.length + said.length;
    if (this.#known.length < most) this.#known = new Int32Array(most * 2);
    const known = this.#known;
    known[0] = this.size - 1;
    const pieceCount = this.#pieces.size;
    let count = 1;
    this.#reading += 1;
    for (let at = 0; at < length; at += 1) {
      const piece = numbers[at] ?? -1;
      if (piece < 0 || this.#met[piece] === this.#reading) continue;
      this.#met[piece] = this.#reading;
      known[count++] = piece;
    }
    for (let at = 0; at < terms.length; at += 1) known[count++] = pieceCount + (terms.numbers[at] ?? 0);
    for (const number of said) {
      if (number < pieceCount && this.#met[number] === this.#reading) continue;
      known[count++] = number;
    }
    return known.subarray(0, count);
  }

  /** What a grammar says, as far as names say it too. */
  #numbersOf(grammar: TitleGrammar): readonly number[] {
    const { period, head, isLaw, isNews, subjects } = grammar;
    const key = `${period} ${head} ${isLaw} ${isNews} ${subjects.join()}`;
    const known = this.#said.get(key);
    if (known !== undefined) return known;
    const numbers = grammarFeatures(grammar).flatMap((feature) => this.#grammar.get(feature) ?? []);
    if (this.#said.size >= maxKnownGrammars) this.#said.clear();
    this.#said.set(key, numbers);
    return numbers;
  }

  nameOf(feature: number): string {
    if (feature < this.#pieces.size) return this.#pieces.write(feature);
    if (feature < this.#beforeGrammar) return this.#terms.write(feature - this.#pieces.size);
    for (const [name, number] of this.#grammar) if (number === feature) return name;
    return '';
  }
}

/** Sums of the features' weights, scaled so that long and short titles reach alike. */
function add(
  features: Int32Array,
  weights: Float32Array | Float64Array,
  classes: number,
  sums: Float64Array,
): void {
  sums.fill(0);
  const { length } = features;
  for (let place = 0; place < length; place += 1) {
    const row = (features[place] ?? 0) * classes;
    for (let at = 0; at < classes; at += 1) sums[at] = (sums[at] ?? 0) + (weights[row + at] ?? 0);
  }
  const scale = 1 / Math.sqrt(length);
  for (let at = 0; at < classes; at += 1) sums[at] = (sums[at] ?? 0) * scale;
}

interface Example {
  features: Int32Array;
  answer: number;
}

function descend(examples: readonly Example[], weights: Float64Array, classes: number): void {
  const slopes = new Float64Array(weights.length).fill(1e-6);
  const scratch = { shares: new Float64Array(classes), missed: new Int32Array(classes) };
  const stride = strideFor(examples.length);
  for (let pass = 0; pass < passes; pass += 1) {
    for (let turn = 0; turn < examples.length; turn += 1) {
      const example = examples[(turn * stride + pass) % examples.length];
      if (example !== undefined) step(example, weights, slopes, scratch);
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
  { shares, missed }: { shares: Float64Array; missed: Int32Array },
): void {
  const classes = shares.length;
  add(features, weights, classes, shares);
  let most = Number.NEGATIVE_INFINITY;
  for (let at = 0; at < classes; at += 1) most = Math.max(most, shares[at] ?? 0);
  let sum = 0;
  for (let at = 0; at < classes; at += 1) {
    const share = Math.exp((shares[at] ?? 0) - most);
    shares[at] = share;
    sum += share;
  }
  const scale = 1 / Math.sqrt(features.length);
  let count = 0;
  for (let at = 0; at < classes; at += 1) {
    const miss = (shares[at] ?? 0) / sum - (at === answer ? 1 : 0);
    if (Math.abs(miss) < 1e-3) continue;
    missed[count++] = at;
    shares[at] = miss * scale;
  }
  // Feature by feature, since one feature's weights lie side by side.
  for (let turn = 0; turn < features.length; turn += 1) {
    const row = (features[turn] ?? 0) * classes;
    for (let each = 0; each < count; each += 1) {
      const at = missed[each] ?? 0;
      const place = row + at;
      const weight = weights[place] ?? 0;
      const slope = (shares[at] ?? 0) + decay * weight;
      const steepness = (slopes[place] ?? 0) + slope * slope;
      slopes[place] = steepness;
      weights[place] = weight - (learningRate * slope) / Math.sqrt(steepness);
    }
  }
}
