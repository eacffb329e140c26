import type { LoadedPage, LoadedSite } from '../match/pages.ts';
import type { SiteScope } from '../crawl/site-scope.ts';
import { isEmptyShell } from '../extract/emptiness.ts';
import type { Snapshot } from '../snapshot/reader.ts';
import type { SkippedRecord } from '../snapshot/schema.ts';
import type { Search } from './item.ts';

/** A site that failed for more than this share of its pages was not looked at. */
const failedShare = 0.1;

/** No agency's site has fewer pages and no file: what leads on was not seen. Dead ones were looked at, too. */
const fewestPages = 2;

const siteFailures = new Set(['timeout', 'reset', 'refused', 'blocked', 'http-error', 'dns', 'tls']);

/**
 * Tells of each item whether the crawl looked thoroughly enough to say that it is not there: every menu, index and
 * promising link of the item was opened, nothing broke the crawl off, the site answered, and its home
 * page is not built by scripts that were not run.
 *
 * @returns by the item's code
 */
export function createSearchJudge(
  snapshot: Snapshot,
  site: LoadedSite,
  scope: Pick<SiteScope, 'contains'>,
): (code: string) => Search {
  // A map or a social network that does not answer says nothing of the agency's own pages.
  const tried = snapshot.fetches.filter(
    (record) => record.purpose === 'start' || (record.purpose === 'page' && scope.contains(record.url)),
  );
  const failed = tried.filter(
    (record) => siteFailures.has(record.outcome) && record.httpStatus !== 404 && record.httpStatus !== 410,
  );
  const robots = tried.some((record) => record.outcome === 'robots');
  const pages = snapshot.fetches.filter((record) => record.kind === 'html').length;
  const documents = snapshot.fetches.filter((record) => record.purpose === 'document').length;
  const brokenBy = whatBrokeOff(snapshot, site, {
    hasFailed: failed.length > tried.length * failedShare,
    isForbidden: robots,
    isAlone: tried.length < fewestPages && documents === 0,
  });
  const left = snapshot.skipped.filter(isBudget);
  return (code) => {
    const unopened = left.filter((record) => record.items.includes(code) || record.items.includes('*'));
    const endedBy = brokenBy ?? whatWasLeft(snapshot.end, unopened);
    return { isComplete: endedBy === null, endedBy, unopened, pages, documents };
  };
}

/** What made the search of the whole site incomplete, whatever is looked for. */
function whatBrokeOff(
  snapshot: Snapshot,
  site: LoadedSite,
  { hasFailed, isForbidden, isAlone }: Record<'hasFailed' | 'isForbidden' | 'isAlone', boolean>,
): string | null {
  if (snapshot.end === null || snapshot.end.stoppedBy === 'interrupted') return 'interrupted';
  if (site.home === null) return 'site-unreachable';
  const hidden = site.pages.filter(hidesLinks).length;
  if (hidesLinks(site.home) || hidden > site.pages.length * failedShare) return 'หน้าเว็บสร้างด้วยสคริปต์';
  if (isForbidden) return 'robots.txt';
  if (hasFailed) return 'เว็บไซต์ตอบไม่สำเร็จหลายหน้า';
  if (isAlone && site.home.facts.text.trim() !== '') return 'เห็นหน้าเว็บเพียงหน้าเดียว';
  return site.pages.some(({ facts }) => facts.truncated) ? 'หน้าเว็บยาวเกินกำหนด' : null;
}

function whatWasLeft(end: Snapshot['end'], unopened: readonly SkippedRecord[]): string | null {
  const first = unopened[0];
  if (first === undefined || end === null) return null;
  return end.stoppedBy === 'complete' ? first.reason : end.stoppedBy;
}

/** Whether scripts build what the page links to, and no browser has shown it. */
function hidesLinks({ facts, record }: LoadedPage): boolean {
  if (isEmptyShell(facts).needsScript) return true;
  const { rendering } = record;
  if (rendering === undefined || rendering.problem === null || rendering.problem === 'partly') return false;
  return rendering.why === 'script-menu' || rendering.why === 'dead-links';
}

function isBudget({ reason }: SkippedRecord): boolean {
  return (
    reason.startsWith('budget') || reason === 'interrupted' || reason === 'answered' || reason === 'robots'
  );
}
