import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { html, type SiteFixture } from './site.ts';

export interface ServedSite {
  /** with a slash at the end */
  url: string;
  close(): Promise<void>;
}

/** Serves a fixture on a free port of 127.0.0.1; what it does not know is a plain 404. */
export async function serveSite(fixture: SiteFixture): Promise<ServedSite> {
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://127.0.0.1');
    // Session ids change nothing of what is shown.
    url.searchParams.delete('PHPSESSID');
    const path = decodeURIComponent(url.pathname) + url.search;
    answer(fixture, path, response);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    close: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error === undefined ? resolve() : reject(error)));
        server.closeAllConnections();
      }),
  };
}

function answer(fixture: SiteFixture, path: string, response: ServerResponse): void {
  const route = fixture.routes.get(path);
  if (route === undefined) {
    response.writeHead(404, { 'content-type': html }).end('<h1>404 Not Found</h1>');
    return;
  }
  if (route.hangs === true) return;
  const location = route.location === undefined ? {} : { location: route.location };
  response.writeHead(route.status ?? 200, { 'content-type': route.type ?? html, ...location });
  response.end(route.body);
}
