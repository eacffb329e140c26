import type { AgencyLine, AgencyProblem, BatchManifest } from './schema.ts';
import type { BatchProgress } from './tally.ts';

type Lang = 'th' | 'en';

const problemWords: Record<AgencyProblem, { th: string; en: string }> = {
  unreachable: { th: 'เปิดเว็บไซต์ไม่สำเร็จ', en: 'the site could not be opened' },
  incomplete: { th: 'ดูได้ไม่ทั่ว', en: 'not all could be looked at' },
  error: { th: 'โปรแกรมตรวจไม่สำเร็จ', en: 'the program failed at it' },
  crashed: { th: 'โปรแกรมหยุดทำงานขณะตรวจ', en: 'the program broke down at it' },
  'night-ended': { th: 'ยังไม่ถึงคิว', en: 'its turn did not come' },
  interrupted: { th: 'ยังไม่ถึงคิว', en: 'its turn did not come' },
};

/** One line on how far a batch is. */
export function writeBatchProgress(progress: BatchProgress, lang: Lang): string {
  const { agencies, ended, running, unreachable, failed, perHour, minutesLeft, restUntilMs } = progress;
  const rest = restUntilMs === null ? null : clockTime(restUntilMs);
  const parts =
    lang === 'th'
      ? [
          `ตรวจแล้ว ${ended}/${agencies}`,
          `กำลังตรวจ ${running}`,
          ...(unreachable > 0 ? [`เปิดไม่สำเร็จ ${unreachable}`] : []),
          ...(failed > 0 ? [`ตรวจไม่สำเร็จ ${failed}`] : []),
          ...(perHour === null ? [] : [`${Math.round(perHour)} หน่วยงาน/ชม.`]),
          ...(minutesLeft === null ? [] : [`เหลือ ~${writeMinutes(minutesLeft, lang)}`]),
          ...(rest === null ? [] : [`พักในเวลาราชการ ถึง ${rest} น. (ไม่พักให้เติม --any-hour)`]),
        ]
      : [
          `${ended}/${agencies} done`,
          `${running} running`,
          ...(unreachable > 0 ? [`${unreachable} unreachable`] : []),
          ...(failed > 0 ? [`${failed} failed`] : []),
          ...(perHour === null ? [] : [`${Math.round(perHour)} an hour`]),
          ...(minutesLeft === null ? [] : [`~${writeMinutes(minutesLeft, lang)} left`]),
          ...(rest === null ? [] : [`resting in office hours until ${rest} (--any-hour goes on)`]),
        ];
  return parts.join(' · ');
}

/** One line on an agency that has ended. */
export function writeAgencyEnd(line: AgencyLine, lang: Lang): string {
  const { key, score, problem, pages, documents, outcome, detail } = line;
  const expected = score?.expected ?? null;
  const shown =
    score === null || expected === null
      ? '–'
      : `${Math.round(expected)} (${Math.round(score.low)}–${Math.round(score.high)})`;
  const why = problem === null ? [] : [problemWords[problem][lang]];
  const how = outcome ?? detail?.split('\n')[0]?.slice(0, 160) ?? null;
  const looked = lang === 'th' ? `${pages} หน้า ${documents} ไฟล์` : `${pages} pages, ${documents} files`;
  return [key, shown, looked, ...why, ...(how === null ? [] : [how])].join(' · ');
}

/** What a batch came to, in a few lines. */
export function writeBatchSummary(
  counts: BatchManifest['counts'],
  end: BatchManifest['end'],
  paths: { agencies: string },
  lang: Lang,
): string {
  const { agencies, done, unreachable, incomplete, failed, notRun } = counts;
  const lines =
    lang === 'th'
      ? [
          `ตรวจแล้ว ${done} จาก ${agencies} หน่วยงาน`,
          `  เปิดเว็บไซต์ไม่สำเร็จ ${unreachable} · ดูได้ไม่ทั่ว ${incomplete} · โปรแกรมตรวจไม่สำเร็จ ${failed} · ยังไม่ได้ตรวจ ${notRun}`,
          ...(end === 'complete' ? [] : ['  สั่งคำสั่งเดิมอีกครั้งเพื่อตรวจต่อจากที่ค้างไว้']),
          `รายหน่วยงาน: ${paths.agencies}`,
        ]
      : [
          `${done} of ${agencies} agencies checked`,
          `  ${unreachable} unreachable · ${incomplete} not looked at in full · ${failed} failed · ${notRun} not run`,
          ...(end === 'complete' ? [] : ['  The same command goes on from here.']),
          `Per agency: ${paths.agencies}`,
        ];
  return `${lines.join('\n')}\n`;
}

function writeMinutes(minutes: number, lang: Lang): string {
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  if (hours === 0) return lang === 'th' ? `${rest} นาที` : `${rest} min`;
  return lang === 'th' ? `${hours} ชม. ${rest} นาที` : `${hours} h ${rest} min`;
}

/** HH:MM in Thailand. */
function clockTime(ms: number): string {
  return new Intl.DateTimeFormat('en-GB', {
    timeZone: 'Asia/Bangkok',
    hour: '2-digit',
    minute: '2-digit',
  }).format(ms);
}
