import { expect, it } from 'vitest';
import { referredCandidates } from '../../src/match/referred.ts';
import { buildCandidate, siteUrl } from '../judge/build.ts';

const found = new Map([['O12', [buildCandidate({ url: `${siteUrl}buy`, code: 'O12', relevance: 0.9 })]]]);
const mention = (label: string) => ({ code: 'O13', pageUrl: siteUrl, label, relevance: 0.9 });

it.each([
  'O13 รายงานจัดซื้อจัดจ้างประจำปี – อ้างอิงจาก O12 (ตารางที่ 2)',
  'O13 รายงานจัดซื้อจัดจ้างประจำปี ดูข้อ O12',
  'O13 รายงานจัดซื้อจัดจ้างประจำปี (ใช้ร่วมกับ O12)',
])('a row without a link that reads "%s" is answered by the other item', (label) => {
  const [candidate] = referredCandidates(mention(label), found);
  expect(candidate).toMatchObject({ code: 'O13', url: `${siteUrl}buy` });
  expect(candidate?.labels[0]?.text).toBe(label);
});

it.each(['O13 รายงานจัดซื้อจัดจ้างประจำปี', 'O13 รายงาน อ้างอิงจาก O9', 'O13 รายงาน O12'])(
  'a row that reads "%s" refers to nothing that was found',
  (label) => {
    expect(referredCandidates(mention(label), found)).toEqual([]);
    expect(referredCandidates(null, found)).toEqual([]);
  },
);
