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
