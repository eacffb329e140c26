import { blockElements } from './elements.ts';

/** Where an element stands in the HTML of its page. */
export interface ElementSpan {
  from: number;
  to: number;
  startTagChars: number;
  endTagChars: number;
}

/** An element of fewer characters is read sooner than it is looked for. */
const minChars = 600;
const maxChars = 200_000;

/** Notes where the larger blocks of a page stand: those with both their tags, plainly written. */
export class ElementSpans {
  readonly all: ElementSpan[] = [];
  readonly #html: string;
  readonly #open: { from: number; startTagEnd: number }[] = [];

  constructor(html: string) {
    this.#html = html;
  }

  /**
   * @param from where the start tag begins
   * @param to where it ends
   */
  open(from: number, to: number): void {
    this.#open.push({ from, startTagEnd: to });
  }

  /** @param to where its end tag ends; null when it has none */
  close(name: string, to: number | null): void {
    const opened = this.#open.pop();
    if (opened === undefined || to === null || !blockElements.has(name) || name === 'body') return;
    const { from, startTagEnd } = opened;
    const chars = to - from;
    if (chars < minChars || chars > maxChars) return;
    const html = this.#html;
    const startTag = html.slice(from, startTagEnd).toLowerCase();
    // With another "<" in it the same words could be read as another tag elsewhere.
    if (!startTag.startsWith(`<${name}`) || !startTag.endsWith('>') || startTag.includes('<', 1)) return;
    const endTag = `</${name}>`;
    if (html.slice(to - endTag.length, to).toLowerCase() !== endTag) return;
    this.all.push({ from, to, startTagChars: startTag.length, endTagChars: endTag.length });
  }
}
