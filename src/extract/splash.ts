import type { LinkFacts, PageFacts } from '../snapshot/page-facts.ts';

/** A page with more links into its own site is a home page. */
const maxInternalLinks = 9;

type LeadsIn = (link: LinkFacts, words: string) => boolean;

/** What nobody writes but on an entry page. */
const plainEntries: LeadsIn[] = [
  (_, words) => /เข้าสู่\s*(?:หน้า)?\s*(?:เว็[บป]|หน้าหลัก|หน้าแรก|ระบบเว็[บป])|เข้าชม\s*เว็[บป]|เข้าเว็[บป]/.test(words),
  (_, words) =>
    /\benter(?:\s+(?:the\s+)?(?:web\s?)?site)?\b|\bgo to (?:the )?(?:web\s?site|home)|\bskip\b/i.test(words),
];

/** Words and addresses of the way past an entry page, the surest first. */
const entries: LeadsIn[] = [
  ...plainEntries,
  (_, words) => /^(?:หน้าหลัก|หน้าแรก|เว็บไซต์หลัก|เข้าสู่เว็บ|home\s?page|home|main(?: page| site)?)$/i.test(words),
  (link) =>
    /\/(?:home|main|index|default)\d*(?:\.(?:php\d?|html?|aspx?|jsp))?\/?$/i.test(new URL(link.url).pathname),
];

/**
 * The link that leads past an entry page (a tribute, a flag, an announcement) to the real home page.
 * @param url the page's own final address
 * @returns null when the page is no entry page
 */
export function findSplashEntry(facts: PageFacts, url: string): LinkFacts | null {
  const page = URL.parse(url);
  if (page === null) return null;
  const internal = facts.links.filter(
    (link) => isSameSite(new URL(link.url), page) && !isSamePage(link.url, page),
  );
  if (internal.length === 0 || new Set(internal.map((link) => link.url)).size > maxInternalLinks) return null;
  for (const leadsIn of entries) {
    const found = internal.find((link) => leadsIn(link, wordsOf(link)));
    if (found !== undefined) return found;
  }
  return internal.find((link) => link.via === 'meta-refresh') ?? null;
}

/** Whether a link says, in words that nobody writes elsewhere, that it leads past an entry page. */
export function saysWayIn(link: LinkFacts): boolean {
  const words = wordsOf(link);
  return plainEntries.some((leadsIn) => leadsIn(link, words));
}

function wordsOf(link: LinkFacts): string {
  return `${link.text} ${link.extra.join(' ')}`.trim();
}

function isSameSite(url: URL, page: URL): boolean {
  return bareHost(url) === bareHost(page);
}

function bareHost(url: URL): string {
  return url.host.replace(/^www\./, '');
}

function isSamePage(url: string, page: URL): boolean {
  return bareAddress(url) === bareAddress(page.href);
}

function bareAddress(href: string): string {
  return href
    .replace(/#.*$/, '')
    .replace(/^https?:\/\/(?:www\.)?/, '')
    .replace(/\/$/, '');
}
