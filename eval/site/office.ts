import type { Block } from '../bank/types.ts';
import { packWorkbook } from '../../src/demo/pack-workbook.ts';
import { packZip } from '../../src/document/archive/pack-zip.ts';

const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const openXml = 'http://schemas.openxmlformats.org';

/** A Word document (ECMA-376) of the blocks under a title. */
export function makeDocx(title: string, blocks: readonly Block[]): Uint8Array {
  const body = [paragraph(title, true), ...blocks.map(renderBlock)].join('');
  const parts: [name: string, text: string][] = [
    [
      '[Content_Types].xml',
      `${head}<Types xmlns="${openXml}/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`,
    ],
    [
      '_rels/.rels',
      `${head}<Relationships xmlns="${openXml}/package/2006/relationships"><Relationship Id="rId1" Type="${openXml}/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`,
    ],
    [
      'word/document.xml',
      `${head}<w:document xmlns:w="${openXml}/wordprocessingml/2006/main"><w:body>${body}<w:sectPr/></w:body></w:document>`,
    ],
  ];
  return packZip(parts, { isDeflated: false });
}

/** A workbook of one sheet: the title, then tables as rows and every other block as a row of one cell. */
export function makeXlsx(title: string, blocks: readonly Block[]): Uint8Array {
  const rows = [[title], ...blocks.flatMap(rowsOf)];
  return packWorkbook(
    'Sheet1',
    rows.map((row) => row.map(toValue)),
  );
}

/** What a block says, cells of a row side by side: for forms without HTML's means. */
export function rowsOf(block: Block): string[][] {
  switch (block.kind) {
    case 'heading':
    case 'paragraph':
      return [[block.text]];
    case 'list':
      return block.items.map((item) => [`- ${item}`]);
    case 'table':
      return block.rows;
    case 'image':
      return [[block.alt]];
    case 'person':
      return [[block.name, block.position, block.contact]];
    case 'form':
      return [block.fields, [block.submit]];
    case 'post':
      return [[block.date, block.title, block.text]];
    case 'link':
      return [[block.text, block.href]];
  }
}

function renderBlock(block: Block): string {
  if (block.kind !== 'table')
    return rowsOf(block)
      .map((row) => paragraph(row.join(' '), block.kind === 'heading'))
      .join('');
  const rows = block.rows.map(
    (row) => `<w:tr>${row.map((text) => `<w:tc><w:tcPr/>${paragraph(text, false)}</w:tc>`).join('')}</w:tr>`,
  );
  return `<w:tbl><w:tblPr/><w:tblGrid/>${rows.join('')}</w:tbl>`;
}

function paragraph(text: string, isHeading: boolean): string {
  const style = isHeading ? '<w:pPr><w:pStyle w:val="Heading1"/></w:pPr>' : '';
  return `<w:p>${style}<w:r><w:t xml:space="preserve">${escapeXml(text)}</w:t></w:r></w:p>`;
}

/** "1,250.50" is an amount; everything else stays as it is written. */
function toValue(text: string): string | number {
  return /^\d{1,3}(?:,\d{3})*(?:\.\d+)?$/u.test(text) ? Number(text.replaceAll(',', '')) : text;
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
