import type { YearRule } from '../checklist/schema.ts';
import type { AttachedTarget, Candidate } from '../match/candidate.ts';
import { coversYear, findYears, titleYears, type YearMention } from '../text/fiscal-year.ts';
import { saysWhenPosted, withoutPosting } from '../text/posting.ts';
import { maskPersonalData } from '../text/personal-data.ts';
import type { Content } from './content.ts';
import { isOfResult, yearInside } from './document-year.ts';
import { yearBelyingTitle, yearOfPage } from './page-year.ts';

/** What fiscal year some evidence is about, against the one that is wanted. */
export interface YearFinding {
  state: 'not-needed' | 'right' | 'wrong' | 'unclear';
  /** a title, caption or file name says so; false: only the surroundings do */
  isStated: boolean;
  /** Buddhist fiscal years seen, ascending */
  found: number[];
  quote: string | null;
  /** words of the link that lead to it, where they say the wanted year and the document says another */
  label?: string;
}

/** The wanted Buddhist fiscal year, null where any will do. */
export function wantedYear(rule: YearRule, checklistYear: number): number | null {
  switch (rule.want) {
    case 'current':
      return checklistYear;
    case 'previous':
      return checklistYear - 1;
    case 'any':
      return null;
  }
}

/** Whether years have one in common with those that a rule takes for the wanted one. */
export function coversWanted(
  { orCalendarYear }: YearRule,
  want: number,
  years: { from: number; to: number },
): boolean {
  return years.from <= (orCalendarYear ? want + 1 : want) && years.to >= want;
}

/**
 * "ITA 2568", "MOIT 10 ปี 2568", "การประเมินคุณธรรมและความโปร่งใส ปี 2568" name the assessment that a page is filed under, not the year that its content is
 * about; the result of an assessment is content.
 */
const assessmentYear =
  /(?:ITA|OIT|(?:MOIT|EB)(?:\s*\d{1,2})?|(?<!ผล)การประเมินคุณธรรมและความโปร่งใส(?:ในการดำเนินงาน)?(?:ของหน่วยงาน(?:ภาครัฐ)?)?)\s*\)?[\s_-]*(?:ประจำปี|ปี)?\s*(?:งบประมาณ)?\s*(?:พ\.?\s?ศ\.?)?\s*(?:25\d\d|[๒]{1}[๕]{1}[๐-๙]{2}|20\d\d|(?:5[6-9]|6\d|7[0-5])(?![\d.,]))/gi;

/** "2024-11-12" in a link's words or address is the day on which it was put there, not the year of what it shows. */
const isoDay = /(?<!\d)20\d\d-[01]\d-[0-3]\d(?!\d)/g;

/** A name without the year of the assessment that it is filed under, and without days on which it was put there. */
export function withoutFiling(text: string): string {
  return text.replace(assessmentYear, ' ').replace(isoDay, ' ');
}

/**
 * Reads the year from the evidence's own names first, then from the documents on it, then from its
 * text, and last from the index that it stands in. What is nearer to the content prevails: where the documents
 * are the content, what they say of themselves comes before any name that leads to them.
 *
 * @param restsOnDocuments the page shows nothing itself, or the candidate is a document
 */
export function judgeYear(
  rule: YearRule,
  candidate: Candidate,
  content: Content | null,
  documents: readonly AttachedTarget[],
  checklistYear: number,
  restsOnDocuments = false,
): YearFinding {
  const want = wantedYear(rule, checklistYear);
  if (want === null) return { state: 'not-needed', isStated: false, found: [], quote: null };
  const inside =
    restsOnDocuments && documents.length > 0
      ? readInside(rule, want, documents)
      : readPage(rule, want, candidate, content);
  if (inside !== null) return inside;
  const own = readTexts(rule, want, ownNames(candidate));
  const other =
    own?.state === 'right' && documents.length === 0 ? readOtherTitle(rule, want, candidate) : null;
  if (other !== null && own !== null) return { ...other, label: own.quote ?? '' };
  if (own !== null && (own.state === 'right' || documents.length === 0)) return own;
  const attached = readDocuments(rule, want, documents);
  if (attached !== null && (attached.state === 'right' || own === null)) return attached;
  if (own !== null) return own;
  const text = content === null ? null : readContent(rule, want, content);
  if (text !== null) return text;
  return readIndexYear(candidate.indexYear, checklistYear, want);
}

/**
 * What a page says of itself against the link that leads to it. Titles of another year under a label of the wanted one
 * are last year's content; years that only its text names leave it open.
 */
function readPage(
  rule: YearRule,
  want: number,
  candidate: Candidate,
  content: Content | null,
): YearFinding | null {
  if (content === null) return null;
  if (candidate.section !== null) return readBelied(rule, want, candidate.section.heading, content);
  const inside = yearOfPage(rule, want, content);
  if (inside === null) return null;
  if (inside.state === 'right') return { ...inside, state: 'right' };
  const outside = readTexts(rule, want, [candidate.linkText ?? '', ...ownNames(candidate)]);
  // Where no name tells a year the page's own titles do, before a day in its text.
  if (outside === null && inside.isStated && readTexts(rule, want, content.titles)?.state === 'wrong')
    return { ...inside, state: 'wrong' };
  if (outside?.state !== 'right') return null;
  const label = outside.quote ?? '';
  return inside.isStated
    ? { ...inside, label: clip(label) }
    : { ...inside, state: 'unclear', isStated: false, label: clip(label) };
}

/** A heading of the wanted year over last time's text leaves it open, as the words of a link do. */
function readBelied(rule: YearRule, want: number, heading: string, content: Content): YearFinding | null {
  if (readTexts(rule, want, [heading])?.state !== 'right') return null;
  const belied = yearBelyingTitle(rule, want, content);
  return belied === null ? null : { ...belied, state: 'unclear', isStated: false, label: clip(heading) };
}

type YearSource = Pick<AttachedTarget, 'yearTexts'> & Partial<Pick<AttachedTarget, 'opened'>>;

/** Whether a document is of the wanted year, another one, or does not say: its own words before those of its link. */
export function documentYear(
  rule: YearRule,
  document: YearSource,
  want: number,
): 'right' | 'wrong' | 'unclear' {
  const named = namedYear(rule, document, want);
  const inside = document.opened == null ? null : yearInside(rule, document.opened, want);
  switch (inside?.state) {
    case 'right':
      // Rows of a list beside its link name years too; its own title prevails.
      return named === 'wrong' && !inside.isStated ? 'unclear' : 'right';
    case 'wrong':
      return 'wrong';
    case 'unclear':
    case undefined:
      return named;
  }
}

function namedYear(rule: YearRule, document: YearSource, want: number): 'right' | 'wrong' | 'unclear' {
  for (const text of document.yearTexts) {
    const read = readTexts(rule, want, [text]);
    if (read?.state === 'right') return 'right';
    // The words around a link that name several years are a list's, of this document and of its neighbours.
    if (read !== null && countYears(text) === 1) return 'wrong';
  }
  return 'unclear';
}

function countYears(text: string): number {
  const { years, span } = titleYears(withoutFiling(text));
  return years.length + (span === null ? 0 : 1);
}

/** What the documents say of themselves: one of the wanted year is enough, and all of another speak against it. */
function readInside(rule: YearRule, want: number, documents: readonly AttachedTarget[]): YearFinding | null {
  const readings = documents.flatMap((document) =>
    document.opened === null ? [] : [{ document, inside: yearInside(rule, document.opened, want) }],
  );
  const right = readings.find(
    ({ inside, document }) =>
      inside.state === 'right' && (inside.isStated || namedYear(rule, document, want) !== 'wrong'),
  );
  if (right !== undefined) return { ...right.inside, state: 'right' };
  const wrong = readings.filter(({ inside }) => inside.state === 'wrong');
  const first = wrong[0];
  if (first === undefined || wrong.length < documents.length) return null;
  const label = first.document.yearTexts.find((text) => readTexts(rule, want, [text])?.state === 'right');
  return {
    state: 'wrong',
    isStated: wrong.every(({ inside }) => inside.isStated),
    found: [...new Set(wrong.flatMap(({ inside }) => inside.found))].toSorted((a, b) => a - b),
    quote: first.inside.quote,
    ...(label === undefined ? {} : { label: clip(label) }),
  };
}

/** Fiscal years that the names of some evidence state, ascending. */
export function statedYears(texts: readonly string[]): number[] {
  const years = texts.flatMap((text) => {
    const { years, span } = titleYears(withoutFiling(text));
    return span === null ? years : [...years, span[1]];
  });
  return [...new Set(years)].toSorted((a, b) => a - b);
}

/** The years of those texts that name one year and no more, ascending. */
export function statedTitleYears(texts: readonly string[]): number[] {
  const years = texts.flatMap((text) => {
    const read = titleYears(withoutFiling(text));
    return read.span === null && read.years.length === 1 ? read.years : [];
  });
  return [...new Set(years)].toSorted((a, b) => a - b);
}

function ownNames(candidate: Candidate): string[] {
  const own = candidate.section === null ? [] : [candidate.section.heading];
  const near = candidate.labels.filter((label) => label.source !== 'page' && label.source !== 'menu');
  return [
    ...own,
    ...near.map(({ text, source }) => (source === 'row' || saysWhenPosted(text) ? withoutDays(text) : text)),
  ];
}

/** The day in a row of a list is the one on which something was put there. */
function withoutDays(text: string): string {
  return findYears(text)
    .filter(({ kind }) => kind === 'date')
    .reduce((rest, { at, end }) => rest.slice(0, at) + ' '.repeat(end - at) + rest.slice(end), text);
}

/** A page whose heading names one other year is of that year, whatever the index that leads to it is of. */
function readOtherTitle(rule: YearRule, want: number, { page, section }: Candidate): YearFinding | null {
  const heading = page?.facts.headings.find(({ level }) => level === 1)?.text ?? '';
  if (section !== null || statedTitleYears([heading]).length !== 1) return null;
  const read = readTexts(rule, want, [heading]);
  return read?.state === 'wrong' ? read : null;
}

function readTexts(rule: YearRule, want: number, texts: readonly string[]): YearFinding | null {
  const others: { years: number[]; quote: string }[] = [];
  for (const text of texts) {
    const plain = withoutFiling(text);
    const { years, span, mentions } = titleYears(plain);
    const covers = span !== null && span[0] <= want && want <= span[1];
    if (
      years.includes(want) ||
      (covers && rule.orSpan) ||
      mentions.some((mention) => isCalendarHit(rule, mention, want) || isOfResult(rule, want, plain, mention))
    ) {
      return { state: 'right', isStated: true, found: [want], quote: clip(text) };
    }
    if (years.length > 0 || span !== null) {
      others.push({ years: years.length > 0 ? years : [span?.[1] ?? 0], quote: clip(text) });
    }
  }
  const nearest = others[0];
  if (nearest === undefined) return null;
  return { state: 'wrong', isStated: true, found: nearest.years, quote: nearest.quote };
}

function readDocuments(
  rule: YearRule,
  want: number,
  documents: readonly AttachedTarget[],
): YearFinding | null {
  const readings = documents.map((document) => ({
    document,
    state: documentYear(rule, document, want),
    years: statedYears(document.yearTexts),
  }));
  const right = readings.find((reading) => reading.state === 'right');
  if (right !== undefined) {
    return { state: 'right', isStated: true, found: [want], quote: clip(right.document.yearTexts[0] ?? '') };
  }
  const wrong = readings.filter((reading) => reading.state === 'wrong');
  // One document without a year may be the wanted one.
  if (wrong.length === 0 || wrong.length < readings.length) return null;
  const found = [...new Set(wrong.flatMap((reading) => reading.years))].toSorted((a, b) => a - b);
  return { state: 'wrong', isStated: true, found, quote: clip(wrong[0]?.document.yearTexts[0] ?? '') };
}

/**
 * The text of a page names many years; only the wanted one, or a fiscal year where it is absent, counts. The day on which it was put
 * there counts where nothing else does.
 */
function readContent(rule: YearRule, want: number, { titles, main }: Content): YearFinding | null {
  const text = [...titles, main.original].join('\n');
  const own = withoutPosting(text);
  return readMentions(rule, want, own) ?? (own === text ? null : readMentions(rule, want, text));
}

function readMentions(rule: YearRule, want: number, text: string): YearFinding | null {
  const plain = text.replace(assessmentYear, (match) => ' '.repeat(match.length));
  const mentions = findYears(plain).filter((mention) => !mention.isLaw);
  const hit = mentions.find(
    (mention) =>
      mention.fiscalYear === want ||
      (rule.orSpan && coversYear(mention, want)) ||
      isCalendarHit(rule, mention, want),
  );
  if (hit !== undefined) return { state: 'right', isStated: true, found: [want], quote: clip(hit.quote) };
  const fiscal = mentions.filter((mention) => mention.kind === 'fiscal');
  const first = fiscal[0];
  if (first === undefined) return null;
  const found = [...new Set(fiscal.map((mention) => mention.fiscalYear))].toSorted((a, b) => a - b);
  return { state: 'wrong', isStated: true, found, quote: clip(first.quote) };
}

function readIndexYear(indexYear: number | null, checklistYear: number, want: number): YearFinding {
  if (indexYear === null || indexYear === checklistYear) {
    return { state: 'unclear', isStated: false, found: [], quote: null };
  }
  return { state: 'wrong', isStated: false, found: [indexYear - (checklistYear - want)], quote: null };
}

/** A day in October to December of calendar year Y lies in fiscal year Y + 1. */
function isCalendarHit(rule: YearRule, mention: YearMention, want: number): boolean {
  if (!rule.orCalendarYear || mention.isLaw) return false;
  return (
    (mention.kind === 'date' || mention.kind === 'month') &&
    mention.fiscalYear === want + 1 &&
    mention.quote.includes(String(want))
  );
}

function clip(text: string): string {
  return maskPersonalData(text.slice(0, 120));
}
