/** White space that is not one plain blank. */
const unevenSpace = /\s\s|[^\S ]/;

/** Folds every run of white space (`&nbsp;` included) to one space and trims. */
export function foldSpace(text: string): string {
  return (unevenSpace.test(text) ? text.replace(/\s+/g, ' ') : text).trim();
}

type Separator = '' | ' ' | '\t' | '\n';
const rank: Record<Separator, number> = { '': 0, ' ': 1, '\t': 2, '\n': 3 };

/** What a part of a page added to the text. */
export interface SinkAdditions {
  pieces: readonly string[];
  chars: number;
  pending: Separator;
  /** counted from the first of its pieces */
  blockStart: number;
  isAtCell: boolean;
  isAtRow: boolean;
}

/**
 * Gathers the visible text of a page, one line per block, cells of a row parted by a tab. A mark is an
 * index into its pieces: what stands between two marks can be read back without joining the whole text.
 */
export class TextSink {
  /** the cap was reached: further text is dropped */
  isFull = false;
  readonly #maxChars: number;
  readonly #pieces: string[] = [];
  #length = 0;
  #pending: Separator = '';
  #blockStart = 0;
  #isAtCell = false;
  #isAtRow = false;

  constructor(maxChars: number) {
    this.#maxChars = maxChars;
  }

  /** Adds text as it came, white space unfolded. */
  append(data: string): void {
    if (this.isFull || data === '') return;
    // What stands between two tags is mostly the page's own indentation.
    if (data.charCodeAt(0) <= 32 && data.trim() === '') return this.#separate(' ');
    let folded = unevenSpace.test(data) ? data.replace(/\s+/g, ' ') : data;
    if (folded === ' ') return this.#separate(' ');
    if (folded.charCodeAt(0) === 32) {
      this.#separate(' ');
      folded = folded.slice(1);
    }
    const endsInSpace = folded.charCodeAt(folded.length - 1) === 32;
    if (endsInSpace) folded = folded.slice(0, -1);
    if (this.#length > 0 && this.#pending !== '') this.#push(this.#pending);
    this.#isAtCell = this.#isAtRow = false;
    this.#pending = endsInSpace ? ' ' : '';
    if (this.#length + folded.length > this.#maxChars) {
      folded = folded.slice(0, Math.max(0, this.#maxChars - this.#length));
      this.isFull = true;
    }
    this.#push(folded);
  }

  /** `<br>`: a new line in the same block. */
  breakLine(): void {
    this.#separate('\n');
  }

  /** The edge of a block. */
  breakBlock(): void {
    // The first block of a cell or a row begins no new line: Word wraps every cell in a paragraph.
    if (!this.#isAtCell) this.#separate('\n');
    this.#blockStart = this.#pieces.length;
  }

  /** The edge of a table row. */
  breakRow(): void {
    this.#pending = '\n';
    this.#isAtCell = this.#isAtRow = true;
    this.#blockStart = this.#pieces.length;
  }

  /** The edge of a table cell: the cells of a row stand on one line. */
  breakCell(): void {
    if (!this.#isAtRow) this.#pending = '\t';
    this.#isAtCell = true;
    this.#blockStart = this.#pieces.length;
  }

  /** Offset at which the next text will stand. */
  position(): number {
    return this.#length + (this.#length > 0 && this.#pending !== '' ? 1 : 0);
  }

  /** A mark for {@link read}. */
  mark(): number {
    return this.#pieces.length;
  }

  /** What was added since `from` (or up to `to`), as one folded line of at most `maxChars`. */
  read(from: number, maxChars: number, to: number = this.#pieces.length): string {
    if (to - from === 1) return (this.#pieces[from] ?? '').slice(0, maxChars).trim();
    let joined = '';
    // Separators may come first; they are trimmed off, hence the small allowance.
    for (let i = from; i < to && joined.length < maxChars + 2; i++) joined += oneLine(this.#pieces[i] ?? '');
    return joined.trim().slice(0, maxChars);
  }

  /** The last line or cell with words since `from`; empty where it is longer than `maxChars`. */
  lastLine(from: number, maxChars: number): string {
    let line = '';
    for (let at = this.#pieces.length - 1; at >= from && line.length <= maxChars; at--) {
      const piece = this.#pieces[at] ?? '';
      if (piece !== '\n' && piece !== '\t') line = piece + line;
      else if (line.trim() !== '') break;
    }
    return line.length > maxChars ? '' : line.trim();
  }

  /** The end of what stands before the present place in the same block. */
  readBefore(maxChars: number): string {
    let from = this.#pieces.length;
    let length = 0;
    while (from > this.#blockStart && length < maxChars) length += this.#pieces[--from]?.length ?? 0;
    if (from === this.#pieces.length) return '';
    let joined = '';
    for (let i = from; i < this.#pieces.length; i++) joined += oneLine(this.#pieces[i] ?? '');
    return joined.trim().slice(-maxChars);
  }

  /** What decides how the next text is joined to what stands here; null where a block goes on that began before. */
  surroundings(): string | null {
    if (this.isFull || this.#blockStart !== this.#pieces.length) return null;
    return `${rank[this.#pending]}${Number(this.#isAtCell)}${Number(this.#isAtRow)}${Number(this.#length > 0)}`;
  }

  /**
   * What was added since a {@link mark} that was taken in a place with {@link surroundings}.
   * @param length its {@link length}
   */
  additionsSince(mark: number, length: number): SinkAdditions | null {
    if (this.isFull) return null;
    return {
      pieces: this.#pieces.slice(mark),
      chars: this.#length - length,
      pending: this.#pending,
      blockStart: this.#blockStart - mark,
      isAtCell: this.#isAtCell,
      isAtRow: this.#isAtRow,
    };
  }

  hasRoomFor({ chars }: SinkAdditions): boolean {
    return this.#length + chars <= this.#maxChars;
  }

  /** Adds what was added before in the same {@link surroundings}. */
  repeat(additions: SinkAdditions): void {
    const mark = this.#pieces.length;
    for (const piece of additions.pieces) this.#pieces.push(piece);
    this.#length += additions.chars;
    this.#pending = additions.pending;
    this.#blockStart = mark + additions.blockStart;
    this.#isAtCell = additions.isAtCell;
    this.#isAtRow = additions.isAtRow;
  }

  /** Characters so far. */
  get length(): number {
    return this.#length;
  }

  /** Everything. */
  join(): string {
    return this.#pieces.join('');
  }

  #separate(separator: Separator): void {
    if (rank[separator] > rank[this.#pending]) this.#pending = separator;
  }

  #push(piece: string): void {
    this.#pieces.push(piece);
    this.#length += piece.length;
  }
}

/** Pieces are folded already: separators between them are all that a line of text may not hold. */
function oneLine(piece: string): string {
  return piece === '\n' || piece === '\t' ? ' ' : piece;
}
