import { readFile, rm } from 'node:fs/promises';
import { lastWords, runTool } from './run-tool.ts';
import type { OcrAttempt, OcrDeps, OcrEngine, OcrLimits, RawRecognition } from './types.ts';

const maxOutputBytes = 64 * 1024;

/** The tesseract of this machine. */
export interface SystemTesseract {
  path: string;
  version: string;
  /** languages of its own data, `[]` when it could not say */
  languages: string[];
}

const answerWithinMs = 10_000;

/** Asks the machine's tesseract for its version and languages; null where there is none or it does not run. */
export async function findSystemTesseract(deps: OcrDeps, limits: OcrLimits): Promise<SystemTesseract | null> {
  const path = deps.findTool('tesseract');
  if (path === null) return null;
  const ask = async (flag: string): Promise<string | null> => {
    const signal = AbortSignal.timeout(answerWithinMs);
    const run = await runTool(
      path,
      [flag],
      deps.environment,
      { maxMemoryBytes: limits.maxMemoryBytes, maxOutputBytes },
      null,
      signal,
    ).catch(() => null);
    // version 3 wrote both answers to stderr
    return run === null || !run.started || run.exitCode !== 0 ? null : `${run.stdout}\n${run.stderr}`;
  };
  const version = /^tesseract v?(\d[\w.-]*)/mu.exec((await ask('--version')) ?? '')?.[1];
  if (version === undefined) return null;
  const languages = (await ask('--list-langs')) ?? '';
  return {
    path,
    version,
    languages: languages
      .split('\n')
      .filter((line) => /^[a-z_]{3,}\r?$/iu.test(line))
      .map((line) => line.trim()),
  };
}

/**
 * Recognises with the machine's tesseract, one thread, under a memory limit where `prlimit` exists. `dataDir` null
 * means its own language data.
 */
export function createSystemEngine(
  deps: OcrDeps,
  limits: OcrLimits,
  tesseract: SystemTesseract,
  languages: readonly string[],
  dataDir: string | null,
): OcrEngine {
  const prlimit = deps.findTool('prlimit');
  // one thread: two cost twice the processor for 25 % of the time, and a batch keeps the other cores busy
  const environment = { ...deps.environment, OMP_THREAD_LIMIT: '1' };
  return {
    name: `tesseract ${tesseract.version}`,
    async recognise(picturePath, signal): Promise<OcrAttempt<RawRecognition>> {
      const outBase = `${picturePath}.ocr`;
      const args = [picturePath, outBase, '-l', languages.join('+')];
      if (dataDir !== null) args.push('--tessdata-dir', dataDir);
      // as settings and not as the configs `txt tsv`: those files lie beside the language data, which may be ours;
      // of a TIFF with many pages only the first
      args.push('-c', 'tessedit_create_txt=1', '-c', 'tessedit_create_tsv=1', '-c', 'tessedit_page_number=0');
      try {
        const run = await runTool(
          tesseract.path,
          args,
          environment,
          { maxMemoryBytes: limits.maxMemoryBytes, maxOutputBytes },
          prlimit,
          signal,
        );
        if (run.exitCode !== 0) {
          const isMemory = /bad_alloc|out of memory|cannot allocate|allocation failed/iu.test(run.stderr);
          return {
            ok: false,
            problem: isMemory ? 'took-too-much-memory' : 'unreadable',
            detail: lastWords(run),
          };
        }
        const [text, tsv] = await Promise.all([
          readFile(`${outBase}.txt`, 'utf8'),
          readFile(`${outBase}.tsv`, 'utf8'),
        ]);
        return { ok: true, value: { text, tsv } };
      } finally {
        await Promise.all(['txt', 'tsv'].map(async (ending) => rm(`${outBase}.${ending}`, { force: true })));
      }
    },
    close: async () => {},
  };
}
