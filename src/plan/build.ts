import type { LoadedChecklist } from '../checklist/schema.ts';
import type { Result, ResultItem } from '../result/schema.ts';
import { fiscalYearOf } from '../text/fiscal-year.ts';
import type { Words } from '../result/words.ts';
import { effortOf } from './effort.ts';
import { PlanError } from './error.ts';
import { buildItemRows } from './item-rows.ts';
import type { Questions } from './questions.ts';
import { orderResults } from './read-results.ts';
import { type Plan, planSchemaVersion, type PlanWhatIf } from './schema.ts';
import type { SurveyScore } from './survey-scores.ts';
import { buildSurveyRows } from './survey-rows.ts';
import { createWhatIf } from './what-if.ts';

/** What a plan is made of; nothing else is read. */
export interface PlanInputs {
  result: Result;
  /** earlier results of the same agency and checklist, in any order */
  previous: readonly Result[];
  loaded: LoadedChecklist;
  /** what is known of the year's surveys; null: nothing */
  questions: Questions | null;
  /** scores per question that the user gave; null: none */
  surveyScores: readonly SurveyScore[] | null;
  /** OIT points to reach; empty: every bound that a grade sets for OIT */
  targets: readonly number[];
  /** codes whose fixing together is asked for; empty: none */
  fixes: readonly string[];
  /** codes that cannot be fixed now */
  without: readonly string[];
  /** ISO day that the plan is made on */
  asOf: string;
  toolVersion: string;
}

/**
 * Makes the improvement plan of one agency. Pure: the same inputs give the same plan.
 *
 * @throws PlanError when the results do not belong together or to the checklist, a code is none of its, or the site
 *   could not be opened
 */
export function buildPlan(inputs: PlanInputs): Plan {
  const { result, loaded, asOf } = inputs;
  const { checklist } = loaded;
  const previous = orderResults(result, inputs.previous, loaded, asOf);
  for (const code of [...inputs.fixes, ...inputs.without]) {
    if (!checklist.items.some((item) => item.code === code)) {
      throw new PlanError(`${code} ไม่ใช่ข้อของ ${checklist.id} · is not an item of ${checklist.id}.`);
    }
  }
  const fiscalYear = fiscalYearOf(asOf);
  const targets = inputs.targets.length === 0 ? gradeBounds(loaded) : inputs.targets;
  const threshold = targets[0] ?? 100;
  const rows = [
    ...buildSurveyRows(inputs.questions, inputs.surveyScores, threshold, fiscalYear),
    ...buildItemRows([...previous, result], checklist.aggregation, asOf, fiscalYear),
  ];
  return {
    schemaVersion: planSchemaVersion,
    tool: { name: 'oit-checker', version: inputs.toolVersion },
    checklist: {
      id: checklist.id,
      fiscalYear: checklist.fiscalYear,
      name: { th: checklist.nameTh, en: checklist.nameEn },
      sha256: loaded.sha256,
      sameAsJudged: result.checklist.sha256 === loaded.sha256,
    },
    agency: { key: result.agency.key, name: result.agency.name },
    site: { startUrl: result.site.startUrl },
    asOf,
    fiscalYear,
    basedOn: {
      runId: result.run.id,
      asOf: result.run.asOf,
      finishedAt: result.run.finishedAt,
      incomplete: result.run.incomplete,
    },
    previous: previous.map((one) => ({ runId: one.run.id, asOf: one.run.asOf })),
    whatIf: buildWhatIf(inputs, targets),
    unknown: whyUnknown(result, loaded),
    rows: rows.map((row, index) => ({ number: index + 1, ...row })),
  };
}

/** Years whose grades go by the total alone have many of them; the best two are worth aiming at. */
const bestGrades = 2;

/** The bounds that the grades set for every instrument, else for the total of the best grades; lowest first. */
function gradeBounds({ checklist }: LoadedChecklist): number[] {
  const bounds = checklist.grades.flatMap(({ minInstrument }) =>
    minInstrument === undefined ? [] : [minInstrument],
  );
  const totals = checklist.grades.map(({ minTotal }) => minTotal).toSorted((a, b) => b - a);
  const wanted = bounds.length > 0 ? bounds : totals.slice(0, bestGrades);
  return [...new Set(wanted)].toSorted((a, b) => a - b);
}

function buildWhatIf(
  { result, loaded, fixes, without }: PlanInputs,
  targets: readonly number[],
): PlanWhatIf | null {
  const { aggregation } = loaded.checklist;
  if (aggregation === null || result.score === null) return null;
  const whatIf = createWhatIf(
    aggregation,
    result.items.map(({ code, subIndicator, effective, probability }) => ({
      code,
      subIndicator,
      verdict: effective.verdict,
      score: effective.score,
      probability,
    })),
  );
  const open = result.items.filter(isOpen).filter(({ code }) => !without.includes(code));
  const options = open.map((item) => ({ code: item.code, effort: effortOf(item) }));
  const worth = (code: string): number => Math.min(...whatIf.gainsOf(code).map((gain) => gain.points));
  return {
    now: whatIf.pointsWith([]),
    defaultRule: aggregation.defaultRule,
    without: [...without],
    gains: open
      .map((item) => ({
        code: item.code,
        name: { th: item.shortTh, en: item.nameEn },
        effort: effortOf(item),
        byRule: whatIf.gainsOf(item.code),
      }))
      .toSorted((a, b) => worth(b.code) - worth(a.code)),
    targets: targets.map((target) => {
      const path = whatIf.pathTo(target, options);
      const looks = options.filter(
        ({ code, effort }) => effort === 'look' && path.fixes.includes(code),
      ).length;
      return { ...path, looks };
    }),
    asked: fixes.length === 0 ? null : { fixes: [...fixes], after: whatIf.pointsWith(fixes) },
  };
}

function isOpen({ effective: { verdict } }: ResultItem): boolean {
  return verdict === 'fail' || verdict === 'partial' || verdict === 'review';
}

function whyUnknown(result: Result, { checklist }: LoadedChecklist): Words | null {
  if (checklist.aggregation === null) {
    return {
      th: checklist.aggregationUnknownTh ?? 'ไม่ทราบวิธีคิดคะแนนของปีนี้',
      en: checklist.aggregationUnknownEn ?? 'How this year is scored is not known.',
    };
  }
  if (result.score !== null) return null;
  return {
    th: 'ตรวจเพียงบางข้อ จึงจำลองคะแนนไม่ได้',
    en: 'Only some items were checked, so no score can be worked out.',
  };
}
