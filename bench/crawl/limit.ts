/**
 * What no crawler on this runtime can beat: LIMIT=bodies gets every page of the list and looks at none; LIMIT=minimal is the least that
 * is a crawler at all: undici, a streaming parser that gives links, their words, the title and the text, and a set of seen addresses.
 */
import { readFileSync } from 'node:fs';
import { Parser } from 'htmlparser2';
import { Agent, request } from 'undici';
import { readConditions } from './conditions.ts';

const { startUrl, concurrency, list } = readConditions(process.env);
const dispatcher = new Agent({ connections: concurrency, pipelining: 1, allowH2: false });
const decoder = new TextDecoder();
const origin = new URL(startUrl).origin;
let pages = 0;
let links = 0;

if (process.env['LIMIT'] === 'bodies') await getAll(readFileSync(list, 'utf8').trim().split('\n'));
else await crawlAll();
await dispatcher.close();
console.log(`RESULT ${JSON.stringify({ pages, links })}`);

async function getAll(urls: string[]): Promise<void> {
  let next = 0;
  const work = async (): Promise<void> => {
    for (let url = urls[next++]; url !== undefined; url = urls[next++]) {
      const answer = await request(url, { dispatcher });
      await answer.body.bytes();
      pages++;
    }
  };
  await Promise.all(Array.from({ length: concurrency }, work));
}

/** Breadth first. Addresses are resolved once for each folder, since menus repeat on every page. */
async function crawlAll(): Promise<void> {
  const queue = [startUrl];
  const seen = new Set(queue);
  const resolved = new Map<string, string | null>();
  let next = 0;
  let active = 0;
  const add = (href: string, base: string): void => {
    const name = /^(?:\/|https?:)/.test(href) ? href : `${base.slice(0, base.lastIndexOf('/'))}\n${href}`;
    let url = resolved.get(name);
    if (url === undefined) resolved.set(name, (url = resolve(href, base)));
    if (url === null || seen.has(url)) return;
    seen.add(url);
    queue.push(url);
  };
  const open = async (url: string): Promise<void> => {
    const answer = await request(url, { dispatcher });
    const location = answer.headers['location'];
    if (typeof location === 'string') add(location, url);
    const isPage =
      answer.statusCode === 200 && String(answer.headers['content-type']).startsWith('text/html');
    const body = await answer.body.bytes();
    if (!isPage) return;
    pages++;
    for (const [href] of parse(decoder.decode(body)).found) {
      links++;
      add(href.trim(), url);
    }
  };
  await new Promise<void>((resolveAll) => {
    const pump = (): void => {
      while (active < concurrency && next < queue.length) {
        active++;
        void openAndGoOn(queue[next++] ?? '');
      }
    };
    const openAndGoOn = async (url: string): Promise<void> => {
      try {
        await open(url);
      } catch {
        // A crawl goes on without an address that failed.
      }
      active--;
      if (active === 0 && next >= queue.length) resolveAll();
      else pump();
    };
    pump();
  });
}

function resolve(href: string, base: string): string | null {
  const url = URL.parse(href, base);
  if (url === null || url.origin !== origin) return null;
  url.hash = '';
  const isPage = !/\.(?:pdf|docx?|xlsx?|zip|rar)$|^\/download$|^\/assets\/|^\/search$/i.test(url.pathname);
  return isPage ? url.href : null;
}

function parse(html: string): { found: [string, string][]; title: string; text: string } {
  const found: [string, string][] = [];
  let href: string | null = null;
  let words = '';
  let title = '';
  let text = '';
  let isTitle = false;
  let skipped = 0;
  const parser = new Parser({
    onopentag(name, attributes) {
      if (name === 'a' && attributes['href'] !== undefined) {
        href = attributes['href'];
        words = '';
      } else if (name === 'title') isTitle = true;
      else if (name === 'script' || name === 'style') skipped++;
    },
    ontext(data) {
      if (href !== null) words += data;
      if (isTitle) title += data;
      if (skipped === 0) text += data;
    },
    onclosetag(name) {
      if (name === 'a' && href !== null) {
        found.push([href, words]);
        href = null;
      } else if (name === 'title') isTitle = false;
      else if (name === 'script' || name === 'style') skipped--;
    },
  });
  parser.write(html);
  parser.end();
  return { found, title, text };
}
