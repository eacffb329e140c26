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
  /** of the decompressed body; for HTML also the name of its blob */
  sha256: z.string().nullable(),
  /** the body is kept as blobs/<sha256>.gz (HTML only, UTF-8) */
  hasBlob: z.boolean(),
  fileName: z.string().nullable(),
  lastModified: z.string().nullable(),
  attempts: z.int(),
  elapsedMs: z.number(),
  retrievedAt: z.string(),
  /** the certificate chain did not verify; the answer was read all the same and says so */
  tlsProblem: z.string().nullable(),
  /** clicks from the home page */
  depth: z.int(),
  /** page that led here and the words of the link, null for the start and for declared addresses */
  foundOn: z.string().nullable(),
  linkText: z.string().nullable(),
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

export const journalRecordSchema = z.discriminatedUnion('type', [
  fetchRecordSchema,
  skippedRecordSchema,
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
  }),
  declared: z.array(z.object({ code: z.string(), url: z.string() })),
  options: z.record(z.string(), z.unknown()),
});
export type Manifest = z.infer<typeof manifestSchema>;
