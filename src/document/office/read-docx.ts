import { openZip, type Zip } from '../archive/zip.ts';
import type { DocumentFacts } from '../../snapshot/document-facts.ts';
import type { DocumentLimits } from '../types.ts';
import { makePagedFacts } from './facts.ts';
import { Flow } from './flow.ts';
import { findMainPart, readRelationships } from './package-parts.ts';
import { readOoxmlProperties } from './properties.ts';
import { attributeOf, countOf, isOn, readXmlMember, type XmlAttributes, type XmlHandler } from './xml.ts';

/**
 * Facts of a .docx file. Pages are those that Word laid out last, where it says so.
 * @throws {UnreadableDocument}
 */
export async function readDocx(
  bytes: Uint8Array,
  limits: DocumentLimits,
  madeBy: string,
): Promise<DocumentFacts> {
  const zip = await openZip(bytes);
  const main = await findMainPart(zip, 'word/document.xml');
  const flow = new Flow(limits.maxPages, limits.maxChars);
  const handler = new DocxHandler(flow, await readHeadingStyles(zip, main));
  await readXmlMember(zip, main, handler);
  const lastPage = flow.page;
  flow.finish();
  const properties = await readOoxmlProperties(zip);
  const laidOut = handler.hasBreaks ? lastPage : null;
  return makePagedFacts('docx', madeBy, {
    parts: flow.parts,
    properties: { ...properties, pageCount: maxOf(properties.pageCount, laidOut) },
    truncated: flow.isCut,
  });
}

function maxOf(a: number | null, b: number | null): number | null {
  return a === null || b === null ? (a ?? b) : Math.max(a, b);
}

/**
 * Ids of the styles that are headings: by name (Thai Word's ids are bare numbers, its names stay English) or by
 * outline level, their own or of the style that they are based on.
 */
async function readHeadingStyles(zip: Zip, main: string): Promise<Set<string>> {
  const styles = (await readRelationships(zip, main)).find((relation) => relation.type === 'styles');
  const headings = new Set<string>();
  const bases = new Map<string, string>();
  let id = '';
  await readXmlMember(zip, styles?.target ?? 'word/styles.xml', {
    open(name, attributes) {
      const value = attributeOf(attributes, 'val') ?? '';
      if (name === 'style') id = attributeOf(attributes, 'styleId') ?? '';
      else if (id === '') return;
      else if (name === 'name' && /^(?:heading [1-9]|title)$/i.test(value)) headings.add(id);
      else if (name === 'outlineLvl' && countOf(value, 9, 9) < 9) headings.add(id);
      else if (name === 'basedOn') bases.set(id, value);
    },
    text() {},
    close(name) {
      if (name === 'style') id = '';
    },
  });
  for (const style of bases.keys()) {
    let base = bases.get(style);
    for (let i = 0; i < 10 && base !== undefined; i++) {
      if (headings.has(base)) headings.add(style);
      base = bases.get(base);
    }
  }
  return headings;
}

interface Paragraph {
  isHeading: boolean;
  isCentred: boolean;
  boldChars: number;
  chars: number;
}

const newParagraph = (): Paragraph => ({
  isHeading: false,
  isCentred: false,
  boldChars: 0,
  chars: 0,
});

/** Takes word/document.xml (ECMA-376 part 1, 17). Deleted text (`delText`) and field codes are not shown, so not told. */
class DocxHandler implements XmlHandler {
  hasBreaks = false;
  readonly #flow: Flow;
  readonly #headingStyles: ReadonlySet<string>;
  readonly #outer: Paragraph[] = [];
  #paragraph: Paragraph = newParagraph();
  #run: { isBold: boolean; isHidden: boolean } | null = null;
  #isText = false;
  /** inside `mc:Fallback`, which says again what `mc:Choice` said */
  #fallbacks = 0;

  constructor(flow: Flow, headingStyles: ReadonlySet<string>) {
    this.#flow = flow;
    this.#headingStyles = headingStyles;
  }

  open(name: string, attributes: XmlAttributes): void {
    if (name === 'Fallback') this.#fallbacks++;
    if (this.#fallbacks > 0) return;
    if (this.#openTablePart(name, attributes)) return;
    switch (name) {
      case 'p':
        // A text box stands inside a paragraph of its own.
        this.#outer.push(this.#paragraph);
        this.#paragraph = newParagraph();
        break;
      case 'pStyle':
        this.#paragraph.isHeading ||= this.#headingStyles.has(attributeOf(attributes, 'val') ?? '');
        break;
      case 'outlineLvl':
        this.#paragraph.isHeading ||= countOf(attributeOf(attributes, 'val'), 9, 9) < 9;
        break;
      case 'jc':
        this.#paragraph.isCentred = attributeOf(attributes, 'val') === 'center';
        break;
      case 'pageBreakBefore':
        if (isOn(attributes)) this.#break();
        break;
      case 'r':
        this.#run = { isBold: false, isHidden: false };
        break;
      case 'b':
      case 'bCs':
        // Thai is complex script: its weight is that of `bCs`.
        if (this.#run !== null && isOn(attributes)) this.#run.isBold = true;
        break;
      case 'vanish':
        if (this.#run !== null && isOn(attributes)) this.#run.isHidden = true;
        break;
      case 't':
        this.#isText = true;
        break;
      case 'tab':
        // Tab stops of a paragraph's properties are called the same.
        if (this.#run !== null) this.#flow.addText('\t');
        break;
      case 'cr':
        this.#flow.addText(' ');
        break;
      case 'br':
        if (attributeOf(attributes, 'type') === 'page') this.#break();
        else this.#flow.addText(' ');
        break;
      case 'lastRenderedPageBreak':
        this.#break();
        break;
      case 'noBreakHyphen':
        this.#flow.addText('-');
        break;
      case 'blip':
      case 'imagedata':
        this.#flow.addImage();
        break;
      default:
    }
  }

  text(text: string): void {
    if (!this.#isText || this.#fallbacks > 0 || this.#run?.isHidden === true) return;
    const chars = text.trim().length;
    this.#paragraph.chars += chars;
    if (this.#run?.isBold === true) this.#paragraph.boldChars += chars;
    this.#flow.addText(text);
  }

  close(name: string): void {
    if (name === 'Fallback') this.#fallbacks--;
    if (this.#fallbacks > 0) return;
    switch (name) {
      case 't':
        this.#isText = false;
        break;
      case 'r':
        this.#run = null;
        break;
      case 'p': {
        const { isHeading, isCentred, boldChars, chars } = this.#paragraph;
        this.#flow.endParagraph({ isHeading, isCentred, isBold: chars > 0 && boldChars === chars });
        this.#paragraph = this.#outer.pop() ?? newParagraph();
        break;
      }
      case 'tc':
        this.#flow.closeCell();
        break;
      case 'tbl':
        this.#flow.closeTable();
        break;
      default:
    }
  }

  #openTablePart(name: string, attributes: XmlAttributes): boolean {
    switch (name) {
      case 'tbl':
        this.#flow.openTable();
        return true;
      case 'tr':
        this.#flow.openRow(false);
        return true;
      case 'tblHeader':
        if (isOn(attributes)) this.#flow.markHeaderRow();
        return true;
      case 'gridBefore':
        this.#flow.skipCells(countOf(attributeOf(attributes, 'val'), 0, 100));
        return true;
      case 'tc':
        this.#flow.openCell({ columns: 1, rows: 1, hasCoveredCells: false });
        return true;
      case 'gridSpan':
        this.#flow.shapeCell({ columns: countOf(attributeOf(attributes, 'val'), 1, 100) });
        return true;
      case 'vMerge':
        this.#flow.shapeCell({ continuesAbove: attributeOf(attributes, 'val') !== 'restart' });
        return true;
      default:
        return false;
    }
  }

  #break(): void {
    this.hasBreaks = true;
    this.#flow.breakPage();
  }
}
