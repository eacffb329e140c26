import type { ResultScore } from '../result/schema.ts';
import { type Words, writeScore, writeScoreRange } from '../result/sentences.ts';

type Total = NonNullable<ResultScore['total']>;

/** The ITA total with the surveys' scores, in one line. */
export function writeTotal(total: Total): Words {
  const { iit, eit1, eit2, expected, low, high } = total;
  const range = writeScoreRange(low, high);
  const grade = writeGrade(total);
  return {
    th: `คะแนนรวม ITA ประมาณ ${writeScore(expected)} (ช่วง ${range}) เมื่อใช้ IIT ${iit}, EIT ส่วนที่ 1 ${eit1}, EIT ส่วนที่ 2 ${eit2}${grade === null ? '' : ` · ${grade.th}`}`,
    en: `ITA total about ${writeScore(expected)} (range ${range}) with IIT ${iit}, EIT part 1 ${eit1}, EIT part 2 ${eit2}${grade === null ? '' : ` · ${grade.en}`}`,
  };
}

/** The grade that is expected, or between which grades the range lies; null where the checklist knows none. */
export function writeGrade({ grade, gradeLow, gradeHigh }: Total): Words | null {
  if (grade !== null) return { th: `ระดับที่คาด “${grade.nameTh}”`, en: `expected grade “${grade.nameEn}”` };
  if (gradeLow === null || gradeHigh === null) return null;
  return {
    th: `ระดับยังไม่แน่ชัด ระหว่าง “${gradeLow.nameTh}” ถึง “${gradeHigh.nameTh}”`,
    en: `grade not settled, from “${gradeLow.nameEn}” to “${gradeHigh.nameEn}”`,
  };
}
