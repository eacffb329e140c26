import { expect, it } from 'vitest';
import type { Cue } from '../../src/checklist/schema.ts';
import { judgeCandidate } from '../../src/judge/candidate.ts';
import { contentOf } from '../../src/judge/content.ts';
import { judgeElements } from '../../src/judge/elements.ts';
import { buildCandidate, buildItem, judgeContext } from './build.ts';

function found(cue: Cue, body: string): boolean | null | undefined {
  const item = buildItem({
    year: { want: 'current', confidence: 'high', orSpan: true, orCalendarYear: false },
    labels: { right: ['แผนพัฒนาท้องถิ่น', 'จดหมายข่าว'], other: [] },
    elements: [{ id: 'asked', cues: [cue] }],
  });
  const candidate = buildCandidate({ html: `<body><main><h1>หน้า</h1>${body}</main></body>` });
  const page = { url: candidate.url, content: contentOf(item, candidate), isOpen: false };
  return judgeElements(item, [page], judgeContext)[0]?.found;
}

const span: Cue = { kind: 'dates', within: 'span', min: 1 };

it.each([
  ['of a plan in its text', '<p>ใช้เป็นกรอบระหว่างปี พ.ศ. ๒๕๖๖ ถึง พ.ศ. ๒๕๗๐</p>', true],
  ['of a plan in its title alone', '<h2>แผนพัฒนาท้องถิ่น (พ.ศ. 2566-2570)</h2><p>ยุทธศาสตร์ที่ 1</p>', true],
  ['that has ended', '<p>ระหว่างปี พ.ศ. 2561 - 2565</p>', false],
  ['of the national strategy', '<p>ยุทธศาสตร์ชาติ พ.ศ. 2561 - 2580</p>', false],
  ['of one year', '<p>ตุลาคม 2567 - กันยายน 2568</p>', false],
])('finds a span of years %s: %s', (_, body, expected) => {
  expect(found(span, body)).toBe(expected);
});

it('counts the dates of news that are named like the item, each line once', () => {
  const cue: Cue = { kind: 'dates', within: 'calendar-year', min: 2 };
  expect(found(cue, '<p>จดหมายข่าว ธันวาคม 2567</p><p>จดหมายข่าว มกราคม 2568</p>')).toBe(true);
  expect(found(cue, '<p>จดหมายข่าว มกราคม 2568</p><p>จดหมายข่าว มกราคม 2568</p>')).toBe(false);
});

it('a list of news that tells no days leaves them to its stories', () => {
  const news = buildItem({
    kind: 'news',
    year: { want: 'current', confidence: 'medium', orSpan: false, orCalendarYear: true },
    elements: [{ id: 'news', cues: [{ kind: 'dates', within: 'fiscal-year', min: 2 }] }],
  });
  const list = (rows: string): string =>
    judgeCandidate(news, buildCandidate({ html: `<main><h1>ข่าวเทศบาล</h1>${rows}</main>` }), judgeContext)
      .verdict;
  const stories =
    '<p><a href="/101">พ่นหมอกควันป้องกันไข้เลือดออก 9 ชุมชน</a></p><p><a href="/103">เปิดใช้ถนนเลียบเหมือง</a></p>';
  expect(list(stories)).toBe('review');
  expect(list(stories.replaceAll('</a>', '</a> 4 มีนาคม 2566'))).toBe('fail');
  const course = '<p><a href="/102">อบรม CPR ประจำปี 2568</a></p>';
  expect(list(stories + course)).toBe('review');
  expect(list(stories + course.replace('2568', '2560'))).toBe('fail');
});
