import type { ChecklistItem } from '../checklist/schema.ts';
import { isEmptyShell } from '../extract/emptiness.ts';
import type { AttachedTarget, Candidate } from '../match/candidate.ts';
import type { AgencyType } from '../result/vocabulary.ts';
import type { ReasonFacts } from '../result/sentences.ts';
import { foldThai } from '../text/normalise.ts';
import { type Content, contentOf } from './content.ts';
import { dependsOnUnknownType, dueDate, type ElementFinding, judgeElements } from './elements.ts';
import { judgeFormat } from './format.ts';
import { type Factor, probabilityOf } from './probability.ts';
import { type Cause, type MachineVerdict, Notes } from './notes.ts';
import { judgeReach, type Reach } from './reach.ts';
import { documentYear, judgeYear, wantedYear, type YearFinding } from './year.ts';

export interface JudgeContext {
  checklistYear: number;
  asOf: string;
  agencyType: AgencyType | null;
  /** words that stand where content will be one day, folded */
  placeholders: readonly string[];
}

/** A candidate with what an assessor would likely make of it. */
export interface JudgedCandidate {
  candidate: Candidate;
  verdict: MachineVerdict;
  probability: number;
  factors: Factor[];
  /** relevance after its content was seen, 0–1 */
  relevance: number;
  causes: Cause[];
  elements: ElementFinding[];
  year: YearFinding;
  /** documents that count for it, the right year's first */
  documents: AttachedTarget[];
  content: Content | null;
}

/** Fewer letters than this under a heading are not content. */
const thinChars = 40;

/** Judges one candidate for one item; pure. */
export function judgeCandidate(
  item: ChecklistItem,
  candidate: Candidate,
  context: JudgeContext,
): JudgedCandidate {
  const content = contentOf(item, candidate);
  const all = candidate.attached.filter(
    (target) => !target.isForeign && (target.target === 'document' || target.relevance >= 0.5),
  );
  const documents = pickYear(item, all, context.checklistYear);
  const mayBeInDocument = candidate.page === null || documents.some((document) => !isDead(document));
  const elements = judgeElements(item, content, mayBeInDocument, context);
  return decide(item, candidate, { content, documents, all, elements }, context);
}

/** Judges again with elements that other pages supplied. */
export function rejudgeWith(
  item: ChecklistItem,
  judged: JudgedCandidate,
  elements: ElementFinding[],
  context: JudgeContext,
): JudgedCandidate {
  const { content, documents } = judged;
  return decide(item, judged.candidate, { content, documents, all: documents, elements }, context);
}

interface Seen {
  content: Content | null;
  documents: AttachedTarget[];
  all: AttachedTarget[];
  elements: ElementFinding[];
}

function decide(
  item: ChecklistItem,
  candidate: Candidate,
  seen: Seen,
  context: JudgeContext,
): JudgedCandidate {
  const { content, documents, elements } = seen;
  const year = judgeYear(item.year, candidate, content, documents, context.checklistYear);
  const notes = new Notes(candidate.url);
  const strict = elements.filter(({ element }) => element.strict && !isNotDue(element, context));
  const shown = strict.filter((finding) => finding.found === true).length;
  const relevance = raise(candidate.relevance, strict.length === 0 ? 0 : shown / strict.length);
  notes.fact(relevance >= 0.8 ? 'title-sure' : relevance >= 0.6 ? 'title-likely' : 'title-weak');

  const isOpen = noteReach(notes, item, candidate, seen);
  if (isOpen) {
    noteKind(notes, item, candidate, seen, shown);
    if (!notes.hasFail) noteEmpty(notes, candidate, seen, context);
    if (!notes.hasFail) {
      noteYear(notes, item, year, wantedYear(item.year, context.checklistYear), candidate);
      noteElements(notes, item, elements, context);
      judgeFormat(item, candidate, content, documents, notes);
      notePlace(notes, item, candidate);
      if (item.atMost === 'review') {
        notes.review('needs-a-person', 'needs-a-person', {
          facts: { statedBecauseTh: item.atMostBecauseTh, statedBecauseEn: item.atMostBecauseEn },
        });
      }
      if (dependsOnUnknownType(item, context.agencyType)) {
        notes.review('needs-a-person', 'low-confidence', {
          facts: {
            statedBecauseTh: 'ยังไม่ทราบประเภทหน่วยงาน จึงไม่รู้ว่าต้องมีองค์ประกอบใดบ้าง โปรดระบุประเภทหน่วยงาน',
            statedBecauseEn:
              'the kind of agency is not known, so not all required elements are: name it with --agency-type',
          },
        });
      }
    }
  }
  const { probability, factors } = probabilityOf(notes.facts);
  return {
    candidate,
    verdict: notes.verdict(),
    probability: bound(notes.verdict(), probability),
    factors,
    relevance,
    causes: notes.causes,
    elements,
    year,
    documents,
    content,
  };
}

function noteReach(notes: Notes, item: ChecklistItem, candidate: Candidate, seen: Seen): boolean {
  const reach = judgeReach(candidate.record, candidate.skipped);
  if (reach.state === 'open') {
    const dead = deadDocuments(seen);
    if (dead === null) return true;
    noteClosed(notes, dead.reach, dead.url, null);
    return false;
  }
  // A chat or map service is the thing itself; whether it answers is not for a crawler to try.
  if (reach.state === 'unknown' && isAcceptedService(item, candidate.url)) return true;
  noteClosed(notes, reach, candidate.url, candidate.record?.attempts ?? null);
  return false;
}

function noteClosed(
  notes: Notes,
  reach: Exclude<Reach, { state: 'open' }>,
  url: string,
  attempts: number | null,
): void {
  const cause = {
    outcome: reach.outcome,
    url,
    facts: { outcome: reach.outcome ?? undefined, attempts: attempts ?? undefined },
  };
  if (reach.state === 'dead') notes.fail('cannot-be-opened', reach.reason, cause);
  else notes.review(reach.reason === 'not-searched' ? 'not-searched' : 'could-not-open', reach.reason, cause);
}

/** When a page shows nothing itself and every document on it is closed to the public. */
function deadDocuments(seen: Seen): { reach: Exclude<Reach, { state: 'open' }>; url: string } | null {
  if (seen.elements.some((finding) => finding.found === true) || seen.documents.length === 0) return null;
  const reaches = seen.documents.map((document) => ({
    url: document.url,
    reach: document.record === null ? ({ state: 'open' } as const) : judgeReach(document.record, null),
  }));
  const first = reaches[0];
  if (first === undefined || reaches.some(({ reach }) => reach.state === 'open')) return null;
  return first.reach.state === 'open' ? null : { reach: first.reach, url: first.url };
}

/** A page or file that is reached under the item's name and calls itself another item's. */
function noteKind(notes: Notes, item: ChecklistItem, candidate: Candidate, seen: Seen, shown: number): void {
  const siblings = new Set(item.contrary.flatMap(({ becomes }) => (becomes === null ? [] : [becomes])));
  const foreign = candidate.attached.filter((target) => target.isForeign && target.target === 'document');
  if (
    candidate.page === null ||
    shown > 0 ||
    seen.all.length > 0 ||
    foreign.length === 0 ||
    siblings.size === 0
  )
    return;
  const named = foreign[0];
  notes.fail('wrong-kind', 'wrong-kind', { url: named?.url ?? null, found: named?.labels[0]?.text ?? null });
}

function noteEmpty(notes: Notes, candidate: Candidate, seen: Seen, context: JudgeContext): void {
  const { content } = seen;
  if (candidate.page === null || content === null) return;
  if (seen.documents.length > 0 || seen.elements.some((finding) => finding.found === true)) return;
  const shell = isEmptyShell(candidate.page.facts);
  if (candidate.section === null && shell.needsScript) {
    notes.review('could-not-open', 'low-confidence', {
      facts: {
        statedBecauseTh: 'หน้านี้สร้างเนื้อหาด้วยสคริปต์ เครื่องยังไม่เห็นเนื้อหา',
        statedBecauseEn: 'the page builds its content with scripts, which were not run',
      },
    });
    return;
  }
  if ((candidate.section === null && shell.empty) || isThin(content, context)) notes.fail('empty', 'empty');
}

function isThin(content: Content, context: JudgeContext): boolean {
  if (
    content.tables.some((table) => table.rowCount > 0) ||
    content.images.length > 0 ||
    content.links.length > 0
  )
    return false;
  const lines = content.main.original.split('\n').join(' ');
  const rest = context.placeholders.reduce((text, word) => text.replaceAll(word, ' '), foldThai(lines));
  return rest.replace(/\s+/g, '').length < thinChars;
}

function noteYear(
  notes: Notes,
  item: ChecklistItem,
  year: YearFinding,
  want: number | null,
  candidate: Candidate,
): void {
  if (want === null) {
    notes.fact('year-not-needed');
    return;
  }
  const isFirm = item.year.confidence !== 'low';
  const cause = {
    expected: String(want),
    found: year.found.join(', ') || null,
    url: candidate.url,
    facts: { foundYears: year.found, wantYear: want, quote: year.quote ?? undefined },
  };
  switch (year.state) {
    case 'right':
    case 'not-needed':
      notes.fact('year-right');
      return;
    case 'wrong':
      if (isFirm && year.isStated) notes.fail('year-wrong', 'wrong-year', cause);
      else notes.review('year-unclear', 'wrong-year', cause);
      return;
    case 'unclear':
      if (isFirm) notes.review('year-unclear', 'year-unclear', cause);
      else notes.remark('year-unclear', cause);
  }
}

function noteElements(
  notes: Notes,
  item: ChecklistItem,
  elements: readonly ElementFinding[],
  context: JudgeContext,
): void {
  for (const { element } of elements) {
    const due = dueDate(element, context.checklistYear);
    if (due !== null && context.asOf <= due)
      notes.remark('not-due-yet', { element: element.id, facts: { dueDate: due } });
  }
  const owed = elements.filter(({ element }) => element.strict && !isNotDue(element, context));
  const missing = owed.filter((finding) => finding.found === false);
  const open = owed.filter((finding) => finding.found === null);
  const parts = elements.filter(({ element }) => element.partOf !== undefined);
  const partsMissing = parts.filter((finding) => finding.found === false);
  const isPartial =
    item.scoreLevels.includes(50) && partsMissing.length > 0 && partsMissing.length < parts.length;
  if (missing.length > 0) {
    const isFirm = missing.some(({ element }) => element.confidence !== 'low');
    const first = missingCause(missing[0]);
    const facts: ReasonFacts = namesOf(missing);
    if (isFirm) notes.fail('element-missing', 'missing-element', { ...first, facts });
    else notes.review('year-unclear', 'missing-element', { ...first, facts });
  } else if (isPartial) {
    notes.partial('some-parts-only', 'missing-element', {
      ...missingCause(partsMissing[0]),
      facts: namesOf(partsMissing),
    });
  } else if (open.length > 0) {
    notes.review('elements-unread', 'low-confidence', {
      element: open[0]?.element.id ?? null,
      facts: {
        ...namesOf(open),
        statedBecauseTh: 'องค์ประกอบอาจอยู่ในไฟล์ ซึ่งเครื่องยังไม่ได้อ่านเนื้อใน',
        statedBecauseEn: 'the elements may stand in a file whose content was not read',
      },
    });
  } else notes.fact('every-element-shown');
  const soft = elements.filter(
    ({ element, found }) =>
      !element.strict && found === false && !(isPartial && element.partOf !== undefined),
  );
  if (soft.length > 0) {
    notes.remark('missing-element', { element: soft[0]?.element.id ?? null, facts: namesOf(soft) });
    notes.fact('soft-element-missing');
  }
}

function missingCause(finding: ElementFinding | undefined): Partial<Cause> {
  if (finding === undefined) return {};
  const { element, wrongYears, count } = finding;
  const seen = count === null ? null : `${count.complete}/${count.people}`;
  return { element: element.id, found: wrongYears.length > 0 ? wrongYears.join(', ') : seen };
}

function namesOf(findings: readonly ElementFinding[]): Pick<ReasonFacts, 'elementsTh' | 'elementsEn'> {
  return {
    elementsTh: findings.map(({ element }) => element.nameTh),
    elementsEn: findings.map(({ element }) => element.nameEn),
  };
}

function notePlace(notes: Notes, item: ChecklistItem, candidate: Candidate): void {
  if (candidate.onSite || isAcceptedService(item, candidate.url)) return;
  notes.review('off-site', 'off-site', { facts: { host: new URL(candidate.url).hostname } });
}

function isAcceptedService(item: ChecklistItem, url: string): boolean {
  const { hostname, pathname } = new URL(url);
  return item.accepts.externalHosts.some(
    (host) => hostname === host || hostname.endsWith(`.${host}`) || `${hostname}${pathname}`.startsWith(host),
  );
}

function isNotDue(element: ElementFinding['element'], context: JudgeContext): boolean {
  const due = dueDate(element, context.checklistYear);
  return due !== null && context.asOf <= due;
}

/** The documents of the wanted year where some say so, else all that do not say otherwise. */
function pickYear(
  item: ChecklistItem,
  documents: readonly AttachedTarget[],
  checklistYear: number,
): AttachedTarget[] {
  const want = wantedYear(item.year, checklistYear);
  if (want === null) return [...documents];
  const read = documents.map((document) => ({ document, state: documentYear(item.year, document, want) }));
  const right = read.filter(({ state }) => state === 'right');
  const rest = right.length > 0 ? right : read.filter(({ state }) => state === 'unclear');
  return (rest.length > 0 ? rest : read).map(({ document }) => document);
}

function isDead(document: AttachedTarget): boolean {
  return document.record !== null && judgeReach(document.record, null).state === 'dead';
}

/** Content that shows the item's elements makes an unofficial name more believable. */
function raise(relevance: number, shareShown: number): number {
  return Math.round((1 - (1 - relevance) * (1 - 0.5 * shareShown)) * 1000) / 1000;
}

/** A verdict and its probability never contradict each other. */
function bound(verdict: MachineVerdict, probability: number): number {
  switch (verdict) {
    case 'pass':
      return Math.max(probability, 0.7);
    case 'fail':
      return Math.min(probability, 0.15);
    case 'partial':
      return Math.min(probability, 0.3);
    case 'review':
      return Math.min(Math.max(probability, 0.05), 0.9);
  }
}
