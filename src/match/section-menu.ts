import type { PageFacts } from '../snapshot/page-facts.ts';
import {
  type Common,
  endOf,
  findCommon,
  fold,
  type FurnishedPage,
  type LinkTokens,
  pairOf,
  withMenu,
} from './shared-tokens.ts';

/** So many pages may be a section with a menu of its own, which this share of them has. */
const minPages = 4;
const maxPages = 60;
const share = 0.75;
/** Fewer entries are links that an editor sets again and again. */
const minEntries = 3;

/**
 * The menus of a site's sections, whatever the addresses of their pages: what stands first on pages of a section beside what the
 * whole site shares. It is one for the pages that it leads to; an index that shows the same links as its content stays as it is.
 *
 * @param shared what is known to be furniture of a page, null for nothing
 * @returns by the canonical address of the page
 */
export function findSectionMenus(
  pages: readonly FurnishedPage[],
  shared: ReadonlyMap<FurnishedPage, Common | null>,
  read: LinkTokens,
): Map<string, Common> {
  const byStart = Map.groupBy(pages, (page) => startOf(page.facts, shared.get(page)?.links, read));
  const menuOf = new Map<string, Common>();
  for (const [start, list] of byStart) {
    const [first] = list;
    if (start === null || first === undefined || list.length > maxPages) continue;
    const menu = findCommon(list, read, minPages, share);
    if (menu === null) continue;
    const known = shared.get(first)?.links;
    const entries = [...menu.links].filter((token) => known?.has(token) !== true);
    if (entries.length < minEntries) continue;
    for (const key of new Set(entries.map((token) => read.keyOf(token))))
      menuOf.set(key, withMenu(menuOf.get(key) ?? null, menu));
  }
  return menuOf;
}

/** The first two links that are a page's own and stand together; null where none do. */
function startOf(facts: PageFacts, shared: ReadonlySet<string> | undefined, read: LinkTokens): string | null {
  const own = facts.links.filter((link) => !link.inChrome && shared?.has(read.of(link)) !== true);
  for (const [at, link] of own.entries()) {
    const last = own[at - 1];
    if (last !== undefined && fold(facts.text.slice(endOf(last), link.at)) === '')
      return pairOf(facts, last, link, read);
  }
  return null;
}
