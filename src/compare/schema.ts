import { z } from 'zod';
import { changeCauses } from '../history/vocabulary.ts';
import { efforts } from '../plan/effort.ts';
import { agencyTypes, confidences, outcomes, reasonCodes } from '../result/vocabulary.ts';
import { cellStates } from './cell-state.ts';
import { standings } from './standing.ts';

/** Version of `compare.json`. */
export const overviewSchemaVersion = 1;

const score = z.object({ expected: z.number().nullable(), low: z.number(), high: z.number() });
const words = z.object({ th: z.string(), en: z.string() });

/** `unseen`: opened, but no item of it could be looked at; `no-result`: not run, or the program failed at it. */
export const agencyViews = ['looked', 'unreachable', 'unseen', 'no-result'] as const;
export type AgencyView = (typeof agencyViews)[number];

const openItem = z.object({
  code: z.string(),
  effort: z.enum(efforts),
  /** OIT points over the aggregation rules; null where no score is known */
  gainLow: z.number().nullable(),
  gainHigh: z.number().nullable(),
  confidence: z.enum(confidences),
});

export const agencyRowSchema = z.looseObject({
  key: z.string(),
  id: z.string().nullable(),
  name: z.string().nullable(),
  type: z.enum(agencyTypes).nullable(),
  district: z.string().nullable(),
  province: z.string().nullable(),
  tags: z.array(z.string()),
  url: z.string(),
  view: z.enum(agencyViews),
  /** of the start address, where it could not be opened */
  outcome: z.enum(outcomes).nullable(),
  /** why there is no result, in the program's words */
  detail: z.string().nullable(),
  /** its run, from the folder that was compared, with `/`; null where there is none */
  folder: z.string().nullable(),
  checkedAt: z.string().nullable(),
  checklistId: z.string().nullable(),
  toolVersion: z.string().nullable(),
  /** more than 10 % of its items could not be looked at */
  incomplete: z.boolean(),
  score: score.nullable(),
  /** beside the median range of all; null where one of the two is not known */
  standing: z.enum(standings).nullable(),
  /** by the comparison's items, in their order */
  cells: z.array(z.enum(cellStates)),
  /** the most decisive reason of each, in the same order; null for what scores or has none */
  reasons: z.array(z.enum(reasonCodes).nullable()),
  /** what is left to do, the most worthwhile first; what could not be looked at is not among it */
  open: z.array(openItem),
});

const stateCounts = z.record(z.enum(cellStates), z.int());

const itemRow = z.looseObject({
  code: z.string(),
  topics: z.array(z.string()),
  nameTh: z.string(),
  nameEn: z.string(),
  shortTh: z.string(),
  unitTh: z.string(),
  unitEn: z.string(),
  counts: stateCounts,
  /** of those that are not expected to score in full, most frequent first */
  causes: z.array(z.object({ reason: z.enum(reasonCodes), agencies: z.int() })),
});

/** What agencies are put together by. */
export const groupKinds = ['type', 'province', 'district', 'tag'] as const;

const group = z.looseObject({
  by: z.enum(groupKinds),
  /** null: not given; a type by its id */
  name: z.string().nullable(),
  /** of a district */
  province: z.string().nullable(),
  agencies: z.int(),
  /** that could not be looked at */
  unseen: z.int(),
  /** expected scores of those that were; null where there are none */
  spread: z
    .object({
      min: z.number(),
      quarter: z.number(),
      median: z.number(),
      threeQuarters: z.number(),
      max: z.number(),
    })
    .nullable(),
});

const fix = z.looseObject({
  code: z.string(),
  effort: z.enum(efforts),
  agencies: z.int(),
  /** OIT points summed over these agencies */
  gainLow: z.number(),
  gainHigh: z.number(),
  /** steps of work over all of them: an order, not a duration */
  cost: z.int(),
  /** `gainLow` by `cost` */
  perEffort: z.number(),
});

const itemMove = z.looseObject({
  code: z.string(),
  olderCode: z.string(),
  from: z.enum(cellStates),
  to: z.enum(cellStates),
  causes: z.array(z.enum(changeCauses)),
  certain: z.boolean(),
});

const agencyChange = z.looseObject({
  key: z.string(),
  name: z.string().nullable(),
  from: score.nullable(),
  to: score.nullable(),
  /** of the later score beside the earlier; null where one of the two could not be looked at */
  standing: z.enum(standings).nullable(),
  /** items that stand better or worse; those that could not be looked at once are left out */
  better: z.array(itemMove),
  worse: z.array(itemMove),
});

const change = z.looseObject({
  /** agencies of one comparison only */
  onlyNow: z.array(z.string()),
  onlyBefore: z.array(z.string()),
  agencies: z.array(agencyChange),
});

/** `compare.json`: many agencies side by side, or as many as there are. */
export const overviewSchema = z.looseObject({
  schemaVersion: z.literal(overviewSchemaVersion),
  tool: z.object({ name: z.literal('oit-checker'), version: z.string() }),
  /** of the results, UTC; null where there is none */
  checkedFrom: z.string().nullable(),
  checkedTo: z.string().nullable(),
  /** of the latest day that was judged for; differs from the checklist's where last year's is used */
  asOfFiscalYear: z.int().nullable(),
  /** the most frequent first: its items are the comparison's */
  checklists: z.array(
    z.looseObject({
      id: z.string(),
      sha256: z.string(),
      fiscalYear: z.int(),
      nameTh: z.string(),
      nameEn: z.string(),
      agencies: z.int(),
    }),
  ),
  /** what makes the agencies less than comparable */
  warnings: z.array(words),
  /** over the agencies that were looked at; null below five of them, where it would give single ones away */
  median: z.object({ expected: z.number(), low: z.number(), high: z.number(), agencies: z.int() }).nullable(),
  counts: z.object({ agencies: z.int(), looked: z.int(), unseen: z.int(), noResult: z.int() }),
  items: z.array(itemRow),
  /** weakest first: by `high`, then by name; those that could not be looked at behind them */
  agencies: z.array(agencyRowSchema),
  groups: z.array(group),
  /** points gained per effort over all agencies, the most first */
  fixes: z.array(fix),
  /** against an earlier comparison; null without one */
  change: change.nullable(),
});

export type Overview = z.infer<typeof overviewSchema>;
export type AgencyRow = z.infer<typeof agencyRowSchema>;
export type OpenItem = z.infer<typeof openItem>;
export type ItemRow = z.infer<typeof itemRow>;
export type Group = z.infer<typeof group>;
export type Fix = z.infer<typeof fix>;
export type ItemMove = z.infer<typeof itemMove>;
export type AgencyChange = z.infer<typeof agencyChange>;
export type Change = z.infer<typeof change>;
