import { type Handler, Parser } from 'htmlparser2';

/** Browsers stop nesting at 512 elements; what is deeper is read as if it were not nested. */
const maxDepth = 512;
/** Elements that carry a fact of their own stay elements a little longer, so that a page of unclosed tags keeps its links. */
const maxFactDepth = 1024;
const factElements = new Set(
  'a table tr td th li h1 h2 h3 h4 h5 h6 form select option button script style title textarea iframe'.split(
    ' ',
  ),
);

/**
 * An htmlparser2 parser whose element stack cannot grow without end. Its stack is searched and shifted on every
 * tag, so 100,000 nested elements would cost seconds.
 */
export class BoundedParser extends Parser {
  /** something was nested too deep and was flattened */
  isTooDeep = false;
  /** where the name of the last start tag began, counted in what was written */
  tagNameStart = -1;
  readonly #depth: () => number;
  readonly #flattened = new Map<string, number>();
  #isClosing = false;
  /** null until decided: the parser asks twice for one start tag, and must get the same answer */
  #isFlat: boolean | null = null;

  /**
   * @param handler gets balanced open and close events
   * @param depth how many elements are open
   */
  constructor(handler: Partial<Handler>, depth: () => number) {
    super(handler, { decodeEntities: true });
    this.#depth = depth;
  }

  override onopentagname(start: number, endIndex: number): void {
    this.#isClosing = false;
    this.#isFlat = null;
    this.tagNameStart = start;
    super.onopentagname(start, endIndex);
  }

  /** Cut off within "</b " or "<br /", htmlparser2 12.0 hands over whatever it was given last: its text begins at -1 then. */
  override ontext(start: number, endIndex: number): void {
    if (start >= 0) super.ontext(start, endIndex);
  }

  override onclosetag(start: number, endIndex: number): void {
    this.#isClosing = true;
    super.onclosetag(start, endIndex);
  }

  protected override isVoidElement(name: string): boolean {
    if (super.isVoidElement(name)) return true;
    // A form within a form has no name and no events.
    if (name === '') return false;
    return this.#isClosing ? this.#closesFlattened(name) : this.#opensFlattened(name);
  }

  #opensFlattened(name: string): boolean {
    if (this.#isFlat === null) {
      const depth = this.#depth();
      this.#isFlat = depth >= maxDepth && (depth >= maxFactDepth || !factElements.has(name));
      if (this.#isFlat) {
        this.isTooDeep = true;
        this.#flattened.set(name, (this.#flattened.get(name) ?? 0) + 1);
      }
    }
    return this.#isFlat;
  }

  #closesFlattened(name: string): boolean {
    const open = this.#flattened.get(name) ?? 0;
    if (open > 0) this.#flattened.set(name, open - 1);
    return open > 0;
  }
}
