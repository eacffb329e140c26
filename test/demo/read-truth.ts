import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { reasonCodes, verdicts } from '../../src/result/vocabulary.ts';

const verdictSchema = z.enum(verdicts);
const reasonSchema = z.enum(reasonCodes);

const truthSchema = z.array(
  z.strictObject({
    code: z.string().regex(/^O\d{1,2}$/),
    /** what a careful assessor gives who reads pages but no documents */
    verdict: verdictSchema,
    acceptable: z.array(verdictSchema).min(1),
    /** the same assessor after reading the documents too */
    withDocuments: verdictSchema,
    cause: reasonSchema.nullable(),
    acceptableCauses: z.array(reasonSchema),
    /** paths that may stand as the item's evidence, accepted or rejected */
    evidencePaths: z.array(z.string()),
    /** paths of the item that are meant to be dead or locked */
    unreachablePaths: z.array(z.string()),
    /** near misses that must not be accepted for the item */
    notEvidencePaths: z.array(z.string()),
    why: z.string(),
  }),
);

export type TruthEntry = z.infer<typeof truthSchema>[number];

/** What is true of the sample agency on 15 June 2025, one entry for each of O1–O28, in order. */
export async function readTruth(): Promise<TruthEntry[]> {
  return truthSchema.parse(JSON.parse(await readFile(new URL('truth.json', import.meta.url), 'utf8')));
}
