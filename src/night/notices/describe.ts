import type { Alarm } from '../../history/alarms.ts';
import type { ItemHistory } from '../../history/schema.ts';
import { writeCauses, writeChange } from '../../report/history-words.ts';
import { outcomeWords } from '../../result/sentences.ts';
import { maskPersonalData } from '../../text/personal-data.ts';
import type { Standing } from '../standing.ts';
import type { NoticeAgency, NoticeAlarm } from './notice.ts';

const siteCauseTh = writeCauses({ causes: ['site'], certain: true }).th;

/** What a notice says of an agency. */
export function describeAgency(standing: Standing, alarms: readonly Alarm[]): NoticeAgency {
  const { history } = standing;
  const last = history.runs.at(-1);
  return {
    key: standing.agencyKey,
    name: standing.name,
    score: last === undefined ? null : { expected: last.expected, low: last.low, high: last.high },
    couldNotLook: standing.couldNotLook,
    alarms: alarms.map((alarm) => describeAlarm(alarm, standing)),
  };
}

function describeAlarm({ id, kind, at, item }: Alarm, { history, startUrl }: Standing): NoticeAlarm {
  if (item === null) {
    const { uptime } = history;
    return {
      id,
      kind,
      at,
      code: null,
      topics: [],
      nameTh: null,
      unitTh: null,
      seenAt: kind === 'site-down' && uptime?.since ? [uptime.since, at] : [at],
      url: startUrl,
      changesTh: [],
      causes: ['site'],
      causesTh: siteCauseTh,
      outcome: kind === 'site-down' ? (uptime?.lastOutcome ?? null) : null,
    };
  }
  const change = kind === 'item-regressed' ? item.sinceLastGood : null;
  return {
    id,
    kind,
    at,
    code: item.code,
    topics: [...item.topics],
    nameTh: item.nameTh,
    unitTh: item.unitTh === '' ? null : item.unitTh,
    seenAt: kind === 'item-regressed' ? seenUntilConfirmed(item) : [at],
    url: item.lastSeenGood?.url ?? null,
    changesTh: (change?.changes ?? []).map((one) => maskPersonalData(writeChange(one).th)),
    causes: change?.causes ?? ['site'],
    causesTh: change === null ? siteCauseTh : writeCauses(change).th,
    outcome: change?.changes.find(({ kind: of }) => of === 'evidence-gone')?.outcome ?? null,
  };
}

/** The looks up to the one that confirmed it: those after it say nothing new. */
function seenUntilConfirmed({ failures, confirmedAt }: ItemHistory): string[] {
  return failures.map(({ at }) => at).filter((at) => confirmedAt === null || at <= confirmedAt);
}

/** What happened to an item, in a few words: "เปิดไม่ได้ (404)". */
export function sayShort(alarm: NoticeAlarm): string {
  switch (alarm.kind) {
    case 'item-recovered':
      return 'กลับมาดีแล้ว';
    case 'site-back':
      return 'เปิดเว็บไซต์ได้แล้ว';
    case 'site-down': {
      const why = alarm.outcome === null ? '' : `: ${outcomeWords[alarm.outcome].th}`;
      return `เปิดเว็บไซต์ไม่ได้${why}`;
    }
    case 'item-regressed': {
      if (alarm.outcome !== null && alarm.outcome !== 'ok') return 'เปิดไม่ได้';
      const told = alarm.changesTh.findLast((text) => !text.startsWith('ผลเปลี่ยน'));
      return told ?? 'แย่ลงกว่าเดิม';
    }
  }
}
