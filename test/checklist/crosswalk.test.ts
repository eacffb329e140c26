import { describe, expect, test } from 'vitest';
import { findPackageRoot } from '../../src/check/package-root.ts';
import { crosswalk, type CrosswalkKind } from '../../src/checklist/crosswalk.ts';
import { showDiff } from '../../src/checklist/diff.ts';
import { readChecklist } from '../../src/checklist/load.ts';
import type { Checklist } from '../../src/checklist/schema.ts';

const dir = `${findPackageRoot(import.meta.dirname)}/checklists`;
const years = [2564, 2565, 2566, 2567, 2568, 2569];
const lists = new Map<number, Checklist>();
for (const year of years) lists.set(year, (await readChecklist(`${dir}/ita-${year}.yaml`)).checklist);
const listOf = (year: number): Checklist => {
  const checklist = lists.get(year);
  if (checklist === undefined) throw new Error(String(year));
  return checklist;
};

/** Where a topic stands in each year's list, "–" where nowhere. */
const places = (topic: string): string[] =>
  years.map((year) => listOf(year).items.find((item) => item.topics.includes(topic))?.code ?? '–');

describe('the same thing under each year’s number', () => {
  test.each<[string, string[]]>([
    ['executives', ['O2', 'O2', 'O2', 'O2', 'O2', 'O2']],
    ['annual-performance-report', ['O12', 'O12', 'O13', 'O9', 'O7', 'O7']],
    ['procurement-list', ['O21', 'O21', 'O19', 'O14', 'O12', '–']],
    ['procurement-progress', ['O23', 'O23', 'O21', 'O16', 'O12', 'O11']],
    ['annual-procurement-report', ['O24', 'O24', 'O22', 'O17', 'O13', 'O12']],
    ['no-gift-policy', ['–', 'O34', 'O31', 'O26', 'O21', 'O20']],
    ['integrity-measures', ['O42', 'O42', 'O42', 'O34', 'O27', 'O25']],
    ['integrity-measures-report', ['O43', 'O43', 'O43', 'O35', 'O28', 'O26']],
    ['privacy-policy', ['–', '–', 'O10', '–', '–', '–']],
  ])('%s', (topic, codes) => {
    expect(places(topic)).toEqual(codes);
  });

  test('a topic belongs to one item of a year', () => {
    for (const checklist of lists.values()) {
      const topics = checklist.items.flatMap((item) => item.topics);
      expect(new Set(topics).size, checklist.id).toBe(topics.length);
    }
  });
});

describe('crosswalk', () => {
  const rowsOf = (from: number, to: number, kind: CrosswalkKind) =>
    crosswalk(listOf(from), listOf(to))
      .filter((row) => row.kind === kind)
      .map((row) => `${row.from.join('+')}>${row.to.join('+')}`);

  test('2567 to 2568 merges five and moves the rest', () => {
    expect(rowsOf(2567, 2568, 'merged')).toEqual(
      expect.arrayContaining(['O1+O3>O1', 'O4+O6>O3', 'O14+O16>O12', 'O20+O21>O16', 'O26+O27>O21']),
    );
    expect(rowsOf(2567, 2568, 'moved')).toContain('O9>O7');
    expect(rowsOf(2567, 2568, 'same')).toEqual(['O2>O2']);
    expect(rowsOf(2567, 2568, 'vanished')).toContain('O15>');
    expect(rowsOf(2567, 2568, 'split')).toEqual([]);
  });

  test('the way back splits what was merged and finds again what vanished', () => {
    const swap = (row: string) => row.split('>').toReversed().join('>');
    expect(rowsOf(2568, 2567, 'split')).toEqual(rowsOf(2567, 2568, 'merged').map(swap));
    expect(rowsOf(2568, 2567, 'new')).toEqual(rowsOf(2567, 2568, 'vanished').map(swap));
  });

  test('2564 to 2565 changes one item, a list to itself none', () => {
    const changed = crosswalk(listOf(2564), listOf(2565)).filter(({ kind }) => kind !== 'same');
    expect(changed).toEqual([
      {
        kind: 'vanished',
        topics: [],
        from: ['O34'],
        to: [],
        topicsGone: ['integrity-declaration'],
        topicsNew: [],
      },
      { kind: 'new', topics: [], from: [], to: ['O34'], topicsGone: [], topicsNew: ['no-gift-policy'] },
    ]);
    expect(new Set(crosswalk(listOf(2568), listOf(2568)).map(({ kind }) => kind))).toEqual(new Set(['same']));
  });

  test('items that trade topics are regrouped', () => {
    const item = (code: string, topics: string[]) => ({ ...listOf(2568).items[0], code, topics });
    const make = (items: unknown[]) => ({ ...listOf(2568), items }) as Checklist;
    const rows = crosswalk(
      make([item('O1', ['a', 'b']), item('O2', ['c'])]),
      make([item('O1', ['a']), item('O2', ['b', 'c'])]),
    );
    expect(rows).toMatchObject([{ kind: 'regrouped', from: ['O1', 'O2'], to: ['O1', 'O2'] }]);
  });

  test.each([
    [2564, 2566],
    [2566, 2567],
    [2567, 2569],
    [2569, 2564],
  ])('from %i to %i every item stands in one row', (a, b) => {
    const rows = crosswalk(listOf(a), listOf(b));
    const sorted = (codes: string[]) => codes.toSorted();
    expect(sorted(rows.flatMap((row) => row.from))).toEqual(sorted(listOf(a).items.map((item) => item.code)));
    expect(sorted(rows.flatMap((row) => row.to))).toEqual(sorted(listOf(b).items.map((item) => item.code)));
  });

  test('is told in both languages', () => {
    const lines = showDiff(listOf(2567), listOf(2568));
    expect(lines[0]).toMatch(/^ita-2567 \(35\) → ita-2568 \(28\)/);
    expect(lines).toContainEqual(expect.stringMatching(/^O9 → O7 +ย้าย · moved +รายงานผลการดำเนินงานประจำปี/));
    expect(lines).toContainEqual(expect.stringMatching(/^O15 → – +ไม่มีแล้ว · vanished +ประกาศต่าง ๆ/));
  });
});
