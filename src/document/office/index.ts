import { UnreadableDocument } from '../archive/unreadable.ts';
import { decodeText } from '../../fetch/charset.ts';
import type { DocumentFacts } from '../../snapshot/document-facts.ts';
import type { DocumentLimits } from '../types.ts';
import { isEncryptedPackage } from './encrypted-package.ts';
import { makeFailedFacts, makePagedFacts } from './facts.ts';
import { Flow } from './flow.ts';
import { noProperties } from './properties.ts';
import { addPlainText, readDoc } from './read-doc.ts';
import { readDocx } from './read-docx.ts';
import { readOdt } from './read-odt.ts';
import { readPpt } from './read-ppt.ts';
import { readPptx } from './read-pptx.ts';
import { isRtf, readRtfText } from './rtf.ts';

export { isEncryptedPackage } from './encrypted-package.ts';

/** Version of this reader's own parts, raised with what it finds. */
const ownVersion = 1;

/**
 * Facts of a text document or presentation: its text page by page or slide by slide with headings and tables. `text`
 * is plain or rich text. Never throws for what the file holds.
 */
export async function readOfficeDocument(
  bytes: Uint8Array,
  kind: 'docx' | 'odt' | 'pptx' | 'doc' | 'ppt' | 'text',
  limits: DocumentLimits,
): Promise<DocumentFacts> {
  const madeBy = kind === 'doc' ? 'word-extractor 1.0' : `oit-${kind} ${ownVersion}`;
  try {
    if (isEncryptedPackage(bytes)) throw new UnreadableDocument('encrypted', 'needs a password');
    switch (kind) {
      case 'docx':
        return await readDocx(bytes, limits, madeBy);
      case 'odt':
        return await readOdt(bytes, limits, madeBy);
      case 'pptx':
        return await readPptx(bytes, limits, madeBy);
      case 'doc':
        return await readDoc(bytes, limits, madeBy);
      case 'ppt':
        return readPpt(bytes, limits, madeBy);
      case 'text':
        return readText(bytes, limits, madeBy);
    }
  } catch (error) {
    return makeFailedFacts(kind, madeBy, error);
  }
}

function readText(bytes: Uint8Array, limits: DocumentLimits, madeBy: string): DocumentFacts {
  const text = isRtf(bytes) ? readRtfText(bytes, limits.maxChars + 1) : decodeText(bytes, null).text;
  const flow = new Flow(limits.maxPages, limits.maxChars);
  addPlainText(flow, text);
  flow.finish();
  const truncated = flow.isCut || text.length > limits.maxChars;
  return makePagedFacts('text', madeBy, { parts: flow.parts, properties: noProperties, truncated });
}
