import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { extname, join, relative, sep } from 'node:path';
import { z } from 'zod';
import { agencyTypes } from '../result/vocabulary.ts';
import { renderCalendar } from './calendar-page.ts';
import { findPackageRoot } from '../check/package-root.ts';

const behaviourSchema = z.strictObject({
  agency: z.strictObject({
    nameTh: z.string(),
    type: z.enum(agencyTypes),
    fiscalYear: z.int(),
    asOf: z.iso.date(),
  }),
  softNotFound: z.strictObject({ prefix: z.string(), page: z.string() }),
  login: z.strictObject({ prefix: z.string(), to: z.string() }),
  withoutCharset: z.array(z.string()),
  counter: z.string(),
  calendar: z.strictObject({ path: z.string(), page: z.string(), month: z.string() }),
  sitemap: z.array(z.string()),
});

type Behaviour = z.infer<typeof behaviourSchema>;

/** What the sample site says of itself: whose it is, and the day and fiscal year to judge it at. */
export type DemoAgency = Behaviour['agency'];

/** A running sample site. */
export interface DemoSite {
  /** address of the entry page, with a slash at the end */
  url: string;
  agency: DemoAgency;
  /** how often the visit counter was hit: a crawler that keeps off side effects leaves it at 0 */
  counterHits(): number;
  /** stops listening and drops open connections */
  close(): Promise<void>;
}

interface Answer {
  status: number;
  type: string;
  body: Uint8Array | string;
  location?: string;
}

const contentTypes = new Map([
  ['.html', 'text/html; charset=utf-8'],
  ['.css', 'text/css; charset=utf-8'],
  ['.js', 'text/javascript; charset=utf-8'],
  ['.txt', 'text/plain; charset=utf-8'],
  ['.svg', 'image/svg+xml'],
  ['.png', 'image/png'],
  ['.pdf', 'application/pdf'],
  ['.xlsx', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
]);
const html = 'text/html; charset=utf-8';

/**
 * Serves the bundled sample agency on 127.0.0.1, with the faults that real sites have: a splash page, pages that
 * say "not found" with status 200, a login wall, a dead file, an endless calendar, a page without a charset.
 * @param options.port 0, the default, takes any free port
 * @throws the socket's error when the port is taken
 */
export async function serveDemo(options: { port?: number } = {}): Promise<DemoSite> {
  const folder = join(findPackageRoot(import.meta.dirname), 'src', 'demo', 'site');
  const files = await loadFiles(folder);
  const behaviour = behaviourSchema.parse(JSON.parse(readText(files, 'behaviour.json')));
  files.delete('behaviour.json');
  let counterHits = 0;
  const server = createServer((request, response) => {
    const url = URL.parse(request.url ?? '/', `http://${request.headers.host ?? '127.0.0.1'}`);
    if (url === null) {
      send(request, response, { status: 400, type: 'text/plain', body: '' });
      return;
    }
    if (url.pathname === behaviour.counter) counterHits += 1;
    send(request, response, answer(url, request.method ?? 'GET', files, behaviour));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no TCP address');
  return {
    url: `http://127.0.0.1:${address.port}/`,
    agency: behaviour.agency,
    counterHits: () => counterHits,
    close: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error === undefined ? resolve() : reject(error)));
        server.closeAllConnections();
      }),
  };
}

function answer(url: URL, method: string, files: Map<string, Uint8Array>, behaviour: Behaviour): Answer {
  if (method !== 'GET' && method !== 'HEAD') {
    return { status: 405, type: 'text/plain; charset=utf-8', body: 'ระบบสาธิตไม่รับข้อมูล' };
  }
  const path = decodePath(url.pathname);
  const { calendar, login, softNotFound } = behaviour;
  if (path === calendar.path) {
    const body = renderCalendar(
      readText(files, calendar.page),
      url.searchParams.get('month'),
      calendar.month,
    );
    return { status: 200, type: html, body };
  }
  if (path === behaviour.counter) return { status: 200, type: 'text/plain; charset=utf-8', body: 'ok' };
  if (path === '/robots.txt' || path === '/sitemap.xml')
    return answerForCrawlers(path, url.origin, files, behaviour);
  if (`${path}/`.startsWith(login.prefix)) {
    const location = `${login.to}?next=${encodeURIComponent(url.pathname + url.search)}`;
    return { status: 302, type: html, body: '', location };
  }
  const name = path === '/' ? 'index.html' : path.slice(1).replace(/\/$/, '');
  const file = files.get(name) ?? files.get(`${name}.html`);
  if (file !== undefined) {
    const type = contentTypes.get(extname(name)) ?? html;
    return { status: 200, type: behaviour.withoutCharset.includes(path) ? 'text/html' : type, body: file };
  }
  if (path.startsWith(softNotFound.prefix)) {
    return { status: 200, type: html, body: readText(files, softNotFound.page) };
  }
  return { status: 404, type: html, body: readText(files, '404.html') };
}

function answerForCrawlers(
  path: string,
  origin: string,
  files: Map<string, Uint8Array>,
  behaviour: Behaviour,
): Answer {
  if (path === '/robots.txt') {
    // the Sitemap line wants an absolute address, and the port is known only now
    const body = readText(files, 'robots.txt').replace('Sitemap: /', `Sitemap: ${origin}/`);
    return { status: 200, type: 'text/plain; charset=utf-8', body };
  }
  const entries = behaviour.sitemap.map((page) => `<url><loc>${origin}${page}</loc></url>`);
  const body =
    '<?xml version="1.0" encoding="UTF-8"?>\n' +
    `<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${entries.join('\n')}\n</urlset>\n`;
  return { status: 200, type: 'application/xml; charset=utf-8', body };
}

function send(request: IncomingMessage, response: ServerResponse, reply: Answer): void {
  const bytes = typeof reply.body === 'string' ? Buffer.from(reply.body, 'utf8') : reply.body;
  const etag = `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"`;
  const headers: Record<string, string | number> = { 'content-type': reply.type };
  if (reply.location !== undefined) headers['location'] = reply.location;
  if (reply.status === 200) headers['etag'] = etag;
  if (reply.status === 200 && request.headers['if-none-match'] === etag) {
    response.writeHead(304, { etag }).end();
    return;
  }
  headers['content-length'] = bytes.byteLength;
  response.writeHead(reply.status, headers);
  response.end(request.method === 'HEAD' ? undefined : bytes);
}

function decodePath(pathname: string): string {
  try {
    return decodeURIComponent(pathname);
  } catch {
    return pathname;
  }
}

function readText(files: Map<string, Uint8Array>, name: string): string {
  const bytes = files.get(name);
  if (bytes === undefined) throw new Error(`the sample site lacks ${name}`);
  return new TextDecoder().decode(bytes);
}

/** The whole folder in memory, so that no request path ever reaches the disk. */
async function loadFiles(folder: string): Promise<Map<string, Uint8Array>> {
  const files = new Map<string, Uint8Array>();
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    files.set(relative(folder, path).split(sep).join('/'), await readFile(path));
  }
  return files;
}
