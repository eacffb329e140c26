import type { Zip } from '../archive/zip.ts';
import { findMainPart, readRelationships } from '../office/package-parts.ts';
import { attributeOf, countOf, readXmlMember } from '../office/xml.ts';
import { findBuiltInFormat } from './number-format.ts';

/** What the sheets of an .xlsx file share. */
export interface Workbook {
  /** those that can be seen, in order; a hidden sheet is not published: forms keep their drop-down lists there */
  sheets: { name: string; member: string }[];
  strings: string[];
  /** number format of a cell by its style */
  formats: string[];
  usesDate1904: boolean;
}

/** Only the first of a text that no cell can hold (Excel ends at 32,767) is kept. */
const maxStringChars = 4000;
const maxStrings = 2_000_000;
/** of all shared strings; far more than the text that is kept */
const maxAllStringChars = 20_000_000;
const maxSheets = 1000;

/**
 * Reads xl/workbook.xml, the shared strings and the styles.
 * @throws {UnreadableDocument}
 */
export async function readWorkbook(zip: Zip): Promise<Workbook> {
  const main = await findMainPart(zip, 'xl/workbook.xml');
  const relations = await readRelationships(zip, main);
  const targets = new Map(relations.map((relation) => [relation.id, relation]));
  const sheets: Workbook['sheets'] = [];
  let usesDate1904 = false;
  await readXmlMember(zip, main, {
    open(name, attributes) {
      if (name === 'workbookPr') {
        const date1904 = attributeOf(attributes, 'date1904');
        usesDate1904 = date1904 === '1' || date1904 === 'true';
      }
      if (name !== 'sheet' || sheets.length >= maxSheets) return;
      const relation = targets.get(attributes['r:id'] ?? attributeOf(attributes, 'id') ?? '');
      const state = attributeOf(attributes, 'state') ?? 'visible';
      if (relation?.type === 'worksheet' && state === 'visible')
        sheets.push({ name: attributeOf(attributes, 'name') ?? '', member: relation.target });
    },
    text() {},
    close() {},
  });
  const memberOf = (type: string) => relations.find((relation) => relation.type === type)?.target ?? '';
  return {
    sheets,
    usesDate1904,
    strings: await readStrings(zip, memberOf('sharedStrings')),
    formats: await readFormats(zip, memberOf('styles')),
  };
}

async function readStrings(zip: Zip, member: string): Promise<string[]> {
  const strings: string[] = [];
  let text = '';
  let isText = false;
  let phonetic = 0;
  let chars = 0;
  await readXmlMember(zip, member, {
    open(name) {
      if (name === 'si') text = '';
      else if (name === 'rPh') phonetic++;
      isText = name === 't' && phonetic === 0;
    },
    text(more) {
      if (isText && text.length < maxStringChars && chars < maxAllStringChars)
        text += more.slice(0, maxStringChars);
    },
    close(name) {
      isText = false;
      if (name === 'rPh') phonetic--;
      else if (name === 'si' && strings.length < maxStrings) {
        strings.push(text);
        chars += text.length;
      }
    },
  });
  return strings;
}

async function readFormats(zip: Zip, member: string): Promise<string[]> {
  const own = new Map<number, string>();
  const formats: string[] = [];
  let isCellStyle = false;
  await readXmlMember(zip, member, {
    open(name, attributes) {
      if (name === 'numFmt') {
        const id = countOf(attributeOf(attributes, 'numFmtId'), -1, 100_000);
        own.set(id, (attributeOf(attributes, 'formatCode') ?? '').slice(0, 255));
      } else if (name === 'cellXfs') isCellStyle = true;
      else if (name === 'xf' && isCellStyle && formats.length < 70_000) {
        const id = countOf(attributeOf(attributes, 'numFmtId'), 0, 100_000);
        formats.push(own.get(id) ?? findBuiltInFormat(id) ?? 'General');
      }
    },
    text() {},
    close(name) {
      if (name === 'cellXfs') isCellStyle = false;
    },
  });
  return formats;
}

/** Pictures on a sheet. */
export async function countPictures(zip: Zip, sheetMember: string): Promise<number> {
  const relations = await readRelationships(zip, sheetMember);
  let pictures = 0;
  for (const { type, target } of relations) {
    if (type !== 'drawing') continue;
    await readXmlMember(zip, target, {
      open(name) {
        if (name === 'pic') pictures++;
      },
      text() {},
      close() {},
    });
  }
  return pictures;
}
