import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { PlanError } from './error.ts';

const text = z.string().trim().min(1);
const question = z.string().regex(/^[ie][1-9]\d?$/);

const remarkSchema = z.strictObject({
  issueTh: text,
  issueEn: text,
  measureTh: text,
  measureEn: text,
  /** OIT items that the published remark refers to */
  items: z.array(z.string()).default([]),
});

/** The survey questions of one fiscal year: their indicators, and what published results say about low ones. */
export const questionsSchema = z.strictObject({
  schemaVersion: z.literal(1),
  fiscalYear: z.int(),
  indicators: z.array(
    z.strictObject({
      id: text,
      instrument: z.enum(['IIT', 'EIT']),
      nameTh: text,
      nameEn: text,
      questions: z.array(question).min(1),
    }),
  ),
  remarks: z.record(question, remarkSchema).default({}),
});
export type Questions = z.infer<typeof questionsSchema>;

/**
 * Reads what is known of the surveys of a fiscal year.
 *
 * @param folder where the checklists lie
 * @returns null where the year has no file: nothing is known then, and rows show only what the user gave
 * @throws PlanError when there is a file that cannot be used
 */
export async function readQuestions(folder: string, fiscalYear: number): Promise<Questions | null> {
  const path = join(folder, `iit-eit-${fiscalYear}.yaml`);
  let source: string;
  try {
    source = await readFile(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
  const parsed = questionsSchema.safeParse(parse(source));
  if (parsed.success && parsed.data.fiscalYear === fiscalYear) return parsed.data;
  const problem = parsed.success ? `fiscalYear is ${parsed.data.fiscalYear}` : z.prettifyError(parsed.error);
  throw new PlanError(`${path} ใช้ไม่ได้ · cannot be used: ${problem}`);
}
