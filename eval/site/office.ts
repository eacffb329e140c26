import type { Block } from '../bank/types.ts';
import { packZip } from './zip.ts';

const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const openXml = 'http://schemas.openxmlformats.org';

/** A Word document (ECMA-376) of the blocks under a title. */
export function makeDocx(title: string, blocks: readonly Block[]): Uint8Array {
  const body = [paragraph(title, true), ...blocks.map(renderBlock)].join('');
  return packZip([
    contentTypes('/word/document.xml', 'wordprocessingml.document.main'),
    rootRelation('word/document.xml'),
    [
      'word/document.xml',
      `${head}<w:document xmlns:w="${openXml}/wordprocessingml/2006/main"><w:body>${body}<w:sectPr/></w:body></w:document>`,
    ],
  ]);
}

/** A workbook of one sheet: the title, then tables as rows and every other block as a row of one cell. */
export function makeXlsx(title: string, blocks: readonly Block[]): Uint8Array {
  const rows = [[title], ...blocks.flatMap(rowsOf)];
  const sheet = rows.map(
    (row, at) => `<row r="${at + 1}">${row.map((text, column) => cell(text, column, at)).join('')}</row>`,
  );
  return packZip([
    [
      '[Content_Types].xml',
      `${head}<Types xmlns="${openXml}/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>`,
    ],
    rootRelation('xl/workbook.xml'),
    [
      'xl/workbook.xml',
      `${head}<workbook xmlns="${openXml}/spreadsheetml/2006/main" xmlns:r="${openXml}/officeDocument/2006/relationships"><sheets><sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    ],
    [
      'xl/_rels/workbook.xml.rels',
      `${head}<Relationships xmlns="${openXml}/package/2006/relationships"><Relationship Id="rId1" Type="${openXml}/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
    ],
    [
      'xl/worksheets/sheet1.xml',
      `${head}<worksheet xmlns="${openXml}/spreadsheetml/2006/main"><sheetData>${sheet.join('')}</sheetData></worksheet>`,
    ],
  ]);
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

function contentTypes(part: string, type: string): readonly [string, string] {
  return [
    '[Content_Types].xml',
    `${head}<Types xmlns="${openXml}/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="${part}" ContentType="application/vnd.openxmlformats-officedocument.${type}+xml"/></Types>`,
  ];
}

function rootRelation(target: string): readonly [string, string] {
  return [
    '_rels/.rels',
    `${head}<Relationships xmlns="${openXml}/package/2006/relationships"><Relationship Id="rId1" Type="${openXml}/officeDocument/2006/relationships/officeDocument" Target="${target}"/></Relationships>`,
  ];
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

function cell(text: string, column: number, row: number): string {
  const name = `${column > 25 ? 'A' : ''}${String.fromCodePoint(65 + (column % 26))}${row + 1}`;
  const amount = /^\d{1,3}(?:,\d{3})*(?:\.\d+)?$/u.test(text) ? Number(text.replaceAll(',', '')) : null;
  return amount === null
    ? `<c r="${name}" t="inlineStr"><is><t>${escapeXml(text)}</t></is></c>`
    : `<c r="${name}"><v>${amount}</v></c>`;
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
