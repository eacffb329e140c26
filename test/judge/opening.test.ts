import { expect, it } from 'vitest';
import { judgeCandidate } from '../../src/judge/candidate.ts';
import { buildCandidate, buildItem, judgeContext } from './build.ts';
import { buildDocument, buildDocumentCandidate, filler } from './build-documents.ts';

const annual = buildItem({ neverOpensWith: ['รอบ 6 เดือน', 'ครึ่งปีแรก'] });
const judge = (candidate: Parameters<typeof judgeCandidate>[1]) => {
  const { verdict, causes } = judgeCandidate(annual, candidate, judgeContext);
  return `${verdict} ${causes[0]?.code ?? ''}`.trim();
};
const body = `สาระสำคัญ ${filler}`;
const half = 'รายงานผล รอบ ๖ เดือน';

it('a document of half a year is no annual report, whatever the link to it says', () => {
  expect(judge(buildDocumentCandidate([`${half}\n${body}`]))).toBe('fail wrong-kind');
  expect(judge(buildDocumentCandidate([`รายงานผล\n${body}`, `เทียบกับรอบ 6 เดือน ${filler}`]))).toBe('pass');
});

it('of several documents one may be the right one', () => {
  const page = (...texts: string[]) =>
    judge(
      buildCandidate({
        html: '<main><h1>รายงาน</h1><p>ดาวน์โหลด</p></main>',
        attached: texts.map((text, at) => buildDocument([text], { name: `ฉบับที่ ${at}` })),
      }),
    );
  expect(page(`${half}\n${body}`)).toBe('fail wrong-kind');
  expect(page(`${half}\n${body}`, `รายงานผล\n${body}`)).toBe('pass');
});

it('quotes the line that says so', () => {
  const html = `<main><h1>รายงาน</h1><p>12 เม.ย. 2567</p><p>ผลงาน${half}</p><p>${body}</p></main>`;
  const { causes } = judgeCandidate(annual, buildCandidate({ html }), judgeContext);
  expect(causes[0]?.found).toBe(`ผลงาน${half}`);
});

it('a page says what it is under its heading', () => {
  const page = (line: string) =>
    judge(buildCandidate({ html: `<main><h1>รายงาน</h1><p>${line}</p><p>${body}</p></main>` }));
  expect(page('ผลงานครึ่งปีแรก ตุลาคมถึงมีนาคม')).toBe('fail wrong-kind');
  expect(page('ผลงานทั้งปี')).toBe('pass');
});
