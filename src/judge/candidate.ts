import type { ChecklistItem } from '../checklist/schema.ts';
import { isAcceptedService } from '../match/accepted-service.ts';
import type { AttachedTarget, Candidate } from '../match/candidate.ts';
import { boundProbability } from './bound-probability.ts';
import type { Content } from './content.ts';
import { dependsOnUnknownType, type ElementFinding, isNotDue } from './elements.ts';
import { judgeFormat } from './format.ts';
import { noteBareNames, noteEmpty, noteKind } from './note-content.ts';
import { noteElements } from './note-elements.ts';
import { noteEnactment } from './note-enactment.ts';
import {
  noteBareDocuments,
  noteEmptyCells,
  noteEmptyDocuments,
  noteOtherKind,
  noteReusedYears,
  restsOnDocuments,
} from './note-documents.ts';
import { noteLookAlike } from './note-look-alike.ts';
import { noteOpening } from './note-opening.ts';
import { noteOwner } from './note-owner.ts';
import { noteReach } from './note-reach.ts';
import { noteStaleness } from './note-staleness.ts';
import { noteSubject } from './note-subject.ts';
import { type Cause, type MachineVerdict, Notes } from './notes.ts';
import { type Factor, maxUnknownProbability, probabilityOf } from './probability.ts';
import { see } from './see.ts';
import type { JudgeContext, Seen } from './seen.ts';
import { judgeYear, wantedYear, type YearFinding } from './year.ts';

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
  /** everything that was seen of it, to judge it again with */
  seen: Seen;
}

/** Judges one candidate for one item; pure. */
export function judgeCandidate(
  item: ChecklistItem,
  candidate: Candidate,
  context: JudgeContext,
): JudgedCandidate {
  return decide(item, candidate, see(item, candidate, context), context);
}

/** Judges again with elements that other pages supplied. */
export function rejudgeWith(
  item: ChecklistItem,
  judged: JudgedCandidate,
  elements: ElementFinding[],
  context: JudgeContext,
): JudgedCandidate {
  return decide(item, judged.candidate, { ...judged.seen, elements }, context);
}

/** Where every element has a year of its own, those that are dated tell the item's once all of them are there. */
function yearOfElements(elements: readonly ElementFinding[], want: number | null): YearFinding | null {
  const strict = elements.filter(({ element }) => element.strict);
  const dated = strict.filter(({ element: { year } }) => year !== undefined && year.want !== 'any');
  const quote = dated[0]?.quote ?? null;
  if (want === null || quote === null || strict.some(({ element }) => element.year === undefined))
    return null;
  return dated.every(({ found }) => found === true)
    ? { state: 'right', isStated: true, found: [want], quote }
    : null;
}

function decide(
  item: ChecklistItem,
  candidate: Candidate,
  seen: Seen,
  context: JudgeContext,
): JudgedCandidate {
  const { content, documents, elements, read } = seen;
  const rests = restsOnDocuments(candidate, seen);
  const counted = candidate.page === null ? read.map(({ target }) => target) : documents;
  const isOfDocuments = rests || shownInDocuments(candidate, seen);
  const want = wantedYear(item.year, context.checklistYear);
  const year =
    yearOfElements(elements, want) ??
    judgeYear(item.year, candidate, content, counted, context.checklistYear, isOfDocuments);
  const notes = new Notes(candidate.url);
  const strict = elements.filter(({ element }) => element.strict && !isNotDue(element, context));
  const shown = strict.filter((finding) => finding.found === true).length;
  const relevance = raise(candidate.relevance, strict.length === 0 ? 0 : shown / strict.length);
  notes.fact(relevance >= 0.8 ? 'title-sure' : relevance >= 0.6 ? 'title-likely' : 'title-weak');

  const isOpen = noteReach(notes, item, candidate, seen);
  if (isOpen) {
    noteKind(notes, item, candidate, seen, shown);
    noteOtherKind(notes, item, candidate, seen);
    if (!notes.hasFail) noteSubject(notes, item, candidate, seen);
    if (!notes.hasFail) noteOpening(notes, item, candidate, seen);
    if (shown < strict.length || strict.length === 0) noteEmptyDocuments(notes, item, candidate, seen);
    const isUnseen = !notes.hasFail && noteEmpty(notes, candidate, seen, context);
    if (!notes.hasFail && !isUnseen) {
      // What nobody could read cannot lack a year.
      const isClosed =
        rests && read.length > 0 && read.every(({ reading }) => reading.state === 'unreadable');
      if (!isClosed || year.state !== 'unclear') noteYear(notes, item, year, want, candidate);
      noteStaleness(notes, item, seen, context);
      noteReusedYears(notes, item, candidate, seen, want);
      noteOwner(notes, candidate, seen, isOfDocuments, context);
      judgeFormat(item, candidate, content, documents, notes);
      noteElements(notes, item, elements, read, context);
      // A form that is not accepted is the smaller thing where what is asked for is surely not in it.
      if (notes.causes[0]?.code === 'wrong-format' && notes.facts.includes('element-missing'))
        notes.lead('missing-element');
      if (shown * 2 < strict.length) noteLookAlike(notes, item, seen);
      noteEnactment(notes, item, candidate, seen);
      // What shows most of it lacks this year's things because it is last year's.
      if (year.state === 'wrong' && notes.hasFail && shown * 2 > strict.length) notes.lead('wrong-year');
      noteEmptyCells(notes, item, seen);
      // A table of contents is bare; what its chapters show was seen.
      if ((candidate.chapters ?? []).length === 0) {
        noteBareNames(notes, content, documents, strict.length);
        if (rests) noteBareDocuments(notes, read, strict.length);
      }
      notePlace(notes, item, candidate);
      if (candidate.unnamed !== undefined && item.kind === 'news') noteUnnamedNews(notes);
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
  const { probability, factors } = probabilityOf(notes.facts, context.weights, item.topics[0]);
  const bounded = boundProbability(notes.verdict(), probability);
  return {
    candidate,
    verdict: notes.verdict(),
    probability: item.elements.length === 0 ? Math.min(bounded, maxUnknownProbability) : bounded,
    factors,
    relevance,
    causes: notes.causes,
    elements,
    year,
    documents,
    content,
    seen,
  };
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
    facts: { foundYears: year.found, wantYear: want, quote: year.quote ?? undefined, label: year.label },
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

function notePlace(notes: Notes, item: ChecklistItem, candidate: Candidate): void {
  if (candidate.onSite || isAcceptedService(candidate.url, item.accepts.externalHosts)) return;
  notes.review('off-site', 'off-site', { facts: { host: new URL(candidate.url).hostname } });
}

/** Tenders, jobs and visits are posts with days too: whether these are the agency's news a person has to tell. */
function noteUnnamedNews(notes: Notes): void {
  notes.review('element-resembled', 'low-confidence', {
    facts: {
      statedBecauseTh: 'พบรายการที่มีวันที่ในปีนี้ แต่ชื่อหน้าไม่ได้บอกว่าเป็นข่าวประชาสัมพันธ์',
      statedBecauseEn:
        'posts dated in this year were found on a page whose name does not say that they are news',
    },
  });
}

/** Content that shows the item's elements makes an unofficial name more believable. */
function raise(relevance: number, shareShown: number): number {
  return Math.round((1 - (1 - relevance) * (1 - 0.5 * shareShown)) * 1000) / 1000;
}

/**
 * Whether most of what is shown stands in its documents: then their year counts, whatever the page over them is called. Entries of a list
 * may be of other years than the one file beside them.
 */
function shownInDocuments({ attached }: Candidate, { elements, read }: Seen): boolean {
  if (attached.some(({ target, isForeign }) => target === 'page' && !isForeign)) return false;
  const files = new Set(read.map(({ target }) => target.url));
  const shown = elements.filter(({ element, found }) => element.strict && found === true);
  return shown.filter(({ sourceUrl }) => files.has(sourceUrl ?? '')).length * 2 > shown.length;
}

/** Whether nobody could look into it. */
export function isClosed(judged: JudgedCandidate): boolean {
  return judged.factors.some(
    ({ name }) => name === 'cannot-be-opened' || name === 'could-not-open' || name === 'not-searched',
  );
}
