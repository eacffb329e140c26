import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { findPackageRoot } from '../../src/check/package-root.ts';
import type { Checklist } from '../../src/checklist/schema.ts';
import { type FarmAgency, hash, writePage } from './site.ts';

/** Many agencies' servers in one. */
export interface Farm {
  port: number;
  /** how often each agency's home page was asked for, by index */
  homeHits: readonly number[];
  requests(): number;
  close(): Promise<void>;
}

const documentNames = [
  '68/doc0412.pdf',
  '68/code-of-ethics.pdf',
  '68/ITA-o12.pdf',
  '67/nogift-2567.pdf',
  'plan/local-development-plan-2566-2570.pdf',
];

/** Serves the agencies on one free port of every loopback address; which one is meant is told by the Host header. */
export async function openFarm(agencies: readonly FarmAgency[], checklist: Checklist): Promise<Farm> {
  const folder = join(findPackageRoot(import.meta.dirname), 'src', 'demo', 'site');
  const documents = await Promise.all(documentNames.map((name) => readFile(join(folder, 'files', name))));
  const picture = await readFile(join(folder, 'img', 'org-chart.png'));
  const bomb = gzipSync(Buffer.alloc(60 * 1024 * 1024));
  const byHost = new Map(agencies.map((agency) => [agency.host, agency]));
  const homeHits = agencies.map(() => 0);
  const sockets = new Set<Socket>();
  let requests = 0;

  function answer(request: IncomingMessage, response: ServerResponse): void {
    requests += 1;
    const agency = byHost.get((request.headers.host ?? '').replace(/:\d+$/, ''));
    const path = (request.url ?? '/').replace(/\?.*$/, '');
    if (agency === undefined) {
      response.writeHead(404).end();
      return;
    }
    if (path === '/') homeHits[agency.index] = (homeHits[agency.index] ?? 0) + 1;
    if (agency.kind === 'down') {
      // Half of them hang, half hang up.
      if (hash(`${agency.index} down`) < 0.5) request.socket.destroy();
      return;
    }
    const delayMs =
      agency.kind === 'slow' ? 1_000 + 1_500 * hash(`${agency.index} ${path}`) : 20 + 80 * hash(path);
    setTimeout(() => {
      // Who asked may have gone meanwhile, and then nothing tells an endless answer to end.
      if (!response.destroyed) reply(agency, path, response);
    }, delayMs);
  }

  function reply(agency: FarmAgency, path: string, response: ServerResponse): void {
    if (agency.kind === 'hostile' && path !== '/' && path !== '/robots.txt') {
      misbehave(agency, path, response);
      return;
    }
    const html = writePage(agency, path, checklist);
    if (html !== null) {
      const trap =
        agency.kind === 'hostile'
          ? Array.from({ length: 300 }, (_, at) => `<a href="/t/${at}">ปฏิทิน ${at}</a>`).join('')
          : '';
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(html + trap);
      return;
    }
    if (path.startsWith('/files/')) {
      const at = Math.floor(hash(`${agency.index} ${path}`) * documents.length);
      const isScan = agency.kind === 'scans';
      // What follows %%EOF is nobody's concern and makes every agency's file another one.
      const body = Buffer.concat([
        (isScan ? picture : documents[at]) ?? Buffer.alloc(0),
        Buffer.from(`\n%% ${agency.index} ${path}\n`),
      ]);
      response.writeHead(200, { 'content-type': isScan ? 'image/png' : 'application/pdf' }).end(body);
      return;
    }
    response.writeHead(404, { 'content-type': 'text/html; charset=utf-8' }).end('<h1>404 ไม่พบหน้านี้</h1>');
  }

  function misbehave(agency: FarmAgency, path: string, response: ServerResponse): void {
    const kind = Math.floor(hash(`${agency.index} ${path}`) * 5);
    switch (kind) {
      case 0:
        response.writeHead(302, { location: `${path}x` }).end();
        return;
      case 1:
        response.writeHead(200, { 'content-type': 'text/html', 'content-encoding': 'gzip' }).end(bomb);
        return;
      case 2:
        response.writeHead(200, { 'content-type': 'text/html' }).end('<div>'.repeat(100_000));
        return;
      case 3: {
        response.writeHead(200, { 'content-type': 'text/html' });
        const timer = setInterval(() => response.write('<p>.'), 900);
        response.on('close', () => clearInterval(timer));
        return;
      }
      default: {
        const links = Array.from({ length: 500 }, (_, at) => `<a href="${path}/${at}">แผน ${at}</a>`).join(
          '',
        );
        response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(links);
      }
    }
  }

  const server = createServer(answer);
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket)).on('error', () => undefined);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen({ port: 0, host: '0.0.0.0', backlog: 2_048 }, resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    homeHits,
    requests: () => requests,
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
}
