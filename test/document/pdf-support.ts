import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { deflateSync } from 'node:zlib';
import { findTool } from '../../src/cli/find-tool.ts';
import { createDocumentReader } from '../../src/document/reader.ts';
import type { DocumentReaderDeps } from '../../src/document/reader.ts';
import type { DocumentReader } from '../../src/document/types.ts';

const data = fileURLToPath(new URL('../data/documents/', import.meta.url));

/** The path of a test document: `pdf/lo_norasi.pdf`. */
export function documentPath(name: string): string {
  return `${data}${name}`;
}

/** Names of the PDFs of a folder of the test documents, in order. */
export function listPdfs(folder: string): string[] {
  return readdirSync(`${data}${folder}`)
    .filter((name) => name.endsWith('.pdf'))
    .toSorted();
}

/** Back ends that can be tested here. */
export const backends = ['poppler', 'unpdf'] as const;
export const hasPoppler = findTool('pdftotext') !== null && findTool('pdfinfo') !== null;
export const hasPrlimit = findTool('prlimit') !== null;

/** Readers that are closed together at the end of a test. */
export function createReaders(): {
  open(deps?: Partial<DocumentReaderDeps>): DocumentReader;
  close(): Promise<void>;
} {
  const opened: DocumentReader[] = [];
  return {
    open(deps = {}) {
      const reader = createDocumentReader({ findTool, ...deps });
      opened.push(reader);
      return reader;
    },
    async close() {
      await Promise.all(opened.splice(0).map((reader) => reader.close()));
    },
  };
}

/** A PDF of one object per entry, numbered from 1; the first is the catalogue. `table` false leaves out the index. */
export function makePdf(objects: readonly (string | Buffer)[]): Buffer {
  const parts: Buffer[] = [Buffer.from('%PDF-1.5\n')];
  const places: number[] = [];
  let at = parts[0]?.length ?? 0;
  for (const [index, object] of objects.entries()) {
    const bytes = Buffer.concat([
      Buffer.from(`${index + 1} 0 obj\n`),
      typeof object === 'string' ? Buffer.from(object) : object,
      Buffer.from('\nendobj\n'),
    ]);
    places.push(at);
    at += bytes.length;
    parts.push(bytes);
  }
  const entries = places.map((place) => `${String(place).padStart(10, '0')} 00000 n \n`).join('');
  parts.push(
    Buffer.from(
      `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${entries}trailer\n<</Size ${objects.length + 1} /Root 1 0 R>>\nstartxref\n${at}\n%%EOF\n`,
    ),
  );
  return Buffer.concat(parts);
}

/** A stream object, compressed as often as asked. */
export function makeStream(content: Buffer, times = 1): Buffer {
  let bytes = content;
  for (let round = 0; round < times; round += 1) bytes = deflateSync(bytes, { level: 9 });
  const filters = '/FlateDecode '.repeat(times);
  return Buffer.concat([
    Buffer.from(`<</Length ${bytes.length} /Filter [${filters}]>>\nstream\n`),
    bytes,
    Buffer.from('\nendstream'),
  ]);
}

/** A PDF of one page in Helvetica with these operators. */
export function makePage(content: Buffer, times = 1): Buffer {
  return makePdf([
    '<</Type /Catalog /Pages 2 0 R>>',
    '<</Type /Pages /Kids [3 0 R] /Count 1>>',
    '<</Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources <</Font <</F1 5 0 R>>>>>>',
    makeStream(content, times),
    '<</Type /Font /Subtype /Type1 /BaseFont /Helvetica>>',
  ]);
}
