import type { PageFacts } from '../snapshot/page-facts.ts';

/** "หน้าแรก » โรงเรียนสุจริต » สถิติเรื่องร้องเรียน", where nothing in the markup says that it is the way to the page. */
const fromHome = /^(?:คุณอยู่ที่ ?:? ?)?(?:หน้าแรก|หน้าหลัก|home) ?[»›>→/\\] ?\S/i;

/** Longer lines are menus. */
const maxTrailChars = 200;
const lastStep = /[»›>→]\s*([^»›>→]+)$/u;

/**
 * How to tell the lines of a page's text that are the way from the home page to it: they begin there, or their last
 * step is what the page is called.
 */
export function tellTrails({
  title,
  headings,
}: Pick<PageFacts, 'title' | 'headings'>): (line: string) => boolean {
  const names = new Set([title, ...headings.map(({ text }) => text)]);
  return (line) => {
    if (line.length > maxTrailChars) return false;
    if (fromHome.test(line)) return true;
    const step = lastStep.exec(line)?.[1];
    return step !== undefined && names.has(step);
  };
}
