import type { Words } from '../result/words.ts';
import { verdictWords } from '../result/words.ts';
import { writeDay } from '../result/dates.ts';
import { disclaimer, yearLine } from '../result/sentences.ts';
import { readableUrl } from '../report/clean.ts';
import type { Plan, PlanRow } from './schema.ts';
import { statusWords, toConfirm } from './status.ts';

/** Instruments as headings of the published reports write them. */
export const instrumentWords: Readonly<Record<PlanRow['instrument'], Words>> = {
  IIT: {
    th: 'แบบวัดการรับรู้ของผู้มีส่วนได้ส่วนเสียภายใน (IIT)',
    en: 'Internal survey (IIT)',
  },
  EIT: {
    th: 'แบบวัดการรับรู้ของผู้มีส่วนได้ส่วนเสียภายนอก (EIT)',
    en: 'External survey (EIT)',
  },
  OIT: { th: 'แบบวัดการเปิดเผยข้อมูลสาธารณะ (OIT)', en: 'Public disclosure (OIT)' },
};

/** Name to head the plan with: the agency's, else its key. */
export function agencyOf(plan: Plan): string {
  return plan.agency.name ?? plan.agency.key;
}

/** What the plan is called: a draft, which the agency makes its own. */
export function titleOf(plan: Plan): Words {
  return {
    th: `(ร่าง) มาตรการส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน ประจำปีงบประมาณ พ.ศ. ${plan.fiscalYear}`,
    en: `(Draft) Measures for integrity and transparency, fiscal year ${plan.fiscalYear}`,
  };
}

/** First line of the plan where its day lies in another fiscal year than the criteria; null where it does not. */
export function yearLineOf(plan: Plan): Words | null {
  return yearLine(plan.fiscalYear, plan.checklist.fiscalYear);
}

/** What the plan rests on: which check, which criteria, which earlier checks, and what of it is only suggested. */
export function introductionOf(plan: Plan): Words[] {
  const checked = writeDay(plan.basedOn.asOf);
  const made = writeDay(plan.asOf);
  const url = readableUrl(plan.site.startUrl);
  const earlier = plan.previous.map((one) => writeDay(one.asOf));
  return [
    {
      th: `จัดทำจากผลตรวจเว็บไซต์ ${url} เมื่อ ${checked.th} ตาม${plan.checklist.name.th} · ทำแผนเมื่อ ${made.th}`,
      en: `Made of the check of ${url} on ${checked.en} by ${plan.checklist.name.en} · plan made on ${made.en}`,
    },
    ...(earlier.length === 0
      ? []
      : [
          {
            th: `เทียบกับผลตรวจก่อนหน้า: ${earlier.map((day) => day.th).join(', ')}`,
            en: `Compared with the earlier checks: ${earlier.map((day) => day.en).join(', ')}`,
          },
        ]),
    ...(plan.basedOn.incomplete
      ? [
          {
            th: 'การตรวจครั้งนี้ดูไม่ทั่วทั้งเว็บไซต์ ข้อที่เครื่องสรุปไม่ได้ไม่ได้แปลว่าไม่มีข้อมูล',
            en: 'This check did not see the whole site; what it could not decide may well be there.',
          },
        ]
      : []),
    ...(plan.checklist.sameAsJudged
      ? []
      : [
          {
            th: 'ไฟล์เกณฑ์เปลี่ยนไปหลังการตรวจ คะแนนจำลองใช้เกณฑ์ปัจจุบัน',
            en: 'The checklist file has changed since the check; scores here are worked out by the present one.',
          },
        ]),
    draftNote,
  ];
}

/** Says what of the table is a suggestion. */
const draftNote: Words = {
  th: 'ขั้นตอน ผู้รับผิดชอบ ระยะเวลา และสถานะ เป็นข้อเสนอของโปรแกรม โปรดตรวจ แก้ไข และยืนยันก่อนใช้ การพบไฟล์บนเว็บไซต์ไม่ได้พิสูจน์ว่าได้ดำเนินมาตรการแล้ว ช่องว่างให้หน่วยงานกรอก',
  en: 'Steps, units, periods and statuses are the program’s suggestions: check, correct and confirm them before use. A file on the website does not prove that a measure was carried out. Blank cells are for the agency to fill in.',
};

/** The disclaimer that stands wherever a score or a verdict does. */
export function disclaimerOf(plan: Plan): Words {
  return disclaimer(plan.basedOn.finishedAt, plan.checklist.fiscalYear);
}

/** "15 มิ.ย. 2568" and "ถึง 14 ส.ค. 2568", or nothing: two lines, since a narrow column would break within a day. */
export function periodLines(period: PlanRow['period']): Words[] {
  if (period === null) return [];
  const [from, to] = [writeDay(period.from), writeDay(period.to)];
  return [from, { th: `ถึง ${to.th}`, en: `to ${to.en}` }];
}

/** The rounds that are still to come on the plan's day: "รอบ 9 เดือน", "ภายใน 30 มิ.ย. 2568". */
export function comingRounds(row: PlanRow, asOf: string): Words[] {
  return row.followUp
    .filter((round) => round.to >= asOf)
    .flatMap(({ months, to }) => {
      const day = writeDay(to);
      return [
        { th: `รอบ ${months} เดือน`, en: `${months} months:` },
        { th: `ภายใน ${day.th}`, en: `by ${day.en}` },
      ];
    });
}

/** What one round's last check saw, or what is to be done in it. */
export function roundLines(round: PlanRow['followUp'][number], row: PlanRow, asOf: string): Words[] {
  if (round.seen !== null) {
    const [day, words] = [writeDay(round.seen.asOf), verdictWords[round.seen.verdict]];
    return [{ th: `ตรวจ ${day.th}: ${words.th}`, en: `Checked ${day.en}: ${words.en}` }];
  }
  if (row.instrument !== 'OIT') return [];
  if (round.to < asOf) return [{ th: 'ไม่มีผลตรวจในรอบนี้', en: 'No check in this round' }];
  const day = writeDay(round.to);
  return [{ th: `ตรวจภายใน ${day.th}`, en: `Check by ${day.en}` }];
}

/** The status as a suggestion, never as a fact; for a person to put in where there is none. */
export function statusLines(row: PlanRow): Words[] {
  const { suggested, because } = row.status;
  const confirm = { th: `(${toConfirm.th})`, en: `(${toConfirm.en})` };
  return [
    ...(suggested === null ? [] : [statusWords[suggested], confirm]),
    ...(because === null ? [] : [because]),
  ];
}
