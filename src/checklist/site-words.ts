import { parse } from 'yaml';
import { z } from 'zod';

const words = z.array(z.string().trim().min(1)).min(1);

const siteWordsSchema = z.strictObject({
  schemaVersion: z.literal(1),
  /** link texts without a meaning of their own */
  generic: words,
  /** places that lead to items without being one */
  hubs: words,
  /** words that stand where content will be one day */
  placeholders: words,
  /** beginnings of headings that stand over a part of an item's page and name no item there */
  partHeadings: words,
  /** beside a year in a title they make the page that year's index */
  indexWords: words,
  /** words that begin the names of agencies of kinds that have no namesakes */
  agencyStarts: z.strictObject({
    words,
    /** what stands behind such a word where it begins a part of an agency, or one that all deal with */
    unless: words,
  }),
  /** bodies that agencies stand under and take papers from */
  superiors: words,
  /** words that go on a sentence behind the word for a kind of agency, where no proper name follows */
  agencyFollowers: words,
  eit: z.strictObject({ labels: words, hosts: words }),
});

/** Year-independent words of agencies' sites, from `checklists/site-words.yaml`. */
export type SiteWords = z.infer<typeof siteWordsSchema>;

/**
 * Reads `site-words.yaml`.
 *
 * @param readYaml gives the plain value of YAML
 * @throws Error naming the file and what is wrong with it
 */
export function loadSiteWords(
  path: string,
  text: string,
  readYaml: (text: string) => unknown = parse,
): SiteWords {
  const parsed = siteWordsSchema.safeParse(readPlain(path, text, readYaml));
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new Error(`${path}: ${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'not readable'}`);
}

function readPlain(path: string, text: string, readYaml: (text: string) => unknown): unknown {
  try {
    return readYaml(text);
  } catch (error) {
    throw new Error(`${path}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}
