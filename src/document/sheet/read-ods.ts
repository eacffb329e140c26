import { openZip } from '../archive/zip.ts';
import { makeFacts } from '../office/facts.ts';
import { refuseEncryptedOdf } from '../office/odf-encryption.ts';
import { readOdfProperties } from '../office/properties.ts';
import { attributeOf, countOf, readXmlMember, type XmlAttributes, type XmlHandler } from '../office/xml.ts';
import type { DocumentFacts, DocumentPart } from '../../snapshot/document-facts.ts';
import type { DocumentLimits } from '../types.ts';
import { maxGridColumns, type Merge } from './grid.ts';
import { CharBudget, type RawCell, SheetBuilder } from './sheet-builder.ts';

const maxSpan = 1_048_576;
/** Rows that are alike are written once with a count. */
const maxRepeatedRows = 10_000;
const maxMerges = 20_000;
const maxTextChars = 4000;

/**
 * Facts of an .ods file. Its cells hold their text as shown, so no formats are needed.
 * @throws {UnreadableDocument}
 */
export async function readOds(
  bytes: Uint8Array,
  limits: DocumentLimits,
  madeBy: string,
): Promise<DocumentFacts> {
  const zip = await openZip(bytes);
  await refuseEncryptedOdf(zip);
  const handler = new OdsHandler(new CharBudget(limits.maxChars), limits.maxPages);
  await readXmlMember(zip, 'content.xml', handler);
  const properties = { ...(await readOdfProperties(zip)), pageCount: handler.sheetCount };
  return makeFacts('ods', madeBy, { parts: handler.parts, properties, truncated: handler.isCut });
}

class OdsHandler implements XmlHandler {
  readonly parts: DocumentPart[] = [];
  /** sheets that can be seen */
  sheetCount = 0;
  readonly #budget: CharBudget;
  readonly #maxSheets: number;
  readonly #hiddenStyles = new Set<string>();
  #style = '';
  #name = '';
  #builder: SheetBuilder | null = null;
  #merges: Merge[] = [];
  #images = 0;
  #row = 0;
  #rowRepeat = 1;
  #column = 0;
  #cells: RawCell[] = [];
  #cell: { text: string; isNumber: boolean; repeat: number } | null = null;
  #paragraphs = 0;
  #asides = 0;
  #depth = 0;

  constructor(budget: CharBudget, maxSheets: number) {
    this.#budget = budget;
    this.#maxSheets = maxSheets;
  }

  get isCut(): boolean {
    return this.#budget.isExceeded || this.sheetCount > this.#maxSheets;
  }

  open(name: string, attributes: XmlAttributes): void {
    switch (name) {
      case 'style':
        this.#style = attributeOf(attributes, 'name') ?? '';
        break;
      case 'table-properties':
        if (attributeOf(attributes, 'display') === 'false') this.#hiddenStyles.add(this.#style);
        break;
      case 'table':
        this.#openTable(attributes);
        break;
      case 'table-row':
        this.#rowRepeat = countOf(attributeOf(attributes, 'number-rows-repeated'), 1, maxSpan);
        this.#column = 0;
        this.#cells = [];
        break;
      case 'table-cell':
      case 'covered-table-cell':
        this.#openCell(attributes);
        break;
      case 'annotation':
        this.#asides++;
        break;
      case 'p':
        if (this.#asides === 0) this.#paragraphs++;
        if (this.#cell !== null && this.#cell.text !== '') this.#addText('\n');
        break;
      case 's':
      case 'tab':
      case 'line-break':
        this.#addText(' ');
        break;
      case 'image':
        this.#images++;
        break;
      default:
    }
  }

  text(text: string): void {
    if (this.#paragraphs > 0) this.#addText(text);
  }

  close(name: string): void {
    switch (name) {
      case 'annotation':
        this.#asides--;
        break;
      case 'p':
        if (this.#asides === 0) this.#paragraphs--;
        break;
      case 'table-cell':
      case 'covered-table-cell':
        this.#closeCell();
        break;
      case 'table-row':
        this.#closeRow();
        break;
      case 'table':
        this.#closeTable();
        break;
      default:
    }
  }

  #openTable(attributes: XmlAttributes): void {
    this.#depth++;
    if (this.#depth > 1) return;
    this.#name = attributeOf(attributes, 'name') ?? '';
    this.#merges = [];
    this.#images = 0;
    this.#row = 0;
    if (this.#hiddenStyles.has(attributeOf(attributes, 'style-name') ?? '')) return;
    this.sheetCount++;
    if (this.sheetCount <= this.#maxSheets) this.#builder = new SheetBuilder(this.#budget);
  }

  #closeTable(): void {
    this.#depth--;
    if (this.#depth > 0 || this.#builder === null) return;
    this.parts.push(this.#builder.build(this.sheetCount, this.#name, this.#merges, this.#images));
    this.#builder = null;
  }

  #openCell(attributes: XmlAttributes): void {
    const type = attributeOf(attributes, 'value-type') ?? 'string';
    const columns = countOf(attributeOf(attributes, 'number-columns-spanned'), 1, maxGridColumns);
    const rows = countOf(attributeOf(attributes, 'number-rows-spanned'), 1, maxSpan);
    if (rows * columns > 1 && this.#merges.length < maxMerges)
      this.#merges.push({ row: this.#row, column: this.#column, rows, columns });
    this.#cell = {
      text: '',
      isNumber: type !== 'string' && type !== 'boolean',
      repeat: Math.max(countOf(attributeOf(attributes, 'number-columns-repeated'), 1, maxSpan), 1),
    };
  }

  #addText(text: string): void {
    if (this.#asides === 0 && this.#cell !== null && this.#cell.text.length < maxTextChars)
      this.#cell.text += text.slice(0, maxTextChars);
  }

  #closeCell(): void {
    const cell = this.#cell;
    this.#cell = null;
    if (cell === null) return;
    const last = Math.min(this.#column + cell.repeat, maxGridColumns);
    for (let column = this.#column; cell.text !== '' && column < last; column++)
      this.#cells.push({ column, text: cell.text, isNumber: cell.isNumber });
    this.#column += cell.repeat;
  }

  #closeRow(): void {
    const repeat = this.#cells.length > 0 ? Math.min(this.#rowRepeat, maxRepeatedRows) : 0;
    for (let i = 0; i < repeat; i++) this.#builder?.addRow(this.#row + i, this.#cells);
    this.#row += Math.max(this.#rowRepeat, 1);
  }
}
