import { tidy } from '../text/normalise.ts';
import type { MatchContext } from './context.ts';
import type { LoadedPage } from './pages.ts';

/** "อ่านต่อหน้า 2", "หน้า 2 >>", "ดูหน้าที่ ๓": a number alone turns the pages of a list of posts. */
const turnsPage =
  /^[[(<]*(?:อ่าน|ไป|ดู|เปิด)?(?:ต่อ)? ?(?:ที่)? ?หน้า(?:ที่|ถัดไป:?)? ?(?:[2-9๒-๙]|[1๑][\d๐-๙])[\s\])>»›→]*$/u;
/** A page with more links of its own is a list, whose further pages are other things. */
const maxLinks = 12;
const maxPages = 5;

/** The pages that go on with what a page begins, in order; what a text is split over is one disclosure. */
export function continuationsOf(context: MatchContext, page: LoadedPage): LoadedPage[] {
  const pages = [page];
  for (const one of pages) {
    const links = one.facts.links.filter(({ inChrome }) => !inChrome);
    if (links.length > maxLinks) continue;
    for (const link of links) {
      if (pages.length > maxPages || !turnsPage.test(tidy(link.text))) continue;
      const key = context.site.keyOf(link.url);
      const next = key === null ? undefined : context.site.pageByKey.get(key);
      if (next?.record.outcome === 'ok' && !pages.includes(next)) pages.push(next);
    }
  }
  return pages.slice(1);
}

/** "บท 3 ปีนี้ทำอะไร ใช้เงินเท่าไร", "Chapter 2". */
const chapterName = /^(?:บท|ตอน|ภาค|ส่วน)(?:ที่)? ?[\d๐-๙]|^(?:chapter|part) ?\d/iu;
const leastChapters = 2;
const maxChapters = 12;

/**
 * The chapters of a book whose table of contents a page is, on pages of their own below its address, in order. Each of them may answer
 * another item besides.
 */
export function chaptersOf(context: MatchContext, page: LoadedPage): LoadedPage[] {
  const own = context.site.keyOf(page.url);
  const chapters = new Set<LoadedPage>();
  for (const link of page.facts.links) {
    if (link.inChrome || !chapterName.test(tidy(link.text))) continue;
    const key = context.site.keyOf(link.url);
    if (key?.startsWith(`${own}/`) !== true) continue;
    const chapter = context.site.pageByKey.get(key);
    if (chapter?.record.outcome === 'ok') chapters.add(chapter);
  }
  return chapters.size < leastChapters ? [] : [...chapters].slice(0, maxChapters);
}
