import { attributeOf, type XmlAttributes, type XmlHandler } from '../office/xml.ts';
import { readCellAddress, readMerge } from './cell-address.ts';
import type { Merge } from './grid.ts';
import { formatNumber } from './number-format.ts';
import type { RawCell, SheetBuilder } from './sheet-builder.ts';
import type { Workbook } from './read-workbook.ts';

const maxMerges = 20_000;
const maxTextChars = 4000;

interface OpenCell {
  column: number;
  type: string;
  style: number;
  text: string;
}

/** Takes a worksheet's XML and hands its rows to a builder. */
export class WorksheetHandler implements XmlHandler {
  readonly merges: Merge[] = [];
  /** rows since the last that held something */
  emptyRows = 0;
  readonly #workbook: Workbook;
  readonly #builder: SheetBuilder;
  #row = -1;
  #column = -1;
  #cells: RawCell[] = [];
  #cell: OpenCell | null = null;
  #isValue = false;

  constructor(workbook: Workbook, builder: SheetBuilder) {
    this.#workbook = workbook;
    this.#builder = builder;
  }

  open(name: string, attributes: XmlAttributes): void {
    switch (name) {
      case 'c':
        this.#openCell(attributes);
        break;
      case 'row': {
        const number = Number(attributes['r'] ?? this.#row + 2);
        this.#row = Number.isInteger(number) && number > 0 ? number - 1 : this.#row + 1;
        this.#column = -1;
        this.#cells = [];
        break;
      }
      case 'v':
      case 't':
        this.#isValue = this.#cell !== null;
        break;
      case 'rPh':
        // Reading aids of East Asian text repeat the word.
        this.#cell = null;
        break;
      case 'mergeCell': {
        const merge = readMerge(attributeOf(attributes, 'ref') ?? '');
        if (merge !== null && this.merges.length < maxMerges) this.merges.push(merge);
        break;
      }
      default:
    }
  }

  text(text: string): void {
    const cell = this.#cell;
    if (this.#isValue && cell !== null && cell.text.length < maxTextChars)
      cell.text += text.slice(0, maxTextChars);
  }

  close(name: string): void {
    if (name === 'v' || name === 't') this.#isValue = false;
    else if (name === 'c') this.#closeCell();
    else if (name === 'row') {
      this.emptyRows = this.#cells.length > 0 ? 0 : this.emptyRows + 1;
      if (this.#cells.length > 0) this.#builder.addRow(this.#row, this.#cells);
    }
  }

  #openCell(attributes: XmlAttributes): void {
    const address = readCellAddress(attributes['r'] ?? '');
    this.#column = address === null ? this.#column + 1 : address.column;
    this.#cell = {
      column: this.#column,
      type: attributes['t'] ?? 'n',
      style: Number(attributes['s'] ?? 0),
      text: '',
    };
  }

  #closeCell(): void {
    const cell = this.#cell;
    this.#cell = null;
    if (cell === null || cell.text === '') return;
    const isNumber = cell.type === 'n' || cell.type === 'd';
    const text = this.#showCell(cell);
    if (text.trim() !== '') this.#cells.push({ column: cell.column, text, isNumber });
  }

  /** The kinds of cells are those of ECMA-376 part 1, 18.18.11. */
  #showCell(cell: OpenCell): string {
    switch (cell.type) {
      case 's':
        return this.#workbook.strings[Number(cell.text)] ?? '';
      case 'b':
        return cell.text === '1' ? 'TRUE' : 'FALSE';
      case 'n': {
        const value = Number(cell.text);
        if (!Number.isFinite(value)) return cell.text;
        return formatNumber(
          value,
          this.#workbook.formats[cell.style] ?? 'General',
          this.#workbook.usesDate1904,
        );
      }
      default:
        return cell.text;
    }
  }
}
