import { openZip, type Zip } from '../archive/zip.ts';
import type { DocumentFacts } from '../../snapshot/document-facts.ts';
import type { DocumentLimits } from '../types.ts';
import { makePagedFacts } from './facts.ts';
import { Flow } from './flow.ts';
import { findMainPart, readRelationships } from './package-parts.ts';
import { readOoxmlProperties } from './properties.ts';
import { attributeOf, countOf, readXmlMember, type XmlAttributes, type XmlHandler } from './xml.ts';

const titleKinds = new Set(['title', 'ctrTitle']);

/**
 * Facts of a .pptx file: one part per slide in the order of the show, its title as heading. Slides that are hidden are
 * told too: whoever opens the file sees them in the list.
 * @throws {UnreadableDocument}
 */
export async function readPptx(
  bytes: Uint8Array,
  limits: DocumentLimits,
  madeBy: string,
): Promise<DocumentFacts> {
  const zip = await openZip(bytes);
  const slides = await listSlides(zip);
  const flow = new Flow(limits.maxPages, limits.maxChars);
  for (const [i, slide] of slides.slice(0, limits.maxPages).entries()) {
    flow.beginPart(i + 1, null);
    await readXmlMember(zip, slide, new SlideHandler(flow));
  }
  flow.finish();
  const properties = { ...(await readOoxmlProperties(zip)), pageCount: slides.length };
  const truncated = flow.isCut || slides.length > limits.maxPages;
  return makePagedFacts('pptx', madeBy, { parts: flow.parts, properties, truncated });
}

async function listSlides(zip: Zip): Promise<string[]> {
  const main = await findMainPart(zip, 'ppt/presentation.xml');
  const targets = new Map((await readRelationships(zip, main)).map(({ id, target }) => [id, target]));
  const slides: string[] = [];
  await readXmlMember(zip, main, {
    open(name, attributes) {
      const target = name === 'sldId' ? targets.get(attributes['r:id'] ?? '') : undefined;
      if (target !== undefined) slides.push(target);
    },
    text() {},
    close() {},
  });
  return slides;
}

/** Takes a slide (ECMA-376 part 1, 19.3 and 21.1). */
class SlideHandler implements XmlHandler {
  readonly #flow: Flow;
  #isTitle = false;
  #isText = false;
  #fallbacks = 0;

  constructor(flow: Flow) {
    this.#flow = flow;
  }

  open(name: string, attributes: XmlAttributes): void {
    if (name === 'Fallback') this.#fallbacks++;
    if (this.#fallbacks > 0) return;
    switch (name) {
      case 'sp':
        this.#isTitle = false;
        break;
      case 'ph':
        this.#isTitle = titleKinds.has(attributeOf(attributes, 'type') ?? '');
        break;
      case 't':
        this.#isText = true;
        break;
      case 'br':
        this.#flow.addText(' ');
        break;
      case 'pic':
        this.#flow.addImage();
        break;
      case 'tbl':
        this.#flow.openTable();
        break;
      case 'tr':
        this.#flow.openRow(false);
        break;
      case 'tc':
        this.#openCell(attributes);
        break;
      default:
    }
  }

  text(text: string): void {
    if (this.#isText && this.#fallbacks === 0) this.#flow.addText(text);
  }

  close(name: string): void {
    if (name === 'Fallback') this.#fallbacks--;
    if (this.#fallbacks > 0) return;
    if (name === 't') this.#isText = false;
    else if (name === 'p')
      this.#flow.endParagraph({ isHeading: this.#isTitle, isBold: false, isCentred: false });
    else if (name === 'sp') this.#isTitle = false;
    else if (name === 'tc') this.#flow.closeCell();
    else if (name === 'tbl') this.#flow.closeTable();
  }

  #openCell(attributes: XmlAttributes): void {
    if (attributes['hMerge'] === '1') {
      this.#flow.skipCells(1);
      return;
    }
    this.#flow.openCell({
      columns: countOf(attributes['gridSpan'], 1, 100),
      rows: 1,
      hasCoveredCells: true,
    });
    this.#flow.shapeCell({ continuesAbove: attributes['vMerge'] === '1' });
  }
}
