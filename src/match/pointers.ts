import { guessTarget } from '../crawl/link-rules.ts';
import { isInside } from '../extract/emptiness.ts';
import { sectionUnder } from '../extract/section.ts';
import type { HeadingFacts, LinkFacts } from '../snapshot/page-facts.ts';
import type { MatchContext } from './context.ts';
import type { LoadedPage } from './pages.ts';

/** More words than this beside the link are content of their own. */
const maxBesideChars = 40;
/** A page with so many headings over one link each is an index, whose entries may describe what they lead to. */
const leastEntries = 8;
const maxDescriptionChars = 250;
/** Amounts, days and what there was none of are content, wherever they stand; a year is none of these. */
const tellsSomething = /(?<![\d๐-๙])[\d๐-๙]{1,3}(?![\d๐-๙])|[\d๐-๙]{5,}|ไม่(?:มี|พบ|ได้)/u;

/** Headings of a page that are looked at: more are a news archive. */
export const maxHeadings = 200;

/** A heading over nothing but one link. */
export interface Pointer {
  heading: HeadingFacts;
  link: LinkFacts;
  /** further links to the same address: an icon beside the words */
  links: LinkFacts[];
  /** words beside the link tell what is to be found behind it */
  isDescribed: boolean;
}

/**
 * Headings of a page that only name what their one link leads to ("O5 …" over "เอกสาร : ดาวน์โหลด"): entries of an index,
 * which show nothing themselves. What lies behind the link is then what the heading names.
 */
export function findPointers(context: Pick<MatchContext, 'scope' | 'site'>, page: LoadedPage): Pointer[] {
  const { facts } = page;
  const { keyOf } = context.site;
  const found: Pointer[] = [];
  let entries = 0;
  for (const [index, heading] of facts.headings.slice(0, maxHeadings).entries()) {
    if (heading.level === 1 || isInside(facts.chrome, heading.at)) continue;
    const { from, to, text } = sectionUnder(facts, index);
    const inside = (at: number): boolean => at >= from && at < to;
    const links = facts.links.filter(
      (link) => !link.inChrome && inside(link.at) && leadsOn(page, link, keyOf),
    );
    const [link] = links;
    if (link === undefined || new Set(links.map(({ url }) => keyOf(url))).size > 1) continue;
    // A page elsewhere (a chat, a social network) is shown by being linked to.
    if (guessTarget(link.url, link.isDownload) === 'page' && !context.scope.contains(link.url)) continue;
    if (facts.tables.some(({ at }) => inside(at)) || facts.forms.some(({ at }) => inside(at))) continue;
    if (facts.headings.some(({ at }) => at !== heading.at && inside(at))) continue;
    const beside = links.reduce((rest, { text: words }) => rest.replace(words, ''), text);
    entries++;
    const chars = beside.replace(/[^\p{L}\p{M}\p{N}]/gu, '').length;
    const isDescribed = chars > maxBesideChars;
    if (isDescribed && (chars > maxDescriptionChars || tellsSomething.test(beside))) continue;
    found.push({ heading, link, links, isDescribed });
  }
  return entries >= leastEntries ? found : found.filter(({ isDescribed }) => !isDescribed);
}

function leadsOn(
  page: LoadedPage,
  { url, isDownload }: LinkFacts,
  keyOf: MatchContext['site']['keyOf'],
): boolean {
  const key = keyOf(url);
  return key !== null && key !== page.key && guessTarget(url, isDownload) !== 'asset';
}
