import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { createOcr, findOcr, type Ocr, type OcrDeps, recogniseFacts } from './ocr/index.ts';
import { createDocumentReader } from './reader.ts';
import { defaultDocumentLimits, type DocumentReader } from './types.ts';

/** What reading documents needs from the machine. */
export interface MachineTools {
  /** absolute path of a program, null when the machine has none */
  findTool(name: string): string | null;
  /** the environment that programs are started with */
  environment: Readonly<Record<string, string | undefined>>;
  /** an existing folder for files that are gone when the reader is closed */
  tempFolder: string;
  /** a folder that is made where needed and kept: language data of OCR (10 MB) */
  dataFolder: string;
}

/**
 * The reader of documents with what this machine has: poppler and tesseract where they are installed, else what
 * npm brought along. Nothing of OCR is started or unpacked before the first scan.
 */
export async function openDocumentReader(
  tools: MachineTools,
  ocr: 'auto' | 'never',
): Promise<DocumentReader> {
  const { environment, tempFolder, dataFolder } = tools;
  const findTool = (name: string) => tools.findTool(name);
  const baseDeps = { findTool, environment, dataDir: dataFolder };
  const engine = ocr === 'never' ? null : (await findOcr({ ...baseDeps, workDir: tempFolder })).engine;
  let opened: Promise<{ ocr: Ocr | null; folder: string }> | null = null;
  const reader = createDocumentReader({
    findTool,
    ocr:
      engine === null
        ? null
        : {
            name: engine.name,
            async recognise(path, facts, signal) {
              opened ??= startOcr(baseDeps, tempFolder);
              const started = await opened;
              if (started.ocr === null) return facts;
              return await recogniseFacts(facts, path, started.ocr, defaultDocumentLimits, signal);
            },
          },
  });
  return {
    ...reader,
    async close() {
      await reader.close();
      if (opened === null) return;
      const { ocr: running, folder } = await opened;
      await running?.close();
      await rm(folder, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}

async function startOcr(
  deps: Omit<OcrDeps, 'workDir'>,
  tempFolder: string,
): Promise<{ ocr: Ocr | null; folder: string }> {
  const folder = await mkdtemp(join(tempFolder, 'oit-ocr-'));
  return { ocr: await createOcr({ ...deps, workDir: folder }), folder };
}
