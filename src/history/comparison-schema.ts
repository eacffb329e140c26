import { z } from 'zod';
import { outcomes, verdicts } from '../result/vocabulary.ts';
import { changeCauses, changeKinds } from './vocabulary.ts';

/** One thing that changed about an item. */
export const changeSchema = z.looseObject({
  kind: z.enum(changeKinds),
  /** verdicts, or years joined by ", "; null where the kind has none */
  from: z.string().nullable(),
  to: z.string().nullable(),
  /** address of the earlier and of the later evidence */
  url: z.string().nullable(),
  newUrl: z.string().nullable(),
  /** how the earlier address answers now, where it was asked */
  outcome: z.enum(outcomes).nullable(),
});

/** An item about which something changed. */
export const itemChangeSchema = z.looseObject({
  code: z.string(),
  /** its code in the earlier run; another where the checklist was renumbered */
  olderCode: z.string(),
  topics: z.array(z.string()),
  nameTh: z.string(),
  nameEn: z.string(),
  unitTh: z.string(),
  unitEn: z.string(),
  olderVerdict: z.enum(verdicts),
  verdict: z.enum(verdicts),
  /** the reason of the later verdict */
  reasonTh: z.string().nullable(),
  reasonEn: z.string().nullable(),
  changes: z.array(changeSchema),
  /** what had a part in it; where not `certain`, which of them had is not known */
  causes: z.array(z.enum(changeCauses)).min(1),
  certain: z.boolean(),
});

export const runRefSchema = z.looseObject({
  runId: z.string(),
  startedAt: z.string(),
  finishedAt: z.string(),
  checklistId: z.string(),
  toolVersion: z.string(),
});

/** Two runs of one agency held against each other. */
export const comparisonSchema = z.looseObject({
  older: runRefSchema,
  newer: runRefSchema,
  toolChanged: z.boolean(),
  checklistChanged: z.boolean(),
  /** names of the options that differ */
  optionsChanged: z.array(z.string()),
  score: z.looseObject({ from: z.number().nullable(), to: z.number().nullable() }),
  /** in the order of the newer run; items about which nothing changed are left out */
  items: z.array(itemChangeSchema),
});

export type Change = z.infer<typeof changeSchema>;
export type ItemChange = z.infer<typeof itemChangeSchema>;
export type RunRef = z.infer<typeof runRefSchema>;
export type Comparison = z.infer<typeof comparisonSchema>;
