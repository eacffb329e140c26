import type { ImageFacts, LinkFacts, PageFacts, TableFacts } from '../snapshot/page-facts.ts';
import { detachText } from '../text/detach.ts';
import { RecentMap } from '../text/recent-map.ts';

/** A link without its place on a page: the same on every page that shows the same menu. */
type LinkWords = Omit<LinkFacts, 'at' | 'inChrome'> & {
  /** another link to the same address */
  next: LinkWords | null;
};

type ImageWords = Pick<ImageFacts, 'url' | 'alt'>;

/** The facts of a page in little memory, of which what other pages say too is no part; see {@link FactsPacker}. */
export interface PackedFacts {
  readonly rest: Omit<PageFacts, 'text' | 'links' | 'images'>;
  readonly lines: readonly string[];
  readonly links: readonly LinkWords[];
  readonly images: readonly ImageWords[];
  /** of the links and then the images: the offset in the text twice over, and one more for what is furniture */
  readonly places: Int32Array;
}

/** What many pages say is found again among so many texts, lists and addresses that were asked for last. */
const maxRecent = 10_000;
/** Longer texts are hardly ever on two pages. */
const maxSharedChars = 4_000;
/** Links to one address that are compared: a site may word them anew on every page. */
const maxWordings = 12;

/**
 * Keeps the facts of a site's pages in little memory: each line, link and picture that pages have in common once, and nothing
 * of the HTML that they were cut out of (a single title would keep all of it alive).
 */
export class FactsPacker {
  readonly #texts = new RecentMap<string, string>(maxRecent);
  readonly #lists = new RecentMap<string, string[]>(maxRecent);
  readonly #links = new RecentMap<string, LinkWords>(maxRecent);
  readonly #images = new RecentMap<string, ImageWords>(maxRecent);

  /** Leaves the facts as they are. */
  pack(facts: PageFacts): PackedFacts {
    const { text, links, images, ...rest } = facts;
    // The cells of a row belong to its table and to each of its links.
    const rows = new Map<string[], string[]>();
    const ownRow = (row: string[]): string[] => {
      let own = rows.get(row);
      if (own === undefined) rows.set(row, (own = this.#ownAll(row)));
      return own;
    };
    return {
      rest: {
        ...rest,
        title: this.#own(rest.title),
        baseHref: this.#ownOrNull(rest.baseHref),
        generator: this.#ownOrNull(rest.generator),
        metaRefresh:
          rest.metaRefresh === null ? null : { ...rest.metaRefresh, url: this.#own(rest.metaRefresh.url) },
        headings: rest.headings.map((heading) => ({ ...heading, text: this.#own(heading.text) })),
        breadcrumbs: this.#share(rest.breadcrumbs),
        tables: rest.tables.map((table) => this.#packTable(table, ownRow)),
        forms: rest.forms.map((form) => ({
          ...form,
          action: this.#ownOrNull(form.action),
          submit: this.#own(form.submit),
          fields: this.#share(form.fields),
        })),
      },
      lines: text.split('\n').map((line) => this.#own(line)),
      links: links.map((link) => this.#packLink(link, ownRow)),
      images: images.map((image) => this.#packImage(image)),
      places: placesOf(links, images),
    };
  }

  #packTable(table: TableFacts, ownRow: (row: string[]) => string[]): TableFacts {
    return {
      ...table,
      caption: this.#own(table.caption),
      headings: this.#share(table.headings),
      header: ownRow(table.header),
      rows: table.rows.map(ownRow),
    };
  }

  #packLink(link: LinkFacts, ownRow: (row: string[]) => string[]): LinkWords {
    const first = this.#links.get(link.url) ?? null;
    let count = 0;
    for (let known = first; known !== null && count < maxWordings; known = known.next, count++)
      if (isSameLink(known, link)) return known;
    const words = {
      url: first?.url ?? this.#own(link.url),
      wrapper: this.#ownOrNull(link.wrapper),
      via: link.via,
      text: this.#own(link.text),
      textFrom: link.textFrom,
      extra: this.#share(link.extra),
      row: link.row === null ? null : ownRow(link.row),
      headings: this.#share(link.headings),
      menu: this.#share(link.menu),
      before: this.#own(link.before),
      isDownload: link.isDownload,
      // What is not compared is not kept from being forgotten.
      next: count < maxWordings ? first : null,
    };
    this.#links.set(words.url, words);
    return words;
  }

  #packImage({ url, alt }: ImageFacts): ImageWords {
    const known = this.#images.get(url);
    if (known?.alt === alt) return known;
    const words = { url: this.#own(url), alt: this.#own(alt) };
    this.#images.set(words.url, words);
    return words;
  }

  /** A menu's links carry the same few lists on every page. */
  #share(texts: string[]): string[] {
    // Joined alone, no text and one empty text look alike.
    const words = `${texts.length}\n${texts.join('\n')}`;
    let shared = this.#lists.get(words);
    if (shared === undefined) {
      shared = this.#ownAll(texts);
      this.#lists.set(detachText(words), shared);
    }
    return shared;
  }

  #ownAll(texts: readonly string[]): string[] {
    return texts.map((text) => this.#own(text));
  }

  #ownOrNull(text: string | null): string | null {
    return text === null ? null : this.#own(text);
  }

  #own(text: string): string {
    if (text.length > maxSharedChars) return detachText(text);
    let own = this.#texts.get(text);
    if (own === undefined) {
      own = detachText(text);
      this.#texts.set(own, own);
    }
    return own;
  }
}

/** What {@link FactsPacker.pack} was given. Lists are those of all pages that say the same: nobody may change them. */
export function unpackFacts({ rest, lines, links, images, places }: PackedFacts): PageFacts {
  return {
    ...rest,
    text: lines.join('\n'),
    links: links.map((link, index) => {
      const place = places[index] ?? 0;
      return {
        url: link.url,
        wrapper: link.wrapper,
        via: link.via,
        text: link.text,
        textFrom: link.textFrom,
        extra: link.extra,
        row: link.row,
        headings: link.headings,
        menu: link.menu,
        before: link.before,
        inChrome: place % 2 === 1,
        isDownload: link.isDownload,
        at: place >> 1,
      };
    }),
    images: images.map(({ url, alt }, index) => {
      const place = places[links.length + index] ?? 0;
      return { at: place >> 1, url, alt, inChrome: place % 2 === 1 };
    }),
  };
}

/** The same facts with other furniture. */
export function repackFurniture(
  packed: PackedFacts,
  { chrome, headings, links, images, tables }: PageFacts,
): PackedFacts {
  return { ...packed, rest: { ...packed.rest, chrome, headings, tables }, places: placesOf(links, images) };
}

function placesOf(links: readonly LinkFacts[], images: readonly ImageFacts[]): Int32Array {
  const places = new Int32Array(links.length + images.length);
  const put = ({ at, inChrome }: { at: number; inChrome: boolean }, index: number): void => {
    places[index] = at * 2 + (inChrome ? 1 : 0);
  };
  links.forEach(put);
  images.forEach((image, index) => put(image, links.length + index));
  return places;
}

function isSameLink(known: LinkWords, link: LinkFacts): boolean {
  return (
    known.text === link.text &&
    known.before === link.before &&
    known.via === link.via &&
    known.textFrom === link.textFrom &&
    known.wrapper === link.wrapper &&
    known.isDownload === link.isDownload &&
    isSameList(known.headings, link.headings) &&
    isSameList(known.menu, link.menu) &&
    isSameList(known.extra, link.extra) &&
    (known.row === null || link.row === null ? known.row === link.row : isSameList(known.row, link.row))
  );
}

function isSameList(known: readonly string[], other: readonly string[]): boolean {
  return (
    known === other || (known.length === other.length && known.every((text, index) => text === other[index]))
  );
}
