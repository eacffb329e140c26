import { version as xlsxVersion } from '@e965/xlsx';
import { isEncryptedPackage } from '../office/encrypted-package.ts';
import { makeFailedFacts } from '../office/facts.ts';
import { UnreadableDocument } from '../archive/unreadable.ts';
import type { DocumentFacts } from '../../snapshot/document-facts.ts';
import type { DocumentLimits } from '../types.ts';
import { readCsv } from './read-csv.ts';
import { readOds } from './read-ods.ts';
import { readXls } from './read-xls.ts';
import { readXlsx } from './read-xlsx.ts';

/** Version of this reader's own parts, raised with what it finds. */
const ownVersion = 1;

/**
 * Facts of a spreadsheet: one part per sheet that can be seen, its used range as a table with the header that official
 * forms have below their title lines. Numbers and dates as shown. Never throws for what the file holds.
 * Hidden sheets are left out and not counted: they are not published to anyone who opens the file.
 */
export async function readSheetDocument(
  bytes: Uint8Array,
  kind: 'xlsx' | 'xls' | 'ods' | 'csv',
  limits: DocumentLimits,
): Promise<DocumentFacts> {
  const madeBy = kind === 'xls' ? `@e965/xlsx ${xlsxVersion}` : `oit-${kind} ${ownVersion}`;
  try {
    if (isEncryptedPackage(bytes)) throw new UnreadableDocument('encrypted', 'needs a password');
    switch (kind) {
      case 'xlsx':
        return await readXlsx(bytes, limits, madeBy);
      case 'ods':
        return await readOds(bytes, limits, madeBy);
      case 'xls':
        return readXls(bytes, limits, madeBy);
      case 'csv':
        return readCsv(bytes, limits, madeBy);
    }
  } catch (error) {
    return makeFailedFacts(kind, madeBy, error);
  }
}
