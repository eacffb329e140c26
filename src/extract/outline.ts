import type { HeadingFacts } from '../snapshot/page-facts.ts';
import type { TextSink } from './text-sink.ts';

const maxHeadings = 5000;
const maxHeadingChars = 300;
const maxPath = 32;
export const captionLevel = 7;
/** With fewer headings than these a page has none to be parted by. */
const leastHeadings = 3;
/** Below h1 to h5: what is set off by looks alone heads what is next to it. */
export const barLevel = 6;
/** A person's name in bold heads nothing but a telephone: titles and ranks, by the first letters of which "นายกเทศมนตรี" goes as well. */
const person =
  /^(?:นาย|นาง|น\.ส\.|ว่าที่|ดร\.|ผศ\.|รศ\.|ศ\.|(?:[ก-ฮ]{1,2}\.){2}|ร้อย|พัน|จ่า|สิบ|ดาบ|พล|mr|ms|dr)/iu;
/** Longer words that stand out are a sentence. */
const maxBarChars = 80;

interface Entry {
  level: number;
  text: string;
  /** the accordion item or tab panel beyond whose end the heading says nothing; 0 for the page */
  scope: number;
}

interface Open {
  level: number;
  mark: number;
  at: number;
  scope: number;
  controls: string | null;
  isTab: boolean;
}

/** Words that stand out from those around them. */
export interface Bar {
  text: string;
  at: number;
}

/** What a part of a page added. */
export interface OutlineAdditions {
  headings: readonly HeadingFacts[];
  bars: readonly Bar[];
  scopes: number;
}

/** A place in the outline, for {@link Outline.additionsSince}. */
export interface OutlineStand {
  headings: number;
  bars: number;
  stack: unknown;
  depth: number;
  lastScope: number;
}

/** Keeps which headings the present place stands under, and lists them all. */
export class Outline {
  readonly headings: HeadingFacts[] = [];
  readonly #bars: Bar[] = [];
  readonly #openBars: { mark: number; at: number }[] = [];
  readonly #sink: TextSink;
  #stack: Entry[] = [];
  #path: string[] | null = [];
  #open: Open | null = null;
  readonly #panels = new Map<string, { text: string; at: number; isTab: boolean }>();
  readonly #scopes: number[] = [];
  #lastScope = 0;
  readonly #saved: Entry[][] = [];

  constructor(sink: TextSink) {
    this.#sink = sink;
  }

  /** Headings above the present place, outermost first. The array is shared: do not change it. */
  path(): string[] {
    this.#path ??= this.#stack.map((entry) => entry.text);
    return this.#path;
  }

  /** h1–h6. Inside a caption the heading stands for both, since accordions nest one in the other. */
  openHeading(level: number): void {
    this.#begin(level, null, false);
  }

  /**
   * The caption of an accordion or a tab.
   * @param controls id of the panel that it opens, null when not said
   * @returns false when a heading is open already, which then serves as the caption
   */
  openCaption(controls: string | null, isTab: boolean): boolean {
    if (this.#open !== null) {
      this.#open.scope = this.#scopes.at(-1) ?? 0;
      this.#open.controls ??= controls;
      // Bootstrap 3 gives its accordion headings the role of a tab; the toggle inside tells the truth.
      if (!isTab) this.#open.isTab = false;
      return false;
    }
    this.#begin(captionLevel, controls, isTab);
    return true;
  }

  closeHeading(): void {
    const open = this.#open;
    this.#open = null;
    if (open === null || this.headings.length >= maxHeadings) return;
    const text = this.#sink.read(open.mark, maxHeadingChars);
    // Carousel dots and pagers pose as tabs: "1", "›".
    if (text === '' || (open.level === captionLevel && !/[\p{L}\p{M}]{2}/u.test(text))) return;
    if (open.controls !== null) this.#panels.set(open.controls, { text, at: open.at, isTab: open.isTab });
    if (open.isTab && open.controls !== null) return;
    this.#add({ level: this.#levelInside(open), text, at: open.at }, open.scope);
  }

  /** Words in bold or large letters; to be closed with {@link closeBar}. */
  openBar(): void {
    this.#openBars.push({ mark: this.#sink.mark(), at: this.#sink.position() });
  }

  closeBar(): void {
    const open = this.#openBars.pop();
    if (open === undefined || this.#bars.length >= maxHeadings) return;
    const text = this.#sink.read(open.mark, maxBarChars + 1);
    if (text.length <= maxBarChars && /[\p{L}\p{M}]{2}/u.test(text) && !person.test(text))
      this.#bars.push({ text, at: open.at });
  }

  /** An accordion item, card or panel opens; to be closed with {@link closeScope}. */
  openScope(): void {
    this.#scopes.push(++this.#lastScope);
  }

  closeScope(): void {
    const scope = this.#scopes.pop();
    const index = this.#stack.findIndex((entry) => entry.scope === scope);
    if (scope !== undefined && index >= 0) this.#cut(index);
  }

  /**
   * An element with an id opens. When a tab or caption controls it, its words head the panel.
   * @returns whether a scope was opened, to be closed with {@link closeScope}
   */
  openPanel(id: string): boolean {
    const panel = this.#panels.get(id);
    if (panel === undefined) return false;
    this.#panels.delete(id);
    this.openScope();
    const caption = this.#stack.findLast((entry) => entry.text === panel.text);
    if (caption !== undefined) {
      // Without a container around both, the panel is all that tells how far the caption reaches.
      if (caption.scope === 0 && caption.level === captionLevel) caption.scope = this.#scopes.at(-1) ?? 0;
      return true;
    }
    const heading = { level: captionLevel, text: panel.text, at: this.#sink.position() };
    if (panel.isTab) this.#add(heading, this.#scopes.at(-1) ?? 0);
    else this.#push(heading, this.#scopes.at(-1) ?? 0);
    return true;
  }

  /** Headings of menus and sidebars say nothing about the content beside them. */
  isolate(): void {
    this.#saved.push(this.#stack);
    this.#stack = [];
    this.#path = null;
  }

  restore(): void {
    this.#stack = this.#saved.pop() ?? [];
    this.#path = null;
  }

  /** What decides how headings and links are seen here; null where a heading is open. */
  surroundings(): string | null {
    if (this.#open !== null || this.#openBars.length > 0 || this.#stack.length >= maxPath) return null;
    return `${Number(this.#scopes.length > 0)}${this.path().join('\n')}`;
  }

  /** Whether a tab or a caption waits for a panel; of `ids`, when they are given. */
  awaitsPanel(ids?: ReadonlySet<string>): boolean {
    if (ids === undefined) return this.#panels.size > 0;
    for (const id of this.#panels.keys()) if (ids.has(id)) return true;
    return false;
  }

  stand(): OutlineStand {
    return {
      headings: this.headings.length,
      bars: this.#bars.length,
      stack: this.#stack,
      depth: this.#stack.length,
      lastScope: this.#lastScope,
    };
  }

  /**
   * What was added since `stand`; null when it tells on what follows.
   * @param from offset in the text that places are counted from
   * @param isIsolated the present place is left by {@link restore}
   */
  additionsSince(stand: OutlineStand, from: number, isIsolated: boolean): OutlineAdditions | null {
    const isSameStack = this.#stack === stand.stack && this.#stack.length === stand.depth;
    if (this.#open !== null || this.awaitsPanel() || this.headings.length >= maxHeadings) return null;
    if (!isIsolated && !isSameStack) return null;
    return {
      headings: this.headings.slice(stand.headings).map((fact) => ({ ...fact, at: fact.at - from })),
      bars: this.#bars.slice(stand.bars).map((bar) => ({ ...bar, at: bar.at - from })),
      scopes: this.#lastScope - stand.lastScope,
    };
  }

  hasRoomFor({ headings }: OutlineAdditions): boolean {
    return this.headings.length + headings.length < maxHeadings;
  }

  /** Adds what was added before in the same {@link surroundings}. */
  repeat({ headings, bars, scopes }: OutlineAdditions, from: number): void {
    for (const { text, at } of bars) this.#bars.push({ text, at: at + from });
    for (const { level, text, at } of headings) this.headings.push({ level, text, at: at + from });
    this.#lastScope += scopes;
  }

  /**
   * Tabs whose panel never came stand where they were written. A page without headings of its own is headed by the lines that
   * stand out, as old sites and pages typed in an editor are.
   *
   * @param text of the page
   * @param links of the page: a bold name of another page heads nothing
   * @param isMenu whether a place lies in the furniture, whose bold lines head nothing of the page
   */
  finish(text: string, links: readonly { at: number }[], isMenu: (at: number) => boolean): HeadingFacts[] {
    for (const { text, at, isTab } of this.#panels.values()) {
      if (isTab) this.headings.push({ level: captionLevel, text, at });
    }
    const isHeaded = this.headings.filter(({ level }) => level > 1).length >= leastHeadings;
    if (!isHeaded && this.#bars.length >= leastHeadings) this.#headByBars(text, links, isMenu);
    return this.headings.toSorted((a, b) => a.at - b.at);
  }

  #headByBars(text: string, links: readonly { at: number }[], isMenu: (at: number) => boolean): void {
    const taken = new Set([...links, ...this.headings].map(({ at }) => at));
    const lines = this.#bars.filter((bar) => {
      if (taken.has(bar.at) || isMenu(bar.at) || !isLine(text, bar)) return false;
      taken.add(bar.at);
      return true;
    });
    if (lines.length >= leastHeadings)
      this.headings.push(...lines.map((bar) => ({ level: barLevel, ...bar })));
  }

  #begin(level: number, controls: string | null, isTab: boolean): void {
    const caption = this.#open?.level === captionLevel ? this.#open : null;
    this.#open = {
      level,
      mark: this.#sink.mark(),
      at: this.#sink.position(),
      scope: caption?.scope ?? (level === captionLevel ? (this.#scopes.at(-1) ?? 0) : 0),
      controls: controls ?? caption?.controls ?? null,
      isTab: isTab || (caption?.isTab ?? false),
    };
  }

  #add(heading: HeadingFacts, scope: number): void {
    this.headings.push(heading);
    this.#push(heading, scope);
  }

  #push(heading: HeadingFacts, scope: number): void {
    let length = this.#stack.length;
    for (; length > 0; length--) {
      const top = this.#stack[length - 1];
      if (top === undefined || top.level < heading.level) break;
      // An h4 inside an accordion item must not end the item's own caption.
      if (top.scope !== 0 && top.scope !== scope) break;
    }
    this.#cut(length);
    if (this.#stack.length < maxPath) this.#stack.push({ level: heading.level, text: heading.text, scope });
    this.#path = null;
  }

  /**
   * A heading inside an accordion item stands under the item's caption, whatever its number; h1, and over a card's caption
   * h2, may be the page's own.
   */
  #levelInside({ level, scope }: Open): number {
    const caption = this.#stack.findLast((entry) => entry.scope !== 0 && entry.scope !== scope);
    if (caption === undefined || level === 1 || (level === 2 && caption.level === captionLevel)) return level;
    return caption.level + level;
  }

  #cut(length: number): void {
    if (length < this.#stack.length) {
      this.#stack = this.#stack.slice(0, length);
      this.#path = null;
    }
  }
}

/** Whether words stand on a line of their own. */
function isLine(text: string, { text: words, at }: Bar): boolean {
  const end = at + words.length;
  return (at === 0 || text[at - 1] === '\n') && (end === text.length || text[end] === '\n');
}
