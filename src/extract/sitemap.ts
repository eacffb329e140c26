import { SaxesParser } from 'saxes';

/** The sitemap protocol's own limit per file (sitemaps.org). */
const maxEntries = 50_000;
const maxUrlChars = 2_048;

/**
 * Reads a sitemap or a sitemap index, broken XML as far as it goes, and the plain form with one address per line.
 * @returns absolute http(s) addresses in their order, each once, at most 50,000 of each kind
 */
export function readSitemap(xml: string): { pages: string[]; sitemaps: string[] } {
  const pages = new Set<string>();
  const sitemaps = new Set<string>();
  if (!xml.includes('<')) {
    for (const line of xml.split('\n', maxEntries)) addUrl(pages, line);
    return { pages: [...pages], sitemaps: [] };
  }
  const open: string[] = [];
  let words = '';
  const parser = new SaxesParser({ xmlns: false });
  // With a handler of its own the parser goes on after an error instead of throwing.
  parser.on('error', () => undefined);
  parser.on('opentag', (tag) => {
    open.push(tag.name.toLowerCase());
    words = '';
  });
  const addText = (text: string): void => {
    if (open.at(-1) === 'loc' && words.length <= maxUrlChars) words += text;
  };
  parser.on('text', addText);
  parser.on('cdata', addText);
  parser.on('closetag', (tag) => {
    if (tag.name.toLowerCase() === 'loc') addUrl(open.includes('sitemap') ? sitemaps : pages, words);
    open.pop();
    words = '';
  });
  try {
    parser.write(repair(xml)).close();
  } catch {
    // What was read until here is kept.
  }
  return { pages: [...pages], sitemaps: [...sitemaps] };
}

/** Generators forget to escape the & of a query; a strict parser would lose everything up to the next semicolon. */
function repair(xml: string): string {
  return xml.replace(/^[\ufeff\s]+/, '').replace(/&(?!#?\w{1,10};)/g, '&amp;');
}

function addUrl(urls: Set<string>, raw: string): void {
  const trimmed = raw.trim();
  if (urls.size >= maxEntries || trimmed === '' || trimmed.length > maxUrlChars) return;
  const url = URL.parse(trimmed);
  if (url !== null && (url.protocol === 'http:' || url.protocol === 'https:')) urls.add(url.href);
}
