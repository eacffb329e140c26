import { attributeOf, type XmlAttributes, type XmlHandler } from './xml.ts';

/** What of a style matters for headings and pages. */
export interface OdtStyle {
  isBold: boolean;
  isCentred: boolean;
  isHeading: boolean;
  breaksPage: boolean;
}

const plain: OdtStyle = { isBold: false, isCentred: false, isHeading: false, breaksPage: false };
const maxStyles = 20_000;

/** Collects the styles of styles.xml and the automatic ones of content.xml; a style takes over from its parent. */
export class OdtStyles implements XmlHandler {
  readonly #styles = new Map<string, OdtStyle>();
  #name = '';

  /** The style by that name, a plain one where there is none. */
  of(name: string): Readonly<OdtStyle> {
    return this.#styles.get(name) ?? plain;
  }

  open(name: string, attributes: XmlAttributes): void {
    if (name === 'style') this.#openStyle(attributes);
    const style = this.#styles.get(this.#name);
    if (style === undefined) return;
    if (name === 'text-properties') {
      // Thai is complex script: its weight is that of `font-weight-complex`.
      const weights = ['font-weight-complex', 'font-weight'].map((key) => attributeOf(attributes, key));
      if (weights.some((weight) => weight !== null)) style.isBold = weights.includes('bold');
    } else if (name === 'paragraph-properties') {
      const align = attributeOf(attributes, 'text-align');
      if (align !== null) style.isCentred = align === 'center';
      if (attributeOf(attributes, 'break-before') === 'page') style.breaksPage = true;
    }
  }

  text(): void {}

  close(name: string): void {
    if (name === 'style') this.#name = '';
  }

  #openStyle(attributes: XmlAttributes): void {
    this.#name = attributeOf(attributes, 'name') ?? '';
    if (this.#styles.size >= maxStyles) return;
    const parent = this.of(attributeOf(attributes, 'parent-style-name') ?? '');
    const hasLevel = (attributeOf(attributes, 'default-outline-level') ?? '') !== '';
    // A break belongs to the paragraph that has it, not to what is derived from it.
    this.#styles.set(this.#name, { ...parent, isHeading: parent.isHeading || hasLevel, breaksPage: false });
  }
}
