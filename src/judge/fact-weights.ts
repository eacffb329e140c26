import { z } from 'zod';
import { readJsonFile } from '../checklist/json-file.ts';
import { factNames, type FactWeights } from './probability.ts';

const fileSchema = z.object({
  schemaVersion: z.literal(1),
  weights: z.record(z.enum(['base', ...factNames]), z.number()),
  topics: z.record(z.string(), z.number()),
});

/**
 * Reads `fact-weights.json`.
 *
 * @throws Error naming the file and what is wrong with it
 */
export function readFactWeights(path: string, text: string): FactWeights {
  const { weights, topics } = readJsonFile(path, text, fileSchema);
  return { facts: weights, topics };
}
