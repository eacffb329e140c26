import { openZip } from '../archive/zip.ts';
import type { DocumentFacts } from '../../snapshot/document-facts.ts';
import type { DocumentLimits } from '../types.ts';
import { makePagedFacts } from './facts.ts';
import { Flow } from './flow.ts';
import { refuseEncryptedOdf } from './odf-encryption.ts';
import { OdtStyles } from './odt-styles.ts';
import { readOdfProperties } from './properties.ts';
import { attributeOf, countOf, readXmlMember, type XmlAttributes, type XmlHandler } from './xml.ts';

const maxRepeats = 1000;

/**
 * Facts of an .odt file.
 * @throws {UnreadableDocument}
 */
export async function readOdt(
  bytes: Uint8Array,
  limits: DocumentLimits,
  madeBy: string,
): Promise<DocumentFacts> {
  const zip = await openZip(bytes);
  await refuseEncryptedOdf(zip);
  const flow = new Flow(limits.maxPages, limits.maxChars);
  const styles = new OdtStyles();
  await readXmlMember(zip, 'styles.xml', styles);
  await readXmlMember(zip, 'content.xml', new OdtHandler(flow, styles));
  const lastPage = flow.page;
  flow.finish();
  const properties = await readOdfProperties(zip);
  const pageCount = properties.pageCount === null ? null : Math.max(properties.pageCount, lastPage);
  return makePagedFacts('odt', madeBy, {
    parts: flow.parts,
    properties: { ...properties, pageCount },
    truncated: flow.isCut,
  });
}

/** Takes content.xml of a text document (ODF 1.3 part 3). Tracked deletions and comments are not told. */
class OdtHandler implements XmlHandler {
  readonly #flow: Flow;
  readonly #styles: OdtStyles;
  #isBody = false;
  #asides = 0;
  #headerRows = 0;
  readonly #paragraphs: { style: string; isHeading: boolean; hasOtherText: boolean; isBold: boolean }[] = [];
  readonly #spans: boolean[] = [];

  constructor(flow: Flow, styles: OdtStyles) {
    this.#flow = flow;
    this.#styles = styles;
  }

  open(name: string, attributes: XmlAttributes): void {
    if (!this.#isBody) this.#styles.open(name, attributes);
    if (name === 'body') this.#isBody = true;
    if (name === 'annotation' || name === 'tracked-changes') this.#asides++;
    if (!this.#isBody || this.#asides > 0) return;
    const style = attributeOf(attributes, 'style-name') ?? '';
    switch (name) {
      case 'h':
      case 'p':
        if (this.#styles.of(style).breaksPage) this.#flow.breakPage();
        this.#paragraphs.push({
          style,
          isHeading: name === 'h' || this.#styles.of(style).isHeading,
          hasOtherText: false,
          isBold: false,
        });
        break;
      case 'span':
        this.#spans.push(this.#styles.of(style).isBold);
        break;
      case 's':
        this.#flow.addText(' '.repeat(Math.max(countOf(attributeOf(attributes, 'c'), 1, maxRepeats), 1)));
        break;
      case 'tab':
        this.#flow.addText('\t');
        break;
      case 'line-break':
        this.#flow.addText(' ');
        break;
      case 'soft-page-break':
        this.#flow.breakPage();
        break;
      case 'image':
        this.#flow.addImage();
        break;
      case 'table':
        this.#flow.openTable();
        break;
      case 'table-header-rows':
        this.#headerRows++;
        break;
      case 'table-row':
        this.#flow.openRow(this.#headerRows > 0);
        break;
      case 'table-cell':
        this.#flow.openCell({
          columns: countOf(attributeOf(attributes, 'number-columns-spanned'), 1, 100),
          rows: countOf(attributeOf(attributes, 'number-rows-spanned'), 1, 20_000),
          hasCoveredCells: true,
        });
        break;
      case 'covered-table-cell':
        this.#flow.skipCells(countOf(attributeOf(attributes, 'number-columns-repeated'), 1, 100));
        break;
      default:
    }
  }

  text(text: string): void {
    const paragraph = this.#paragraphs.at(-1);
    if (paragraph === undefined || this.#asides > 0) return;
    if (text.trim() !== '') {
      if (this.#spans.at(-1) ?? this.#styles.of(paragraph.style).isBold) paragraph.isBold = true;
      else paragraph.hasOtherText = true;
    }
    this.#flow.addText(text);
  }

  close(name: string): void {
    if (name === 'annotation' || name === 'tracked-changes') {
      this.#asides--;
      return;
    }
    if (!this.#isBody) this.#styles.close(name);
    if (!this.#isBody || this.#asides > 0) return;
    switch (name) {
      case 'h':
      case 'p': {
        const paragraph = this.#paragraphs.pop();
        if (paragraph === undefined) break;
        const { style, isHeading, isBold, hasOtherText } = paragraph;
        const isCentred = this.#styles.of(style).isCentred;
        this.#flow.endParagraph({ isHeading, isCentred, isBold: isBold && !hasOtherText });
        break;
      }
      case 'span':
        this.#spans.pop();
        break;
      case 'table-header-rows':
        this.#headerRows--;
        break;
      case 'table-cell':
        this.#flow.closeCell();
        break;
      case 'table':
        this.#flow.closeTable();
        break;
      default:
    }
  }
}
