import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join, normalize } from 'node:path';
import { fileOf, redirectOf } from '../crawl/routes.ts';

/** A generated site on a port of 127.0.0.1. */
export interface ServedSite {
  /** without a slash at the end */
  url: string;
  close(): Promise<void>;
}

/**
 * Serves the `www` folder of a generated site as its address table wants it: lists by their `page` parameter,
 * downloads by their `id`, pages without an ending.
 *
 * @param port the one that the site was generated for, since some of its links are absolute
 */
export async function serveGenerated(www: string, port: number, onRequest: () => void): Promise<ServedSite> {
  const server = createServer((request, response) => {
    onRequest();
    const url = new URL(request.url ?? '/', 'http://127.0.0.1');
    const target = redirectOf(url.pathname);
    if (target !== null) {
      response.writeHead(302, { location: target }).end();
      return;
    }
    const { file, type } = fileOf(url);
    readFile(join(www, normalize(file))).then(
      (body) => response.writeHead(200, { 'content-type': type }).end(body),
      () => response.writeHead(404, { 'content-type': 'text/html' }).end('<h1>404 Not Found</h1>'),
    );
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
