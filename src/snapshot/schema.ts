import { z } from 'zod';
import { agencyTypes, outcomes, stopCauses } from '../result/vocabulary.ts';

/** Version of the snapshot directory: `manifest.json`, `journal.ndjson`, `blobs/<sha256>.gz`. */
export const snapshotSchemaVersion = 1;

/** What the bytes of an answer are, by content and not by name or header. */
export const contentKinds = [
  'html',
  'xml',
  'text',
  'csv',
  'json',
  'pdf',
  'docx',
  'xlsx',
  'pptx',
  'odt',
  'ods',
  'doc',
  'xls',
  'ppt',
  'ole',
  'zip',
  'rar',
  '7z',
  'image',
  'audio',
  'video',
  'binary',
  'empty',
] as const;
export type ContentKind = (typeof contentKinds)[number];

/** Why an address was asked for. */
export const fetchPurposes = ['start', 'page', 'document', 'sitemap', 'robots', 'probe', 'declared'] as const;
export type FetchPurpose = (typeof fetchPurposes)[number];

/** What in the answer of the server asked for a browser; `always`: the person did. */
export const renderReasons = [
  'empty-shell',
  'empty-content',
  'empty-table',
  'script-menu',
  'dead-links',
  'load-more',
  'always',
] as const;
export type RenderReason = (typeof renderReasons)[number];

/**
 * Why a page was not seen as a visitor's browser shows it. With `partly` it was, and something on it stayed away: a
 * request of its scripts failed, or it was not ready in time, or asked for too much.
 */
export const renderProblems = [
  'not-wanted',
  'no-browser',
  'sandbox-unavailable',
  'timeout',
  'crashed',
  'refused',
  'http-error',
  'left-site',
  'not-a-page',
  'lost-content',
  'partly',
] as const;
export type RenderProblem = (typeof renderProblems)[number];

/** How a page was, or was not, opened in a browser. Its body is then the page as it stood after its scripts had run. */
export const renderingSchema = z.object({
  why: z.enum(renderReasons),
  /** null: it was seen in full */
  problem: z.enum(renderProblems).nullable(),
  /** name and version of the browser; null when none was started */
  browser: z.string().nullable(),
  /** put on the wire by the browser */
  requests: z.int(),
  /** decompressed bytes that the browser received, as far as it tells */
  bytes: z.int(),
  elapsedMs: z.int(),
});
export type Rendering = z.infer<typeof renderingSchema>;

/** One line of the journal: one fetch with its redirects, in dispatch order. */
export const fetchRecordSchema = z.object({
  type: z.literal('fetch'),
  /** dispatch order from 1 */
  seq: z.int(),
  purpose: z.enum(fetchPurposes),
  /** as asked for */
  url: z.string(),
  /** canonical form under which it counts as seen */
  key: z.string(),
  finalUrl: z.string(),
  redirects: z.array(z.object({ url: z.string(), httpStatus: z.int() })),
  outcome: z.enum(outcomes),
  /** the system's own words for a failure (ECONNREFUSED, CERT_HAS_EXPIRED, …) */
  detail: z.string().nullable(),
  httpStatus: z.int().nullable(),
  contentType: z.string().nullable(),
  kind: z.enum(contentKinds).nullable(),
  /** encoding that the text was decoded with, for HTML */
  charset: z.string().nullable(),
  /** decompressed bytes */
  bytes: z.int(),
  /** bytes of bodies off the wire, over all hops and repeats; absent: not counted */
  wireBytes: z.int().optional(),
  /** the server said that nothing had changed since an earlier run, whose bytes these are */
  fromCache: z.literal(true).optional(),
  /** of the decompressed body; for HTML also the name of its blob */
  sha256: z.string().nullable(),
  /** the body is kept as blobs/<sha256>.gz (HTML only, UTF-8) */
  hasBlob: z.boolean(),
  fileName: z.string().nullable(),
  lastModified: z.string().nullable(),
  attempts: z.int(),
  elapsedMs: z.number(),
  retrievedAt: z.string(),
  /** asked for again at the end of the crawl, since it had failed: this answer takes the place of the earlier one */
  secondPass: z.literal(true).optional(),
  /** the certificate chain did not verify; the answer was read all the same and says so */
  tlsProblem: z.string().nullable(),
  /** clicks from the home page */
  depth: z.int(),
  /** page that led here and the words of the link, null for the start and for declared addresses */
  foundOn: z.string().nullable(),
  linkText: z.string().nullable(),
  /** absent: the answer of the server shows the page */
  rendering: renderingSchema.optional(),
});
export type FetchRecord = z.infer<typeof fetchRecordSchema>;

/** An address that was seen and not opened, with the reason. */
export const skippedRecordSchema = z.object({
  type: z.literal('skipped'),
  url: z.string(),
  key: z.string(),
  reason: z.enum([
    'robots',
    'budget-pages',
    'budget-documents',
    'budget-depth',
    'budget-time',
    'budget-bytes',
    'interrupted',
    'answered',
    'not-a-candidate',
    'off-site',
    'side-effect',
  ]),
  /** highest relevance that the link had for any item, 0–1 */
  relevance: z.number(),
  /** the items for which it was relevant */
  items: z.array(z.string()),
  foundOn: z.string().nullable(),
  linkText: z.string().nullable(),
});
export type SkippedRecord = z.infer<typeof skippedRecordSchema>;

/** The last line: how the crawl ended. */
export const endRecordSchema = z.object({
  type: z.literal('end'),
  stoppedBy: z.enum(stopCauses),
  finishedAt: z.string(),
  requests: z.int(),
});
export type EndRecord = z.infer<typeof endRecordSchema>;

/** A run that had been cut off went on here. */
export const resumeRecordSchema = z.object({
  type: z.literal('resume'),
  at: z.string(),
  /** fetches that were there already */
  kept: z.int(),
});
export type ResumeRecord = z.infer<typeof resumeRecordSchema>;

export const journalRecordSchema = z.discriminatedUnion('type', [
  fetchRecordSchema,
  skippedRecordSchema,
  resumeRecordSchema,
  endRecordSchema,
]);
export type JournalRecord = z.infer<typeof journalRecordSchema>;

/** What was asked for, and with what: written before the first fetch. */
export const manifestSchema = z.looseObject({
  schemaVersion: z.literal(snapshotSchemaVersion),
  tool: z.object({ name: z.literal('oit-checker'), version: z.string() }),
  runId: z.string(),
  startedAt: z.string(),
  asOf: z.string(),
  startUrl: z.string(),
  alsoHosts: z.array(z.string()),
  checklistId: z.string(),
  /** items asked for; null means all */
  items: z.array(z.string()).nullable(),
  agency: z.object({
    id: z.string().nullable(),
    name: z.string().nullable(),
    type: z.enum(agencyTypes).nullable(),
    district: z.string().nullable().optional(),
    province: z.string().nullable().optional(),
    tags: z.array(z.string()).optional(),
  }),
  /** what the agency declares of its items: addresses, or that it has none (`url` null, `have` false) */
  declared: z.array(
    z.object({
      code: z.string(),
      url: z.string().nullable(),
      have: z.boolean().default(true),
      /** where on the site, in the agency's words */
      where: z.string().nullable().default(null),
    }),
  ),
  /** nothing but the declared addresses, and what is on them, was to be opened */
  declaredOnly: z.boolean().optional(),
  /** what the index of the site itself links to counts as declared */
  declaredIndex: z.boolean().optional(),
  options: z.record(z.string(), z.unknown()),
  /** what read PDFs and scans, with versions */
  components: z.object({ pdf: z.string().nullable(), ocr: z.string().nullable() }).optional(),
});
export type Manifest = z.infer<typeof manifestSchema>;
