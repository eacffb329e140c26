import { clipText, stripHarmful } from '../../report/clean.ts';

/** Longest text of one run: reasons and advice are far below. */
const maxRunCharacters = 4000;

/** Text for an XML element or attribute, without what XML 1.0 does not allow. */
export function escapeXml(text: string): string {
  return stripHarmful(clipText(text, maxRunCharacters))
    .replace(/[\uFFFE\uFFFF]/g, ' ')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

/** How a paragraph looks; sizes in points. */
export interface ParagraphStyle {
  sizePt: number;
  isBold?: boolean;
  align?: 'left' | 'center';
  spaceAfterPt?: number;
  /** stays on the page of what follows, for headings */
  keepNext?: boolean;
  /** height of a line; absent: the font's own */
  linePt?: number;
}

/**
 * A run of text. `w:cs` makes Word take the complex-script font and size for every character of it, which Thai needs:
 * without it digits and Thai letters of one word come out in two sizes (ECMA-376 part 1, 17.3.2.7).
 */
export function run(text: string, { sizePt, isBold = false }: ParagraphStyle): string {
  return `<w:r>${runProperties(sizePt, isBold)}<w:t xml:space="preserve">${escapeXml(text)}</w:t></w:r>`;
}

/** A run that shows the number of the page, or of all pages. */
export function pageField(instruction: 'PAGE' | 'NUMPAGES', style: ParagraphStyle): string {
  const properties = runProperties(style.sizePt, style.isBold ?? false);
  const mark = (kind: string): string => `<w:r>${properties}<w:fldChar w:fldCharType="${kind}"/></w:r>`;
  return `${mark('begin')}<w:r>${properties}<w:instrText xml:space="preserve"> ${instruction} </w:instrText></w:r>${mark('separate')}<w:r>${properties}<w:t>1</w:t></w:r>${mark('end')}`;
}

/** Sizes are in half-points (17.3.2.38). */
function runProperties(sizePt: number, isBold: boolean): string {
  const bold = isBold ? '<w:b/><w:bCs/>' : '';
  return `<w:rPr>${bold}<w:sz w:val="${sizePt * 2}"/><w:szCs w:val="${sizePt * 2}"/><w:cs/></w:rPr>`;
}

/** A paragraph of runs; spacing is in twentieths of a point. */
export function paragraph(runs: string, style: ParagraphStyle): string {
  const keep = style.keepNext === true ? '<w:keepNext/>' : '';
  const after = Math.round((style.spaceAfterPt ?? 0) * 20);
  const line = style.linePt === undefined ? '' : ` w:line="${style.linePt * 20}" w:lineRule="exact"`;
  return `<w:p><w:pPr>${keep}<w:spacing w:before="0" w:after="${after}"${line}/><w:jc w:val="${style.align ?? 'left'}"/></w:pPr>${runs}</w:p>`;
}

/** A paragraph of one text. */
export function textParagraph(text: string, style: ParagraphStyle): string {
  return paragraph(run(text, style), style);
}

/** A table's cells as lines of text; widths in twentieths of a point. */
export interface DocxTable {
  widths: readonly number[];
  heading: readonly string[];
  rows: readonly (readonly (readonly string[])[])[];
  sizePt: number;
}

/** A bordered table of fixed widths; its heading is repeated on every page, and no row is torn where it fits on one. */
export function table({ widths, heading, rows, sizePt }: DocxTable): string {
  // Thai fonts leave much room between lines for stacked marks; offices set it tighter in tables.
  const text: ParagraphStyle = { sizePt, linePt: Math.round(sizePt * 1.4) };
  const total = widths.reduce((sum, width) => sum + width, 0);
  const borders = ['top', 'left', 'bottom', 'right', 'insideH', 'insideV'].map(border).join('');
  const headCells = heading.map((words, index) =>
    cell(
      widths[index] ?? 0,
      textParagraph(words, { ...text, isBold: true, align: 'center' }),
      '<w:shd w:val="clear" w:color="auto" w:fill="E7EDF3"/><w:vAlign w:val="center"/>',
    ),
  );
  const bodyRows = rows.map((cells) => {
    const content = cells.map((lines, index) => {
      const shown = lines.length === 0 ? [''] : lines;
      return cell(widths[index] ?? 0, shown.map((line) => textParagraph(line, text)).join(''), '');
    });
    return `<w:tr><w:trPr><w:cantSplit/></w:trPr>${content.join('')}</w:tr>`;
  });
  return `<w:tbl><w:tblPr><w:tblW w:w="${total}" w:type="dxa"/><w:tblBorders>${borders}</w:tblBorders><w:tblLayout w:type="fixed"/><w:tblCellMar><w:top w:w="30" w:type="dxa"/><w:left w:w="70" w:type="dxa"/><w:bottom w:w="30" w:type="dxa"/><w:right w:w="70" w:type="dxa"/></w:tblCellMar></w:tblPr><w:tblGrid>${widths.map((width) => `<w:gridCol w:w="${width}"/>`).join('')}</w:tblGrid><w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>${headCells.join('')}</w:tr>${bodyRows.join('')}</w:tbl>`;
}

function border(side: string): string {
  return `<w:${side} w:val="single" w:sz="4" w:space="0" w:color="7F7F7F"/>`;
}

function cell(width: number, content: string, look: string): string {
  return `<w:tc><w:tcPr><w:tcW w:w="${width}" w:type="dxa"/>${look}</w:tcPr>${content}</w:tc>`;
}
