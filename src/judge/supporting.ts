import type { ChecklistItem } from '../checklist/schema.ts';
import type { ReasonCode } from '../result/vocabulary.ts';
import { isLikelyThere, isSurelyTold } from './absence.ts';
import { isClosed, type JudgedCandidate, rejudgeWith } from './candidate.ts';
import type { ElementFinding } from './elements.ts';
import type { JudgeContext } from './seen.ts';

/** Further addresses that may be declared beside the first must be this surely about the item. */
export const supportFrom = 0.6;

/** What is of another kind, in a form that is not accepted, or another agency's makes up for nothing. */
const lendsNothing = new Set<ReasonCode>(['wrong-kind', 'wrong-format', 'wrong-owner']);

/** An agency may declare several addresses: what the best lacks, others of the same item may show. */
export function addElementsOf(
  item: ChecklistItem,
  best: JudgedCandidate,
  others: readonly JudgedCandidate[],
  context: JudgeContext,
): { merged: JudgedCandidate; supporting: JudgedCandidate[] } {
  if (best.candidate.source === 'declared' || !isSeen(best) || isClosed(best))
    return { merged: best, supporting: [] };
  const supporting: JudgedCandidate[] = [];
  const elements = best.elements.map((finding) => {
    // What a board says of itself, that it takes no more questions, no link to it makes up for.
    if (finding.found === true || finding.isVoided) return finding;
    const lenders = others.filter((other) => mayLend(other, best, finding));
    const helper = lenders.find(({ elements: its }) =>
      its.some(({ element, found }) => element.id === finding.element.id && found === true),
    );
    const found = helper?.elements.find(({ element }) => element.id === finding.element.id);
    if (helper === undefined || found === undefined) {
      const denial = others.flatMap((other) => denialIn(other, finding))[0];
      if (denial !== undefined) return denial;
      const likely = likeliestOf(finding, lenders);
      if (likely !== null) return likely;
      return finding.found === false && others.some((other) => mayHold(other, finding))
        ? { ...finding, found: null }
        : finding;
    }
    if (!supporting.includes(helper)) supporting.push(helper);
    return found;
  });
  if (elements.every((finding, index) => finding === best.elements[index]))
    return { merged: best, supporting };
  const all = elements.map((finding) => incompleteIn(supporting, finding) ?? finding);
  return { merged: rejudgeWith(item, best, all, context), supporting };
}

/** Whether what one candidate shows of an element may count for another. */
function mayLend(other: JudgedCandidate, best: JudgedCandidate, { element, count }: ElementFinding): boolean {
  // Who has no telephone here has none on a page of other people.
  if (count !== null && (other.candidate.unnamed !== undefined || !showsPeopleOf(best, other))) return false;
  return (
    other.candidate.relevance >= supportFrom &&
    other.candidate.onSite === best.candidate.onSite &&
    (other.year.state !== 'wrong' || element.year?.want === 'any') &&
    other.seen.otherKind.length === 0 &&
    !isClosed(other) &&
    !other.causes.some(({ code }) => lendsNothing.has(code))
  );
}

/** Whether every kind of people that one candidate shows is on the other as well: the council's page has no head of a division. */
function showsPeopleOf(best: JudgedCandidate, other: JudgedCandidate): boolean {
  return best.elements.every(
    ({ element, found }, index) =>
      found !== true ||
      !element.cues.some(({ kind }) => kind === 'people') ||
      other.elements[index]?.found === true,
  );
}

/** What a second page of the item may well show in words that no cue knows, where the first hardly does. */
function likeliestOf(finding: ElementFinding, others: readonly JudgedCandidate[]): ElementFinding | null {
  if (finding.found !== false || isSurelyTold(finding) || isLikelyThere(finding)) return null;
  const likely = others.flatMap(({ elements }) =>
    elements.filter(
      (other) => other.element.id === finding.element.id && other.found === false && isLikelyThere(other),
    ),
  );
  return likely.toSorted((a, b) => (b.likeness ?? 0) - (a.likeness ?? 0))[0] ?? null;
}

/** People whom a second page adds are people, too: where one of them lacks a contact, not everyone has one. */
function incompleteIn(
  supporting: readonly JudgedCandidate[],
  { element, count }: ElementFinding,
): ElementFinding | undefined {
  if (count === null) return undefined;
  return supporting
    .flatMap(({ elements }) => elements)
    .find((other) => other.element.id === element.id && other.found === false && other.count !== null);
}

/** Whether anything was seen that elements could be added to: a page, or a document that was read. */
function isSeen({ content, seen }: JudgedCandidate): boolean {
  return content !== null || seen.read.some((document) => document.content !== null);
}

/** Whether it is a file that surely is of the item as well. */
function isSecondFile({ candidate, relevance, year }: JudgedCandidate): boolean {
  return candidate.opened !== null && relevance >= supportFrom && year.state !== 'wrong';
}

/** What a second file of the same item says of itself that it does not have: a progress report of three months beside the plan. */
function denialIn(judged: JudgedCandidate, { element }: ElementFinding): ElementFinding[] {
  if (!isSecondFile(judged)) return [];
  return judged.elements.filter(
    (other) => other.element.id === element.id && other.isVoided && other.found === false,
  );
}

/** A second file of the same item that could not be read, or not as a whole, may hold what the first lacks. */
function mayHold(judged: JudgedCandidate, { element }: ElementFinding): boolean {
  return (
    isSecondFile(judged) &&
    judged.seen.otherKind.length === 0 &&
    judged.elements.some((finding) => finding.element.id === element.id && finding.found === null)
  );
}
