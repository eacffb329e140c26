import { z } from 'zod';
import { factNames, type FactWeights } from './probability.ts';

const fileSchema = z.object({
  schemaVersion: z.literal(1),
  weights: z.record(z.enum(['base', ...factNames]), z.number()),
});

/**
 * Reads `fact-weights.json`.
 *
 * @throws Error naming the file and what is wrong with it
 */
export function readFactWeights(path: string, text: string): FactWeights {
  let raw: unknown;
  try {
    raw = JSON.parse(text);
  } catch {
    throw new Error(`${path} is not valid JSON.`);
  }
  const parsed = fileSchema.safeParse(raw);
  if (parsed.success) return parsed.data.weights;
  const issue = parsed.error.issues[0];
  throw new Error(`${path}: ${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'not readable'}`);
}
