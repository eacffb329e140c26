import type { DocumentPart, DocumentTable } from '../../snapshot/document-facts.ts';

/** One part out of those of a member: texts one below the other, tables moved to where their text went. */
export function joinParts(
  parts: readonly DocumentPart[],
  page: number,
  name: string,
  maxChars: number,
): DocumentPart {
  let text = '';
  const tables: DocumentTable[] = [];
  for (const part of parts) {
    if (text !== '' && part.text !== '') text += '\n';
    const offset = text.length;
    text += part.text;
    for (const table of part.tables)
      tables.push({ ...table, at: table.at + offset, end: table.end + offset });
  }
  const kept = text.slice(0, maxChars);
  const confidences = parts.flatMap((part) => part.ocrConfidence ?? []);
  return {
    page,
    name,
    text: kept,
    textFrom: parts.find((part) => part.textFrom !== 'none')?.textFrom ?? 'none',
    ocrConfidence: confidences.length > 0 ? Math.min(...confidences) : null,
    tables: tables.filter((table) => table.end <= kept.length),
    headings: parts.flatMap((part) => part.headings),
    images: parts.reduce((sum, part) => sum + part.images, 0),
  };
}
