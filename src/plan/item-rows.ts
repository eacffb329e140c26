import type { Checklist } from '../checklist/schema.ts';
import type { Result, ResultItem } from '../result/schema.ts';
import { writeDay } from '../result/dates.ts';
import { verdictWords, type Words } from '../result/words.ts';
import { roundsOf, suggestPeriod } from './calendar.ts';
import { effortOf } from './effort.ts';
import type { PlanRow } from './schema.ts';
import { listSightings, type Sighting, suggestStatus } from './status.ts';
import { suggestSteps } from './steps.ts';

const maxReasons = 2;

/** A row before it has its number. */
export type UnnumberedRow = Omit<PlanRow, 'number'>;

/**
 * A row for every item that does not stand up now, or did not in an earlier check, in the checklist's order.
 *
 * @param results oldest first, the present one last
 * @param asOf ISO day; no period begins before it
 * @param fiscalYear Buddhist fiscal year of the rounds of follow-up
 */
export function buildItemRows(
  results: readonly Result[],
  aggregation: Checklist['aggregation'],
  asOf: string,
  fiscalYear: number,
): UnnumberedRow[] {
  const present = results.at(-1);
  if (present === undefined) return [];
  return present.items.flatMap((item) => {
    const sightings = listSightings(results, item.code);
    if (item.effective.verdict === 'not-applicable' || !sightings.some(isWanting)) return [];
    return [buildItemRow(item, sightings, aggregation, asOf, fiscalYear)];
  });
}

function isWanting({ verdict }: Sighting): boolean {
  return verdict === 'fail' || verdict === 'partial' || verdict === 'review';
}

function buildItemRow(
  item: ResultItem,
  sightings: readonly Sighting[],
  aggregation: Checklist['aggregation'],
  asOf: string,
  fiscalYear: number,
): UnnumberedRow {
  const verdict = item.effective.verdict;
  const isDone = verdict === 'pass';
  // What was wanting when it last was: a plan that is followed keeps its measures after they are met.
  const last = sightings.findLast(isWanting);
  const wanting = last?.item ?? item;
  const effort = effortOf(wanting);
  return {
    instrument: 'OIT',
    code: item.code,
    indicator: findIndicator(item, aggregation),
    name: { th: mark(item, item.nameTh), en: mark(item, item.nameEn) },
    scores: [],
    verdict,
    effort: isDone ? null : effort,
    issue: last === undefined ? [] : describeIssue(last),
    measure: [lastLine({ th: wanting.adviceTh, en: wanting.adviceEn })],
    steps: suggestSteps(wanting, effort),
    unit: { th: item.responsibleUnitTh, en: item.responsibleUnitEn },
    period: isDone ? null : suggestPeriod(asOf, effort),
    followUp: roundsOf(fiscalYear).map((round) => {
      const seen = sightings.findLast((sighting) => sighting.asOf >= round.from && sighting.asOf <= round.to);
      return { ...round, seen: seen === undefined ? null : { asOf: seen.asOf, verdict: seen.verdict } };
    }),
    status: suggestStatus(sightings),
  };
}

/** ≈ where the checklist is not certain of the item's facts, as everywhere in the reports. */
function mark(item: ResultItem, name: string): string {
  return item.factConfidence === 'high' ? name : `≈ ${name}`;
}

function describeIssue({ item, asOf, verdict }: Sighting): Words[] {
  const reasons = item.reasons
    .slice(0, maxReasons)
    .map((reason) => ({ th: reason.messageTh, en: reason.messageEn }));
  const [day, words] = [writeDay(asOf), verdictWords[verdict]];
  return [{ th: `ผลตรวจ ${day.th}: ${words.th}`, en: `Check of ${day.en}: ${words.en}` }, ...reasons];
}

/** The last line of an item's advice says what to do and who does it; the ones before say what was seen. */
function lastLine(advice: Words): Words {
  return { th: advice.th.split('\n').at(-1) ?? '', en: advice.en.split('\n').at(-1) ?? '' };
}

function findIndicator(item: ResultItem, aggregation: Checklist['aggregation']): PlanRow['indicator'] {
  const sub = aggregation?.subIndicators.find((one) => one.id === item.subIndicator);
  if (sub === undefined) return null;
  return { id: sub.id, name: { th: sub.nameTh, en: sub.nameEn } };
}
