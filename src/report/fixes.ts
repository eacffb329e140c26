import type { Words } from '../result/sentences.ts';
import type { Result, ResultItem } from '../result/schema.ts';
import type { Verdict } from '../result/vocabulary.ts';

/** An office of the agency and the items that it has to do something about, the most worthwhile first. */
export interface UnitTasks {
  unit: Words;
  items: ResultItem[];
}

/** The verdict that counts: a person's where there is a live one, else the machine's. */
export function verdictOf(item: ResultItem): Verdict {
  return item.effective.verdict;
}

/** Something is left to do for it, if only to look. */
export function isOpen(item: ResultItem): boolean {
  const verdict = verdictOf(item);
  return verdict === 'fail' || verdict === 'partial' || verdict === 'review';
}

/** Defects before things to look at, where both would bring as much. */
const urgency: Readonly<Record<Verdict, number>> = {
  fail: 0,
  partial: 1,
  review: 2,
  pass: 3,
  'not-applicable': 4,
};

/** Items with something left to do, ranked by the least that they would bring; the checklist's order breaks ties. */
export function rankFixes(result: Result): ResultItem[] {
  return result.items
    .filter(isOpen)
    .toSorted(
      (a, b) =>
        (b.gainLow ?? 0) - (a.gainLow ?? 0) ||
        (b.gainHigh ?? 0) - (a.gainHigh ?? 0) ||
        urgency[verdictOf(a)] - urgency[verdictOf(b)],
    );
}

/** "สำนักปลัด" of "สำนักปลัด (งานนิติการ) หรือหน่วยตรวจสอบภายใน": an office gets one list, not one per desk. */
export function officeOf(item: ResultItem): Words {
  const th = item.responsibleUnitTh.split(/[\s(]/u)[0];
  const en = item.responsibleUnitEn.split(/\s\(|,\s|\s(?:and|or)\sthe\s/u)[0];
  return { th: th || item.responsibleUnitTh, en: en || item.responsibleUnitEn };
}

/** The ranked fixes by responsible office; the office with the most worthwhile fix first. */
export function groupFixesByUnit(result: Result): UnitTasks[] {
  const units = new Map<string, UnitTasks>();
  for (const item of rankFixes(result)) {
    const unit = officeOf(item);
    const known = units.get(unit.th);
    if (known === undefined) units.set(unit.th, { unit, items: [item] });
    else known.items.push(item);
  }
  return [...units.values()];
}

/** How many items each verdict has. */
export function countVerdicts(result: Result): Record<Verdict, number> {
  const counts: Record<Verdict, number> = { pass: 0, partial: 0, fail: 0, review: 0, 'not-applicable': 0 };
  for (const item of result.items) counts[verdictOf(item)] += 1;
  return counts;
}
