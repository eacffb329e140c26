import { join } from 'node:path';
import type { OcrChild } from './child-process.ts';
import { lastWords, runTool } from './run-tool.ts';
import type { OcrAttempt, OcrDeps, OcrLimits, PagePictures } from './types.ts';

const maxOutputBytes = 16 * 1024;

/**
 * Renders whole pages in grey with poppler's `pdftoppm`. The longer side is fixed rather than the resolution: a scan
 * often states a page size that its pixels give a nonsense resolution for, and a hostile one may be a mile wide.
 */
export function createPopplerPictures(pdftoppm: string, deps: OcrDeps, limits: OcrLimits): PagePictures {
  const prlimit = deps.findTool('prlimit');
  return {
    name: 'pdftoppm',
    async picture(pdfPath, page, folder, signal): Promise<OcrAttempt<string>> {
      const base = join(folder, `page-${page}`);
      const number = String(page);
      const run = await runTool(
        pdftoppm,
        [
          '-gray',
          '-cropbox',
          '-singlefile',
          '-f',
          number,
          '-l',
          number,
          '-scale-to',
          String(limits.longSidePx),
          pdfPath,
          base,
        ],
        deps.environment,
        { maxMemoryBytes: limits.maxMemoryBytes, maxOutputBytes },
        prlimit,
        signal,
      );
      if (run.exitCode === 0) return { ok: true, value: `${base}.pgm` };
      const isMemory = /out of memory|bad_alloc/iu.test(run.stderr);
      return { ok: false, problem: isMemory ? 'took-too-much-memory' : 'unreadable', detail: lastWords(run) };
    },
    close: async () => {},
  };
}

/** Takes the pictures that a page holds, in the given child process; text and drawings are not rendered. */
export function createEmbeddedPictures(child: OcrChild, limits: OcrLimits): PagePictures {
  return {
    name: 'unpdf',
    async picture(pdfPath, page, folder, signal): Promise<OcrAttempt<string>> {
      const outPath = join(folder, `page-${page}.pgm`);
      const { longSidePx, maxPixels } = limits;
      const answer = await child.ask(
        { type: 'picture', pdfPath, page, outPath, longSidePx, maxPixels },
        signal,
      );
      if (!answer.ok) return answer;
      if (answer.value.type !== 'pictured') {
        return { ok: false, problem: 'unreadable', detail: `unexpected answer: ${answer.value.type}` };
      }
      switch (answer.value.end) {
        case 'written':
          return { ok: true, value: outPath };
        case 'none':
          return {
            ok: false,
            problem: 'no-picture',
            detail: 'no picture on it, and pages cannot be rendered here',
          };
        case 'undecoded':
          return {
            ok: false,
            problem: 'unreadable',
            detail: 'CCITT, JBIG2 or JPEG 2000, which need pdftoppm',
          };
      }
    },
    close: async () => {},
  };
}
