import type { ElementSpan } from './element-spans.ts';
import { SharedPart } from './shared-part.ts';

const maxParts = 24;
const maxChars = 1_000_000;
/** Of a site's pages all the first are compared with one another, and then two of so many. */
const firstPages = 8;
const pagesBetween = 64;
/** Pages after which a part must have been worth its looking for. */
const probation = 24;
/** To look for a part on a page costs as much as to read so many characters. */
const searchChars = 500;
/** Larger pages are not compared: to look for all their elements would cost more than to read them. */
const maxSampleChars = 400_000;
const maxTried = 300;

/** A part that stands on a page. */
export interface Occurrence {
  part: SharedPart;
  at: number;
}

/**
 * The elements that stand on many pages of a site byte for byte: its menu, its footer. They are found by comparing one page with
 * the next, outermost first, and kept while they recur.
 */
export class SharedHtml {
  /** characters that no parser was given, because it was known what they say */
  repeatedChars = 0;
  #parts: SharedPart[] = [];
  /** texts of which nothing can be repeated; those within them may be */
  readonly #useless = new Set<string>();
  #uselessChars = 0;
  #pages = 0;
  #sample: { html: string; spans: readonly ElementSpan[] } | null = null;

  /** Whether the page that {@link find} was asked of last should be kept as a sample. */
  get isLearning(): boolean {
    return this.#pages <= firstPages || this.#pages % pagesBetween < 2;
  }

  /** Where parts stand on a new page, in their order, none in another. */
  find(html: string): Occurrence[] {
    this.#pages++;
    if (this.#sample !== null) this.#compare(this.#sample, html);
    this.#sample = null;
    const found: Occurrence[] = [];
    for (const part of this.#parts) {
      part.pages++;
      for (let at = html.indexOf(part.text); at >= 0; at = html.indexOf(part.text, at + part.text.length)) {
        if (beginsAfterTag(html, at)) found.push({ part, at });
      }
    }
    if (this.#pages % probation === 0) this.#weigh();
    if (found.length < 2) return found;
    found.sort((a, b) => a.at - b.at || b.part.text.length - a.part.text.length);
    let end = 0;
    return found.filter(({ part, at }) => {
      if (at < end) return false;
      end = at + part.text.length;
      return true;
    });
  }

  /** Keeps a page until the next is compared with it. */
  keepSample(html: string, spans: readonly ElementSpan[]): void {
    if (html.length <= maxSampleChars) this.#sample = { html, spans };
  }

  #compare({ html, spans }: { html: string; spans: readonly ElementSpan[] }, other: string): void {
    let end = 0;
    let tried = 0;
    if (other.length > maxSampleChars) return;
    for (const { from, to, startTagChars, endTagChars } of spans.toSorted(outermostFirst)) {
      if (from < end) continue;
      if (++tried > maxTried) return;
      const text = html.slice(from, to);
      if (this.#useless.has(text) || !other.includes(text)) continue;
      const known = this.#parts.find((part) => part.text === text);
      if (known?.isUseless === true) {
        this.#drop(known);
        continue;
      }
      end = to;
      if (known !== undefined) continue;
      if (this.#parts.length >= maxParts || this.#chars() + text.length > maxChars) return;
      this.#parts.push(new SharedPart(text, startTagChars, endTagChars));
    }
  }

  #chars(): number {
    return this.#parts.reduce((sum, { text }) => sum + text.length, 0);
  }

  #drop(useless: SharedPart): void {
    this.#uselessChars += useless.text.length;
    if (this.#uselessChars <= maxChars) this.#useless.add(useless.text);
    this.#parts = this.#parts.filter((part) => part !== useless);
  }

  #weigh(): void {
    this.#parts = this.#parts.filter((part) => {
      if (part.pages < probation) return true;
      const isWorthwhile = part.hits * part.text.length >= part.pages * searchChars;
      part.pages /= 2;
      part.hits /= 2;
      return isWorthwhile;
    });
  }
}

function outermostFirst(a: ElementSpan, b: ElementSpan): number {
  return a.from - b.from || b.to - a.to;
}

/** After a character of another kind an entity may be open still, or an attribute's value without quotes. */
function beginsAfterTag(html: string, at: number): boolean {
  const before = html.charCodeAt(at - 1);
  return before <= 32 || before === 62;
}
