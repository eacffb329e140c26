import { z } from 'zod';
import { outcomes, verdicts } from '../result/vocabulary.ts';
import { comparisonSchema, itemChangeSchema, runRefSchema } from './comparison-schema.ts';
import { changeCauses, itemStates } from './vocabulary.ts';

/** Version of `history.json`; a rename or a change of meaning raises it. */
export const historySchemaVersion = 1;

const look = z.looseObject({ runId: z.string(), at: z.string() });
const score = z.number().min(0).max(100);

const itemHistory = z.looseObject({
  /** year-independent: codes change from year to year, these do not */
  topics: z.array(z.string()),
  code: z.string(),
  nameTh: z.string(),
  nameEn: z.string(),
  unitTh: z.string(),
  unitEn: z.string(),
  verdict: z.enum(verdicts),
  state: z.enum(itemStates),
  /** when the present state began; null for `unknown` */
  since: z.string().nullable(),
  /** the last run in which full marks were expected; null: none */
  lastSeenGood: z.looseObject({ runId: z.string(), at: z.string(), url: z.string().nullable() }).nullable(),
  /** what is different from then; null where it is as good now, or was never good */
  sinceLastGood: itemChangeSchema.nullable(),
  /** the looks that found it worse, oldest first */
  failures: z.array(look),
  /** what a suspicion, or a recovery, lacks to be confirmed */
  lacks: z.enum(['another-look', 'office-hours']).nullable(),
  confirmedAt: z.string().nullable(),
  recoveredAt: z.string().nullable(),
  /** where tool, checklist, options or the day made it worse, and not the site: it is measured from there on */
  reset: z.looseObject({ at: z.string(), causes: z.array(z.enum(changeCauses)) }).nullable(),
});

const uptime = z.looseObject({
  /** `window`: the assessment window of the checklist's year, as far as it has come; `recent`: the last 30 days */
  period: z.enum(['window', 'recent']),
  /** ISO days in Thailand, both included */
  from: z.string(),
  to: z.string(),
  /** times that the start page was asked for, and that it answered; what we could not ask is left out */
  looks: z.int(),
  reached: z.int(),
  /** of the answers, in milliseconds; null where none was timed */
  medianLatencyMs: z.number().nullable(),
  slowLatencyMs: z.number().nullable(),
  /** days with a look, in order */
  days: z.array(z.looseObject({ day: z.string(), looks: z.int(), reached: z.int() })),
  state: z.enum(['up', 'suspected', 'down', 'recovering', 'unknown']),
  since: z.string().nullable(),
  confirmedAt: z.string().nullable(),
  recoveredAt: z.string().nullable(),
  /** how it failed the last time that it did */
  lastOutcome: z.enum(outcomes).nullable(),
});

/** `history.json`: how one agency got to where its last run found it. */
export const historySchema = z.looseObject({
  schemaVersion: z.literal(historySchemaVersion),
  agencyKey: z.string(),
  programme: z.string(),
  /** the run that it was made for */
  run: runRefSchema,
  /** first and last day of the assessment window, ISO; null where the checklist knows none */
  window: z.looseObject({ from: z.string(), to: z.string() }).nullable(),
  /** whole runs, oldest first, the last one included */
  runs: z.array(
    z.looseObject({
      runId: z.string(),
      startedAt: z.string(),
      fiscalYear: z.int(),
      checklistId: z.string(),
      toolVersion: z.string(),
      reachable: z.boolean(),
      incomplete: z.boolean(),
      expected: score.nullable(),
      low: score,
      high: score,
    }),
  ),
  /** null: there is no earlier run */
  sinceLast: comparisonSchema.nullable(),
  /** against the first run in the window; null where that is this one or the last */
  sinceWindow: comparisonSchema.nullable(),
  /** every item of the last run, in its order */
  items: z.array(itemHistory),
  uptime: uptime.nullable(),
});

export type History = z.infer<typeof historySchema>;
export type ItemHistory = History['items'][number];
export type Uptime = NonNullable<History['uptime']>;
