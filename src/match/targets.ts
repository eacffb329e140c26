import { guessTarget } from '../crawl/link-rules.ts';
import { mainContent } from '../extract/emptiness.ts';
import type { LinkFacts } from '../snapshot/page-facts.ts';
import type { FetchRecord } from '../snapshot/schema.ts';
import { detachText } from '../text/detach.ts';
import { RecentMap } from '../text/recent-map.ts';
import { attachTargets } from './attach.ts';
import { chaptersOf, continuationsOf } from './continuation.ts';
import type { Candidate } from './candidate.ts';
import type { MatchContext } from './context.ts';
import { indexYearOf } from './index-year.ts';
import { fileNameOf, type GenericTest, type Label, labelsOf } from './link-labels.ts';
import { type LoadedPage, rememberAnswers } from './pages.ts';
import { findPointers } from './pointers.ts';
import type { ItemRelevance } from './relevance.ts';

/** What nothing but a person's word speaks for. */
const declaredRelevance = 0.3;

/** One address that the site has or links to, before it is rated. */
export interface Target {
  url: string;
  key: string;
  record: FetchRecord | null;
  page: LoadedPage | null;
  /** links that lead there; what furniture says again on page after page, once */
  inbound: { page: LoadedPage; link: InboundLink; labels: Label[] }[];
}

/** What of a link is needed once its labels are known. */
type InboundLink = Pick<LinkFacts, 'text' | 'headings' | 'inChrome'>;

/** Every address that the site has or links to, each once. */
export function collectTargets(context: MatchContext): Target[] {
  const { site } = context;
  const targets = new Map<string, Target>();
  const furniture = new Map<Target, Set<string>>();
  const keep = createLabelKeeper();
  // What a link's download attribute says makes nothing an asset, and nothing else of one.
  const isAsset = rememberAnswers((url) => guessTarget(url, false) === 'asset');
  /** Furniture repeats on every page, and of its page it takes nothing. */
  const isRepeated = (target: Target, { inChrome, url, text, extra, menu }: LinkFacts): boolean => {
    if (!inChrome) return false;
    const words = [text, url, menu.at(-1), ...extra].join('\n');
    const known = furniture.get(target);
    if (known?.has(words) === true) return true;
    if (known === undefined) furniture.set(target, new Set([words]));
    else known.add(words);
    return false;
  };
  const ensure = (url: string, key: string): Target => {
    const page = site.pageByKey.get(key) ?? null;
    const ownKey = page?.key ?? key;
    const known = targets.get(ownKey);
    if (known !== undefined) return known;
    const made: Target = {
      url: page?.url ?? url,
      key: ownKey,
      record: site.recordByKey.get(ownKey) ?? site.recordByKey.get(key) ?? null,
      page,
      inbound: [],
    };
    targets.set(ownKey, made);
    return made;
  };
  for (const page of site.pages) ensure(page.url, page.key);
  for (const page of site.pages) {
    const headingOf = new Map(
      findPointers(context, page).flatMap(({ heading, links }) => links.map((link) => [link, heading.text])),
    );
    const isGeneric = context.genericOn(page);
    for (const link of page.facts.links) {
      const key = site.keyOf(link.url);
      if (key === null || key === page.key || isAsset(link.url)) continue;
      const target = ensure(link.url, key);
      if (isRepeated(target, link)) continue;
      const labels = pointTo(labelsOf(link, page, isGeneric), link, headingOf.get(link), isGeneric);
      const { text, headings, inChrome } = link;
      target.inbound.push({ page, link: { text, headings, inChrome }, labels: labels.map(keep) });
    }
  }
  for (const target of targets.values()) forgetListed(target, site.keyOf);
  return [...targets.values()];
}

/** So many pages make a list. */
const leastListed = 5;
/** So many entries that lead to their list by the same words are filed under them, as are entries on the list's other pages. */
const leastFiled = 2;

/**
 * A list is not what its entries are: "ประเภท: ita" under a post's heading leads to the list that has the post, which takes nothing of what
 * the post is called.
 */
function forgetListed({ page, inbound }: Target, keyOf: (url: string) => string | null): void {
  if (page === null) return;
  const inheriting = inbound.filter(({ labels }) => labels.some(isInherited));
  const groups = [...Map.groupBy(inheriting, ({ link }) => link.text).values()].filter(
    ({ length }) => length >= leastFiled,
  );
  // Most pages have no such leads, and to unpack what a page links to costs more than to count them.
  if (groups.length === 0) return;
  const listed = page.facts.links.filter(({ inChrome, text }) => !inChrome && text !== '');
  const names = Map.groupBy(listed, ({ url }) => keyOf(url));
  if (names.size < leastListed) return;
  for (const leads of groups) {
    const filed = leads.filter((lead) =>
      names
        .get(lead.page.key)
        ?.some(({ text }) => lead.labels.some((label) => isInherited(label) && label.text === text)),
    );
    if (filed.length < leastFiled) continue;
    for (const lead of leads) lead.labels = lead.labels.filter((label) => !isInherited(label));
  }
}

function isInherited({ source }: Label): boolean {
  return source === 'heading' || source === 'page';
}

/** Labels that are remembered: what stands around the links of a page stands around all of them. */
const maxLabels = 10_000;

/** Frees labels from the page that they were cut out of, and keeps the same ones once. */
function createLabelKeeper(): (label: Label) => Label {
  const known = new RecentMap<string, Label>(maxLabels);
  return ({ text, source, trust }) => {
    const before = known.get(text);
    if (before?.source === source && before.trust === trust) return before;
    const own = { text: before?.text ?? detachText(text), source, trust };
    known.set(own.text, own);
    return own;
  };
}

/** What a heading over nothing but this link calls it, as a row of an index would. */
function pointTo(
  labels: Label[],
  link: LinkFacts,
  heading: string | undefined,
  isGeneric: GenericTest,
): Label[] {
  if (heading === undefined || isGeneric(heading)) return labels;
  const trust = isGeneric(link.text) ? 0.97 : 0.9;
  const others = labels.filter(({ text }) => text !== heading);
  const own = others.filter(({ source }) => source === 'text');
  return [
    ...own,
    { text: heading, source: 'row', trust },
    ...others.filter(({ source }) => source !== 'text'),
  ];
}

/** The page's own words, for rating. Titles that every page of a site shares say nothing. */
function ownLabels(context: MatchContext, page: LoadedPage): Label[] {
  const labels: Label[] = [];
  const add = (text: string | undefined, trust: number): void => {
    if (text !== undefined && text !== '' && !context.isGeneric(text)) {
      labels.push({ text: text.slice(0, 300), source: 'text', trust });
    }
  };
  const homeTitle = context.site.home?.facts.title ?? '';
  const headings = page.facts.headings.filter((heading) => heading.level <= 2);
  // Several second-level headings are sections, not the page's name.
  const names = headings.filter(
    (heading, index) => heading.level === 1 || (index === 0 && headings.length <= 2),
  );
  for (const heading of names.slice(0, 2)) add(heading.text, 1);
  if (page.facts.title !== homeTitle) add(page.facts.title, 0.9);
  add(page.facts.breadcrumbs.at(-1), 0.9);
  add(openingLine(page, names[0]?.text ?? page.facts.title), 0.75);
  return labels;
}

/** What a page or a document that was read calls itself. */
export function labelsOfItself(context: MatchContext, target: Target): Label[] {
  if (target.page !== null) return ownLabels(context, target.page);
  const title = context.open(target.record)?.title ?? null;
  return title === null || context.isGeneric(title) ? [] : [{ text: title, source: 'text', trust: 0.9 }];
}

const maxOpeningChars = 150;

/** A line right under the page's name that is no link: often the full title of what the page holds. */
function openingLine(page: LoadedPage, name: string): string | undefined {
  const main = mainContent(page.facts);
  const lines = main.text.split('\n').map((line) => line.trim());
  const first = lines.find((line) => line !== '' && line !== name);
  const isOther =
    first === undefined ||
    first.length > maxOpeningChars ||
    first.includes('\t') ||
    main.links.some((link) => link.text !== '' && first.includes(link.text)) ||
    page.facts.headings.some((heading) => heading.text === first);
  return isOther ? undefined : first;
}

/** A target as a candidate of one item; `rated` null where nothing of it speaks of the item. */
export function makeCandidate(
  context: MatchContext,
  target: Target,
  code: string,
  rated: ItemRelevance | null,
  clickPath: Candidate['clickPath'],
): Candidate {
  const { record, page } = target;
  const best = target.inbound.find(({ labels }) => labels.some((label) => label.text === rated?.label.text));
  const from = best ?? target.inbound[0];
  const opened = page === null ? context.open(record) : null;
  const own = labelsOfItself(context, target);
  const name = page === null ? fileNameOf(target.url) : null;
  const labels = [...own, ...(from?.labels ?? [])];
  if (name !== null) labels.push({ text: name, source: 'file-name', trust: 0.6 });
  if (record?.fileName) labels.push({ text: record.fileName, source: 'file-name', trust: 0.6 });
  return {
    code,
    // Behind a wall the address that was asked for is the one that the agency published.
    url: record === null || record.outcome === 'ok' ? target.url : record.url,
    key: target.key,
    source: 'crawl',
    record,
    skipped: context.skippedByKey.get(target.key) ?? null,
    page,
    continuations: page === null ? [] : continuationsOf(context, page),
    chapters: page === null ? [] : chaptersOf(context, page),
    opened,
    otherLabels: target.inbound.map(({ link }) => link.text).filter((text) => text !== ''),
    section: null,
    relevance: rated?.relevance ?? declaredRelevance,
    factors: rated?.factors ?? [],
    labels,
    indexYear:
      from === undefined || from.link.inChrome
        ? null
        : indexYearOf(from.page, from.link.headings, context.words),
    foundOn: from?.page.url ?? record?.foundOn ?? null,
    linkText: from === undefined || from.link.text === '' ? (record?.linkText ?? null) : from.link.text,
    clickPath,
    attached: page === null ? [] : attachTargets(context, code, page, null),
    onSite: context.scope.contains(record?.finalUrl ?? target.url),
  };
}
