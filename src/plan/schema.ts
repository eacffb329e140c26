import { z } from 'zod';
import { verdicts } from '../result/vocabulary.ts';
import { efforts } from './effort.ts';
import { followUpMonths } from './calendar.ts';
import { measureStatuses } from './status.ts';

/** Version of `plan.json`; a rename or a change of meaning raises it. */
export const planSchemaVersion = 1;

const day = z.string().regex(/^\d{4}-\d\d-\d\d$/);
const words = z.object({ th: z.string(), en: z.string() });
const points = z.number();

const rulePoints = z.object({
  rule: z.string(),
  status: z.enum(['verified', 'inferred']),
  /** what cannot be told counts as 0 */
  low: points,
  /** what cannot be told counts by its probability */
  expected: points.nullable(),
});

const path = z.object({
  target: points,
  state: z.enum(['reached', 'reachable', 'out-of-reach']),
  fixes: z.array(z.string()),
  /** how many of the fixes are things that a person has to look at first */
  looks: z.int(),
  after: z.array(z.object({ ...rulePoints.shape, reached: z.boolean() })),
  moreForEveryRule: z.array(z.string()).nullable(),
});

const row = z.object({
  /** 1, 2 … through the whole plan */
  number: z.int(),
  instrument: z.enum(['IIT', 'EIT', 'OIT']),
  /** O7, i10; null for a row that a person fills in */
  code: z.string().nullable(),
  indicator: z.object({ id: z.string(), name: words }).nullable(),
  name: words,
  /** scores that the user gave, as given: one, or EIT part 1 and 2 */
  scores: z.array(points),
  verdict: z.enum(verdicts).nullable(),
  effort: z.enum(efforts).nullable(),
  /** what did not stand up; no line: to be filled in */
  issue: z.array(words),
  measure: z.array(words),
  steps: z.array(words),
  unit: words.nullable(),
  /** suggested, from `asOf` on; null for what is done or for a person to put in */
  period: z.object({ from: day, to: day }).nullable(),
  followUp: z.array(
    z.object({
      months: z.literal(followUpMonths),
      from: day,
      to: day,
      /** the last check in the round; null where there was none */
      seen: z.object({ asOf: day, verdict: z.enum(verdicts) }).nullable(),
    }),
  ),
  status: z.object({
    /** always to be confirmed by a person; null where the checks do not tell */
    suggested: z.enum(measureStatuses).nullable(),
    because: words.nullable(),
  }),
});

/** `plan.json`: the improvement plan of one agency, made of its results. */
export const planSchema = z.object({
  schemaVersion: z.literal(planSchemaVersion),
  tool: z.object({ name: z.literal('oit-checker'), version: z.string() }),
  checklist: z.object({
    id: z.string(),
    fiscalYear: z.int(),
    name: words,
    sha256: z.string(),
    /** false: the items were judged by another version of the file than the score is computed with here */
    sameAsJudged: z.boolean(),
  }),
  agency: z.object({ key: z.string(), name: z.string().nullable() }),
  site: z.object({ startUrl: z.string() }),
  asOf: day,
  /** Buddhist fiscal year that `asOf` lies in: the rounds of follow-up are its */
  fiscalYear: z.int(),
  basedOn: z.object({ runId: z.string(), asOf: day, finishedAt: z.string(), incomplete: z.boolean() }),
  previous: z.array(z.object({ runId: z.string(), asOf: day })),
  /** null when no score is known, `unknown` says why */
  whatIf: z
    .object({
      now: z.array(rulePoints),
      defaultRule: z.string(),
      /** codes that were left out at the user's wish */
      without: z.array(z.string()),
      gains: z.array(
        z.object({
          code: z.string(),
          name: words,
          effort: z.enum(efforts),
          byRule: z.array(z.object({ rule: z.string(), points })),
        }),
      ),
      targets: z.array(path),
      /** what the fixes that the user named would bring together */
      asked: z.object({ fixes: z.array(z.string()), after: z.array(rulePoints) }).nullable(),
    })
    .nullable(),
  unknown: words.nullable(),
  rows: z.array(row),
});

export type Plan = z.infer<typeof planSchema>;
export type PlanRow = Plan['rows'][number];
export type PlanWhatIf = NonNullable<Plan['whatIf']>;
