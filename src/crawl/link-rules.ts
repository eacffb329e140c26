import { resolveShareLink, type ShareKind } from './share-links.ts';

/** Words of an address that change something when it is opened, or lead to a place that is only for staff. */
const sideEffect =
  /(^|[/_.?&=-])(log-?out|sign-?out|sign-?off|delete|del|remove|destroy|unsubscribe|increment\w*|counter(?=[.?=&]|$)|count-?up|vote|poll_?vote|add-?score|addlike|like|rating|add-?to-?cart|wp-login|wp-admin|administrator|phpmyadmin|xmlrpc|trackback)([/_.?&=-]|$)/i;

/** A Google form with its answers in the address: opening it sends them. */
const sentForm = /^https?:\/\/docs\.google\.com\/forms\/.*\/formResponse/i;

/** One complaint of one person, in the ways that Thai municipal vendors write it: `/complaintgeneral/detail/id/12`. */
const complaintTicket =
  /(complain|petition|ticket|ร้องเรียน|ร้องทุกข์).*[/_.?&=-](view|detail|read|show|track|answer|ticket|topic)\w*([/.?&=_-].*)?\d+\/?$/i;

/** Month and day views go on for ever in both directions. */
const calendar = /(calendar|ปฏิทิน|[?&](month|day|date|cal_?\w*)=|[?&]y(ear)?=\d{4}&m)/i;

/** Endings that a browser would download and not show as a page. */
const documentEnding =
  /\.(pdf|docx?|xlsx?|xlsm|pptx?|odt|ods|odp|csv|rtf|zip|rar|7z|jpe?g|png|gif|webp|bmp|tiff?)$/i;

const pageAsset = /\.(css|m?js|ico|svg|woff2?|ttf|eot|mp[34]|avi|mov|wmv|webm|exe|apk|msi|dmg|iso|map|wav)$/i;

export type LinkTarget = 'page' | 'document' | 'asset';

/** What an address promises to be, by its spelling alone; the bytes decide later. */
export function guessTarget(url: string, isDownload: boolean): LinkTarget {
  const parsed = new URL(url);
  const path = safeDecode(parsed.pathname);
  if (pageAsset.test(path)) return 'asset';
  const share = resolveShareLink(url);
  if (share !== null && share.service !== 'own-flip-book') return targetOfShare(share.kind);
  if (isDownload || documentEnding.test(path)) return 'document';
  for (const value of parsed.searchParams.values()) if (documentEnding.test(value)) return 'document';
  return 'page';
}

/** What one opens to read it is a document, a folder of such too; a form is a page. */
function targetOfShare(kind: ShareKind): LinkTarget {
  switch (kind) {
    case 'form':
      return 'page';
    case 'folder':
    case 'file':
    case 'document':
    case 'sheet':
    case 'slides':
    case 'flip-book':
    case 'unknown':
      return 'document';
  }
}

/** Whether opening the address may do something: it is then never opened. */
export function hasSideEffect(url: string): boolean {
  const parsed = new URL(url);
  return sentForm.test(url) || sideEffect.test(safeDecode(parsed.pathname + parsed.search));
}

/** Whether the address is a single complaint: what a citizen wrote is none of a checker's business. */
export function isComplaintTicket(url: string): boolean {
  const parsed = new URL(url);
  return complaintTicket.test(safeDecode(parsed.pathname + parsed.search));
}

/** Whether an address is never opened, whatever may lie there. */
export function isForbidden(url: string): boolean {
  return hasSideEffect(url) || isComplaintTicket(url);
}

/** Whether the address is one view of a calendar. */
export function isCalendarView(url: string): boolean {
  const parsed = new URL(url);
  return calendar.test(safeDecode(parsed.pathname + parsed.search));
}

function safeDecode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
