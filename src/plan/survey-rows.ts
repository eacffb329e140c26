import type { UnnumberedRow } from './item-rows.ts';
import { roundsOf } from './calendar.ts';
import type { Questions } from './questions.ts';
import type { SurveyScore } from './survey-scores.ts';

/**
 * Rows for IIT and EIT. With scores: every question below `threshold`, and the lowest of each indicator where it is
 * below 100. Without: one row per indicator for a person to fill in. The website tells nothing of the surveys, so
 * unit, steps, period and status always stay blank.
 *
 * @param questions what is known of the year's surveys; null: nothing
 * @param scores what the user gave; null: nothing
 * @param threshold out of 100; the lower part of an EIT question counts
 */
export function buildSurveyRows(
  questions: Questions | null,
  scores: readonly SurveyScore[] | null,
  threshold: number,
  fiscalYear: number,
): UnnumberedRow[] {
  const indicators = questions?.indicators ?? [];
  if (scores === null) {
    return indicators.map((indicator) => blankRow(indicator.instrument, nameOf(indicator), fiscalYear));
  }
  const known = new Set(indicators.flatMap((indicator) => indicator.questions));
  const groups = [
    ...indicators.map((indicator) => ({ indicator, codes: indicator.questions })),
    {
      indicator: null,
      codes: scores.map(({ question }) => question).filter((question) => !known.has(question)),
    },
  ];
  const rows = groups.flatMap(({ indicator, codes }) => {
    const given = scores.filter(({ question }) => codes.includes(question));
    const least = Math.min(...given.map(lowest));
    return given
      .filter(
        (score) =>
          lowest(score) < threshold || (lowest(score) === least && least < 100 && indicator !== null),
      )
      .map((score) => describeQuestion(score, indicator, questions, fiscalYear));
  });
  return rows.toSorted((a, b) => (a.instrument === b.instrument ? 0 : a.instrument === 'IIT' ? -1 : 1));
}

type Indicator = Questions['indicators'][number];

function lowest({ scores }: SurveyScore): number {
  return Math.min(...scores);
}

function nameOf(indicator: Indicator): NonNullable<UnnumberedRow['indicator']> {
  return { id: indicator.id, name: { th: indicator.nameTh, en: indicator.nameEn } };
}

function blankRow(
  instrument: 'IIT' | 'EIT',
  indicator: UnnumberedRow['indicator'],
  fiscalYear: number,
): UnnumberedRow {
  return {
    instrument,
    code: null,
    indicator,
    name: indicator?.name ?? { th: '', en: '' },
    scores: [],
    verdict: null,
    effort: null,
    issue: [],
    measure: [],
    steps: [],
    unit: null,
    period: null,
    followUp: roundsOf(fiscalYear).map((round) => ({ ...round, seen: null })),
    status: { suggested: null, because: null },
  };
}

function describeQuestion(
  score: SurveyScore,
  indicator: Indicator | null,
  questions: Questions | null,
  fiscalYear: number,
): UnnumberedRow {
  const instrument = score.question.startsWith('i') ? 'IIT' : 'EIT';
  const remark = questions?.remarks[score.question];
  const [first, second] = score.scores;
  const written = {
    th: second === undefined ? `ได้ ${first} คะแนน` : `ส่วนที่ 1 ได้ ${first} ส่วนที่ 2 ได้ ${second} คะแนน`,
    en: second === undefined ? `scored ${first}` : `part 1 scored ${first}, part 2 ${second}`,
  };
  const items = remark?.items.join(', ') ?? '';
  const related = items === '' ? { th: '', en: '' } : { th: ` (เกี่ยวกับ ${items})`, en: ` (see ${items})` };
  return {
    ...blankRow(instrument, indicator === null ? null : nameOf(indicator), fiscalYear),
    code: score.question,
    name:
      remark === undefined
        ? { th: `ข้อคำถาม ${score.question}`, en: `Question ${score.question}` }
        : { th: remark.issueTh, en: remark.issueEn },
    scores: score.scores,
    issue: [written],
    measure:
      remark === undefined
        ? []
        : [{ th: `${remark.measureTh}${related.th}`, en: `${remark.measureEn}${related.en}` }],
  };
}
