import { z } from 'zod';
import { contentKinds } from './schema.ts';

/** Version of `blobs/<sha256>.facts.gz`: raised when readers learn something that older facts lack. */
export const documentFactsVersion = 1;

/** Why nothing, or not everything, of a document could be read; a closed list. */
export const documentProblems = [
  'encrypted',
  'damaged',
  'too-large',
  'took-too-long',
  'took-too-much-memory',
  'unsupported',
  'not-a-document',
  'text-garbled',
  'no-text-layer',
] as const;
export type DocumentProblem = (typeof documentProblems)[number];

/** A table: in documents `at` and `end` are offsets into the text of its part. */
export const documentTableSchema = z.object({
  at: z.int(),
  end: z.int(),
  caption: z.string(),
  /** the row that reads as a header, [] when none does */
  header: z.array(z.string()),
  /** body rows, the first 300; "" is an empty cell */
  rows: z.array(z.array(z.string())),
  rowCount: z.int(),
});
export type DocumentTable = z.infer<typeof documentTableSchema>;

/** One page, sheet, slide or archive member, in order. */
export const documentPartSchema = z.object({
  /** page, sheet or slide from 1; in a zip the member's number */
  page: z.int(),
  /** name of a sheet or of a zip's member (`folder/plan.pdf`), null elsewhere */
  name: z.string().nullable(),
  /** readable text, one line per block, cells of a row parted by tabs; normalised to NFC with repaired glyphs */
  text: z.string(),
  textFrom: z.enum(['text-layer', 'ocr', 'none']),
  /** mean word confidence of OCR, 0–1; null where no OCR was made */
  ocrConfidence: z.number().nullable(),
  tables: z.array(documentTableSchema),
  /** lines that stand out as headings, in order; [] where the format does not tell */
  headings: z.array(z.string()),
  /** pictures on it */
  images: z.int(),
});
export type DocumentPart = z.infer<typeof documentPartSchema>;

/** What is known of the inside of one document. Pure function of its bytes, the readers and their limits. */
export const documentFactsSchema = z.object({
  schemaVersion: z.literal(documentFactsVersion),
  /** by content */
  kind: z.enum(contentKinds),
  /** which reader made them: `poppler 22.12.0`, `unpdf 1.8.1`, … ; ocr null where none was made */
  madeBy: z.object({ text: z.string(), ocr: z.string().nullable() }),
  /** null when it was read as far as the limits go */
  problem: z.enum(documentProblems).nullable(),
  /** the reader's own words for the problem */
  detail: z.string().nullable(),
  title: z.string().nullable(),
  producer: z.string().nullable(),
  /** ISO 8601, UTC */
  createdAt: z.string().nullable(),
  modifiedAt: z.string().nullable(),
  /** pages, sheets or slides in all; null where unknown */
  pageCount: z.int().nullable(),
  /** whether its own text can be used; null for formats without pages (sheets, images) and where unknown */
  hasTextLayer: z.boolean().nullable(),
  /** the parts that were read, in order: fewer than `pageCount` when `truncated` */
  parts: z.array(documentPartSchema),
  /** pages that only OCR could read and that were not given to it (switched off, over the cap) */
  unreadPages: z.int(),
  /** a limit on pages, rows or characters cut it short */
  truncated: z.boolean(),
});
export type DocumentFacts = z.infer<typeof documentFactsSchema>;
