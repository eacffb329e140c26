import { getDocumentProxy, getResolvedPDFJS } from 'unpdf';
import {
  encodePgm,
  type GreyPicture,
  greyFromColour,
  type Layer,
  type Matrix,
  makeSheet,
  multiply,
  paintLayer,
  spreadBits,
} from './grey-picture.ts';

/** What pdf.js hands over for an image: 1 = one bit, 2 = RGB, 3 = RGBA (its `ImageKind`). */
interface PdfImage {
  width: number;
  height: number;
  data: Uint8Array | Uint8ClampedArray;
  kind?: number;
}

const identity: Matrix = [1, 0, 0, 1, 0, 0];
const minCoveredShare = 0.05;

function isPdfImage(value: unknown): value is PdfImage {
  if (typeof value !== 'object' || value === null) return false;
  if (!('width' in value && 'height' in value && 'data' in value)) return false;
  const { width, height, data } = value;
  return (
    typeof width === 'number' &&
    typeof height === 'number' &&
    (data instanceof Uint8Array || data instanceof Uint8ClampedArray)
  );
}

function toMatrix(value: unknown): Matrix {
  const numbers = value !== null && typeof value === 'object' ? Array.from(value as ArrayLike<unknown>) : [];
  const [a, b, c, d, e, f] = numbers.map(Number);
  if (a === undefined || b === undefined || c === undefined) return identity;
  return [a, b, c, d ?? 1, e ?? 0, f ?? 0];
}

function toLayer(image: PdfImage): Layer | null {
  const { width: widthPx, height: heightPx, data } = image;
  const count = widthPx * heightPx;
  if (data.length === count * 4)
    return { widthPx, heightPx, pixels: greyFromColour(data, 4, count), painted: null };
  if (data.length === count * 3)
    return { widthPx, heightPx, pixels: greyFromColour(data, 3, count), painted: null };
  if (data.length === count) return { widthPx, heightPx, pixels: Uint8Array.from(data), painted: null };
  if (data.length === heightPx * ((widthPx + 7) >> 3)) {
    return { widthPx, heightPx, pixels: spreadBits(data, widthPx, heightPx, 255, 0), painted: null };
  }
  return null;
}

/** In a stencil of pdf.js the clear bits are the painted ones. */
function toStencil(image: PdfImage, grey: number): Layer {
  const { width: widthPx, height: heightPx, data } = image;
  return {
    widthPx,
    heightPx,
    pixels: new Uint8Array(widthPx * heightPx).fill(grey),
    painted: spreadBits(data, widthPx, heightPx, 0, 1),
  };
}

function greyOfFill(args: unknown): number {
  const first: unknown = Array.isArray(args) ? args[0] : null;
  if (typeof first !== 'string' || !/^#[0-9a-f]{6}$/iu.test(first)) return 0;
  const bytes = Uint8Array.from([1, 3, 5].map((at) => Number.parseInt(first.slice(at, at + 2), 16)));
  return greyFromColour(bytes, 3, 1)[0] ?? 0;
}

type PdfPage = Awaited<ReturnType<Awaited<ReturnType<typeof getDocumentProxy>>['getPage']>>;

async function resolveImage(page: PdfPage, value: unknown): Promise<PdfImage | null> {
  const name =
    typeof value === 'string' ? value : isPdfImage(value) ? null : (value as { data?: unknown } | null)?.data;
  if (name === null) return isPdfImage(value) ? value : null;
  if (typeof name !== 'string') return null;
  const found: unknown = await new Promise((resolve) => {
    (name.startsWith('g_') ? page.commonObjs : page.objs).get(name, resolve);
  });
  return isPdfImage(found) ? found : null;
}

/** The pictures of a page laid where the page puts them, the share of the sheet that they cover, those left out. */
async function paintPage(
  page: PdfPage,
  longSidePx: number,
): Promise<{ sheet: GreyPicture; covered: number; undecoded: number }> {
  const { OPS } = await getResolvedPDFJS();
  const unscaled = page.getViewport({ scale: 1 });
  const scale = longSidePx / Math.max(unscaled.width, unscaled.height);
  const viewport = page.getViewport({ scale });
  const sheet = makeSheet(Math.max(1, Math.round(viewport.width)), Math.max(1, Math.round(viewport.height)));
  const operators = await page.getOperatorList();
  const states: { matrix: Matrix; fill: number }[] = [];
  let state = { matrix: toMatrix(viewport.transform), fill: 0 };
  let covered = 0;
  let undecoded = 0;
  const paint = (layer: Layer | null): void => {
    if (layer === null) {
      undecoded += 1;
      return;
    }
    paintLayer(sheet, layer, state.matrix);
    const [a, b, c, d] = state.matrix;
    covered += Math.abs(a * d - b * c) / (sheet.widthPx * sheet.heightPx);
  };
  for (const [index, operator] of operators.fnArray.entries()) {
    const args: unknown = operators.argsArray[index];
    const first: unknown = Array.isArray(args) ? args[0] : null;
    if (operator === OPS.save) {
      states.push(state);
    } else if (operator === OPS.restore || operator === OPS.paintFormXObjectEnd) {
      state = states.pop() ?? state;
    } else if (operator === OPS.transform) {
      state = { ...state, matrix: multiply(state.matrix, toMatrix(args)) };
    } else if (operator === OPS.paintFormXObjectBegin) {
      states.push(state);
      state = { ...state, matrix: multiply(state.matrix, first === null ? identity : toMatrix(first)) };
    } else if (operator === OPS.setFillRGBColor) {
      state = { ...state, fill: greyOfFill(args) };
    } else if (operator === OPS.paintImageXObject || operator === OPS.paintInlineImageXObject) {
      const image = await resolveImage(page, first);
      paint(image === null ? null : toLayer(image));
    } else if (operator === OPS.paintImageMaskXObject) {
      const image = await resolveImage(page, first);
      paint(image === null ? null : toStencil(image, state.fill));
    }
  }
  return { sheet, covered, undecoded };
}

/**
 * A page of a PDF as PGM bytes, made of nothing but the pictures on it, turned and placed as the page says: a scan
 * is that, in one picture, in strips, or as a one-bit stencil. `none` when pictures cover less than 5 % of the page,
 * `undecoded` when that is for want of a decoder: unpdf's pdf.js comes without those for CCITT fax, JBIG2 and
 * JPEG 2000. Text and drawings are not rendered. Throws what pdf.js throws for a file that it cannot open.
 */
export async function renderEmbeddedPictures(
  bytes: Uint8Array,
  pageNumber: number,
  longSidePx: number,
  maxPixels: number,
): Promise<Uint8Array | 'none' | 'undecoded'> {
  const pdf = await getDocumentProxy(bytes, { maxImageSize: maxPixels, verbosity: 0 });
  try {
    const { sheet, covered, undecoded } = await paintPage(await pdf.getPage(pageNumber), longSidePx);
    if (covered >= minCoveredShare) return encodePgm(sheet);
    return undecoded > 0 ? 'undecoded' : 'none';
  } finally {
    await pdf.loadingTask.destroy();
  }
}
