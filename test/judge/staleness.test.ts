import { expect, it } from 'vitest';
import { judgeCandidate } from '../../src/judge/candidate.ts';
import { buildCandidate, buildItem, judgeContext } from './build.ts';

const item = buildItem({ year: { want: 'any', confidence: 'high', staleAfterYears: 2 } as never });
const judge = (words: string, of = item) =>
  judgeCandidate(
    of,
    buildCandidate({ html: `<main><h1>คณะผู้บริหาร</h1><p>สาระสำคัญ</p><p>${words}</p></main>` }),
    judgeContext,
  );

it.each(['ข้อมูล ณ วันที่ 1 ตุลาคม 2565', 'ปรับปรุง 14/2/2557', 'ปรับปรุงล่าสุด : 3 มี.ค. 2566'])(
  'what has to be of today is for a person where it says of itself: %s',
  (words) => {
    expect(judge(words)).toMatchObject({ verdict: 'review', causes: [{ code: 'out-of-date' }] });
  },
);

it.each([
  'ข้อมูล ณ วันที่ 2 พฤษภาคม 2568',
  'เลือกตั้งเมื่อ 9 กันยายน 2555',
  'ข้อมูล ณ 1 ต.ค. 2565 ปรับปรุงล่าสุด 2 เม.ย. 2568',
])('and is not where it says: %s', (words) => {
  expect(judge(words).verdict).toBe('pass');
});

it('what may be of any day is never out of date', () => {
  expect(judge('ข้อมูล ณ วันที่ 1 ตุลาคม 2555', buildItem()).verdict).toBe('pass');
});
