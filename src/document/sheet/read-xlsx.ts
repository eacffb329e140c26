import { describeFailure } from '../archive/unreadable.ts';
import { openZip, type Zip, type ZipMember } from '../archive/zip.ts';
import { makeFacts } from '../office/facts.ts';
import { readOoxmlProperties } from '../office/properties.ts';
import { XmlFeed } from '../office/xml.ts';
import type { DocumentFacts, DocumentPart } from '../../snapshot/document-facts.ts';
import type { DocumentLimits } from '../types.ts';
import { countPictures, readWorkbook, type Workbook } from './read-workbook.ts';
import { CharBudget, SheetBuilder } from './sheet-builder.ts';
import { SheetTail } from './sheet-tail.ts';
import { WorksheetHandler } from './worksheet.ts';

/** Nobody leaves so many rows free inside a table; formatted empty rows come by the hundred thousand. */
const maxEmptyRowsParsed = 2000;

/**
 * Facts of an .xlsx file.
 * @throws {UnreadableDocument}
 */
export async function readXlsx(
  bytes: Uint8Array,
  limits: DocumentLimits,
  madeBy: string,
): Promise<DocumentFacts> {
  const zip = await openZip(bytes);
  const workbook = await readWorkbook(zip);
  const budget = new CharBudget(limits.maxChars);
  const parts: DocumentPart[] = [];
  let isCut = workbook.sheets.length > limits.maxPages;
  for (const [i, sheet] of workbook.sheets.slice(0, limits.maxPages).entries()) {
    const member = zip.find(sheet.member);
    const builder = new SheetBuilder(budget);
    const read =
      member === null ? { merges: [], isCut: false } : await readSheet(zip, member, workbook, builder);
    isCut ||= read.isCut;
    parts.push(builder.build(i + 1, sheet.name, read.merges, await countPictures(zip, sheet.member)));
  }
  const properties = { ...(await readOoxmlProperties(zip)), pageCount: workbook.sheets.length };
  return makeFacts('xlsx', madeBy, { parts, properties, truncated: isCut || budget.isExceeded });
}

/** Reads the rows of one sheet; a long run of empty rows is only looked through for values, at the speed of inflating. */
async function readSheet(
  zip: Zip,
  member: ZipMember,
  workbook: Workbook,
  builder: SheetBuilder,
): Promise<Pick<WorksheetHandler, 'merges'> & { isCut: boolean }> {
  const handler = new WorksheetHandler(workbook, builder);
  const feed = new XmlFeed(handler);
  let tail: SheetTail | null = null;
  try {
    for await (const chunk of zip.stream(member)) {
      if (tail !== null) tail.write(chunk);
      else feed.write(chunk);
      if (tail === null && handler.emptyRows > maxEmptyRowsParsed) tail = new SheetTail(handler);
    }
    if (tail === null) feed.close();
    return { merges: handler.merges, isCut: tail?.hasValues ?? false };
  } catch (error) {
    // Past the limit in the empty end of a sheet that was read: what was read counts.
    if (tail === null || describeFailure(error).problem !== 'too-large' || !builder.hasRows) throw error;
    return { merges: handler.merges, isCut: true };
  }
}
