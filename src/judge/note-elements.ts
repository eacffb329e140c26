import type { ChecklistItem } from '../checklist/schema.ts';
import type { ReasonFacts } from '../result/sentences.ts';
import { isAbsenceSure, semblanceOf } from './absence.ts';
import { dueDate, type ElementFinding, isNotDue } from './elements.ts';
import type { Cause, Notes } from './notes.ts';
import type { FactName } from './probability.ts';
import type { JudgeContext, ReadDocument } from './seen.ts';
import { wantedYear } from './year.ts';

/** Notes which of the elements that are owed today are there, missing, or not to be told. */
export function noteElements(
  notes: Notes,
  item: ChecklistItem,
  elements: readonly ElementFinding[],
  read: readonly ReadDocument[],
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
  const partsOpen = parts.filter((finding) => finding.found === null);
  const partsMissing = parts.filter((finding) => finding.found === false);
  const isPartial =
    item.scoreLevels.includes(50) && partsMissing.length > 0 && partsMissing.length < parts.length;
  const soft = elements.filter(
    ({ element, found }) =>
      !element.strict && found === false && !(isPartial && element.partOf !== undefined),
  );
  // Whatever is still to be found: half of the points are lost.
  if (isPartial && missing.length + open.length > 0) notes.fact('some-parts-only');
  if (missing.length > 0) {
    const isFirm = missing.some(({ element }) => element.confidence !== 'low');
    const first = missingCause(missing[0]);
    const facts: ReasonFacts = {
      ...namesOf(missing),
      ...(missing.some(({ isVoided }) => isVoided) ? saidLess : {}),
    };
    const ofOtherYear = missing.find(({ wrongYears }) => wrongYears.length > 0);
    if (isFirm && isAbsenceSure(missing, owed)) {
      if (ofOtherYear === undefined) notes.fail('element-missing', 'missing-element', { ...first, facts });
      else notes.fail('element-missing', 'wrong-year', wrongYearCause(item, ofOtherYear, context));
    } else notes.review(unseenFact(missing), 'missing-element', { ...first, facts });
  } else if (open.length > 0) {
    noteOpen(notes, open, read);
  } else if (item.scoreLevels.includes(50) && partsOpen.length > 0) {
    noteOpen(notes, partsOpen, read);
  } else if (item.scoreLevels.includes(50) && parts.length > 0 && partsMissing.length === parts.length) {
    notes.review(unseenFact(partsMissing), 'missing-element', {
      ...missingCause(partsMissing[0]),
      facts: namesOf(partsMissing),
    });
  } else if (isPartial) {
    notes.partial('some-parts-only', 'missing-element', {
      ...missingCause(partsMissing[0]),
      facts: namesOf(partsMissing),
    });
  } else if (item.elements.length === 0) {
    notes.review('elements-unknown', 'low-confidence', { facts: becauseUnknown(context.checklistYear) });
  } else if (
    soft.length > elements.filter(({ found }) => found === true).length &&
    soft.every((one) => isAbsenceSure([one], [one]))
  ) {
    // The one that has to be there is little more than the name of what lacks all the rest.
    notes.review(unseenFact(soft), 'missing-element', { ...missingCause(soft[0]), facts: namesOf(soft) });
  } else {
    notes.fact('every-element-shown');
    if (owed.some(({ page }) => page !== null)) notes.fact('read-in-document');
  }
  if (soft.length > 0) {
    const element = soft[0]?.element.id ?? null;
    const isTold = notes.causes.some(
      (cause) => cause.code === 'missing-element' && cause.element === element,
    );
    if (!isTold) notes.remark('missing-element', { element, facts: namesOf(soft) });
    notes.fact('soft-element-missing');
  }
}

/** Says why elements could not be told: what stood in the way comes before what was not tried. */
function noteOpen(notes: Notes, open: readonly ElementFinding[], read: readonly ReadDocument[]): void {
  const names = namesOf(open);
  const element = open[0]?.element.id ?? null;
  const closed = read.find(({ reading }) => reading.state === 'unreadable');
  const scanned = read.find(({ reading }) => reading.state === 'in-part' && reading.why === 'scanned-pages');
  const unread = read.some(({ reading }) => reading.state === 'not-read');
  if (closed?.reading.state === 'unreadable') {
    const { problem } = closed.reading;
    notes.review('document-unreadable', 'unreadable', {
      element,
      url: closed.target.url,
      found: problem,
      facts: { ...names, problem },
    });
  } else if (scanned?.reading.state === 'in-part') {
    const { pages } = scanned.reading;
    notes.review('document-unreadable', 'unreadable', {
      element,
      url: scanned.target.url,
      found: 'no-text-layer',
      facts: { ...names, problem: 'no-text-layer', unreadPages: pages },
    });
  } else if (open.some(({ isVoided }) => isVoided)) {
    notes.review('element-voided', 'low-confidence', { element, facts: { ...names, ...saidClosed } });
  } else {
    const because = read.length === 0 || unread ? notRead : becauseOf(read);
    const isWhole = read.every(({ reading }) => reading.state === 'whole');
    const isRated = isWhole && open.every(({ likeness }) => likeness !== null);
    const fact = isRated ? unseenFact(open) : 'elements-unread';
    notes.review(fact, 'low-confidence', { element, facts: { ...names, ...because } });
  }
}

function unseenFact(missing: readonly ElementFinding[]): FactName {
  switch (semblanceOf(missing)) {
    case 'none':
      return 'element-not-seen';
    case 'some':
      return 'element-resembled';
    case 'good':
      return 'element-well-resembled';
    case 'strong':
      return 'element-much-resembled';
  }
}

function becauseUnknown(year: number): Pick<ReasonFacts, 'statedBecauseTh' | 'statedBecauseEn'> {
  return {
    statedBecauseTh: `ดูได้แค่ว่ามีหัวข้อ ยังไม่ทราบองค์ประกอบที่ปี ${year} กำหนด`,
    statedBecauseEn: `only that the topic is there could be seen, since the elements that ${year} asks for are not known`,
  };
}

const saidClosed = {
  statedBecauseTh: 'หน้านี้บอกว่าช่องทางปิดหรือเลิกใช้แล้ว หรือลิงก์ไปยังช่องทางนั้นเปิดไม่ได้ โปรดดูว่ายังมีช่องทางที่ใช้ได้จริงหรือไม่',
  statedBecauseEn:
    'the page says that the channel is closed, or its link did not open: see whether there is one that works',
};

const saidLess = {
  statedBecauseTh: 'สิ่งที่พบบอกเองว่าปิดแล้ว ยังไม่มี หรือครอบคลุมไม่ครบตามที่ขอ หรือลิงก์ไปยังส่วนนี้เปิดไม่ได้',
  statedBecauseEn:
    'what was found says of itself that it is closed, not there yet or less than is asked for, or its link does not open',
};

const notRead = {
  statedBecauseTh: 'องค์ประกอบอาจอยู่ในไฟล์ ซึ่งเครื่องยังไม่ได้อ่านเนื้อใน',
  statedBecauseEn: 'the elements may stand in a file whose content was not read',
};

function becauseOf(read: readonly ReadDocument[]): Pick<ReasonFacts, 'statedBecauseTh' | 'statedBecauseEn'> {
  const cut = read.find(({ reading }) => reading.state === 'in-part')?.reading;
  if (cut?.state !== 'in-part') {
    return {
      statedBecauseTh: 'อ่านเอกสารครบแล้ว พบเพียงบางส่วน หรืออยู่ในภาพ ลิงก์ หรือช่องที่ขีดไว้ ซึ่งเครื่องตัดสินไม่ได้',
      statedBecauseEn:
        'the document was read, and what it shows is half of what is asked, or lies in pictures, links or dashes',
    };
  }
  const of = cut.of === null || cut.of <= cut.pages ? null : cut.of;
  return {
    statedBecauseTh: `เอกสารยาว เครื่องอ่านได้ ${cut.pages} ${of === null ? 'หน้าแรก' : `จาก ${of} หน้า`}`,
    statedBecauseEn: `the document is long: ${of === null ? `its first ${cut.pages} pages were read` : `${cut.pages} of ${of} pages were read`}`,
  };
}

/** What is there for another year is not missing: what was published is last year's. */
function wrongYearCause(item: ChecklistItem, finding: ElementFinding, context: JudgeContext): Partial<Cause> {
  const { element, wrongYears, quote } = finding;
  const want = wantedYear(element.year ?? item.year, context.checklistYear);
  return {
    ...missingCause(finding),
    expected: want === null ? null : String(want),
    facts: { foundYears: wrongYears, wantYear: want ?? undefined, quote: quote ?? undefined },
  };
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
