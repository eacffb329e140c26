/** Width and height in pixels. */
export interface ImageSize {
  widthPx: number;
  heightPx: number;
}

/** JPEG frame headers: all SOFn but DHT (C4), JPG (C8) and DAC (CC), ITU-T T.81 table B.1. */
function isFrameHeader(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
}

function readJpegSize(view: DataView): ImageSize | null {
  let at = 2;
  while (at + 9 < view.byteLength) {
    if (view.getUint8(at) !== 0xff) return null;
    const marker = view.getUint8(at + 1);
    if (marker === 0xff) {
      at += 1;
    } else if (isFrameHeader(marker)) {
      return { heightPx: view.getUint16(at + 5), widthPx: view.getUint16(at + 7) };
    } else if (marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8)) {
      at += 2;
    } else {
      at += 2 + view.getUint16(at + 2);
    }
  }
  return null;
}

function readWebpSize(view: DataView): ImageSize | null {
  if (view.byteLength < 30) return null;
  const chunk = view.getUint32(12);
  if (chunk === 0x56503858) {
    const read24 = (at: number): number => view.getUint16(at, true) | (view.getUint8(at + 2) << 16);
    return { widthPx: read24(24) + 1, heightPx: read24(27) + 1 };
  }
  if (chunk === 0x56503820) {
    return { widthPx: view.getUint16(26, true) & 0x3fff, heightPx: view.getUint16(28, true) & 0x3fff };
  }
  if (chunk === 0x5650384c) {
    const bits = view.getUint32(21, true);
    return { widthPx: (bits & 0x3fff) + 1, heightPx: ((bits >>> 14) & 0x3fff) + 1 };
  }
  return null;
}

/** First directory only: tags 256 and 257 as SHORT or LONG, TIFF 6.0 section 8. */
function readTiffSize(view: DataView): ImageSize | null {
  const little = view.getUint16(0) === 0x4949;
  const directory = view.getUint32(4, little);
  if (directory + 2 > view.byteLength) return null;
  let widthPx: number | null = null;
  let heightPx: number | null = null;
  for (let index = 0; index < view.getUint16(directory, little); index += 1) {
    const at = directory + 2 + index * 12;
    if (at + 12 > view.byteLength) break;
    const tag = view.getUint16(at, little);
    const value =
      view.getUint16(at + 2, little) === 3 ? view.getUint16(at + 8, little) : view.getUint32(at + 8, little);
    if (tag === 256) widthPx = value;
    if (tag === 257) heightPx = value;
  }
  return widthPx === null || heightPx === null ? null : { widthPx, heightPx };
}

/**
 * Size of a PNG, JPEG, GIF, BMP, WebP or TIFF picture as its header states it; null for anything else and for a
 * header that is cut short. Nothing is decoded.
 */
export function readImageSize(bytes: Uint8Array): ImageSize | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.byteLength < 26) return null;
  const first = view.getUint32(0);
  if (first === 0x89504e47) return { widthPx: view.getUint32(16), heightPx: view.getUint32(20) };
  if (first >>> 16 === 0xffd8) return readJpegSize(view);
  if (first === 0x47494638) return { widthPx: view.getUint16(6, true), heightPx: view.getUint16(8, true) };
  if (first >>> 16 === 0x424d) {
    return { widthPx: Math.abs(view.getInt32(18, true)), heightPx: Math.abs(view.getInt32(22, true)) };
  }
  if (first === 0x52494646 && view.getUint32(8) === 0x57454250) return readWebpSize(view);
  if (first === 0x49492a00 || first === 0x4d4d002a) return readTiffSize(view);
  return null;
}
