import { type AgencyPatterns, guessAgencyType } from '../checklist/agency-types.ts';
import type { SiteWords } from '../checklist/site-words.ts';
import type { OwnerWords } from '../judge/seen.ts';
import type { LoadedSite } from '../match/pages.ts';
import type { Result } from '../result/schema.ts';
import type { Snapshot } from '../snapshot/reader.ts';
import { type AgencyType, localGovernmentTypes } from '../result/vocabulary.ts';
import { foldThai, tidy } from '../text/normalise.ts';
import { preparePhrase } from '../text/phrase.ts';

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
    district: given.district ?? null,
    province: given.province ?? null,
    tags: given.tags ?? [],
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

/** What sites write behind the kind of agency where its name is a picture. */
const siteWords = /^(?:หน้าแรก|หน้าหลัก|เว็บไซต์|เว็บไซด์|ยินดี|ออนไลน์|แห่งประเทศไทย)/u;

/** Shorter words are abbreviations, or stand in other words too. */
const minKindWordChars = 7;

/** Shorter ones stand in other words too. */
const minWholeNameChars = 10;

const namesakeTypes: readonly AgencyType[] = [
  ...localGovernmentTypes,
  'province',
  'university',
  'college',
  'school',
  'hospital',
];

/**
 * Folded words for the kinds of agency that one of this kind may be taken for, longest first: local authorities for one another whatever they
 * are, a hospital only for another hospital.
 */
function kindWords(type: AgencyType, patterns: AgencyPatterns): string[] {
  const kinds = localGovernmentTypes.includes(type) ? localGovernmentTypes : [type];
  return patterns
    .filter((pattern) => kinds.includes(pattern.type))
    .flatMap(({ words }) => words.map((word) => foldThai(word)))
    .toSorted((a, b) => b.length - a.length);
}

/** The words for `OwnerWords` of an agency of this name and kind. */
export function ownerWords(
  { name, type }: Pick<Result['agency'], 'name' | 'type'>,
  patterns: AgencyPatterns,
  {
    agencyStarts,
    agencyFollowers,
    superiors,
  }: Pick<SiteWords, 'agencyStarts' | 'agencyFollowers' | 'superiors'>,
): OwnerWords {
  const followers = hasNamesakes(type) ? agencyFollowers : agencyStarts.unless;
  return {
    properName: properNameOf(name, type, patterns, agencyStarts.words),
    agencyWords: [...siblingWords(name, type), ...namesakeWords(type, patterns, agencyStarts.words)],
    ownKindWords: type === null || hasNamesakes(type) ? [] : kindWords(type, patterns),
    beginsName: !hasNamesakes(type),
    areNeighboursNamed: type === null || !localGovernmentTypes.includes(type),
    agencyFollowers: followers.map((word) => foldThai(word)),
    superiors: superiors.map((word) => preparePhrase(word)),
    otherKinds: {
      words: agencyStarts.words.map((word) => foldThai(word)),
      unless: agencyStarts.unless.map((word) => foldThai(word)),
    },
  };
}

/** Whether there are many of the kind, each with a proper name behind the word for it. */
function hasNamesakes(type: AgencyType | null): boolean {
  return type !== null && namesakeTypes.includes(type);
}

/**
 * Folded words for agencies that this one may be taken for, which stand right before a proper name, longest first.
 *
 * @param starts with which the names of agencies begin that have no namesakes
 */
export function namesakeWords(
  type: AgencyType | null,
  patterns: AgencyPatterns,
  starts: readonly string[],
): string[] {
  if (type === null) return [];
  if (!hasNamesakes(type))
    return starts.map((word) => foldThai(word)).toSorted((a, b) => b.length - a.length);
  return kindWords(type, patterns).filter((word) => word.length >= minKindWordChars && !word.includes('.'));
}

/** An office of a place, by what it is and where: "สำนักงานที่ดินจังหวัด" and "พะเยา", or its branch. */
const placedName = /^([ก-๙]+?(?:จังหวัด|อำเภอ))([ก-๙]{3,})(?:.*สาขา\s*([ก-๙]{3,}))?/u;

/** Folded words before the name of the place where another has the same office: "สำนักงานที่ดินจังหวัด". */
function siblingWords(name: string | null, type: AgencyType | null): string[] {
  const kind = name === null || type === null ? undefined : placeIn(foldThai(name), type)?.[1];
  return kind === undefined ? [] : [kind];
}

/** What an office is, its place and its branch; null for kinds of which there are many, each with a proper name. */
function placeIn(folded: string, type: AgencyType): RegExpExecArray | null {
  return hasNamesakes(type) ? null : placedName.exec(folded);
}

/**
 * The proper name of an agency, folded: "คำบง" of "องค์การบริหารส่วนตำบลคำบง อำเภอห้วยผึ้ง", "ที่ดิน" of "กรมที่ดิน",
 * of an office of a place that place ("พะเยา" of "สำนักงานที่ดินจังหวัดพะเยา") or its branch. Null where none is known.
 *
 * @param starts with which the names of agencies begin that have no namesakes
 */
export function properNameOf(
  name: string | null,
  type: AgencyType | null,
  patterns: AgencyPatterns,
  starts: readonly string[],
): string | null {
  if (name === null || type === null) return null;
  const folded = foldThai(name);
  const placed = placeIn(folded, type);
  if (placed !== null) return placed[3] ?? placed[2] ?? null;
  const word = hasNamesakes(type)
    ? kindWords(type, patterns).find((one) => folded.includes(one))
    : namesakeWords(type, patterns, starts).find((one) => folded.startsWith(one));
  // A special body has a kind of its own: "เมืองเกาะสีเพชร" is its name.
  if (word === undefined) return type === 'special-local' ? folded : wholeName(folded, type);
  const after = folded.slice(folded.indexOf(word) + word.length).replace(/^[\s.]+/u, '');
  const proper = /^[ก-๙]+/u.exec(after)?.[0].replace(/(?:อำเภอ|อ\.|จังหวัด|จ\.).*$/u, '') ?? '';
  return proper.length >= 3 && !siteWords.test(proper) ? proper : null;
}

/** Words that are no kind of agency are mostly the whole name: "ศูนย์จดหมายเหตุเสียงไทย (องค์การมหาชน)". */
function wholeName(folded: string, type: AgencyType): string | null {
  if (hasNamesakes(type)) return null;
  const name = /^[ก-๙]+/u.exec(folded)?.[0] ?? '';
  return name.length >= minWholeNameChars && !siteWords.test(name) ? name : null;
}
