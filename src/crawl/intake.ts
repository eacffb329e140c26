import { findSplashEntry, saysWayIn } from '../extract/splash.ts';
import type { LinkFacts, LinkVia } from '../snapshot/page-facts.ts';
import type { FetchPurpose } from '../snapshot/schema.ts';
import { detachText } from '../text/detach.ts';
import { canonicalKey } from './canonical-url.ts';
import type { Frontier } from './frontier.ts';
import { guessTarget, isForbidden, type LinkTarget } from './link-rules.ts';
import type { CrawlOptions } from './options.ts';
import type { CrawlGuide, LinkRating, SeenPage } from './ports.ts';
import { candidateRelevance, offSiteRelevance } from './promising.ts';
import type { SiteScope } from './site-scope.ts';
import type { UnnamedDocuments } from './unnamed-documents.ts';
import type { UnopenedLinks } from './unopened.ts';

/** Clicks from the home page that a sitemap's page is taken to be away; a menu that links to it tells better. */
const sitemapDepth = 2;

const framed = new Set<LinkVia>(['iframe', 'object', 'embed']);

const unreadable: LinkRating = { relevance: 0, items: [], isHub: false, isOpaque: true };

/** What an address alone tells. */
interface Spelling {
  key: string;
  target: LinkTarget;
  /** it was asked for or arrived at: most of every menu, and once so it stays so */
  isSeen: boolean;
}

/** Addresses whose spelling is remembered: menus repeat on every page. */
const maxSpellings = 50_000;

export interface IntakeDependencies {
  options: Pick<CrawlOptions, 'maxDepth' | 'declaredOnly'>;
  guide: CrawlGuide;
  scope: SiteScope;
  /** canonical keys that were asked for or arrived at */
  seen: ReadonlySet<string>;
  frontier: Frontier;
  unopened: UnopenedLinks;
  unnamed: UnnamedDocuments;
}

/** Decides which of the addresses that a crawl comes across wait to be opened. */
export class LinkIntake {
  readonly #deps: IntakeDependencies;
  /** null: never opened */
  readonly #spellings = new Map<string, Spelling | null>();

  constructor(deps: IntakeDependencies) {
    this.#deps = deps;
  }

  /** Takes in the links of a page, and first the way past an entry page. */
  addLinks(page: SeenPage, purpose: FetchPurpose): void {
    const { options, guide } = this.#deps;
    const entrance = purpose === 'start' ? findEntrance(page) : null;
    if (entrance !== null) {
      const way = this.#spellingOf(entrance);
      const rating = { relevance: 1, items: [], isHub: true, isOpaque: true };
      if (way !== null && (!this.#deps.seen.has(way.key) || leadsBehindItself(entrance, page)))
        this.#addLink(entrance, way, page, rating, 0);
    }
    if (options.declaredOnly && purpose === 'start') return;
    for (const link of page.facts.links) {
      const spelling = this.#spellingOf(link);
      // What was opened already is most of every menu: it needs no rating.
      if (spelling === null || spelling.isSeen || spelling.target === 'asset') continue;
      spelling.isSeen = this.#deps.seen.has(spelling.key);
      if (spelling.isSeen) continue;
      if (options.declaredOnly && spelling.target !== 'document') continue;
      // The frames of a frameset are the page itself, not a click away.
      const depth = page.depth + (link.via === 'frame' || link.via === 'iframe' ? 0 : 1);
      const rating = guide.rate(link, page);
      this.#addLink(link, spelling, page, link.via === 'frame' ? { ...rating, isHub: true } : rating, depth);
    }
  }

  /** What was opened under this address seems to answer an item: what it has in common with others may, too. */
  noteAnswer(url: string): void {
    this.#deps.frontier.noteGiver(url);
  }

  addSitemapPage(url: string, sitemapUrl: string): void {
    const { seen, scope, frontier } = this.#deps;
    const key = canonicalKey(url);
    if (key === null || seen.has(key) || isForbidden(url) || !scope.contains(url)) return;
    if (guessTarget(url, false) !== 'page') return;
    frontier.add({
      url,
      key,
      target: 'page',
      onSite: true,
      depth: sitemapDepth,
      foundOn: sitemapUrl,
      linkText: null,
      rating: unreadable,
    });
  }

  #spellingOf(link: LinkFacts): Spelling | null {
    const name = link.isDownload ? `download ${link.url}` : link.url;
    const known = this.#spellings.get(name);
    if (known !== undefined) return known;
    const key = canonicalKey(link.url);
    const spelling =
      key === null || isForbidden(link.url)
        ? null
        : { key, target: guessTarget(link.url, link.isDownload), isSeen: false };
    if (this.#spellings.size >= maxSpellings) this.#spellings.clear();
    this.#spellings.set(name, spelling);
    return spelling;
  }

  #addLink(
    link: LinkFacts,
    { key, target }: Spelling,
    page: SeenPage,
    rating: LinkRating,
    depth: number,
  ): void {
    const { options, scope, frontier, unopened, unnamed } = this.#deps;
    if (target === 'asset') return;
    const onSite = scope.contains(link.url);
    // What a page shows in a frame is the page's own content, whatever it is called.
    const isShown = target === 'document' && (framed.has(link.via) || link.wrapper !== null);
    const isCandidate = rating.relevance >= (onSite ? candidateRelevance : offSiteRelevance);
    const isUnnamed = !isCandidate && !isShown && target === 'document';
    if (!isCandidate && !isShown && !onSite) return;
    const linkText = link.text === '' ? null : detachText(link.text);
    if (isUnnamed) {
      if (depth <= options.maxDepth)
        unnamed.note({ url: link.url, key, target, onSite, depth, foundOn: page.url, linkText, rating });
      return;
    }
    if (depth > options.maxDepth) {
      unopened.note({ key, url: link.url, depth, rating, foundOn: page.url, linkText }, 'budget-depth');
      return;
    }
    // It comes after all that may answer something, and left over it does not count as a way not gone.
    const weighed = isCandidate || !isShown ? rating : { ...rating, isOpaque: false };
    frontier.add({ url: link.url, key, target, onSite, depth, foundOn: page.url, linkText, rating: weighed });
  }
}

function findEntrance(page: SeenPage): LinkFacts | null {
  const { metaRefresh } = page.facts;
  if (metaRefresh !== null) {
    const link = page.facts.links.find((candidate) => candidate.url === metaRefresh.url);
    if (link !== undefined) return link;
  }
  return findSplashEntry(page.facts, page.url);
}

/**
 * Whether an entry page leads to its own address by another name: "/" in front of "/index.php", which elsewhere are one
 * page. Only where the link says so, or nothing else is linked to.
 */
function leadsBehindItself(entrance: LinkFacts, { url, facts }: SeenPage): boolean {
  const key = canonicalKey(url);
  if (canonicalKey(entrance.url) !== key) return false;
  return saysWayIn(entrance) || facts.links.every((link) => canonicalKey(link.url) === key);
}
