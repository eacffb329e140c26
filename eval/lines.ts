import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { foldThai, skeleton } from '../src/text/normalise.ts';

const lineSchema = z.strictObject({
  /** the elements that the line shows by itself; null for none */
  element: z.union([z.string(), z.array(z.string()), z.null()]),
  kind: z.enum(['row', 'header', 'heading', 'sentence', 'bullet']),
  text: z.string(),
});

/** A line of what an agency publishes for one item, and what it shows. */
export interface Line {
  code: string;
  elements: readonly string[];
  text: string;
}

/** Reads `eval/lines/<code>.jsonl`. @throws Error naming file and line of what cannot be used */
export function readLines(folder: string): Line[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.jsonl'))
    .toSorted()
    .flatMap((name) =>
      readFileSync(join(folder, name), 'utf8')
        .trim()
        .split('\n')
        .map((text, index): Line => {
          try {
            const line = lineSchema.parse(JSON.parse(text));
            const elements = line.element === null ? [] : [line.element].flat();
            return { code: name.replace('.jsonl', ''), elements, text: line.text };
          } catch (error) {
            throw new Error(`${name}:${index + 1}: ${String(error)}`, { cause: error });
          }
        }),
    );
}

/** The words of the lines, as this machine's ICU parts them; they are stored, so that judging needs no ICU. */
export function gatherWords(lines: readonly Line[]): string[] {
  const segmenter = new Intl.Segmenter('th', { granularity: 'word' });
  const words = new Set<string>();
  for (const { text } of lines) {
    for (const { segment, isWordLike } of segmenter.segment(foldThai(text))) {
      const bare = skeleton(segment);
      if (isWordLike === true && bare.length >= 2 && !/^[0-9]+$/.test(bare)) words.add(bare);
    }
  }
  return [...words].toSorted();
}
