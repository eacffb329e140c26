import { readFile } from 'node:fs/promises';
import { z } from 'zod';

const knownNegativeSchema = z.object({
  label: z.string().trim().min(1),
  confusableWith: z.string().trim().min(1).nullable(),
  itemIn: z.array(z.int()).default([]),
});

/** A label seen on a real site that is not the item it looks like. */
export interface KnownNegative {
  label: string;
  /** code of the item that it could be taken for, null for none in particular */
  confusableWith: string | null;
  /** fiscal years (B.E.) whose checklist did ask for it */
  itemIn: number[];
  /** where it stands, `known-negatives.jsonl:12` */
  source: string;
}

/**
 * Reads the labels from the text of a JSON Lines file; empty lines are skipped, other fields ignored.
 *
 * @throws Error whose message names the file and line
 */
export function parseKnownNegatives(path: string, text: string): KnownNegative[] {
  return text.split(/\r?\n/).flatMap((line, index) => {
    if (line.trim() === '') return [];
    const source = `${path}:${index + 1}`;
    let value: unknown;
    try {
      value = JSON.parse(line);
    } catch {
      throw new Error(
        `${source} is not JSON; write one object a line, {"label": "…", "confusableWith": "O7"}`,
      );
    }
    const parsed = knownNegativeSchema.safeParse(value);
    if (!parsed.success) {
      const field = parsed.error.issues[0]?.path.join('.') ?? '';
      throw new Error(
        `${source} has no usable "${field}"; "label" is a text, "confusableWith" an item's code or null`,
      );
    }
    return [{ ...parsed.data, source }];
  });
}

/** Reads the labels from disk; see `parseKnownNegatives`. */
export async function readKnownNegatives(path: string): Promise<KnownNegative[]> {
  return parseKnownNegatives(path, await readFile(path, 'utf8'));
}
