import type { Block, DocumentSource } from './source.ts';
import { makeZip } from './zip.ts';

const xmlHead = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const openXml = 'http://schemas.openxmlformats.org';

/** A .docx as Word writes it (ECMA-376), with heading styles, tables and page breaks; photos are left out. */
export function makeDocx(source: DocumentSource): Uint8Array {
  const body = source.blocks.map(renderBlock).join('');
  const section = `<w:sectPr><w:pgSz w:w="11906" w:h="16838"/></w:sectPr>`;
  return makeZip([
    [
      '[Content_Types].xml',
      `${xmlHead}<Types xmlns="${openXml}/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/><Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>`,
    ],
    [
      '_rels/.rels',
      `${xmlHead}<Relationships xmlns="${openXml}/package/2006/relationships"><Relationship Id="rId1" Type="${openXml}/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/><Relationship Id="rId2" Type="${openXml}/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>`,
    ],
    [
      'docProps/core.xml',
      `${xmlHead}<cp:coreProperties xmlns:cp="${openXml}/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>${escapeXml(source.title)}</dc:title><dcterms:created xsi:type="dcterms:W3CDTF">2025-04-01T02:00:00Z</dcterms:created></cp:coreProperties>`,
    ],
    [
      'word/_rels/document.xml.rels',
      `${xmlHead}<Relationships xmlns="${openXml}/package/2006/relationships"><Relationship Id="rId1" Type="${openXml}/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>`,
    ],
    [
      'word/styles.xml',
      `${xmlHead}<w:styles xmlns:w="${openXml}/wordprocessingml/2006/main"><w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/><w:pPr><w:jc w:val="center"/><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/><w:sz w:val="36"/></w:rPr></w:style></w:styles>`,
    ],
    [
      'word/document.xml',
      `${xmlHead}<w:document xmlns:w="${openXml}/wordprocessingml/2006/main"><w:body>${body}${section}</w:body></w:document>`,
    ],
  ]);
}

function renderBlock(block: Block): string {
  switch (block.kind) {
    case 'heading':
      return `<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr>${renderText(block.text)}</w:p>`;
    case 'paragraph':
      return `<w:p>${renderText(block.text)}</w:p>`;
    case 'table':
      return `<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/></w:tblPr>${[block.header, ...block.rows]
        .map(
          (row) =>
            `<w:tr>${block.header
              .map((_, column) => `<w:tc><w:tcPr/><w:p>${renderText(row[column] ?? '')}</w:p></w:tc>`)
              .join('')}</w:tr>`,
        )
        .join('')}</w:tbl><w:p/>`;
    case 'photo':
      return '';
    case 'page-break':
      return '<w:p><w:r><w:br w:type="page"/></w:r></w:p>';
  }
}

const renderText = (text: string): string =>
  text === '' ? '' : `<w:r><w:t xml:space="preserve">${escapeXml(text)}</w:t></w:r>`;

export const escapeXml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
