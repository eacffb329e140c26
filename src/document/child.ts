import { readFile } from 'node:fs/promises';
import process from 'node:process';
import { Worker } from 'node:worker_threads';
import { sniffKind } from '../extract/content-kind.ts';
import type { DocumentFacts } from '../snapshot/document-facts.ts';
import type { ReadAnswer, ReadRequest } from './child-protocol.ts';
import { readBytes } from './read-bytes.ts';
import type { WatchdogOrders } from './watchdog.ts';

/** More than every limit on text lets through: a reader that writes more is at fault, not the file. */
const maxAnswerChars = 32 * 1024 * 1024;

/** The reading process: answers one request after the other and ends with its parent. */
function serve(): void {
  const maxMemoryBytes = Number(process.argv[2]);
  const ownFile = import.meta.url;
  const orders: WatchdogOrders = { maxMemoryBytes };
  // .ts in a checkout, .js in the published package
  new Worker(new URL(`./watchdog${ownFile.slice(ownFile.lastIndexOf('.'))}`, ownFile), {
    workerData: orders,
    execArgv: [],
  }).unref();
  process.on('disconnect', () => process.exit(0));
  let last = Promise.resolve();
  process.on('message', (message) => {
    last = last.then(() => answer(message as ReadRequest));
  });
}

async function answer(request: ReadRequest): Promise<void> {
  const { id } = request;
  try {
    const bytes = await readFile(request.path);
    await send({ id, kind: sniffKind(bytes) });
    const facts = await readBytes(bytes, request.fileName, request.tools, request.limits);
    await send({ id, facts: bound(facts) });
  } catch (error) {
    await send({ id, error: error instanceof Error ? `${error.name}: ${error.message}` : String(error) });
  }
}

function bound(facts: DocumentFacts): DocumentFacts {
  if (JSON.stringify(facts).length <= maxAnswerChars) return facts;
  return {
    ...facts,
    parts: [],
    problem: 'too-large',
    detail: 'its tables hold more than is kept',
    truncated: true,
  };
}

async function send(message: ReadAnswer): Promise<void> {
  await new Promise<void>((resolve) => {
    if (process.send === undefined) resolve();
    else process.send(message, () => resolve());
  });
}

serve();
