import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import fontkit, { type Font } from '@pdf-lib/fontkit';

type Script = 'thai' | 'latin';

/** A face of Sarabun. The package has its Thai and its Latin letters in different files. */
export interface Face {
  bytes: Readonly<Record<Script, Uint8Array>>;
  fonts: Readonly<Record<Script, Font>>;
}

/** A piece of a line that one file of the face can set. */
export interface Run {
  script: Script;
  text: string;
}

/**
 * Reads a face of the Sarabun that npm brought. WOFF and not WOFF2: pdf-lib's fontkit can lay out text with
 * WOFF2, and fails when it subsets it ("Index out of range", 1.1.1).
 */
export function readFace(weight: 400 | 700): Face {
  const folder = join(
    dirname(createRequire(import.meta.url).resolve('@fontsource/sarabun/package.json')),
    'files',
  );
  const read = (script: Script): Uint8Array =>
    new Uint8Array(readFileSync(join(folder, `sarabun-${script}-${weight}-normal.woff`)));
  const bytes = { thai: read('thai'), latin: read('latin') };
  return { bytes, fonts: { thai: fontkit.create(bytes.thai), latin: fontkit.create(bytes.latin) } };
}

/** Parts text by the file that has its letters; spaces and points stay with what stands before them. */
export function splitRuns(text: string): Run[] {
  const runs: Run[] = [];
  for (const [piece] of text.matchAll(/[\u0E00-\u0E7F]+|[^\u0E00-\u0E7F]+/g)) {
    runs.push({ script: /[\u0E00-\u0E7F]/.test(piece) ? 'thai' : 'latin', text: piece });
  }
  return runs;
}

/** Width in points of one line. */
export function measureText(face: Face, text: string, sizePt: number): number {
  let width = 0;
  for (const run of splitRuns(text)) {
    const font = face.fonts[run.script];
    width += (font.layout(run.text).advanceWidth / font.unitsPerEm) * sizePt;
  }
  return width;
}

/** Lines of at most `widthPt`, broken between Thai words as a word processor does. */
export function wrapText(face: Face, text: string, sizePt: number, widthPt: number): string[] {
  const lines: string[] = [];
  let line = '';
  let used = 0;
  for (const { segment } of new Intl.Segmenter('th', { granularity: 'word' }).segment(text)) {
    const width = measureText(face, segment, sizePt);
    if (used + width > widthPt && line !== '') {
      lines.push(line.trimEnd());
      line = segment.trimStart();
      used = line === '' ? 0 : width;
    } else {
      line += segment;
      used += width;
    }
  }
  if (line.trim() !== '') lines.push(line.trimEnd());
  return lines;
}
