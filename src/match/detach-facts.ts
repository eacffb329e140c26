import type { PageFacts } from '../snapshot/page-facts.ts';
import { detachText } from '../text/detach.ts';

/** V8 copies shorter pieces of a text, and only longer ones keep the whole of it. */
const leastSlice = 13;
/** Longer texts are hardly ever on two pages. */
const maxSharedChars = 200;

/**
 * Frees the facts of pages from the pages that they were read from: a single title cut out of a page keeps all its HTML in
 * memory, which was more than half of what the pages of a site took. What several pages say, as their menus do, is kept once.
 */
export class FactsKeeper {
  readonly #shared = new Map<string, string>();
  readonly #lists = new Map<string, string[]>();

  /** Changes the texts' memory, never the texts. */
  detach(facts: PageFacts): void {
    facts.title = this.#own(facts.title);
    facts.baseHref = this.#ownOrNull(facts.baseHref);
    facts.generator = this.#ownOrNull(facts.generator);
    if (facts.metaRefresh !== null) facts.metaRefresh.url = this.#own(facts.metaRefresh.url);
    facts.text = this.#own(facts.text);
    for (const heading of facts.headings) heading.text = this.#own(heading.text);
    this.#ownAll(facts.breadcrumbs);
    const done = new Set<string[]>();
    const ownOnce = (texts: string[]): void => {
      if (done.has(texts)) return;
      done.add(texts);
      this.#ownAll(texts);
    };
    for (const link of facts.links) {
      link.url = this.#own(link.url);
      link.wrapper = this.#ownOrNull(link.wrapper);
      link.text = this.#own(link.text);
      link.before = this.#own(link.before);
      if (link.row !== null) ownOnce(link.row);
      link.extra = this.#share(link.extra);
      link.headings = this.#share(link.headings);
      link.menu = this.#share(link.menu);
    }
    for (const table of facts.tables) {
      table.caption = this.#own(table.caption);
      for (const texts of [table.headings, table.header, ...table.rows]) ownOnce(texts);
    }
    for (const form of facts.forms) {
      form.action = this.#ownOrNull(form.action);
      form.submit = this.#own(form.submit);
      this.#ownAll(form.fields);
    }
    for (const image of facts.images) {
      image.url = this.#own(image.url);
      image.alt = this.#own(image.alt);
    }
  }

  /** A menu's links carry the same few lists on every page. */
  #share(texts: string[]): string[] {
    // Joined alone, no text and one empty text look alike.
    const words = `${texts.length}\n${texts.join('\n')}`;
    let shared = this.#lists.get(words);
    if (shared === undefined) {
      shared = texts.map((text) => this.#own(text));
      this.#lists.set(detachText(words), shared);
    }
    return shared;
  }

  #ownAll(texts: string[]): void {
    for (const [at, text] of texts.entries()) texts[at] = this.#own(text);
  }

  #ownOrNull(text: string | null): string | null {
    return text === null ? null : this.#own(text);
  }

  #own(text: string): string {
    if (text.length < leastSlice) return text;
    if (text.length > maxSharedChars) return detachText(text);
    let own = this.#shared.get(text);
    if (own === undefined) {
      own = detachText(text);
      this.#shared.set(own, own);
    }
    return own;
  }
}
