import type { Handler } from 'htmlparser2';
import type { PageFacts } from '../snapshot/page-facts.ts';
import { type ClassNames, trait } from './class-names.ts';
import { began, ElementReader } from './element-reader.ts';
import { isInside } from './emptiness.ts';
import {
  blockElements,
  hasSigns,
  internName,
  isBreadcrumb,
  type RegionSign,
  readCaptionSign,
  readRegionSign,
  rowElements,
  unseenElements,
} from './elements.ts';
import {
  type Contribution,
  type Gatherers,
  mayRepeat,
  readContribution,
  readSurroundings,
  repeatContribution,
  type Stand,
  takeStand,
} from './contribution.ts';
import type { PageMemory } from './page-memory.ts';
import { createParts, type ElementCounts, maxNodes, type PageParts } from './page-parts.ts';
import { aboveHeading } from './section.ts';

/** What has to be undone when an element ends; shares one number with {@link began}. */
const undo = {
  ...began,
  block: 256,
  row: 512,
  skip: 1024,
  region: 2048,
  isolate: 4096,
  crumb: 8192,
  scope: 16_384,
  list: 32_768,
  item: 65_536,
  section: 131_072,
} as const;

/** An element whose end is waited for. */
interface Watch {
  depth: number;
  stand: Stand;
  ids: Set<string>;
  onEnd: (contribution: Contribution | null) => void;
}

/** Listens to the parser and hands every element to those whom it concerns. */
export class PageReader {
  /** a guard ended the reading */
  isStopped = false;
  readonly #parts: PageParts = createParts();
  readonly #elements: ElementReader;
  readonly #classNames: ClassNames;
  readonly #names: string[] = [];
  readonly #undos: number[] = [];
  readonly #readsNoscript: boolean;
  #skipDepth = 0;
  #muteDepth = 0;
  #sectionDepth = 0;
  readonly #counts: ElementCounts = { nodes: 0, scripts: 0 };
  readonly #gatherers: Gatherers;
  #watch: Watch | null = null;

  constructor(url: string, memory: PageMemory, readsNoscript: boolean) {
    this.#elements = new ElementReader(this.#parts, url, memory);
    this.#gatherers = { parts: this.#parts, elements: this.#elements, counts: this.#counts };
    this.#classNames = memory.classNames();
    this.#readsNoscript = readsNoscript;
  }

  depth(): number {
    return this.#names.length;
  }

  /** Elements so far. */
  get nodes(): number {
    return this.#counts.nodes;
  }

  /** All that decides what HTML that comes now adds to the facts, beside the base address; null where it cannot be told apart. */
  surroundings(): string | null {
    if (this.#skipDepth > 0 || this.#muteDepth > 0 || this.#readsNoscript || this.isStopped) return null;
    const inner = readSurroundings(this.#gatherers);
    if (inner === null) return null;
    const flags = [this.#sectionDepth > 0, this.#isIsolated()].map(Number).join('');
    return `${inner}${flags}${this.#names.join('>')}`;
  }

  /**
   * Reads what the innermost open element adds between its tags, where there are {@link surroundings}.
   * @param onEnd told when it ends, before anything that ends with it; null when it may not be repeated
   * @returns false where nothing can be told, because a tab waits for its panel
   */
  watch(onEnd: (contribution: Contribution | null) => void): boolean {
    if (this.#parts.outline.awaitsPanel()) return false;
    this.#watch = { depth: this.#names.length, stand: takeStand(this.#gatherers), ids: new Set(), onEnd };
    return true;
  }

  mayRepeat(contribution: Contribution): boolean {
    return mayRepeat(contribution, this.#gatherers);
  }

  /** Adds what {@link watch} told of the same HTML in the same surroundings. */
  repeat(contribution: Contribution): void {
    repeatContribution(contribution, this.#gatherers);
  }

  handler(): Partial<Handler> {
    return {
      onopentag: (name, attributes) => {
        if (!this.isStopped) this.#open(internName(name), attributes);
      },
      onclosetag: () => {
        if (this.isStopped) return;
        if (this.#names.length === this.#watch?.depth) this.#endWatch(this.#watch);
        this.#close();
      },
      ontext: (data) => {
        if (!this.isStopped) this.#text(data);
      },
    };
  }

  finish(isTooDeep: boolean): PageFacts {
    while (this.#names.length > 0) this.#close();
    const { sink, regions, outline, crumbs, links, tables, forms } = this.#parts;
    const elements = this.#elements;
    const text = sink.join();
    const found = links.finish(text.length);
    const chrome = regions.ranges(text.length);
    const headings = outline.finish(text, found, (at) => isInside(chrome, at));
    const starts = new Set(headings.map(({ at }) => at));
    const facts: PageFacts = {
      title: elements.title ?? '',
      baseHref: elements.baseHref,
      metaRefresh: elements.refresh,
      generator: elements.generator,
      text,
      headings,
      breadcrumbs: crumbs.labels,
      links: found.map((link) => (link.text === '' ? aboveHeading(link, starts) : link)),
      tables: tables.found,
      forms: forms.found,
      images: elements.images().map((image) => aboveHeading(image, starts)),
      chrome,
      counts: {
        scripts: this.#counts.scripts,
        passwordFields: forms.passwordFields,
        deadAnchors: elements.links.deadAnchors,
        nodes: this.#counts.nodes,
      },
      truncated: this.isStopped || isTooDeep || sink.isFull || links.isFull || elements.hasTooManyImages,
    };
    // A place after the last line break lies one beyond the text when nothing follows.
    for (const placed of [facts.headings, facts.tables, facts.forms, facts.images]) {
      for (const fact of placed) fact.at = Math.min(fact.at, text.length);
    }
    for (const table of facts.tables) table.end = Math.min(table.end, text.length);
    return facts;
  }

  #text(data: string): void {
    if (this.#elements.captureText(data)) return;
    if (this.#skipDepth === 0 && this.#muteDepth === 0) this.#parts.sink.append(data);
  }

  #open(name: string, attributes: Record<string, string>): void {
    if (this.#counts.nodes >= maxNodes) {
      this.isStopped = true;
      return;
    }
    this.#counts.nodes++;
    const isSeen = this.#skipDepth === 0;
    let bits = 0;
    if (name === 'script') {
      this.#counts.scripts++;
      if (/ld\+json/i.test(attributes['type'] ?? '')) bits |= this.#elements.beginCapture();
    } else if (isSeen) {
      bits |= this.#openSeen(name, attributes);
    }
    if (unseenElements.has(name) || (name === 'noscript' && !this.#readsNoscript)) {
      bits |= undo.skip;
      this.#skipDepth++;
    }
    this.#names.push(name);
    this.#undos.push(bits);
  }

  #openSeen(name: string, attributes: Record<string, string>): number {
    let bits = this.#openBlock(name);
    const traits = this.#classNames.read(attributes['class'], attributes['id']);
    // Nearly all elements have no sign beside class and id, and each look at an attribute costs.
    const signs = hasSigns(attributes) ? attributes : noSigns;
    bits |= this.#openSurroundings(name, attributes['id'], signs, traits);
    bits |= this.#elements.open(name, attributes);
    if (bits & undo.mute) this.#muteDepth++;
    if (signs === noSigns && traits === 0 && name !== 'summary') return bits;
    const caption = this.#parts.regions.isInside() ? null : readCaptionSign(name, attributes, traits);
    if (caption !== null && this.#parts.outline.openCaption(caption.controls, caption.isTab))
      bits |= undo.heading;
    if (name !== 'a' && name !== 'input' && ('onclick' in attributes || 'data-href' in attributes)) {
      if (this.#elements.links.openScripted(attributes)) {
        bits |= undo.link;
        if (name === 'img') this.#parts.links.addAlt(attributes['alt'] ?? '');
      }
    }
    return bits;
  }

  #openBlock(name: string): number {
    const { sink, tables } = this.#parts;
    if (rowElements.has(name)) {
      sink.breakRow();
      return undo.row;
    }
    if (name === 'td' || name === 'th') {
      if (tables.isLayout()) sink.breakBlock();
      else sink.breakCell();
      return 0;
    }
    if (!blockElements.has(name)) return 0;
    sink.breakBlock();
    return undo.block;
  }

  /** Regions, breadcrumbs, accordion items, menus: what an element is to its surroundings, by name, role and class. */
  #openSurroundings(
    name: string,
    id: string | undefined,
    signs: Record<string, string>,
    traits: number,
  ): number {
    const { regions, outline, menu, crumbs, sink } = this.#parts;
    let bits = 0;
    const sign = readRegionSign(name, id, signs, traits, this.#sectionDepth > 0);
    if (sign !== null && this.#isNewRegion(sign)) {
      regions.open(sign.kind, sign.saidBy, sink.position());
      bits |= undo.region;
      if (sign.isIsolated) {
        outline.isolate();
        bits |= undo.isolate;
      }
    }
    if (name === 'main' || name === 'article' || name === 'section') {
      this.#sectionDepth++;
      bits |= undo.section;
    }
    if (isBreadcrumb(signs, traits) && crumbs.open()) bits |= undo.crumb;
    if (id !== undefined) this.#watch?.ids.add(id);
    if (id !== undefined && outline.openPanel(id)) bits |= undo.scope;
    else if (name === 'details' || (traits & trait.container && name !== 'button')) {
      outline.openScope();
      bits |= undo.scope;
    }
    if (name === 'ul' || name === 'ol' || traits & trait.dropdownMenu) {
      menu.openList();
      bits |= undo.list;
    }
    if (name === 'li' || traits & trait.dropdown) {
      crumbs.addEdge();
      menu.openItem();
      bits |= undo.item;
    }
    return bits;
  }

  #endWatch({ stand, ids, onEnd }: Watch): void {
    this.#watch = null;
    onEnd(readContribution(stand, this.#gatherers, this.#isIsolated(), ids));
  }

  /** Whether the outline that stands here ends with the innermost open element. */
  #isIsolated(): boolean {
    return ((this.#undos.at(-1) ?? 0) & undo.isolate) !== 0;
  }

  #isNewRegion(sign: RegionSign): boolean {
    const { current } = this.#parts.regions;
    if (current === null || current.kind === 'content') return sign.kind === 'chrome';
    return sign.kind === 'content' && (sign.saidBy === 'tag' || current.saidBy === 'class');
  }

  #close(): void {
    const name = this.#names.pop() ?? '';
    const bits = this.#undos.pop() ?? 0;
    const { sink, regions, outline, menu, crumbs } = this.#parts;
    if (bits & undo.skip) this.#skipDepth--;
    if (bits & undo.mute) this.#muteDepth--;
    if (this.#skipDepth === 0) this.#elements.close(name, bits);
    if (bits & undo.item) menu.closeItem();
    if (bits & undo.list) menu.closeList();
    if (bits & undo.crumb) crumbs.close();
    if (bits & undo.scope) outline.closeScope();
    if (bits & undo.section) this.#sectionDepth--;
    if (bits & undo.isolate) outline.restore();
    if (bits & undo.region) regions.close(sink.position());
    if (bits & undo.row) sink.breakRow();
    if (bits & undo.block) sink.breakBlock();
  }
}

const noSigns: Record<string, string> = {};
