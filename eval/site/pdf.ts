import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import fontkit from '@pdf-lib/fontkit';
import { PDFDocument, type PDFFont, type PDFPage } from 'pdf-lib';
import type { Block } from '../bank/types.ts';
import { rowsOf } from './office.ts';

export interface PdfFonts {
  thai: Uint8Array;
  latin: Uint8Array;
}

const require = createRequire(import.meta.url);

/** The Sarabun faces that the PDFs are set in. */
export async function loadPdfFonts(): Promise<PdfFonts> {
  return {
    thai: await readFont('sarabun-thai-400-normal'),
    latin: await readFont('sarabun-latin-400-normal'),
  };
}

function readFont(name: string): Promise<Uint8Array> {
  return readFile(require.resolve(`@fontsource/sarabun/files/${name}.woff`));
}

// With ccmp on, pdf-lib maps both halves of a split SARA AM to the whole: "ดำาเนินงาน" when read back.
const features = { ccmp: false, liga: false, mark: false, mkmk: false };
const size = 11;
const lineHeight = 19;
const page = { width: 842, height: 595, margin: 40 };

/** A PDF with a text layer: lines of text and bordered tables, A4 landscape. */
export async function makePdf(title: string, blocks: readonly Block[], fonts: PdfFonts): Promise<Uint8Array> {
  const document = await PDFDocument.create({ updateMetadata: false });
  document.registerFontkit(fontkit);
  const setter: Setter = {
    thai: await document.embedFont(fonts.thai, { subset: true, features }),
    latin: await document.embedFont(fonts.latin, { subset: true, features }),
    addPage: () => document.addPage([page.width, page.height]),
    page: document.addPage([page.width, page.height]),
    y: page.height - page.margin,
  };
  writeLines(setter, title);
  for (const block of blocks) {
    if (block.kind === 'table') writeTable(setter, block.rows);
    else for (const row of rowsOf(block)) writeLines(setter, row.join('  '));
  }
  return await document.save();
}

interface Setter {
  thai: PDFFont;
  latin: PDFFont;
  addPage: () => PDFPage;
  page: PDFPage;
  /** baseline of the next line, in points from the foot */
  y: number;
}

function writeLines(setter: Setter, text: string): void {
  for (const line of wrap(setter, text, page.width - 2 * page.margin)) {
    makeRoom(setter, lineHeight);
    drawRuns(setter, line, page.margin, setter.y);
    setter.y -= lineHeight;
  }
}

function writeTable(setter: Setter, rows: readonly (readonly string[])[]): void {
  const columns = Math.max(...rows.map((row) => row.length));
  const width = (page.width - 2 * page.margin) / columns;
  for (const row of rows) {
    const cells = row.map((text) => wrap(setter, text, width - 6));
    const height = Math.max(1, ...cells.map((lines) => lines.length)) * lineHeight;
    makeRoom(setter, height);
    for (const [at, lines] of cells.entries()) {
      const x = page.margin + at * width;
      setter.page.drawRectangle({ x, y: setter.y - height + 14, width, height, borderWidth: 0.5 });
      for (const [n, line] of lines.entries()) drawRuns(setter, line, x + 3, setter.y - n * lineHeight);
    }
    setter.y -= height;
  }
  setter.y -= lineHeight / 2;
}

function makeRoom(setter: Setter, height: number): void {
  if (setter.y - height > page.margin) return;
  setter.page = setter.addPage();
  setter.y = page.height - page.margin;
}

/** Breaks at spaces, and inside a word between clusters where it must. */
function wrap(setter: Setter, text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const piece of text
    .split(/(?<= )|(?=[(/])/u)
    .flatMap((word) => (widthOf(setter, word) > width ? clusters(word) : [word]))) {
    if (line !== '' && widthOf(setter, line + piece) > width) {
      lines.push(line.trimEnd());
      line = '';
    }
    line += piece;
  }
  lines.push(line.trimEnd());
  return lines;
}

function clusters(word: string): string[] {
  return [...new Intl.Segmenter('th', { granularity: 'word' }).segment(word)].map(({ segment }) => segment);
}

function runsOf(setter: Setter, text: string): { text: string; font: PDFFont }[] {
  return (text.match(/[\u0e00-\u0e7f]+|[^\u0e00-\u0e7f]+/gu) ?? []).map((run) => ({
    text: /^[\u0e00-\u0e7f]/u.test(run) ? run : run.replaceAll(/[^\u0020-\u00ff–—“”‘’•…]/gu, '-'),
    font: /^[\u0e00-\u0e7f]/u.test(run) ? setter.thai : setter.latin,
  }));
}

function widthOf(setter: Setter, text: string): number {
  return runsOf(setter, text).reduce((sum, run) => sum + run.font.widthOfTextAtSize(run.text, size), 0);
}

function drawRuns(setter: Setter, text: string, x: number, y: number): void {
  let at = x;
  for (const run of runsOf(setter, text)) {
    setter.page.drawText(run.text, { font: run.font, size, x: at, y });
    at += run.font.widthOfTextAtSize(run.text, size);
  }
}
