import { describe, expect, it } from 'vitest';
import { judgeHeads } from '../../src/judge/head.ts';
import { judgeItem, type Search } from '../../src/judge/item.ts';
import { buildCandidate, buildItem, judgeContext } from './build.ts';
import { buildDocumentCandidate } from './build-documents.ts';

const search: Search = { isComplete: true, endedBy: null, unopened: [], pages: 9, documents: 1 };
const executives = buildItem({
  code: 'O2',
  topics: ['executives'],
  headSigns: 'O21',
  elements: [
    {
      id: 'head',
      cues: [
        {
          kind: 'people',
          needs: ['name', 'position'],
          positions: ['นายกเทศมนตรี', 'ผู้กำกับการ', 'ผกก.'],
          minPeople: 1,
        },
      ],
    },
  ],
});
const declaration = buildItem({
  code: 'O21',
  elements: [{ id: 'said', cues: [{ kind: 'phrases', any: ['จะไม่รับของขวัญ'], min: 1 }] }],
});

/** What is told of the page of executives beside a declaration with these words, on a site that names `alsoNamed` as well. */
function beside(
  people: string,
  declared: string,
  alsoNamed = 'นายวิชัย มั่งมี พ.ต.อ.วิรัช ชาญเดช',
): { verdict: string; probability: number; found: string | null } {
  const html = `<title>ผู้บริหาร</title><main><h1>ผู้บริหาร</h1>${people
    .split('\n')
    .map((line) => `<p>${line}</p>`)
    .join('')}</main>`;
  const shown = judgeItem(executives, [buildCandidate({ code: 'O2', html })], search, judgeContext);
  const text = `ประกาศเจตนารมณ์ไม่รับของขวัญ ปี 2568\n${declared}`;
  const signed = judgeItem(
    declaration,
    [buildDocumentCandidate([text], { candidate: { code: 'O21' } })],
    search,
    judgeContext,
  );
  const [first] = judgeHeads(
    [
      { item: executives, judged: shown },
      { item: declaration, judged: signed },
    ],
    (name, but) => alsoNamed.includes(name) && but.size > 0,
    judgeContext.weights,
  );
  const cause = first?.judged.causes.find(({ code }) => code === 'out-of-date');
  return {
    verdict: first?.judged.verdict ?? '',
    probability: first?.judged.probability ?? 1,
    found: cause?.found ?? null,
  };
}

const mayor = 'นายสมชาย ใจดี\nนายกเทศมนตรี\nนางมาลี แก้วใส\nรองนายกเทศมนตรี';
const promise = 'ข้าพเจ้าจะไม่รับของขวัญและของกำนัลทุกชนิดจากการปฏิบัติหน้าที่';

describe('who signs this year’s declaration', () => {
  it('tells that the page of executives shows another, for a person to confirm', () => {
    const judged = beside(mayor, `${promise}\n(นายวิชัย มั่งมี)\nนายกเทศมนตรี`);
    expect(judged).toMatchObject({ verdict: 'review', found: 'นายวิชัย มั่งมี' });
    expect(judged.probability).toBeLessThan(0.3);
  });

  it('tells nothing where nothing else on the site names them', () => {
    const declared = `${promise}\n(นายวิชัย มั่งมี)\nนายกเทศมนตรี`;
    expect(beside(mayor, declared, 'นายสมชาย ใจดี')).toMatchObject({ verdict: 'pass', found: null });
  });

  it('is the same post where one of them shortens it', () => {
    const chief = 'พ.ต.อ.สมเจตน์ เขาเวียน\nผกก.สภ.ช่องลม';
    expect(beside(chief, `${promise}\n(พ.ต.อ.วิรัช ชาญเดช)\nผู้กำกับการสถานีตำรวจ`).verdict).toBe('review');
  });

  it.each([
    ['is the same', `${promise}\n(นายสมชาย ใจดี)\nนายกเทศมนตรี`],
    ['is a deputy', `${promise}\n(นางมาลี แก้วใส)\nรองนายกเทศมนตรี`],
    ['stands in', `${promise}\n(นายวิชัย มั่งมี)\nปลัดเทศบาล ปฏิบัติราชการแทน นายกเทศมนตรี`],
    ['has another post', `${promise}\n(นายวิชัย มั่งมี)\nผู้กำกับการสถานีตำรวจ`],
    ['is not told', promise],
    ['signs something that does not pass', 'อยู่ระหว่างจัดทำ\n(นายวิชัย มั่งมี)\nนายกเทศมนตรี'],
  ])('leaves the page as it is where it %s', (_, declared) => {
    expect(beside(mayor, declared)).toMatchObject({ verdict: 'pass', found: null });
  });
});
