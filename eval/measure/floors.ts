import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import type { Measures } from './measures.ts';

const bounds = z.strictObject({
  accuracyMin: z.number(),
  falsePassMax: z.number(),
  falseFailMax: z.number(),
  reviewMax: z.number(),
  causeMin: z.number(),
  evidenceMin: z.number(),
  brierMax: z.number(),
  scoreErrorMax: z.number(),
});
export type Bounds = z.infer<typeof bounds>;

const floorsSchema = z.strictObject({
  /** sites of the fast subset */
  fastSites: z.array(z.string()).min(1),
  fast: bounds,
  tune: bounds,
  test: bounds,
  writtenTune: bounds,
  writtenTest: bounds,
});
export type Floors = z.infer<typeof floorsSchema>;

/** The figures below which a run counts as a step back. */
export async function readFloors(path: string): Promise<Floors> {
  return floorsSchema.parse(JSON.parse(await readFile(path, 'utf8')));
}

/** One line for each figure that is worse than its bound; a figure that could not be measured is worse. */
export function findBreaches(measures: Measures, scoreErrorMedian: number | null, limits: Bounds): string[] {
  return [
    ...atLeast('accuracy', measures.accuracy.value, limits.accuracyMin),
    ...atMost('false pass', measures.falsePass.value, limits.falsePassMax),
    ...atMost('false fail', measures.falseFail.value, limits.falseFailMax),
    ...atMost('review', measures.review.value, limits.reviewMax),
    ...atLeast('cause', measures.cause.value, limits.causeMin),
    ...atLeast('evidence', measures.evidence.value, limits.evidenceMin),
    ...atMost('Brier', measures.brier, limits.brierMax),
    ...atMost('score error', scoreErrorMedian, limits.scoreErrorMax),
  ];
}

function atLeast(name: string, value: number | null, floor: number): string[] {
  return value !== null && value >= floor ? [] : [`${name} ${show(value)} < ${show(floor)}`];
}

function atMost(name: string, value: number | null, cap: number): string[] {
  return value !== null && value <= cap ? [] : [`${name} ${show(value)} > ${show(cap)}`];
}

function show(value: number | null): string {
  return value === null ? 'not measured' : String(Math.round(value * 1000) / 1000);
}
