import { join } from 'node:path';
import { findPackageRoot } from '../../src/check/package-root.ts';
import { readChecklist } from '../../src/checklist/load.ts';
import type { LoadedChecklist } from '../../src/checklist/schema.ts';
import type { PlanInputs } from '../../src/plan/build.ts';
import type { Result, ResultItem } from '../../src/result/schema.ts';
import type { Verdict } from '../../src/result/vocabulary.ts';
import { buildSample } from '../report/sample.ts';

const checklists = join(findPackageRoot(import.meta.dirname), 'checklists');

export const checklistFolder = checklists;

export function loadChecklist2568(): Promise<LoadedChecklist> {
  return readChecklist(join(checklists, 'ita-2568.yaml'));
}

const scores = { pass: 100, partial: 50, fail: 0, review: null, 'not-applicable': null } as const;

/** The sample result with some verdicts changed, as of a day. */
export function buildResult(
  asOf: string,
  verdicts: Record<string, Verdict> = {},
  change: (item: ResultItem) => ResultItem = (item) => item,
): Result {
  const sample = buildSample();
  return {
    ...sample,
    run: {
      ...sample.run,
      id: `${asOf.replaceAll('-', '')}T021500Z`,
      asOf,
      startedAt: `${asOf}T02:11:00Z`,
      finishedAt: `${asOf}T02:15:00Z`,
    },
    items: sample.items.map((item) => {
      const verdict = verdicts[item.code] ?? item.verdict;
      const score = scores[verdict];
      return change({ ...item, verdict, score, effective: { verdict, score } });
    }),
  };
}

/** Every item at full marks but for those given. */
export function buildGoodResult(asOf: string, verdicts: Record<string, Verdict> = {}): Result {
  const all: Record<string, Verdict> = {};
  for (const { code } of buildSample().items) all[code] = 'pass';
  return buildResult(asOf, { ...all, ...verdicts });
}

export function buildInputs(
  loaded: LoadedChecklist,
  result: Result,
  change: Partial<PlanInputs> = {},
): PlanInputs {
  return {
    result,
    previous: [],
    loaded,
    questions: null,
    surveyScores: null,
    targets: [],
    fixes: [],
    without: [],
    asOf: result.run.asOf,
    toolVersion: '0.1.0',
    ...change,
  };
}
