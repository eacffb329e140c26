import type { LinkRating } from '../crawl/ports.ts';
import type { LinkFacts } from '../snapshot/page-facts.ts';
import { detachText } from '../text/detach.ts';

/** Ratings that are remembered, and of one address: its name in the menu, a picture in the footer, a banner. */
const maxRatings = 10_000;
const maxOfAddress = 16;

interface MenuRating {
  text: string;
  extra: readonly string[];
  parent: string;
  isDownload: boolean;
  rating: LinkRating;
}

/** How the links of menus, headers and footers were rated: they stand on every page, until they are opened. */
export class MenuRatings {
  readonly #byUrl = new Map<string, MenuRating[]>();
  #count = 0;

  /** Null: it was not rated yet, or stands there under other words now. */
  find(link: LinkFacts): LinkRating | null {
    const ratings = this.#byUrl.get(link.url);
    if (ratings === undefined) return null;
    for (const known of ratings) if (isSame(known, link)) return known.rating;
    return null;
  }

  keep(link: LinkFacts, rating: LinkRating): void {
    if (this.#count >= maxRatings) {
      this.#byUrl.clear();
      this.#count = 0;
    }
    const kept = {
      text: detachText(link.text),
      extra: link.extra.map(detachText),
      parent: detachText(link.menu.at(-1) ?? ''),
      isDownload: link.isDownload,
      rating,
    };
    this.#count++;
    const ratings = this.#byUrl.get(link.url);
    if (ratings === undefined) this.#byUrl.set(link.url, [kept]);
    else if (ratings.push(kept) > maxOfAddress) ratings.shift();
  }
}

function isSame(known: MenuRating, link: LinkFacts): boolean {
  return (
    known.text === link.text &&
    known.isDownload === link.isDownload &&
    known.parent === (link.menu.at(-1) ?? '') &&
    known.extra.length === link.extra.length &&
    known.extra.every((extra, at) => extra === link.extra[at])
  );
}
