import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import type { NightlyRoute, NightlySite } from './site.ts';

export interface ServedNightlySite {
  url: string;
  /** bytes of bodies sent since the last call */
  takeSentBytes(): number;
  close(): Promise<void>;
}

const changedOn = 'Tue, 01 Apr 2025 02:00:00 GMT';

/** Serves the site as nginx serves files and PHP serves pages: pages packed, files with validators. */
export async function serveNightlySite(site: NightlySite): Promise<ServedNightlySite> {
  const packed = new Map<string, Uint8Array>();
  const tags = new Map<string, string>();
  for (const [path, { type, body }] of site.routes) {
    if (type.startsWith('text/')) packed.set(path, gzipSync(body));
    tags.set(path, `"${createHash('sha256').update(body).digest('hex').slice(0, 16)}"`);
  }
  let sentBytes = 0;

  function answer(request: IncomingMessage, response: ServerResponse): void {
    const path = new URL(request.url ?? '/', 'http://127.0.0.1').pathname;
    const route = site.routes.get(path);
    if (route === undefined) {
      sentBytes += 22;
      response.writeHead(404, { 'content-type': 'text/html; charset=utf-8' }).end('<h1>404 Not Found</h1>');
      return;
    }
    const headers = headersOf(route, tags.get(path) ?? '');
    const asked = request.headers['if-none-match']?.split(',').map((tag) => tag.trim()) ?? [];
    if (route.hasValidators && asked.includes(tags.get(path) ?? '')) {
      response.writeHead(304, headers).end();
      return;
    }
    const small = packed.get(path);
    const body = small ?? route.body;
    sentBytes += body.length;
    response.writeHead(200, {
      ...headers,
      ...(small === undefined ? {} : { 'content-encoding': 'gzip' }),
      'content-length': body.length,
    });
    response.end(body);
  }

  const server = createServer(answer);
  // On a busy machine a connection that is closed while a request is on its way costs a repeat.
  server.keepAliveTimeout = 120_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    takeSentBytes() {
      const bytes = sentBytes;
      sentBytes = 0;
      return bytes;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function headersOf({ type, hasValidators }: NightlyRoute, etag: string): Record<string, string> {
  const validators = hasValidators ? { etag, 'last-modified': changedOn } : { 'cache-control': 'no-cache' };
  return { 'content-type': type, vary: 'accept-encoding', ...validators };
}
