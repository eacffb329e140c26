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

/** Gathers the links of a page with their words and surroundings. */
export class Links {
  /** the cap was reached: further links are dropped */
  isFull = false;
  readonly #sink: TextSink;
  readonly #all: OpenLink[] = [];
  readonly #open: OpenLink[] = [];

  constructor(sink: TextSink) {
    this.#sink = sink;
  }

  /** Begins a link; null when there are too many. Every non-null answer must be handed to {@link close}. */
  open(address: Address, via: LinkVia, place: Place, attributes: Record<string, string>): OpenLink | null {
    if (this.#all.length >= maxLinks) {
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

  /** All links in document order, once the page has ended and its regions are closed. */
  finish(): LinkFacts[] {
    for (const { facts, place } of this.#all) {
      facts.row = place.row?.isData === true ? place.row.cells : null;
      facts.inChrome = isInFurniture(place.region);
    }
    return this.#all.map((link) => link.facts);
  }
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
