import { createHash } from 'node:crypto';
import { writeDay, writeInstant } from '../../result/dates.ts';
import { writeScore, writeScoreRange } from '../../result/sentences.ts';
import { maskPersonalData } from '../../text/personal-data.ts';
import { dayInThailand } from '../../history/hours.ts';
import { sayShort } from './describe.ts';
import {
  type MissedNight,
  type Notice,
  type NoticeAgency,
  type NoticeAlarm,
  noticeSchemaVersion,
} from './notice.ts';

/** What a digest tells: confirmed changes by agency, and nights that were missed. */
export interface DigestInput {
  /** ISO, UTC */
  at: string;
  agencies: readonly NoticeAgency[];
  missedNights: readonly MissedNight[];
}

/** What changed, in one message. */
export function composeDigest({ at, agencies, missedNights }: DigestInput): Notice {
  const changed = agencies.filter(({ alarms }) => alarms.length > 0);
  const missed = missedNights.length === 0 ? null : sayMissed(missedNights);
  const [only] = changed;
  const lines =
    only !== undefined && changed.length === 1
      ? writeOne(only, at, missed)
      : changed.length === 0
        ? [head(agencies, at), missed ?? '', whatToDo]
        : writeMany(changed, at, missed);
  const ids = [
    ...changed.flatMap(({ key, alarms }) => alarms.map(({ id }) => `${key} ${id}`)),
    ...missedNights.map(({ plannedAt }) => `missed ${plannedAt}`),
  ];
  return finish('digest', at, ids.toSorted(), lines, {
    agencies: [...changed],
    missedNights: [...missedNights],
    details: [...changed.flatMap(describeInFull), ...missedNights.map(sayOneMissed)],
  });
}

/** What a week was like, for the sign of life. */
export interface WeekInput {
  /** the same for the same week */
  id: string;
  at: string;
  agencies: readonly (NoticeAgency & { regressed: string[]; suspected: string[] })[];
  /** of the last seven days */
  nights: { planned: number; done: number };
  uptime: { looks: number; reached: number } | null;
}

export function composeWeekly({ id, at, agencies, nights, uptime }: WeekInput): Notice {
  const regressed = agencies.flatMap((agency) => agency.regressed);
  const suspected = agencies.flatMap((agency) => agency.suspected);
  const unseen = agencies.reduce((sum, { couldNotLook }) => sum + couldNotLook, 0);
  const [only] = agencies;
  const isOne = agencies.length === 1 && only !== undefined;
  const opened = uptime === null || !isOne ? '' : ` · เปิดเว็บไซต์ได้ ${uptime.reached} จาก ${uptime.looks} ครั้ง`;
  const codes = isOne && regressed.length > 0 ? `: ${listSome(regressed)}` : '';
  const lines = [
    `${head(agencies, at)} สรุปรายสัปดาห์`,
    `ตรวจแล้ว ${nights.done} จาก ${nights.planned} คืน${opened}`,
    `แย่ลงและยืนยันแล้ว ${regressed.length} ข้อ${codes} · รอยืนยัน ${suspected.length} ข้อ · ยังตรวจไม่ได้ ${unseen} ข้อ`,
    isOne ? sayScore(only) : notOfficial,
    'ถ้าสัปดาห์หน้าไม่ได้รับข้อความนี้ โปรดตรวจว่าเครื่องและโปรแกรมยังทำงาน',
  ];
  return finish('weekly', at, [id], lines, {
    agencies: [...agencies],
    missedNights: [],
    details: [],
  });
}

/** A message that says nothing but that it can be read. */
export function composeTest(at: string): Notice {
  const lines = [
    `[OIT] ทดสอบการแจ้งเตือน ${writeInstant(at).th}`,
    'ถ้าอ่านข้อความนี้ได้ ช่องทางนี้ใช้งานได้แล้ว ไม่ต้องทำอะไร',
  ];
  return finish('test', at, [`test ${at}`], lines, { agencies: [], missedNights: [], details: [] });
}

function finish(
  kind: Notice['kind'],
  at: string,
  ids: readonly string[],
  lines: readonly string[],
  { agencies, missedNights, details }: Pick<Notice, 'agencies' | 'missedNights'> & { details: string[] },
): Notice {
  const linesTh = lines.filter((line) => line !== '').map(maskOutsideLinks);
  const body = details.length === 0 ? linesTh : [linesTh[0] ?? '', '', ...details, '', linesTh.at(-1) ?? ''];
  return {
    schemaVersion: noticeSchemaVersion,
    id: createHash('sha256')
      .update(`${kind}\n${ids.join('\n')}`)
      .digest('hex')
      .slice(0, 32),
    kind,
    at,
    subjectTh: clip(
      [linesTh[0], kind === 'digest' ? linesTh[1] : undefined].filter(Boolean).join(' · '),
      150,
    ),
    linesTh,
    textTh: `${body.join('\n')}\n`,
    agencies,
    missedNights,
  };
}

const whatToDo = 'โปรดตรวจว่าเครื่องเปิดอยู่ในเวลานั้น และโปรแกรมยังทำงาน';
const notOfficial = 'คะแนนเป็นการประมาณ ไม่ใช่ผลของ ป.ป.ช.';
const maxNamed = 3;

function head(agencies: readonly NoticeAgency[], at: string): string {
  const [only] = agencies;
  const who = agencies.length === 1 && only !== undefined ? titleOf(only) : `${agencies.length} หน่วยงาน`;
  return `[OIT] ${agencies.length === 0 ? '' : `${who} `}${writeInstant(at).th}`;
}

const titleOf = ({ name, key }: NoticeAgency): string => clip(name ?? key, 80);

function writeOne(agency: NoticeAgency, at: string, missed: string | null): string[] {
  const { alarms, couldNotLook } = agency;
  const items = alarms.filter(({ code }) => code !== null);
  const ofSite = alarms
    .filter(({ code }) => code === null)
    .map((one) => `${sayShort(one)}${saySeen(one, at)}`);
  const named = items
    .slice(0, maxNamed)
    .map((one) => `${one.code ?? ''} ${sayShort(one)}${items.length === 1 ? saySeen(one, at) : ''}`);
  const more = items.length > maxNamed ? ` และอีก ${items.length - maxNamed} ข้อ` : '';
  const changed = items.length === 0 ? [] : [`เปลี่ยน ${items.length} ข้อ: ${named.join(', ')}${more}`];
  const unseen = couldNotLook === 0 ? [] : [`ยังตรวจไม่ได้ ${couldNotLook} ข้อ`];
  return [
    head([agency], at),
    [...ofSite, ...changed].join(' · '),
    sayRequest(items),
    [...unseen, ...(missed === null ? [] : [missed])].join(' · '),
    sayScore(agency),
  ];
}

/** Three agencies with a line each; the rest is counted. */
function writeMany(agencies: readonly NoticeAgency[], at: string, missed: string | null): string[] {
  const shown = agencies.length > maxNamed ? agencies.slice(0, maxNamed - 1) : agencies;
  const rest = agencies.length - shown.length;
  return [
    `${head(agencies, at)}${missed === null ? '' : ` · ${missed}`}`,
    ...shown.map((agency) => {
      const told = agency.alarms.map((one) => `${one.code === null ? '' : `${one.code} `}${sayShort(one)}`);
      return `${titleOf(agency)}: ${listSome(told)}`;
    }),
    ...(rest > 0 ? [`และอีก ${rest} หน่วยงาน ดูใน history.json หรือรายงาน`] : []),
    notOfficial,
  ];
}

function sayRequest(items: readonly NoticeAlarm[]): string {
  const worse = items.filter(({ kind }) => kind === 'item-regressed');
  const [first] = worse;
  if (first === undefined) return '';
  const who = first.unitTh === null ? 'โปรด' : `ขอให้${first.unitTh}`;
  const where = first.url === null ? `ข้อ ${first.code ?? ''}` : `ลิงก์ ${first.url}`;
  return `${who}ตรวจ${where}${worse.length > 1 ? ` (ข้อ ${first.code ?? ''}) ที่เหลือดูในรายงาน` : ''}`;
}

/** " (ยืนยัน 2 ครั้ง 02:10, 09:30)": times of the same day without it. */
function saySeen({ seenAt, kind }: NoticeAlarm, at: string): string {
  if (kind !== 'item-regressed' && kind !== 'site-down') return '';
  const shown = seenAt.length > 3 ? [...seenAt.slice(0, 1), ...seenAt.slice(-2)] : seenAt;
  const times = shown.map((instant) => sayTime(instant, at));
  return ` (ยืนยัน ${seenAt.length} ครั้ง ${times.join(', ')})`;
}

function sayTime(instant: string, at: string): string {
  const time = new Intl.DateTimeFormat('en-GB', {
    timeZone: 'Asia/Bangkok',
    hour: '2-digit',
    minute: '2-digit',
  }).format(Date.parse(instant));
  const day = dayInThailand(instant);
  return day === dayInThailand(at) ? time : `${sayShortDay(day)} ${time}`;
}

/** "15 มิ.ย.": the year goes without saying. */
const sayShortDay = (day: string): string => writeDay(day).th.replace(/ \d{4}$/, '');

function sayScore({ score }: NoticeAgency): string {
  if (score === null || score.expected === null) return notOfficial;
  return `ประมาณ ${writeScore(score.expected)} (${writeScoreRange(score.low, score.high)}) ไม่ใช่ผลของ ป.ป.ช.`;
}

function sayMissed(missed: readonly MissedNight[]): string {
  const days = missed.map(({ plannedAt }) => sayShortDay(dayInThailand(plannedAt)));
  const shown = days.length > 4 ? `${days[0] ?? ''} – ${days.at(-1) ?? ''}` : days.join(', ');
  return `ไม่ได้ตรวจ ${days.length} คืน (${shown})`;
}

function sayOneMissed(missed: MissedNight): string {
  return `ไม่ได้ตรวจตามกำหนด ${writeInstant(missed.plannedAt).th}: ${sayWhyMissed(missed)}`;
}

/** The exit codes are those of the commands. */
function sayWhyMissed({ begun, exitCode }: MissedNight): string {
  if (!begun) return 'เครื่องไม่ได้เปิด หรือโปรแกรมไม่ได้ทำงาน';
  switch (exitCode) {
    case null:
      return 'ถูกหยุดกลางคัน';
    case 2:
      return 'คำสั่งหรือไฟล์ตั้งค่าใช้ไม่ได้ ดูข้อความผิดพลาดในบันทึก';
    case 6:
      return 'หมดเวลาที่ตั้งไว้ หรือพื้นที่ดิสก์เต็ม';
    default:
      return 'โปรแกรมหยุดเพราะเกิดข้อผิดพลาด ดูข้อความผิดพลาดในบันทึก';
  }
}

function describeInFull(agency: NoticeAgency): string[] {
  return [
    titleOf(agency),
    ...agency.alarms.flatMap((alarm) => {
      const { code, nameTh, unitTh, url, changesTh, causesTh, seenAt, kind } = alarm;
      const what = code === null ? sayShort(alarm) : `${code} ${nameTh ?? ''} – ${sayShort(alarm)}`;
      const isWorse = kind === 'item-regressed' || kind === 'site-down';
      const detail = [
        ...(isWorse
          ? [`ยืนยัน ${seenAt.length} ครั้ง: ${seenAt.map((at) => writeInstant(at).th).join(', ')}`]
          : []),
        ...changesTh,
        ...(isWorse && code !== null ? [`สาเหตุ: ${causesTh}`] : []),
        ...(url === null || code === null ? [] : [`ลิงก์ที่เคยใช้เป็นหลักฐาน: ${url}`]),
        ...(kind === 'item-regressed' && unitTh !== null ? [`ผู้รับผิดชอบตามเกณฑ์: ${unitTh}`] : []),
      ];
      return [`- ${maskOutsideLinks(what)}`, ...detail.map((line) => `    ${maskOutsideLinks(line)}`)];
    }),
    ...(agency.couldNotLook > 0 ? [`ยังตรวจไม่ได้ ${agency.couldNotLook} ข้อ (ไม่นับว่าแย่ลง)`] : []),
  ];
}

const listSome = (texts: readonly string[]): string =>
  texts.length <= maxNamed
    ? texts.join(', ')
    : `${texts.slice(0, maxNamed).join(', ')} และอีก ${texts.length - maxNamed}`;

const clip = (text: string, max: number): string =>
  text.length <= max ? text : `${text.slice(0, max - 1).trimEnd()}…`;

/** Addresses have to stay what they are; digits in them are no telephone numbers. */
function maskOutsideLinks(line: string): string {
  return line
    .split(/(https?:\/\/\S+)/)
    .map((part, index) => (index % 2 === 1 ? part : maskPersonalData(part)))
    .join('')
    .replaceAll(/[\u0000-\u001f\u007f\u2028\u2029]/g, ' ');
}
