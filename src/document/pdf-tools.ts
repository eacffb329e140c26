import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { PdfTools } from './pdf/types.ts';

/** Which back end is wanted; `auto` takes poppler where it is found and can be held to its memory. */
export type PdfBackend = 'auto' | 'poppler' | 'unpdf';

/**
 * Chooses what reads PDFs. `findTool` gives the absolute path of a program or null. Where `prlimit` is missing `auto`
 * takes unpdf, because one page can make pdftotext take 11 GB and only unpdf runs inside the watched process; where
 * poppler was asked for and is not found there is unpdf too.
 */
export function choosePdfTools(backend: PdfBackend, findTool: (name: string) => string | null): PdfTools {
  const unpdf = `unpdf ${readUnpdfVersion()}`;
  if (backend === 'unpdf') return { backend: 'unpdf', version: unpdf };
  const pdftotext = findTool('pdftotext');
  const pdfinfo = findTool('pdfinfo');
  const prlimit = findTool('prlimit');
  const isUsable = pdftotext !== null && pdfinfo !== null && (prlimit !== null || backend === 'poppler');
  const version = isUsable ? askVersion(pdftotext) : null;
  if (!isUsable || version === null) return { backend: 'unpdf', version: unpdf };
  return {
    backend: 'poppler',
    version: `poppler ${version}`,
    otherVersion: unpdf,
    pdftotext,
    pdfinfo,
    pdfimages: findTool('pdfimages'),
    prlimit,
  };
}

/** The version of poppler; null for another program of that name (Xpdf's knows no `-bbox`). */
function askVersion(pdftotext: string): string | null {
  const run = spawnSync(pdftotext, ['-v'], { encoding: 'utf8', timeout: 10_000, windowsHide: true });
  const words = `${run.stderr ?? ''}${run.stdout ?? ''}`;
  const found = /pdftotext version (\d[\d.]*)/.exec(words);
  return found !== null && /poppler/i.test(words) ? (found[1] ?? null) : null;
}

function readUnpdfVersion(): string {
  const entry = fileURLToPath(import.meta.resolve('unpdf'));
  const file: unknown = JSON.parse(readFileSync(join(dirname(entry), '..', 'package.json'), 'utf8'));
  const version = typeof file === 'object' && file !== null && 'version' in file ? file.version : null;
  return typeof version === 'string' ? version : 'unknown';
}
