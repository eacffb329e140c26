import type { SiteWords } from '../checklist/site-words.ts';
import { createSiteScope, type SiteScope } from '../crawl/site-scope.ts';
import type { Snapshot } from '../snapshot/reader.ts';
import type { FetchRecord, SkippedRecord } from '../snapshot/schema.ts';
import { type ClickPaths, type ClickStep, findClickPaths } from './click-paths.ts';
import { createGenericTest, type GenericTest, type Label, labelsOf } from './link-labels.ts';
import { type OpenedDocument, openDocument } from './opened-document.ts';
import { followsChecklist, nameTrust, rateInList } from './list-scheme.ts';
import type { LoadedPage, LoadedSite } from './pages.ts';
import { RepeatedWords } from './repeated-words.ts';
import type { ItemRelevance, RelevanceRater } from './relevance.ts';

/** Below this an address is not a candidate. */
export const candidateFrom = 0.35;
/** What all the finders of candidates share. */
export interface MatchContext {
  site: LoadedSite;
  rater: RelevanceRater;
  words: SiteWords;
  isGeneric: GenericTest;
  /** the same with what means nothing on one page */
  genericOn(page: LoadedPage): GenericTest;
  scope: SiteScope;
  skippedByKey: ReadonlyMap<string, SkippedRecord>;
  /** the shortest way from the home page to a canonical key, null where none is known; reckoned when it is first asked for */
  pathTo(key: string): ClickStep[] | null;
  /** whether the codes on a page are those of the checklist's list */
  isChecklistIndex(page: LoadedPage): boolean;
  /** the items that labels on a page speak of, best first; where its codes are those of the checklist's list they count */
  rateOn(page: LoadedPage, labels: readonly Label[]): ItemRelevance[];
  /** the inside of the document that a fetch brought, null when it was not read */
  open(record: FetchRecord | null): OpenedDocument | null;
}

/** Makes what the finders share, once per assessment. */
export function createMatchContext(
  snapshot: Snapshot,
  site: LoadedSite,
  rater: RelevanceRater,
  words: SiteWords,
  checklistYear: number,
): MatchContext {
  const start = site.home?.record.url ?? snapshot.manifest.startUrl;
  const scope = createSiteScope(
    /^https?:/i.test(start) ? start : `http://${start}`,
    snapshot.manifest.alsoHosts,
  );
  if (site.home !== null) scope.addHostOf(site.home.url);
  const opened = new Map<string, OpenedDocument | null>();
  const isChecklistIndex = (page: LoadedPage): boolean => {
    let known = lists.get(page);
    if (known === undefined) {
      known = followsChecklist(namesOn(page, repeated.on(page)), rater);
      lists.set(page, known);
    }
    return known;
  };
  let paths: ClickPaths | null = null;
  const isGeneric = createGenericTest(words);
  const repeated = new RepeatedWords(rater, isGeneric);
  const lists = new Map<LoadedPage, boolean>();
  return {
    site,
    rater,
    words,
    isGeneric,
    genericOn: (page) => repeated.on(page),
    scope,
    skippedByKey: new Map(snapshot.skipped.map((record) => [record.key, record])),
    pathTo(key) {
      if (site.home === null) return null;
      paths ??= findClickPaths(site.home, site);
      return paths.get(key) ?? null;
    },
    isChecklistIndex,
    rateOn: (page, labels) =>
      isChecklistIndex(page) ? rateInList(labels, rater, checklistYear) : rater.rate(labels, null),
    open(record) {
      const sha256 = record?.outcome === 'ok' ? record.sha256 : null;
      if (sha256 === null) return null;
      const known = opened.get(sha256);
      if (known !== undefined) return known;
      const facts = snapshot.factsOf(sha256);
      const made = facts === null ? null : openDocument(facts, rater);
      opened.set(sha256, made);
      return made;
    },
  };
}

/** What links and headings of a page are called. */
function* namesOn(page: LoadedPage, isGeneric: GenericTest): Generator<string> {
  for (const { text } of page.facts.headings) yield text;
  for (const link of page.facts.links) {
    for (const { text, trust } of labelsOf(link, page, isGeneric)) if (trust >= nameTrust) yield text;
  }
}
