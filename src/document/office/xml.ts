import { SaxesParser } from 'saxes';
import { UnreadableDocument } from '../archive/unreadable.ts';
import type { Zip } from '../archive/zip.ts';

export type XmlAttributes = Readonly<Record<string, string>>;

/** Receives an XML file in order. Names come without their prefix: producers choose prefixes freely. */
export interface XmlHandler {
  open(name: string, attributes: XmlAttributes): void;
  text(text: string): void;
  close(name: string): void;
}

/** Office files nest some twenty deep; the parser keeps an object per open element. */
const maxDepth = 400;

/** A streaming parser over bytes. It expands no entities but XML's own five, so entity bombs end as `damaged`. */
export class XmlFeed {
  readonly #parser = new SaxesParser({ position: false });
  readonly #decoder: { decode: ((chunk: Uint8Array | undefined) => string) | null } = { decode: null };
  #depth = 0;

  constructor(handler: XmlHandler) {
    this.#parser.on('opentag', (tag) => {
      this.#depth++;
      if (this.#depth > maxDepth) throw new UnreadableDocument('too-large', 'XML nested too deep');
      // Without `xmlns` the parser gives plain strings; its types leave both open.
      handler.open(localName(tag.name), tag.attributes as XmlAttributes);
    });
    this.#parser.on('text', (text) => handler.text(text));
    this.#parser.on('cdata', (text) => handler.text(text));
    this.#parser.on('closetag', (tag) => {
      this.#depth--;
      handler.close(localName(tag.name));
    });
    this.#parser.on('error', (error) => {
      throw new UnreadableDocument('damaged', `XML: ${error.message.slice(0, 200)}`);
    });
  }

  write(chunk: Uint8Array): void {
    this.#decoder.decode ??= chooseDecoder(chunk);
    this.#parser.write(this.#decoder.decode(chunk));
  }

  close(): void {
    if (this.#decoder.decode !== null) this.#parser.write(this.#decoder.decode(undefined));
    this.#parser.close();
  }
}

/**
 * Reads one member of an office file; nothing happens when it has none by that name.
 * @returns whether the member is there
 * @throws {UnreadableDocument} as the archive, and `damaged` for broken XML
 */
export async function readXmlMember(zip: Zip, name: string, handler: XmlHandler): Promise<boolean> {
  const member = zip.find(name);
  if (member === null) return false;
  const feed = new XmlFeed(handler);
  for await (const chunk of zip.stream(member)) feed.write(chunk);
  feed.close();
  return true;
}

/** The value of an attribute whatever its prefix is, null when it is not there. */
export function attributeOf(attributes: XmlAttributes, name: string): string | null {
  const plain = attributes[name];
  if (plain !== undefined) return plain;
  for (const key of Object.keys(attributes)) {
    if (key.endsWith(name) && key[key.length - name.length - 1] === ':') return attributes[key] ?? null;
  }
  return null;
}

/** OOXML's boolean property: there without a value means true (ECMA-376 part 1, 17.17.4). */
export function isOn(attributes: XmlAttributes): boolean {
  const value = attributeOf(attributes, 'val');
  return value === null || !['0', 'false', 'off', 'none'].includes(value);
}

/** A whole number of an attribute within bounds; `otherwise` where it is none. */
export function countOf(value: string | null | undefined, otherwise: number, most: number): number {
  const number = value === null || value === undefined ? Number.NaN : Number.parseInt(value, 10);
  return Number.isFinite(number) ? Math.min(Math.max(number, 0), most) : otherwise;
}

function localName(name: string): string {
  const colon = name.indexOf(':');
  return colon < 0 ? name : name.slice(colon + 1);
}

function chooseDecoder(head: Uint8Array): (chunk: Uint8Array | undefined) => string {
  const isLittle = (head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0x3c && head[1] === 0);
  const isBig = (head[0] === 0xfe && head[1] === 0xff) || (head[0] === 0 && head[1] === 0x3c);
  const decoder = new TextDecoder(isLittle ? 'utf-16le' : isBig ? 'utf-16be' : 'utf-8');
  return (chunk) => (chunk === undefined ? decoder.decode() : decoder.decode(chunk, { stream: true }));
}
