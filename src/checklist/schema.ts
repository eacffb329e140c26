import { z } from 'zod';
import { agencyTypes, confidences, factConfidences } from '../result/vocabulary.ts';
import { contentKinds } from '../snapshot/schema.ts';

/** Version of the checklist files' own format. */
export const checklistSchemaVersion = 1;

const text = z.string().trim().min(1);
const id = z
  .string()
  .regex(/^[a-z][a-z0-9-]*$/, 'lower-case words joined by "-", for example "budget-spent"');
const code = z.string().regex(/^O[1-9]\d?$/, '"O" and a number without a leading zero, for example "O7"');
const confidence = z.enum(factConfidences);
const wanted = z.enum(['current', 'previous', 'any']);

/** What kind of document a title names: its head noun, which decides between items that share a topic. */
export const documentKinds = [
  'information',
  'plan',
  'progress',
  'report',
  'manual',
  'statistics',
  'channel',
  'service',
  'declaration',
  'code',
  'measure',
  'assessment',
  'news',
  'activity',
] as const;
export type DocumentKind = (typeof documentKinds)[number];

const yearRule = z.strictObject({
  want: wanted,
  /** below medium a wrong year is never a fail */
  confidence,
  /** a calendar year of the same number serves too */
  orCalendarYear: z.boolean().default(false),
  /** a plan whose span contains the year counts */
  orSpan: z.boolean().default(false),
  /** right behind one of these words the year before is that of the result which is looked into, and as good as the wanted one */
  resultWords: z.array(text).optional(),
  /** of an element: what names a year tells; days and months beside it are of something else */
  namedOnly: z.boolean().optional(),
  /** of an item of no year: what says that it shows things as of so many fiscal years ago may be out of date */
  staleAfterYears: z.int().min(1).optional(),
  noteTh: text.optional(),
  noteEn: text.optional(),
});

/** How a machine may recognise an element. Cues of an element are alternatives: any one that holds is enough. */
export type Cue =
  | { kind: 'phrases'; any: string[]; min: number; near?: string[] | undefined }
  | { kind: 'columns'; groups: string[][]; min: number }
  | { kind: 'form'; fields: string[]; min: number }
  | { kind: 'contact'; needs: ('address' | 'phone' | 'email' | 'map')[]; min: number }
  | {
      kind: 'people';
      needs: ('name' | 'position' | 'photo' | 'contact')[];
      positions: string[];
      minPeople: number;
    }
  | { kind: 'images'; min: number; alt?: string[] | undefined }
  | { kind: 'dates'; within: 'fiscal-year' | 'first-half' | 'calendar-year' | 'span'; min: number }
  | { kind: 'link'; hosts: string[]; labels: string[] }
  | { kind: 'none-stated'; subjects: string[] }
  | { kind: 'all'; of: Cue[] };

export const cueSchema: z.ZodType<Cue> = z.lazy(() =>
  z.discriminatedUnion('kind', [
    /** at least `min` different phrases of `any`; with `near`, within 200 characters of one of those */
    z.strictObject({
      kind: z.literal('phrases'),
      any: z.array(text).min(1),
      min: z.int().min(1).default(1),
      near: z.array(text).min(1).optional(),
    }),
    /** a table whose header has at least `min` of the groups; the words in a group are alternatives */
    z.strictObject({
      kind: z.literal('columns'),
      groups: z.array(z.array(text).min(1)).min(1),
      min: z.int().min(1),
    }),
    /** a form with at least `min` fields that read like these */
    z.strictObject({ kind: z.literal('form'), fields: z.array(text).min(1), min: z.int().min(1) }),
    z.strictObject({
      kind: z.literal('contact'),
      needs: z.array(z.enum(['address', 'phone', 'email', 'map'])).min(1),
      min: z.int().min(1),
    }),
    /** people in one of `positions`, each with all of `needs` (a vacant post marked as such counts) */
    z.strictObject({
      kind: z.literal('people'),
      needs: z.array(z.enum(['name', 'position', 'photo', 'contact'])).min(1),
      positions: z.array(text).min(1),
      minPeople: z.int().min(1),
    }),
    z.strictObject({ kind: z.literal('images'), min: z.int().min(1), alt: z.array(text).min(1).optional() }),
    z.strictObject({
      kind: z.literal('dates'),
      /** `span`: two to ten years in one stretch that has the wanted one in it, in a title too */
      within: z.enum(['fiscal-year', 'first-half', 'calendar-year', 'span']),
      min: z.int().min(1),
    }),
    /** a link to one of these hosts (suffix match) or with one of these labels */
    z.strictObject({
      kind: z.literal('link'),
      hosts: z.array(text).default([]),
      labels: z.array(text).default([]),
    }),
    /** "none" said of one of the subjects */
    z.strictObject({ kind: z.literal('none-stated'), subjects: z.array(text).min(1) }),
    z.strictObject({ kind: z.literal('all'), of: z.array(cueSchema).min(2) }),
  ]),
) as z.ZodType<Cue>;

const element = z.strictObject({
  id,
  nameTh: text,
  nameEn: text,
  /** false: its absence is told, and costs nothing by itself */
  strict: z.boolean(),
  confidence,
  /** where the element's year differs from the item's */
  year: yearRule.optional(),
  /** lines dated with other years show nothing of it: what was done two years ago is not this year's */
  skipsOtherYears: z.boolean().optional(),
  /** only these kinds of agency; absent: all */
  agencyTypes: z.array(z.enum(agencyTypes)).min(1).optional(),
  /** of several documents (manuals, areas): one complete is enough, or all must be */
  quantifier: z.enum(['one', 'all']).default('one'),
  quantifierConfidence: confidence.default('medium'),
  /** a line that says nothing of this does not read like the element: a budget takes a sum */
  speaksOf: z.enum(['money']).optional(),
  /** months of the fiscal year that must have ended before it is due: 6 = from 1 April */
  dueAfterMonths: z.int().min(1).max(12).optional(),
  /** share of a partial score that rests on it, where the item has one */
  partOf: id.optional(),
  /**
   * what says one of `says` and none of `unless` does not show it, whatever the cues find: three months of six, a service
   * that is closed. Nor does a list most of whose `rows` are of another kind: fuel and paper where investment is asked
   * for. `isSure` false: a person has to look. `ofItsEntry`: said in a list of links it is of that entry alone, as of one
   * service among others
   */
  voidedBy: z
    .strictObject({
      says: z.array(text).default([]),
      unless: z.array(text).default([]),
      rows: z
        .strictObject({
          /** words of the name of the column that tells what a row is */
          under: z.array(text).min(1),
          are: z.array(text).min(1),
          butNot: z.array(text).default([]),
        })
        .optional(),
      isSure: z.boolean().default(true),
      ofItsEntry: z.boolean().default(false),
    })
    .refine(
      ({ says, rows }) => says.length > 0 || rows !== undefined,
      'says and rows are both missing: nothing would void it',
    )
    .optional(),
  cues: z.array(cueSchema).min(1),
  noteTh: text.optional(),
  noteEn: text.optional(),
});

/** A title that looks like the item and is not. */
const nearMiss = z.strictObject({
  label: text,
  /** the item that it answers instead; null: none */
  belongsTo: code.nullable().default(null),
  because: text.optional(),
});

const item = z.strictObject({
  code,
  /** year-independent: history and the crosswalk between years key on them */
  topics: z.array(id).min(1),
  nameTh: text,
  nameEn: text,
  /** shorter for tables and call sheets */
  shortTh: text,
  /** null where the year's sub-indicators are not known; `aggregation` is null then */
  subIndicator: z
    .string()
    .regex(/^\d+\.\d+$/)
    .nullable(),
  subIndicatorConfidence: confidence,
  year: yearRule,
  kind: z.enum(documentKinds),
  confidence,
  elementsConfidence: confidence,
  labels: z.strictObject({
    /** official or normal names of the item */
    right: z.array(text).min(1),
    /** the right content under another name (older years' names, local renames): weaker */
    other: z.array(text).default([]),
    /** names under which it stands where nothing has a better one: a gallery of the year's work for its news */
    lesser: z.array(text).optional(),
  }),
  /** words that, in a title, make it another item: `becomes` null means no item at all */
  contrary: z.array(z.strictObject({ word: text, becomes: code.nullable().default(null) })).default([]),
  /** words that, where content opens with them, make it something else, whatever leads to it: half a year's report */
  neverOpensWith: z.array(text).default([]),
  /** words that the text of a law has: what two of them stand in is a law and not the agency's own; empty: laws may answer the item */
  enactedBy: z.array(text).default([]),
  nearMisses: z.array(nearMiss).default([]),
  /** what agencies publish in the item's place, each by words that all stand in its name: told as of another kind where nothing answers the item */
  lookAlikes: z.array(z.array(text).min(1)).default([]),
  /** words of which whatever answers the item uses one at least; empty: any words do */
  speaksOf: z.array(text).default([]),
  /** empty: what the year asked for is not known, so the item is looked for and never said to be complete */
  elements: z.array(element),
  accepts: z.strictObject({
    /** content kinds that may hold it */
    kinds: z.array(z.enum(contentKinds)).min(1),
    /** at least one of these must be there beside any other (a table that a machine can read) */
    needsOneOf: z.array(z.enum(contentKinds)).default([]),
    needsConfidence: confidence.default('medium'),
    /** external services that are legitimate targets (host suffixes) */
    externalHosts: z.array(text).default([]),
  }),
  /** a machine can say at most this: two-way channels, end-to-end services */
  atMost: z.enum(['pass', 'review']).default('pass'),
  /** a verdict of this item is never surer than this: whether a channel answers cannot be seen from outside */
  confidenceAtMost: z.enum(confidences).optional(),
  atMostBecauseTh: text.optional(),
  atMostBecauseEn: text.optional(),
  scoreLevels: z.array(z.union([z.literal(100), z.literal(50), z.literal(0)])).min(2),
  scoreLevelsConfidence: confidence.default('medium'),
  /** its elements are of several kinds that often stand apart (a chart, a text on duties): what bears its name may be completed by what nothing is named after */
  inParts: z.boolean().optional(),
  /** what the head signs every year: where another signed it, this shows who has left */
  headSigns: code.optional(),
  /** items with which one file may be shared without question */
  mayShareWith: z.array(code).default([]),
  responsibleUnitTh: text,
  responsibleUnitEn: text,
  adviceTh: text,
  adviceEn: text,
  noteTh: text.optional(),
  noteEn: text.optional(),
  sources: z.array(text).default([]),
});

const rule = z.strictObject({
  id: z.string().regex(/^[A-Z]\d$/),
  status: z.enum(['verified', 'inferred']),
  /**
   * `sub-indicator-mean`: indicator = mean of its sub-indicators, each the weighted mean of its items;
   * `item-mean`: indicator = weighted mean of its items.
   */
  method: z.enum(['sub-indicator-mean', 'item-mean']),
  /** 1 where not named */
  weights: z.record(code, z.number().positive()).default({}),
  noteTh: text,
  noteEn: text,
});

/** How item scores become sub-indicators, indicators, OIT and a grade. */
export const aggregationSchema = z.strictObject({
  /** the rule that `expected` is computed with */
  defaultRule: z.string(),
  rules: z.array(rule).min(1),
  indicators: z.array(z.strictObject({ id: z.string(), nameTh: text, nameEn: text })).min(1),
  subIndicators: z
    .array(z.strictObject({ id: z.string(), indicator: z.string(), nameTh: text, nameEn: text }))
    .min(1),
  /** shares of the ITA total */
  instruments: z.strictObject({ iit: z.number(), eit: z.number(), oit: z.number() }),
});
export type Aggregation = z.infer<typeof aggregationSchema>;

const grade = z.strictObject({
  id,
  nameTh: text,
  nameEn: text,
  /** lowest total for it */
  minTotal: z.number().min(0).max(100),
  /** lowest score of every instrument for it; absent: only the total counts */
  minInstrument: z.number().min(0).max(100).optional(),
});

/** One programme and fiscal year: everything that the tool knows about it. */
export const checklistSchema = z.strictObject({
  schemaVersion: z.literal(checklistSchemaVersion),
  id: z.string().regex(/^[a-z]+-\d{4}$/),
  programme: z.string().regex(/^[a-z]+$/),
  fiscalYear: z.int().min(2550).max(2700),
  nameTh: text,
  nameEn: text,
  /** further fiscal years with the same items, which have no file of their own */
  alsoServes: z.array(z.int().min(2550).max(2700)).default([]),
  /**
   * `complete`: elements and aggregation are there, it may be the default of its year; `partial`: some items' elements
   * are not known; `names-only`: none are; `draft`: made from another year's file and not compared with the year's handbook yet. Only a complete one is
   * ever chosen without being named.
   */
  status: z.enum(['complete', 'partial', 'names-only', 'draft']),
  /** letter of the item codes as sites write them in this scheme, and how many there are */
  codes: z.strictObject({ letter: z.literal('O'), count: z.int().min(1) }),
  window: z
    .strictObject({
      fromMonth: z.int().min(1).max(12),
      toMonth: z.int().min(1).max(12),
      noteTh: text,
      noteEn: text,
    })
    .optional(),
  /** null where the year's rules are not known: no score is computed then, and the reports say why */
  aggregation: aggregationSchema.nullable(),
  aggregationUnknownTh: text.optional(),
  aggregationUnknownEn: text.optional(),
  /** empty where the year's grades are not known: none is told then */
  grades: z.array(grade),
  items: z.array(item).min(1),
  sources: z.array(text).default([]),
});

export type Checklist = z.infer<typeof checklistSchema>;
export type ChecklistItem = Checklist['items'][number];
export type ChecklistElement = ChecklistItem['elements'][number];
export type YearRule = ChecklistItem['year'];

/** A checklist with the name and hash of the file that it came from. */
export interface LoadedChecklist {
  checklist: Checklist;
  /** sha256 of the file's bytes, hex */
  sha256: string;
  path: string;
}
