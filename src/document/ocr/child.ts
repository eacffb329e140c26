import { readFile, writeFile } from 'node:fs/promises';
import { Worker } from 'node:worker_threads';
import { createWorker, OEM, PSM } from 'tesseract.js';
import type { WatchdogOrders } from '../watchdog.ts';
import type { ChildReply, ChildRequest } from './child-messages.ts';
import { renderEmbeddedPictures } from './embedded-picture.ts';

type Recogniser = Awaited<ReturnType<typeof createWorker>>;

/** Local data only: without `langPath`, `gzip` and no cache tesseract.js would download its language data. */
async function startRecogniser(dataDir: string): Promise<Recogniser> {
  const recogniser = await createWorker(['tha', 'eng'], OEM.LSTM_ONLY, {
    langPath: dataDir,
    gzip: true,
    cacheMethod: 'none',
    errorHandler: () => {},
  });
  // its own default, one block of text, loses the cells of ruled tables; the program's default is this
  await recogniser.setParameters({ tessedit_pageseg_mode: PSM.AUTO });
  return recogniser;
}

function serve(): void {
  let recogniser: Promise<Recogniser> | null = null;
  const answer = async (request: ChildRequest): Promise<ChildReply> => {
    switch (request.type) {
      case 'recognise': {
        recogniser ??= startRecogniser(request.dataDir);
        const { data } = await (await recogniser).recognize(
          await readFile(request.picturePath),
          {},
          { text: true, tsv: true },
        );
        return { type: 'recognised', id: request.id, text: data.text, tsv: data.tsv ?? '' };
      }
      case 'picture': {
        const picture = await renderEmbeddedPictures(
          new Uint8Array(await readFile(request.pdfPath)),
          request.page,
          request.longSidePx,
          request.maxPixels,
        );
        if (typeof picture === 'string') return { type: 'pictured', id: request.id, end: picture };
        await writeFile(request.outPath, picture);
        return { type: 'pictured', id: request.id, end: 'written' };
      }
    }
  };
  process.on('message', (request: ChildRequest) => {
    answer(request)
      .catch((error: unknown): ChildReply => {
        const detail = error instanceof Error ? error.message : String(error);
        return { type: 'failed', id: request.id, detail: detail.slice(0, 200) };
      })
      .then((reply) => process.send?.(reply))
      .catch(() => process.exit(1));
  });
  process.on('disconnect', () => process.exit(0));
}

const ownFile = import.meta.url;
const watchdog = new URL(`../watchdog${ownFile.slice(ownFile.lastIndexOf('.'))}`, ownFile);
const orders: WatchdogOrders = { maxMemoryBytes: Number(process.argv[2]) };
// in a thread of its own, since decoding a picture blocks this one
new Worker(watchdog, { workerData: orders }).unref();
serve();
