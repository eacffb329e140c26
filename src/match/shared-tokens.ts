import { hash } from 'node:crypto';
import { canonicalKey } from '../crawl/canonical-url.ts';
import type { ImageFacts, LinkFacts, PageFacts } from '../snapshot/page-facts.ts';
import { CommonTokens } from './common-tokens.ts';

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
export interface Common extends Tokens<ReadonlySet<string>> {
  /** words of the shared links: a menu shows the entry of the page itself without a link */
  linkTexts: ReadonlySet<string>;
}

const kinds = ['links', 'pairs', 'lines', 'images'] as const satisfies (keyof Tokens<unknown>)[];

function eachKind<T>(make: (kind: keyof Tokens<T>) => T): Tokens<T> {
  return { links: make('links'), pairs: make('pairs'), lines: make('lines'), images: make('images') };
}

/** What the pages of a folder share is their menu where it is links; their lines and pictures may say what they are about. */
export function withMenu(common: Common | null, menu: Common): Common {
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
export class LinkTokens {
  readonly #byUrl = new Map<string, { key: string; byText: Map<string, string> }>();
  readonly #byWords = new Map<string, string>();
  readonly #texts: string[] = [];
  readonly #keys: string[] = [];

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

  /** Where a link leads, canonical. */
  keyOf(token: string): string {
    return this.#keys[Number(token)] ?? '';
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
      this.#keys.push(key);
      this.#byWords.set(words, token);
    }
    return token;
  }
}

export function findCommon(
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
    lines: new Set(text.split('\n').map(foldLine)),
    images: new Set(images.map(tokenOfImage)),
  };
}

/** The mayor's portrait beside every page is called by the office, among the executives by the name. */
export function tokenOfImage({ url, alt }: ImageFacts): string {
  return `${url}\n${alt}`;
}

export function pairOf(
  facts: PageFacts,
  one: LinkFacts | undefined,
  next: LinkFacts,
  read: LinkTokens,
): string {
  if (one === undefined) return '';
  const between = facts.text.slice(endOf(one), next.at);
  return `${read.of(one)} ${fold(between)} ${read.of(next)}`;
}

/** Where the words of a link end; those of a picture stand nowhere. */
export function endOf(link: LinkFacts | undefined): number {
  if (link === undefined) return 0;
  return link.textFrom === 'text' ? link.at + link.text.length : link.at;
}

export function fold(text: string): string {
  // Most of what stands between two links is one blank or one line's end.
  if (text === '' || text === ' ' || text === '\n') return '';
  return text.replace(/\s+/g, ' ').trim();
}

/** "ผู้เข้าชม 128,433 ราย": a footer counts on from page to page. */
const counter = /((?:เข้า|เยี่ยม)ชม|visitors?|ออนไลน์|online)([^\d๐-๙]{0,20})[\d๐-๙][\d๐-๙,.]*/giu;

/** A line as most pages have it, whatever its counter stands at. */
export function foldLine(text: string): string {
  return fold(text).replace(counter, '$1$2#');
}
