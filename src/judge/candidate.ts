import type { ChecklistItem } from '../checklist/schema.ts';
import { isAcceptedService } from '../match/accepted-service.ts';
import type { AttachedTarget, Candidate } from '../match/candidate.ts';
import { type Content, contentOf } from './content.ts';
import { dependsOnUnknownType, type ElementFinding, isNotDue, judgeElements } from './elements.ts';
import { judgeFormat } from './format.ts';
import { noteBareNames, noteEmpty, noteKind } from './note-content.ts';
import { noteElements } from './note-elements.ts';
import { isDead, noteReach } from './note-reach.ts';
import { type Cause, type MachineVerdict, Notes } from './notes.ts';
import { type Factor, probabilityOf } from './probability.ts';
import type { JudgeContext, Seen } from './seen.ts';
import { documentYear, judgeYear, wantedYear, type YearFinding } from './year.ts';

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
    const isUnseen = !notes.hasFail && noteEmpty(notes, candidate, seen, context);
    if (!notes.hasFail && !isUnseen) {
      noteYear(notes, item, year, wantedYear(item.year, context.checklistYear), candidate);
      judgeFormat(item, candidate, content, documents, notes);
      noteElements(notes, item, elements, context);
      noteBareNames(notes, content, documents, strict.length);
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

function notePlace(notes: Notes, item: ChecklistItem, candidate: Candidate): void {
  if (candidate.onSite || isAcceptedService(candidate.url, item.accepts.externalHosts)) return;
  notes.review('off-site', 'off-site', { facts: { host: new URL(candidate.url).hostname } });
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
