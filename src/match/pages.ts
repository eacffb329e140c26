import { canonicalKey } from '../crawl/canonical-url.ts';
import { mainContent } from '../extract/emptiness.ts';
import { judgePageState } from '../extract/page-state.ts';
import { findSplashEntry } from '../extract/splash.ts';
import { PageMemory } from '../extract/page-memory.ts';
import { extractPage } from '../extract/page.ts';
import { isClosedForm, isDown, isGone, isShut } from './gone-links.ts';
import { type PackedFacts, repackFurniture } from './facts-packer.ts';
import { markFurniture } from './furniture.ts';
import { FactsReader, PageShelf } from './page-shelf.ts';
import type { Outcome } from '../result/vocabulary.ts';
import type { PageFacts } from '../snapshot/page-facts.ts';
import type { Snapshot } from '../snapshot/reader.ts';
import type { FetchRecord } from '../snapshot/schema.ts';

/** A page of the snapshot, read again. */
export interface LoadedPage {
  key: string;
  /** after redirects */
  url: string;
  record: FetchRecord;
  /** kept packed: what is read of several pages in turn is read anew each time */
  facts: PageFacts;
  /** addresses that it links to and that are gone, or a form which takes no more answers; absent: none */
  goneLinks?: ReadonlySet<string>;
  /** addresses that it links to and whose server was in trouble when they were opened; absent: none */
  downLinks?: ReadonlySet<string>;
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

/** A page whose facts are unpacked when somebody reads them. */
class ShelvedPage implements LoadedPage {
  readonly key: string;
  readonly url: string;
  readonly record: FetchRecord;
  goneLinks?: ReadonlySet<string>;
  downLinks?: ReadonlySet<string>;
  readonly packed: PackedFacts;
  readonly #reader: FactsReader;

  constructor(record: FetchRecord, packed: PackedFacts, reader: FactsReader) {
    this.key = keyOfFinal(record);
    this.url = record.finalUrl;
    this.record = record;
    this.packed = packed;
    this.#reader = reader;
  }

  get facts(): PageFacts {
    return this.#reader.read(this.packed);
  }

  with(record: FetchRecord, packed: PackedFacts): ShelvedPage {
    return new ShelvedPage(record, packed, this.#reader);
  }
}

/**
 * Reads the pages of a snapshot. A page that reads like the answer to the address that cannot
 * exist (the probe) is marked `soft-404`.
 *
 * @param shelf with what the crawl has read already; it changes nothing but the time that this takes
 */
export function loadSite(snapshot: Snapshot, shelf: PageShelf = new PageShelf()): LoadedSite {
  const pages: ShelvedPage[] = [];
  const pageByKey = new Map<string, ShelvedPage>();
  const recordByKey = new Map<string, FetchRecord>();
  const loaded: ShelvedPage[] = [];
  let home: LoadedPage | null = null;
  const template = probeText(snapshot);
  const memory = new PageMemory();
  const reader = new FactsReader();
  for (const seen of snapshot.fetches) {
    if (seen.purpose === 'probe' || seen.purpose === 'sitemap' || seen.purpose === 'robots') continue;
    const packed = readFacts(seen, snapshot, shelf, memory);
    const isTemplate =
      packed !== null &&
      template !== null &&
      seen.purpose !== 'start' &&
      mainText(reader.read(packed)) === template;
    const record: FetchRecord = isTemplate && seen.outcome === 'ok' ? { ...seen, outcome: 'soft-404' } : seen;
    for (const key of [seen.key, keyOfFinal(seen)]) {
      const known = recordByKey.get(key);
      if (known === undefined || (known.outcome !== 'ok' && record.outcome === 'ok'))
        recordByKey.set(key, record);
    }
    if (packed !== null) loaded.push(new ShelvedPage(record, packed, reader));
  }
  const marked = markFurniture(loaded);
  const shut = new Set<string>();
  for (const before of loaded) {
    const furnished = marked.next().value ?? null;
    const page = restate(before, furnished);
    const { key, record } = page;
    if (record !== before.record) {
      for (const one of [record.key, key])
        if (recordByKey.get(one) === before.record) recordByKey.set(one, record);
    }
    const known = pageByKey.get(key);
    const isBehindKnown = known !== undefined && isEntryPageOf(known, page);
    if (isBehindKnown) {
      pages.splice(pages.indexOf(known), 1);
      if (home === known) home = page;
      recordByKey.set(key, page.record);
    }
    if (known === undefined || isBehindKnown) {
      pages.push(page);
      pageByKey.set(key, page);
      if (isShut(furnished ?? before.facts)) shut.add(key);
    }
    if (!pageByKey.has(record.key)) pageByKey.set(record.key, pageByKey.get(key) ?? page);
    if (before.record.purpose === 'start' && before.record.outcome === 'ok') home ??= page;
  }
  const keyOf = rememberAnswers(canonicalKey);
  const leadsNowhere = rememberAnswers((url) => {
    const key = keyOf(url);
    return key !== null && (shut.has(key) || isGone(url, recordByKey.get(key) ?? null));
  });
  const isInTrouble = rememberAnswers((url) => isDown(recordByKey.get(keyOf(url) ?? '') ?? null));
  for (const page of pages) noteGoneLinks(page, leadsNowhere, isInTrouble);
  return { home, pages, pageByKey, recordByKey, keyOf };
}

function readFacts(
  record: FetchRecord,
  snapshot: Snapshot,
  shelf: PageShelf,
  memory: PageMemory,
): PackedFacts | null {
  if (record.kind !== 'html' || !record.hasBlob || record.sha256 === null) return null;
  const known = shelf.find(record);
  if (known !== null) return known;
  const text = snapshot.bodyOf(record.sha256);
  return text === null ? null : shelf.pack(extractPage(text, record.finalUrl, memory));
}

/** Whether a page is an entry page that leads to another which has the same key: "/" before "/index.php". */
function isEntryPageOf(first: LoadedPage, page: LoadedPage): boolean {
  if (first.record.purpose !== 'start' || page.record.outcome !== 'ok' || first.url === page.url)
    return false;
  return findSplashEntry(first.facts, first.url)?.url === page.record.url;
}

function keyOfFinal({ finalUrl }: FetchRecord): string {
  return canonicalKey(finalUrl) ?? finalUrl;
}

/** Asks once of each address: menus repeat on every page. */
export function rememberAnswers<T>(ask: (url: string) => T): (url: string) => T {
  const known = new Map<string, T>();
  return (url) => {
    let answer = known.get(url);
    if (answer === undefined) known.set(url, (answer = ask(url)));
    return answer;
  };
}

/** What is gone or closed is no service and no way to reach the agency, however the link to it is called. */
function noteGoneLinks(
  page: ShelvedPage,
  leadsNowhere: (url: string) => boolean,
  isInTrouble: (url: string) => boolean,
): void {
  const urls = page.packed.links.map(({ url }) => url);
  const gone = urls.filter(leadsNowhere);
  if (gone.length > 0) page.goneLinks = new Set(gone);
  const down = urls.filter(isInTrouble);
  if (down.length > 0) page.downLinks = new Set(down);
}

/**
 * Without the furniture that the whole site shares, a notice that stood in it may be all that is left of a page.
 *
 * @param marked null: the page has no more furniture than it says itself
 */
function restate(page: ShelvedPage, marked: PageFacts | null): ShelvedPage {
  const { record } = page;
  const packed = marked === null ? page.packed : repackFurniture(page.packed, marked);
  const state = stateOf(record, marked, page);
  if (marked === null && state === record.outcome) return page;
  return page.with(state === record.outcome ? record : { ...record, outcome: state }, packed);
}

function stateOf(record: FetchRecord, marked: PageFacts | null, page: LoadedPage): Outcome {
  if (record.outcome !== 'ok') return record.outcome;
  if (isClosedForm(record, marked ?? page.facts)) return 'soft-404';
  return marked === null || record.purpose === 'start' ? 'ok' : judgePageState(marked, record).outcome;
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
