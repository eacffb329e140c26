import { constants, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import type { HostileServer } from './server.ts';
import { type Handler, ordinarySite, page, promise, sendPage, serveHttp } from './site.ts';

const target = '/o1';
const document = '/o1.pdf';

function onPage(
  name: string,
  does: string,
  expects: HostileServer['expects'],
  hostile: () => Handler,
): HostileServer {
  return onPath(target, name, does, expects, hostile);
}

function onPath(
  path: string,
  name: string,
  does: string,
  expects: HostileServer['expects'],
  hostile: () => Handler,
): HostileServer {
  return {
    name,
    does,
    target: path,
    expects,
    async open() {
      const server = await serveHttp(ordinarySite(path, hostile()));
      return { startUrl: `http://127.0.0.1:${server.port}/`, close: server.close };
    },
  };
}

const mebibyte = 1_048_576;

/**
 * A zlib stream of spaces, made of one compressed piece that is repeated. Its checksum is wrong, which nobody learns
 * before the end.
 */
function deflateSpaces(mebibytes: number): Buffer {
  const piece = deflateRawSync(Buffer.alloc(mebibyte, 32), { level: 9, finishFlush: constants.Z_FULL_FLUSH });
  const pieces = Array.from({ length: mebibytes }, () => piece);
  return Buffer.concat([Buffer.from([0x78, 0x9c]), ...pieces, Buffer.from([0x03, 0, 0, 0, 0, 1])]);
}

/** One page whose content stream inflates to a gibibyte, twice compressed. */
function pdfBomb(): Buffer {
  const stream = deflateSync(deflateSpaces(1_024), { level: 9 });
  const head = [
    '%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n',
    '2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n',
    '3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200000 200000]/Contents 4 0 R/Resources<<>>>>endobj\n',
    `4 0 obj<</Length ${stream.length}/Filter[/FlateDecode/FlateDecode]>>stream\n`,
  ].join('');
  return Buffer.concat([
    Buffer.from(head, 'latin1'),
    stream,
    Buffer.from('\nendstream endobj\ntrailer<</Root 1 0 R>>\n%%EOF', 'latin1'),
  ]);
}

/** Servers whose answers are more than anybody wants. */
export const oversizedServers: HostileServer[] = [
  {
    name: '100,000 links',
    does: 'a home page with 100,000 links, each to a page of its own',
    target: '/',
    expects: { outcome: 'ok' },
    async open() {
      const many = Array.from({ length: 100_000 }, (_, at) => `<a href="/day/${at}">วันที่ ${at}</a>`).join(
        '\n',
      );
      const home = page('หน้าแรก', `<nav><a href="${target}">${promise}</a></nav>${many}`);
      const server = await serveHttp((request, response) => {
        if (request.url === '/')
          response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(home);
        else if (request.url?.startsWith('/day/') === true || request.url === target)
          sendPage(response, 'ปฏิทิน', '<p>ไม่มีกิจกรรม</p>');
        else response.writeHead(404).end();
      });
      return { startUrl: `http://127.0.0.1:${server.port}/`, close: server.close };
    },
  },
  onPage('100,000 levels', 'a page of 100,000 nested elements', { outcome: 'ok' }, () => {
    const body = page('โครงสร้างหน่วยงาน', `${'<div>'.repeat(100_000)}ลึก${'</div>'.repeat(100_000)}`);
    return (_request, response) =>
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(body);
  }),
  onPage('gzip bomb', '200 KiB that inflate to 200 MiB', { outcome: 'too-large' }, () => {
    const bomb = gzipSync(Buffer.alloc(200 * mebibyte, 60));
    return (_request, response) =>
      response.writeHead(200, { 'content-type': 'text/html', 'content-encoding': 'gzip' }).end(bomb);
  }),
  onPath(document, 'PDF bomb', 'a PDF of a few KiB whose page inflates to 1 GiB', { outcome: 'ok' }, () => {
    const bomb = pdfBomb();
    return (_request, response) => response.writeHead(200, { 'content-type': 'application/pdf' }).end(bomb);
  }),
  onPage('huge headers', 'an answer with 4 MiB of headers', { outcome: 'too-large' }, () => (request) => {
    const { socket } = request;
    socket.write('HTTP/1.1 200 OK\r\n');
    for (let at = 0; at < 4_096 && !socket.destroyed; at++) socket.write(`x-${at}: ${'y'.repeat(1_000)}\r\n`);
    socket.end('\r\n');
  }),
];
