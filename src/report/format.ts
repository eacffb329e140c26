import { writeDay } from '../result/dates.ts';
import type { Words } from '../result/sentences.ts';
import type { Result, ResultItem } from '../result/schema.ts';

/** Languages of the reports. */
export type ReportLanguage = 'th' | 'en';

/** A whole number of points; "<1" for what rounds to none and is not none. */
function writePoints(points: number): string {
  const rounded = Math.round(points);
  return rounded === 0 && points > 0 ? '<1' : String(rounded);
}

/**
 * OIT points that an item would bring, as a range over the aggregation rules and without decimals: "1–3", "<1";
 * null where nothing is to be gained or no score is known.
 */
export function writeGain(item: ResultItem): string | null {
  const low = item.gainLow ?? item.gain;
  const high = item.gainHigh ?? item.gain;
  if (low === null || high === null || high <= 0) return null;
  const [least, most] = [writePoints(Math.max(0, low)), writePoints(high)];
  return least === most ? most : `${least}–${most}`;
}

/** The gain in words: "ประมาณ 1–3 คะแนน", "ไม่ถึง 1 คะแนน". */
export function gainWords(item: ResultItem): Words | null {
  const gain = writeGain(item);
  if (gain === null) return null;
  if (gain === '<1') return { th: 'ไม่ถึง 1 คะแนน', en: 'less than 1 point' };
  return { th: `ประมาณ ${gain} คะแนน`, en: `about ${gain} point${gain === '1' ? '' : 's'}` };
}

/** Bytes as people read them: "812 B", "14 KB", "2.3 MB". */
export function writeBytes(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  if (bytes < 1024 ** 2) return `${Math.round(bytes / 1024)} KB`;
  return `${(bytes / 1024 ** 2).toFixed(1)} MB`;
}

/** Name to head a report with: the agency's, else its key. */
export function agencyTitle(result: Result): string {
  return result.agency.name ?? result.agency.key;
}

/** The year that an item wants: "ปีงบประมาณ 2567 (ปีก่อน)", with ≈ where the checklist is not sure. */
export function wantWords(item: ResultItem): Words {
  const { kind, fiscalYear, confidence } = item.want;
  const mark = confidence === 'high' ? '' : '≈ ';
  if (kind === 'any' || fiscalYear === null) {
    return { th: `${mark}ใช้ข้อมูลที่เป็นปัจจุบัน`, en: `${mark}whatever is up to date` };
  }
  const th = kind === 'previous' ? 'ปีก่อนหน้า' : 'ปีที่ประเมิน';
  const en = kind === 'previous' ? 'the year before' : 'the assessed year';
  return { th: `${mark}ปีงบประมาณ ${fiscalYear} (${th})`, en: `${mark}fiscal year ${fiscalYear} (${en})` };
}

/** "เมนู ก → ข": the words of the links from the home page on; empty where the path is not known. */
export function clickPathText(steps: readonly { text: string }[]): string[] {
  return steps.map((step) => step.text.trim()).filter((text) => text !== '');
}

/** The day that a result speaks of. */
export function asOfWords(result: Result): Words {
  return writeDay(result.run.asOf);
}
