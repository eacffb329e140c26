import { describe, expect, it } from 'vitest';
import type { YearRule } from '../../src/checklist/schema.ts';
import { judgeCandidate } from '../../src/judge/candidate.ts';
import { yearInside } from '../../src/judge/document-year.ts';
import type { DocumentFacts } from '../../src/snapshot/document-facts.ts';
import { reasonSentence } from '../../src/result/sentences.ts';
import { buildCandidate, buildItem, judgeContext } from './build.ts';
import {
  buildDocument,
  buildDocumentCandidate,
  buildFacts,
  buildOpened,
  filler,
  type PageInput,
} from './build-documents.ts';

const rule = (given: Partial<YearRule> = {}): YearRule => ({
  want: 'previous',
  confidence: 'high',
  orCalendarYear: false,
  orSpan: false,
  ...given,
});
/** Wanted is 2567. */
const inside = (pages: PageInput[], given: Partial<YearRule> = {}, facts: Partial<DocumentFacts> = {}) => {
  const { state, isStated } = yearInside(rule(given), buildOpened(buildFacts(pages, facts)), 2567);
  return `${state}${isStated ? '' : ' (not stated)'}`;
};

describe('what year a document says it is of', () => {
  it.each([
    ['its title', 'รายงานผล\nประจำปีงบประมาณ พ.ศ. ๒๕๖๗', 'right'],
    ['a title of another year', 'รายงานผล\nประจำปีงบประมาณ พ.ศ. 2566', 'wrong'],
    ['a law beside nothing', 'รายงานตามพระราชบัญญัติการจัดซื้อจัดจ้าง พ.ศ. 2560', 'unclear (not stated)'],
    ['a law beside its year', 'รายงานตาม พ.ร.บ. จัดซื้อจัดจ้าง พ.ศ. 2560 ประจำปีงบประมาณ 2567', 'right'],
    ['the day of signing', 'รายงานผลการดำเนินงาน\nลงวันที่ 15 ตุลาคม 2567', 'unclear (not stated)'],
    ['a span that covers it', 'รายงานตามแผนปฏิบัติการ (พ.ศ. 2566-2570)', 'unclear (not stated)'],
    ['a span beside its year', 'รายงานปี 2567 ตามแผนปฏิบัติการ (พ.ศ. 2566-2570)', 'right'],
    ['the assessment that it is filed for', 'ITA 2568\nรายงานผลการดำเนินงาน', 'unclear (not stated)'],
  ])('%s', (_, title, state) => {
    expect(inside([`${title}\n${filler}`])).toBe(state);
  });

  it('lets a span count where the rule says so', () => {
    expect(inside(['แผนพัฒนาท้องถิ่น (พ.ศ. 2566-2570)'], { orSpan: true })).toBe('right');
    expect(inside(['แผนพัฒนาท้องถิ่น (พ.ศ. 2561-2565)'], { orSpan: true })).toBe('wrong');
  });

  it('is that of the result which it looks into, where the rule names such', () => {
    const rule = { want: 'previous' as const, resultWords: ['คะแนน', 'ITA'] };
    expect(inside(['อ่านคะแนนปี 66 แล้วจะแก้อะไร\nเทศบาลตำบลคำบง'], rule)).toBe('right');
    expect(inside(['อ่านคะแนนปี 65 แล้วจะแก้อะไร\nเทศบาลตำบลคำบง'], rule)).toBe('wrong');
    expect(inside(['มาตรการความโปร่งใส ปี 2566\nเทศบาลตำบลคำบง'], rule)).toBe('wrong');
    expect(inside(['อ่านคะแนนปี 66 แล้วจะแก้อะไร\nเทศบาลตำบลคำบง'])).toBe('wrong');
  });

  it('is that of the plan whose last year is its name', () => {
    const plan = (text: string) => inside([`เมืองน่าอยู่ 2570\n${filler}\n${text}`], { orSpan: true });
    expect(plan('ทิศทางการพัฒนา ตั้งแต่ปี 2566 ถึง 2570')).toBe('right');
    expect(plan('ทิศทางการพัฒนา ตั้งแต่ปี 2568 ถึง 2570')).toBe('wrong');
    expect(plan('ตามยุทธศาสตร์ชาติ พ.ศ. 2561-2580')).toBe('wrong');
  });

  it('is in its headings and captions after its title', () => {
    expect(inside([{ text: `รายงานผล\n${filler}`, headings: ['ผลงานปีงบประมาณ 2567'] }])).toBe('right');
    expect(
      inside([
        { text: 'รายงานผล', tables: [{ caption: '', header: ['ก', 'ข'], rows: [] }] },
        { text: filler, tables: [{ caption: 'งบประมาณ พ.ศ. 2566', header: ['ก', 'ข'], rows: [['x', 'y']] }] },
      ]),
    ).toBe('wrong');
  });

  it('is in the year column of a form', () => {
    const form = (year: string) => [
      { tables: [{ header: ['ปีงบประมาณ', 'ชื่อรายการ', 'วงเงิน'], rows: [[year, 'รถ', '500']] }] },
    ];
    expect(inside(form('2567'))).toBe('right');
    expect(inside(form('๒๕๖๖'))).toBe('wrong');
  });

  it('is doubted where day after day lies before it', () => {
    const days = (year: number) =>
      `อบรม 3 มกราคม ${year} ประชุม 9 กุมภาพันธ์ ${year} ลงวันที่ 12 มีนาคม ${year} ${filler}`;
    expect(inside([`มาตรการ\n${filler}`, days(2566)])).toBe('wrong (not stated)');
    expect(inside([`มาตรการ\n${filler}`, `${days(2566)} และ 4 เมษายน 2567`])).toBe('unclear (not stated)');
    expect(inside([`มาตรการ\n${filler}`, `ลงวันที่ 12 มีนาคม 2566 ${filler}`])).toBe('unclear (not stated)');
    expect(inside([`มาตรการ\n${filler}`, days(2566)], {}, { truncated: true })).toBe('unclear (not stated)');
  });

  it('is in its text last, and another year there is no more than a doubt', () => {
    expect(inside([`รายงานผล\n${filler}`, `ผลงานในปีงบประมาณ 2567 ${filler}`])).toBe('right (not stated)');
    expect(inside([`รายงานผล\n${filler}`, `ผลงานในปีงบประมาณ 2566 ${filler}`])).toBe('wrong (not stated)');
  });
});

const item = buildItem({ year: rule() });
const body = `สาระสำคัญของรายงานฉบับนี้\n${filler}`;
const judge = (candidate: ReturnType<typeof buildCandidate>) => judgeCandidate(item, candidate, judgeContext);
const onPage = (title: string, pages: string[], name: string, html = '') =>
  judge(
    buildCandidate({
      title,
      html: `<main><h1>${title}</h1>${html}<p>ดาวน์โหลด</p></main>`,
      attached: [buildDocument(pages, { name })],
    }),
  );

describe('last year’s file under this year’s label', () => {
  it('is of the wrong year, and both are named', () => {
    const judged = onPage('รายงานปี 2567', [`รายงานผลประจำปี 2566\n${body}`], 'รายงาน ปี 2567');
    expect(judged).toMatchObject({
      verdict: 'fail',
      causes: [{ code: 'wrong-year', found: '2566', expected: '2567' }],
    });
    const { th, en } = reasonSentence('wrong-year', judged.causes[0]?.facts ?? {});
    for (const sentence of [th, en]) {
      expect(sentence).toContain('รายงานผลประจำปี 2566');
      expect(sentence).toContain('รายงาน ปี 2567');
    }
  });

  it('is so for a document that is the candidate', () => {
    const candidate = buildDocumentCandidate([`รายงานผลประจำปี 2566\n${body}`], {
      title: 'รายงานปี 2567',
      candidate: { linkText: 'รายงานปี 2567' },
    });
    expect(judge(candidate)).toMatchObject({ verdict: 'fail', causes: [{ code: 'wrong-year' }] });
  });

  it('is a doubt where only its text names another year', () => {
    const judged = onPage('รายงานปี 2567', [`รายงานผล\n${body}`, `ปีงบประมาณ 2566 ${filler}`], 'รายงาน ปี 2567');
    expect(judged).toMatchObject({ verdict: 'review', causes: [{ code: 'wrong-year' }] });
  });

  it('does not speak for a page that shows the content itself', () => {
    const judged = onPage(
      'รายงานปี 2567',
      [`รายงานผลประจำปี 2566\n${body}`],
      'ปีก่อน',
      `<p>สาระสำคัญของรายงานคือผลงานทั้งปีของหน่วยงาน ${filler}</p>`,
    );
    expect(judged.verdict).toBe('pass');
  });
});

describe('the year of a document', () => {
  it('tells what no label tells', () => {
    expect(onPage('รายงาน', [`รายงานผลประจำปี 2567\n${body}`], 'เอกสาร').verdict).toBe('pass');
  });

  it('picks the right one of several', () => {
    const attached = [
      buildDocument([`รายงานผลประจำปี 2566\n${filler}`], { name: 'เล่ม 1' }),
      buildDocument([`รายงานผลประจำปี 2567\n${body}`], { name: 'เล่ม 2' }),
    ];
    const judged = judge(buildCandidate({ title: 'รายงาน', html: '<main><h1>รายงาน</h1></main>', attached }));
    expect(judged.verdict).toBe('pass');
    expect(judged.documents).toEqual([attached[1]]);
  });
});

describe('one file under the labels of two years', () => {
  const twice = (title: string) => {
    const document = buildDocument([`${title}\n${body}`], { name: 'รายงาน ปี 2567' });
    const attached = [{ ...document, otherLabels: ['รายงาน ปี 2566'] }];
    return judge(buildCandidate({ title: 'รายงาน', html: '<main><h1>รายงาน</h1></main>', attached }));
  };

  it('is for a person to confirm where it names neither', () => {
    expect(twice('รายงานผล')).toMatchObject({
      verdict: 'review',
      causes: [{ code: 'reused', found: '2566, 2567' }],
    });
  });

  it('is of the year that it names', () => {
    expect(twice('รายงานผลประจำปี 2567').verdict).toBe('pass');
    expect(twice('รายงานผลประจำปี 2566').causes[0]?.code).toBe('wrong-year');
  });

  it('is found by its bytes under another address', () => {
    const record = { sha256: 'same' };
    const attached = [
      buildDocument([`รายงานผล\n${body}`], { name: 'รายงาน ปี 2567', record }),
      buildDocument([`รายงานผล\n${body}`], { name: 'รายงาน ปี 2566', record }),
    ];
    const judged = judge(buildCandidate({ title: 'รายงาน', html: '<main><h1>รายงาน</h1></main>', attached }));
    expect(judged.causes[0]?.code).toBe('reused');
  });
});
