import { parse } from 'yaml';
import { z } from 'zod';

const words = z.array(z.string().trim().min(1));

/** What a title's head says that the document is. */
export const titleHeads = [
  'plan',
  'progress',
  'report',
  'manual',
  'statistics',
  'measure',
  'assessment',
  'policy',
  'structure',
  'channel',
  'criteria',
  'form',
  'project',
  'order',
] as const;
export type TitleHead = (typeof titleHeads)[number];

/** The part of a year that a document is made for. */
export const titlePeriods = ['month', 'quarter', 'half', 'year'] as const;
export type TitlePeriod = (typeof titlePeriods)[number];

/** General Thai title grammar, independent of any checklist. The file's own comments say what each list is for. */
export const titleWordsSchema = z.strictObject({
  schemaVersion: z.literal(1),
  heads: z.record(z.enum(titleHeads), words),
  laws: words,
  news: words,
  newsAnywhere: words,
  groups: words,
  subjects: z.record(z.string().regex(/^[a-z]+$/u), words),
  periods: z.record(z.enum(titlePeriods), words),
  openers: words,
  fillers: words,
  agencies: words,
  agencyLinks: words,
  agencyStops: words,
  bodies: words,
  nothing: words,
  /** words that names are cut into, in one text */
  vocabulary: z
    .string()
    .default('')
    .transform((text) => text.split(/\s+/).filter((word) => word !== '')),
  /** names by the topics of a checklist's items; a topic that no item has is left aside */
  names: z.record(z.string().regex(/^[a-z][a-z0-9-]*$/u), words).default({}),
});
export type TitleWords = z.infer<typeof titleWordsSchema>;

/**
 * Reads the word lists from the text of their YAML file; touches no disk.
 *
 * @param readYaml gives the plain value of YAML
 * @throws Error when the text is no YAML or does not have the lists, with every problem in its message
 */
export function loadTitleWords(yaml: string, readYaml: (text: string) => unknown = parse): TitleWords {
  const parsed = titleWordsSchema.safeParse(readYaml(yaml));
  if (!parsed.success) throw new Error(`The title words cannot be read: ${z.prettifyError(parsed.error)}`);
  return parsed.data;
}
