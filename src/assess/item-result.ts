import type { ChecklistItem } from '../checklist/schema.ts';
import type { JudgedItem } from '../judge/item.ts';
import type { Cause } from '../judge/notes.ts';
import { confidenceOf } from '../judge/probability.ts';
import { wantedYear } from '../judge/year.ts';
import type { ResultItem, ResultReason } from '../result/schema.ts';
import { reasonSentence } from '../result/sentences.ts';
import { verdictScores } from '../result/vocabulary.ts';
import { tidy } from '../text/normalise.ts';
import { maskPersonalData } from '../text/personal-data.ts';
import { writeAdvice } from './advice.ts';
import { hashEvidence } from './evidence-hash.ts';
import { describeEvidence, roleOf, titleOf } from './evidence.ts';
import { describeWhere } from './where.ts';

const maxLooked = 12;

/** One judged item in the words of the contract; gains are filled in once every item is there. */
export function describeItem(
  item: ChecklistItem,
  judged: JudgedItem,
  checklistYear: number,
  declared: ResultItem['declared'],
): ResultItem {
  const score = verdictScores[judged.verdict];
  const advice = writeAdvice(item, judged);
  const chosen = judged.chosen;
  const role = chosen === null ? null : roleOf({ ...chosen, verdict: judged.verdict, causes: judged.causes });
  const where = chosen === null || role !== 'accepted' ? null : describeWhere(chosen.candidate);
  const evidence =
    chosen === null || role === null
      ? []
      : [
          ...describeEvidence({ ...chosen, elements: judged.elements }, role),
          ...judged.supporting.flatMap((other) => describeEvidence(other, 'supporting')),
        ];
  // A document on the chosen page is a candidate of its own too; it was not found wanting.
  const shown = new Set(evidence.map(({ url }) => url));
  const passedOver = judged.passedOver.filter(({ candidate }) => !shown.has(candidate.url));
  return {
    code: item.code,
    topics: item.topics,
    nameTh: item.nameTh,
    nameEn: item.nameEn,
    shortTh: item.shortTh,
    subIndicator: item.subIndicator,
    want: {
      kind: item.year.want,
      fiscalYear: wantedYear(item.year, checklistYear),
      confidence: item.year.confidence,
    },
    factConfidence: item.elementsConfidence,
    responsibleUnitTh: item.responsibleUnitTh,
    responsibleUnitEn: item.responsibleUnitEn,
    verdict: judged.verdict,
    score,
    probability: judged.probability,
    confidence: confidenceOf(judged.verdict, judged.probability, item.confidenceAtMost),
    effective: { verdict: judged.verdict, score },
    override: null,
    gain: null,
    gainLow: null,
    gainHigh: null,
    reasons: judged.causes.map(describeCause),
    required: judged.elements.map(({ element, found }) => ({
      id: element.id,
      nameTh: element.nameTh,
      nameEn: element.nameEn,
      found,
      strict: element.strict,
      confidence: element.confidence,
    })),
    evidence,
    evidenceSha256: hashEvidence(judged),
    looked: passedOver.slice(0, maxLooked).map(({ candidate, relevance }) => ({
      url: candidate.url,
      outcome: candidate.record?.outcome ?? 'budget',
      relevance: Math.round(relevance * 100) / 100,
      title: titleOf(candidate),
    })),
    declared,
    factors: judged.factors,
    adviceTh: advice.th,
    adviceEn: advice.en,
    whereTh: where?.th ?? null,
    whereEn: where?.en ?? null,
    noteTh: item.noteTh ?? null,
    noteEn: item.noteEn ?? null,
  };
}

/** An item whose every element is asked of other kinds of agency. */
export function describeInapplicable(item: ChecklistItem, checklistYear: number): ResultItem {
  const nothing: JudgedItem = {
    verdict: 'review',
    probability: 0,
    factors: [],
    causes: [],
    elements: [],
    chosen: null,
    supporting: [],
    passedOver: [],
  };
  return {
    ...describeItem(item, nothing, checklistYear, []),
    verdict: 'not-applicable',
    probability: null,
    confidence: 'sure',
    effective: { verdict: 'not-applicable', score: null },
    adviceTh: '',
    adviceEn: '',
  };
}

function describeCause(cause: Cause): ResultReason {
  const words = reasonSentence(cause.code, cause.facts);
  return {
    code: cause.code,
    element: cause.element,
    expected: cause.expected,
    found: cause.found === null ? null : maskPersonalData(tidy(cause.found)),
    outcome: cause.outcome,
    messageTh: words.th,
    messageEn: words.en,
    url: cause.url === '' ? null : cause.url,
  };
}
