/**
 * The generated site in a process of its own, so that serving it is not counted with the crawler. Started by `site.ts` with the site's
 * folder and port; tells over its channel what was asked for, which no crawler's own word can replace.
 */
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join, normalize } from 'node:path';
import { decodeAddress, fileOf, redirectOf } from './routes.ts';
import type { SiteCounts, SiteTruth } from './site.ts';

const [folder = '.', port = '0'] = process.argv.slice(2);
const truth: SiteTruth = JSON.parse(readFileSync(join(folder, 'truth.json'), 'utf8'));
const pages = new Set(truth.pages.map(decodeAddress));
const documents = new Set([...truth.docs, ...truth.targetDocs].map(decodeAddress));
let opened = new Set<string>();
let counts: SiteCounts = empty();

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
    response.writeHead(404, { 'content-type': 'text/html' }).end('<h1>404 Not Found</h1>');
    return;
  }
  count(decodeAddress(address), request.method ?? 'GET');
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
