import type { ChecklistItem } from '../checklist/schema.ts';
import type { ReasonFacts } from '../result/sentences.ts';
import { dueDate, type ElementFinding, isNotDue } from './elements.ts';
import type { Cause, Notes } from './notes.ts';
import type { JudgeContext } from './seen.ts';

/** Notes which of the elements that are owed today are there, missing, or not to be told. */
export function noteElements(
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
