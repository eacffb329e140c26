import { writeInstant } from './dates.ts';
import type { Words } from './words.ts';

/**
 * What stands under every score and at the foot of every printed page.
 * @param checkedAt UTC instant at which the crawl ended
 * @param fiscalYear Buddhist fiscal year of the checklist
 */
export function disclaimer(checkedAt: string, fiscalYear: number): Words {
  const at = writeInstant(checkedAt);
  return {
    th: `คะแนนประมาณเพื่อเตรียมความพร้อม ไม่ใช่ผลประเมินของสำนักงาน ป.ป.ช. ห้ามใช้อ้างเป็นผลคะแนน ตรวจจากหน้าเว็บที่เปิดได้เมื่อ ${at.th} องค์ประกอบและน้ำหนักที่มี ≈ เป็นการอนุมาน โปรดเทียบคู่มือปี ${fiscalYear} ก่อนยื่น`,
    en: `A readiness estimate, not a result of the National Anti-Corruption Commission; not to be quoted as a score. Based on the pages that could be opened on ${at.en}. Elements and weights marked ≈ are inferred: compare the ${fiscalYear} handbook before filing.`,
  };
}

/**
 * Says that today lies in another fiscal year than the checklist's; null where it does not.
 * Both are Buddhist years.
 */
export function yearLine(asOfFiscalYear: number, checklistFiscalYear: number): Words | null {
  if (asOfFiscalYear === checklistFiscalYear) return null;
  return {
    th: `วันนี้อยู่ในปีงบประมาณ ${asOfFiscalYear} แต่รายงานนี้ใช้เกณฑ์ปี ${checklistFiscalYear}`,
    en: `Today lies in fiscal year ${asOfFiscalYear}, but this report uses the ${checklistFiscalYear} criteria.`,
  };
}

/** An OIT estimate and the grades of its checklist; scores are out of 100. */
export interface GradeLineInput {
  low: number;
  expected: number;
  high: number;
  grades: readonly {
    nameTh: string;
    nameEn: string;
    minTotal: number;
    /** lowest score of every instrument; absent: only the total counts */
    minInstrument?: number | undefined;
  }[];
}

type GradeBound = GradeLineInput['grades'][number] & { minInstrument: number };

const instrumentsTh = 'IIT, EIT ส่วนที่ 1, EIT ส่วนที่ 2';
const instrumentsEn = 'IIT, EIT part 1, EIT part 2';

/**
 * A score out of 100 as a whole number. Where rounding would lift it onto a bound that it has not reached, it is cut
 * instead: 84.6 is "84", 94.97 "94". Grade bounds are multiples of five in every year; others are named.
 */
export function writeScore(score: number, otherBounds: readonly number[] = []): string {
  const rounded = Math.round(score);
  const lifted =
    rounded > score && (rounded % 5 === 0 || otherBounds.some((bound) => score < bound && rounded >= bound));
  return String(lifted ? Math.floor(score) : rounded);
}

/** A range of scores as written by {@link writeScore}: "80–90", or one number where both are the same. */
export function writeScoreRange(low: number, high: number): string {
  return writeRange(writeScore(low), writeScore(high));
}

/** "A", or "A–B" where the two differ as written. */
function writeRange(low: string, high: string): string {
  return low === high ? low : `${low}–${high}`;
}

/**
 * What this OIT range allows of the ITA grade, and no more: the other instruments are not known. A grade
 * that asks a least score of every instrument is out of reach below it, whatever IIT and EIT are.
 */
export function gradeLine({ low, expected, high, grades }: GradeLineInput): Words {
  const bounded = grades
    .filter((grade): grade is GradeBound => grade.minInstrument !== undefined)
    .toSorted((a, b) => b.minInstrument - a.minInstrument);
  const bounds = bounded.map((grade) => grade.minInstrument);
  const write = (score: number) => writeScore(score, bounds);
  const range = writeRange(write(low), write(high));
  const head = {
    th: `OIT ประมาณ ${write(expected)} (ช่วง ${range})`,
    en: `OIT about ${write(expected)} (range ${range})`,
  };
  const crossed = bounds.filter((bound) => low < bound && bound <= high).toReversed();
  const parts: Words[] = [];
  if (crossed.length > 0) {
    parts.push({
      th: `${head.th} ช่วงนี้คร่อมเกณฑ์ ${crossed.join(' และ ')} จึงยังบอกระดับไม่ได้`,
      en: `${head.en}; it straddles ${crossed.join(' and ')}, so the grade cannot be told yet`,
    });
  } else parts.push(head);

  const reached = bounded.find((grade) => low >= grade.minInstrument);
  const next = bounded.findLast((grade) => low < grade.minInstrument);
  if (reached !== undefined && crossed.length === 0) {
    parts.push(namesHighest({ th: 'ด้วย OIT ช่วงนี้', en: 'With OIT in this range' }, reached));
  } else if (next !== undefined) {
    const bound = next.minInstrument;
    parts.push(namesHighest({ th: `ถ้า OIT ถึง ${bound}`, en: `If OIT reaches ${bound}` }, next));
  }
  const named = reached !== undefined && crossed.length === 0 ? reached : next;
  const above = bounded.filter((grade) => named !== undefined && grade.minInstrument > named.minInstrument);
  for (const grade of above.toReversed()) {
    parts.push({
      th: `“${grade.nameTh}” ต้องได้ OIT ${grade.minInstrument} ขึ้นไป`,
      en: `“${grade.nameEn}” needs an OIT of ${grade.minInstrument} or more`,
    });
  }
  if (bounded.length === 0) {
    parts.push({
      th: 'ระดับขึ้นกับคะแนนรวมที่มี IIT และ EIT ด้วย OIT อย่างเดียวจึงบอกระดับไม่ได้',
      en: 'the grade goes by the total with IIT and EIT, so OIT alone cannot tell it',
    });
  }
  return { th: parts.map((part) => part.th).join(' · '), en: parts.map((part) => part.en).join(' · ') };
}

function namesHighest(when: Words, grade: GradeBound): Words {
  const least = Math.max(grade.minTotal, grade.minInstrument);
  return {
    th: `${when.th} ระดับสูงสุดที่เป็นไปได้คือ “${grade.nameTh}” โดย ${instrumentsTh} และคะแนนรวมต้องถึง ${least} ด้วย`,
    en: `${when.en}, the best possible grade is “${grade.nameEn}”, for which ${instrumentsEn} and the total must reach ${least} too`,
  };
}
