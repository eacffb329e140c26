import { describe, expect, it } from 'vitest';
import { judgeCandidate } from '../../src/judge/candidate.ts';
import { buildCandidate, buildItem, judgeContext } from './build.ts';
import { buildDocument, buildDocumentCandidate, filler } from './build-documents.ts';
import type { DocumentFacts } from '../../src/snapshot/document-facts.ts';

const item = buildItem({ speaksOf: ['ทุจริต', 'สินบน'] });
const noise =
  'สาระสำคัญ รับเรื่องเดือดร้อนรำคาญ เช่น น้ำไม่ไหล ไฟดับ กลิ่นเหม็น เสียงดัง ถนนชำรุด สุนัขจรจัด ส่งให้กองที่เกี่ยวข้องแก้ไขภายใน 15 วัน และแจ้งผลให้ผู้ร้องทราบเป็นหนังสือทุกครั้ง';
const bribes = `${noise} รวมทั้งเรื่องเจ้าหน้าที่รับ สินบน`;

const causeOf = (candidate: Parameters<typeof judgeCandidate>[1]): string | undefined =>
  judgeCandidate(item, candidate, judgeContext).causes[0]?.code;
const document = (text: string, facts: Partial<DocumentFacts> = {}) =>
  buildDocumentCandidate([text], { name: 'แนวปฏิบัติการจัดการเรื่องร้องเรียนการทุจริต', facts });

describe('content without a word of what the item is about', () => {
  it('is of the wrong kind, whatever the link to it says', () => {
    expect(causeOf(document(noise))).toBe('wrong-kind');
    expect(causeOf(document(bribes))).not.toBe('wrong-kind');
  });

  it('is not told of a document that was not read in full, or is a picture', () => {
    expect(causeOf(document(noise, { truncated: true }))).not.toBe('wrong-kind');
    expect(causeOf(document('สาระสำคัญ'))).not.toBe('wrong-kind');
  });

  it('on a page counts its heading, where the page is the content', () => {
    const page = (title: string) =>
      causeOf(buildCandidate({ html: `<main><h1>${title}</h1><p>${noise}</p></main>` }));
    expect(page('เรื่องร้องเรียนทั่วไป')).toBe('wrong-kind');
    expect(page('เรื่องร้องเรียนการทุจริต')).not.toBe('wrong-kind');
  });
});

describe('what stands in an item’s place under the item’s own name', () => {
  const plan = buildItem({
    lookAlikes: [['แผนอัตรากำลัง']],
    elements: ['โครงการพัฒนา', 'งบประมาณ'].map((word, at) => ({
      id: `e${at}`,
      cues: [{ kind: 'phrases' as const, any: [word], min: 1 }],
    })),
  });
  const file = (title: string, text = '', named: Record<string, number> = {}) =>
    buildDocument([`${title}\nตำแหน่งว่าง 3 ตำแหน่ง ${text}\n${filler}`], { named });
  const causes = (attached: ReturnType<typeof file>) =>
    judgeCandidate(
      plan,
      buildCandidate({ html: '<main><h1>แผนพัฒนาบุคลากร</h1><p>ดาวน์โหลด</p></main>', attached: [attached] }),
      judgeContext,
    ).causes.map(({ code }) => code);

  it('is told as what it is before what it lacks', () => {
    expect(causes(file('แผนอัตรากำลัง 3 ปี'))).toEqual(['wrong-kind', 'missing-element']);
    expect(causes(file('แผนพัฒนาบุคลากร'))).toEqual(['missing-element']);
  });

  it('is told where a person would have to look for what it lacks', () => {
    const three = buildItem({
      ...plan,
      elements: [...plan.elements, { id: 'form', cues: [{ kind: 'link', hosts: [], labels: ['แบบ'] }] }],
    });
    const judged = (title: string) =>
      judgeCandidate(
        three,
        buildCandidate({
          html: '<main><h1>แผนพัฒนาบุคลากร</h1><p>ดาวน์โหลด</p></main>',
          attached: [file(title, 'งบประมาณ')],
        }),
        judgeContext,
      );
    expect(judged('แผนพัฒนาบุคลากร').verdict).toBe('review');
    expect(judged('แผนอัตรากำลัง 3 ปี')).toMatchObject({
      verdict: 'fail',
      causes: [{ code: 'wrong-kind' }, {}],
    });
  });

  it('is not told of what shows half of the item, or bears its name', () => {
    expect(causes(file('แผนอัตรากำลัง 3 ปี', 'โครงการพัฒนา'))).not.toContain('wrong-kind');
    expect(causes(file('แผนพัฒนาบุคลากรและแผนอัตรากำลัง', '', { O7: 0.9 }))).toEqual(['missing-element']);
  });
});
