import type { Candidate } from '../../src/match/candidate.ts';
import { describe, expect, it } from 'vitest';
import type { Cue } from '../../src/checklist/schema.ts';
import { contentOf } from '../../src/judge/content.ts';
import { judgeCandidate } from '../../src/judge/candidate.ts';
import {
  applicableElements,
  dependsOnUnknownType,
  dueDate,
  judgeElements,
} from '../../src/judge/elements.ts';
import { buildAttached, buildCandidate, buildItem, judgeContext } from './build.ts';

function found(cue: Cue, body: string, mayBeInDocument = false): boolean | null | undefined {
  const item = buildItem({ elements: [{ id: 'asked', cues: [cue] }] });
  const candidate = buildCandidate({
    html: `<body><main><h1>หน้า</h1>${body}</main><footer><a href="https://line.me/x">LINE</a></footer></body>`,
  });
  const page = { url: candidate.url, content: contentOf(item, candidate), isOpen: false };
  const unread = { url: 'https://agency.example/unread.pdf', content: null, isOpen: true };
  return judgeElements(item, mayBeInDocument ? [page, unread] : [page], judgeContext)[0]?.found;
}

const longText = 'ข้อความที่ไม่เกี่ยวกับอะไรเลยในหน้านี้ '.repeat(12);

/** Every kind of cue: [cue, a body that shows it, one that nearly does]. */
const kinds: [name: string, cue: Cue, shown: string, notShown: string][] = [
  [
    'phrases',
    { kind: 'phrases', any: ['ขั้นตอน', 'วิธีการ'], min: 2 },
    '<p>ขั้นตอนและวิธีการ</p>',
    '<p>ขั้นตอน ขั้นตอน</p>',
  ],
  [
    'phrases nearby',
    { kind: 'phrases', any: ['คุ้มครอง'], min: 1, near: ['ผู้แจ้ง'] },
    '<p>คุ้มครองข้อมูลของผู้แจ้ง</p>',
    `<p>คุ้มครองสิ่งแวดล้อม</p><p>${longText}</p><p>ผู้แจ้ง</p>`,
  ],
  [
    'columns',
    { kind: 'columns', groups: [['โครงการ'], ['งบประมาณ'], ['ระยะเวลา']], min: 3 },
    '<table><tr><th>โครงการ</th><th>งบประมาณ (บาท)</th><th>ระยะเวลา</th></tr><tr><td>ก</td><td>1</td><td>ม.ค.</td></tr></table>',
    '<table><tr><th>โครงการ</th><th>งบประมาณ</th></tr><tr><td>ก</td><td>1</td></tr></table>',
  ],
  [
    'columns of an empty table',
    { kind: 'columns', groups: [['โครงการ'], ['งบประมาณ']], min: 2 },
    '<table><tr><td>โครงการ</td><td>ถนน</td></tr><tr><td>งบประมาณ</td><td>500</td></tr></table>',
    '<table><thead><tr><th>โครงการ</th><th>งบประมาณ</th></tr></thead></table>',
  ],
  [
    'form',
    { kind: 'form', fields: ['ชื่อ', 'ข้อความ'], min: 2 },
    '<form><label>ชื่อ <input name="a"></label><label>ข้อความ <textarea name="b"></textarea></label></form>',
    '<form><label>คำค้น <input name="q"></label></form>',
  ],
  [
    'contact',
    { kind: 'contact', needs: ['phone', 'email'], min: 2 },
    '<p>โทร. 0-2345-6789 อีเมล a@b.example</p>',
    '<p>โทร. 0-2345-6789</p>',
  ],
  [
    'images',
    { kind: 'images', min: 1, alt: ['โครงสร้าง'] },
    '<img src="/a.png" alt="ผังโครงสร้าง">',
    '<img src="/a.png" alt="ภาพข่าว">',
  ],
  [
    'dates',
    { kind: 'dates', within: 'fiscal-year', min: 2 },
    '<p>5 ธันวาคม 2567 และ 9 มกราคม 2568</p>',
    '<p>9 มกราคม 2568 และ 9 มกราคม 2566</p>',
  ],
  ['link', { kind: 'link', hosts: ['line.me'], labels: [] }, '<p>ติดต่อ</p>', ''],
  [
    'none-stated',
    { kind: 'none-stated', subjects: ['เรื่องร้องเรียน'] },
    '<p>ปีนี้ไม่มีเรื่องร้องเรียน</p>',
    '<p>ไม่มีข้อมูล</p>',
  ],
  [
    'none-stated, and not of an empty list',
    { kind: 'none-stated', subjects: ['ทรัพย์สิน'] },
    '<h2>การรับทรัพย์สิน</h2><p>ปีนี้ไม่มีรายการรับทรัพย์สิน</p>',
    '<p>รับทรัพย์สินโดยธรรมจรรยา</p><p>ขณะนี้ยังไม่มีข้อมูลในหมวดหมู่นี้</p>',
  ],
  [
    'none-stated in the words of official letters',
    { kind: 'none-stated', subjects: ['ทรัพย์สิน'] },
    '<p>ปีนี้เจ้าหน้าที่มิได้รับทรัพย์สินจากผู้ใด</p>',
    '<p>ปีนี้เจ้าหน้าที่ได้รับทรัพย์สินจากญาติ</p>',
  ],
  [
    'all',
    {
      kind: 'all',
      of: [
        { kind: 'phrases', any: ['ทุจริต'], min: 1 },
        { kind: 'link', hosts: ['line.me'], labels: [] },
      ],
    },
    '<p>แจ้งทุจริตที่ <a href="https://line.me/y">ไลน์</a></p>',
    '<p>ป้องกันการทุจริต</p>',
  ],
];

describe('cues', () => {
  it.each(kinds)('%s: found where shown', (_, cue, shown) => {
    expect(found(cue, shown)).toBe(true);
  });

  it.each(kinds.filter(([name]) => name !== 'link'))('%s: not where it nearly is', (_, cue, __, notShown) => {
    expect(found(cue, notShown)).toBe(false);
  });

  it.each(kinds.filter(([name]) => name !== 'link'))(
    '%s: open where a document may hold it',
    (_, cue, __, notShown) => {
      expect(found(cue, notShown, true)).toBeNull();
    },
  );
});

describe('people', () => {
  const cue: Cue = {
    kind: 'people',
    needs: ['name', 'position', 'contact'],
    positions: ['นายกเทศมนตรี', 'รองนายก', 'ปลัด'],
    minPeople: 2,
  };
  const mayor = '<p>นายสมชาย ดีงาม</p><p>นายกเทศมนตรี โทร 08-1234-5678</p>';

  it.each(['นายกและคณะ / ปลัด', 'นายกของเรา', 'นายก ทต. และปลัด'])('are not the post "%s"', (title) => {
    const deputy = '<p>นางสมศรี ใจดี</p><p>รองนายกเทศมนตรี โทร 08-1234-5679</p>';
    expect(found(cue, `<p>${title}</p>${mayor}${deputy}`)).toBe(true);
  });

  it('are complete when each has a contact', () => {
    expect(found(cue, `${mayor}<p>นางสมศรี ใจดี</p><p>รองนายกเทศมนตรี โทร 08-1234-5679</p>`)).toBe(true);
  });

  it('are reached by an extension where a number stands before it on the page', () => {
    const other = (contact: string) => `<p>นางสมศรี ใจดี</p><p>รองนายกเทศมนตรี ${contact}</p>`;
    expect(found(cue, mayor + other('ต่อ 13'))).toBe(true);
    expect(found(cue, `<p>นายสมชาย ดีงาม</p><p>นายกเทศมนตรี ต่อ 12</p>${other('ต่อ 13')}`)).toBe(false);
  });

  it('are incomplete for one who has none, whatever a document may hold', () => {
    const body = `${mayor}<p>นางสมศรี ใจดี</p><p>รองนายกเทศมนตรี</p>`;
    expect(found(cue, body)).toBe(false);
    expect(found(cue, body, true)).toBe(false);
  });

  it('count a vacant post as shown', () => {
    expect(found(cue, `${mayor}<p>ตำแหน่งว่าง</p><p>ปลัดเทศบาล</p>`)).toBe(true);
  });

  it('take who stands in for a vacant post for no person of that post', () => {
    const photos: Cue = { ...cue, needs: ['photo'] };
    const acting = '<p>ว่าง (นางวราภรณ์ บุตรดี ดูแลแทน)</p><p>รองปลัดเทศบาล</p>';
    expect(found(photos, `<img src="/p/1.jpg" alt="">${mayor}${acting}`)).toBe(true);
    const behind = '<p>- ตำแหน่งว่าง -</p><p>รองปลัดเทศบาล (นางวราภรณ์ บุตรดี ปลัดเทศบาล ปฏิบัติหน้าที่แทน)</p>';
    expect(found(photos, `<img src="/p/1.jpg" alt="">${mayor}${behind}`)).toBe(true);
    const held = '<p>เลขานุการ</p><p>รองปลัดเทศบาล (นางวราภรณ์ บุตรดี ปลัดเทศบาล)</p>';
    expect(found(photos, `<img src="/p/1.jpg" alt="">${mayor}${held}`)).toBe(false);
  });

  it('are not made of the rank behind a name', () => {
    const doctor = '<p>นายแพทย์ธีรเดช พรหมวาส</p><p>นายกเทศมนตรี (นายแพทย์เชี่ยวชาญ) โทร 08-1234-5678</p>';
    expect(found(cue, `${doctor}<p>นางสมศรี ใจดี</p><p>ปลัดเทศบาล โทร 08-1234-5679</p>`)).toBe(true);
    const engineer = '<p>นายสมชาย ดีงาม</p><p>รองนายกเทศมนตรี (นายช่างอาวุโส) โทร 08-1234-5678</p>';
    expect(found(cue, `${mayor}${engineer}`)).toBe(true);
  });

  it('may bear a rank or an academic title in full or in short', () => {
    const named = (name: string) =>
      found(cue, `${mayor}<p>${name}</p><p>รองนายกเทศมนตรี โทร 08-1234-5679</p>`);
    for (const name of [
      'พันตำรวจโทหญิง อรวี บุญญานุช',
      'ร.ต.อ. บุญมี ใจดี',
      'พล.ต.ต. บุญมี ใจดี',
      'แพทย์หญิงอรวี ใจดี',
      'นพ.บุญมี ใจดี',
      'พญ. อรวี ใจดี',
    ])
      expect(named(name)).toBe(true);
  });

  it('have no post from a line that says when the page was changed', () => {
    const chief =
      '<p>พ.ต.ต. เมธา ยิ่งเจริญ สารวัตร</p><p>ปรับปรุงเมื่อ 6 มกราคม 2568 (นายกเทศมนตรีคนปัจจุบันมาเมื่อ 2567)</p>';
    const two = `${mayor}<p>นางสมศรี ใจดี</p><p>รองนายกเทศมนตรี โทร 08-1234-5679</p>`;
    expect(found(cue, two + chief)).toBe(true);
  });

  it('are not made of the word นายก', () => {
    expect(found(cue, '<p>นายกเทศมนตรีและรองนายกเทศมนตรีปฏิบัติงานทุกวัน</p>')).toBe(false);
  });

  it('need a photo each where asked', () => {
    const withPhoto: Cue = { ...cue, needs: ['name', 'photo'] };
    const two = `${mayor}<p>นางสมศรี ใจดี</p><p>รองนายกเทศมนตรี</p>`;
    expect(found(withPhoto, `<img src="/p/1.jpg" alt="">${two}`)).toBe(false);
    expect(found(withPhoto, `<img src="/p/1.jpg" alt=""><img src="/p/2.jpg" alt="">${two}`)).toBe(true);
  });
});

describe('what is owed', () => {
  const item = buildItem({
    elements: [
      { id: 'all' },
      { id: 'local', agencyTypes: ['municipality', 'sao'] },
      { id: 'province', agencyTypes: ['province'] },
    ],
  });
  const ids = (type: Parameters<typeof applicableElements>[1]): string[] =>
    applicableElements(item, type).map(({ id }) => id);

  it('follows the kind of agency', () => {
    expect(ids('municipality')).toEqual(['all', 'local']);
    expect(ids('province')).toEqual(['all', 'province']);
    expect(ids('department')).toEqual(['all']);
    expect(ids(null)).toEqual(['all']);
  });

  it('is for a person to say where the kind is not known', () => {
    expect(dependsOnUnknownType(item, null)).toBe(true);
    expect(dependsOnUnknownType(item, 'court')).toBe(false);
    const html = '<main><h1>รายงาน</h1><p>สาระสำคัญของหน่วยงานนี้มีครบถ้วนทุกอย่าง</p></main>';
    const judged = judgeCandidate(item, buildCandidate({ html }), { ...judgeContext, agencyType: null });
    expect(judged).toMatchObject({ verdict: 'review', causes: [{ code: 'low-confidence' }] });
  });

  it('is not owed before its time, and told', () => {
    const due = buildItem({
      elements: [
        { id: 'plan' },
        { id: 'six-months', dueAfterMonths: 6, cues: [{ kind: 'phrases', any: ['รอบหกเดือน'], min: 1 }] },
      ],
    });
    const element = due.elements[1];
    if (element === undefined) throw new Error('the item has two elements');
    expect(dueDate(element, 2568)).toBe('2025-03-31');
    const page = buildCandidate({
      html: '<main><h1>แผน</h1><p>สาระสำคัญของแผนมีครบถ้วนทุกโครงการในปีนี้</p></main>',
    });
    const early = judgeCandidate(due, page, { ...judgeContext, asOf: '2025-03-31' });
    expect(early).toMatchObject({
      verdict: 'pass',
      causes: [{ code: 'not-due-yet', element: 'six-months' }],
    });
    const late = judgeCandidate(due, page, { ...judgeContext, asOf: '2025-04-01' });
    expect(late).toMatchObject({
      verdict: 'review',
      causes: [{ code: 'missing-element', element: 'six-months' }],
    });
  });

  it('costs nothing where it is soft, and is told', () => {
    const soft = buildItem({
      elements: [
        { id: 'main' },
        { id: 'extra', strict: false, cues: [{ kind: 'phrases', any: ['ของแถม'], min: 1 }] },
      ],
    });
    const page = buildCandidate({
      html: '<main><h1>รายงาน</h1><p>สาระสำคัญของรายงานมีครบถ้วนทุกหัวข้อ</p></main>',
    });
    expect(judgeCandidate(soft, page, judgeContext)).toMatchObject({
      verdict: 'pass',
      causes: [{ code: 'missing-element', element: 'extra' }],
    });
  });

  it('gives half marks only where the item has them and some parts are there', () => {
    const part = (id: string, word: string) => ({
      id,
      strict: false,
      partOf: id,
      cues: [{ kind: 'phrases' as const, any: [word], min: 1 }],
    });
    const elements = [part('a', 'อนุมัติอนุญาต'), part('b', 'จัดซื้อจัดจ้าง')];
    const judge = (scoreLevels: (100 | 50 | 0)[], text: string) =>
      judgeCandidate(
        buildItem({ scoreLevels, elements }),
        buildCandidate({
          html: `<main><h1>ความเสี่ยง</h1><p>${text} และรายละเอียดอื่นของการประเมินครั้งนี้</p></main>`,
        }),
        judgeContext,
      ).verdict;
    expect(judge([100, 50, 0], 'จัดซื้อจัดจ้าง')).toBe('partial');
    expect(judge([100, 0], 'จัดซื้อจัดจ้าง')).toBe('pass');
    expect(judge([100, 50, 0], 'จัดซื้อจัดจ้าง อนุมัติอนุญาต')).toBe('pass');
  });

  it('is open for a document that was not read, and missing from a page without any', () => {
    const bare = '<main><h1>รายงาน</h1><p>หน้านี้มีข้อความทั่วไปยาวพอสมควรเกี่ยวกับหน่วยงานของเรา</p></main>';
    expect(judgeCandidate(buildItem(), buildCandidate(), judgeContext).verdict).toBe('review');
    const found = (candidate: Candidate) =>
      judgeCandidate(buildItem(), candidate, judgeContext).elements[0]?.found;
    expect(found(buildCandidate({ html: bare }))).toBe(false);
    expect(found(buildCandidate())).toBeNull();
    const attached = [buildAttached('รายงาน')];
    expect(judgeCandidate(buildItem(), buildCandidate({ html: bare, attached }), judgeContext).verdict).toBe(
      'review',
    );
  });
});
