import type { SiteWords } from '../checklist/site-words.ts';
import type { LoadedSite } from '../match/pages.ts';
import type { Result } from '../result/schema.ts';
import { readTlsFault } from '../result/tls-words.ts';
import type { Snapshot } from '../snapshot/reader.ts';
import type { FetchRecord } from '../snapshot/schema.ts';
import { findPhrase, prepareText } from '../text/phrase.ts';

const maxProblems = 200;
/** One line per host tells enough. */
const certificateKinds = new Set(['unverified-certificate', 'incomplete-certificate']);

/** What is looked at besides the items: the survey's link, a secure and verified connection. */
export function runChecks(snapshot: Snapshot, site: LoadedSite, words: SiteWords): Result['checks'] {
  const { home } = site;
  const eit = findEitLink(site, words);
  const isSecure = home === null ? null : home.url.startsWith('https:');
  const tls = snapshot.fetches.find((record) => record.tlsProblem !== null);
  return [
    {
      id: 'eit-link',
      nameTh: 'ลิงก์หรือ QR แบบวัด EIT บนเว็บไซต์หลัก',
      nameEn: 'EIT survey link or QR code on the main site',
      found: home === null ? null : eit !== null,
      url: eit,
    },
    {
      id: 'https',
      nameTh: 'เว็บไซต์ใช้การเชื่อมต่อแบบเข้ารหัส (HTTPS)',
      nameEn: 'The site is served over HTTPS',
      found: isSecure,
      url: home?.url ?? null,
    },
    {
      id: 'tls-verified',
      nameTh: 'ใบรับรองความปลอดภัยถูกต้อง',
      nameEn: 'The certificate chain verifies',
      found: isSecure === true ? tls === undefined : null,
      url: tls?.finalUrl ?? null,
    },
  ];
}

/** Dead links and refused pages of the site, with the items that they may cost. */
export function listProblems(snapshot: Snapshot, affects: ReadonlyMap<string, string[]>): Result['problems'] {
  const problems = snapshot.fetches.flatMap((record) => {
    if (!['page', 'document', 'declared', 'start'].includes(record.purpose)) return [];
    const { url, foundOn, outcome, httpStatus } = record;
    return kindsOf(record).map((kind) => ({
      kind,
      url,
      foundOn,
      outcome,
      httpStatus,
      affects: affects.get(url) ?? affects.get(record.finalUrl) ?? [],
    }));
  });
  const seenHosts = new Set<string>();
  return problems
    .filter(({ kind, url }) => {
      if (!certificateKinds.has(kind)) return true;
      const { host } = new URL(url);
      if (seenHosts.has(host)) return false;
      seenHosts.add(host);
      return true;
    })
    .toSorted((a, b) => b.affects.length - a.affects.length || (a.url < b.url ? -1 : 1))
    .slice(0, maxProblems);
}

function kindsOf(record: FetchRecord): string[] {
  if (record.outcome === 'ok') {
    return [
      ...(record.tlsProblem === null ? [] : [certificateKind(record.tlsProblem)]),
      ...(isNotRendered(record) ? ['not-rendered'] : []),
    ];
  }
  return [record.httpStatus === 404 || record.httpStatus === 410 ? 'dead-link' : record.outcome];
}

/** A browser finds what the server left out; everything else it warns of. */
function certificateKind(code: string): string {
  return readTlsFault(code) === 'incomplete' ? 'incomplete-certificate' : 'unverified-certificate';
}

/** Whether scripts build the page and no browser could be seen through to its end. */
function isNotRendered({ rendering }: FetchRecord): boolean {
  if (rendering === undefined || rendering.problem === null || rendering.why === 'always') return false;
  // A page without content is most often just that: where nobody wanted a second look there is nothing to tell.
  return rendering.why !== 'empty-content' || rendering.problem !== 'not-wanted';
}

function findEitLink(site: LoadedSite, words: SiteWords): string | null {
  const pages = site.home === null ? [] : [site.home, ...site.pages.filter((page) => page.record.depth <= 1)];
  for (const page of pages) {
    for (const link of page.facts.links) {
      const { hostname } = new URL(link.url);
      if (words.eit.hosts.some((host) => hostname === host || hostname.endsWith(`.${host}`))) return link.url;
    }
  }
  for (const page of pages) {
    const image = page.facts.images.find((candidate) =>
      words.eit.labels.some((label) => findPhrase(prepareText(candidate.alt), label) !== null),
    );
    if (image !== undefined) return page.url;
  }
  return null;
}
