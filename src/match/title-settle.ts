import type { HeardPieces } from './title-learned.ts';
import { mostSaid, sumFactors } from './title-rules.ts';
import type { TitleEntry, TitleFactor } from './title-rules.ts';

/** What all that was said of a title comes to. */
export interface TitleVerdict {
  /** the likeliest item, null when "none of them" is likelier */
  code: string | null;
  /** 0–1, of `code` or of "none" */
  probability: number;
  /** the five likeliest, best first, ties in the order of the checklist */
  candidates: { code: string; probability: number; factors: TitleFactor[] }[];
}

/** Beyond this many log-odds against none the names are certain enough; it keeps one voice from silencing the other. */
const mostOdds = 9;
/** Less likely candidates are told without the pieces that speak for them. */
const worthExplaining = 0.05;
/** How much the pieces' voice counts beside the names'. */
const learnedShare = 1.5;
/**
 * Turns the sum of both voices into odds that come true as often as they say: fitted by `scripts/fit-titles.ts`
 * to the titles that each fold had not seen.
 */
const sharpness = 0.55;

/**
 * Weighs items against each other and against none.
 *
 * @param none log-odds of the nearest name that is none
 * @param learned what the title's pieces say, odds in the order of `codes`; null where they say nothing
 */
export function settleTitle(
  byCode: ReadonlyMap<string, TitleEntry>,
  none: number,
  codes: readonly string[],
  learned: HeardPieces | null,
): TitleVerdict {
  const noneOdds = Math.log(1 + Math.exp(Math.min(none, 30)));
  const sums = codes.flatMap((code, at) => {
    const entry = byCode.get(code);
    const taught = Math.min(learned?.odds[at] ?? 0, entry?.isAbout === true ? 0 : Number.POSITIVE_INFINITY);
    if (entry === undefined && learned === null) return [];
    const told = entry === undefined ? -mostOdds : sumFactors(entry.factors) - noneOdds;
    const odds = Math.max(-mostOdds, Math.min(mostOdds, told)) + learnedShare * taught;
    return [{ code, entry, taught, weight: weightOf(odds) }];
  });
  const all = 1 + sums.reduce((sum, { weight }) => sum + weight, 0);
  const candidates = sums
    .map((part, at) => ({ ...part, at, probability: round(part.weight / all) }))
    .toSorted((a, b) => b.probability - a.probability || a.at - b.at)
    .slice(0, 5)
    .filter(({ entry, probability }) => entry !== undefined || probability >= 0.001)
    .map(({ code, entry, taught, probability }) => {
      const factors = (entry?.factors ?? []).map(roundFactor);
      if (learned !== null) {
        const pieces = probability >= worthExplaining ? learned.explain(code) : [];
        factors.push(roundFactor({ name: nameLearned(pieces), weight: learnedShare * taught }));
      }
      return { code, probability, factors };
    });
  const best = candidates[0];
  const noneShare = round(1 / all);
  return best !== undefined && best.probability > noneShare
    ? { code: best.code, probability: best.probability, candidates }
    : { code: null, probability: noneShare, candidates };
}

/** Probabilities are rounded. */
const roundingSlack = 1e-4;

/**
 * Whether {@link settleTitle} may find one of the items at least so likely.
 *
 * @param likeness the most that its names can be like the title, for each of the items
 * @param learned as there
 */
export function mayBeLikely(likeness: Float64Array, learned: HeardPieces | null, least: number): boolean {
  for (let at = 0; at < likeness.length; at += 1) {
    const told = Math.max(-mostOdds, Math.min(mostOdds, mostSaid(likeness[at] ?? 0)));
    const weight = weightOf(told + learnedShare * (learned?.odds[at] ?? 0));
    // What speaks for none or for others only makes an item less likely.
    if (weight / (1 + weight) >= least - roundingSlack) return true;
  }
  return false;
}

function weightOf(odds: number): number {
  return Math.exp(Math.min(sharpness * odds, 30));
}

function nameLearned(pieces: readonly string[]): string {
  return pieces.length === 0 ? 'learned from all names' : `learned from all names: ${pieces.join(' ')}`;
}

function round(value: number): number {
  return Math.round(value * 10_000) / 10_000;
}

function roundFactor(factor: TitleFactor): TitleFactor {
  return { name: factor.name, weight: Math.round(factor.weight * 100) / 100 };
}
