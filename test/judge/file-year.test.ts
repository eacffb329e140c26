import { describe, expect, it } from 'vitest';
import type { AttachedTarget } from '../../src/match/candidate.ts';
import { judgeCandidate } from '../../src/judge/candidate.ts';
import { buildDocument, filler } from './build-documents.ts';
import { buildAttached, buildCandidate, buildItem, judgeContext } from './build.ts';

const parts = ['ผลโครงการ', 'เงินที่ใช้', 'อุปสรรค'];
const item = buildItem({
  year: { want: 'previous', confidence: 'high', orCalendarYear: false, orSpan: false },
  elements: parts.map((words, at) => ({ id: `e${at}`, cues: [{ kind: 'phrases', any: [words], min: 1 }] })),
});

function judge(attached: AttachedTarget[], pageShows: readonly string[]) {
  const html = `<main><h1>คนของเราในรอบปี 2567</h1><p>รายงานเรื่องคนของหน่วยงาน ${pageShows.join(' ')}</p></main>`;
  return judgeCandidate(item, buildCandidate({ html, title: 'คนของเราในรอบปี 2567', attached }), judgeContext);
}

describe('a page of the wanted year over a file of another', () => {
  const file = (year: number): AttachedTarget =>
    buildDocument([`รายงานผล ประจำปีงบประมาณ พ.ศ. ${year}\n${parts.join(' ดังตาราง\n')} ดังนี้`]);

  it('is of the year of the file, which shows most of what is asked for', () => {
    expect(judge([file(2567)], parts.slice(0, 1)).verdict).toBe('pass');
    expect(judge([file(2565)], parts.slice(0, 1))).toMatchObject({
      verdict: 'fail',
      causes: [{ code: 'wrong-year' }],
    });
  });

  it('is of its own year where it shows most itself', () => {
    const causes = (words: readonly string[]) => judge([file(2565)], words).causes.map(({ code }) => code);
    expect(causes([...parts, filler])).not.toContain('wrong-year');
    // Names of what the file holds, and no more.
    expect(causes(parts)).toContain('wrong-year');
  });

  it('is of its own year where it lists more than files', () => {
    const entry = buildAttached('ประชุมประจำเดือน 2567', { target: 'page', yearTexts: ['17 ม.ค. 2567'] });
    expect(judge([file(2565), entry], parts.slice(0, 1)).year.state).toBe('right');
  });

  it('takes nothing from the file where it only reads like the item', () => {
    const page = (year: number, isUnnamed: boolean) =>
      judgeCandidate(
        item,
        {
          ...buildCandidate({
            html: `<main><h1>คนของเราในรอบปี 2567</h1><p>รายงานเรื่องคนของหน่วยงาน ${parts[0]}</p></main>`,
            title: 'คนของเราในรอบปี 2567',
            attached: [file(year)],
          }),
          ...(isUnnamed ? { unnamed: { score: 1, isMeant: false } } : {}),
        },
        judgeContext,
      );
    const shown = (year: number, isUnnamed: boolean) =>
      page(year, isUnnamed).elements.filter(({ found }) => found === true).length;
    expect(shown(2565, false)).toBe(3);
    expect(shown(2565, true)).toBe(1);
    expect(shown(2567, true)).toBe(3);
  });
});
