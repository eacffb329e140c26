import type { ChecklistItem } from '../checklist/schema.ts';
import { isAcceptedService } from '../match/accepted-service.ts';
import type { AttachedTarget, Candidate } from '../match/candidate.ts';
import { namedAs } from '../match/opened-document.ts';
import { coversYear, locateYears } from '../text/fiscal-year.ts';
import { type Content, contentOf, countLetters } from './content.ts';
import { documentContentOf } from './document-content.ts';
import { kindInside } from './document-kind.ts';
import { readingOf } from './document-reading.ts';
import { type ElementFinding, type ElementSource, judgeElements } from './elements.ts';
import { isDead } from './note-reach.ts';
import { asTarget, type JudgeContext, type ReadDocument, type Seen } from './seen.ts';
import { documentYear, wantedYear } from './year.ts';
import { withoutOtherBlocks } from './year-blocks.ts';

/** More documents than this are not looked through for one candidate; what they may hold stays open. */
const maxRead = 24;

/**
 * Looks at everything that counts for one candidate: its page or section and the documents on it that are of the
 * wanted year and of the item's kind, or the document that it is.
 */
export function see(item: ChecklistItem, candidate: Candidate, context: JudgeContext): Seen {
  const content = contentOf(item, inWantedYear(item, candidate, context));
  const linked = candidate.attached.filter(
    (target) =>
      !target.isForeign &&
      (target.target === 'document' ||
        (target.relevance >= 0.5 && !isAcceptedService(target.url, item.accepts.externalHosts))),
  );
  const { own, otherKind } = partByKind(item, candidate.page === null ? [asTarget(candidate)] : linked);
  const all = candidate.page === null ? linked : own;
  const documents = pickYear(item, all, context.checklistYear, candidate.unnamed !== undefined);
  // A document that calls itself another item's is still looked into where it is all there is: it may hold both.
  const isOtherOnly = candidate.page === null && own.length === 0;
  const targets = candidate.page === null ? (isOtherOnly ? otherKind : own) : documents;
  const read = targets
    .toSorted((a, b) => b.relevance - a.relevance)
    .slice(0, maxRead)
    .map((target) => readDocument(item, target, context));
  const ofPage: ElementSource[] =
    content === null
      ? []
      : [{ url: candidate.url, content, isOpen: isListWithoutDays(item, content, context.checklistYear) }];
  const furtherPages = [...(candidate.continuations ?? []), ...(candidate.chapters ?? [])].map(
    (page): ElementSource => ({
      url: page.url,
      content: contentOf(item, { page, section: null }),
      isOpen: false,
    }),
  );
  const files = read.map(sourceOf);
  // What a file shows itself is not to be judged by the page that names it.
  const sources =
    content !== null && isFront(content)
      ? [...files, ...ofPage, ...furtherPages]
      : [...ofPage, ...furtherPages, ...files];
  if (targets.length > maxRead) sources.push({ url: candidate.url, content: null, isOpen: true });
  const elements = openWhereNamed(item, judgeElements(item, sources, context), read);
  return { content, documents, all, read, otherKind, elements };
}

/** Of a page with blocks for several years only the item's. */
function inWantedYear(item: ChecklistItem, candidate: Candidate, context: JudgeContext): Candidate {
  const { page, section } = candidate;
  if (page === null || section !== null) return candidate;
  const facts = withoutOtherBlocks(page.facts, item, context.checklistYear);
  return facts === page.facts ? candidate : { ...candidate, page: { ...page, facts } };
}

/** Fewer letters over a file are its name and what it is about. */
const maxFrontChars = 200;

/** Fewer that send to the file: "อ่านรายละเอียดได้จากรายงานฉบับเต็ม". */
const maxSendingChars = 600;
const sendsToFile =
  /(?:รายละเอียด|อ่าน|ดู|ศึกษา|ดาวน์โหลด|ปรากฏ)[^\n]{0,40}(?:ฉบับเต็ม|ฉบับสมบูรณ์|เอกสารแนบ|ไฟล์แนบ|เอกสารด้านล่าง|ไฟล์ด้านล่าง|เอกสารที่แนบ|ไฟล์ที่แนบ)/u;

/** Whether a page hardly does more than lead to its files: "ยุทธศาสตร์ เป้าประสงค์ ตัวชี้วัด" over a plan names what that has. */
function isFront({ main, forms, tables }: Content): boolean {
  if (!forms.every(isSearchBox)) return false;
  const letters = countLetters(main);
  return (
    letters < maxFrontChars ||
    (letters < maxSendingChars && tables.length === 0 && sendsToFile.test(main.original))
  );
}

/** One field, which has a label and a name at most. */
function isSearchBox({ method, fields, hasTextarea, hasFile }: Content['forms'][number]): boolean {
  return method === 'get' && fields.length <= 2 && !hasTextarea && !hasFile;
}

/** A list of news that tells no days leaves them to its stories, unless its years are all others than the wanted one. */
function isListWithoutDays(
  { kind, year }: ChecklistItem,
  { main, links }: Content,
  checklistYear: number,
): boolean {
  if (kind !== 'news' || links.length === 0) return false;
  const mentions = locateYears(main.original);
  const want = wantedYear(year, checklistYear);
  return (
    mentions.every(({ kind: mention }) => mention !== 'date' && mention !== 'month') &&
    (mentions.length === 0 || want === null || mentions.some((mention) => coversYear(mention, want)))
  );
}

/** From here on a document's title surely speaks of the item. */
const surelyNamed = 0.8;
/** Letters from which on a document has something to say. */
const minSubstanceChars = 150;

/**
 * Where an item asks for one thing, a document of that name with something in it is that thing, in words that the
 * cues do not know: not seeing them tells nothing.
 */
function openWhereNamed(
  item: ChecklistItem,
  elements: ElementFinding[],
  read: readonly ReadDocument[],
): ElementFinding[] {
  if (elements.filter(({ element }) => element.strict).length !== 1) return elements;
  const isNamed = read.some(({ target, content }) => {
    const own = namedAs(target.opened, item.code);
    return (
      own >= surelyNamed &&
      content !== null &&
      (content.hasFilledTable || content.substanceChars >= minSubstanceChars)
    );
  });
  if (!isNamed) return elements;
  return elements.map((finding) =>
    finding.found === false && finding.wrongYears.length === 0 && finding.count === null
      ? { ...finding, found: null }
      : finding,
  );
}

function readDocument(item: ChecklistItem, target: AttachedTarget, context: JudgeContext): ReadDocument {
  const reading = readingOf(target);
  const isClosed = reading.state === 'not-read' || reading.state === 'unreadable';
  // A picture that nobody could read is still what the link to it says it is.
  const isPicture = target.opened?.facts.kind === 'image';
  const content = isClosed && !isPicture ? null : documentContentOf(item, target, context);
  return { target, reading, content };
}

function sourceOf({ target, reading, content }: ReadDocument): ElementSource {
  return {
    url: target.url,
    content,
    isOpen: reading.state !== 'whole' && !isDead(target) && !isSeenPage(target),
  };
}

/** A page that the crawl saw is a candidate by itself, and gives its elements to others of the item. */
function isSeenPage({ target, record }: AttachedTarget): boolean {
  return target === 'page' && record?.outcome === 'ok' && record.kind === 'html';
}

function partByKind(
  item: ChecklistItem,
  targets: readonly AttachedTarget[],
): { own: AttachedTarget[]; otherKind: AttachedTarget[] } {
  const isOther = (target: AttachedTarget): boolean =>
    target.opened !== null && kindInside(item, target.opened).state === 'other';
  return { own: targets.filter((target) => !isOther(target)), otherKind: targets.filter(isOther) };
}

/**
 * The documents of the wanted year where some say so, else all that do not say otherwise, else all: another year's are
 * what is wrong with the page. Of what only reads like the item they are not even that.
 */
function pickYear(
  item: ChecklistItem,
  documents: readonly AttachedTarget[],
  checklistYear: number,
  isUnnamed: boolean,
): AttachedTarget[] {
  const want = wantedYear(item.year, checklistYear);
  if (want === null) return [...documents];
  const read = documents.map((document) => ({ document, state: documentYear(item.year, document, want) }));
  const right = read.filter(({ state }) => state === 'right');
  const rest = right.length > 0 ? right : read.filter(({ state }) => state === 'unclear');
  return (rest.length > 0 || isUnnamed ? rest : read).map(({ document }) => document);
}
