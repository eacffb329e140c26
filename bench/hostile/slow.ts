import type { ServerResponse } from 'node:http';
import type { HostileServer } from './server.ts';
import { ordinarySite, page, promise, sendPage, serveHttp, serveTcp } from './site.ts';

const target = '/o1';

function drip(response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
  const timer = setInterval(() => response.write('x'), 1_000);
  response.on('close', () => clearInterval(timer));
}

/** Servers that take their time. */
export const slowServers: HostileServer[] = [
  {
    name: 'tarpit',
    does: 'takes the connection and never says a word',
    target: '/',
    expects: { outcome: 'timeout' },
    async open() {
      const server = await serveTcp(() => undefined);
      return { startUrl: `http://127.0.0.1:${server.port}/`, close: server.close };
    },
  },
  {
    name: 'drip',
    does: 'sends a page at one byte a second, for ever',
    target,
    expects: { outcome: 'timeout' },
    async open() {
      const server = await serveHttp(ordinarySite(target, (_request, response) => drip(response)));
      return { startUrl: `http://127.0.0.1:${server.port}/`, close: server.close };
    },
  },
  {
    name: 'drip of headers',
    does: 'sends one header line a second, for ever',
    target: '/',
    expects: { outcome: 'timeout' },
    async open() {
      const server = await serveTcp((socket) => {
        socket.write('HTTP/1.1 200 OK\r\n');
        const timer = setInterval(() => socket.write('x-more: y\r\n'), 1_000);
        socket.on('close', () => clearInterval(timer));
      });
      return { startUrl: `http://127.0.0.1:${server.port}/`, close: server.close };
    },
  },
  {
    name: 'endless chunks',
    does: 'a page that never ends, as fast as it can',
    target,
    expects: { outcome: 'too-large' },
    async open() {
      const chunk = '<p>ไม่มีวันจบ</p>'.repeat(2_000);
      const server = await serveHttp(
        ordinarySite(target, (_request, response) => {
          response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
          const more = (): void => {
            if (!response.destroyed) response.write(chunk, () => setImmediate(more));
          };
          more();
        }),
      );
      return { startUrl: `http://127.0.0.1:${server.port}/`, close: server.close };
    },
  },
  {
    name: '503 for a while',
    does: 'says 503 to everything but its home page at first, and comes back 20 s later',
    target,
    expects: { outcome: 'ok', title: 'โครงสร้าง' },
    async open() {
      let firstMs = 0;
      const server = await serveHttp((request, response) => {
        const isHome = request.url === '/';
        if (!isHome && firstMs === 0 && request.url === target) firstMs = Date.now();
        const isBack = firstMs > 0 && Date.now() - firstMs > 20_000;
        if (request.url === '/robots.txt' || request.url === '/sitemap.xml') response.writeHead(404).end();
        else if (isHome) sendPage(response, 'หน้าแรก', links(20));
        else if (isBack) sendPage(response, 'โครงสร้างหน่วยงาน', '<p>กลับมาแล้ว</p>');
        else if (request.url === target) response.writeHead(503).end('busy');
        // the rest of the site gives the server the time to come back
        else setTimeout(() => response.end(page('ข่าว', '<p>ข่าว</p>')), 1_500);
      });
      return { startUrl: `http://127.0.0.1:${server.port}/`, close: server.close };
    },
  },
  {
    name: '429 with Retry-After',
    does: 'says 429 with Retry-After: 5 twice, and then answers',
    target,
    expects: { outcome: 'ok', title: 'โครงสร้าง' },
    async open() {
      let asked = 0;
      const server = await serveHttp(
        ordinarySite(target, (_request, response) => {
          asked += 1;
          if (asked <= 2) response.writeHead(429, { 'retry-after': '5' }).end('slow down');
          else sendPage(response, 'โครงสร้างหน่วยงาน', '<p>แผนผังโครงสร้าง</p>');
        }),
      );
      return { startUrl: `http://127.0.0.1:${server.port}/`, close: server.close };
    },
  },
];

function links(count: number): string {
  const others = Array.from({ length: count }, (_, at) => `<a href="/n${at}">ข่าว ${at}</a>`).join(' ');
  return `<nav><a href="${target}">${promise}</a> ${others}</nav>`;
}
