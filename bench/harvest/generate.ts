import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { z } from 'zod';
import { serveGenerated } from './serve.ts';

const truthSchema = z.object({
  targets: z.array(z.object({ o: z.int(), url: z.string(), status: z.enum(['ok', 'broken', 'missing']) })),
});

/** A generated site, served on 127.0.0.1 until it is closed. */
export interface GeneratedSite {
  /** with a slash at the end */
  url: string;
  /** absolute addresses of what the items' links lead to, those that are broken included */
  targets: string[];
  /** how often it was asked, counted anew by whoever sets it back */
  requests: { count: number };
  close(): Promise<void>;
}

/** Generates a site with the items scattered over it: in the menu, on sections, inside old news. */
export async function openGenerated(pages: number, seed: number): Promise<GeneratedSite> {
  const folder = await mkdtemp(join(tmpdir(), 'oit-generated-'));
  const port = await freePort();
  const site = join(folder, 'site');
  const flags = ['--pages', pages, '--seed', seed, '--host', '127.0.0.1', '--port', port, '--out', site];
  const generator = fileURLToPath(new URL('../crawl/gen.mjs', import.meta.url));
  await promisify(execFile)(process.execPath, [generator, ...flags.map(String), '--targets', 'scattered']);
  const truth = truthSchema.parse(JSON.parse(await readFile(join(site, 'truth.json'), 'utf8')));
  const requests = { count: 0 };
  const served = await serveGenerated(join(site, 'www'), port, () => requests.count++);
  return {
    url: `${served.url}/`,
    targets: truth.targets.flatMap(({ url, status }) =>
      status === 'missing' ? [] : [new URL(url, served.url).href],
    ),
    requests,
    async close() {
      await served.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Some of the links are absolute, so that the port has to be known before the site is made. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise<void>((resolve) => void server.close(() => resolve()));
  if (address === null || typeof address === 'string') throw new Error('no free port on 127.0.0.1');
  return address.port;
}
