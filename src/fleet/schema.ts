import { z } from 'zod';
import { agencyTypes, outcomes, stopCauses } from '../result/vocabulary.ts';

/** Version of `batch.json` and of the lines of `agencies.ndjson`. */
export const batchSchemaVersion = 1;

const isoInstant = z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/);
const isoDate = z.string().regex(/^\d{4}-\d\d-\d\d$/);
const points = z.number().min(0).max(100);

/** `not-run`: the night ended, or the batch was stopped, before its turn came. */
export const agencyStates = ['done', 'failed', 'not-run'] as const;
export type AgencyState = (typeof agencyStates)[number];

/** Why there is nothing, or less than a result, of an agency. */
export const agencyProblems = [
  /** its site could not be opened; the result says so item by item, `outcome` how */
  'unreachable',
  /** more than 10 % of its items could not be looked at */
  'incomplete',
  /** the program itself failed at it, in `detail` */
  'error',
  /** the process that checked it ran out of memory or stood still, twice */
  'crashed',
  /** the night's deadline came first */
  'night-ended',
  /** the batch was stopped first */
  'interrupted',
] as const;
export type AgencyProblem = (typeof agencyProblems)[number];

/** What ended the last run of a batch; null in the file while one runs, or after it was killed. */
export const batchEnds = ['complete', 'night-ended', 'interrupted'] as const;
export type BatchEnd = (typeof batchEnds)[number];

/** `batch.json`: what was asked for, and how far it came. */
export const batchManifestSchema = z.looseObject({
  schemaVersion: z.literal(batchSchemaVersion),
  tool: z.looseObject({ name: z.literal('oit-checker'), version: z.string() }),
  id: z.string().min(1),
  list: z.looseObject({
    /** without its folder, which is nobody else's concern */
    name: z.string(),
    sha256: z.string().regex(/^[0-9a-f]{64}$/),
    /** rows that could be used, before `--filter` */
    agencies: z.int().min(0),
    /** rows that could not, with what to do about each */
    problems: z.array(z.looseObject({ line: z.int().nullable(), message: z.string() })),
  }),
  checklist: z.looseObject({ id: z.string(), fiscalYear: z.int(), sha256: z.string() }),
  asOf: isoDate,
  /** the effective options, nothing secret and no local paths */
  options: z.record(z.string(), z.unknown()),
  startedAt: isoInstant,
  /** of the night that runs or ran last; null without one */
  deadline: isoInstant.nullable(),
  finishedAt: isoInstant.nullable(),
  end: z.enum(batchEnds).nullable(),
  /** as of the end of the last run */
  counts: z.looseObject({
    agencies: z.int(),
    done: z.int(),
    unreachable: z.int(),
    incomplete: z.int(),
    failed: z.int(),
    notRun: z.int(),
  }),
});
export type BatchManifest = z.infer<typeof batchManifestSchema>;

/**
 * A line of `agencies.ndjson`: one agency. While a batch runs a later line of the same key replaces the earlier ones;
 * at its end the file holds each agency once, in the list's order.
 */
export const agencyLineSchema = z.looseObject({
  schemaVersion: z.literal(batchSchemaVersion),
  /** as `agency.key` of its result */
  key: z.string().min(1),
  id: z.string().nullable(),
  name: z.string().nullable(),
  type: z.enum(agencyTypes).nullable(),
  district: z.string().nullable(),
  province: z.string().nullable(),
  tags: z.array(z.string()),
  url: z.string(),
  /** whom to ask, as the list says */
  contact: z.string().nullable().optional(),
  phone: z.string().nullable().optional(),
  checklist: z.string(),
  state: z.enum(agencyStates),
  problem: z.enum(agencyProblems).nullable(),
  /** of the start address, where the site could not be opened */
  outcome: z.enum(outcomes).nullable(),
  /** what went wrong in the program's own words; null for what a site did */
  detail: z.string().nullable(),
  /** how often it was tried to the end; one try that was cut off and went on is one */
  attempts: z.int().min(0),
  startedAt: isoInstant.nullable(),
  finishedAt: isoInstant.nullable(),
  stoppedBy: z.enum(stopCauses).nullable(),
  /** what `oit check` would have ended with; null when it was not run */
  exitCode: z.int().nullable(),
  /** folder of its run, from the batch's folder, with `/`; null when there is no result */
  folder: z.string().nullable(),
  score: z.looseObject({ expected: points.nullable(), low: points, high: points }).nullable(),
  pages: z.int().min(0),
  documents: z.int().min(0),
  requests: z.int().min(0),
  bytes: z.int().min(0),
  /** null: agencies share a process, where time cannot be told apart */
  cpuSeconds: z.number().min(0).nullable(),
  /** during which every request of it waited for its turn; its own deadline does not count these */
  waitedForPaceSeconds: z.number().min(0),
});
export type AgencyLine = z.infer<typeof agencyLineSchema>;

/** Names within a batch's folder. */
export const batchFiles = { manifest: 'batch.json', agencies: 'agencies.ndjson', site: 'site' } as const;
