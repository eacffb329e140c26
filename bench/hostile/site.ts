import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import { createServer as createTcpServer, type AddressInfo, type Server, type Socket } from 'node:net';

export type Handler = (request: IncomingMessage, response: ServerResponse) => void;

/** Anything that listens; servers of every protocol are closed alike. */
export interface Listening {
  port: number;
  close: () => Promise<void>;
}

/** Listens on a free port of 127.0.0.1, or on the one that is given. */
export async function listen(server: Server, port = 0): Promise<Listening> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket)).on('error', () => undefined);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

export async function serveHttp(handler: RequestListener, port = 0): Promise<Listening> {
  return await listen(createServer(handler), port);
}

export async function serveTcp(onSocket: (socket: Socket) => void): Promise<Listening> {
  return await listen(createTcpServer(onSocket));
}

const agency = 'องค์การบริหารส่วนตำบลตัวอย่าง';

export function page(title: string, body: string): string {
  return `<!doctype html><html lang="th"><head><meta charset="utf-8"><title>${title} - ${agency}</title></head><body><h1>${title}</h1>${body}</body></html>`;
}

export function sendPage(response: ServerResponse, title: string, body: string): void {
  response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(page(title, body));
}

/** The words of the link to the address under test: they promise an item, so that the crawl opens it. */
export const promise = 'O1 โครงสร้างหน่วยงาน ปีงบประมาณ พ.ศ. 2568';

/** An ordinary small site, except for `target`. */
export function ordinarySite(target: string, hostile: Handler): Handler {
  return (request, response) => {
    const path = new URL(request.url ?? '/', 'http://site.test').pathname;
    if (path === '/') {
      const links = `<a href="${target}">${promise}</a> <a href="/contact">O4 ข้อมูลการติดต่อ</a> <a href="/news">O6 ข่าวประชาสัมพันธ์</a>`;
      sendPage(response, 'หน้าแรก', `<nav>${links}</nav><p>ยินดีต้อนรับสู่เว็บไซต์ของ${agency}</p>`);
    } else if (path === target) hostile(request, response);
    else if (path === '/contact') sendPage(response, 'ข้อมูลการติดต่อ', '<p>เลขที่ 1 หมู่ 2 โทรศัพท์ 02 000 0000</p>');
    else if (path === '/news') sendPage(response, 'ข่าวประชาสัมพันธ์', '<p>ประชุมสภาสมัยสามัญ</p>');
    else response.writeHead(404, { 'content-type': 'text/html' }).end('<h1>404 not found</h1>');
  };
}
