import type { TableFacts } from '../snapshot/page-facts.ts';
import type { EmptyMention } from './candidate.ts';
import type { MatchContext } from './context.ts';
import { indexYearOf } from './index-year.ts';
import type { LoadedPage } from './pages.ts';

/** A table is an index when at least this many of its rows lead somewhere. */
const minLinkedRows = 3;
/** A row must name the item this surely: an index also has rows that only group others. */
const namedFrom = 0.6;

/**
 * Rows of index tables that name an item and have no link, the surest one for each item: the agency
 * meant to disclose it there and put nothing behind it. Rows of another year's index are left out.
 */
export function findEmptyMentions(
  context: MatchContext,
  checklistYear: number,
): ReadonlyMap<string, EmptyMention> {
  const found = new Map<string, EmptyMention>();
  for (const page of context.site.pages) {
    for (const table of page.facts.tables) {
      const year = indexYearOf(page, table.headings, context.words);
      if (year !== null && year !== checklistYear) continue;
      for (const label of rowsWithoutLink(page, table)) {
        const labels = [{ text: label, source: 'row' as const, trust: 0.97 }];
        const [best] = year === null ? context.rateOn(page, labels) : context.rater.rate(labels, year);
        if (best === undefined || best.relevance < namedFrom) continue;
        const known = found.get(best.code);
        if (known !== undefined && known.relevance >= best.relevance) continue;
        found.set(best.code, { code: best.code, pageUrl: page.url, label, relevance: best.relevance });
      }
    }
  }
  return found;
}

function rowsWithoutLink(page: LoadedPage, table: TableFacts): string[] {
  const inside = page.facts.links.filter(
    (link) => link.row !== null && link.at >= table.at && link.at <= table.end,
  );
  const linked = new Set(inside.map((link) => nameOfRow(link.row ?? [])));
  if (linked.size < minLinkedRows) return [];
  return table.rows.map(nameOfRow).filter((name) => name !== '' && !linked.has(name));
}

function nameOfRow(cells: readonly string[]): string {
  return cells.join(' ').trim();
}
