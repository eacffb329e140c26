import type { ChecklistItem } from '../checklist/schema.ts';
import type { SiteWords } from '../checklist/site-words.ts';
import { guessTarget } from '../crawl/link-rules.ts';
import type { CrawlGuide, LinkRating } from '../crawl/ports.ts';
import { resolveShareLink } from '../crawl/share-links.ts';
import { isEmptyShell } from '../extract/emptiness.ts';
import { foldThai } from '../text/normalise.ts';
import { titleYears } from '../text/fiscal-year.ts';
import { isAcceptedService } from './accepted-service.ts';
import { createGenericTest, type Label, labelsOf } from './link-labels.ts';
import type { RelevanceRater } from './relevance.ts';

/** From here on an opened page counts as the item's answer, for the order of the crawl only. */
const answeredFrom = 0.8;
/** What an item's further candidates weigh once it is answered. */
const answeredFade = 0.3;
const hubWeight = 0.55;
const opaqueWeight = 0.06;
const unknownWeight = 0.02;
const namedFrom = 0.25;
/** A link is told apart by words of at least this trust: its own, its row's, or those right before it. */
const tellingFrom = 0.8;

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
  const hubs = words.hubs.map((hub) => foldThai(hub));
  const services = items.flatMap((item) => item.accepts.externalHosts);
  const answered = new Set<string>();
  const hubMemory = new Map<string, boolean>();
  const isHub = (label: Label): boolean => {
    if (label.source !== 'text' && label.source !== 'extra') return false;
    const known = hubMemory.get(label.text);
    if (known !== undefined) return known;
    const folded = foldThai(label.text);
    const found = folded.length <= 60 && hubs.some((hub) => containsWord(folded, hub));
    hubMemory.set(label.text, found);
    return found;
  };
  return {
    rate(link, page) {
      // A chat or map service is evidence by being linked to; opening it would tell nothing more. A form may be closed.
      if (
        guessTarget(link.url, link.isDownload) === 'page' &&
        isAcceptedService(link.url, services) &&
        resolveShareLink(link.url)?.kind !== 'form'
      )
        return ruledOut;
      const labels = labelsOf(link, page, isGeneric);
      const rated = rater.rate(labels, null);
      return {
        relevance: rated[0]?.relevance ?? 0,
        items: rated.filter((item) => item.relevance >= namedFrom).map((item) => item.code),
        isHub: labels.some(isHub),
        isOpaque: !labels.some((label) => label.trust >= tellingFrom),
      };
    },
    weigh: (rating) => weigh(rating, answered),
    observe(page, record) {
      if (record.outcome !== 'ok' || isEmptyShell(page.facts).empty) return;
      const top = page.facts.headings.find((heading) => heading.level === 1)?.text;
      for (const text of [record.linkText, top, page.facts.title]) {
        if (text === null || text === undefined || titleYears(text).years.length > 1) continue;
        const best = rater.rateText(text, null)[0];
        if (best !== undefined && best.probability >= answeredFrom) answered.add(best.code);
      }
    },
    progress: () => ({ answered: answered.size, asked: items.length }),
  };
}

function weigh(rating: LinkRating, answered: ReadonlySet<string>): number {
  const open = rating.items.some((code) => !answered.has(code));
  const asItem = rating.relevance * (open || rating.items.length === 0 ? 1 : answeredFade);
  return Math.max(asItem, rating.isHub ? hubWeight : rating.isOpaque ? opaqueWeight : unknownWeight);
}

/** Latin words as words (ITA is not in "digital"), Thai ones anywhere: Thai has no blanks between them. */
function containsWord(folded: string, word: string): boolean {
  if (!/^[a-z]/.test(word)) return folded.includes(word);
  return new RegExp(`(^|[^a-z])${word}($|[^a-z])`).test(folded);
}
