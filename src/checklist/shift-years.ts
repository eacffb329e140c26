/** Between the Buddhist Era and the Common Era. */
const eraYears = 543;

/**
 * Moves the words of one fiscal year to another: "ปีงบประมาณ 2568" → "ปีงบประมาณ 2570", "ผลปี 2567" → "ผลปี 2569", "มี.ค. 68" →
 * "มี.ค. 70", "ITA_68_o12" → "ITA_70_o12", "March 2025" → "March 2027". Only the year itself and the one before it are
 * bound to the checklist's year: laws ("พ.ศ. 2560") and spans ("2566-2570") stay as they are.
 *
 * @param fromYear Buddhist fiscal year that the text was written for
 * @param toYear Buddhist fiscal year that it is to speak of
 */
export function shiftYears(text: string, fromYear: number, toYear: number): string {
  const step = toYear - fromYear;
  const bound = [fromYear, fromYear - 1];
  const long = new Set([...bound, ...bound.map((year) => year - eraYears)].map(String));
  const short = new Set(bound.map((year) => String(year % 100).padStart(2, '0')));
  const shortAfter = (year: string): string =>
    String((((Number(year) + step) % 100) + 100) % 100).padStart(2, '0');
  return text
    .replace(/(?<!\d|\d\s*[-–]\s*)\d{4}(?!\d|\s*[-–]\s*\d)/gu, (year) =>
      long.has(year) ? String(Number(year) + step) : year,
    )
    .replace(/(?<=[ก-๙]\.\s?)\d\d(?!\d)/gu, (year) => (short.has(year) ? shortAfter(year) : year))
    .replace(/(?<=_)\d\d(?=_)/gu, (year) => (short.has(year) ? shortAfter(year) : year));
}
