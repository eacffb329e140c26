import { describe, expect, it } from 'vitest';
import { judgeCandidate } from '../../src/judge/candidate.ts';
import { judgeItem, type Search } from '../../src/judge/item.ts';
import type { AttachedTarget, Candidate } from '../../src/match/candidate.ts';
import { documentProblems } from '../../src/snapshot/document-facts.ts';
import { buildAttached, buildCandidate, buildItem, buildRecord, judgeContext, siteUrl } from './build.ts';
import { buildDocument, buildDocumentCandidate, filler } from './build-documents.ts';

const phrase = (id: string, word: string) => ({
  id,
  cues: [{ kind: 'phrases' as const, any: [word], min: 1 }],
});
const item = buildItem({ elements: [phrase('results', 'ผลสำเร็จของงาน'), phrase('problems', 'ปัญหาที่พบ')] });
const results = 'ผลสำเร็จของงานคือสร้างถนนได้ครบทั้งสิบสองสาย';
const problems = 'ปัญหาที่พบคือฝนตกชุก โทร 081-234-5678';
const search: Search = { isComplete: true, endedBy: null, unopened: [], pages: 9, documents: 1 };

const onPage = (attached: AttachedTarget[], body = '<p>ดาวน์โหลด</p>'): Candidate =>
  buildCandidate({ html: `<main><h1>รายงานผลการดำเนินงานประจำปี</h1>${body}</main>`, attached });
const judge = (candidate: Candidate, asked = item) => judgeCandidate(asked, candidate, judgeContext);

describe('elements in a document', () => {
  it('are found with the page, a masked quotation and the address of the document', () => {
    const document = buildDocument([`หน้าปก\n${filler}`, `${results}\n${filler}`, `${filler}\n${problems}`]);
    const judged = judge(onPage([document]));
    expect(judged.verdict).toBe('pass');
    expect(judged.elements.map(({ page, sourceUrl }) => [page, sourceUrl])).toEqual([
      [2, document.url],
      [3, document.url],
    ]);
    expect(judged.elements[1]?.quote).toContain('ปัญหาที่พบคือฝนตกชุก');
    expect(judged.elements[1]?.quote).not.toContain('081-234');
  });

  it('are found in a document that is the candidate itself', () => {
    expect(judge(buildDocumentCandidate([`${results}\n${problems}\n${filler}`])).verdict).toBe('pass');
  });

  it('are not there where it was read as a whole: one is for a person to look for, all are missing', () => {
    const judged = judge(onPage([buildDocument([`${results}\n${filler}`])]));
    expect(judged).toMatchObject({
      verdict: 'review',
      causes: [{ code: 'missing-element', element: 'problems' }],
    });
    expect(judge(onPage([buildDocument([filler])]))).toMatchObject({
      verdict: 'fail',
      causes: [{ code: 'missing-element' }],
    });
  });

  it('may stand partly on the page and partly in it', () => {
    const judged = judge(onPage([buildDocument([`${problems}\n${filler}`])], `<p>${results}</p>`));
    expect(judged.verdict).toBe('pass');
    expect(judged.elements.map(({ sourceUrl }) => sourceUrl)).toEqual([
      judged.candidate.url,
      expect.stringContaining('/files/'),
    ]);
  });

  it('may stand in two documents, each told', () => {
    const plan = buildDocument([`${results}\n${filler}`], { name: 'แผน' });
    const progress = buildDocument([`${problems}\n${filler}`], { name: 'ความก้าวหน้า' });
    const judged = judge(onPage([plan, progress]));
    expect(judged.verdict).toBe('pass');
    expect(judged.elements.map(({ sourceUrl }) => sourceUrl)).toEqual([plan.url, progress.url]);
  });

  it('stay open while one document is unread', () => {
    expect(judge(onPage([buildDocument([`${results}\n${filler}`]), buildAttached('ภาคผนวก')])).verdict).toBe(
      'review',
    );
  });

  it('are more probable than those nobody read', () => {
    const read = judge(onPage([buildDocument([`${results}\n${problems}\n${filler}`])]));
    expect(read.probability).toBeGreaterThan(judge(onPage([buildAttached('รายงาน')])).probability);
  });
});

describe('a document that could not be read', () => {
  const closed = documentProblems.filter((problem) => problem !== 'no-text-layer');
  it.each(closed)('is for a person to open, never missing: %s', (problem) => {
    const facts = { problem, parts: [], pageCount: null };
    for (const candidate of [onPage([buildDocument([], { facts })]), buildDocumentCandidate([], { facts })]) {
      const judged = judge(candidate);
      expect(judged.verdict).toBe('review');
      expect(judged.causes[0]).toMatchObject({ code: 'unreadable', found: problem, facts: { problem } });
      expect(judged.elements.every(({ found }) => found === null)).toBe(true);
    }
  });

  it('is no document where a web page came instead of the file', () => {
    const record = buildRecord({ kind: 'html', url: `${siteUrl}files/a.pdf`, purpose: 'document' });
    expect(judge(onPage([buildAttached('รายงาน', { record })])).causes[0]).toMatchObject({
      code: 'unreadable',
      found: 'not-a-document',
    });
    const login = { ...record, outcome: 'login' as const };
    expect(judge(onPage([buildAttached('รายงาน', { record: login })]))).toMatchObject({
      verdict: 'fail',
      causes: [{ code: 'login-required' }],
    });
  });

  it('is for a person where only a script shows it: a flip-book, a viewer without its file', () => {
    const record = buildRecord({ kind: null, url: `${siteUrl}files/book/`, hasBlob: false });
    expect(judge(onPage([buildAttached('รายงาน', { record })]))).toMatchObject({
      verdict: 'review',
      causes: [{ code: 'unreadable', found: 'unsupported' }],
    });
  });

  it('is for a person too where only some pages are scans', () => {
    const judged = judge(
      onPage([buildDocument([`${results}\n${filler}`], { facts: { unreadPages: 2, pageCount: 3 } })]),
    );
    expect(judged.verdict).toBe('review');
    expect(
      judge(onPage([buildDocument([results + filler, ''], { facts: { unreadPages: 1 } })])).causes[0],
    ).toMatchObject({
      code: 'unreadable',
      facts: { problem: 'no-text-layer', unreadPages: 1 },
    });
  });

  it('says how far it was read where it is too long', () => {
    const judged = judge(
      onPage([buildDocument([`${results}\n${filler}`], { facts: { truncated: true, pageCount: 90 } })]),
    );
    expect(judged).toMatchObject({ verdict: 'review', causes: [{ code: 'low-confidence' }] });
    expect(judged.causes[0]?.facts.statedBecauseEn).toContain('1 of 90');
  });

  it('does not lack a year that nobody could see', () => {
    const yearly = {
      ...item,
      year: { want: 'previous' as const, confidence: 'high' as const, orCalendarYear: false, orSpan: false },
    };
    const codes = judge(
      buildDocumentCandidate([], { facts: { problem: 'encrypted', parts: [] } }),
      yearly,
    ).causes.map(({ code }) => code);
    expect(codes).toContain('unreadable');
    expect(codes).not.toContain('year-unclear');
  });

  it('costs nothing where another document shows everything', () => {
    const locked = buildDocument([], { name: 'ล็อก', facts: { problem: 'encrypted', parts: [] } });
    expect(judge(onPage([locked, buildDocument([`${results}\n${problems}\n${filler}`])])).verdict).toBe(
      'pass',
    );
  });

  it('is open where its picture holds what its few words announce', () => {
    const cover = { text: 'แผนภาพผลงานประจำปี', images: 1 };
    expect(judge(onPage([buildDocument([cover])])).verdict).toBe('review');
  });

  it('is missing nothing where OCR was not sure of the page', () => {
    const part = (ocrConfidence: number) => [
      { text: `${results}\n${filler}`, textFrom: 'ocr' as const, ocrConfidence },
    ];
    const elementOf = (confidence: number) =>
      judge(onPage([buildDocument(part(confidence))])).elements.find(
        ({ element }) => element.id === 'problems',
      );
    expect(elementOf(0.5)?.found).toBeNull();
    expect(elementOf(0.9)?.found).toBe(false);
  });
});

describe('a document of no substance', () => {
  it.each([
    ['a title page', ['รายงานผลการดำเนินงานประจำปี\nปีงบประมาณ พ.ศ. 2567\nองค์การบริหารส่วนตำบลคำบง']],
    ['a placeholder', ['อยู่ระหว่าง กำลังปรับปรุง ข้อมูล']],
    [
      'a form that nobody filled in',
      [
        {
          text: 'แบบรายงานผลการดำเนินงาน',
          tables: [
            {
              header: ['ที่', 'โครงการ', 'ผลสำเร็จของงาน', 'ปัญหาที่พบ'],
              rows: [
                ['1', '', '', ''],
                ['2', '-', '', ''],
              ],
            },
          ],
        },
      ],
    ],
  ])('is empty: %s', (_, pages) => {
    for (const candidate of [onPage([buildDocument(pages)]), buildDocumentCandidate(pages)]) {
      expect(judge(candidate)).toMatchObject({ verdict: 'fail', causes: [{ code: 'empty' }] });
    }
  });

  it('is of the wrong kind where a service is asked for: blank forms to print', () => {
    const form = onPage([buildDocument(['แบบคำขอ ชื่อ .......... ที่อยู่ ..........'])]);
    const service = { ...item, kind: 'service' as const };
    expect(judgeCandidate(service, form, judgeContext).causes[0]?.code).toBe('wrong-kind');
    expect(judgeCandidate(item, form, judgeContext).causes[0]?.code).toBe('empty');
  });

  it('is for a person where it names the elements and says nothing of them', () => {
    expect(judge(buildDocumentCandidate(['ผลสำเร็จของงาน ปัญหาที่พบ'])).verdict).toBe('review');
  });

  it('does not spoil a good one beside it', () => {
    const good = buildDocument([`${results}\n${problems}\n${filler}`], { name: 'ฉบับเต็ม' });
    expect(judge(onPage([buildDocument(['หน้าปก']), good])).verdict).toBe('pass');
  });
});

describe('a picture as a document', () => {
  const chart = buildItem({
    elements: [
      { id: 'chart', cues: [{ kind: 'images', min: 1, alt: ['โครงสร้าง'] }] },
      phrase('duties', 'อำนาจหน้าที่'),
    ],
  });
  const picture = (text: string, ocrConfidence: number | null) =>
    buildDocumentCandidate([{ text, textFrom: text === '' ? 'none' : 'ocr', ocrConfidence }], {
      title: 'แผนผังโครงสร้างหน่วยงาน',
      facts: { kind: 'image', hasTextLayer: null, unreadPages: text === '' ? 1 : 0 },
    });

  it('is what its link says, and open for the rest', () => {
    const judged = judge(picture('', null), chart);
    expect(judged.elements.map(({ found }) => found)).toEqual([true, null]);
    expect(judged).toMatchObject({ verdict: 'review', causes: [{ code: 'unreadable', element: 'duties' }] });
  });

  it('counts with the words that OCR read', () => {
    expect(judge(picture(`อำนาจหน้าที่ของหน่วยงาน ${filler}`, 0.9), chart).verdict).toBe('pass');
  });
});

describe('links, forms and pictures', () => {
  it('are open and not absent in a document', () => {
    const channel = buildItem({
      elements: [{ id: 'form', cues: [{ kind: 'form', fields: ['ชื่อ', 'เรื่อง'], min: 2 }] }],
    });
    expect(judge(onPage([buildDocument([filler])]), channel).elements[0]?.found).toBeNull();
  });
});

describe('people in a document', () => {
  const people = buildItem({
    elements: [
      {
        id: 'people',
        cues: [
          { kind: 'people', needs: ['name', 'contact'], positions: ['นายกเทศมนตรี', 'รองนายก'], minPeople: 2 },
        ],
      },
    ],
  });
  const mayor = 'นายสมชาย ดีงาม\nนายกเทศมนตรี โทร 08-1234-5678';

  it('are counted and never quoted', () => {
    const whole = judge(
      onPage([buildDocument([`${mayor}\nนางสมศรี ใจดี\nรองนายกเทศมนตรี โทร 08-1234-5679\n${filler}`])]),
      people,
    );
    expect(whole.elements[0]).toMatchObject({ found: true, quote: null, count: { complete: 2, people: 2 } });
    const lacking = judge(
      onPage([buildDocument([`${mayor}\nนางสมศรี ใจดี\nรองนายกเทศมนตรี\n${filler}`])]),
      people,
    );
    expect(lacking.elements[0]).toMatchObject({ found: false, count: { complete: 1, people: 2 } });
  });
});

describe('documents that are candidates of one item', () => {
  const candidate = (name: string, pages: string[], facts = {}): Candidate =>
    buildDocumentCandidate(pages, { name, facts });

  it('complete each other', () => {
    const judged = judgeItem(
      item,
      [candidate('ก', [results + filler]), candidate('ข', [problems + filler])],
      search,
      judgeContext,
    );
    expect(judged.verdict).toBe('pass');
    expect(judged.supporting).toHaveLength(1);
  });

  it('leave open what a second one, unread, may hold', () => {
    const locked = candidate('ข', [], { problem: 'encrypted', parts: [] });
    const judged = judgeItem(item, [candidate('ก', [results + filler]), locked], search, judgeContext);
    const foundOf = (all: Candidate[]) =>
      judgeItem(item, all, search, judgeContext).elements.find(({ element }) => element.id === 'problems')
        ?.found;
    expect(judged.verdict).toBe('review');
    expect(foundOf([candidate('ก', [results + filler]), locked])).toBeNull();
    expect(foundOf([candidate('ก', [results + filler])])).toBe(false);
  });
});
