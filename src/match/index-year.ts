import type { SiteWords } from '../checklist/site-words.ts';
import { titleYears } from '../text/fiscal-year.ts';
import { foldThai } from '../text/normalise.ts';
import type { LoadedPage } from './pages.ts';

/**
 * The year of the OIT index that something under `headings` (outermost first) stands in: the nearest heading, else the page's heading or
 * title, that names ITA or OIT beside one year. Null when none does: most menus state no year.
 */
export function indexYearOf(page: LoadedPage, headings: readonly string[], words: SiteWords): number | null {
  const top = page.facts.headings.find((heading) => heading.level === 1)?.text ?? '';
  const texts = [...headings.toReversed(), top, page.facts.breadcrumbs.at(-1) ?? '', page.facts.title];
  for (const text of texts) {
    const folded = foldThai(text);
    if (!words.indexWords.some((word) => folded.includes(foldThai(word)))) continue;
    const { years } = titleYears(text);
    if (years.length === 1) return years[0] ?? null;
  }
  return null;
}
