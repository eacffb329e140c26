import type { LinkVia } from '../snapshot/page-facts.ts';
import type { Address } from './address.ts';
import { type BaseParts, type BaseReach, reachOf, splitBase } from './base-reach.ts';
import type { OpenLink } from './links.ts';
import { readSource } from './media.ts';
import type { PageMemory } from './page-memory.ts';
import { type PageParts, readPlace } from './page-parts.ts';
import { isUrlLike, readScriptTarget } from './script-target.ts';

type Attributes = Record<string, string>;

/** Finds the links among the elements: anchors, frames, embedded documents, handlers, jump menus. */
export class LinkReader {
  /** anchors that lead nowhere */
  deadAnchors = 0;
  /** the last list of choices leads to addresses */
  isJumpMenu = false;
  /** the most that an address hung on the base, since it was set to 0; null when nobody asks */
  reach: BaseReach | null = null;
  readonly #parts: PageParts;
  readonly #open: OpenLink[] = [];
  #anchor: OpenLink | null = null;
  readonly #memory: PageMemory;
  #base: string;
  #baseParts: BaseParts | null = null;
  #resolveRaw: (raw: string) => Address | null;
  #optionTarget = '';

  constructor(parts: PageParts, base: string, memory: PageMemory) {
    this.#parts = parts;
    this.#memory = memory;
    this.#base = base;
    this.#resolveRaw = memory.resolverFor(base);
  }

  /** What relative links are resolved against. */
  get base(): string {
    return this.#base;
  }

  set base(url: string) {
    this.#base = url;
    this.#baseParts = null;
    this.#resolveRaw = this.#memory.resolverFor(url);
  }

  /** What addresses of that reach hang on. */
  baseFor(reach: BaseReach): string {
    this.#baseParts ??= splitBase(this.#base);
    return this.#baseParts[reach];
  }

  /** Resolves an address that is no link. */
  resolveUrl(raw: string): string | null {
    return this.#resolve(raw)?.href ?? null;
  }

  /** What decides how an element is read as a link here; null within a link. */
  surroundings(): string | null {
    if (this.#anchor !== null || this.#open.length > 0 || this.#optionTarget !== '') return null;
    return `${Number(this.isJumpMenu)}`;
  }

  /** @returns whether a link was opened that {@link closeLink} has to end with the element */
  openAnchor(attributes: Attributes): boolean {
    // Anchors do not nest: a new one ends an unclosed one, as in browsers.
    if (this.#anchor !== null) this.#parts.links.close(this.#anchor);
    this.#anchor = null;
    const found = this.#readAnchor(attributes);
    if (found === null) {
      if (isDead(attributes)) this.deadAnchors++;
      return false;
    }
    this.#anchor = this.#begin(found.address, found.via, attributes);
    return this.#anchor !== null;
  }

  /** A handler or `data-href` on an element that is no anchor. */
  openScripted(attributes: Attributes): boolean {
    const address = this.#resolve(readHandlerTarget(attributes));
    return address !== null && this.#begin(address, 'onclick', attributes) !== null;
  }

  /** Ends the innermost link of those that were answered with true. */
  closeLink(): void {
    const link = this.#open.pop();
    if (link === undefined) return;
    this.#parts.links.close(link);
    if (link === this.#anchor) this.#anchor = null;
  }

  /** A frame, area or embedded document: a link with no text of its own. */
  addElement(via: LinkVia, raw: string | undefined, attributes: Attributes): void {
    const address = this.#resolve(raw ?? null);
    if (address === null) return;
    const link = this.#parts.links.open(address, via, readPlace(this.#parts), attributes);
    if (link === null) return;
    if (attributes['alt'] !== undefined) this.#parts.links.addAlt(attributes['alt']);
    this.#parts.links.close(link, '');
  }

  addFrame(via: 'iframe' | 'frame' | 'embed', attributes: Attributes): void {
    this.addElement(via, readSource(attributes), attributes);
  }

  /** `<input type=button onclick=…>`: its words are its value. */
  addInput(attributes: Attributes): void {
    const address = this.#resolve(readHandlerTarget(attributes));
    if (address === null) return;
    const link = this.#parts.links.open(address, 'onclick', readPlace(this.#parts), attributes);
    if (link !== null) this.#parts.links.close(link, attributes['value'] ?? attributes['alt'] ?? '');
  }

  openSelect(attributes: Attributes): void {
    this.isJumpMenu = /location|open|jump|submit|go/i.test(attributes['onchange'] ?? '');
  }

  openOption(attributes: Attributes): void {
    const value = attributes['value']?.trim() ?? '';
    const isTarget = /^https?:\/\//i.test(value) || (this.isJumpMenu && isUrlLike(value));
    this.#optionTarget = isTarget ? value : '';
  }

  closeOption(words: string): void {
    const address = this.#resolve(this.#optionTarget);
    this.#optionTarget = '';
    if (address === null) return;
    const link = this.#parts.links.open(address, 'option', readPlace(this.#parts), {});
    if (link !== null) this.#parts.links.close(link, words);
  }

  #readAnchor(attributes: Attributes): { address: Address; via: LinkVia } | null {
    const href = attributes['href'] ?? attributes['xlink:href'] ?? '';
    const script = /^\s*javascript:/i.test(href) ? href.replace(/^\s*javascript:/i, '') : null;
    if (script === null) {
      const address = this.#resolve(href);
      if (address !== null) return { address, via: 'a' };
      // A mail address or a phone number is where this anchor leads, whatever its handler counts.
      if (/^\s*(?:mailto|tel|sms|line):/i.test(href)) return null;
    }
    const target = (script === null ? null : readScriptTarget(script)) ?? readHandlerTarget(attributes);
    const address = this.#resolve(target);
    return address === null ? null : { address, via: 'onclick' };
  }

  #begin(address: Address, via: LinkVia, attributes: Attributes): OpenLink | null {
    const link = this.#parts.links.open(address, via, readPlace(this.#parts), attributes);
    if (link !== null) this.#open.push(link);
    return link;
  }

  #resolve(raw: string | null): Address | null {
    if (raw === null || raw === '') return null;
    this.#noteReach(raw);
    return this.#resolveRaw(raw);
  }

  #noteReach(raw: string): void {
    if (this.reach === null) return;
    const reach = reachOf(raw);
    if (reach > this.reach) this.reach = reach;
  }
}

function readHandlerTarget(attributes: Attributes): string | null {
  const handler = attributes['onclick'];
  const target = handler === undefined ? null : readScriptTarget(handler);
  if (target !== null) return target;
  const dataHref = attributes['data-href']?.trim() ?? '';
  return isUrlLike(dataHref) ? dataHref : null;
}

/** An anchor that a visitor can click to no effect; named targets, toggles, mail and phone links are none. */
function isDead(attributes: Attributes): boolean {
  const href = attributes['href']?.trim();
  if (href === undefined)
    return attributes['name'] === undefined && attributes['id'] === undefined && !isToggle(attributes);
  if (href.length > 1 && href.startsWith('#')) return false;
  return (href === '' || href === '#' || /^javascript:/i.test(href)) && !isToggle(attributes);
}

function isToggle(attributes: Attributes): boolean {
  return ['data-toggle', 'data-bs-toggle', 'aria-controls', 'aria-expanded'].some(
    (name) => name in attributes,
  );
}
