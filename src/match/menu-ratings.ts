import type { LinkRating } from '../crawl/ports.ts';
import type { LinkFacts } from '../snapshot/page-facts.ts';
import { detachText } from '../text/detach.ts';

/** Addresses whose rating is remembered. */
const maxRatings = 10_000;

interface MenuRating {
  text: string;
  extra: readonly string[];
  parent: string;
  isDownload: boolean;
  rating: LinkRating;
}

/** How the links of menus, headers and footers were rated: they stand on every page, until they are opened. */
export class MenuRatings {
  readonly #byUrl = new Map<string, MenuRating>();

  /** Null: it was not rated yet, or stands there under other words now. */
  find(link: LinkFacts): LinkRating | null {
    const known = this.#byUrl.get(link.url);
    if (known === undefined || known.text !== link.text || known.isDownload !== link.isDownload) return null;
    const isSame =
      known.parent === (link.menu.at(-1) ?? '') &&
      known.extra.length === link.extra.length &&
      known.extra.every((extra, at) => extra === link.extra[at]);
    return isSame ? known.rating : null;
  }

  keep(link: LinkFacts, rating: LinkRating): void {
    if (this.#byUrl.size >= maxRatings) this.#byUrl.clear();
    this.#byUrl.set(link.url, {
      text: detachText(link.text),
      extra: link.extra.map(detachText),
      parent: detachText(link.menu.at(-1) ?? ''),
      isDownload: link.isDownload,
      rating,
    });
  }
}
