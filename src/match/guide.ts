import type { ChecklistItem } from '../checklist/schema.ts';
import type { SiteWords } from '../checklist/site-words.ts';
import { guessTarget } from '../crawl/link-rules.ts';
import type { CrawlGuide, LinkAim, LinkRating } from '../crawl/ports.ts';
import { resolveShareLink } from '../crawl/share-links.ts';
import { isEmptyShell } from '../extract/emptiness.ts';
import { foldThai } from '../text/normalise.ts';
import { yearsOfTitle } from '../text/fiscal-year.ts';
import { isAcceptedService } from './accepted-service.ts';
import { MenuRatings } from './menu-ratings.ts';
import { createNameStarts } from './name-starts.ts';
import { createGenericTest, type Label, type LabelSource, labelsOf } from './link-labels.ts';
import type { RelevanceRater } from './relevance.ts';
import { RepeatedWords } from './repeated-words.ts';
import { eitherOf } from './title-pattern.ts';

/** From here on an opened page counts as the item's answer, for the order of the crawl only. */
const answeredFrom = 0.8;
/** What a sure candidate weighs once its item is answered; an unsure one falls with the square of its relevance. */
const answeredFade = 0.3;
/** The same where its words are an item's own name, until a second page counts as the answer: the first may be another of that name. */
const onceFade = 0.75;
/** By so much less for each page beyond the first that counts as the item's answer. */
const repeatedFade = 0.5;
/** More pages make it worth no less: whatever waits for the item would be weighed anew for each of them. */
const maxRepeats = 9;
/** An unanswered item's candidate weighs its relevance from 1 ÷ this on, and less and less below. */
const unsureLift = 2;
/** What a link weighs, of its relevance, that only the heading or the page above it speaks for: one of many in a list. */
const inheritedWeight = 0.25;
const inheritedFade = 0.04;
const hubWeight = 0.55;
/** A link with the name of an index somewhere among its other words: mostly one entry of a list. */
const faintHubWeight = 0.03;
/** From this share on the words of a link are the name of an index. */
const hubShareFrom = 0.3;
/** What the site's own menu shows is opened before what its lists show. */
const menuWeight = 0.25;
/** Another part of a list shows many names at once; one of its entries whose name tells nothing shows one. */
const pagerWeight = 0.2;
const opaqueWeight = 0.08;
const unknownWeight = 0.02;
const namedFrom = 0.25;
/** Trust in the words of the link that led to a page, for what the page links to without any words. */
const arrivalTrust = 0.6;
/** A link is told apart by words of at least this trust: its own, its row's, or those right before it. */
const tellingFrom = 0.8;

/** Trust in the start of a link's words whose rest speaks of something else, for the order alone. */
const partTrust = 0.7;
/** The same where an item's own name begins with that start, or is it. */
const nameTrust = 0.9;
const minPartChars = 12;
const maxPartedChars = 200;

/** Labels that a link does not share with all its neighbours. */
const ownSources = new Set<LabelSource>(['text', 'extra', 'file-name', 'row', 'before']);

const ruledOut: LinkRating = { relevance: 0, items: [], isHub: false, isOpaque: false };

/**
 * Aims a crawl at the items that are asked for: a link weighs as much as the best unanswered item
 * it may lead to; an index or disclosure section somewhat less; anything else next to nothing.
 */
export function createCrawlGuide(
  rater: RelevanceRater,
  words: SiteWords,
  items: readonly ChecklistItem[],
): CrawlGuide {
  const isGeneric = createGenericTest(words);
  const repeated = new RepeatedWords(rater, isGeneric);
  const beginningWith = createNameStarts(items);
  const hubs = words.hubs.map((hub) => foldThai(hub));
  const anyHub = eitherOf(hubs);
  const services = items.flatMap((item) => item.accepts.externalHosts);
  /** how many of the opened pages count as an item's answer */
  const answered = new Map<string, number>();
  /** which page was the first of them */
  const firstAnswers = new Map<string, string>();
  const hubShareOf = (label: Label): number => {
    if (label.source !== 'text' && label.source !== 'extra') return 0;
    const folded = foldThai(label.text);
    if (folded.length > 60 || !anyHub.test(folded)) return 0;
    const named = hubs.filter((hub) => containsWord(folded, hub));
    return Math.max(0, ...named.map((hub) => hub.length)) / Math.max(1, folded.length);
  };
  /** The part before the first of Thai's rare blanks: "แผนพัฒนาบุคลากร โครงการอบรมพนักงาน". */
  const hintOf = (text: string): { items: string[]; trust: number } | null => {
    const start = text.length > maxPartedChars ? text : (/^\S+/.exec(text)?.[0] ?? text);
    if (start.length < minPartChars || start.length === text.length) return null;
    const named = beginningWith(start);
    if (named.length > 0) return { items: named, trust: nameTrust };
    const best = rater.rateText(start, null)[0];
    return best !== undefined && best.probability >= answeredFrom
      ? { items: [best.code], trust: partTrust }
      : null;
  };
  const rateOne: CrawlGuide['rate'] = (link, page) => {
    // A chat or map service is evidence by being linked to; opening it would tell nothing more. A form may be closed.
    if (
      isAcceptedService(link.url, services) &&
      guessTarget(link.url, link.isDownload) === 'page' &&
      resolveShareLink(link.url)?.kind !== 'form'
    )
      return ruledOut;
    const labels = labelsOf(link, page, repeated.on(page));
    // Where the page has no name of its own, the link that led to it said what is there.
    const { linkText } = page;
    if (
      labels.every(({ source }) => source === 'page') &&
      !link.inChrome &&
      linkText !== null &&
      !isGeneric(linkText)
    )
      labels.push({ text: linkText, source: 'page', trust: arrivalTrust });
    const rated = rater.rate(labels, null);
    const isPager = isGeneric(link.text) && isSameList(link.url, page.url);
    // Where the words of a link say nothing its heading speaks for it, but not for the parts of a list.
    const own = rated.filter(
      ({ label }) => ownSources.has(label.source) || (label.trust >= tellingFrom && !isPager),
    );
    const said = own[0]?.relevance ?? 0;
    const hint = said < partTrust && !link.inChrome ? hintOf(link.text) : null;
    const hubShare = Math.max(0, ...labels.map(hubShareOf));
    const ownItems =
      hint?.items ?? own.filter((item) => item.relevance >= namedFrom).map((item) => item.code);
    return {
      relevance: rated[0]?.relevance ?? 0,
      items: rated.filter((item) => item.relevance >= namedFrom).map((item) => item.code),
      isHub: hubShare > 0,
      isOpaque: !labels.some((label) => label.trust >= tellingFrom),
      aim: {
        own: hint?.trust ?? said,
        ownItems,
        place: isPager ? 'pager' : link.inChrome ? 'menu' : 'body',
        hubShare,
        goesOn: !link.inChrome && ownItems[0] !== undefined && firstAnswers.get(ownItems[0]) === page.url,
      },
    };
  };
  const menus = new MenuRatings();
  return {
    rate(link, page) {
      // Of its page a link of the menu takes nothing, but where its words could be those of a list's parts.
      if (!link.inChrome || isGeneric(link.text)) return rateOne(link, page);
      const known = menus.find(link);
      if (known !== null) return known;
      const rating = rateOne(link, page);
      menus.keep(link, rating);
      return rating;
    },
    weigh: (rating) => weigh(rating, answered),
    observe(page, record, rating) {
      if (record.outcome !== 'ok' || (page !== null && isEmptyShell(page.facts).empty)) return false;
      const named = new Set<string>();
      const top = page?.facts.headings.find((heading) => heading.level === 1)?.text;
      const texts = [record.linkText, top];
      const title = page?.facts.title;
      if (title !== undefined && !isNamedAs(title, texts)) texts.push(title);
      for (const text of texts) {
        if (text === null || text === undefined || yearsOfTitle(text).length > 1) continue;
        const best = rater.rateText(text, null)[0];
        if (best !== undefined && best.probability >= answeredFrom) named.add(best.code);
      }
      const aim = rating?.aim;
      const aimed = aim?.ownItems[0];
      if (aimed !== undefined && (aim?.own ?? 0) >= answeredFrom) named.add(aimed);
      const before = answered.size;
      for (const code of named) {
        answered.set(code, Math.min(maxRepeats, (answered.get(code) ?? 0) + 1));
        if (page !== null && !firstAnswers.has(code)) firstAnswers.set(code, page.url);
      }
      return answered.size > before;
    },
    progress: () => ({ answered: answered.size, asked: items.length }),
  };
}

/** Whether a title is one of the names with the site's name behind it: of 10,000 pages one text in five that was told apart was such. */
function isNamedAs(title: string, names: readonly (string | null | undefined)[]): boolean {
  return names.some(
    (name) => name && title.startsWith(name) && /^\s*(?:[-|–—:»·]|$)/u.test(title.slice(name.length)),
  );
}

function weigh(rating: LinkRating, answered: ReadonlyMap<string, number>): number {
  const isOpen = (codes: readonly string[]): boolean => codes.some((code) => !answered.has(code));
  const { relevance, items, aim } = rating;
  if (aim === undefined) return Math.max(relevance, structureWeight(rating));
  return Math.max(
    aim.goesOn || isOpen(aim.ownItems)
      ? Math.min(aim.own, aim.own ** 2 * unsureLift)
      : aim.own ** 2 * fadeOf(aim, answered),
    relevance * (isOpen(items) ? inheritedWeight : inheritedFade),
    structureWeight(rating),
  );
}

/** For the least answered of the items; asked for every address that waits, over and over. */
function fadeOf({ ownItems, own }: LinkAim, answered: ReadonlyMap<string, number>): number {
  let least = ownItems.length === 0 ? 1 : maxRepeats;
  for (const code of ownItems) least = Math.min(least, answered.get(code) ?? 1);
  if (least === 1 && own >= nameTrust) return onceFade;
  return answeredFade / (1 + (least - 1) * repeatedFade);
}

/** What a link weighs by where it stands and by what kind of words it has, whatever they say of items. */
function structureWeight({ isHub, isOpaque, aim }: LinkRating): number {
  if (isHub && (aim === undefined || aim.hubShare >= hubShareFrom)) return hubWeight;
  if (aim?.place === 'menu') return menuWeight;
  if (aim?.place === 'pager') return pagerWeight;
  if (isHub) return faintHubWeight;
  return isOpaque ? opaqueWeight : unknownWeight;
}

/** Whether an address differs from the page's in a number or a parameter alone. */
function isSameList(url: string, pageUrl: string): boolean {
  const [link, page] = [new URL(url), new URL(pageUrl)];
  return link.host === page.host && listPath(link) === listPath(page);
}

function listPath({ pathname }: URL): string {
  return pathname.replace(/(\/page)?\/\d+\/?$/, '').replace(/\/$/, '');
}

/** Latin words as words (ITA is not in "digital"), Thai ones anywhere: Thai has no blanks between them. */
function containsWord(folded: string, word: string): boolean {
  if (!/^[a-z]/.test(word)) return folded.includes(word);
  return new RegExp(`(^|[^a-z])${word}($|[^a-z])`).test(folded);
}
