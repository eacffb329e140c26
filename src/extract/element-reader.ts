import type { ImageFacts, PageFacts } from '../snapshot/page-facts.ts';
import { resolveUrl } from './address.ts';
import { LinkReader } from './link-reader.ts';
import { isPixel, readRefresh, readSource } from './media.ts';
import type { PageMemory } from './page-memory.ts';
import type { PageParts } from './page-parts.ts';
import { isInFurniture, type Region } from './regions.ts';
import { foldSpace } from './text-sink.ts';

const maxImages = 2_000;
const maxCaptureChars = 100_000;
const maxTitleChars = 1_000;

type Attributes = Record<string, string>;

/** What an element began that has to be ended with it; bits. */
export const began = { link: 1, heading: 2, capture: 4, mute: 8, mark: 16, bar: 32 } as const;

/** An image, of whose region it is not known yet whether it is furniture. */
export interface PlacedImage {
  facts: ImageFacts;
  region: Region | null;
}

/** Reads what an element is by its tag: head matter, links, tables, forms, images. */
export class ElementReader {
  readonly links: LinkReader;
  baseHref: string | null = null;
  title: string | null = null;
  generator: string | null = null;
  refresh: PageFacts['metaRefresh'] = null;
  hasTooManyImages = false;
  readonly #parts: PageParts;
  readonly #pageUrl: string;
  readonly #images: PlacedImage[] = [];
  readonly #marks: number[] = [];
  #captured: string | null = null;
  #svgDepth = 0;

  constructor(parts: PageParts, url: string, memory: PageMemory) {
    this.#parts = parts;
    this.#pageUrl = url;
    this.links = new LinkReader(parts, url, memory);
  }

  images(): ImageFacts[] {
    return this.#images.map(({ facts, region }) => ({ ...facts, inChrome: isInFurniture(region) }));
  }

  /** What decides how an element is read here; null where text is kept aside, or within a drawing. */
  surroundings(): string | null {
    if (this.#captured !== null || this.#svgDepth > 0) return null;
    const head = [this.baseHref, this.title, this.generator, this.refresh];
    return head.map((fact) => Number(fact === null)).join('');
  }

  /** A place among the images, for {@link imagesSince}. */
  stand(): number {
    return this.#images.length;
  }

  /** Images that were added since `stand`; null when there were more than are kept. */
  imagesSince(stand: number): readonly PlacedImage[] | null {
    return this.hasTooManyImages ? null : this.#images.slice(stand);
  }

  hasRoomFor(images: readonly unknown[]): boolean {
    return this.#images.length + images.length <= maxImages;
  }

  addImage(image: PlacedImage): void {
    this.#images.push(image);
  }

  /** Text that belongs to no line of the page (title, option, JSON-LD) is kept aside until its element ends. */
  beginCapture(): number {
    this.#captured = '';
    return began.capture;
  }

  /** @returns whether the text was taken */
  captureText(data: string): boolean {
    if (this.#captured === null) return false;
    if (this.#captured.length < maxCaptureChars) this.#captured += data;
    return true;
  }

  /** @returns what it {@link began} */
  open(name: string, attributes: Attributes): number {
    const { tables, forms, sink } = this.#parts;
    switch (name) {
      case 'a':
        this.#parts.crumbs.addEdge();
        return this.links.openAnchor(attributes) ? began.link : 0;
      case 'h1':
      case 'h2':
      case 'h3':
      case 'h4':
      case 'h5':
      case 'h6':
        this.#parts.outline.openHeading(Number(name[1]));
        return began.heading;
      case 'b':
      case 'strong':
      case 'font':
        if (name === 'font' && !isLarge(attributes['size'])) return 0;
        this.#parts.outline.openBar();
        return began.bar;
      case 'img':
        this.#addImage(attributes);
        return 0;
      case 'br':
        sink.breakLine();
        return 0;
      case 'table':
        tables.openTable(this.#parts.outline.path());
        return 0;
      case 'thead':
        tables.setInHead(true);
        return 0;
      case 'caption':
        tables.openCaption();
        return 0;
      case 'tr':
        tables.openRow();
        return 0;
      case 'td':
      case 'th':
        tables.openCell(name === 'th', attributes['colspan'], attributes['rowspan']);
        return 0;
      case 'form':
        forms.open(this.links.resolveUrl(attributes['action'] ?? ''), attributes['method']);
        return 0;
      case 'input':
        forms.addField(name, attributes);
        this.links.addInput(attributes);
        return 0;
      case 'textarea':
        forms.addField(name, attributes);
        return 0;
      case 'select':
        forms.addField(name, attributes);
        this.links.openSelect(attributes);
        return began.mute;
      case 'option':
        this.links.openOption(attributes);
        return this.beginCapture();
      case 'label':
      case 'button':
        this.#marks.push(sink.mark());
        return began.mark;
      case 'svg':
        this.#svgDepth++;
        return 0;
      default:
        return this.#openRare(name, attributes);
    }
  }

  close(name: string, bits: number): void {
    const { tables, forms, sink } = this.#parts;
    if (bits & began.bar) this.#parts.outline.closeBar();
    if (bits & began.heading) this.#parts.outline.closeHeading();
    if (bits & began.link) {
      this.links.closeLink();
      this.#parts.crumbs.addEdge();
    }
    if (bits & began.capture) this.#endCapture(name);
    if (bits & began.mark) {
      const words = sink.read(this.#marks.pop() ?? 0, 200);
      if (name === 'label') forms.addLabel(words);
      else forms.addSubmit(words);
    }
    switch (name) {
      case 'td':
      case 'th':
        return tables.closeCell();
      case 'tr':
        return tables.closeRow();
      case 'thead':
        return tables.setInHead(false);
      case 'caption':
        return tables.closeCaption();
      case 'table':
        return tables.closeTable();
      case 'form':
        return forms.close();
      case 'svg':
        this.#svgDepth--;
        return;
      default:
    }
  }

  #openRare(name: string, attributes: Attributes): number {
    switch (name) {
      case 'area':
        this.links.addElement('area', attributes['href'], attributes);
        return 0;
      case 'iframe':
      case 'frame':
      case 'embed':
        this.links.addFrame(name, attributes);
        return 0;
      case 'object':
        this.links.addElement('object', attributes['data'], attributes);
        return 0;
      case 'title':
        return this.#svgDepth > 0 ? began.mute : this.beginCapture();
      case 'desc':
      case 'metadata':
        return this.#svgDepth > 0 ? began.mute : 0;
      case 'base':
        this.#readBase(attributes['href']);
        return 0;
      case 'meta':
        this.#readMeta(attributes);
        return 0;
      default:
        return 0;
    }
  }

  #endCapture(name: string): void {
    const text = this.#captured ?? '';
    this.#captured = null;
    if (name === 'title') this.title ??= foldSpace(text).slice(0, maxTitleChars);
    else if (name === 'option') this.links.closeOption(text);
    else this.#parts.crumbs.readJson(text);
  }

  #addImage(attributes: Attributes): void {
    const alt = attributes['alt']?.trim() || (attributes['title'] ?? '');
    this.#parts.links.addAlt(alt);
    const url = isPixel(attributes) ? null : this.links.resolveUrl(readSource(attributes));
    if (url === null) return;
    if (this.#images.length >= maxImages) {
      this.hasTooManyImages = true;
      return;
    }
    const at = this.#parts.sink.position();
    const facts = { at, url, alt: foldSpace(alt.slice(0, maxTitleChars)), inChrome: false };
    this.#images.push({ facts, region: this.#parts.regions.current });
  }

  #readBase(href: string | undefined): void {
    if (href === undefined || this.baseHref !== null) return;
    this.baseHref = href;
    this.links.base = resolveUrl(href, this.#pageUrl)?.href ?? this.links.base;
  }

  #readMeta(attributes: Attributes): void {
    const content = attributes['content'] ?? '';
    if (attributes['name']?.toLowerCase() === 'generator') this.generator ??= foldSpace(content);
    if (attributes['http-equiv']?.trim().toLowerCase() !== 'refresh' || this.refresh !== null) return;
    const refresh = readRefresh(content);
    const url = refresh === null ? null : resolveUrl(refresh.target, this.links.base);
    if (refresh === null || url === null) return;
    this.refresh = { url: url.href, delaySeconds: refresh.delaySeconds };
    this.links.addElement('meta-refresh', refresh.target, {});
  }
}

/** The sizes of letters that old pages give: 3 is what all have. */
function isLarge(size: string | undefined): boolean {
  return size !== undefined && /^\s*(?:[3-7]|\+[1-7])\s*$/.test(size);
}
