import type { TextSink } from './text-sink.ts';

const maxLabelChars = 200;

interface Item {
  mark: number;
  /** its list has opened: what was said before is its label */
  isLabelled: boolean;
}

/** Keeps the labels of the list items whose sub-lists the present place stands in. */
export class MenuPath {
  readonly #sink: TextSink;
  readonly #items: Item[] = [];
  readonly #paths: string[][] = [[]];

  constructor(sink: TextSink) {
    this.#sink = sink;
  }

  /** Labels of the enclosing items, outermost first. The array is shared: do not change it. */
  path(): string[] {
    return this.#paths.at(-1) ?? [];
  }

  /** What decides which menu a link stands in here; null where a list would be named by words that were read already. */
  surroundings(): string | null {
    const item = this.#items.at(-1);
    if (item !== undefined && !item.isLabelled && item.mark !== this.#sink.mark()) return null;
    return `${item === undefined ? '' : Number(item.isLabelled)}${this.path().join('\n')}`;
  }

  /** Whether the innermost item has its list; to be set by who repeats what was read in the same {@link surroundings}. */
  get isLabelled(): boolean {
    return this.#items.at(-1)?.isLabelled ?? false;
  }

  set isLabelled(isLabelled: boolean) {
    const item = this.#items.at(-1);
    if (item !== undefined) item.isLabelled = isLabelled;
  }

  openItem(): void {
    this.#items.push({ mark: this.#sink.mark(), isLabelled: false });
  }

  closeItem(): void {
    this.#items.pop();
  }

  openList(): void {
    const item = this.#items.at(-1);
    const outer = this.path();
    if (item === undefined || item.isLabelled) {
      this.#paths.push(outer);
      return;
    }
    item.isLabelled = true;
    const label = this.#sink.read(item.mark, maxLabelChars);
    this.#paths.push(label === '' ? outer : [...outer, label]);
  }

  closeList(): void {
    if (this.#paths.length > 1) this.#paths.pop();
  }
}
