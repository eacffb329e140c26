import { readFile } from 'node:fs/promises';
import { parse } from 'yaml';
import { z } from 'zod';
import { agencyTypes } from '../result/vocabulary.ts';
import type { AgencyType } from '../result/vocabulary.ts';
import { foldThai } from '../text/normalise.ts';

const ranks = ['first', 'normal', 'last'] as const;

const agencyPatternsSchema = z.strictObject({
  patterns: z.array(
    z.strictObject({
      type: z.enum(agencyTypes),
      /** `first` decides wherever it stands, `last` counts only when nothing else is there */
      rank: z.enum(ranks),
      at: z.enum(['start', 'word', 'anywhere']),
      words: z.array(z.string().trim().min(1)).min(1),
    }),
  ),
});

/** Words in an agency's name that tell its kind, from `checklists/agency-types.yaml`. */
export type AgencyPatterns = z.infer<typeof agencyPatternsSchema>['patterns'];
type AgencyPattern = AgencyPatterns[number];

/**
 * Reads the patterns from the text of `agency-types.yaml`.
 *
 * @param readYaml gives the plain value of YAML
 * @throws Error naming the file and what is wrong in it
 */
export function loadAgencyPatterns(
  path: string,
  text: string,
  readYaml: (text: string) => unknown = parse,
): AgencyPatterns {
  try {
    return agencyPatternsSchema.parse(readYaml(text)).patterns;
  } catch (error) {
    const reason = error instanceof z.ZodError ? z.prettifyError(error) : String(error);
    throw new Error(`${path}: ${reason}`, { cause: error });
  }
}

/** Reads the patterns from disk; see `loadAgencyPatterns`. */
export async function readAgencyPatterns(path: string): Promise<AgencyPatterns> {
  return loadAgencyPatterns(path, await readFile(path, 'utf8'));
}

/**
 * Tells what kind of agency a name is, null when no pattern fits. Within a rank the earliest word decides,
 * since names end with where the agency lies ("อบต.X จังหวัด Y"); at one place the longest.
 */
export function guessAgencyType(name: string, patterns: AgencyPatterns): AgencyType | null {
  const folded = foldThai(name);
  for (const rank of ranks) {
    let best: { type: AgencyType; at: number; length: number } | null = null;
    for (const pattern of patterns) {
      if (pattern.rank !== rank) continue;
      for (const word of pattern.words) {
        const at = findWord(folded, foldThai(word), pattern.at);
        if (at < 0) continue;
        if (best === null || at < best.at || (at === best.at && word.length > best.length)) {
          best = { type: pattern.type, at, length: word.length };
        }
      }
    }
    if (best !== null) return best.type;
  }
  return null;
}

function findWord(name: string, word: string, where: AgencyPattern['at']): number {
  switch (where) {
    case 'start':
      return name.startsWith(word) ? 0 : -1;
    case 'anywhere':
      return name.indexOf(word);
    case 'word': {
      for (let at = name.indexOf(word); at >= 0; at = name.indexOf(word, at + 1)) {
        if (at === 0 || /[\s(/\-–]/.test(name.charAt(at - 1))) return at;
      }
      return -1;
    }
    default: {
      const unknown: never = where;
      return unknown;
    }
  }
}
