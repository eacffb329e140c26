import { hash } from 'node:crypto';
import { canonicalKey } from '../crawl/canonical-url.ts';
import { isInside } from '../extract/emptiness.ts';
import { barLevel } from '../extract/outline.ts';
import type { LinkFacts, PageFacts } from '../snapshot/page-facts.ts';
import { CommonTokens } from './common-tokens.ts';

/** Fewer pages of a host do not tell what all of them share. */
const minPages = 5;
/** What stands on this share of a host's pages belongs to the site and not to the page. */
const commonShare = 0.5;
/** A folder of so many pages may be a part of the site with a menu of its own, which this share of them has. */
const minFolderPages = 4;
const maxFolderPages = 60;
const folderShare = 0.75;
/** Fewer shared links in a row are links that an editor sets again and again. */
const minRun = 3;
/** A table of so few rows that has the menu in a cell is the page's layout. */
const maxLayoutRows = 4;

type Range = [number, number];

/** A page of any host. */
export interface FurnishedPage {
  url: string;
  /** may be read anew each time: pages are gone through one by one */
  facts: PageFacts;
}

/** What pages of one host may have in common. */
interface Tokens<T> {
  links: T;
  /** two links with the words between them */
  pairs: T;
  lines: T;
  images: T;
}

/** What most pages of one host show. */
interface Common extends Tokens<ReadonlySet<string>> {
  /** words of the shared links: a menu shows the entry of the page itself without a link */
  linkTexts: ReadonlySet<string>;
}

const kinds = ['links', 'pairs', 'lines', 'images'] as const satisfies (keyof Tokens<unknown>)[];

function eachKind<T>(make: (kind: keyof Tokens<T>) => T): Tokens<T> {
  return { links: make('links'), pairs: make('pairs'), lines: make('lines'), images: make('images') };
}

/**
 * Marks the furniture that a page does not call so itself: link blocks, opening and closing lines and pictures that most
 * pages of the same host share, as on sites that are laid out with tables, where the menu is a cell like any other.
 *
 * @param pages one each; what few share stays content
 * @yields for each page in the same order the facts, marked as if the page had said it (`chrome`, `inChrome`); null where nothing
 *   is to be marked
 */
export function* markFurniture(pages: readonly FurnishedPage[]): Generator<PageFacts | null> {
  const read = new LinkTokens();
  const byHost = Map.groupBy(pages, ({ url }) => new URL(url).host);
  const commonOf = new Map(
    [...byHost].map(([host, list]) => [host, findCommon(list, read, minPages, commonShare)]),
  );
  const byFolder = Map.groupBy(pages, ({ url }) => folderOf(url));
  const inFolder = new Map(
    [...byFolder].map(([folder, list]) => {
      const isPart = folder.includes('/') && list.length <= maxFolderPages;
      const menu = isPart ? findCommon(list, read, minFolderPages, folderShare) : null;
      const [host = ''] = folder.split('/', 1);
      return [folder, withMenu(commonOf.get(host) ?? null, menu)];
    }),
  );
  for (const { url, facts } of pages) {
    const common = inFolder.get(folderOf(url)) ?? null;
    yield common === null ? null : markPage(facts, common, read);
  }
}

/**
 * What a part of a site has in common in its addresses: the folder, and what a script is told by words and not by numbers. At the top
 * the host alone.
 */
function folderOf(url: string): string {
  const { host, pathname, searchParams } = new URL(url);
  const words = [...searchParams].filter(([, value]) => !/\d/.test(value)).map((pair) => pair.join('='));
  if (words.length > 0) return `${host}${pathname}?${words.join('&')}`;
  return host + pathname.slice(0, pathname.lastIndexOf('/'));
}

/** What the pages of a folder share is their menu where it is links; their lines and pictures may say what they are about. */
function withMenu(common: Common | null, menu: Common | null): Common | null {
  if (menu === null) return common;
  const { links, pairs, linkTexts } = menu;
  if (common === null) return { ...menu, lines: new Set(), images: new Set() };
  return {
    ...common,
    links: new Set([...common.links, ...links]),
    pairs: new Set([...common.pairs, ...pairs]),
    linkTexts: new Set([...common.linkTexts, ...linkTexts]),
  };
}

/** Short names of links: the same for the same words and address. The menu stands on every page, and is read once. */
class LinkTokens {
  readonly #byUrl = new Map<string, { key: string; byText: Map<string, string> }>();
  readonly #byWords = new Map<string, string>();
  readonly #texts: string[] = [];

  of({ url, text }: LinkFacts): string {
    let known = this.#byUrl.get(url);
    if (known === undefined) {
      known = { key: canonicalKey(url) ?? url, byText: new Map() };
      this.#byUrl.set(url, known);
    }
    let token = known.byText.get(text);
    if (token === undefined) {
      token = this.#name(known.key, fold(text));
      known.byText.set(text, token);
    }
    return token;
  }

  /** The folded words of a link. */
  textOf(token: string): string {
    return this.#texts[Number(token)] ?? '';
  }

  #name(key: string, text: string): string {
    const words = `${key} ${text}`;
    let token = this.#byWords.get(words);
    if (token === undefined) {
      token = String(this.#texts.push(text) - 1);
      this.#byWords.set(words, token);
    }
    return token;
  }
}

function findCommon(
  pages: readonly FurnishedPage[],
  read: LinkTokens,
  least: number,
  share: number,
): Common | null {
  if (pages.length < least) return null;
  const counts = eachKind(() => new CommonTokens());
  const texts = new Set<string>();
  const distinct = pages.toReversed().filter(({ facts }) => {
    // A not-found page that answers many addresses is one page, and counts as it was last.
    const text = hashOfText(facts);
    if (texts.has(text)) return false;
    texts.add(text);
    const tokens = tokensOf(facts, read);
    for (const kind of kinds) counts[kind].add(tokens[kind]);
    return true;
  });
  if (distinct.length < least) return null;
  const atLeast = Math.ceil(distinct.length * share);
  const found = eachKind((kind) => counts[kind].find(atLeast));
  if (kinds.some((kind) => found[kind].open.size > 0)) settleOpen(found, distinct, atLeast, read);
  const common = eachKind((kind) => found[kind].sure);
  return { ...common, linkTexts: new Set([...common.links].map((token) => read.textOf(token))) };
}

/** Counts what was forgotten for a while and may be common all the same. */
function settleOpen(
  found: Tokens<ReturnType<CommonTokens['find']>>,
  pages: readonly FurnishedPage[],
  atLeast: number,
  read: LinkTokens,
): void {
  const counts = eachKind(() => new Map<string, number>());
  for (const { facts } of pages) {
    const tokens = tokensOf(facts, read);
    for (const kind of kinds) {
      for (const token of found[kind].open)
        if (tokens[kind].has(token)) counts[kind].set(token, (counts[kind].get(token) ?? 0) + 1);
    }
  }
  for (const kind of kinds) {
    for (const [token, count] of counts[kind]) if (count >= atLeast) found[kind].sure.add(token);
  }
}

/** Of title and text, so that neither has to be kept. */
function hashOfText({ title, text }: PageFacts): string {
  return hash('sha256', `${title}\n${text}`, 'base64');
}

function tokensOf(facts: PageFacts, read: LinkTokens): Tokens<ReadonlySet<string>> {
  const { links, images, text } = facts;
  return {
    links: new Set(links.map((link) => read.of(link))),
    pairs: new Set(links.slice(1).map((link, index) => pairOf(facts, links[index], link, read))),
    lines: new Set(text.split('\n').map(fold)),
    images: new Set(images.map(({ url }) => url)),
  };
}

function markPage(facts: PageFacts, common: Common, read: LinkTokens): PageFacts | null {
  const runs = findRuns(facts, common, read);
  const marked = new Set(runs.flat());
  const blocks = runs.map((run): Range => [run[0]?.at ?? 0, endOf(run.at(-1))]);
  const ranges = joinRanges([...facts.chrome, ...blocks]);
  const tables = facts.tables.filter(
    ({ at, end, rowCount }) =>
      rowCount > maxLayoutRows || !blocks.some(([start, last]) => at <= start && last <= end),
  );
  const chrome = joinRanges([...ranges, ...findEdges({ ...facts, tables }, common, ranges)]);
  if (marked.size === 0 && chrome.length === facts.chrome.length && common.images.size === 0) return null;
  return {
    ...facts,
    chrome,
    tables,
    // The bold lines of a menu head nothing of the page.
    headings: facts.headings.filter(({ at, level }) => level !== barLevel || !isInside(chrome, at)),
    links: facts.links.map((link) => (marked.has(link) ? { ...link, inChrome: true } : link)),
    images: facts.images.map((image) =>
      image.inChrome || !(common.images.has(image.url) || isInside(blocks, image.at))
        ? image
        : { ...image, inChrome: true },
    ),
  };
}

/** Rows of shared links that stand together as they do on other pages. */
function findRuns(facts: PageFacts, common: Common, read: LinkTokens): LinkFacts[][] {
  const runs: LinkFacts[][] = [];
  let run: LinkFacts[] = [];
  for (const link of facts.links) {
    const last = run.at(-1);
    const isShared = common.links.has(read.of(link));
    const belongs =
      last === undefined ||
      common.pairs.has(pairOf(facts, last, link, read)) ||
      common.linkTexts.has(fold(facts.text.slice(endOf(last), link.at)));
    if (isShared && belongs) run.push(link);
    else {
      runs.push(run);
      run = isShared ? [link] : [];
    }
  }
  runs.push(run);
  return runs.filter((one) => one.length >= minRun && one.some((link) => !link.inChrome));
}

/** Shared lines at the top and at the bottom, up to the first that is the page's own or holds something of its own. */
function findEdges(facts: PageFacts, common: Common, known: readonly Range[]): Range[] {
  const lines: Range[] = [];
  let from = 0;
  for (const line of facts.text.split('\n')) {
    lines.push([from, from + line.length]);
    from += line.length + 1;
  }
  const isShared = ([start, end]: Range): boolean => {
    const words = facts.text.slice(start, end);
    if (words.trim() === '' || known.some(([a, b]) => a <= start && end <= b)) return true;
    const holds = (at: number): boolean => at >= start && at <= end;
    return (
      common.lines.has(fold(words)) &&
      !facts.links.some((link) => !link.inChrome && holds(link.at) && !isInside(known, link.at)) &&
      !facts.tables.some((table) => table.rowCount > 0 && holds(table.at)) &&
      !facts.forms.some((form) => holds(form.at))
    );
  };
  const first = lines.findIndex((line) => !isShared(line));
  if (first < 0) return [];
  const last = lines.findLastIndex((line) => !isShared(line));
  const top: Range = [0, lines[first]?.[0] ?? 0];
  const bottom: Range = [lines[last]?.[1] ?? facts.text.length, facts.text.length];
  return [top, bottom].filter(([start, end]) => end > start);
}

function pairOf(facts: PageFacts, one: LinkFacts | undefined, next: LinkFacts, read: LinkTokens): string {
  if (one === undefined) return '';
  const between = facts.text.slice(endOf(one), next.at);
  return `${read.of(one)} ${fold(between)} ${read.of(next)}`;
}

/** Where the words of a link end; those of a picture stand nowhere. */
function endOf(link: LinkFacts | undefined): number {
  if (link === undefined) return 0;
  return link.textFrom === 'text' ? link.at + link.text.length : link.at;
}

function fold(text: string): string {
  // Most of what stands between two links is one blank or one line's end.
  if (text === '' || text === ' ' || text === '\n') return '';
  return text.replace(/\s+/g, ' ').trim();
}

function joinRanges(ranges: readonly Range[]): Range[] {
  const joined: Range[] = [];
  for (const [from, to] of ranges.toSorted((a, b) => a[0] - b[0] || a[1] - b[1])) {
    const last = joined.at(-1);
    if (last !== undefined && from <= last[1]) last[1] = Math.max(last[1], to);
    else joined.push([from, to]);
  }
  return joined;
}
