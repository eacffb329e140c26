import { canonicalKey } from '../crawl/canonical-url.ts';
import type { LinkFacts, PageFacts } from '../snapshot/page-facts.ts';

/** Fewer pages of a host do not tell what all of them share. */
const minPages = 5;
/** What stands on this share of a host's pages belongs to the site and not to the page. */
const commonShare = 0.5;
/** Fewer shared links in a row are links that an editor sets again and again. */
const minRun = 3;

type Range = [number, number];

/** What most pages of one host show. */
interface Common {
  links: ReadonlySet<string>;
  /** two links with the words between them */
  pairs: ReadonlySet<string>;
  /** words of the shared links: a menu shows the entry of the page itself without a link */
  linkTexts: ReadonlySet<string>;
  lines: ReadonlySet<string>;
  images: ReadonlySet<string>;
}

/**
 * Marks the furniture that a page does not call so itself: link blocks, opening and closing lines and pictures that most
 * pages of the same host share, as on sites that are laid out with tables, where the menu is a cell like any other.
 *
 * @param pages pages of any hosts, one each; what few share stays content
 * @returns the facts in the same order, marked as if the page had said it: `chrome`, `inChrome`
 */
export function markFurniture(pages: readonly { url: string; facts: PageFacts }[]): PageFacts[] {
  const read = createTokenReader();
  const byHost = new Map<string, PageFacts[]>();
  for (const { url, facts } of pages) {
    const { host } = new URL(url);
    const known = byHost.get(host);
    if (known === undefined) byHost.set(host, [facts]);
    else known.push(facts);
  }
  const commonOf = new Map([...byHost].map(([host, list]) => [host, findCommon(list, read)]));
  return pages.map(({ url, facts }) => {
    const common = commonOf.get(new URL(url).host) ?? null;
    return common === null ? facts : markPage(facts, common, read);
  });
}

/** Tokens of links; the menu stands on every page, and is read once. */
type TokenReader = (link: LinkFacts) => string;

function createTokenReader(): TokenReader {
  const byUrl = new Map<string, { key: string; byText: Map<string, string> }>();
  return ({ url, text }) => {
    let known = byUrl.get(url);
    if (known === undefined) {
      known = { key: canonicalKey(url) ?? url, byText: new Map() };
      byUrl.set(url, known);
    }
    let token = known.byText.get(text);
    if (token === undefined) {
      token = `${known.key} ${fold(text)}`;
      known.byText.set(text, token);
    }
    return token;
  };
}

function findCommon(pages: readonly PageFacts[], read: TokenReader): Common | null {
  // A not-found page that answers many addresses is one page.
  const distinct = [...new Map(pages.map((facts) => [`${facts.title}\n${facts.text}`, facts])).values()];
  if (distinct.length < minPages) return null;
  const atLeast = Math.ceil(distinct.length * commonShare);
  const keep = (list: (facts: PageFacts) => string[]): Set<string> => {
    const counts = new Map<string, number>();
    for (const facts of distinct) {
      for (const one of new Set(list(facts))) counts.set(one, (counts.get(one) ?? 0) + 1);
    }
    return new Set([...counts].flatMap(([one, count]) => (count >= atLeast ? [one] : [])));
  };
  const links = keep((facts) => facts.links.map(read));
  return {
    links,
    pairs: keep((facts) =>
      facts.links.slice(1).map((link, index) => pairOf(facts, facts.links[index], link, read)),
    ),
    linkTexts: new Set([...links].map((token) => token.slice(token.indexOf(' ') + 1))),
    lines: keep((facts) => facts.text.split('\n').map(fold)),
    images: keep((facts) => facts.images.map(({ url }) => url)),
  };
}

function markPage(facts: PageFacts, common: Common, read: TokenReader): PageFacts {
  const runs = findRuns(facts, common, read);
  const marked = new Set(runs.flat());
  const blocks = runs.map((run): Range => [run[0]?.at ?? 0, endOf(run.at(-1))]);
  const ranges = joinRanges([...facts.chrome, ...blocks]);
  const chrome = joinRanges([...ranges, ...findEdges(facts, common, ranges)]);
  if (marked.size === 0 && chrome.length === facts.chrome.length && common.images.size === 0) return facts;
  return {
    ...facts,
    chrome,
    links: facts.links.map((link) => (marked.has(link) ? { ...link, inChrome: true } : link)),
    images: facts.images.map((image) =>
      image.inChrome || !(common.images.has(image.url) || isInside(blocks, image.at))
        ? image
        : { ...image, inChrome: true },
    ),
  };
}

/** Rows of shared links that stand together as they do on other pages. */
function findRuns(facts: PageFacts, common: Common, read: TokenReader): LinkFacts[][] {
  const runs: LinkFacts[][] = [];
  let run: LinkFacts[] = [];
  for (const link of facts.links) {
    const last = run.at(-1);
    const isShared = common.links.has(read(link));
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
function findEdges(facts: PageFacts, common: Common, known: readonly Range[]): Range[] {
  const lines: Range[] = [];
  let from = 0;
  for (const line of facts.text.split('\n')) {
    lines.push([from, from + line.length]);
    from += line.length + 1;
  }
  const isShared = ([start, end]: Range): boolean => {
    const words = facts.text.slice(start, end);
    if (words.trim() === '' || known.some(([a, b]) => a <= start && end <= b)) return true;
    const holds = (at: number): boolean => at >= start && at <= end;
    return (
      common.lines.has(fold(words)) &&
      !facts.links.some((link) => !link.inChrome && holds(link.at) && !isInside(known, link.at)) &&
      !facts.tables.some((table) => table.rowCount > 0 && holds(table.at)) &&
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

function pairOf(facts: PageFacts, one: LinkFacts | undefined, next: LinkFacts, read: TokenReader): string {
  if (one === undefined) return '';
  const between = facts.text.slice(endOf(one), next.at);
  return [read(one), fold(between), read(next)].join('\n');
}

/** Where the words of a link end; those of a picture stand nowhere. */
function endOf(link: LinkFacts | undefined): number {
  if (link === undefined) return 0;
  return link.textFrom === 'text' ? link.at + link.text.length : link.at;
}

function fold(text: string): string {
  // Most of what stands between two links is one blank or one line's end.
  if (text === '' || text === ' ' || text === '\n') return '';
  return text.replace(/\s+/g, ' ').trim();
}

function joinRanges(ranges: readonly Range[]): Range[] {
  const joined: Range[] = [];
  for (const [from, to] of ranges.toSorted((a, b) => a[0] - b[0] || a[1] - b[1])) {
    const last = joined.at(-1);
    if (last !== undefined && from <= last[1]) last[1] = Math.max(last[1], to);
    else joined.push([from, to]);
  }
  return joined;
}

function isInside(ranges: readonly Range[], at: number): boolean {
  return ranges.some(([from, to]) => at >= from && at < to);
}
