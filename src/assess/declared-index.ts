import type { ChecklistItem } from '../checklist/schema.ts';
import type { SiteWords } from '../checklist/site-words.ts';
import { canonicalKey } from '../crawl/canonical-url.ts';
import { indexYearOf } from '../match/index-year.ts';
import type { LoadedSite } from '../match/pages.ts';
import type { LinkFacts } from '../snapshot/page-facts.ts';
import { parseItemCode } from '../text/item-code.ts';
import type { Declaration } from './declared.ts';

/** Fewer items than this beside their codes are no index: a news page may link to one or two. */
const minItems = 5;

/**
 * What an agency declares by the index of its own site: the links beside item codes on the pages that are the index of
 * the checklist's year. Codes of another year's index, and pages without a year, say nothing.
 *
 * @param fiscalYear of the checklist, Buddhist Era
 * @returns in the order of the checklist and of the page; [] where the site has no such index
 */
export function readDeclaredIndex(
  site: LoadedSite,
  items: readonly ChecklistItem[],
  words: SiteWords,
  fiscalYear: number,
): Declaration[] {
  const codes = new Set(items.map(({ code }) => code));
  const found = site.pages.flatMap((page) => {
    const links = page.facts.links.flatMap((link): Declaration[] => {
      const code = link.inChrome ? null : codeOf(link);
      if (code === null || !codes.has(code) || indexYearOf(page, link.headings, words) !== fiscalYear)
        return [];
      return [{ code, url: link.url, have: true, where: null }];
    });
    return new Set(links.map(({ code }) => code)).size < minItems ? [] : links;
  });
  const order = new Map(items.map(({ code }, index) => [code, index]));
  const seen = new Set<string>();
  return found
    .filter(({ code, url }) => {
      const key = `${code} ${canonicalKey(url ?? '') ?? url}`;
      return !seen.has(key) && seen.add(key) !== undefined;
    })
    .toSorted((a, b) => (order.get(a.code) ?? 0) - (order.get(b.code) ?? 0));
}

/** The code in the link's own words, else in its row, right before it, or in the heading above it. */
function codeOf(link: LinkFacts): string | null {
  for (const text of [link.text, ...(link.row ?? []), link.before, link.headings.at(-1) ?? '']) {
    const parsed = parseItemCode(text);
    if (parsed !== null && parsed.scheme === 'oit' && parsed.letter !== 'ordinal') return parsed.code;
  }
  return null;
}
