import type { LinkFacts, LinkVia } from '../snapshot/page-facts.ts';
import type { Address } from './address.ts';
import { isInFurniture, type Region } from './regions.ts';
import { foldSpace, type TextSink } from './text-sink.ts';
import type { Row } from './tables.ts';

const maxLinks = 5000;
const maxWordChars = 1000;
const maxBeforeChars = 200;
const maxAlts = 10;

/** Where a link stands, as known when it opens. */
export interface Place {
  row: Row | null;
  headings: string[];
  menu: string[];
  region: Region | null;
}

/** A link whose words are still being read. */
export interface OpenLink {
  facts: LinkFacts;
  place: Place;
  mark: number;
  title: string;
  aria: string;
  alts: string[];
  isOpen: boolean;
}

/** What a part of a page added. */
export interface LinkAdditions {
  /** as they would be told if the part stood in furniture, at the same offset; pages share them: do not change them */
  facts: readonly LinkFacts[];
  /** offset of the part in the text */
  from: number;
  /** index of the region that each stands in: see `RegionAdditions` */
  regions: readonly number[];
  /** whether each stands in the row that the part stands in */
  inRow: readonly boolean[];
}

interface Repeated {
  additions: LinkAdditions;
  from: number;
  row: Row | null;
  outer: Region | null;
  opened: readonly Region[];
}

/** Gathers the links of a page with their words and surroundings. */
export class Links {
  /** the cap was reached: further links are dropped */
  isFull = false;
  readonly #sink: TextSink;
  readonly #all: (OpenLink | Repeated)[] = [];
  #count = 0;
  readonly #open: OpenLink[] = [];

  constructor(sink: TextSink) {
    this.#sink = sink;
  }

  /** Begins a link; null when there are too many. Every non-null answer must be handed to {@link close}. */
  open(address: Address, via: LinkVia, place: Place, attributes: Record<string, string>): OpenLink | null {
    if (this.#count >= maxLinks) {
      this.isFull = true;
      return null;
    }
    const link: OpenLink = {
      facts: {
        url: address.url,
        wrapper: address.wrapper,
        via,
        text: '',
        textFrom: 'none',
        extra: [],
        row: null,
        headings: place.headings,
        menu: place.menu,
        before: this.#sink.readBefore(maxBeforeChars),
        inChrome: false,
        isDownload: attributes['download'] !== undefined,
        at: this.#sink.position(),
      },
      place,
      mark: this.#sink.mark(),
      title: foldAttribute(attributes['title']),
      aria: foldAttribute(attributes['aria-label']),
      alts: [],
      isOpen: true,
    };
    this.#all.push(link);
    this.#count++;
    this.#open.push(link);
    return link;
  }

  /** Gives the words of an image to the link that it stands in. */
  addAlt(alt: string): void {
    const link = this.#open.at(-1);
    const folded = foldAttribute(alt);
    if (link !== undefined && folded !== '' && link.alts.length < maxAlts) link.alts.push(folded);
  }

  /**
   * Ends a link.
   * @param words its words where they are not in the text (an option, a button's value)
   */
  close(link: OpenLink, words?: string): void {
    if (!link.isOpen) return;
    link.isOpen = false;
    const index = this.#open.lastIndexOf(link);
    if (index >= 0) this.#open.splice(index, 1);
    const own = words === undefined ? this.#sink.read(link.mark, maxWordChars) : foldAttribute(words);
    const alt = link.alts.length === 0 ? '' : link.alts.join(' ').slice(0, maxWordChars);
    const { facts } = link;
    if (isWords(own)) nameLink(facts, own, 'text');
    else if (link.title !== '') nameLink(facts, link.title, 'title');
    else if (link.aria !== '') nameLink(facts, link.aria, 'aria');
    else if (alt !== '') nameLink(facts, alt, 'alt');
    else nameLink(facts, own, own === '' ? 'none' : 'text');
    if (link.title !== '' && link.title !== facts.text) facts.extra.push(link.title);
    if (alt !== '' && alt !== facts.text && alt !== link.title) facts.extra.push(alt);
    const { region } = link.place;
    if (region !== null && words === undefined) region.linkChars += own.length;
  }

  isInside(): boolean {
    return this.#open.length > 0;
  }

  /** A place among the links, for {@link additionsSince}. */
  stand(): number {
    return this.#all.length;
  }

  /**
   * What was added since `stand`, of which nothing was repeated; null when there was more than is kept.
   * @param from offset in the text where the part began
   * @param row the row that it stands in
   */
  additionsSince(
    stand: number,
    from: number,
    row: Row | null,
    indexOf: ReadonlyMap<Region | null, number>,
  ): LinkAdditions | null {
    if (this.isInside() || this.isFull) return null;
    const added = this.#all.slice(stand).filter((entry) => 'facts' in entry);
    return {
      facts: added.map(({ facts, place }) => {
        return { ...facts, row: place.row === row ? null : cellsOf(place.row), inChrome: true };
      }),
      from,
      regions: added.map(({ place }) => indexOf.get(place.region) ?? -1),
      inRow: added.map(({ place }) => row !== null && place.row === row),
    };
  }

  hasRoomFor({ facts }: LinkAdditions): boolean {
    return this.#count + facts.length <= maxLinks;
  }

  /**
   * Adds what was added before.
   * @param from offset in the text where the part begins here
   * @param row the row that it stands in
   * @param outer the region that it stands in
   * @param opened its own
   */
  repeat(
    additions: LinkAdditions,
    from: number,
    row: Row | null,
    outer: Region | null,
    opened: readonly Region[],
  ): void {
    this.#all.push({ additions, from, row, outer, opened });
    this.#count += additions.facts.length;
  }

  /**
   * All links in document order, once the page has ended and its regions are closed.
   * @param textChars length of the text: a place may lie one beyond it when nothing follows
   */
  finish(textChars: number): LinkFacts[] {
    const all: LinkFacts[] = [];
    for (const entry of this.#all) {
      if ('additions' in entry) {
        pushRepeated(all, entry, textChars);
        continue;
      }
      const { facts, place } = entry;
      facts.row = cellsOf(place.row);
      facts.inChrome = isInFurniture(place.region);
      facts.at = Math.min(facts.at, textChars);
      all.push(facts);
    }
    return all;
  }
}

function pushRepeated(
  all: LinkFacts[],
  { additions, from, row, outer, opened }: Repeated,
  textChars: number,
): void {
  const isOuterFurniture = isInFurniture(outer);
  const areFurniture = opened.map(isInFurniture);
  const outerCells = cellsOf(row);
  const shift = from - additions.from;
  for (const [index, fact] of additions.facts.entries()) {
    const at = Math.min(fact.at + shift, textChars);
    const inChrome = areFurniture[additions.regions[index] ?? -1] ?? isOuterFurniture;
    const cells = additions.inRow[index] === true ? outerCells : fact.row;
    const isSame = at === fact.at && inChrome === fact.inChrome && cells === fact.row;
    all.push(isSame ? fact : { ...fact, at, inChrome, row: cells });
  }
}

function cellsOf(row: Row | null): string[] | null {
  return row?.isData === true ? row.cells : null;
}

function nameLink(facts: LinkFacts, text: string, from: LinkFacts['textFrom']): void {
  facts.text = text;
  facts.textFrom = from;
}

/** Icons and arrows ("»", "▸") are not words. */
function isWords(text: string): boolean {
  return /[\p{L}\p{N}]/u.test(text);
}

function foldAttribute(value: string | undefined): string {
  return value === undefined ? '' : foldSpace(value.slice(0, maxWordChars));
}
