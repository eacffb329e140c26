import type { Result, ResultItem } from '../result/schema.ts';
import { verdictWords, type Words } from '../result/words.ts';
import { writeDay } from '../result/dates.ts';
import type { Verdict } from '../result/vocabulary.ts';

/** How far a measure is, in the words of the published follow-up forms. */
export const measureStatuses = ['not-begun', 'under-way', 'done'] as const;
export type MeasureStatus = (typeof measureStatuses)[number];

/** ยังไม่ดำเนินการ / อยู่ระหว่างดำเนินการ / ดำเนินการแล้ว, as the follow-up forms of agencies have it. */
export const statusWords: Readonly<Record<MeasureStatus, Words>> = {
  'not-begun': { th: 'ยังไม่ดำเนินการ', en: 'not begun' },
  'under-way': { th: 'อยู่ระหว่างดำเนินการ', en: 'under way' },
  done: { th: 'ดำเนินการแล้ว', en: 'done' },
};

/** Stands beside every status that the tool wrote. */
export const toConfirm: Words = {
  th: 'เครื่องเสนอ – โปรดยืนยัน',
  en: 'suggested by the tool: please confirm',
};

/** What one check saw of an item. */
export interface Sighting {
  /** ISO day of the check */
  asOf: string;
  runId: string;
  verdict: Verdict;
  item: ResultItem;
}

/** A status to suggest, and what it rests on; null where the checks do not tell. */
export interface StatusSuggestion {
  suggested: MeasureStatus | null;
  because: Words;
}

/** What the checks saw of one item, oldest first; a check that did not look for it is left out. */
export function listSightings(results: readonly Result[], code: string): Sighting[] {
  return results.flatMap((result) => {
    const item = result.items.find((one) => one.code === code);
    if (item === undefined) return [];
    return [{ asOf: result.run.asOf, runId: result.run.id, verdict: item.effective.verdict, item }];
  });
}

/**
 * Suggests how far the measure for an item is from the checks of the site, oldest first, the last one the present.
 * What is on a website does not prove that a measure was carried out, so the words always say what was seen, and a
 * person confirms.
 */
export function suggestStatus(sightings: readonly Sighting[]): StatusSuggestion {
  const now = sightings.at(-1);
  const before = sightings.slice(0, -1);
  if (now === undefined)
    return { suggested: null, because: { th: 'ไม่มีผลตรวจของข้อนี้', en: 'This item was not checked.' } };
  switch (now.verdict) {
    case 'not-applicable':
      return { suggested: null, because: verdictWords['not-applicable'] };
    case 'review':
      return {
        suggested: null,
        because: say(
          now,
          'เครื่องสรุปไม่ได้ โปรดเปิดดูแล้วระบุสถานะเอง',
          'undecided; look and put in the status yourself',
        ),
      };
    case 'pass':
      return suggestForFound(now, before);
    case 'partial':
    case 'fail':
      return suggestForOpen(now, before);
  }
}

function suggestForFound(now: Sighting, before: readonly Sighting[]): StatusSuggestion {
  // What was only undecided before may have been there all along: nothing tells that anything was done.
  if (!before.some(isDefect)) {
    return {
      suggested: null,
      because: say(
        now,
        'พบหลักฐานแล้ว ก่อนหน้านี้เครื่องสรุปไม่ได้ จึงอาจมีอยู่แต่แรก โปรดระบุสถานะเอง',
        'evidence was found; it was undecided before and may have been there all along, so put in the status yourself',
      ),
    };
  }
  return {
    suggested: 'done',
    because: say(
      now,
      'พบหลักฐานบนเว็บไซต์แล้ว ซึ่งยังไม่พิสูจน์ว่าได้ดำเนินมาตรการจริง',
      'evidence is on the website, which does not prove that the measure was carried out',
    ),
  };
}

function suggestForOpen(now: Sighting, before: readonly Sighting[]): StatusSuggestion {
  const had = before.findLast((sighting) => sighting.verdict === 'pass');
  if (had !== undefined) {
    const [th, en] = [writeDay(had.asOf).th, writeDay(had.asOf).en];
    return {
      suggested: null,
      because: say(
        now,
        `ยังไม่ครบ ทั้งที่ตรวจเมื่อ ${th} พบครบแล้ว โปรดตรวจว่าลิงก์หรือไฟล์หายไปหรือไม่`,
        `wanting, though everything was found on ${en}; see whether a link or file has gone`,
      ),
    };
  }
  const first = before.find(isDefect);
  if (first === undefined) {
    return {
      suggested: 'not-begun',
      because: say(now, 'เพิ่งพบประเด็นนี้ในการตรวจครั้งนี้', 'found wanting in this check for the first time'),
    };
  }
  const [th, en] = [writeDay(first.asOf).th, writeDay(first.asOf).en];
  if (hasMoved(first.item, now.item)) {
    return {
      suggested: 'under-way',
      because: say(now, `ดีขึ้นจากที่ตรวจเมื่อ ${th} แต่ยังไม่ครบ`, `better than on ${en}, not complete yet`),
    };
  }
  return {
    suggested: 'not-begun',
    because: say(
      now,
      `ยังไม่เห็นความเปลี่ยนแปลงบนเว็บไซต์จากที่ตรวจเมื่อ ${th}`,
      `no change on the website since ${en}`,
    ),
  };
}

function isDefect({ verdict }: Sighting): boolean {
  return verdict === 'fail' || verdict === 'partial';
}

/** More score, or more of what is required was found. */
function hasMoved(then: ResultItem, now: ResultItem): boolean {
  if ((now.effective.score ?? 0) > (then.effective.score ?? 0)) return true;
  return countFound(now) > countFound(then);
}

function countFound(item: ResultItem): number {
  return item.required.filter((element) => element.found === true).length;
}

function say(sighting: Sighting, th: string, en: string): Words {
  const day = writeDay(sighting.asOf);
  return { th: `ตรวจ ${day.th}: ${th}`, en: `Checked ${day.en}: ${en}.` };
}
