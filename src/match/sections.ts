import { sectionAt } from '../extract/section.ts';
import type { Candidate } from './candidate.ts';
import { attachTargets } from './attach.ts';
import { candidateFrom, type MatchContext } from './context.ts';
import { indexYearOf } from './index-year.ts';
import type { LoadedPage } from './pages.ts';

/** Headings of a page that are rated: more are a news archive. */
const maxHeadings = 200;

/**
 * Stretches of one page that stand under a heading which names an item: accordions, pages that hold
 * several items, the home page's blocks. The click path is filled in by the caller.
 */
export function sectionCandidates(context: MatchContext, page: LoadedPage): Candidate[] {
  const found: Candidate[] = [];
  for (const heading of page.facts.headings.slice(0, maxHeadings)) {
    if (heading.level === 1 || context.isGeneric(heading.text)) continue;
    const rated = context.rater.rate([{ text: heading.text, source: 'heading', trust: 0.92 }], null);
    for (const item of rated) {
      if (item.relevance < Math.max(candidateFrom, 0.5)) continue;
      const { from, to } = sectionAt(page.facts, heading.at);
      const above = page.facts.headings.filter(
        (other) => other.at < heading.at && other.level < heading.level,
      );
      found.push({
        code: item.code,
        url: page.url,
        key: page.key,
        source: 'crawl',
        record: page.record,
        skipped: null,
        page,
        section: { from, to, heading: heading.text },
        relevance: item.relevance,
        factors: item.factors,
        labels: [{ text: heading.text, source: 'heading', trust: 1 }],
        indexYear: indexYearOf(
          page,
          above.map((other) => other.text),
          context.words,
        ),
        foundOn: page.url,
        linkText: heading.text,
        clickPath: null,
        attached: attachTargets(context, item.code, page, { from, to }),
        onSite: context.scope.contains(page.url),
      });
    }
  }
  return found;
}
