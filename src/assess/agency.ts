import { type AgencyPatterns, guessAgencyType } from '../checklist/agency-types.ts';
import type { LoadedSite } from '../match/pages.ts';
import type { Result } from '../result/schema.ts';
import type { Snapshot } from '../snapshot/reader.ts';
import { tidy } from '../text/normalise.ts';

/** Words that sites put around their own name in the title of the home page. */
const welcome =
  /^(?:ยินดีต้อนรับสู่|ยินดีต้อนรับ|เว็บไซต์(?:ทางการ)?(?:ของ)?|เว็บไซด์|หน้าแรก|หน้าหลัก|home|welcome to)\s*[:|–-]*\s*/i;
const tail = /\s*(?:[|–:-]|::)\s*(?:หน้าแรก|หน้าหลัก|home|เว็บไซต์.*)\s*$/i;

/** Who is assessed: as given, else as the home page calls itself. */
export function describeAgency(
  snapshot: Snapshot,
  site: LoadedSite,
  patterns: AgencyPatterns,
): Result['agency'] {
  const given = snapshot.manifest.agency;
  const name = given.name ?? nameOnSite(site, patterns);
  const guessed = name === null ? null : guessAgencyType(name, patterns);
  return {
    key: given.id ?? agencyKey(snapshot.manifest.startUrl),
    id: given.id,
    name,
    type: given.type ?? guessed,
    typeSource: given.type !== null ? 'given' : guessed !== null ? 'guessed' : 'unknown',
    district: null,
    province: null,
    tags: [],
  };
}

/** The start host: lower case, no `www.`, punycode, with an odd port. */
export function agencyKey(startUrl: string): string {
  const { hostname, port } = new URL(/^https?:\/\//i.test(startUrl) ? startUrl : `http://${startUrl}`);
  const odd = port === '' || port === '80' || port === '443' ? '' : `:${port}`;
  return `${hostname.toLowerCase().replace(/^www\./, '')}${odd}`;
}

/** The first of title, headings and banner that names a kind of agency, else the title. */
function nameOnSite(site: LoadedSite, patterns: AgencyPatterns): string | null {
  const { home } = site;
  if (home === null) return null;
  const second = site.pages[1];
  const texts = [home, ...(second === undefined ? [] : [second])].flatMap((page) => [
    page.facts.title,
    ...page.facts.headings.slice(0, 3).map((heading) => heading.text),
    ...page.facts.images.slice(0, 3).map((image) => image.alt),
  ]);
  const names = texts
    .map((text) => tidy(text).replace(welcome, '').replace(welcome, '').replace(tail, '').slice(0, 120))
    .filter((name) => name !== '');
  return names.find((name) => guessAgencyType(name, patterns) !== null) ?? names[0] ?? null;
}
