import type { PageFacts } from '../snapshot/page-facts.ts';
import type { GenericTest } from './link-labels.ts';
import type { RelevanceRater } from './relevance.ts';

/** So many addresses under one text on one page: it says "open", in whatever words. */
const leastRepeats = 4;
const maxChars = 25;
/** From here on the text speaks of an item all the same: the files of one item by year. */
const tellingFrom = 0.35;

/**
 * Link texts that mean nothing on the page that they stand on: "เปิดดู" in every row. Lists of generic words never have them all.
 */
export class RepeatedWords {
  readonly #rater: RelevanceRater;
  readonly #isGeneric: GenericTest;
  readonly #known = new WeakMap<object, GenericTest>();

  constructor(rater: RelevanceRater, isGeneric: GenericTest) {
    this.#rater = rater;
    this.#isGeneric = isGeneric;
  }

  /** What tells the texts without meaning of any page, and beside them this page's. */
  on(page: { facts: PageFacts }): GenericTest {
    let test = this.#known.get(page);
    if (test === undefined) {
      const repeated = this.#find(page.facts);
      test = repeated.size === 0 ? this.#isGeneric : (text) => repeated.has(text) || this.#isGeneric(text);
      this.#known.set(page, test);
    }
    return test;
  }

  #find({ links }: PageFacts): ReadonlySet<string> {
    const addresses = new Map<string, Set<string>>();
    for (const { text, url, inChrome } of links) {
      if (inChrome || text === '' || text.length > maxChars) continue;
      const known = addresses.get(text);
      if (known === undefined) addresses.set(text, new Set([url]));
      else known.add(url);
    }
    const repeated = new Set<string>();
    for (const [text, urls] of addresses) {
      if (urls.size < leastRepeats) continue;
      if ((this.#rater.rateText(text, null)[0]?.probability ?? 0) < tellingFrom) repeated.add(text);
    }
    return repeated;
  }
}
