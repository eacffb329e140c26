import { describe, expect, it } from 'vitest';
import { judgeCandidate } from '../../src/judge/candidate.ts';
import type { AttachedTarget, Candidate } from '../../src/match/candidate.ts';
import { buildCandidate, buildItem, judgeContext } from './build.ts';
import { buildDocument, buildDocumentCandidate, filler } from './build-documents.ts';

const phrase = (id: string, word: string) => ({
  id,
  cues: [{ kind: 'phrases' as const, any: [word], min: 1 }],
});
const item = buildItem({ elements: [phrase('results', 'ผลสำเร็จของงาน'), phrase('problems', 'ปัญหาที่พบ')] });
const results = 'ผลสำเร็จของงานคือสร้างถนนได้ครบทั้งสิบสองสาย';
const problems = 'ปัญหาที่พบคือฝนตกชุก โทร 081-234-5678';

const onPage = (attached: AttachedTarget[], body = '<p>ดาวน์โหลด</p>'): Candidate =>
  buildCandidate({ html: `<main><h1>รายงานผลการดำเนินงานประจำปี</h1>${body}</main>`, attached });
const judge = (candidate: Candidate, asked = item) => judgeCandidate(asked, candidate, judgeContext);

describe('words of a document that are no evidence', () => {
  it.each([
    ['a table of contents', `สารบัญ\n${results} ........ 3\n${problems} ........ 12\n${filler}`],
    ['the name of the item in its title', `รายงานผลการดำเนินงานประจำปี ผลสำเร็จของงาน ปัญหาที่พบ\n${filler}`],
  ])('stand in %s', (_, text) => {
    expect(judge(onPage([buildDocument([text])])).causes[0]?.code).toBe('missing-element');
  });

  it('stand in a heading with nothing under it', () => {
    const headings = ['ผลสำเร็จของงาน', 'ปัญหาที่พบ', 'ภาคผนวก'];
    const bare = `${filler}\nผลสำเร็จของงาน\nปัญหาที่พบ\nภาคผนวก\n${filler}`;
    expect(judge(onPage([buildDocument([{ text: bare, headings }])])).causes[0]?.code).toBe(
      'missing-element',
    );
    const full = `ผลสำเร็จของงาน\n${filler}\nปัญหาที่พบ\nไม่มี\nภาคผนวก\n${filler}`;
    expect(judge(onPage([buildDocument([{ text: full, headings }])])).verdict).toBe('pass');
  });

  it('do not stand in the title of an order, which says what it does', () => {
    const team = buildItem({
      labels: { right: ['คณะทำงานขับเคลื่อนจริยธรรม'], other: [] },
      elements: [phrase('team', 'คณะทำงาน')],
    });
    const of = (title: string) =>
      judge(onPage([buildDocument([`${title}\n1. รองผู้อำนวยการ ประธาน 2. หัวหน้างาน\n${filler}`])]), team);
    expect(of('คำสั่งที่ 402/2567 เรื่อง แต่งตั้งคณะทำงานขับเคลื่อนจริยธรรม').verdict).toBe('pass');
    expect(of('คณะทำงานขับเคลื่อนจริยธรรม').verdict).not.toBe('pass');
  });

  it('do not stand in a sentence that a PDF sets apart as a heading', () => {
    const long = `${results} และสถานีมีหน้าที่รักษาความสงบเรียบร้อยในพื้นที่สี่ตำบล สามสิบเอ็ดหมู่บ้าน`;
    const text = `${filler}\n${problems}\n${long}`;
    expect(judge(onPage([buildDocument([{ text, headings: [long] }])])).verdict).toBe('pass');
  });

  it('stand over what was put off', () => {
    const text = (under: string) => `${results}\n${filler}\nปัญหาที่พบ\n${under}\n${filler}`;
    const of = (under: string) => judge(onPage([buildDocument([text(under)])]));
    expect(of('อยู่ระหว่างรวบรวมข้อมูลจากกองช่าง').causes[0]?.element).toBe('problems');
    expect(of('ฝนตกชุกทั้งปีจนงานล่าช้า').verdict).toBe('pass');
  });

  it('stand in the header or footer of every page, and not in what is repeated within', () => {
    const pages = (lines: (page: number) => string[]) => [1, 2, 3].map((page) => lines(page).join('\n'));
    const footer = pages((page) => [`${results} หน้าที่ ${page}`, `${filler} ${page}`, problems]);
    expect(judge(onPage([buildDocument(footer)])).causes[0]).toMatchObject({
      code: 'missing-element',
      element: 'problems',
    });
    const within = pages((page) => [`${results} หน้าที่ ${page}`, problems, `${filler} ${page}`]);
    expect(judge(onPage([buildDocument(within)])).verdict).toBe('pass');
  });
});

describe('half a hit', () => {
  const asked = buildItem({
    elements: [
      { id: 'two', cues: [{ kind: 'phrases', any: ['ยุทธศาสตร์ที่', 'กลยุทธ์', 'พันธกิจ'], min: 2 }] },
      { id: 'near', cues: [{ kind: 'phrases', any: ['เบิกจ่าย'], min: 1, near: ['ร้อยละ'] }] },
    ],
  });
  const found = (text: string) =>
    judge(buildDocumentCandidate([`${text}\n${filler}`]), asked).elements.map(({ found }) => found);

  it('is open in a document, where agencies word things in their own way', () => {
    expect(found('ยุทธศาสตร์ที่ 1 ยุทธศาสตร์ที่ 2')).toEqual([null, false]);
    expect(found(`เบิกจ่าย 400 บาท ${filler} ร้อยละ`)).toEqual([false, null]);
    expect(found('กลยุทธ์และพันธกิจ เบิกจ่ายร้อยละ 9')).toEqual([true, true]);
  });
});

describe('the title of a document', () => {
  const chart = buildItem({
    labels: { right: ['โครงสร้างหน่วยงาน'], other: [] },
    elements: [
      {
        id: 'chart',
        cues: [
          {
            kind: 'all',
            of: [
              { kind: 'phrases', any: ['โครงสร้าง'], min: 1 },
              { kind: 'phrases', any: ['กองคลัง', 'กองช่าง'], min: 2 },
            ],
          },
        ],
      },
      { id: 'other' },
    ],
  });
  const found = (text: string, item = chart) =>
    judge(buildDocumentCandidate([text]), item).elements[0]?.found;

  it('completes what stands under it, and shows nothing alone', () => {
    expect(found(`โครงสร้างหน่วยงาน\nกองคลัง กองช่าง\n${filler}`)).toBe(true);
    expect(found(`โครงสร้างหน่วยงาน\n${filler}`)).toBe(false);
  });

  it('tells the years that a plan spans', () => {
    const plan = buildItem({
      labels: { right: ['แผนพัฒนาท้องถิ่น'], other: [] },
      elements: [{ id: 'span', cues: [{ kind: 'phrases', any: ['2566-2570'], min: 1 }] }, { id: 'other' }],
    });
    expect(found(`แผนพัฒนาท้องถิ่น (2566-2570)\n${filler}`, plan)).toBe(true);
  });
});

describe('an item that asks for one thing', () => {
  const found = (named: Record<string, number>, text = filler) =>
    judge(buildDocumentCandidate([`รายงานผล\n${text}`], { named }), buildItem()).elements[0]?.found;

  it('is open in a document of that name, which may say it in other words', () => {
    expect(found({ O7: 0.95 })).toBeNull();
    expect(found({ O7: 0.6 })).toBe(false);
    expect(found({ O7: 0.95 }, 'ข้อความสั้นมากที่ไม่ได้บอกอะไรเลยสักอย่างเดียว')).toBe(false);
  });
});

describe('one of several tables', () => {
  it('that has most of what the item asks for is the one to point at', () => {
    const columns = (...words: string[]) => [
      { kind: 'columns' as const, groups: words.map((word) => [word]), min: 2 },
    ];
    const item = buildItem({
      elements: [
        { id: 'follow-up', cues: columns('ประเด็น', 'ติดตาม') },
        { id: 'owner', cues: columns('ประเด็น', 'ผู้รับผิดชอบ') },
      ],
    });
    const pages = [
      { text: filler, tables: [{ header: ['ประเด็น', 'ติดตาม'], rows: [['ก', 'ข']] }] },
      { text: filler, tables: [{ header: ['ประเด็น', 'ผู้รับผิดชอบ', 'ติดตาม'], rows: [['ก', 'ข', 'ค']] }] },
    ];
    expect(judge(buildDocumentCandidate(pages), item).elements.map(({ page }) => page)).toEqual([2, 2]);
  });
});
