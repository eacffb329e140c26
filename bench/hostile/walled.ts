import type { HostileServer } from './server.ts';
import { type Handler, ordinarySite, sendPage, serveHttp } from './site.ts';

const target = '/o1';
const html = { 'content-type': 'text/html; charset=utf-8' };

function everywhere(
  name: string,
  does: string,
  expects: HostileServer['expects'],
  handler: Handler,
): HostileServer {
  return {
    name,
    does,
    target: '/',
    expects,
    async open() {
      const server = await serveHttp(handler);
      return { startUrl: `http://127.0.0.1:${server.port}/`, close: server.close };
    },
  };
}

/** Servers that do not let a program in, or show something else in place of the site. */
export const walledServers: HostileServer[] = [
  everywhere(
    'Cloudflare wall',
    '403 "Just a moment…" with cf-mitigated',
    { outcome: 'blocked' },
    (_request, response) =>
      response
        .writeHead(403, { ...html, 'cf-mitigated': 'challenge' })
        .end('<title>Just a moment...</title><script>window._cf_chl_opt={}</script>'),
  ),
  everywhere(
    'captcha',
    'a captcha with status 200 in place of every page',
    { outcome: 'blocked' },
    (_request, response) =>
      response
        .writeHead(200, html)
        .end('<title>รอสักครู่</title><p>โปรดยืนยันว่าคุณไม่ใช่หุ่นยนต์</p><div class="g-recaptcha"></div>'),
  ),
  everywhere(
    'F5',
    '"The requested URL was rejected" with status 200',
    { outcome: 'blocked' },
    (_request, response) =>
      response
        .writeHead(200, html)
        .end(
          '<html><head><title>Request Rejected</title></head><body>The requested URL was rejected. Please consult with your administrator.<br>Your support ID is: 123</body></html>',
        ),
  ),
  everywhere('parked', 'the page of a domain trader', { outcome: 'parked' }, (_request, response) =>
    response
      .writeHead(200, html)
      .end(
        '<title>abt-example.com</title><h1>abt-example.com</h1><p>This domain is for sale! Buy this domain.</p>',
      ),
  ),
  {
    name: 'login redirect',
    does: 'sends the visitor of a page to a login',
    target,
    expects: { outcome: 'login' },
    async open() {
      const site = ordinarySite(target, (_request, response) =>
        response.writeHead(302, { location: '/login?next=/o1' }).end(),
      );
      const server = await serveHttp((request, response) => {
        if (request.url?.startsWith('/login') === true)
          sendPage(
            response,
            'เข้าสู่ระบบ',
            '<form method="post"><input name="user"><input name="pass" type="password"><button>เข้าสู่ระบบ</button></form>',
          );
        else site(request, response);
      });
      return { startUrl: `http://127.0.0.1:${server.port}/`, close: server.close };
    },
  },
  {
    name: 'robots.txt fails',
    does: 'answers robots.txt with 500',
    target,
    expects: { outcome: 'robots' },
    async open() {
      const site = ordinarySite(target, (_request, response) => sendPage(response, 'โครงสร้าง', '<p>x</p>'));
      const server = await serveHttp((request, response) => {
        if (request.url === '/robots.txt') response.writeHead(500).end();
        else site(request, response);
      });
      return { startUrl: `http://127.0.0.1:${server.port}/`, close: server.close };
    },
  },
];
