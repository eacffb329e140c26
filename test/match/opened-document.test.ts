import { expect, it } from 'vitest';
import { buildDocument } from '../judge/build-documents.ts';

it.each([
  ['แผนวิสาหกิจ พ.ศ.\n2561 – 2565\nคณะกรรมการเห็นชอบ', 'แผนวิสาหกิจ พ.ศ. 2561 – 2565'],
  ['รายงานผล ประจำปีงบประมาณ\nพ.ศ. ๒๕๖๗\nกองคลัง', 'รายงานผล ประจำปีงบประมาณ พ.ศ. ๒๕๖๗'],
  ['แผนพัฒนา ปีการศึกษา 2567 –\n2571\nแนวทางที่ 1', 'แผนพัฒนา ปีการศึกษา 2567 – 2571'],
  ['รายงานผล\n2567\nกองคลัง', 'รายงานผล'],
])('a year that was broken off a title belongs to it: %j', (text, first) => {
  const { opened } = buildDocument([text]);
  expect(opened?.titleLines[0]).toBe(first);
});
