import { describe, expect, it } from 'vitest';
import { describeEvidence, roleOf, titleOf } from '../../src/assess/evidence.ts';
import { judgeCandidate } from '../../src/judge/candidate.ts';
import type { Candidate } from '../../src/match/candidate.ts';
import {
  buildAttached,
  buildCandidate,
  buildItem,
  buildRecord,
  judgeContext,
  siteUrl,
} from '../judge/build.ts';
import { buildDocument, buildDocumentCandidate, filler } from '../judge/build-documents.ts';

const good = '<main><h1>รายงาน</h1><p>สาระสำคัญของรายงานฉบับนี้มีครบถ้วนทุกหัวข้อตามที่กำหนด</p></main>';
const lacking = '<main><h1>รายงาน</h1><p>ข้อความทั่วไปของหน่วยงานที่ยาวพอจะเป็นเนื้อหาแต่ไม่มีสิ่งที่ต้องการ</p></main>';
const yearly = buildItem({
  year: { want: 'previous', confidence: 'high', orCalendarYear: false, orSpan: false },
});
const judge = (given: Parameters<typeof buildCandidate>[0], item = buildItem()) =>
  judgeCandidate(item, buildCandidate(given), judgeContext);

describe('role of evidence', () => {
  const cases: [string, ReturnType<typeof judge>, ReturnType<typeof roleOf>][] = [
    ['a pass', judge({ html: good }), 'accepted'],
    ['a document that was opened and not read', judge({}), 'accepted'],
    ['an address that timed out', judge({ record: buildRecord({ outcome: 'timeout' }) }), 'supporting'],
    ['one that was never opened', judge({ record: null }), 'supporting'],
    ['the right page with an element missing', judge({ html: lacking }), 'supporting'],
    ['an empty page', judge({ html: '<main><h1>รายงาน</h1></main>' }), 'rejected'],
    ['a page of another year', judge({ html: good, title: 'รายงาน 2565' }, yearly), 'rejected'],
    ['a dead link', judge({ record: buildRecord({ outcome: 'http-error', httpStatus: 404 }) }), 'rejected'],
  ];
  it.each(cases)('%s', (_, judged, role) => {
    expect(roleOf(judged)).toBe(role);
  });
});

describe('evidence', () => {
  it('is the page first and then the documents on it that were opened', () => {
    const attached = [buildAttached('รายงานฉบับเต็ม'), buildAttached('ไม่ได้เปิด', { record: null })];
    const clickPath: Candidate['clickPath'] = [{ url: `${siteUrl}page`, text: 'รายงาน' }];
    const [page, ...documents] = describeEvidence(judge({ html: good, attached, clickPath }), 'accepted');
    expect(page).toMatchObject({
      role: 'accepted',
      url: `${siteUrl}page`,
      clicksFromHome: 1,
      title: 'รายงาน',
    });
    expect(page?.elements).toEqual([expect.objectContaining({ id: 'substance', found: true })]);
    expect(documents).toHaveLength(1);
    expect(documents[0]).toMatchObject({ role: 'supporting', foundOn: `${siteUrl}page`, clicksFromHome: 2 });
  });

  it('tells of each element which document shows it, on which page', () => {
    const two = buildItem({
      elements: [
        { id: 'page', cues: [{ kind: 'phrases', any: ['สาระสำคัญ'], min: 1 }] },
        { id: 'file', cues: [{ kind: 'phrases', any: ['ภาคผนวก'], min: 1 }] },
        { id: 'nowhere', cues: [{ kind: 'phrases', any: ['ไม่มีที่ไหน'], min: 1 }] },
      ],
    });
    const attached = [
      buildDocument([`เล่มอื่น\n${filler}`], { name: 'ก' }),
      buildDocument([`รายงานประจำปี 2567\n${filler}`, `ภาคผนวก ติดต่อ 081-234-5678 ${filler}`], { name: 'ข' }),
    ];
    const [page, first, second] = describeEvidence(judge({ html: good, attached }, two), 'accepted');
    expect(page?.elements.map(({ id, found }) => [id, found])).toEqual([
      ['page', true],
      ['nowhere', false],
    ]);
    expect(first).toMatchObject({ title: 'รายงานประจำปี 2567', linkText: 'ข', fiscalYears: [2567] });
    expect(first?.elements).toEqual([
      { id: 'file', found: true, quote: expect.stringContaining('ภาคผนวก'), page: 2 },
    ]);
    expect(first?.elements[0]?.quote).not.toContain('081-234');
    expect(second?.elements).toEqual([]);
  });

  it('is a document under its own title', () => {
    const candidate = buildDocumentCandidate([`รายงานประจำปี\nสาระสำคัญ ${filler}`], {
      candidate: { labels: [] },
    });
    const [evidence] = describeEvidence(judgeCandidate(buildItem(), candidate, judgeContext), 'accepted');
    expect(evidence).toMatchObject({
      title: 'รายงานประจำปี',
      elements: [{ id: 'substance', found: true, page: 1 }],
    });
  });

  it('masks personal data in titles and link texts', () => {
    const [page] = describeEvidence(judge({ linkText: 'นายทดสอบ 1-1007-01234-56-7' }), 'accepted');
    expect(page?.linkText).not.toContain('01234');
  });

  it('is called by its section, its heading, its title or the link, in this order', () => {
    const html = '<title>ชื่อแท็บ</title><main><h1>หัวข้อ</h1></main>';
    expect(titleOf(buildCandidate({ html, section: { from: 0, to: 5, heading: 'ส่วน' } }))).toBe('ส่วน');
    expect(titleOf(buildCandidate({ html }))).toBe('หัวข้อ');
    expect(titleOf(buildCandidate({ html: '<title>ชื่อแท็บ</title>' }))).toBe('ชื่อแท็บ');
    expect(titleOf(buildCandidate({ title: 'ป้ายลิงก์' }))).toBe('ป้ายลิงก์');
  });
});
