import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createBundledEngine } from './bundled-engine.ts';
import { createOcrChild, type OcrChild } from './child-process.ts';
import { cleanOcrText, meanConfidence, parseWords } from './clean-text.ts';
import { findOcr, type OcrFinding } from './find.ts';
import { turnPgmAround } from './grey-picture.ts';
import { layOutLanguageData, ocrLanguages } from './language-data.ts';
import { createEmbeddedPictures, createPopplerPictures } from './page-pictures.ts';
import { prepareImage } from './prepare-image.ts';
import { isReadable } from './readable.ts';
import { createSystemEngine } from './system-engine.ts';
import {
  defaultOcrLimits,
  type Ocr,
  type OcrAttempt,
  type OcrDeps,
  type OcrEngine,
  type OcrLimits,
  type OcrPage,
  type PagePictures,
} from './types.ts';

export { doubtfulDigit } from './clean-text.ts';
export { findOcr, type OcrCandidate, type OcrFinding } from './find.ts';
export { createFactsRecogniser, needsOcr, recogniseFacts } from './recognise.ts';
export {
  defaultOcrLimits,
  type Ocr,
  type OcrDeps,
  type OcrLimits,
  type OcrPage,
  type OcrProblem,
} from './types.ts';

async function createEngine(
  deps: OcrDeps,
  limits: OcrLimits,
  finding: OcrFinding,
  child: OcrChild,
): Promise<OcrEngine | null> {
  const { engine, system, systemData } = finding;
  if (engine?.id === 'system' && system !== null) {
    if (systemData === 'packaged') {
      await layOutLanguageData(deps.dataDir, 'unpacked');
      return createSystemEngine(deps, limits, system, ocrLanguages, deps.dataDir);
    }
    const languages = ocrLanguages.filter((language) => system.languages.includes(language));
    return createSystemEngine(deps, limits, system, languages, null);
  }
  if (engine?.id === 'bundled') {
    await layOutLanguageData(deps.dataDir, 'packed');
    return createBundledEngine(engine.name.replace(/^tesseract\.js /u, ''), child, deps.dataDir);
  }
  return null;
}

function choosePictures(
  deps: OcrDeps,
  limits: OcrLimits,
  finding: OcrFinding,
  child: OcrChild,
): PagePictures[] {
  return finding.pictureMakers
    .filter(({ usable }) => usable)
    .flatMap(({ id }) => {
      const pdftoppm = id === 'poppler' ? deps.findTool('pdftoppm') : null;
      if (pdftoppm !== null) return [createPopplerPictures(pdftoppm, deps, limits)];
      return id === 'embedded' ? [createEmbeddedPictures(child, limits)] : [];
    });
}

/** Tries each maker in turn: what poppler cannot open, pdf.js often can. */
async function takePicture(
  makers: readonly PagePictures[],
  path: string,
  page: number,
  folder: string,
  signal: AbortSignal,
): Promise<OcrAttempt<string>> {
  let first: OcrAttempt<string> | null = null;
  for (const maker of makers) {
    const attempt = await maker.picture(path, page, folder, signal);
    if (attempt.ok) return attempt;
    first ??= attempt;
  }
  return first ?? { ok: false, problem: 'unreadable', detail: 'nothing here turns pages into pictures' };
}

async function recognisePicture(
  engine: OcrEngine,
  page: number,
  picturePath: string,
  signal: AbortSignal,
): Promise<OcrAttempt<OcrPage>> {
  const read = await engine.recognise(picturePath, signal);
  if (!read.ok) return read;
  const words = parseWords(read.value.tsv);
  const text = cleanOcrText(read.value.text, words);
  const confidence = meanConfidence(words);
  return { ok: true, value: { page, text, confidence, problem: null, detail: null } };
}

/**
 * A second look at a rendered page that made no sense, turned by half a circle: sheets lie upside down in scanners,
 * and tesseract itself finds only quarter turns. Null when that makes no sense either; costs nothing elsewhere.
 */
async function recogniseTurned(
  engine: OcrEngine,
  page: number,
  picturePath: string,
  signal: AbortSignal,
): Promise<OcrPage | null> {
  const turned = turnPgmAround(await readFile(picturePath));
  if (turned === null) return null;
  const turnedPath = `${picturePath}.turned.pgm`;
  await writeFile(turnedPath, turned);
  const read = await recognisePicture(engine, page, turnedPath, signal);
  return read.ok && isReadable(read.value) ? read.value : null;
}

/**
 * Makes the reader of scans: the machine's tesseract where it can be used, else tesseract.js from npm in a child
 * process. Null when neither can. No network is used. The caller closes it.
 */
export async function createOcr(deps: OcrDeps): Promise<Ocr | null> {
  const limits = { ...defaultOcrLimits, ...deps.limits };
  const finding = await findOcr(deps);
  const child = createOcrChild(limits.maxMemoryBytes, deps.environment);
  const engine = await createEngine(deps, limits, finding, child);
  if (engine === null) return null;
  const makers = choosePictures(deps, limits, finding, child);

  /** One page in a folder of its own, under its time. */
  const readPage = async (
    page: number,
    signal: AbortSignal,
    prepare: (folder: string, limited: AbortSignal) => Promise<OcrAttempt<string>>,
  ): Promise<OcrPage> => {
    signal.throwIfAborted();
    const timeUp = AbortSignal.timeout(limits.pageTimeoutMs);
    const limited = AbortSignal.any([signal, timeUp]);
    const folder = await mkdtemp(join(deps.workDir, 'ocr-'));
    const fail = (problem: NonNullable<OcrPage['problem']>, detail: string): OcrPage => ({
      page,
      text: '',
      confidence: 0,
      problem,
      detail,
    });
    try {
      const picture = await prepare(folder, limited);
      if (!picture.ok) return fail(picture.problem, picture.detail);
      const read = await recognisePicture(engine, page, picture.value, limited);
      if (!read.ok) return fail(read.problem, read.detail);
      if (isReadable(read.value) || read.value.confidence === 0) return read.value;
      return (await recogniseTurned(engine, page, picture.value, limited)) ?? read.value;
    } catch (error) {
      signal.throwIfAborted();
      if (timeUp.aborted) return fail('took-too-long', `over ${limits.pageTimeoutMs} ms`);
      throw error;
    } finally {
      await rm(folder, { recursive: true, force: true, maxRetries: 3 });
    }
  };

  return {
    name: engine.name,
    recogniseImage: async (path, signal) =>
      readPage(1, signal, async (folder) => prepareImage(path, folder, limits)),
    recognisePdf: async (path, pages, signal) => {
      const read: OcrPage[] = [];
      for (const page of pages) {
        read.push(
          await readPage(page, signal, async (folder, limited) =>
            takePicture(makers, path, page, folder, limited),
          ),
        );
      }
      return read;
    },
    async close() {
      await engine.close();
      await child.close();
    },
  };
}
