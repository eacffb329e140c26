import { readSitemap } from '../extract/sitemap.ts';
import { untilAborted } from '../fetch/abort.ts';
import type { Fetcher } from '../fetch/types.ts';
import { canonicalKey } from './canonical-url.ts';
import type { Asked, ReadAnswer } from './fetch-page.ts';
import type { LinkIntake } from './intake.ts';
import { shouldTryNext, startCandidates } from './open-start.ts';
import type { CrawlOptions } from './options.ts';
import { mayPassLater } from './second-pass.ts';
import type { SiteScope } from './site-scope.ts';
import type { Visitor } from './visitor.ts';

const maxSitemapFiles = 5;
const maxSitemapPages = 2_000;

export interface SiteOpening {
  options: CrawlOptions;
  visitor: Visitor;
  fetcher: Pick<Fetcher, 'sitemaps'>;
  scope: SiteScope;
  intake: LinkIntake;
  /** canonical keys that were asked for or arrived at */
  seen: Set<string>;
  signal: AbortSignal;
}

/**
 * Opens what is opened before any link is weighed: the home page, an address that cannot exist, the sitemaps and
 * the declared addresses. False when there is no site.
 */
export async function openSite(opening: SiteOpening): Promise<boolean> {
  const home = await openStart(opening);
  if (home === null) return false;
  await probe(opening, home.record.finalUrl);
  if (!opening.options.declaredOnly) await readSitemaps(opening, home.record.finalUrl);
  await openDeclared(opening);
  return true;
}

async function openStart({ options, visitor, signal }: SiteOpening): Promise<ReadAnswer | null> {
  const failed: Asked[] = [];
  for (const url of startCandidates(options.startUrl)) {
    const asked = visitor.ask('start', url, 0, null);
    const read = await visitor.apply(asked, await visitor.look(asked, 'page', true), null);
    if (isHome(read)) return read;
    if (signal.aborted) return null;
    if (mayPassLater(read.record)) failed.push(asked);
    if (!shouldTryNext(read.record)) break;
  }
  // without a home page there is nothing to look at: so it is asked for a second time at once
  for (const asked of failed) {
    const again = visitor.askAgain(asked);
    const looked = await visitor.look(again, 'page', true);
    if (looked.read.record.outcome === 'budget') return null;
    const read = await visitor.apply(again, looked, null);
    if (isHome(read)) return read;
  }
  return null;
}

function isHome({ facts, record }: ReadAnswer): boolean {
  return facts !== null && record.outcome === 'ok';
}

/** Asks for a page that cannot exist, so that a site's way of saying "not found" with status 200 is known. */
async function probe({ visitor, signal }: SiteOpening, homeUrl: string): Promise<void> {
  if (signal.aborted) return;
  const asked = visitor.ask('probe', new URL('/oit-checker-no-such-page-7f3a9c', homeUrl).href, 0, null);
  await visitor.apply(asked, await visitor.look(asked, 'page', false), null);
}

async function openDeclared({ options, visitor, seen, signal }: SiteOpening): Promise<void> {
  for (const url of options.declaredUrls) {
    const key = canonicalKey(url);
    if (key === null || signal.aborted) continue;
    seen.add(key);
    const asked = visitor.ask('declared', url, 1, null);
    await visitor.apply(asked, await visitor.look(asked, 'document', true), null);
  }
}

async function readSitemaps(opening: SiteOpening, homeUrl: string): Promise<void> {
  const { visitor, fetcher, scope, intake, signal } = opening;
  if (signal.aborted) return;
  const listed = fetcher.sitemaps(homeUrl);
  const queue = await untilAborted(listed, signal).catch((): string[] => []);
  if (queue.length === 0) queue.push(new URL('/sitemap.xml', homeUrl).href);
  let pages = 0;
  for (let index = 0; index < queue.length && index < maxSitemapFiles; index++) {
    const url = queue[index];
    if (url === undefined || signal.aborted || !scope.contains(url)) continue;
    const asked = visitor.ask('sitemap', url, 0, null);
    const read = await visitor.apply(asked, await visitor.look(asked, 'page', false), null);
    if (read.record.outcome !== 'ok' || read.text === null || read.facts !== null) continue;
    const found = readSitemap(read.text);
    queue.push(...found.sitemaps);
    for (const page of found.pages) {
      if (pages++ >= maxSitemapPages) break;
      intake.addSitemapPage(page, url);
    }
  }
}
