import type { Handler } from 'htmlparser2';
import { BoundedParser } from './bounded-parser.ts';
import type { ElementSpans } from './element-spans.ts';
import type { PageReader } from './page-reader.ts';
import type { Occurrence } from './shared-html.ts';
import type { SharedPart } from './shared-part.ts';

/** Larger pages are fed in pieces, so that a guard can end the reading. */
const pieceChars = 65_536;

/** Gives the HTML of a page to its parser, but for what shared parts of it are known to add to the facts. */
export class PageFeeder {
  readonly #html: string;
  readonly #parser: BoundedParser;
  readonly #reader: PageReader;
  #written = 0;
  #left = 0;

  /** @param spans told where the elements stand that are read; null when nobody asks */
  constructor(html: string, reader: PageReader, spans: ElementSpans | null) {
    this.#html = html;
    this.#reader = reader;
    const handler = spans === null ? reader.handler() : this.#noteSpans(reader.handler(), spans);
    this.#parser = new BoundedParser(handler, () => reader.depth());
  }

  /** Characters so far that the parser was not given. */
  get leftOut(): number {
    return this.#left;
  }

  /** An element was nested too deep. */
  get isTooDeep(): boolean {
    return this.#parser.isTooDeep;
  }

  /** @param occurrences of shared parts, in their order */
  feed(occurrences: readonly Occurrence[]): void {
    let at = 0;
    for (const { part, at: from } of occurrences) {
      this.#write(this.#html, at, from);
      const startTag = part.startTag.length;
      at = from + startTag;
      if (this.#opens(part.startTag)) at = from + this.#feedPart(part);
    }
    this.#write(this.#html, at, this.#html.length);
    if (!this.#reader.isStopped) this.#parser.end();
  }

  #noteSpans(handler: Partial<Handler>, spans: ElementSpans): Partial<Handler> {
    // The parser counts in what it was given.
    return {
      ...handler,
      onopentag: (name, attributes, isImplied) => {
        spans.open(this.#parser.startIndex + this.#left, this.#parser.endIndex + 1 + this.#left);
        handler.onopentag?.(name, attributes, isImplied);
      },
      onclosetag: (name, isImplied) => {
        handler.onclosetag?.(name, isImplied);
        spans.close(name, isImplied ? null : this.#parser.endIndex + 1 + this.#left);
      },
    };
  }

  /** Whether exactly this start tag was read as one and opened an element: it may stand in a comment, a script, a value. */
  #opens(startTag: string): boolean {
    const reader = this.#reader;
    const parser = this.#parser;
    const nodes = reader.nodes;
    const nameAt = this.#written + 1;
    this.#write(startTag, 0, startTag.length);
    return (
      !reader.isStopped &&
      !parser.isTooDeep &&
      reader.nodes === nodes + 1 &&
      parser.tagNameStart === nameAt &&
      parser.endIndex === this.#written - 1
    );
  }

  /** @returns up to where the part was read; its end tag is written if need be */
  #feedPart(part: SharedPart): number {
    const parser = this.#parser;
    const reader = this.#reader;
    const { text, startTag, endTagAt } = part;
    const surroundings = reader.surroundings();
    if (surroundings === null) {
      part.noteFailure();
      return startTag.length;
    }
    const known = part.find(surroundings, (contribution) => reader.mayRepeat(contribution));
    if (known !== null) {
      reader.repeat(known);
      part.hits++;
      this.#left += endTagAt - startTag.length;
      return endTagAt;
    }
    if (!part.isWanted) return startTag.length;
    const endIndex = this.#written + text.length - startTag.length - 1;
    const isWatched = reader.watch((contribution) => {
      if (contribution === null || parser.isTooDeep || parser.endIndex !== endIndex) part.noteFailure();
      else part.keep(surroundings, contribution);
    });
    if (!isWatched) return startTag.length;
    // Of the part's own text: what is cut out of it keeps no page alive.
    this.#write(text, startTag.length, text.length);
    return text.length;
  }

  #write(text: string, from: number, to: number): void {
    for (let at = from; at < to && !this.#reader.isStopped; at += pieceChars) {
      const piece = text.slice(at, Math.min(to, at + pieceChars));
      this.#written += piece.length;
      this.#parser.write(piece);
    }
  }
}
