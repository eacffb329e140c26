import type { ChecklistItem } from '../checklist/schema.ts';
import { isInside } from '../extract/emptiness.ts';
import { joinRanges, type Range } from '../extract/ranges.ts';
import { sectionUnder } from '../extract/section.ts';
import type { PageFacts } from '../snapshot/page-facts.ts';
import { locateYears } from '../text/fiscal-year.ts';
import { coversWanted, wantedYear, withoutFiling } from './year.ts';

/**
 * A page with a block for each of several years, of which the item's year is one, without the others': "โปรแกรม FY2568" says nothing
 * of what was spent under "สรุป FY2567". An item that looks back at a year's result keeps them all.
 */
export function withoutOtherBlocks(
  facts: PageFacts,
  { year }: ChecklistItem,
  checklistYear: number,
): PageFacts {
  const want = wantedYear(year, checklistYear);
  if (want === null || year.confidence === 'low' || year.resultWords !== undefined) return facts;
  const blocks = facts.headings.flatMap(({ text, level, at }, index) => {
    if (level === 1 || isInside(facts.chrome, at)) return [];
    const years = locateYears(withoutFiling(text)).filter(({ isLaw, kind }) => !isLaw && kind !== 'date');
    if (years.length === 0) return [];
    return [{ level, index, isWanted: years.some((one) => coversWanted(year, want, one)) }];
  });
  const levels = new Set(blocks.flatMap(({ isWanted, level }) => (isWanted ? [level] : [])));
  const others = blocks
    .filter(({ isWanted, level }) => !isWanted && levels.has(level))
    .map(({ index }) => sectionUnder(facts, index));
  if (others.length === 0) return facts;
  const isOther = (at: number): boolean => others.some(({ from, to }) => at >= from && at < to);
  return {
    ...facts,
    chrome: joinRanges([...facts.chrome, ...others.map(({ from, to }): Range => [from, to])]),
    headings: facts.headings.filter(({ at }) => !isOther(at)),
    links: facts.links.map((link) => (isOther(link.at) ? { ...link, inChrome: true } : link)),
    images: facts.images.map((image) => (isOther(image.at) ? { ...image, inChrome: true } : image)),
    forms: facts.forms.filter(({ at }) => !isOther(at)),
  };
}
