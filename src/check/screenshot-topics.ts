import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';

const schema = z.strictObject({ withoutTopics: z.array(z.string().min(1)) });

/**
 * Topics of the items of which no picture is taken, from `checklists/screenshots.yaml` of the package at `root`.
 *
 * @throws Error naming the file when it cannot be used
 */
export async function readUnpicturedTopics(root: string): Promise<string[]> {
  const path = join(root, 'checklists', 'screenshots.yaml');
  const parsed = schema.safeParse(parse(await readFile(path, 'utf8')));
  if (parsed.success) return parsed.data.withoutTopics;
  throw new Error(`${path}: ${parsed.error.issues[0]?.message ?? 'not a list of topics'}`);
}
