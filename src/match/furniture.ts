import { canonicalKey } from '../crawl/canonical-url.ts';
import { isInside } from '../extract/emptiness.ts';
import { barLevel } from '../extract/outline.ts';
import { joinRanges, linesOf, type Range } from '../extract/ranges.ts';
import type { LinkFacts, PageFacts, TableFacts } from '../snapshot/page-facts.ts';
import { findSectionMenus } from './section-menu.ts';
import {
  type Common,
  endOf,
  findCommon,
  fold,
  foldLine,
  type FurnishedPage,
  LinkTokens,
  pairOf,
  tokenOfImage,
  withMenu,
} from './shared-tokens.ts';

/** Fewer pages of a host do not tell what all of them share. */
const minPages = 5;
/** What stands on this share of a host's pages belongs to the site and not to the page. */
const commonShare = 0.5;
/** A folder of so many pages may be a part of the site with a menu of its own, which this share of them has. */
const minFolderPages = 4;
const maxFolderPages = 60;
const folderShare = 0.75;
/** Fewer shared links in a row are links that an editor sets again and again. */
const minRun = 3;
/** A table of so few rows that has the menu in a cell is the page's layout. */
const maxLayoutRows = 4;

/**
 * Marks the furniture that a page does not call so itself: link blocks, opening and closing lines and pictures that most
 * pages of the same host share, as on sites that are laid out with tables, where the menu is a cell like any other.
 *
 * @param pages one each; what few share stays content
 * @yields for each page in the same order the facts, marked as if the page had said it (`chrome`, `inChrome`); null where nothing
 *   is to be marked
 */
export function* markFurniture(pages: readonly FurnishedPage[]): Generator<PageFacts | null> {
  const read = new LinkTokens();
  const byHost = Map.groupBy(pages, ({ url }) => new URL(url).host);
  const commonOf = new Map(
    [...byHost].map(([host, list]) => [host, findCommon(list, read, minPages, commonShare)]),
  );
  const byFolder = Map.groupBy(pages, ({ url }) => folderOf(url));
  const shared = new Map<FurnishedPage, Common | null>();
  for (const [folder, list] of byFolder) {
    const isPart = folder.includes('/') && list.length <= maxFolderPages;
    const menu = isPart ? findCommon(list, read, minFolderPages, folderShare) : null;
    const [host = ''] = folder.split('/', 1);
    const ofHost = commonOf.get(host) ?? null;
    const common = menu === null ? ofHost : withMenu(ofHost, menu);
    for (const page of list) shared.set(page, common);
  }
  const sections = findSectionMenus(pages, shared, read);
  for (const page of pages) {
    const common = shared.get(page) ?? null;
    const menu = sections.get(canonicalKey(page.url) ?? page.url);
    const all = menu === undefined ? common : withMenu(common, menu);
    yield all === null ? null : markPage(page.facts, all, read);
  }
}

/**
 * What a part of a site has in common in its addresses: the folder, and what a script is told by words and not by numbers. At the top
 * the host alone.
 */
function folderOf(url: string): string {
  const { host, pathname, searchParams } = new URL(url);
  const words = [...searchParams].filter(([, value]) => !/\d/.test(value)).map((pair) => pair.join('='));
  if (words.length > 0) return `${host}${pathname}?${words.join('&')}`;
  return host + pathname.slice(0, pathname.lastIndexOf('/'));
}

function markPage(facts: PageFacts, common: Common, read: LinkTokens): PageFacts | null {
  const runs = findRuns(facts, common, read);
  const marked = new Set(runs.flat());
  const blocks = runs.map((run): Range => [run[0]?.at ?? 0, endOf(run.at(-1))]);
  const ranges = joinRanges([...facts.chrome, ...blocks]);
  const tables = facts.tables.filter(
    ({ at, end, rowCount }) =>
      rowCount > maxLayoutRows || !blocks.some(([start, last]) => at <= start && last <= end),
  );
  const edges = findEdges({ ...facts, tables }, common, ranges, read);
  const chrome = joinRanges([...ranges, ...edges]);
  const isOfEdge = (link: LinkFacts): boolean =>
    !link.inChrome && isInside(edges, link.at) && common.links.has(read.of(link));
  if (marked.size === 0 && chrome.length === facts.chrome.length && common.images.size === 0) return null;
  return {
    ...facts,
    chrome,
    tables,
    // The bold lines of a menu head nothing of the page.
    headings: facts.headings.filter(({ at, level }) => level !== barLevel || !isInside(chrome, at)),
    links: facts.links.map((link) =>
      marked.has(link) || isOfEdge(link) ? { ...link, inChrome: true } : link,
    ),
    images: facts.images.map((image) =>
      image.inChrome || !(common.images.has(tokenOfImage(image)) || isInside(blocks, image.at))
        ? image
        : { ...image, inChrome: true },
    ),
  };
}

/** Rows of shared links that stand together as they do on other pages. */
function findRuns(facts: PageFacts, common: Common, read: LinkTokens): LinkFacts[][] {
  const runs: LinkFacts[][] = [];
  let run: LinkFacts[] = [];
  for (const link of facts.links) {
    const last = run.at(-1);
    const isShared = common.links.has(read.of(link));
    const belongs =
      last === undefined ||
      common.pairs.has(pairOf(facts, last, link, read)) ||
      common.linkTexts.has(fold(facts.text.slice(endOf(last), link.at)));
    if (isShared && belongs) run.push(link);
    else {
      runs.push(run);
      run = isShared ? [link] : [];
    }
  }
  runs.push(run);
  return runs.filter((one) => one.length >= minRun && one.some((link) => !link.inChrome));
}

/** Shared lines at the top and at the bottom, up to the first that is the page's own or holds something of its own. */
function findEdges(facts: PageFacts, common: Common, known: readonly Range[], read: LinkTokens): Range[] {
  const lines = linesOf(facts.text);
  const isCommon = (words: string): boolean => common.lines.has(foldLine(words));
  // A banner that is laid out as a table says the same everywhere.
  const isBanner = ({ at, end }: TableFacts): boolean =>
    facts.text.slice(at, end).trim().split('\n').every(isCommon);
  const isShared = ([start, end]: Range): boolean => {
    const words = facts.text.slice(start, end);
    if (words.trim() === '' || known.some(([a, b]) => a <= start && end <= b)) return true;
    const holds = (at: number): boolean => at >= start && at <= end;
    // A picture that ends the line before stands where this one begins.
    const holdsLink = ({ at, textFrom }: LinkFacts): boolean =>
      holds(at) && (at > start || textFrom === 'text');
    return (
      isCommon(words) &&
      !facts.links.some(
        (link) =>
          !link.inChrome && holdsLink(link) && !isInside(known, link.at) && !common.links.has(read.of(link)),
      ) &&
      !facts.tables.some((table) => table.rowCount > 0 && holds(table.at) && !isBanner(table)) &&
      !facts.forms.some((form) => holds(form.at))
    );
  };
  const first = lines.findIndex((line) => !isShared(line));
  if (first < 0) return [];
  const last = lines.findLastIndex((line) => !isShared(line));
  const top: Range = [0, lines[first]?.[0] ?? 0];
  const bottom: Range = [lines[last]?.[1] ?? facts.text.length, facts.text.length];
  return [top, bottom].filter(([start, end]) => end > start);
}
