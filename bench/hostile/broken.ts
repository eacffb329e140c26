import { randomBytes } from 'node:crypto';
import type { HostileServer } from './server.ts';
import { type Handler, ordinarySite, page, promise, sendPage, serveHttp, serveTcp } from './site.ts';

const target = '/o1';

function onTarget(
  name: string,
  does: string,
  expects: HostileServer['expects'],
  hostile: Handler,
  path = target,
): HostileServer {
  return {
    name,
    does,
    target: path,
    expects,
    async open() {
      const server = await serveHttp(ordinarySite(path, hostile));
      return { startUrl: `http://127.0.0.1:${server.port}/`, close: server.close };
    },
  };
}

/** ASCII stays, Thai is one byte each in TIS-620: U+0E01 is 0xA1. */
function encodeThai(text: string): Buffer {
  return Buffer.from(
    Array.from(text, (letter) => {
      const code = letter.codePointAt(0) ?? 63;
      if (code < 128) return code;
      return code >= 0xe01 && code <= 0xe5b ? code - 0xe01 + 0xa1 : 63;
    }),
  );
}

const html = { 'content-type': 'text/html; charset=utf-8' };

/** Servers whose answers are not what they say. */
export const brokenServers: HostileServer[] = [
  onTarget(
    'wrong charset',
    'windows-874 bytes under "charset=utf-8", the page itself says TIS620',
    { outcome: 'ok', title: 'โครงสร้างหน่วยงาน' },
    (_request, response) =>
      response
        .writeHead(200, html)
        .end(encodeThai(page('โครงสร้างหน่วยงาน', '<p>แผนผัง</p>').replace('utf-8', 'TIS620'))),
  ),
  onTarget(
    'wrong Content-Length',
    'announces 9,999 bytes, sends 20 and closes',
    { outcome: 'reset' },
    ({ socket }) =>
      socket.end('HTTP/1.1 200 OK\r\ncontent-type: text/html\r\ncontent-length: 9999\r\n\r\n<p>สั้น</p>'),
  ),
  onTarget('invalid Content-Length', '"Content-Length: many"', { outcome: 'reset' }, ({ socket }) =>
    socket.end('HTTP/1.1 200 OK\r\ncontent-type: text/html\r\ncontent-length: many\r\n\r\n<p>x</p>'),
  ),
  onTarget('early close', 'breaks off in the middle of a chunk', { outcome: 'reset' }, ({ socket }) =>
    socket.end(
      'HTTP/1.1 200 OK\r\ncontent-type: text/html\r\ntransfer-encoding: chunked\r\n\r\nffff\r\n<p>ต้น',
    ),
  ),
  onTarget(
    'HTML as PDF',
    'a page of the site under ".pdf" and "application/pdf"',
    { outcome: 'ok' },
    (_request, response) =>
      response
        .writeHead(200, { 'content-type': 'application/pdf' })
        .end(page('โครงสร้างหน่วยงาน', '<p>ไม่ใช่ PDF</p>')),
    '/o1.pdf',
  ),
  onTarget('binary garbage', '64 KiB of random bytes as text/html', { outcome: 'ok' }, (_request, response) =>
    response.writeHead(200, html).end(randomBytes(65_536)),
  ),
  {
    name: 'no HTTP at all',
    does: 'greets as a mail server',
    target: '/',
    expects: { outcome: 'reset' },
    async open() {
      const server = await serveTcp((socket) => socket.end('220 mail.example.go.th ESMTP\r\n'));
      return { startUrl: `http://127.0.0.1:${server.port}/`, close: server.close };
    },
  },
  {
    name: 'redirect loop',
    does: 'sends the visitor from a to b and back',
    target: '/',
    expects: { outcome: 'redirect-loop' },
    async open() {
      const server = await serveHttp((request, response) =>
        response.writeHead(302, { location: request.url === '/' ? '/b' : '/' }).end(),
      );
      return { startUrl: `http://127.0.0.1:${server.port}/`, close: server.close };
    },
  },
  {
    name: 'set-cookie loop',
    does: 'sets another cookie each time and sends the visitor to the same address',
    target: '/',
    expects: { outcome: 'redirect-loop' },
    async open() {
      let asked = 0;
      const server = await serveHttp((_request, response) => {
        asked += 1;
        response.writeHead(302, { location: '/', 'set-cookie': `seen=${asked}` }).end();
      });
      return { startUrl: `http://127.0.0.1:${server.port}/`, close: server.close };
    },
  },
  {
    name: 'soft 404 everywhere',
    does: 'answers every address that is not there with 200 and the same page',
    target,
    expects: { outcome: 'soft-404' },
    async open() {
      const server = await serveHttp((request, response) => {
        if (request.url === '/') sendPage(response, 'หน้าแรก', `<a href="${target}">${promise}</a>`);
        else sendPage(response, 'ขออภัย', '<p>ขออภัย ไม่พบหน้าที่ท่านต้องการ</p><a href="/">กลับหน้าหลัก</a>');
      });
      return { startUrl: `http://127.0.0.1:${server.port}/`, close: server.close };
    },
  },
];
