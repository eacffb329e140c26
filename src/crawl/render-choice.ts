import { isEmptyShell, mainContent } from '../extract/emptiness.ts';
import type { PageFacts } from '../snapshot/page-facts.ts';
import type { RenderReason } from '../snapshot/schema.ts';

/** A page with more links than this has its menu. */
const fewLinks = 12;
/** A template of a town's site has 60 scripts and 350 links; a page that scripts build has more scripts than links. */
const minScripts = 3;
/** Twelve menu parents that lead nowhere are usual on a page of 350 links. */
const minDeadLinks = 5;
const deadShare = 0.25;

const emptyElement = /<(nav|ul|div)\b([^>]{0,400})>\s*<\/\1>/gi;
const menuName = /\b(?:id|class)\s*=\s*["'][^"']*(?:menu|nav)/i;

const moreButton = /^(?:โหลด(?:ข้อมูล)?เพิ่ม(?:เติม)?|แสดงเพิ่ม(?:เติม)?|ดูเพิ่มเติม|(?:load|show) more)\s*[.…»>+]*$/im;

const moreLetters = /เพิ่ม|d more|w more/i;

const handler = /\sonclick\s*=/gi;

/**
 * Why the answer of the server does not show the page as a visitor sees it, null when it does. Goes by the answer
 * alone, so that the same answer is always treated alike.
 */
export function whyRender(facts: PageFacts, html: string): RenderReason | null {
  const { scripts } = facts.counts;
  const handlers = countMatches(html, handler);
  if (scripts === 0 && handlers === 0) return null;
  const shell = isEmptyShell(facts);
  if (shell.needsScript) return 'empty-shell';
  if (scripts > 0 && shell.empty) return 'empty-content';
  if (scripts > 0 && hasWaitingTable(facts)) return 'empty-table';
  if (facts.links.length < fewLinks && scripts > 0 && lacksMenu(facts, html)) return 'script-menu';
  if (hasDeadLinks(facts, handlers)) return 'dead-links';
  return hasMoreButton(facts) ? 'load-more' : null;
}

/** A table with its head and without a row, on a page that offers nothing to open in its place. */
function hasWaitingTable(facts: PageFacts): boolean {
  return mainContent(facts).tables.some((table) => table.header.length > 1 && table.rowCount === 0);
}

function lacksMenu(facts: PageFacts, html: string): boolean {
  const { scripts } = facts.counts;
  return hasEmptyMenu(html) || (scripts >= minScripts && facts.links.length < scripts);
}

/** An element made for a menu, with nothing in it. */
function hasEmptyMenu(html: string): boolean {
  for (const [, name = '', attributes = ''] of html.matchAll(emptyElement)) {
    if (name.toLowerCase() === 'nav' || menuName.test(attributes)) return true;
  }
  return false;
}

function hasDeadLinks(facts: PageFacts, handlers: number): boolean {
  const readable = facts.links.filter(({ via }) => via === 'onclick').length;
  const dead = Math.max(facts.counts.deadAnchors, handlers - readable);
  return dead >= minDeadLinks && dead >= (facts.links.length + dead) * deadShare;
}

/** The words of a button that shows more; a link that says so is followed as any link. */
function hasMoreButton(facts: PageFacts): boolean {
  // Nearly no page has these letters at all, and looking for lines of them costs more than for the letters.
  if (!moreLetters.test(facts.text)) return false;
  const words = moreButton.exec(facts.text)?.[0];
  return words !== undefined && !facts.links.some(({ text }) => moreButton.test(text));
}

function countMatches(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}
