import { judgePageState, type PageState } from '../extract/page-state.ts';
import { readShareNotice } from '../extract/share-state.ts';
import type { FetchAnswer } from '../fetch/types.ts';
import type { PageFacts } from '../snapshot/page-facts.ts';
import { isLoginAddress, resolveShareLink, type ShareLink } from './share-links.ts';

/** A flip-book that an agency installed holds hardly a word; a page of its site that is called like one does. */
const maxBareChars = 300;
const maxBareLinks = 5;

/** The share that an answer belongs to, by where it came from and else by what was asked for; null for all others. */
export function shareOf(askedUrl: string, answer: FetchAnswer): ShareLink | null {
  const link = resolveShareLink(answer.finalUrl);
  return link === null && askedUrl !== answer.finalUrl ? resolveShareLink(askedUrl) : link;
}

/** Whether a page only draws a document by script, so that nobody can tell from its HTML what the document says. */
export function isShellPage(link: ShareLink, facts: PageFacts): boolean {
  if (link.page === 'content') return false;
  return (
    link.service !== 'own-flip-book' ||
    (facts.text.length <= maxBareChars && facts.links.length <= maxBareLinks)
  );
}

/** What a page is, as `judgePageState` tells it, with what the services of shares say and where they send people. */
export function judgeAnswerState(facts: PageFacts, answer: FetchAnswer, link: ShareLink | null): PageState {
  if (link === null || link.service === 'own-flip-book') return judgePageState(facts, answer);
  if (isLoginAddress(answer.finalUrl)) return { outcome: 'login', quote: facts.title.slice(0, 200) || null };
  const notice = showsItself(link, facts) ? null : readShareNotice(facts);
  return notice ?? judgePageState(facts, answer);
}

/** The document's name in the title of its viewer: "แผน 2568.pdf - Google Drive". null when there is none. */
export function readViewerTitle(facts: PageFacts): string | null {
  const match = /^(.{1,200}?)\s+[-–]\s+(?:Google\s+\S+|Dropbox|OneDrive|Microsoft OneDrive)$/u.exec(
    facts.title,
  );
  return match?.[1] ?? null;
}

/** A form with its questions, a folder with its names: a word like "deleted" in them is theirs, no notice. */
function showsItself(link: ShareLink, facts: PageFacts): boolean {
  if (link.kind === 'form') return facts.forms.some((form) => form.fields.length > 0 && !form.hasPassword);
  return link.kind === 'folder' && facts.links.some(({ url }) => resolveShareLink(url) !== null);
}
