import type { Checklist } from '../checklist/schema.ts';
import type { Result, ResultItem } from '../result/schema.ts';
import { gradeLine } from '../result/sentences.ts';
import { bestGradeFor, computeGain, computeScore, type ItemForScore } from '../score/score.ts';
import { computeTotal, type SurveyTotals } from '../score/total.ts';

/** The items with the OIT points that full marks for each would bring. */
export function withGains(items: readonly ResultItem[], checklist: Checklist): ResultItem[] {
  const { aggregation } = checklist;
  if (aggregation === null) return [...items];
  const forScore = items.map(toScoreItem);
  return items.map((item) => ({ ...item, ...computeGain(aggregation, forScore, item.code) }));
}

/** The score of the whole checklist; what a site that does not answer would get is open. */
export function describeScore(
  items: readonly ResultItem[],
  checklist: Checklist,
  isReachable: boolean,
  surveys: SurveyTotals | null,
): Result['score'] {
  const computed = computeScore(checklist.aggregation, items.map(toScoreItem));
  if (!isReachable) {
    const nothing = { expected: null, low: 0, high: 100 };
    return {
      ...computed,
      ...nothing,
      rules: computed.rules.map((rule) => ({ ...rule, ...nothing })),
      indicators: computed.indicators.map((group) => ({ ...group, ...nothing })),
      subIndicators: computed.subIndicators.map((group) => ({ ...group, ...nothing })),
      unknownTh: 'เปิดเว็บไซต์ไม่ได้ จึงยังประมาณคะแนนไม่ได้',
      unknownEn: 'The site could not be opened, so no score can be estimated.',
      grade: null,
      gradeLineTh: null,
      gradeLineEn: null,
      total: null,
    };
  }
  const { grades } = checklist;
  const oitShare = checklist.aggregation?.instruments.oit ?? 0;
  const [lowest, highest] = [computed.low, computed.high].map((points) =>
    bestGradeFor(grades, points, oitShare),
  );
  const grade =
    lowest != null && lowest.id === highest?.id
      ? { id: lowest.id, nameTh: lowest.nameTh, nameEn: lowest.nameEn }
      : null;
  const line =
    computed.expected === null || grades.length === 0
      ? null
      : gradeLine({ low: computed.low, expected: computed.expected, high: computed.high, grades });
  return {
    ...computed,
    // Where nobody knows how the year adds its items up, no number is made up.
    unknownTh: checklist.aggregationUnknownTh ?? null,
    unknownEn: checklist.aggregationUnknownEn ?? null,
    grade: computed.expected === null ? null : grade,
    gradeLineTh: line?.th ?? null,
    gradeLineEn: line?.en ?? null,
    total: surveys === null ? null : computeTotal(surveys, computed, checklist.aggregation, grades),
  };
}

function toScoreItem(item: ResultItem): ItemForScore {
  const { code, subIndicator, effective, probability } = item;
  return { code, subIndicator, verdict: effective.verdict, score: effective.score, probability };
}
