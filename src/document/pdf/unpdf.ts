import { isThaiMark } from '../../text/fold.ts';
import { UnreadableDocument } from '../archive/unreadable.ts';
import { mendUnicodeMaps } from './actual-text.ts';
import { readPdfDate } from './dates.ts';
import type { PdfInfo, PdfPage, PdfText, TextRun } from './types.ts';

type Pdfjs = Awaited<ReturnType<typeof import('unpdf')['getDocumentProxy']>>;
type PdfjsPage = Awaited<ReturnType<Pdfjs['getPage']>>;

/** A page with fewer letters is taken to hold a picture, if the file has any: better looked at than passed over. */
const fewLetters = 150;

/** Blanks take 0.2 of the letters' size and more. */
const minBlank = 0.1;

/** Reads PDFs with pdf.js as unpdf packs it; only for a process that may be killed: it has no limits of its own. */
export function createUnpdfText(version: string): PdfText {
  return {
    async readPdf(bytes, limits) {
      const { getDocumentProxy } = await import('unpdf');
      const images = countImageObjects(bytes);
      // pdf.js takes the buffer over; the caller may still need its own
      const pdf = await getDocumentProxy(Uint8Array.from(mendUnicodeMaps(bytes)), { verbosity: 0 }).catch(
        (error: unknown) => {
          throw explainError(error);
        },
      );
      try {
        const info = await readInfo(pdf);
        const pages: PdfPage[] = [];
        const wanted = Math.min(pdf.numPages, limits.maxPages);
        let chars = 0;
        let failure: unknown = null;
        for (let number = 1; number <= wanted && chars < limits.maxChars; number += 1) {
          let page: PdfPage = { page: number, width: 595, runs: [], images: 0 };
          try {
            page = await readPage(await pdf.getPage(number), number);
          } catch (error) {
            failure = error;
          }
          const letters = page.runs.reduce((sum, run) => sum + run.text.length, 0);
          chars += letters;
          pages.push({ ...page, images: letters < fewLetters && images > 0 ? 1 : 0 });
        }
        if (chars === 0 && failure !== null && pages.length === 1) throw explainError(failure);
        return { madeBy: version, info, pages, truncated: pages.length < pdf.numPages, isMended: false };
      } finally {
        await pdf.loadingTask.destroy().catch(() => undefined);
      }
    },
  };
}

async function readPage(page: PdfjsPage, number: number): Promise<PdfPage> {
  const viewport = page.getViewport({ scale: 1 });
  const content = await page.getTextContent();
  const runs: TextRun[] = [];
  let before: TextRun['before'] = 'line';
  for (const item of content.items) {
    if (!('str' in item)) continue;
    const text = item.str.trim();
    if (text === '') {
      if (item.str !== '' && before === 'none') before = 'blank';
    } else {
      const box = placeItem(item, viewport.transform);
      const isApart = box.left - (runs.at(-1)?.right ?? 0) > box.size * minBlank;
      // pdf.js writes a blank where a mark without width is set apart; real ones leave a gap
      if (before !== 'line')
        before = (before === 'blank' && isApart) || /^\s/u.test(item.str) ? 'blank' : 'none';
      runs.push(...splitItem(item.str, { text, ...box, before }));
      before = /\s$/u.test(item.str) ? 'blank' : 'none';
    }
    if (item.hasEOL) before = 'line';
  }
  page.cleanup();
  return { page: number, width: viewport.width, runs, images: 0 };
}

/** The box of an item on the page as it is shown: pdf.js gives the baseline's start in the page's own system. */
function placeItem(
  item: { transform: unknown[]; width: number; height: number },
  view: unknown[],
): Pick<TextRun, 'left' | 'right' | 'top' | 'bottom' | 'size'> {
  const [a, b, c, d, e, f] = item.transform.map(Number) as Matrix;
  const [va, vb, vc, vd, ve, vf] = view.map(Number) as Matrix;
  const size = Math.hypot(c, d) || item.height || 1;
  const along = Math.hypot(a, b) || 1;
  const endX = e + (a / along) * item.width;
  const endY = f + (b / along) * item.width;
  const x0 = va * e + vc * f + ve;
  const x1 = va * endX + vc * endY + ve;
  const baseline = vb * e + vd * f + vf;
  return {
    left: Math.min(x0, x1),
    right: Math.max(x0, x1),
    top: baseline - size,
    bottom: baseline + size * 0.25,
    size,
  };
}

/**
 * pdf.js joins what stands less than 0.6 of a letter apart into one item, full cells of neighbouring columns too.
 * Where such an item holds a number it is parted at its blanks, by the usual widths of its letters; a blank at its
 * end is no part of it.
 */
function splitItem(source: string, run: TextRun): TextRun[] {
  const words = run.text.split(/\s+/u);
  const isWhole = source === run.text && !words.some((word) => longNumber.test(word));
  if (isWhole || words.length > maxWords) return [run];
  const pieces = source.split(/(\s+)/u).filter((piece) => piece !== '');
  const widths = pieces.map(estimateWidth);
  const scale = (run.right - run.left) / widths.reduce((sum, width) => sum + width, 0);
  const parts: TextRun[] = [];
  let left = run.left;
  for (const [index, text] of pieces.entries()) {
    const right = left + (widths[index] ?? 0) * scale;
    const before = parts.length === 0 ? run.before : 'blank';
    if (text.trim() !== '') parts.push({ ...run, text, left, right, before });
    left = right;
  }
  return parts;
}

/** An item with more words is running text. */
const maxWords = 12;
const longNumber = /^[0-9๐-๙][0-9๐-๙,.]{3,}$/u;

function estimateWidth(text: string): number {
  let width = 0;
  for (const letter of text) {
    if (isThaiMark(letter.charCodeAt(0))) continue;
    if (/\s/u.test(letter)) width += 0.4;
    else width += /[.,:;'!()|]/.test(letter) ? 0.25 : 0.5;
  }
  return Math.max(width, 0.25);
}

type Matrix = [number, number, number, number, number, number];

async function readInfo(pdf: Pdfjs): Promise<PdfInfo> {
  const info: Record<string, unknown> = await pdf.getMetadata().then(
    (metadata) => metadata.info as Record<string, unknown>,
    () => ({}),
  );
  const readText = (name: string): string | null => {
    const value = info[name];
    return typeof value === 'string' && value.trim() !== '' ? value.trim() : null;
  };
  return {
    title: readText('Title'),
    producer: readText('Producer') ?? readText('Creator'),
    createdAt: readPdfDate(readText('CreationDate')),
    modifiedAt: readPdfDate(readText('ModDate')),
    pageCount: pdf.numPages,
  };
}

/**
 * Pictures in the whole file, by their dictionaries. Asking pdf.js for them would decode every one: half a second
 * for each page of a scan.
 */
function countImageObjects(bytes: Uint8Array): number {
  const source = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  let count = 0;
  for (const _ of source.matchAll(/\/Subtype\s{0,4}\/Image\b/g)) count += 1;
  return count;
}

function explainError(error: unknown): UnreadableDocument {
  if (error instanceof UnreadableDocument) return error;
  const name = error instanceof Error ? error.name : '';
  const words = error instanceof Error ? error.message : String(error);
  if (name === 'PasswordException') return new UnreadableDocument('encrypted', 'opens only with a password');
  if (/allocation failed|invalid array(?: buffer)? length/i.test(words)) {
    return new UnreadableDocument('took-too-much-memory', words.slice(0, 300));
  }
  return new UnreadableDocument('damaged', words.slice(0, 300));
}
