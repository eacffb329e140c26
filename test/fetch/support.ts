import {
  createServer as createHttpServer,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import { createServer as createHttpsServer, type ServerOptions } from 'node:https';
import {
  type AddressInfo,
  createServer as createTcpServer,
  type Server as TcpServer,
  type Socket,
} from 'node:net';
import { afterEach } from 'vitest';
import { realClock } from '../../src/fetch/clock.ts';
import { createFetcher } from '../../src/fetch/fetcher.ts';
import type { Clock, Fetcher, FetcherOptions } from '../../src/fetch/types.ts';

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

/**
 * Real time for sockets, but sleeps end at once and move the clock: what was waited for can be read.
 *
 * @param isStill nothing else moves it, so that no time of a busy machine counts as waited
 */
export function createLeapingClock(isStill = false): Clock & { sleepsMs: number[] } {
  const sleepsMs: number[] = [];
  const sinceMs = realClock.nowMs();
  let leaptMs = 0;
  return {
    sleepsMs,
    nowMs: () => (isStill ? sinceMs : realClock.nowMs()) + leaptMs,
    async sleep(ms, signal) {
      signal?.throwIfAborted();
      sleepsMs.push(ms);
      leaptMs += ms;
      await new Promise((resolve) => setImmediate(resolve));
      signal?.throwIfAborted();
    },
  };
}

/** Servers and fetchers of one test file, closed after each test. */
export function createBench(): {
  http(handler: Handler, host?: string): Promise<string>;
  https(handler: Handler, options: ServerOptions, onConnection?: () => void): Promise<string>;
  tcp(onSocket: (socket: Socket) => void): Promise<string>;
  fetcher(startUrl: string, options?: Partial<FetcherOptions>): Fetcher;
} {
  const closers: (() => Promise<void>)[] = [];
  afterEach(async () => {
    await Promise.all(closers.splice(0).map((close) => close()));
  });

  async function open(server: Server | TcpServer, host: string): Promise<number> {
    const sockets = new Set<Socket>();
    server.on('connection', (socket: Socket) => {
      sockets.add(socket);
      socket.on('close', () => sockets.delete(socket)).on('error', () => undefined);
    });
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(0, host, resolve);
    });
    closers.push(
      () =>
        new Promise((resolve) => {
          server.close(() => resolve());
          for (const socket of sockets) socket.destroy();
        }),
    );
    return (server.address() as AddressInfo).port;
  }

  return {
    http: async (handler, host = '127.0.0.1') => {
      const port = await open(createHttpServer(handler), host);
      return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
    },
    https: async (handler, options, onConnection = () => undefined) => {
      const server = createHttpsServer(options, handler).on('connection', onConnection);
      return `https://127.0.0.1:${await open(server, '127.0.0.1')}`;
    },
    tcp: async (onSocket) => `http://127.0.0.1:${await open(createTcpServer(onSocket), '127.0.0.1')}`,
    fetcher(startUrl, options = {}) {
      const fetcher = createFetcher({
        clock: createLeapingClock(),
        random: () => 0,
        userAgent: 'oit-checker/0.1 (+https://example.org)',
        concurrencyPerHost: 2,
        delayMs: 250,
        ownSite: false,
        startUrl,
        startMayBePrivate: true,
        allowAddresses: [],
        resolve: [],
        ...options,
      });
      closers.push(() => fetcher.close());
      return fetcher;
    },
  };
}

/** No robots.txt, and this for everything else. */
export function withoutRobots(handler: Handler): Handler {
  return (request, response) => {
    if (request.url === '/robots.txt') response.writeHead(404).end();
    else handler(request, response);
  };
}
