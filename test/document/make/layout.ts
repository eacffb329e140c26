import { type Face, measureText, readFace, wrapText } from './font.ts';
import type { Block, DocumentSource } from './source.ts';

/** Points from the upper left corner of the page. */
export type Mark =
  | { kind: 'text'; x: number; baseline: number; sizePt: number; bold: boolean; text: string }
  | { kind: 'line'; x1: number; y1: number; x2: number; y2: number }
  | { kind: 'photo'; x: number; y: number; width: number; height: number };

export interface LaidOutPage {
  width: number;
  height: number;
  marks: Mark[];
}

export interface Faces {
  regular: Face;
  bold: Face;
}

const marginPt = 56;
const bodyPt = 13;
const headingPt = 17;
const cellPt = 11;
const leading = 1.55;
const paddingPt = 3;

export function readFaces(): Faces {
  return { regular: readFace(400), bold: readFace(700) };
}

/** Sets a source on A4 pages: centred headings, wrapped paragraphs, bordered tables that go on over pages. */
export function layOut(source: DocumentSource, faces: Faces): LaidOutPage[] {
  const setter = new PageSetter(source.landscape === true, faces);
  for (const block of source.blocks) setter.set(block);
  return setter.pages;
}

class PageSetter {
  readonly pages: LaidOutPage[] = [];
  readonly #faces: Faces;
  readonly #width: number;
  readonly #height: number;
  #y = marginPt;

  constructor(landscape: boolean, faces: Faces) {
    this.#faces = faces;
    this.#width = landscape ? 842 : 595;
    this.#height = landscape ? 595 : 842;
    this.#addPage();
  }

  set(block: Block): void {
    switch (block.kind) {
      case 'heading':
        return this.#setLines(block.text, headingPt, true);
      case 'paragraph':
        return this.#setLines(block.text, bodyPt, false);
      case 'table':
        return this.#setTable(block.header, block.rows, block.widths);
      case 'photo':
        return this.#setPhoto(block.heightPt);
      case 'page-break':
        return this.#addPage();
    }
  }

  #addPage(): void {
    this.pages.push({ width: this.#width, height: this.#height, marks: [] });
    this.#y = marginPt;
  }

  #mark(mark: Mark): void {
    this.pages.at(-1)?.marks.push(mark);
  }

  #need(heightPt: number): void {
    if (this.#y + heightPt > this.#height - marginPt && this.#y > marginPt) this.#addPage();
  }

  #setLines(text: string, sizePt: number, isHeading: boolean): void {
    const face = isHeading ? this.#faces.bold : this.#faces.regular;
    const room = this.#width - 2 * marginPt;
    for (const line of wrapText(face, text, sizePt, room)) {
      this.#need(sizePt * leading);
      const x = isHeading ? (this.#width - measureText(face, line, sizePt)) / 2 : marginPt;
      this.#mark({
        kind: 'text',
        x,
        baseline: this.#y + sizePt * 1.15,
        sizePt,
        bold: isHeading,
        text: line,
      });
      this.#y += sizePt * leading;
    }
    this.#y += isHeading ? 6 : 4;
  }

  #setPhoto(heightPt: number): void {
    this.#need(heightPt);
    this.#mark({ kind: 'photo', x: marginPt, y: this.#y, width: heightPt * 0.8, height: heightPt });
    this.#y += heightPt + 6;
  }

  #setTable(
    header: readonly string[],
    rows: readonly (readonly string[])[],
    shares: readonly number[] | undefined,
  ): void {
    const parts = header.map((_, column) => shares?.[column] ?? 1);
    const total = parts.reduce((sum, part) => sum + part, 0);
    const widths = parts.map((part) => (part / total) * (this.#width - 2 * marginPt));
    this.#setRow(header, widths, true);
    for (const row of rows) this.#setRow(row, widths, false);
    this.#y += 8;
  }

  #setRow(cells: readonly string[], widths: readonly number[], bold: boolean): void {
    const face = bold ? this.#faces.bold : this.#faces.regular;
    const wrapped = widths.map((width, column) =>
      wrapText(face, cells[column] ?? '', cellPt, width - 2 * paddingPt),
    );
    const lineHeight = cellPt * leading;
    const height = Math.max(1, ...wrapped.map(({ length }) => length)) * lineHeight + 2 * paddingPt;
    this.#need(height);
    const top = this.#y;
    let x = marginPt;
    for (const [column, lines] of wrapped.entries()) {
      const width = widths[column] ?? 0;
      this.#box(x, top, width, height);
      for (const [index, text] of lines.entries()) {
        const baseline = top + paddingPt + cellPt * 1.15 + index * lineHeight;
        this.#mark({ kind: 'text', x: x + paddingPt, baseline, sizePt: cellPt, bold, text });
      }
      x += width;
    }
    this.#y += height;
  }

  #box(x: number, y: number, width: number, height: number): void {
    const [right, bottom] = [x + width, y + height];
    this.#mark({ kind: 'line', x1: x, y1: y, x2: right, y2: y });
    this.#mark({ kind: 'line', x1: x, y1: bottom, x2: right, y2: bottom });
    this.#mark({ kind: 'line', x1: x, y1: y, x2: x, y2: bottom });
    this.#mark({ kind: 'line', x1: right, y1: y, x2: right, y2: bottom });
  }
}
