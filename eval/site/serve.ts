import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { html } from './shell.ts';
import type { SampleSite } from './source.ts';

/** A server for one site at a time, whatever its hosts are called. */
export interface BankServer {
  port: number;
  show(site: Pick<SampleSite, 'find'>): void;
  close(): Promise<void>;
}

/** Listens on a free port of 127.0.0.1; routes are looked up by host and decoded path with query. */
export async function startBankServer(): Promise<BankServer> {
  let shown: Pick<SampleSite, 'find'> | null = null;
  const server = createServer((request, response) => {
    const host = (request.headers.host ?? '').replace(/:\d+$/u, '');
    const route = shown?.find(addressOf(`http://${host}${request.url ?? '/'}`));
    if (route === undefined) {
      response.writeHead(404, { 'content-type': html }).end('<h1>404 Not Found</h1>');
      return;
    }
    response.writeHead(route.status ?? 200, {
      'content-type': route.type ?? html,
      ...(route.location === undefined ? {} : { location: route.location }),
    });
    response.end(route.body);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    show(site) {
      shown = site;
    },
    close: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error === undefined ? resolve() : reject(error)));
        server.closeAllConnections();
      }),
  };
}

/** Host and decoded path with query, without port and session: the form in which truths name addresses. */
export function addressOf(url: string): string {
  const parsed = new URL(url);
  parsed.searchParams.delete('PHPSESSID');
  return decodeURIComponent(`${parsed.hostname}${parsed.pathname}${parsed.search}`);
}
