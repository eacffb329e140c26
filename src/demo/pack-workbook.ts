import { columnName } from '../document/sheet/cell-address.ts';
import { packZip } from '../document/archive/pack-zip.ts';

const xmlHead = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

/**
 * A one-sheet .xlsx of plain cells (ECMA-376 with inline strings), stored without compression so that
 * the same rows always give the same bytes.
 */
export function packWorkbook(sheetName: string, rows: readonly (readonly (string | number)[])[]): Uint8Array {
  const openXml = 'http://schemas.openxmlformats.org';
  const parts: [name: string, text: string][] = [
    [
      '[Content_Types].xml',
      `${xmlHead}<Types xmlns="${openXml}/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>`,
    ],
    [
      '_rels/.rels',
      `${xmlHead}<Relationships xmlns="${openXml}/package/2006/relationships"><Relationship Id="rId1" Type="${openXml}/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    ],
    [
      'xl/workbook.xml',
      `${xmlHead}<workbook xmlns="${openXml}/spreadsheetml/2006/main" xmlns:r="${openXml}/officeDocument/2006/relationships"><sheets><sheet name="${escapeXml(sheetName)}" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    ],
    [
      'xl/_rels/workbook.xml.rels',
      `${xmlHead}<Relationships xmlns="${openXml}/package/2006/relationships"><Relationship Id="rId1" Type="${openXml}/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
    ],
    [
      'xl/worksheets/sheet1.xml',
      `${xmlHead}<worksheet xmlns="${openXml}/spreadsheetml/2006/main"><sheetData>${rows.map(renderRow).join('')}</sheetData></worksheet>`,
    ],
  ];
  return packZip(parts, { isDeflated: false });
}

function renderRow(cells: readonly (string | number)[], index: number): string {
  const rendered = cells.map((value, column) => {
    const reference = `${columnName(column)}${index + 1}`;
    return typeof value === 'number'
      ? `<c r="${reference}"><v>${value}</v></c>`
      : `<c r="${reference}" t="inlineStr"><is><t>${escapeXml(value)}</t></is></c>`;
  });
  return `<row r="${index + 1}">${rendered.join('')}</row>`;
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
