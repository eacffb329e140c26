import { crc32, deflateSync } from 'node:zlib';
import { type Faces, layOut } from './layout.ts';
import { type Picture, paintPage } from './paint.ts';
import { placePicture, registerPicture, startPdf } from './pdf.ts';
import type { DocumentSource } from './source.ts';

const scanDpi = 150;

/** The pages of a source as pictures, at 150 dots per inch. */
export function makePictures(source: DocumentSource, faces: Faces): Picture[] {
  return layOut(source, faces).map((page) => paintPage(page, faces, scanDpi));
}

/** A PDF as an office scanner makes it: each page one picture and no text. */
export async function makeScanPdf(source: DocumentSource, faces: Faces): Promise<Uint8Array> {
  const pdf = await startPdf(source.title);
  for (const picture of makePictures(source, faces)) {
    const width = (picture.width * 72) / scanDpi;
    const height = (picture.height * 72) / scanDpi;
    const page = pdf.addPage([width, height]);
    placePicture(pdf, page, registerPicture(pdf, picture), { x: 0, y: 0, width, height });
  }
  return await pdf.save();
}

/** The first page of a source as a PNG of greys. */
export function makePng(source: DocumentSource, faces: Faces): Uint8Array {
  const [picture] = makePictures(source, faces);
  if (picture === undefined) throw new Error('a source has at least one page');
  const header = Buffer.alloc(13);
  header.writeUInt32BE(picture.width, 0);
  header.writeUInt32BE(picture.height, 4);
  header.writeUInt8(8, 8);
  const raw = Buffer.alloc((picture.width + 1) * picture.height);
  for (let row = 0; row < picture.height; row++) {
    raw.set(
      picture.pixels.subarray(row * picture.width, (row + 1) * picture.width),
      row * (picture.width + 1) + 1,
    );
  }
  const signature = Buffer.from('89504e470d0a1a0a', 'hex');
  return new Uint8Array(
    Buffer.concat([
      signature,
      chunk('IHDR', header),
      chunk('IDAT', deflateSync(raw)),
      chunk('IEND', Buffer.alloc(0)),
    ]),
  );
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const check = Buffer.alloc(4);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}
