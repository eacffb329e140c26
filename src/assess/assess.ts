import type { AgencyPatterns } from '../checklist/agency-types.ts';
import type { Checklist, ChecklistItem, LoadedChecklist } from '../checklist/schema.ts';
import type { SiteWords } from '../checklist/site-words.ts';
import type { JudgeContext } from '../judge/seen.ts';
import { applicableElements } from '../judge/elements.ts';
import { judgeItem, type JudgedItem } from '../judge/item.ts';
import { Notes } from '../judge/notes.ts';
import { probabilityOf } from '../judge/probability.ts';
import { judgeSearch } from '../judge/search.ts';
import { declaredCandidate, findCandidates } from '../match/candidates.ts';
import { createMatchContext } from '../match/context.ts';
import { findEmptyMentions } from '../match/empty-mentions.ts';
import { loadSite, type LoadedSite } from '../match/pages.ts';
import { createRelevanceRater } from '../match/relevance.ts';
import type { TitleJudge } from '../match/title-port.ts';
import { resultSchemaVersion, type Result, type ResultItem } from '../result/schema.ts';
import { gradeLine, outcomeSentences } from '../result/sentences.ts';
import type { ReasonCode } from '../result/vocabulary.ts';
import { bestGradeFor, computeGain, computeScore, type ItemForScore } from '../score/score.ts';
import type { Snapshot } from '../snapshot/reader.ts';
import type { FetchRecord } from '../snapshot/schema.ts';
import { fiscalYearOf } from '../text/fiscal-year.ts';
import { foldThai } from '../text/normalise.ts';
import { describeAgency } from './agency.ts';
import { listProblems, runChecks } from './checks.ts';
import { describeInapplicable, describeItem } from './item-result.ts';

/** Everything beside the snapshot that a verdict depends on. */
export interface AssessInputs {
  loaded: LoadedChecklist;
  titles: TitleJudge;
  words: SiteWords;
  agencyPatterns: AgencyPatterns;
  toolVersion: string;
}

/** Above this share of items that could not be looked at, a run is incomplete (exit code 4). */
const incompleteShare = 0.1;

/** Reasons that are about us or the moment, not about the agency's content. */
const couldNotLook = new Set<ReasonCode>(['not-searched', 'unreachable', 'blocked']);

const pagePurposes = new Set<FetchRecord['purpose']>(['start', 'page', 'declared']);

/**
 * Judges a snapshot by a checklist. Pure: no network, no clock; the same snapshot and inputs give
 * the same result, byte for byte once rendered.
 */
export function assess(snapshot: Snapshot, inputs: AssessInputs): Result {
  const { checklist } = inputs.loaded;
  const { manifest } = snapshot;
  const asked = checklist.items.filter((item) => manifest.items?.includes(item.code) ?? true);
  const site = loadSite(snapshot);
  const agency = describeAgency(snapshot, site, inputs.agencyPatterns);
  const context: JudgeContext = {
    checklistYear: checklist.fiscalYear,
    asOf: manifest.asOf,
    agencyType: agency.type,
    placeholders: inputs.words.placeholders.map((word) => foldThai(word)),
  };
  const rater = createRelevanceRater(
    inputs.titles,
    checklist.items.map((item) => item.code),
  );
  const matching = createMatchContext(snapshot, site, rater, inputs.words);
  const start = lastStart(snapshot);
  const items =
    site.home === null
      ? asked.map((item) => unreachableItem(item, start, checklist.fiscalYear, context))
      : judgeAll(asked, snapshot, site, matching, context);
  const isWhole = manifest.items === null;
  const scored = isWhole ? withGains(items, checklist) : items;
  const unlooked = scored.filter(
    (item) => item.verdict === 'review' && couldNotLook.has(item.reasons[0]?.code ?? 'empty'),
  );
  const problem = siteProblem(snapshot, site, start);
  return {
    schemaVersion: resultSchemaVersion,
    tool: {
      name: 'oit-checker',
      version: inputs.toolVersion,
      components: { pdf: null, ocr: null, browser: null },
    },
    checklist: {
      id: checklist.id,
      programme: checklist.programme,
      fiscalYear: checklist.fiscalYear,
      sha256: inputs.loaded.sha256,
      nameTh: checklist.nameTh,
      nameEn: checklist.nameEn,
    },
    agency,
    site: {
      startUrl: manifest.startUrl,
      finalUrl: site.home?.url ?? null,
      hosts: matching.scope.hosts(),
      reachable: site.home !== null,
      problem,
      problemTh: problem === null ? null : outcomeSentences[problem].th,
      problemEn: problem === null ? null : outcomeSentences[problem].en,
    },
    run: describeRun(snapshot, unlooked.length, scored.length),
    score: isWhole ? describeScore(scored, checklist, site.home !== null) : null,
    items: scored,
    checks: runChecks(snapshot, site, inputs.words),
    problems: listProblems(snapshot, affectedItems(scored)),
  };
}

function judgeAll(
  asked: readonly ChecklistItem[],
  snapshot: Snapshot,
  site: LoadedSite,
  matching: ReturnType<typeof createMatchContext>,
  context: JudgeContext,
): ResultItem[] {
  const declared = Map.groupBy(snapshot.manifest.declared, ({ code }) => code);
  const found = findCandidates(matching);
  const mentions = findEmptyMentions(matching, context.checklistYear);
  return asked.map((item) => {
    if (applicableElements(item, context.agencyType).length === 0)
      return describeInapplicable(item, context.checklistYear);
    const urls = (declared.get(item.code) ?? []).map(({ url }) => url);
    const candidates =
      urls.length > 0
        ? urls.map((url) => declaredCandidate(matching, item.code, url))
        : (found.get(item.code) ?? []);
    const search = judgeSearch(snapshot, site, item.code, matching.scope);
    const judged = judgeItem(item, candidates, search, context, mentions.get(item.code) ?? null);
    return describeItem(item, judged, context.checklistYear, urls);
  });
}

/** A site that does not answer says nothing about its content: review, never 0. */
function unreachableItem(
  item: ChecklistItem,
  start: FetchRecord | null,
  checklistYear: number,
  context: JudgeContext,
): ResultItem {
  const notes = new Notes(start?.url ?? '');
  const outcome = start?.outcome ?? 'budget';
  notes.review(
    'could-not-open',
    start === null
      ? 'not-searched'
      : outcome === 'blocked' || outcome === 'robots'
        ? 'blocked'
        : 'unreachable',
    {
      outcome,
      facts: { outcome, attempts: start?.attempts },
    },
  );
  const judged: JudgedItem = {
    verdict: notes.verdict(),
    ...probabilityOf(notes.facts),
    causes: notes.causes,
    elements: applicableElements(item, context.agencyType).map((element) => ({
      element,
      found: null,
      quote: null,
      count: null,
      wrongYears: [],
    })),
    chosen: null,
    supporting: [],
    passedOver: [],
  };
  return describeItem(item, judged, checklistYear, []);
}

function withGains(items: readonly ResultItem[], checklist: Checklist): ResultItem[] {
  const forScore = items.map(toScoreItem);
  return items.map((item) => ({ ...item, ...computeGain(checklist.aggregation, forScore, item.code) }));
}

function describeScore(
  items: readonly ResultItem[],
  checklist: Checklist,
  isReachable: boolean,
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
  const [lowest, highest] = [bestGradeFor(grades, computed.low), bestGradeFor(grades, computed.high)];
  const grade =
    lowest !== null && lowest.id === highest?.id
      ? { id: lowest.id, nameTh: lowest.nameTh, nameEn: lowest.nameEn }
      : null;
  const line =
    computed.expected === null
      ? null
      : gradeLine({ low: computed.low, expected: computed.expected, high: computed.high, grades });
  return {
    ...computed,
    unknownTh: null,
    unknownEn: null,
    grade,
    gradeLineTh: line?.th ?? null,
    gradeLineEn: line?.en ?? null,
    total: null,
  };
}

function toScoreItem(item: ResultItem): ItemForScore {
  const { code, subIndicator, effective, probability } = item;
  return { code, subIndicator, verdict: effective.verdict, score: effective.score, probability };
}

function describeRun(snapshot: Snapshot, unlookedItems: number, allItems: number): Result['run'] {
  const { manifest, fetches, end } = snapshot;
  const failed = fetches.filter(
    (record) => record.outcome !== 'ok' && record.purpose !== 'probe' && record.purpose !== 'sitemap',
  );
  return {
    id: manifest.runId,
    asOf: manifest.asOf,
    asOfFiscalYear: fiscalYearOf(manifest.asOf),
    startedAt: manifest.startedAt,
    finishedAt: end?.finishedAt ?? fetches.at(-1)?.retrievedAt ?? manifest.startedAt,
    options: manifest.options,
    stoppedBy: end?.stoppedBy ?? 'interrupted',
    pagesFetched: fetches.filter((record) => pagePurposes.has(record.purpose)).length,
    documentsFetched: fetches.filter((record) => record.purpose === 'document').length,
    pagesRendered: 0,
    requests: end?.requests ?? fetches.length,
    bytes: fetches.reduce((sum, record) => sum + record.bytes, 0),
    incomplete: unlookedItems > allItems * incompleteShare,
    couldNotLook: { items: unlookedItems, fetches: failed.length },
  };
}

/** What is wrong with the site as a whole. The probe lies under no path of its own: refused by robots, all is. */
function siteProblem(
  snapshot: Snapshot,
  site: LoadedSite,
  start: FetchRecord | null,
): Result['site']['problem'] {
  if (site.home === null) return start?.outcome ?? 'dns';
  const probe = snapshot.fetches.find((record) => record.purpose === 'probe');
  if (probe?.outcome === 'robots') return 'robots';
  return site.home.record.tlsProblem === null ? null : 'tls';
}

function lastStart(snapshot: Snapshot): FetchRecord | null {
  return snapshot.fetches.findLast((record) => record.purpose === 'start') ?? null;
}

function affectedItems(items: readonly ResultItem[]): Map<string, string[]> {
  const affected = new Map<string, string[]>();
  for (const item of items) {
    const urls = new Set([
      ...item.evidence.flatMap((evidence) => [evidence.url, evidence.finalUrl]),
      ...item.looked.map((looked) => looked.url),
      ...item.reasons.flatMap((reason) => (reason.url === null ? [] : [reason.url])),
    ]);
    for (const url of urls) affected.set(url, [...(affected.get(url) ?? []), item.code]);
  }
  return affected;
}
