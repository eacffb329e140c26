import { canonicalKey } from '../crawl/canonical-url.ts';
import { mainContent } from '../extract/emptiness.ts';
import { judgePageState } from '../extract/page-state.ts';
import { PageMemory } from '../extract/page-memory.ts';
import { extractPage } from '../extract/page.ts';
import { isClosedForm, isGone, isShut } from './gone-links.ts';
import { FactsKeeper } from './detach-facts.ts';
import { markFurniture } from './furniture.ts';
import type { PageFacts } from '../snapshot/page-facts.ts';
import type { Snapshot } from '../snapshot/reader.ts';
import type { FetchRecord } from '../snapshot/schema.ts';

/** A page of the snapshot, read again. */
export interface LoadedPage {
  key: string;
  /** after redirects */
  url: string;
  record: FetchRecord;
  facts: PageFacts;
  /** addresses that it links to and that are gone, or a form which takes no more answers; absent: none */
  goneLinks?: ReadonlySet<string>;
}

/** Everything that a snapshot holds, found by canonical key of the asked and of the final address. */
export interface LoadedSite {
  /** null when the start address gave no page */
  home: LoadedPage | null;
  /** in dispatch order, each once */
  pages: LoadedPage[];
  pageByKey: ReadonlyMap<string, LoadedPage>;
  recordByKey: ReadonlyMap<string, FetchRecord>;
  /** canonical key of a link's address, null where it has none; menus repeat, and each address is read once */
  keyOf: (url: string) => string | null;
}

/** Words of two pages that a not-found template gives for different addresses. */
const sameTemplateFrom = 40;

/**
 * Reads the pages of a snapshot. A page that reads like the answer to the address that cannot
 * exist (the probe) is marked `soft-404`.
 */
export function loadSite(snapshot: Snapshot): LoadedSite {
  const pages: LoadedPage[] = [];
  const pageByKey = new Map<string, LoadedPage>();
  const recordByKey = new Map<string, FetchRecord>();
  const loaded: LoadedPage[] = [];
  let home: LoadedPage | null = null;
  const template = probeText(snapshot);
  const memory = new PageMemory();
  const keeper = new FactsKeeper();
  for (const seen of snapshot.fetches) {
    if (seen.purpose === 'probe' || seen.purpose === 'sitemap' || seen.purpose === 'robots') continue;
    const finalKey = canonicalKey(seen.finalUrl) ?? seen.finalUrl;
    const text =
      seen.kind === 'html' && seen.hasBlob && seen.sha256 !== null ? snapshot.bodyOf(seen.sha256) : null;
    const facts = text === null ? null : extractPage(text, seen.finalUrl, memory);
    if (facts !== null) keeper.detach(facts);
    const isTemplate =
      facts !== null && template !== null && seen.purpose !== 'start' && mainText(facts) === template;
    const record: FetchRecord = isTemplate && seen.outcome === 'ok' ? { ...seen, outcome: 'soft-404' } : seen;
    for (const key of [seen.key, finalKey]) {
      const known = recordByKey.get(key);
      if (known === undefined || (known.outcome !== 'ok' && record.outcome === 'ok'))
        recordByKey.set(key, record);
    }
    if (facts === null) continue;
    loaded.push({ key: finalKey, url: record.finalUrl, record, facts });
  }
  const marked = markFurniture(loaded);
  for (const [index, { key, url, record, facts }] of loaded.entries()) {
    const page = restate({ key, url, record, facts: marked[index] ?? facts }, facts);
    if (page.record !== record) {
      for (const one of [record.key, key])
        if (recordByKey.get(one) === record) recordByKey.set(one, page.record);
    }
    if (!pageByKey.has(key)) {
      pages.push(page);
      pageByKey.set(key, page);
    }
    if (!pageByKey.has(record.key)) pageByKey.set(record.key, pageByKey.get(key) ?? page);
    if (record.purpose === 'start' && record.outcome === 'ok') home ??= page;
  }
  const keyOf = createKeyReader();
  const shut = new Set(pages.filter(({ facts }) => isShut(facts)).map(({ key }) => key));
  const leadsNowhere = (url: string): boolean => {
    const key = keyOf(url);
    return key !== null && (shut.has(key) || isGone(url, recordByKey.get(key) ?? null));
  };
  for (const page of pages) noteGoneLinks(page, leadsNowhere);
  return { home, pages, pageByKey, recordByKey, keyOf };
}

function createKeyReader(): LoadedSite['keyOf'] {
  const known = new Map<string, string | null>();
  return (url) => {
    let key = known.get(url);
    if (key === undefined) {
      key = canonicalKey(url);
      known.set(url, key);
    }
    return key;
  };
}

/** What is gone or closed is no service and no way to reach the agency, however the link to it is called. */
function noteGoneLinks(page: LoadedPage, leadsNowhere: (url: string) => boolean): void {
  const gone = page.facts.links.map(({ url }) => url).filter(leadsNowhere);
  if (gone.length > 0) page.goneLinks = new Set(gone);
}

/** Without the furniture that the whole site shares, a notice that stood in it may be all that is left of a page. */
function restate(page: LoadedPage, before: PageFacts): LoadedPage {
  const { record, facts } = page;
  if (record.outcome === 'ok' && isClosedForm(record, facts))
    return { ...page, record: { ...record, outcome: 'soft-404' } };
  if (facts === before || record.outcome !== 'ok' || record.purpose === 'start') return page;
  const { outcome } = judgePageState(facts, record);
  return outcome === 'ok' ? page : { ...page, record: { ...record, outcome } };
}

/** What the site shows for an address that cannot exist, when it shows it with status 200. */
function probeText(snapshot: Snapshot): string | null {
  const probe = snapshot.fetches.find((record) => record.purpose === 'probe');
  if (probe === undefined || probe.kind !== 'html' || probe.sha256 === null || !probe.hasBlob) return null;
  const body = snapshot.bodyOf(probe.sha256);
  const text = body === null ? '' : mainText(extractPage(body, probe.finalUrl));
  return text.length >= sameTemplateFrom ? text : null;
}

function mainText(facts: PageFacts): string {
  return mainContent(facts).text.replace(/\s+/g, ' ').trim();
}
