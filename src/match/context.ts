import type { SiteWords } from '../checklist/site-words.ts';
import { createSiteScope, type SiteScope } from '../crawl/site-scope.ts';
import type { Snapshot } from '../snapshot/reader.ts';
import type { FetchRecord, SkippedRecord } from '../snapshot/schema.ts';
import { type ClickPaths, type ClickStep, findClickPaths } from './click-paths.ts';
import { createGenericTest, type GenericTest } from './link-labels.ts';
import { type OpenedDocument, openDocument } from './opened-document.ts';
import type { LoadedSite } from './pages.ts';
import type { RelevanceRater } from './relevance.ts';

/** Below this an address is not a candidate. */
export const candidateFrom = 0.35;
/** What all the finders of candidates share. */
export interface MatchContext {
  site: LoadedSite;
  rater: RelevanceRater;
  words: SiteWords;
  isGeneric: GenericTest;
  scope: SiteScope;
  skippedByKey: ReadonlyMap<string, SkippedRecord>;
  /** the shortest way from the home page to a canonical key, null where none is known; reckoned when it is first asked for */
  pathTo(key: string): ClickStep[] | null;
  /** the inside of the document that a fetch brought, null when it was not read */
  open(record: FetchRecord | null): OpenedDocument | null;
}

/** Makes what the finders share, once per assessment. */
export function createMatchContext(
  snapshot: Snapshot,
  site: LoadedSite,
  rater: RelevanceRater,
  words: SiteWords,
): MatchContext {
  const start = site.home?.record.url ?? snapshot.manifest.startUrl;
  const scope = createSiteScope(
    /^https?:/i.test(start) ? start : `http://${start}`,
    snapshot.manifest.alsoHosts,
  );
  if (site.home !== null) scope.addHostOf(site.home.url);
  const opened = new Map<string, OpenedDocument | null>();
  let paths: ClickPaths | null = null;
  return {
    site,
    rater,
    words,
    isGeneric: createGenericTest(words),
    scope,
    skippedByKey: new Map(snapshot.skipped.map((record) => [record.key, record])),
    pathTo(key) {
      if (site.home === null) return null;
      paths ??= findClickPaths(site.home, site);
      return paths.get(key) ?? null;
    },
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
