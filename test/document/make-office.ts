import { type MadeMember, makeZip } from './make-zip.ts';

const relationshipNamespace = 'http://schemas.openxmlformats.org/package/2006/relationships';
const sheetNamespace = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const wordNamespace = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
const slideNamespace = 'http://schemas.openxmlformats.org/presentationml/2006/main';
const drawingNamespace = 'http://schemas.openxmlformats.org/drawingml/2006/main';
const officeType = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

/** Text as XML. */
export function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}

/** Types of the parts that the program which reads the file must know. */
function makeTypes(overrides: readonly (readonly [string, string])[]): MadeMember {
  const lines = overrides.map(
    ([part, type]) =>
      `<Override PartName="/${part}" ContentType="application/vnd.openxmlformats-officedocument.${type}+xml"/>`,
  );
  const defaults =
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
    '<Default Extension="xml" ContentType="application/xml"/>';
  return {
    name: '[Content_Types].xml',
    data: `<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">${defaults}${lines.join('')}</Types>`,
  };
}

function makeMainRelationship(target: string): MadeMember {
  const main = `<Relationship Id="rId1" Type="${officeType}/officeDocument" Target="${target}"/>`;
  const core = `<Relationship Id="rId2" Type="${relationshipNamespace}/metadata/core-properties" Target="docProps/core.xml"/>`;
  return {
    name: '_rels/.rels',
    data: `<?xml version="1.0"?><Relationships xmlns="${relationshipNamespace}">${main}${core}</Relationships>`,
  };
}

function makeRelationships(entries: readonly { id: string; type: string; target: string }[]): string {
  const lines = entries.map(
    ({ id, type, target }) => `<Relationship Id="${id}" Type="${officeType}/${type}" Target="${target}"/>`,
  );
  return `<?xml version="1.0"?><Relationships xmlns="${relationshipNamespace}">${lines.join('')}</Relationships>`;
}

const properties: MadeMember[] = [
  {
    name: 'docProps/core.xml',
    data:
      `<cp:coreProperties xmlns:cp="${relationshipNamespace.replace('relationships', 'metadata/core-properties')}" ` +
      'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/">' +
      '<dc:title>แผนการใช้จ่าย</dc:title><dcterms:created>2024-10-15T03:04:05Z</dcterms:created>' +
      '<dcterms:modified>2025-04-02T09:00:00+07:00</dcterms:modified></cp:coreProperties>',
  },
  {
    name: 'docProps/app.xml',
    data: '<Properties><Application>Microsoft Office Word</Application><AppVersion>16.0000</AppVersion></Properties>',
  },
];

/** A .docx file around the content of its body. */
export function makeDocx(body: string, styles = ''): Uint8Array {
  return makeZip([
    makeTypes([
      ['word/document.xml', 'wordprocessingml.document.main'],
      ['word/styles.xml', 'wordprocessingml.styles'],
    ]),
    makeMainRelationship('word/document.xml'),
    {
      name: 'word/document.xml',
      data: `<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="${wordNamespace}" xmlns:mc="mc"><w:body>${body}</w:body></w:document>`,
    },
    {
      name: 'word/_rels/document.xml.rels',
      data: makeRelationships([{ id: 'rId1', type: 'styles', target: 'styles.xml' }]),
    },
    { name: 'word/styles.xml', data: `<w:styles xmlns:w="${wordNamespace}">${styles}</w:styles>` },
    ...properties,
  ]);
}

/** A paragraph of a .docx body. */
export function makeParagraph(text: string, paragraph = '', run = ''): string {
  return `<w:p><w:pPr>${paragraph}</w:pPr><w:r><w:rPr>${run}</w:rPr><w:t xml:space="preserve">${escapeXml(text)}</w:t></w:r></w:p>`;
}

/** A cell of a .docx table. */
export function makeCell(text: string, shape = ''): string {
  return `<w:tc><w:tcPr>${shape}</w:tcPr>${makeParagraph(text)}</w:tc>`;
}

/** An .odt or .ods file around its content. */
export function makeOdf(kind: 'text' | 'spreadsheet', body: string, styles = '', manifest = ''): Uint8Array {
  return makeZip([
    { name: 'mimetype', data: `application/vnd.oasis.opendocument.${kind}`, isStored: true },
    {
      name: 'content.xml',
      data:
        `<office:document-content xmlns:office="o" xmlns:text="t" xmlns:table="a" xmlns:style="s" xmlns:fo="f" ` +
        `xmlns:draw="d"><office:automatic-styles>${styles}</office:automatic-styles>` +
        `<office:body><office:${kind}>${body}</office:${kind}></office:body></office:document-content>`,
    },
    {
      name: 'meta.xml',
      data:
        '<office:document-meta xmlns:office="o" xmlns:meta="m" xmlns:dc="d"><office:meta>' +
        '<meta:generator>LibreOffice/7.4</meta:generator><dc:title>บันทึก</dc:title>' +
        '<meta:creation-date>2024-11-01T08:00:00.5</meta:creation-date>' +
        '<meta:document-statistic meta:page-count="3"/></office:meta></office:document-meta>',
    },
    { name: 'META-INF/manifest.xml', data: `<m:manifest xmlns:m="m">${manifest}</m:manifest>` },
  ]);
}

/** A .pptx file; each slide is the content of its shape tree. `order` lists slides by number as they are shown. */
export function makePptx(slides: readonly string[], order = slides.map((_, i) => i + 1)): Uint8Array {
  return makeZip([
    makeTypes([
      ['ppt/presentation.xml', 'presentationml.presentation.main'],
      ...slides.map((_, i) => [`ppt/slides/slide${i + 1}.xml`, 'presentationml.slide'] as const),
    ]),
    makeMainRelationship('ppt/presentation.xml'),
    {
      name: 'ppt/presentation.xml',
      data: `<p:presentation xmlns:p="${slideNamespace}" xmlns:r="${officeType}"><p:sldIdLst>${order
        .map((slide) => `<p:sldId id="${255 + slide}" r:id="rId${slide}"/>`)
        .join('')}</p:sldIdLst></p:presentation>`,
    },
    {
      name: 'ppt/_rels/presentation.xml.rels',
      data: makeRelationships(
        slides.map((_, i) => ({ id: `rId${i + 1}`, type: 'slide', target: `slides/slide${i + 1}.xml` })),
      ),
    },
    ...slides.map((shapes, i) => ({
      name: `ppt/slides/slide${i + 1}.xml`,
      data: `<p:sld xmlns:p="${slideNamespace}" xmlns:a="${drawingNamespace}"><p:cSld><p:spTree>${shapes}</p:spTree></p:cSld></p:sld>`,
    })),
  ]);
}

/** A sheet of an .xlsx made for a test: cells by row, `''` is none; strings, numbers, or XML of a cell's own. */
export interface MadeSheet {
  name: string;
  state?: 'hidden' | 'veryHidden';
  rows: readonly (readonly (string | number | { value: number; style: number })[])[];
  merges?: readonly string[];
  /** XML after the last row, inside sheetData */
  moreRows?: string;
}

/** An .xlsx file with inline strings; `formats` are number formats, style n+1 is the n-th. */
export function makeXlsx(sheets: readonly MadeSheet[], formats: readonly string[] = []): Uint8Array {
  const xfs = formats.map((_, i) => `<xf numFmtId="${164 + i}"/>`).join('');
  const numFmts = formats
    .map((format, i) => `<numFmt numFmtId="${164 + i}" formatCode="${escapeXml(format)}"/>`)
    .join('');
  return makeZip([
    makeTypes([
      ['xl/workbook.xml', 'spreadsheetml.sheet.main'],
      ['xl/styles.xml', 'spreadsheetml.styles'],
      ...sheets.map((_, i) => [`xl/worksheets/sheet${i + 1}.xml`, 'spreadsheetml.worksheet'] as const),
    ]),
    makeMainRelationship('xl/workbook.xml'),
    {
      name: 'xl/workbook.xml',
      data: `<workbook xmlns="${sheetNamespace}" xmlns:r="${officeType}"><sheets>${sheets
        .map(
          ({ name, state }, i) =>
            `<sheet name="${escapeXml(name)}" sheetId="${i + 1}" state="${state ?? 'visible'}" r:id="rId${i + 1}"/>`,
        )
        .join('')}</sheets></workbook>`,
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      data: makeRelationships([
        ...sheets.map((_, i) => ({
          id: `rId${i + 1}`,
          type: 'worksheet',
          target: `worksheets/sheet${i + 1}.xml`,
        })),
        { id: 'rId900', type: 'styles', target: '/xl/styles.xml' },
      ]),
    },
    {
      name: 'xl/styles.xml',
      data: `<styleSheet xmlns="${sheetNamespace}"><numFmts>${numFmts}</numFmts><cellXfs><xf numFmtId="0"/>${xfs}</cellXfs></styleSheet>`,
    },
    ...sheets.map((sheet, i) => ({ name: `xl/worksheets/sheet${i + 1}.xml`, data: makeSheetXml(sheet) })),
  ]);
}

function makeSheetXml(sheet: MadeSheet): string {
  const rows = sheet.rows.map((cells, row) => {
    const xml = cells.map((cell, column) => makeSheetCell(cell, `${columnName(column)}${row + 1}`));
    return `<row r="${row + 1}">${xml.join('')}</row>`;
  });
  const merges = (sheet.merges ?? []).map((range) => `<mergeCell ref="${range}"/>`).join('');
  return (
    `<?xml version="1.0"?><worksheet xmlns="${sheetNamespace}"><sheetData>${rows.join('')}${sheet.moreRows ?? ''}</sheetData>` +
    `${merges === '' ? '' : `<mergeCells>${merges}</mergeCells>`}</worksheet>`
  );
}

function makeSheetCell(cell: string | number | { value: number; style: number }, address: string): string {
  if (cell === '') return `<c r="${address}" s="0"/>`;
  if (typeof cell === 'string')
    return `<c r="${address}" t="inlineStr"><is><t>${escapeXml(cell)}</t></is></c>`;
  return typeof cell === 'number'
    ? `<c r="${address}"><v>${cell}</v></c>`
    : `<c r="${address}" s="${cell.style}"><v>${cell.value}</v></c>`;
}

function columnName(column: number): string {
  return column < 26 ? String.fromCharCode(65 + column) : `A${String.fromCharCode(65 + column - 26)}`;
}
