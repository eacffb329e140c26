import type { Result } from '../../src/result/schema.ts';
import type { ReasonCode, Verdict } from '../../src/result/vocabulary.ts';
import type { Half, ItemTruth, TruthVerdict } from '../bank/types.ts';
import { addressOf } from '../site/serve.ts';

/** One item of one site: what is true and what the tool said. */
export interface Observation {
  site: string;
  half: Half;
  code: string;
  truth: TruthVerdict;
  /** leading reasons that fit */
  causes: readonly ReasonCode[];
  /** how the truth came about: wording, mishap and form */
  made: string;
  verdict: Verdict;
  /** the leading reason's code, null for none */
  reason: ReasonCode | null;
  probability: number | null;
  /** address of the first evidence, host and path */
  found: string | null;
  expected: readonly string[];
  missing: readonly string[];
  /** what moved the probability */
  facts: readonly string[];
}

/** Lines a result up with the truth of its site. */
export function observe(
  site: { id: string; half: Half },
  truth: readonly ItemTruth[],
  result: Pick<Result, 'items'>,
): Observation[] {
  const told = new Map(result.items.map((item) => [item.code, item]));
  return truth.map((one) => {
    const item = told.get(one.code);
    if (item === undefined) throw new Error(`${site.id}: the result has no ${one.code}`);
    const url = item.evidence[0]?.url;
    return {
      site: site.id,
      half: site.half,
      code: one.code,
      truth: one.verdict,
      causes: one.causes,
      made: `${one.content ?? '-'}/${one.delivery}/${one.form}`,
      verdict: item.verdict,
      reason: item.reasons[0]?.code ?? null,
      probability: item.probability,
      found: url === undefined ? null : addressOf(url),
      expected: one.evidence,
      missing: item.required.filter(({ found, strict }) => found === false && strict).map(({ id }) => id),
      facts: item.factors.map(({ name }) => name),
    };
  });
}
