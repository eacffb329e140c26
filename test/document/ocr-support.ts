import { accessSync, constants } from 'node:fs';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import type { OcrPage } from '../../src/document/ocr/types.ts';
import { foldThai } from '../../src/text/normalise.ts';

/** Looks along the PATH of the tests' machine. */
export function findToolHere(name: string): string | null {
  for (const folder of (process.env['PATH'] ?? '').split(process.platform === 'win32' ? ';' : ':')) {
    const file = join(folder, process.platform === 'win32' ? `${name}.exe` : name);
    try {
      accessSync(file, constants.X_OK);
      return file;
    } catch {
      // not in this folder
    }
  }
  return null;
}

/** Share of the letters of `truth` (folded, without blanks) that are right in `read`: 1 − edit distance ÷ length. */
export function letterAccuracy(truth: string, read: string): number {
  const right = foldThai(truth).replaceAll(' ', '');
  const got = foldThai(read).replaceAll(' ', '');
  let before = Array.from({ length: got.length + 1 }, (_, index) => index);
  for (let row = 1; row <= right.length; row += 1) {
    const now = [row];
    for (let column = 1; column <= got.length; column += 1) {
      const swap = (before[column - 1] ?? 0) + (right[row - 1] === got[column - 1] ? 0 : 1);
      now.push(Math.min(swap, (before[column] ?? 0) + 1, (now[column - 1] ?? 0) + 1));
    }
    before = now;
  }
  return 1 - (before[got.length] ?? 0) / right.length;
}

/** An image object of a PDF and how it is coded. */
export interface PdfImageObject {
  widthPx: number;
  heightPx: number;
  /** the rest of its dictionary, `/ColorSpace /DeviceGray /BitsPerComponent 8` */
  entries: string;
  data: Uint8Array;
}

/** A PDF of one page, 600 × 800 points, with the given images (`/I0`, `/I1`, …) and content. */
export function makeImagePdf(
  images: readonly PdfImageObject[],
  content: string,
  pageEntries = '',
): Uint8Array {
  const named = images.map((_, index) => `/I${index} ${index + 5} 0 R`).join(' ');
  const bodies = [
    Buffer.from('<</Type/Catalog/Pages 2 0 R>>'),
    Buffer.from('<</Type/Pages/Kids[3 0 R]/Count 1>>'),
    Buffer.from(
      `<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]${pageEntries}/Resources<</XObject<<${named}>>>>/Contents 4 0 R>>`,
    ),
    Buffer.from(`<</Length ${content.length}>>stream\n${content}\nendstream`),
    ...images.map(({ widthPx, heightPx, entries, data }) =>
      Buffer.concat([
        Buffer.from(
          `<</Type/XObject/Subtype/Image/Width ${widthPx}/Height ${heightPx}${entries}/Length ${data.length}>>stream\n`,
        ),
        data,
        Buffer.from('\nendstream'),
      ]),
    ),
  ];
  const chunks: Buffer[] = [Buffer.from('%PDF-1.4\n')];
  const offsets: number[] = [];
  let at = chunks[0]?.length ?? 0;
  for (const [index, body] of bodies.entries()) {
    const whole = Buffer.concat([Buffer.from(`${index + 1} 0 obj\n`), body, Buffer.from('\nendobj\n')]);
    offsets.push(at);
    chunks.push(whole);
    at += whole.length;
  }
  const rows = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const size = bodies.length + 1;
  chunks.push(
    Buffer.from(
      `xref\n0 ${size}\n0000000000 65535 f \n${rows}trailer<</Size ${size}/Root 1 0 R>>\nstartxref\n${at}\n%%EOF\n`,
    ),
  );
  // pdf.js refuses a Buffer
  return new Uint8Array(Buffer.concat(chunks));
}

/** Eight-bit grey pixels as an image object. */
export function makeGreyImage(
  widthPx: number,
  heightPx: number,
  grey: (x: number, y: number) => number,
): PdfImageObject {
  const data = new Uint8Array(widthPx * heightPx);
  for (let y = 0; y < heightPx; y += 1)
    for (let x = 0; x < widthPx; x += 1) data[y * widthPx + x] = grey(x, y);
  const entries = '/ColorSpace/DeviceGray/BitsPerComponent 8/Filter/FlateDecode';
  return { widthPx, heightPx, entries, data: deflateSync(data) };
}

/** One-bit pixels: `isSet` bits are 1. */
export function makeBitImage(
  widthPx: number,
  heightPx: number,
  entries: string,
  isSet: (x: number, y: number) => boolean,
): PdfImageObject {
  const rowBytes = Math.ceil(widthPx / 8);
  const data = new Uint8Array(rowBytes * heightPx);
  for (let y = 0; y < heightPx; y += 1) {
    for (let x = 0; x < widthPx; x += 1) {
      const at = y * rowBytes + (x >> 3);
      if (isSet(x, y)) data[at] = (data[at] ?? 0) | (0x80 >> (x & 7));
    }
  }
  return {
    widthPx,
    heightPx,
    entries: `${entries}/BitsPerComponent 1/Filter/FlateDecode`,
    data: deflateSync(data),
  };
}

/** A page as OCR gives it, for tests of what is made of it. */
export function ocrPage(change: Partial<OcrPage>): OcrPage {
  return { page: 1, text: '', confidence: 0, problem: null, detail: null, ...change };
}
