import { describe, expect, it } from 'vitest';
import type { Cue } from '../../src/checklist/schema.ts';
import { isAbsenceSure } from '../../src/judge/absence.ts';
import { type ElementFinding, unfound } from '../../src/judge/elements.ts';
import { judgeCandidate } from '../../src/judge/candidate.ts';
import { buildCandidate, buildItem, judgeContext } from './build.ts';

const phrases: Cue[] = [{ kind: 'phrases', any: ['คำหนึ่ง'], min: 1 }];

function findings(count: number, cues: Cue[] = phrases): ElementFinding[] {
  const ids = Array.from({ length: count }, (_, index) => `e${index}`);
  return buildItem({ elements: ids.map((id) => ({ id, cues })) }).elements.map((element) =>
    unfound(element, false),
  );
}

const sure = (missing: number, owed: number, cues: Cue[] = phrases): boolean => {
  const all = findings(owed, cues);
  return isAbsenceSure(all.slice(0, missing), all);
};

describe('an absence', () => {
  it('of one thing among others that are shown is not sure: it may be there in other words', () => {
    expect(sure(1, 4)).toBe(false);
    expect(sure(1, 2)).toBe(false);
    expect(sure(2, 4)).toBe(false);
    expect(sure(1, 1)).toBe(false);
  });

  it('of most of what is asked for is sure', () => {
    expect(sure(2, 3)).toBe(true);
    expect(sure(4, 4)).toBe(true);
  });

  it('is sure where structure tells it', () => {
    expect(sure(1, 4, [{ kind: 'contact', needs: ['phone'], min: 1 }])).toBe(true);
    expect(sure(1, 4, [{ kind: 'form', fields: ['ชื่อ'], min: 1 }, ...phrases])).toBe(false);
  });

  it('is sure where the element is there for another year, or of some of the people', () => {
    const [first, ...rest] = findings(4);
    if (first === undefined) throw new Error('nothing was built');
    expect(isAbsenceSure([{ ...first, wrongYears: [2566] }], [first, ...rest])).toBe(true);
    expect(isAbsenceSure([{ ...first, count: { complete: 4, people: 5 } }], [first, ...rest])).toBe(true);
  });
});

describe('a page that shows most of what is asked for', () => {
  const item = buildItem({
    elements: [
      { id: 'a', cues: [{ kind: 'phrases', any: ['ผลการดำเนินโครงการ'], min: 1 }] },
      { id: 'b', cues: [{ kind: 'phrases', any: ['ปัญหาและอุปสรรค'], min: 1 }] },
      { id: 'c', cues: [{ kind: 'phrases', any: ['งบประมาณที่เบิกจ่าย'], min: 1 }] },
    ],
  });
  const html = (body: string): string => `<main><h1>รายงานผลการดำเนินงานประจำปี</h1><p>${body}</p></main>`;

  it('is for a person to look at, and the reason names what was not seen', () => {
    const body = `ผลการดำเนินโครงการเป็นไปตามแผน ปัญหาและอุปสรรคคือฝนตกหนักตลอดเดือนกันยายน ${'รายละเอียดของแต่ละโครงการมีดังต่อไปนี้ '.repeat(5)}`;
    const judged = judgeCandidate(item, buildCandidate({ html: html(body) }), judgeContext);
    expect(judged).toMatchObject({
      verdict: 'review',
      causes: [{ code: 'missing-element', element: 'c', facts: { elementsTh: ['องค์ประกอบ c'] } }],
    });
  });

  it('lacks it where hardly anything is shown', () => {
    const body = 'ผลการดำเนินโครงการเป็นไปตามแผนที่ตั้งไว้ตั้งแต่ต้นปีและจะรายงานรายละเอียดต่อไป';
    const judged = judgeCandidate(item, buildCandidate({ html: html(body) }), judgeContext);
    expect(judged).toMatchObject({ verdict: 'fail', causes: [{ code: 'missing-element' }] });
  });
});
