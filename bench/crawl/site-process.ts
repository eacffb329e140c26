/**
 * The generated site in a process of its own, so that serving it is not counted with the crawler. Started by `site.ts` with the site's
 * folder and port; tells over its channel what was asked for, which no crawler's own word can replace.
 */
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join, normalize } from 'node:path';
import type { SiteCounts, SiteTruth } from './site.ts';

const [folder = '.', port = '0'] = process.argv.slice(2);
const truth: SiteTruth = JSON.parse(readFileSync(join(folder, 'truth.json'), 'utf8'));
const pages = new Set(truth.pages.map(decode));
const documents = new Set([...truth.docs, ...truth.targetDocs].map(decode));
let opened = new Set<string>();
let counts: SiteCounts = empty();

const html = 'text/html; charset=utf-8';

const server = createServer((request, response) => {
  const address = request.url ?? '/';
  counts.requests++;
  const url = new URL(address, 'http://site');
  const target = redirectOf(url.pathname);
  if (target !== null) {
    response.writeHead(302, { location: target }).end();
    return;
  }
  const { file, type } = fileOf(url);
  let body: Buffer;
  try {
    body = readFileSync(join(folder, 'www', normalize(file)));
  } catch {
    response.writeHead(404, { 'content-type': html }).end('<h1>404 Not Found</h1>');
    return;
  }
  count(decode(address), request.method ?? 'GET');
  response.writeHead(200, { 'content-type': type, 'content-length': body.length });
  response.end(request.method === 'HEAD' ? undefined : body);
});
server.keepAliveTimeout = 60_000;
server.listen(Number(port), '127.0.0.1', () => process.send?.('ready'));

process.on('message', () => {
  process.send?.({ ...counts, pages: opened.size });
  opened = new Set();
  counts = empty();
});
// The bench was killed: nobody else knows of this process.
process.on('disconnect', () => process.exit(0));

function empty(): SiteCounts {
  return { requests: 0, pages: 0, repeated: 0, documents: 0 };
}

function count(address: string, method: string): void {
  if (documents.has(address)) counts.documents++;
  if (!pages.has(address) || method !== 'GET') return;
  if (opened.has(address)) counts.repeated++;
  opened.add(address);
}

function decode(address: string): string {
  try {
    return decodeURIComponent(address);
  } catch {
    return address;
  }
}

function redirectOf(path: string): string | null {
  if (path === '/home') return '/';
  const news = /^\/go\/(\d+)$/.exec(path)?.[1];
  if (news !== undefined) return `/news/detail/${news}`;
  const old = /^\/old\/(\d+)$/.exec(path)?.[1];
  return old === undefined ? null : `/go/${old}`;
}

function fileOf({ pathname, searchParams }: URL): { file: string; type: string } {
  const path = decode(pathname);
  if (path === '/') return { file: '/index.html', type: html };
  if (path === '/download') return { file: `/dl/${searchParams.get('id')}.pdf`, type: 'application/pdf' };
  if (/^\/(news|docs)\/[a-z]+$/.test(path))
    return { file: `/l${path}/p${searchParams.get('page') ?? '1'}.html`, type: html };
  if (/^\/(page|ita|hard|news\/detail)\//.test(path) || path === '/ita')
    return { file: `${path}.html`, type: html };
  // Old pages in windows-874, without a word of it in the header.
  if (path.startsWith('/board/')) return { file: path, type: 'text/html' };
  if (path.endsWith('.xml')) return { file: path, type: 'application/xml' };
  return { file: path, type: path.endsWith('.txt') ? 'text/plain' : 'application/octet-stream' };
}
