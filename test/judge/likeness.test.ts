import { describe, expect, it } from 'vitest';
import { isAbsenceSure, semblanceOf } from '../../src/judge/absence.ts';
import { contentOf } from '../../src/judge/content.ts';
import { readElementModels } from '../../src/judge/element-models.ts';
import { type ElementFinding, judgeElements, unfound } from '../../src/judge/elements.ts';
import { createElementLikeness } from '../../src/judge/likeness.ts';
import { featuresOfLine } from '../../src/judge/line-features.ts';
import { createWordCutter } from '../../src/text/word-cutter.ts';
import { buildCandidate, buildItem, judgeContext } from './build.ts';

const weights = (...values: number[]): string =>
  Buffer.from(Int8Array.from(values).buffer).toString('base64');

/** Knows two words: one speaks for the element, one against it. */
const file = JSON.stringify({
  schemaVersion: 1,
  words: 'ปัญหา ขอบคุณ',
  models: [
    {
      topics: ['annual-report'],
      features: 'w:ปัญหา w:ขอบคุณ',
      elements: { problems: { bias: -1, scale: 12.7, weights: weights(127, -127) } },
    },
  ],
});
const models = readElementModels('w.json', file);
const likeness = createElementLikeness(models);

function likenessOf(body: string): number | undefined {
  const item = buildItem({ elements: [{ id: 'problems' }] });
  const candidate = buildCandidate({ html: `<main><h1>รายงาน</h1>${body}</main>` });
  const content = contentOf(item, candidate);
  if (content === null) throw new Error('nothing was read');
  return likeness.likeliest(item, content).get('problems');
}

describe('what a line is made of', () => {
  const cutWords = createWordCutter(['แผน', 'งาน']);

  it('is its words, its pairs of neighbours and whether it is a row', () => {
    expect(featuresOfLine('แผนงาน', cutWords)).toEqual([
      'text',
      'w:แผน',
      'w:งาน',
      'b:แผน_งาน',
      'first:แผน',
      'last:งาน',
      'length:0',
    ]);
    const row = featuresOfLine('แผน | งาน | 12,000 | 7', cutWords);
    expect(row).toEqual(expect.arrayContaining(['row', 'cells:4', 'large-number', 'small-number']));
  });

  it.each([
    ['๑๒,๐๐๐', '3,450,000.00', true],
    ['7', '12', true],
    ['7', '12,000', false],
    ['2568', '2400', true],
    ['2568', '3400', false],
    ['80%', '๓๐%', true],
    ['80%', '80', false],
    ['0819876543', '5000', false],
  ])('knows what kind of number stands there and not which: %s, %s', (one, other, isSame) => {
    const [a, b] = [one, other].map((number) => featuresOfLine(`แผน ${number} งาน`, cutWords)[2]);
    expect(a === b).toBe(isSame);
  });
});

describe('how much a content reads like an element', () => {
  it('is told by its likeliest line', () => {
    expect(likenessOf('<p>ขอบคุณทุกท่าน</p><p>ปัญหา ฝนตก</p>')).toBeGreaterThan(0.9);
    expect(likenessOf('<p>ขอบคุณทุกท่าน</p>')).toBeLessThan(0.05);
  });

  it('is told by no line that says nothing of money where it takes a sum', () => {
    const item = buildItem({ elements: [{ id: 'problems', speaksOf: 'money' }] });
    const likeness = (body: string): number | undefined => {
      const content = contentOf(item, buildCandidate({ html: `<main><h1>รายงาน</h1>${body}</main>` }));
      return content === null
        ? undefined
        : createElementLikeness(models).likeliest(item, content).get('problems');
    };
    expect(likeness('<p>ปัญหา ค่ายใจสะอาด มี.ค. 2568 คน 90</p>')).toBe(0);
    expect(likeness('<p>ปัญหา 12,000</p>')).toBeGreaterThan(0.9);
    expect(likeness('<p>ปัญหา ไม่ใช้งบประมาณ</p>')).toBeGreaterThan(0.9);
  });

  it('is not told by the names of columns over nothing', () => {
    const table = '<table><tr><th>งาน</th><th>ปัญหา</th></tr><tr><td></td><td></td></tr></table>';
    expect(likenessOf(`${table}<p>ขอบคุณทุกท่านที่มาร่วมงานในวันนี้</p>`)).toBeLessThan(0.05);
  });

  it('finds what a long line says in its middle', () => {
    const filler = 'ขอบคุณทุกท่าน '.repeat(30);
    expect(likenessOf(`<p>${filler} ปัญหา ${'ก '.repeat(80)} ${filler}</p>`)).toBeGreaterThan(0.5);
  });

  it('says nothing of items that nothing was learned of', () => {
    expect(models.of({ topics: ['another'] })).toBeNull();
  });
});

describe('an element that is asked for a year of its own', () => {
  const item = buildItem({
    elements: [
      {
        id: 'problems',
        year: { want: 'current', confidence: 'high', orSpan: false, orCalendarYear: false },
        cues: [{ kind: 'phrases', any: ['ไม่อยู่ที่ไหน'], min: 1 }],
      },
    ],
  });
  const found = (body: string): number | null | undefined => {
    const candidate = buildCandidate({ html: `<main><h1>รายงาน</h1><p>${body}</p></main>` });
    const page = { url: candidate.url, content: contentOf(item, candidate), isOpen: false };
    return judgeElements(item, [page], { ...judgeContext, likeness })[0]?.likeness;
  };

  it('is like no line of content that names past years alone', () => {
    expect(found('ปัญหา ของปี 2566')).toBe(0);
    expect(found(`ปัญหา ของปี 2566 และปี ${judgeContext.checklistYear}`)).toBeGreaterThan(0.1);
    expect(found('ปัญหา ที่จะแก้ในปี 2580')).toBeGreaterThan(0.1);
    expect(found('ปัญหา')).toBeGreaterThan(0.1);
  });
});

describe('a file of weights', () => {
  it('that cannot be used is named', () => {
    expect(() => readElementModels('w.json', '{')).toThrow(/w\.json is not valid JSON/);
    expect(() => readElementModels('w.json', '{"schemaVersion":1}')).toThrow(/w\.json: words/);
  });
});

describe('an absence', () => {
  const found = (value: number | null): ElementFinding => {
    const [element] = buildItem({
      elements: [{ id: 'e', cues: [{ kind: 'phrases', any: ['คำ'], min: 1 }] }],
    }).elements;
    if (element === undefined) throw new Error('nothing was built');
    return { ...unfound(element, false), likeness: value };
  };
  const other = found(null);

  it('is sure where no line reads like the element', () => {
    expect(isAbsenceSure([found(0.01)], [found(0.01), other, other, other])).toBe(true);
    expect(isAbsenceSure([found(0.2)], [found(0.2), other, other, other])).toBe(false);
  });

  it('of most elements is not sure where lines read like them', () => {
    expect(isAbsenceSure([found(0.2), found(0.2)], [found(0.2), found(0.2)])).toBe(true);
    expect(isAbsenceSure([found(0.4), found(0.9)], [found(0.4), found(0.9)])).toBe(false);
  });

  it('is as doubtful as the unlikeliest of what is missing', () => {
    expect(semblanceOf([found(0.9), found(0.85)])).toBe('good');
    expect(semblanceOf([found(0.9), found(0.95)])).toBe('strong');
    expect(semblanceOf([found(0.9), found(0.5)])).toBe('some');
    expect(semblanceOf([found(0.9), found(null)])).toBe('none');
  });
});
