import type { PageFacts } from '../snapshot/page-facts.ts';
import { BoundedParser } from './bounded-parser.ts';
import { PageMemory } from './page-memory.ts';
import { PageReader } from './page-reader.ts';

/** Larger pages are fed in pieces, so that a guard can end the reading. */
const pieceChars = 65_536;

/**
 * Reads every fact of a page in one streaming pass, linear in the length of the page however it is nested.
 * Guards (depth 512, 200,000 elements, 5,000 links, 2,000 images, 2 million characters of text) set `truncated`.
 *
 * @param html the page, decoded
 * @param url its final address, which relative links are resolved against
 * @param memory of the site that it is a page of: the facts are the same without, and take longer
 */
export function extractPage(html: string, url: string, memory: PageMemory = new PageMemory()): PageFacts {
  const facts = readPage(html, url, memory, false);
  // Some script-only pages say what they are in <noscript> alone. On every other page it is a repetition.
  const hasNothing = facts.text.length < 20 && facts.links.length === 0;
  return hasNothing && /<noscript/i.test(html) ? readPage(html, url, memory, true) : facts;
}

function readPage(html: string, url: string, memory: PageMemory, readsNoscript: boolean): PageFacts {
  const reader = new PageReader(url, memory, readsNoscript);
  const parser = new BoundedParser(reader.handler(), () => reader.depth());
  for (let at = 0; at < html.length && !reader.isStopped; at += pieceChars) {
    parser.write(html.slice(at, at + pieceChars));
  }
  if (!reader.isStopped) parser.end();
  return reader.finish(parser.isTooDeep);
}
