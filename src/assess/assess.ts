import type { AgencyPatterns } from '../checklist/agency-types.ts';
import type { ChecklistItem, LoadedChecklist } from '../checklist/schema.ts';
import type { SiteWords } from '../checklist/site-words.ts';
import type { JudgeContext } from '../judge/seen.ts';
import { applicableElements, unfound } from '../judge/elements.ts';
import { judgeItem, type JudgedItem, withoutContent } from '../judge/item.ts';
import { Notes } from '../judge/notes.ts';
import type { ElementModels } from '../judge/element-models.ts';
import { createElementLikeness } from '../judge/likeness.ts';
import { type FactWeights, probabilityOf } from '../judge/probability.ts';
import { judgeHeads } from '../judge/head.ts';
import { judgeReuse } from '../judge/reuse.ts';
import { createSearchJudge } from '../judge/search.ts';
import { declaredCandidates, findCandidates } from '../match/candidates.ts';
import { createMatchContext } from '../match/context.ts';
import { findEmptyMentions } from '../match/empty-mentions.ts';
import { referredCandidates } from '../match/referred.ts';
import { loadSite, type LoadedSite } from '../match/pages.ts';
import type { PageShelf } from '../match/page-shelf.ts';
import { createRelevanceRater } from '../match/relevance.ts';
import { isNamedOn } from '../match/named-on.ts';
import { collectTargets } from '../match/targets.ts';
import type { TitleJudge } from '../match/title-port.ts';
import type { TopicModel } from '../match/topic-model.ts';
import type { Override } from '../inputs/overrides.ts';
import { resultSchemaVersion, type Result, type ResultItem } from '../result/schema.ts';
import { outcomeSentences, type Words } from '../result/sentences.ts';
import { tlsSentence } from '../result/tls-words.ts';
import { couldNotLookReasons, type Outcome } from '../result/vocabulary.ts';
import type { SurveyTotals } from '../score/total.ts';
import { lastAnswers } from '../snapshot/last-answers.ts';
import type { Snapshot } from '../snapshot/reader.ts';
import type { FetchRecord } from '../snapshot/schema.ts';
import { fiscalYearOf } from '../text/fiscal-year.ts';
import { foldThai } from '../text/normalise.ts';
import { describeAgency, ownerWords } from './agency.ts';
import { listProblems, runChecks } from './checks.ts';
import { type Declaration, describeDeclared, judgeDeclared } from './declared.ts';
import { readDeclaredIndex } from './declared-index.ts';
import { describeInapplicable, describeItem } from './item-result.ts';
import { describeScore, withGains } from './describe-score.ts';
import type { FirstLook } from './first-look.ts';
import { lookAgain } from './second-look.ts';
import { applyOverrides } from './override.ts';

/** Everything beside the snapshot that a verdict depends on. */
export interface AssessInputs {
  loaded: LoadedChecklist;
  titles: TitleJudge;
  words: SiteWords;
  agencyPatterns: AgencyPatterns;
  weights: FactWeights;
  elementModels: ElementModels;
  topics: TopicModel;
  toolVersion: string;
  /** people's judgements, of this checklist and agency; absent: none */
  overrides?: readonly Override[] | undefined;
  /** what the surveys gave, for the ITA total; absent: there is no total */
  surveys?: SurveyTotals | null | undefined;
}

/** Above this share of items that could not be looked at, a run is incomplete (exit code 4). */
const incompleteShare = 0.1;

const pagePurposes = new Set<FetchRecord['purpose']>(['start', 'page', 'declared']);

/**
 * Judges a snapshot by a checklist. Pure: no network, no clock; the same snapshot and inputs give
 * the same result, byte for byte once rendered.
 *
 * @param shelf what the crawl read of the snapshot's pages; absent: they are read again, to the same effect
 */
export function assess(seen: Snapshot, inputs: AssessInputs, shelf?: PageShelf): Result {
  const snapshot: Snapshot = { ...seen, fetches: lastAnswers(seen.fetches) };
  const { checklist } = inputs.loaded;
  const { manifest } = snapshot;
  const asked = checklist.items.filter((item) => manifest.items?.includes(item.code) ?? true);
  const site = loadSite(snapshot, shelf);
  const agency = describeAgency(snapshot, site, inputs.agencyPatterns);
  const context: JudgeContext = {
    likeness: createElementLikeness(inputs.elementModels),
    weights: inputs.weights,
    checklistYear: checklist.fiscalYear,
    asOf: manifest.asOf,
    agencyType: agency.type,
    ...ownerWords(agency, inputs.agencyPatterns, inputs.words),
    placeholders: inputs.words.placeholders.map((word) => foldThai(word)),
  };
  const rater = createRelevanceRater(
    inputs.titles,
    checklist.items.map((item) => item.code),
  );
  const matching = createMatchContext(snapshot, site, rater, inputs.words, checklist.fiscalYear);
  const start = lastStart(snapshot);
  const items =
    site.home === null
      ? asked.map((item) => ({
          ...unreachableItem(item, start, checklist.fiscalYear, context),
          declared: describeDeclared(
            manifest.declared.filter(({ code }) => code === item.code),
            site,
          ),
        }))
      : judgeAll(asked, snapshot, site, matching, inputs.topics, context);
  const judged = applyOverrides(items, inputs.overrides ?? []);
  const isWhole = manifest.items === null;
  const scored = isWhole ? withGains(judged, checklist) : judged;
  const unlooked = scored.filter(
    (item) => item.verdict === 'review' && couldNotLookReasons.has(item.reasons[0]?.code ?? 'empty'),
  );
  const problem = siteProblem(snapshot, site, start);
  const problemWords = writeSiteProblem(problem, site);
  return {
    schemaVersion: resultSchemaVersion,
    tool: {
      name: 'oit-checker',
      version: inputs.toolVersion,
      components: { pdf: null, ocr: null, ...snapshot.manifest.components, browser: browserOf(snapshot) },
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
      problemTh: problemWords?.th ?? null,
      problemEn: problemWords?.en ?? null,
    },
    run: describeRun(snapshot, unlooked.length, scored.length),
    score: isWhole ? describeScore(scored, checklist, site.home !== null, inputs.surveys ?? null) : null,
    items: scored,
    checks: runChecks(snapshot, site, inputs.words),
    problems: listProblems(snapshot, affectedItems(scored)),
  };
}

/** What was declared by a person, and for the other items, where asked for, by the index of the site. */
function declarationsOfSite(
  asked: readonly ChecklistItem[],
  { manifest }: Snapshot,
  site: LoadedSite,
  matching: ReturnType<typeof createMatchContext>,
  context: JudgeContext,
): Declaration[] {
  if (manifest.declaredIndex !== true) return manifest.declared;
  const named = new Set(manifest.declared.map(({ code }) => code));
  const others = asked.filter(({ code }) => !named.has(code));
  return [...manifest.declared, ...readDeclaredIndex(site, others, matching.words, context.checklistYear)];
}

function judgeAll(
  asked: readonly ChecklistItem[],
  snapshot: Snapshot,
  site: LoadedSite,
  matching: ReturnType<typeof createMatchContext>,
  topics: TopicModel,
  context: JudgeContext,
): ResultItem[] {
  const declarations = declarationsOfSite(asked, snapshot, site, matching, context);
  const declared = Map.groupBy(declarations, ({ code }) => code);
  const targets = collectTargets(matching);
  const found = findCandidates(matching, targets);
  const mentions = findEmptyMentions(matching, context.checklistYear);
  const owed = asked.filter(
    (item) => item.elements.length === 0 || applicableElements(item, context.agencyType).length > 0,
  );
  const candidatesOf = Map.groupBy(
    declaredCandidates(
      matching,
      targets,
      declarations.flatMap(({ code, url }) => (url === null ? [] : [{ code, url }])),
    ),
    ({ code }) => code,
  );
  const declarationsOf = (item: ChecklistItem): Declaration[] => declared.get(item.code) ?? [];
  const searchOf = createSearchJudge(snapshot, site, matching.scope);
  const looks = owed.map((item): FirstLook => {
    const declarations = declarationsOf(item);
    const search = searchOf(item.code);
    const mention = mentions.get(item.code) ?? null;
    const candidates = [...(found.get(item.code) ?? []), ...referredCandidates(mention, found)];
    const isDeclared = declarations.length > 0;
    if (!isDeclared) {
      const judged = withoutContent(judgeItem(item, candidates, search, context, mention));
      return { item, judged, search, isDeclared };
    }
    const isDeclaredOnly = snapshot.manifest.declaredOnly === true;
    const addresses = candidatesOf.get(item.code) ?? [];
    const one = { item, declared: addresses, found: candidates, search, mention, isDeclaredOnly };
    return { item, judged: withoutContent(judgeDeclared(one, context)), search, isDeclared };
  });
  const judgements = lookAgain(looks, matching, targets, topics, context);
  const reused = judgeReuse(judgements, context.weights);
  const isNamed = (name: string, but: ReadonlySet<string>): boolean =>
    isNamedOn(matching, targets, name, but);
  const judged = new Map(judgeHeads(reused, isNamed, context.weights).map((one) => [one.item, one.judged]));
  return asked.map((item) => {
    const own = judged.get(item);
    return own === undefined
      ? describeInapplicable(item, context.checklistYear)
      : describeItem(item, own, context.checklistYear, describeDeclared(declarationsOf(item), site));
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
    ...probabilityOf(notes.facts, context.weights),
    causes: notes.causes,
    elements: applicableElements(item, context.agencyType).map((element) => unfound(element, null)),
    chosen: null,
    supporting: [],
    passedOver: [],
  };
  return describeItem(item, judged, checklistYear, []);
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
    pagesRendered: fetches.filter(isRendered).length,
    requests: end?.requests ?? fetches.length,
    bytes: fetches.reduce((sum, record) => sum + (record.wireBytes ?? record.bytes), 0),
    incomplete: unlookedItems > allItems * incompleteShare,
    couldNotLook: { items: unlookedItems, fetches: failed.length },
  };
}

/** Seen in a browser, in full or in part. */
function isRendered({ rendering }: FetchRecord): boolean {
  return rendering !== undefined && (rendering.problem === null || rendering.problem === 'partly');
}

function browserOf(snapshot: Snapshot): string | null {
  for (const { rendering } of snapshot.fetches) if (rendering?.browser) return rendering.browser;
  return null;
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

/** A certificate that was read over has its own words; a site that could not be read for it has those of the outcome. */
function writeSiteProblem(problem: Outcome | null, site: LoadedSite): Words | null {
  if (problem === null) return null;
  const code = site.home?.record.tlsProblem ?? null;
  return problem === 'tls' && code !== null ? tlsSentence(code) : outcomeSentences[problem];
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
