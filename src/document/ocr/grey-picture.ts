/** An eight-bit grey picture, row by row, 255 is white. */
export interface GreyPicture {
  widthPx: number;
  heightPx: number;
  pixels: Uint8Array;
}

/** `x' = a·x + c·y + e`, `y' = b·x + d·y + f`, as in PDF. */
export type Matrix = readonly [number, number, number, number, number, number];

/** The matrix that applies `inner` first and `outer` after it. */
export function multiply(outer: Matrix, inner: Matrix): Matrix {
  return [
    outer[0] * inner[0] + outer[2] * inner[1],
    outer[1] * inner[0] + outer[3] * inner[1],
    outer[0] * inner[2] + outer[2] * inner[3],
    outer[1] * inner[2] + outer[3] * inner[3],
    outer[0] * inner[4] + outer[2] * inner[5] + outer[4],
    outer[1] * inner[4] + outer[3] * inner[5] + outer[5],
  ];
}

/** The inverse; null for a matrix that flattens everything. */
export function invert([a, b, c, d, e, f]: Matrix): Matrix | null {
  const det = a * d - b * c;
  if (!Number.isFinite(det) || Math.abs(det) < 1e-9) return null;
  return [d / det, -b / det, -c / det, a / det, (c * f - d * e) / det, (b * e - a * f) / det];
}

/** A picture to paint: grey values, and for a stencil which of its pixels are painted (1) or left (0). */
export interface Layer extends GreyPicture {
  painted: Uint8Array | null;
}

/** Per direction: enough for 1,200 dpi shrunk to 150. */
const maxSamples = 8;

/** A white sheet. */
export function makeSheet(widthPx: number, heightPx: number): GreyPicture {
  return { widthPx, heightPx, pixels: new Uint8Array(widthPx * heightPx).fill(255) };
}

/**
 * Paints `layer` on `sheet`; `unitToSheet` takes PDF's unit square of an image (its upper edge at y = 1) to pixels
 * of the sheet. Each pixel is the mean of as many samples as source pixels fall on it, so that thin strokes survive
 * when a scan shrinks.
 */
export function paintLayer(sheet: GreyPicture, layer: Layer, unitToSheet: Matrix): void {
  const back = invert(unitToSheet);
  if (back === null) return;
  // sheet → unit square → the layer's own pixels, rows from the top
  const [a, b, c, d, e, f] = multiply([layer.widthPx, 0, 0, -layer.heightPx, 0, layer.heightPx], back);
  const [left, top, right, bottom] = boundsOf(sheet, unitToSheet);
  const perPixel = Math.max(Math.hypot(a, b), Math.hypot(c, d));
  const samples = Math.min(maxSamples, Math.max(1, Math.ceil(perPixel)));
  const step = 1 / samples;
  const total = samples * samples;
  for (let y = top; y < bottom; y += 1) {
    for (let x = left; x < right; x += 1) {
      const at = y * sheet.widthPx + x;
      const under = sheet.pixels[at] ?? 255;
      let sum = 0;
      for (let sub = 0; sub < total; sub += 1) {
        const px = x + ((sub % samples) + 0.5) * step;
        const py = y + (Math.floor(sub / samples) + 0.5) * step;
        const sx = Math.floor(a * px + c * py + e);
        const sy = Math.floor(b * px + d * py + f);
        if (sx < 0 || sy < 0 || sx >= layer.widthPx || sy >= layer.heightPx) {
          sum += under;
        } else {
          const from = sy * layer.widthPx + sx;
          sum += layer.painted !== null && layer.painted[from] === 0 ? under : (layer.pixels[from] ?? under);
        }
      }
      sheet.pixels[at] = Math.round(sum / total);
    }
  }
}

function boundsOf(sheet: GreyPicture, [a, b, c, d, e, f]: Matrix): [number, number, number, number] {
  const xs = [e, e + a, e + c, e + a + c];
  const ys = [f, f + b, f + d, f + b + d];
  return [
    Math.max(0, Math.floor(Math.min(...xs))),
    Math.max(0, Math.floor(Math.min(...ys))),
    Math.min(sheet.widthPx, Math.ceil(Math.max(...xs))),
    Math.min(sheet.heightPx, Math.ceil(Math.max(...ys))),
  ];
}

/** The picture as a binary PGM file, which both engines read. */
export function encodePgm({ widthPx, heightPx, pixels }: GreyPicture): Uint8Array {
  const header = new TextEncoder().encode(`P5\n${widthPx} ${heightPx}\n255\n`);
  const out = new Uint8Array(header.length + pixels.length);
  out.set(header);
  out.set(pixels, header.length);
  return out;
}

/** A binary PGM file turned by half a circle; null for anything else. */
export function turnPgmAround(file: Uint8Array): Uint8Array | null {
  const header = /^P5\s+(\d+)\s+(\d+)\s+255\s/u.exec(String.fromCharCode(...file.subarray(0, 40)));
  if (header === null) return null;
  const start = header[0].length;
  if (file.length < start + Number(header[1]) * Number(header[2])) return null;
  const out = Uint8Array.from(file);
  out.subarray(start, start + Number(header[1]) * Number(header[2])).reverse();
  return out;
}

const redWeight = 0.299;
const greenWeight = 0.587;
const blueWeight = 0.114;

/** Grey of three-byte (`stride` 3) or four-byte pixels, weights of ITU-R BT.601. */
export function greyFromColour(
  data: Uint8Array | Uint8ClampedArray,
  stride: 3 | 4,
  count: number,
): Uint8Array {
  const grey = new Uint8Array(count);
  for (let index = 0, at = 0; index < count; index += 1, at += stride) {
    const alpha = stride === 4 ? (data[at + 3] ?? 255) / 255 : 1;
    const value =
      redWeight * (data[at] ?? 255) +
      greenWeight * (data[at + 1] ?? 255) +
      blueWeight * (data[at + 2] ?? 255);
    grey[index] = Math.round(value * alpha + 255 * (1 - alpha));
  }
  return grey;
}

/** One byte (`ifSet` or `ifClear`) per bit of rows that are padded to whole bytes. */
export function spreadBits(
  data: Uint8Array | Uint8ClampedArray,
  widthPx: number,
  heightPx: number,
  ifSet: number,
  ifClear: number,
): Uint8Array {
  const out = new Uint8Array(widthPx * heightPx);
  const rowBytes = (widthPx + 7) >> 3;
  for (let y = 0; y < heightPx; y += 1) {
    for (let x = 0; x < widthPx; x += 1) {
      const byte = data[y * rowBytes + (x >> 3)] ?? 0;
      out[y * widthPx + x] = (byte >> (7 - (x & 7))) & 1 ? ifSet : ifClear;
    }
  }
  return out;
}
