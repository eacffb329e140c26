import { createSecureServer } from 'node:http2';
import { createServer, type ServerOptions } from 'node:https';
import { openBlackHole } from './black-hole.ts';
import { type Authority, forAuthority, forLoopback, type Identity } from './certificates.ts';
import type { HostileServer, OpenServer } from './server.ts';
import { type Handler, type Listening, listen, ordinarySite, sendPage, serveHttp } from './site.ts';

const target = '/o1';

const site: Handler = ordinarySite(target, (_request, response) =>
  sendPage(response, 'โครงสร้างหน่วยงาน', '<p>แผนผังโครงสร้าง</p>'),
);

async function serveHttps(options: ServerOptions): Promise<OpenServer> {
  const server = await listen(createServer(options, site));
  return { startUrl: `https://127.0.0.1:${server.port}/`, close: server.close };
}

function withCertificate(
  name: string,
  does: string,
  tlsProblem: RegExp,
  make: (authority: Authority) => Identity,
  more: ServerOptions = {},
): HostileServer {
  return {
    name,
    does,
    target: '/',
    expects: { outcome: 'ok', tlsProblem },
    open: (authority) => serveHttps({ ...make(authority), ...more }),
  };
}

/** Calls the handler of the other servers for HTTP/2 too: the compatibility API of Node answers alike. */
async function serveHttp2(identity: Identity, allowHTTP1: boolean): Promise<Listening> {
  const server = createSecureServer({ ...identity, allowHTTP1 }, (request, response) => {
    if (request.httpVersion === '1.1') {
      request.socket.destroy();
      return;
    }
    const path = request.url ?? '/';
    if (path === '/' || path === target)
      response
        .writeHead(200, { 'content-type': 'text/html; charset=utf-8' })
        .end(
          `<html><head><title>โครงสร้างหน่วยงาน</title></head><body><h1>โครงสร้าง</h1><a href="${target}">O1 โครงสร้างหน่วยงาน</a></body></html>`,
        );
    else response.writeHead(404).end('<h1>404 not found</h1>');
  });
  server.on('sessionError', () => undefined);
  return await listen(server);
}

/** What browsers manage, or warn of, and other clients stumble over. */
export const encryptedServers: HostileServer[] = [
  withCertificate(
    'expired certificate',
    'a chain that verifies, of last year',
    /^CERT_HAS_EXPIRED$/,
    (authority) => authority.sign('expired', 'root', forLoopback, -1),
  ),
  withCertificate(
    'self-signed certificate',
    'vouches for itself',
    /^DEPTH_ZERO_SELF_SIGNED_CERT$/,
    (authority) => authority.selfSigned('self'),
  ),
  withCertificate(
    'certificate of another host',
    'shows the one of its neighbour',
    /ALTNAME_INVALID$/,
    (authority) => authority.sign('other', 'root', 'subjectAltName=DNS:other.example.go.th'),
  ),
  {
    name: 'missing intermediate',
    does: 'leaves the certificate between its own and the root out',
    target: '/',
    expects: { outcome: 'ok', tlsProblem: /^INTERMEDIATE_MISSING$/ },
    async open(authority) {
      authority.sign('between', 'root', forAuthority);
      const issuer = authority.der('between');
      const files = await serveHttp((_request, response) => response.end(issuer));
      const access = `authorityInfoAccess=caIssuers;URI:http://127.0.0.1:${files.port}/between.cer`;
      const server = await serveHttps(authority.sign('leaf', 'between', `${forLoopback}\n${access}`));
      return {
        startUrl: server.startUrl,
        async close() {
          await server.close();
          await files.close();
        },
      };
    },
  },
  withCertificate(
    'TLS 1.0',
    'knows nothing newer than TLS 1.0',
    /^ERR_SSL_/,
    (authority) => authority.sign('old', 'root', forLoopback),
    { minVersion: 'TLSv1', maxVersion: 'TLSv1', ciphers: 'DEFAULT@SECLEVEL=0' },
  ),
  {
    name: 'HTTP/2 only',
    does: 'refuses every client that offers HTTP/1.1 alone',
    target: '/',
    expects: { outcome: 'ok' },
    async open(authority) {
      const server = await serveHttp2(authority.sign('h2', 'root', forLoopback), false);
      return { startUrl: `https://127.0.0.1:${server.port}/`, close: server.close };
    },
  },
  {
    name: 'HTTP/1.1 broken off',
    does: 'closes every connection that speaks HTTP/1.1, and answers HTTP/2',
    target: '/',
    expects: { outcome: 'ok' },
    async open(authority) {
      const server = await serveHttp2(authority.sign('h2-best', 'root', forLoopback), true);
      return { startUrl: `https://127.0.0.1:${server.port}/`, close: server.close };
    },
  },
  {
    name: 'dead IPv6',
    does: 'has an AAAA record that leads nowhere beside its A record',
    target: '/',
    expects: { outcome: 'ok' },
    async open() {
      const server = await serveHttp(site);
      const free = await openBlackHole('::1', server.port);
      if (free === null) {
        await server.close();
        return null;
      }
      return {
        startUrl: `http://agency.test:${server.port}/`,
        args: ['--resolve', `agency.test:${server.port}:[::1],127.0.0.1`],
        async close() {
          await free();
          await server.close();
        },
      };
    },
  },
];
