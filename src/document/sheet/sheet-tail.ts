import { XmlFeed, type XmlHandler } from '../office/xml.ts';

const endOfData = Buffer.from('</sheetData>');
const values = [Buffer.from('<v>'), Buffer.from('<is>')];
const overlapBytes = endOfData.length - 1;

/**
 * The rest of a sheet after very many empty rows. Bytes are searched for values, not parsed; what follows the rows
 * (the merges, which the header needs) goes to the handler again.
 */
export class SheetTail {
  /** a value came after all: rows are missing from what was read */
  hasValues = false;
  readonly #handler: XmlHandler;
  #last: Uint8Array = new Uint8Array(0);
  #feed: XmlFeed | null = null;

  constructor(handler: XmlHandler) {
    this.#handler = handler;
  }

  write(chunk: Uint8Array): void {
    if (this.#feed !== null) {
      this.#feed.write(chunk);
      return;
    }
    const seen = Buffer.concat([this.#last, chunk]);
    const end = seen.indexOf(endOfData);
    const rows = end < 0 ? seen : seen.subarray(0, end);
    this.hasValues ||= values.some((value) => rows.includes(value));
    if (end >= 0) {
      this.#feed = new XmlFeed(this.#handler);
      this.#feed.write(Buffer.from('<worksheet>'));
      this.#feed.write(seen.subarray(end + endOfData.length));
    }
    this.#last = seen.subarray(-overlapBytes);
  }
}
