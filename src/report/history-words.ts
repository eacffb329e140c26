import type { Change, Comparison, ItemChange } from '../history/comparison-schema.ts';
import type { ItemHistory, Uptime } from '../history/schema.ts';
import type { ChangeCause } from '../history/vocabulary.ts';
import { writeDay, writeInstant } from '../result/dates.ts';
import { outcomeWords, verdictWords, type Words, writeScore } from '../result/sentences.ts';
import { verdicts } from '../result/vocabulary.ts';

const causeWords: Readonly<Record<ChangeCause, Words>> = {
  site: { th: 'เว็บไซต์เปลี่ยน', en: 'the site changed' },
  checklist: { th: 'เกณฑ์ที่ใช้ตรวจเปลี่ยน', en: 'the checklist changed' },
  tool: { th: 'โปรแกรมตรวจเปลี่ยนรุ่น', en: 'the program changed' },
  options: { th: 'สั่งตรวจไม่เหมือนเดิม', en: 'it was run with other options' },
  calendar: { th: 'ถึงกำหนดหรือเก่าเกินเวลา', en: 'a due date passed' },
  'could-not-look': {
    th: 'มีครั้งที่เปิดดูไม่ได้ จึงบอกไม่ได้ว่าข้อมูลเปลี่ยน',
    en: 'once it could not be looked at, so nothing is known to have changed',
  },
};

/** What made something change: for certain, or the ones that may have. */
export function writeCauses({ causes, certain }: Pick<ItemChange, 'causes' | 'certain'>): Words {
  const join = (lang: keyof Words): string =>
    causes
      .map((cause) => causeWords[cause][lang])
      .join(certain ? (lang === 'th' ? ' และ' : ' and ') : lang === 'th' ? ' หรือ' : ' or ');
  return certain
    ? { th: join('th'), en: join('en') }
    : { th: `อาจเพราะ${join('th')}`, en: `perhaps because ${join('en')}` };
}

/** One change in words; addresses are left to who draws them. */
export function writeChange(change: Change): Words {
  const { kind, from, to, outcome } = change;
  switch (kind) {
    case 'verdict':
      return {
        th: `ผลเปลี่ยนจาก “${verdictOf(from).th}” เป็น “${verdictOf(to).th}”`,
        en: `from “${verdictOf(from).en}” to “${verdictOf(to).en}”`,
      };
    case 'evidence-found':
      return { th: 'พบหลักฐานแล้ว', en: 'evidence was found' };
    case 'evidence-gone': {
      const why = outcome === null || outcome === 'ok' ? null : outcomeWords[outcome];
      return {
        th: `ไม่พบหลักฐานเดิมแล้ว${why === null ? '' : ` (${why.th})`}`,
        en: `the evidence is no longer there${why === null ? '' : ` (${why.en})`}`,
      };
    }
    case 'evidence-moved':
      return { th: 'หลักฐานเดิมย้ายไปอยู่ลิงก์อื่น', en: 'the same evidence is at another address' };
    case 'evidence-replaced':
      return change.url === change.newUrl
        ? { th: 'เนื้อหาที่ลิงก์เดิมเปลี่ยนไป', en: 'the content at the same address changed' }
        : { th: 'หลักฐานที่ใช้เป็นลิงก์อื่นแล้ว', en: 'another address is the evidence now' };
    case 'newly-dated':
      return { th: `หลักฐานระบุปีแล้ว (${to ?? ''})`, en: `the evidence now names its year (${to ?? ''})` };
    case 'year':
      return {
        th: `ปีของหลักฐานเปลี่ยนจาก ${from ?? ''} เป็น ${to ?? ''}`,
        en: `the evidence is of ${to ?? ''}, before of ${from ?? ''}`,
      };
  }
}

function verdictOf(name: string | null): Words {
  const verdict = verdicts.find((one) => one === name);
  return verdict === undefined ? { th: name ?? '', en: name ?? '' } : verdictWords[verdict];
}

/** "O13 ผลเปลี่ยนจาก … เป็น … · เว็บไซต์เปลี่ยน", on one line. */
export function writeItemChange(item: ItemChange): Words {
  const changes = item.changes.map(writeChange);
  const causes = writeCauses(item);
  const code = item.olderCode === item.code ? item.code : `${item.olderCode} → ${item.code}`;
  return {
    th: `${code} ${[...changes.map(({ th }) => th), causes.th].join(' · ')}`,
    en: `${code} ${[...changes.map(({ en }) => en), causes.en].join(' · ')}`,
  };
}

/** "OIT ประมาณ 86 จากเดิม 80"; null where one of the two has no estimate. */
export function writeScoreChange({ score }: Comparison): Words | null {
  if (score.from === null || score.to === null) return null;
  const [from, to] = [writeScore(score.from), writeScore(score.to)];
  if (from === to) return { th: `OIT ประมาณ ${to} เท่าเดิม`, en: `OIT about ${to}, as before` };
  return { th: `OIT ประมาณ ${to} จากเดิม ${from}`, en: `OIT about ${to}, before ${from}` };
}

/** What else than the site differs between two runs; null where nothing does. */
export function writeSetting(comparison: Comparison): Words | null {
  const { checklistChanged, toolChanged, optionsChanged, older, newer } = comparison;
  const parts: Words[] = [
    ...(checklistChanged
      ? [
          {
            th: `เกณฑ์ที่ใช้ตรวจไม่ใช่ชุดเดียวกัน (${older.checklistId} กับ ${newer.checklistId})`,
            en: `the checklists differ (${older.checklistId} and ${newer.checklistId})`,
          },
        ]
      : []),
    ...(toolChanged
      ? [
          {
            th: `โปรแกรมหรือตัวอ่านเอกสารไม่ใช่รุ่นเดียวกัน (${older.toolVersion} กับ ${newer.toolVersion})`,
            en: `program or document readers differ (${older.toolVersion} and ${newer.toolVersion})`,
          },
        ]
      : []),
    ...(optionsChanged.length > 0
      ? [
          {
            th: `สั่งตรวจไม่เหมือนกัน (${optionsChanged.join(', ')})`,
            en: `the options differ (${optionsChanged.join(', ')})`,
          },
        ]
      : []),
  ];
  if (parts.length === 0) return null;
  return { th: parts.map(({ th }) => th).join(' · '), en: parts.map(({ en }) => en).join(' · ') };
}

/** When full marks were last expected of an item. */
export function writeLastSeenGood({ lastSeenGood, verdict }: ItemHistory): Words {
  if (verdict === 'pass') return { th: 'ครั้งนี้', en: 'this time' };
  if (lastSeenGood === null) return { th: 'ยังไม่เคยเห็นตั้งแต่เริ่มเก็บผล', en: 'never since results are kept' };
  return writeInstant(lastSeenGood.at);
}

/** Where an item stands beyond its verdict; null where there is nothing to say. */
export function writeState(item: ItemHistory): Words | null {
  const { state, failures, lacks, reset } = item;
  switch (state) {
    case 'suspected':
      return lacks === 'office-hours'
        ? {
            th: 'แย่ลงกว่าที่เคยเห็น ยังไม่ยืนยัน: ยังต้องเห็นซ้ำในเวลาราชการ (08:30–16:30 น.)',
            en: 'worse than before, not confirmed: still to be seen in office hours (08:30–16:30)',
          }
        : {
            th: 'แย่ลงกว่าที่เคยเห็น ยังไม่ยืนยัน: ยังต้องเห็นซ้ำต่างเวลา',
            en: 'worse than before, not confirmed: still to be seen at another hour',
          };
    case 'regressed': {
      const first = failures[0];
      const since = first === undefined ? null : writeInstant(first.at);
      return {
        th: `ยืนยันแล้วว่าแย่ลง เห็น ${failures.length} ครั้ง${since === null ? '' : ` ตั้งแต่ ${since.th}`}`,
        en: `confirmed worse, seen ${failures.length} times${since === null ? '' : ` since ${since.en}`}`,
      };
    }
    case 'recovering':
      return { th: 'กลับมาดีแล้ว รอเห็นซ้ำอีกครั้ง', en: 'good again, to be seen once more' };
    case 'good':
    case 'low':
    case 'unknown':
      if (reset === null) return null;
      return {
        th: `เริ่มเทียบใหม่ตั้งแต่ ${writeInstant(reset.at).th} เพราะ${causeWords[reset.causes[0] ?? 'tool'].th}`,
        en: `measured anew since ${writeInstant(reset.at).en}: ${causeWords[reset.causes[0] ?? 'tool'].en}`,
      };
  }
}

const seconds = (ms: number): string => (ms < 950 ? (ms / 1000).toFixed(1) : String(Math.round(ms / 1000)));

/** How often and how fast the main site answered, in one plain sentence. */
export function writeUptime(uptime: Uptime): Words {
  const { looks, reached, medianLatencyMs, slowLatencyMs } = uptime;
  const [from, to] = [writeDay(uptime.from), writeDay(uptime.to)];
  const isWindow = uptime.period === 'window';
  // 99.6 % is not 100 %: what failed once has failed.
  const share = Math.floor((reached / looks) * 100);
  const speed =
    medianLatencyMs === null || slowLatencyMs === null
      ? { th: '', en: '' }
      : {
          th: ` หน้าแรกมักตอบใน ${seconds(medianLatencyMs)} วินาที ครั้งที่ช้าใช้ ${seconds(slowLatencyMs)} วินาที`,
          en: ` The start page mostly answers in ${seconds(medianLatencyMs)} s, slow times take ${seconds(slowLatencyMs)} s.`,
        };
  return {
    th: `${isWindow ? 'ในช่วงประเมิน' : 'ใน 30 วันหลัง'} (${from.th} – ${to.th}) ลองเปิดเว็บไซต์ ${looks} ครั้ง เปิดได้ ${reached} ครั้ง (${share}%)${speed.th}`,
    en: `${isWindow ? 'In the assessment window' : 'In the last 30 days'} (${from.en} – ${to.en}) the site was asked ${looks} times and answered ${reached} times (${share}%).${speed.en}`,
  };
}
