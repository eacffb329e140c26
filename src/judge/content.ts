import type { ChecklistItem } from '../checklist/schema.ts';
import { dropDatesAndCounters, isInside, mainContent, showsContent } from '../extract/emptiness.ts';
import { linesOf } from '../extract/ranges.ts';
import { tellTrails } from '../extract/trail.ts';
import type { Candidate } from '../match/candidate.ts';
import type { LoadedPage } from '../match/pages.ts';
import type { FormFacts, ImageFacts, LinkFacts, PageFacts, TableFacts } from '../snapshot/page-facts.ts';
import { tidy } from '../text/normalise.ts';
import { onlyPromises } from '../text/promise.ts';
import {
  findPhrase,
  type PreparedPhrase,
  preparePhrase,
  type PreparedText,
  prepareText,
} from '../text/phrase.ts';
import { hasTextUnder } from './under-heading.ts';
import { type ContentTable, readTable } from './table.ts';

/** What a page or stretch of one shows by itself, or a document. */
export interface Content {
  /** where it was seen; the cues that a document cannot show are open there and not absent */
  from: 'page' | 'document';
  /** the page's or section's own text: no site furniture, no titles without anything under them, no file names */
  main: PreparedText;
  /** the whole page: contact data may stand in the footer; of a document also the item's name in its titles */
  full: PreparedText;
  /** headings, captions and the lines that only announce the item: they tell the year and show nothing */
  titles: string[];
  tables: ContentTable[];
  forms: FormFacts[];
  images: Pick<ImageFacts, 'alt' | 'url'>[];
  links: LinkFacts[];
  /** its own links to what is gone or says that it is closed */
  goneLinks: LinkFacts[];
  /** its own links to what could not be looked at: the server was in trouble */
  downLinks: LinkFacts[];
  allLinks: LinkFacts[];
  /** page, sheet or slide that an offset of `main` lies on; null on a web page */
  pageAt(at: number): number | null;
  /** the same of `full` */
  fullPageAt(at: number): number | null;
}

/** Whether there is nothing but text, and fewer letters of it than `chars`. */
export function isBareText({ main, tables, forms, images }: Content, chars: number): boolean {
  return tables.length + forms.length + images.length === 0 && countLetters(main) < chars;
}

/** Signs of a text that are no blanks. */
export function countLetters({ original }: PreparedText): number {
  return original.replace(/\s+/g, '').length;
}

/** A line that has the item's name and little else announces the item; it does not show it. */
const maxBesideNameChars = 45;
/** Once something has announced the item, a line that says more than this beside its name says something of it. */
const maxBesideRepeatedChars = 20;

/** Shorter words of a link stand in other lines too. */
const minFileNameChars = 12;

const documentEnding = /\.(pdf|docx?|xlsx?|pptx?|od[tsp]|zip|rar|csv)(?:$|[?#])/i;

/** Null for what is no page. */
export function contentOf(
  item: ChecklistItem,
  candidate: Pick<Candidate, 'section'> & {
    page: Pick<LoadedPage, 'facts' | 'goneLinks' | 'downLinks'> | null;
  },
): Content | null {
  const { page, section } = candidate;
  if (page === null) return null;
  const { facts } = page;
  const main = mainContent(facts);
  const isGone = ({ url }: LinkFacts): boolean => page.goneLinks?.has(url) === true;
  const isDown = ({ url }: LinkFacts): boolean => page.downLinks?.has(url) === true;
  const isOpen = (link: LinkFacts): boolean => !isGone(link) && !isDown(link);
  const inside = (at: number): boolean => section === null || (at >= section.from && at < section.to);
  const isTrail = tellTrails(facts);
  const trails = linesOf(facts.text).filter(([from, to]) => isTrail(facts.text.slice(from, to).trim()));
  const ownLinks = main.links.filter((link) => inside(link.at) && !isInside(trails, link.at));
  const links = ownLinks.filter(isOpen);
  const goneLinks = ownLinks.filter(isGone);
  const headings = facts.headings.filter((heading) => inside(heading.at));
  const text = section === null ? main.text : facts.text.slice(section.from, section.to);
  const tables = main.tables.filter((table) => inside(table.at));
  const bare = [...links.filter((link) => documentEnding.test(link.url)), ...goneLinks];
  const { body, titles } = partTitles(
    dropEmptyColumns(text, tables),
    facts,
    headings,
    {
      bare: new Set(bare.flatMap((link) => [link.text, ...rowOfName(link)])),
      isOfFile: tellFileLines(ownLinks, tables),
      isTrail,
    },
    item,
  );
  return {
    from: 'page',
    main: prepareText(body),
    full: prepareText(facts.text),
    titles,
    tables: tables.map((table) => ({ ...table, page: null })),
    forms: facts.forms.filter((form) => inside(form.at)),
    images: main.images.filter((image) => inside(image.at)),
    links,
    goneLinks,
    downLinks: ownLinks.filter(isDown),
    allLinks: facts.links.filter(isOpen),
    pageAt: () => null,
    fullPageAt: () => null,
  };
}

/** Fewer letters beside a link's name are its number, its day and what kind of file it was. */
const maxBesideInRow = 30;

/** The line of a table's row that holds a link's name and hardly anything else. */
function rowOfName({ row, text }: LinkFacts): string[] {
  if (row === null) return [];
  const beside = row.filter((cell) => cell !== text).join('');
  return beside.replace(/\P{L}/gu, '').length < maxBesideInRow ? [row.join('\t')] : [];
}

/** The name of a column with nothing under it is a form that nobody filled in. */
function dropEmptyColumns(text: string, tables: readonly TableFacts[]): string {
  const named = new Map(
    tables
      .filter(({ header, rowCount }) => header.length > 0 && !(rowCount === 0 && header.some(tellsSome)))
      .map((table) => [table.header.join('\t'), filledNames(table).join('\t')]),
  );
  return text
    .split('\n')
    .map((line) => named.get(line) ?? line)
    .join('\n');
}

/** "รองนายก 2 คน": the one row of a chart names no columns. */
const someOf = /[\d๐-๙]+ ?(?:คน|แห่ง|ตำแหน่ง|อัตรา|หมู่บ้าน)/u;

function tellsSome(cell: string): boolean {
  return someOf.test(cell);
}

function filledNames(table: TableFacts): string[] {
  const filled = new Set(
    readTable(table)
      .columns.filter((column) => column.filled + column.dashes > 0)
      .map(({ label }) => label),
  );
  return table.header.filter((name) => filled.has(tidy(name)));
}

/** What is known of a text's lines before they are looked at. */
interface KnownLines {
  /** words of links and of the rows that hold hardly more, which show nothing */
  bare: ReadonlySet<string>;
  /** whether a line stands around a link to a file: with the item's name in it, it is the file's */
  isOfFile: (line: string) => boolean;
  /** whether a line tells the way to the page */
  isTrail: (line: string) => boolean;
}

/**
 * The lines that say something. A heading counts where words stand under it ("ปัญหาและอุปสรรค" over a
 * paragraph); the page's name, a heading over nothing, the name of a file or of what is closed or gone and a line that only
 * repeats the item's name do not: a label over an empty page is what assessors mark down.
 */
function partTitles(
  text: string,
  facts: PageFacts,
  headings: PageFacts['headings'],
  { bare, isOfFile, isTrail }: KnownLines,
  item: ChecklistItem,
): { body: string; titles: string[] } {
  const names = new Set(headings.filter(({ level }) => level === 1).map((heading) => heading.text));
  for (const name of [facts.title, ...facts.title.split(besideTitle)]) names.add(name.trim());
  for (const crumb of facts.breadcrumbs) names.add(crumb);
  const headed = new Set(headings.map((heading) => heading.text));
  const phrases = [...item.labels.right, ...item.labels.other].map((label) => preparePhrase(label));
  const announced: string[] = [];
  const leading = new Set<string>();
  const isHeading = (line: string): boolean => headed.has(line) || leading.has(line);
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => !onlyPromises(line) && !leadsOn.test(line) && !isTrail(line))
    .filter((line) => {
      // Only the first heading names the page; a later one that repeats the name parts its content.
      const isPart = headed.has(line) && announced.length > 0;
      const isFile = isOfFile(line);
      const beside = announced.length === 0 || isFile ? maxBesideNameChars : maxBesideRepeatedChars;
      const isName = !isPart && announces(isFile ? line.replaceAll('\t', ' ') : line, phrases, beside);
      const isLeading = isName && leadsIn.test(line);
      if (isLeading) leading.add(line);
      const isTitle = names.has(line.replace(crumbMark, '')) || bare.has(line) || (isName && !isLeading);
      if (isTitle) announced.push(line);
      return line !== '' && !isTitle;
    });
  const body = lines
    .filter((line, index) => !isHeading(line) || hasTextUnder(lines, index, isHeading))
    .join('\n');
  return { body, titles: [...headed, ...announced] };
}

/** A link's line, its row, and the rows of years without a file beside it. */
function tellFileLines(
  links: readonly LinkFacts[],
  tables: readonly TableFacts[],
): (line: string) => boolean {
  const files = links.filter(showsContent);
  const names = files.map((link) => link.text).filter((name) => name.length >= minFileNameChars);
  const linked = new Set(files.flatMap(({ row }) => (row === null ? [] : [row.join('\t')])));
  const lists = tables
    .map((table) => table.rows.map((row) => row.join('\t')))
    .filter((lines) => lines.some((line) => linked.has(line)));
  const rows = new Set([...linked, ...lists.flat()]);
  return (line) => rows.has(line) || names.some((name) => line.includes(name));
}

/** "อบต. มีหน้าที่และอำนาจโดยสรุปดังนี้": it says of what follows what it is, as a heading does. */
const leadsIn = /(?:ดังนี้|ดังต่อไปนี้)\s*[:：]?$/u;

/** Before the last step of a path that is not marked up as one. */
const crumbMark = /^[›»>/]\s*/u;

/** "‹ ก่อนหน้า: แผนพัฒนาบุคลากร 2567–2569" names the neighbour of a page. */
const leadsOn =
  /^[‹«<←›»>→\s]*(?:(?:หน้า|เรื่อง|บทความ|รายการ)?(?:ก่อนหน้า|ถัดไป)|prev(?:ious)?|next)(?: ?[:：›»→|-]|$)/iu;

/** What parts the name of a page from the agency's in its title. */
const besideTitle = /\s(?::{1,2}|[|–—»-])\s/u;

function announces(line: string, phrases: readonly PreparedPhrase[], maxBesideChars: number): boolean {
  if (line.length > 200 || line.includes('\t')) return false;
  const text = prepareText(line);
  const { length } = dropDatesAndCounters(line);
  return phrases.some((phrase) => {
    if (length > phrase.verbatim.length + maxBesideChars) return false;
    return phrase.verbatim.length >= 8 && findPhrase(text, phrase) !== null;
  });
}
