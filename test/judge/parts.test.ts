import { expect, it } from 'vitest';
import { judgeCandidate } from '../../src/judge/candidate.ts';
import type { AttachedTarget } from '../../src/match/candidate.ts';
import { buildAttached, buildCandidate, buildItem, buildRecord, judgeContext, siteUrl } from './build.ts';

const part = (id: string, word: string) => ({
  id,
  strict: false,
  partOf: id,
  cues: [{ kind: 'phrases' as const, any: [word], min: 1 }],
});
const item = buildItem({
  scoreLevels: [100, 50, 0],
  elements: [
    { id: 'events', cues: [{ kind: 'phrases', any: ['เหตุการณ์ความเสี่ยง'], min: 1 }] },
    part('licensing', 'ด้านการอนุมัติ'),
    part('power', 'ด้านการใช้อำนาจ'),
  ],
});
const page = (text: string) =>
  buildCandidate({
    html: `<main><h1>การประเมินความเสี่ยง</h1><p>เหตุการณ์ความเสี่ยงคือการเบิกจ่ายที่ไม่ถูกต้อง ${text}</p></main>`,
  });
const verdictOf = (text: string): string => judgeCandidate(item, page(text), judgeContext).verdict;

it('none of the parts that make half a score is no full score', () => {
  expect(verdictOf('ด้านการอนุมัติ และ ด้านการใช้อำนาจ')).toBe('pass');
  expect(verdictOf('ด้านการอนุมัติ')).toBe('partial');
  expect(verdictOf('ของทุกกอง')).toBe('review');
});

it('half of the points are lost whatever is still to be found', () => {
  const lacking = buildCandidate({
    html: `<main><h1>การประเมินความเสี่ยง</h1><p>ด้านการอนุมัติ อนุญาต และสิ่งอื่นที่หน่วยงานเห็นว่าควรเล่าไว้ให้ประชาชนทราบ</p></main>`,
  });
  expect(judgeCandidate(item, lacking, judgeContext).factors.map(({ name }) => name)).toContain(
    'some-parts-only',
  );
});

it('a page that the crawl saw holds nothing open for the page that links to it', () => {
  const url = `${siteUrl}post`;
  const linked = (kind: 'html' | null): AttachedTarget =>
    buildAttached('ประมวลภาพ', {
      url,
      target: 'page',
      record: buildRecord({ url, finalUrl: url, key: url, kind }),
      relevance: 0.8,
    });
  const one = buildItem({
    elements: [
      { id: 'a', cues: [{ kind: 'phrases', any: ['ผลการดำเนินโครงการ'], min: 1 }] },
      { id: 'b', cues: [{ kind: 'phrases', any: ['ปัญหาและอุปสรรค'], min: 1 }] },
    ],
  });
  const html = `<main><h1>รายงานผลการดำเนินงานประจำปี</h1><p>ผลการดำเนินโครงการเป็นไปตามแผนที่ตั้งไว้ทุกประการ</p></main>`;
  const foundIn = (target: AttachedTarget): (boolean | null)[] =>
    judgeCandidate(one, buildCandidate({ html, attached: [target] }), judgeContext).elements.map(
      ({ found }) => found,
    );
  expect(foundIn(linked('html'))).toEqual([true, false]);
  expect(foundIn(linked(null))).toEqual([true, null]);
});

it('the name of what lacks all the rest is no answer', () => {
  const soft = (id: string, word: string) => ({ ...part(id, word), partOf: undefined });
  const report = buildItem({
    elements: [
      { id: 'results', cues: [{ kind: 'phrases', any: ['รายงานผลการพัฒนาบุคลากร'], min: 1 }] },
      soft('spending', 'เบิกจ่าย'),
      soft('statistics', 'อัตรากำลัง'),
      soft('problems', 'อุปสรรค'),
    ],
  });
  const unlike = {
    ...judgeContext,
    likeness: { likeliest: () => new Map(report.elements.map(({ id }) => [id, 0])) },
  };
  const judge = (text: string) =>
    judgeCandidate(
      report,
      buildCandidate({
        html: `<main><h1>กองการเจ้าหน้าที่</h1><p>${text} ประจำปี 2568 ของทุกกองในสังกัด</p></main>`,
      }),
      unlike,
    );
  const { verdict, causes } = judge('รายงานผลการพัฒนาบุคลากร');
  expect(verdict).toBe('review');
  expect(causes.filter(({ code }) => code === 'missing-element')).toHaveLength(1);
  expect(judge('รายงานผลการพัฒนาบุคลากร เบิกจ่าย อัตรากำลัง').verdict).toBe('pass');
});
