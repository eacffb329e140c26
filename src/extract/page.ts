import type { PageFacts } from '../snapshot/page-facts.ts';
import { ElementSpans } from './element-spans.ts';
import { PageFeeder } from './page-feeder.ts';
import { PageMemory } from './page-memory.ts';
import { PageReader } from './page-reader.ts';
import type { SharedHtml } from './shared-html.ts';

/**
 * Reads every fact of a page in one streaming pass, linear in the length of the page however it is nested.
 * Guards (depth 512, 200,000 elements, 5,000 links, 2,000 images, 2 million characters of text) set `truncated`.
 *
 * @param html the page, decoded
 * @param url its final address, which relative links are resolved against
 * @param memory of the site that it is a page of: the facts are the same without, and take longer. Pages that were read with one
 *   memory share what they have in common: their facts are not to be changed
 */
export function extractPage(html: string, url: string, memory?: PageMemory): PageFacts {
  const known = memory ?? new PageMemory();
  const facts = readPage(html, new PageReader(url, known, false), memory?.shared ?? null);
  // Some script-only pages say what they are in <noscript> alone. On every other page it is a repetition.
  const hasNothing = facts.text.length < 20 && facts.links.length === 0;
  return hasNothing && /<noscript/i.test(html)
    ? readPage(html, new PageReader(url, known, true), null)
    : facts;
}

function readPage(html: string, reader: PageReader, shared: SharedHtml | null): PageFacts {
  const occurrences = shared?.find(html) ?? [];
  const spans = shared?.isLearning === true ? new ElementSpans(html) : null;
  const feeder = new PageFeeder(html, reader, spans);
  feeder.feed(occurrences);
  if (shared !== null) shared.repeatedChars += feeder.leftOut;
  if (spans !== null) shared?.keepSample(html, spans.all);
  return reader.finish(feeder.isTooDeep);
}
