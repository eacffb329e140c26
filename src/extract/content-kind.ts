import type { ContentKind } from '../snapshot/schema.ts';
import { listStreams } from './compound-file.ts';
import { listMembers } from './zip-members.ts';
import { sniffText } from './text-kind.ts';

/** PDF readers accept junk before the header within the first 1,024 bytes (PDF 1.7, annex H.3.4.1). */
const pdfHeaderWithin = 1024;

const signatures: [ContentKind, string, number][] = [
  ['image', '\xff\xd8\xff', 0],
  ['image', '\x89PNG\r\n\x1a\n', 0],
  ['image', 'GIF8', 0],
  ['image', 'II*\0', 0],
  ['image', 'MM\0*', 0],
  ['image', '\0\0\x01\0', 0],
  ['rar', 'Rar!\x1a\x07', 0],
  ['7z', '7z\xbc\xaf\x27\x1c', 0],
  ['audio', 'ID3', 0],
  ['audio', 'OggS', 0],
  ['audio', '\xff\xfb', 0],
  ['audio', '\xff\xf3', 0],
  ['video', '\x1a\x45\xdf\xa3', 0],
  ['video', 'FLV\x01', 0],
  ['video', '\x30\x26\xb2\x75\x8e\x66\xcf\x11', 0],
  ['video', '\0\0\x01\xba', 0],
];

/**
 * What bytes are, by content alone: servers of small agencies send PDFs as text/html and error pages as PDFs.
 * `ole` is a compound file and `zip` an archive of no office kind.
 */
export function sniffKind(bytes: Uint8Array): ContentKind {
  if (bytes.length === 0) return 'empty';
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const head = buffer.toString('latin1', 0, pdfHeaderWithin + 5);
  if (head.includes('%PDF-')) return 'pdf';
  if (head.startsWith('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1')) return sniffCompound(buffer);
  if (head.startsWith('PK\x03\x04')) return sniffZip(buffer);
  if (head.startsWith('PK\x05\x06')) return 'zip';
  if (head.startsWith('RIFF')) return sniffRiff(head);
  if (head.slice(4, 8) === 'ftyp') return sniffIsoMedia(head.slice(8, 12));
  if (head.startsWith('BM') && bytes.length > 26 && buffer.readUInt32LE(6) === 0) return 'image';
  for (const [kind, signature, at] of signatures) {
    if (head.startsWith(signature, at)) return kind;
  }
  return sniffText(buffer);
}

function sniffCompound(buffer: Buffer): ContentKind {
  const streams = listStreams(buffer);
  if (streams.includes('PowerPoint Document')) return 'ppt';
  if (streams.includes('WordDocument')) return 'doc';
  // Excel 5 and 95 call it Book.
  return streams.includes('Workbook') || streams.includes('Book') ? 'xls' : 'ole';
}

function sniffZip(buffer: Buffer): ContentKind {
  const start = buffer.toString('latin1', 30, 120);
  if (start.startsWith('mimetypeapplication/vnd.oasis.opendocument.text')) return 'odt';
  if (start.startsWith('mimetypeapplication/vnd.oasis.opendocument.spreadsheet')) return 'ods';
  const members = listMembers(buffer);
  if (!members.includes('[Content_Types].xml')) return 'zip';
  if (members.some((name) => name.startsWith('word/'))) return 'docx';
  if (members.some((name) => name.startsWith('xl/'))) return 'xlsx';
  return members.some((name) => name.startsWith('ppt/')) ? 'pptx' : 'zip';
}

function sniffRiff(head: string): ContentKind {
  const form = head.slice(8, 12);
  if (form === 'WEBP') return 'image';
  if (form === 'WAVE') return 'audio';
  return form === 'AVI ' ? 'video' : 'binary';
}

function sniffIsoMedia(brand: string): ContentKind {
  if (/^(?:hei[cfsx]|hev[cx]|mif1|avif)/.test(brand)) return 'image';
  return /^M4[AB]/.test(brand) ? 'audio' : 'video';
}
