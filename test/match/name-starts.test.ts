import { expect, it } from 'vitest';
import { createNameStarts } from '../../src/match/name-starts.ts';
import { buildItem } from '../judge/build.ts';

const named = (code: string, ...right: string[]) => buildItem({ code, labels: { right, other: [] } });

it('knows the items whose names begin with a text, whatever its marks and blanks', () => {
  const itemsOf = createNameStarts([
    named('O21', 'การสร้างวัฒนธรรม No Gift Policy'),
    named('O7', 'รายงานผลการดำเนินงานประจำปี'),
  ]);
  expect(itemsOf('การสร้างวัฒนธรรม')).toEqual(['O21']);
  expect(itemsOf('การสราง วัฒนธรรม no')).toEqual(['O21']);
  expect(itemsOf('วัฒนธรรม No Gift')).toEqual([]);
});

it('takes nothing from a start that many names share', () => {
  const itemsOf = createNameStarts(['O7', 'O13', 'O15'].map((code) => named(code, 'รายงานผลการดำเนินงาน')));
  expect(itemsOf('รายงานผลการดำเนิน')).toEqual([]);
});
