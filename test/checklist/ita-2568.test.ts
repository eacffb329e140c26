import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { findChecklist } from '../../src/checklist/find.ts';
import { parseKnownNegatives, readKnownNegatives } from '../../src/checklist/known-negatives.ts';
import { readChecklist } from '../../src/checklist/load.ts';
import { showChecklist } from '../../src/checklist/show.ts';
import { validateChecklist } from '../../src/checklist/validate.ts';

const dir = fileURLToPath(new URL('../../checklists', import.meta.url));
const loaded = await readChecklist(`${dir}/ita-2568.yaml`);
const { checklist } = loaded;
const { aggregation } = checklist;
if (aggregation === null) throw new Error('2568 has an aggregation');
const itemOf = (code: string) => {
  const item = checklist.items.find((candidate) => candidate.code === code);
  if (item === undefined) throw new Error(code);
  return item;
};
const codesWith = (want: string) =>
  checklist.items.filter((item) => item.year.want === want).map((item) => item.code);

const mean = (parts: { value: number; weight: number }[]) =>
  parts.reduce((sum, part) => sum + part.value * part.weight, 0) /
  parts.reduce((sum, part) => sum + part.weight, 0);
const due = (code: string) => itemOf(code).elements.filter((element) => element.dueAfterMonths === 6);

describe('facts of 2568', () => {
  test('28 items in order', () => {
    expect(checklist.items.map((item) => item.code)).toEqual(
      Array.from({ length: 28 }, (_, index) => `O${index + 1}`),
    );
  });

  test('years', () => {
    expect(codesWith('current')).toEqual([
      'O4',
      'O5',
      'O6',
      'O12',
      'O14',
      'O16',
      'O20',
      'O21',
      'O23',
      'O25',
      'O27',
    ]);
    expect(codesWith('previous')).toEqual(['O7', 'O11', 'O13', 'O15', 'O19', 'O22', 'O24', 'O26', 'O28']);
    expect(codesWith('any')).toEqual(['O1', 'O2', 'O3', 'O8', 'O9', 'O10', 'O17', 'O18']);
    for (const code of ['O11', 'O19', 'O22']) expect(itemOf(code).year.confidence).toBe('low');
  });

  test('sub-indicators hold the items that they should', () => {
    const bySub = Map.groupBy(checklist.items, (item) => item.subIndicator);
    expect([...bySub].map(([sub, items]) => [sub, items.length])).toEqual([
      ['9.1', 4],
      ['9.2', 7],
      ['9.3', 2],
      ['9.4', 3],
      ['9.5', 4],
      ['10.1', 4],
      ['10.2', 4],
    ]);
  });

  test('both rules give back the published result with O2, O7, O12 at 0 and O23 at 50', () => {
    const scores = new Map([
      ['O2', 0],
      ['O7', 0],
      ['O12', 0],
      ['O23', 50],
    ]);
    for (const rule of aggregation.rules) {
      const indicators = aggregation.indicators.map((indicator) => {
        const subs = aggregation.subIndicators
          .filter((sub) => sub.indicator === indicator.id)
          .map((sub) =>
            checklist.items
              .filter((item) => item.subIndicator === sub.id)
              .map((item) => ({ value: scores.get(item.code) ?? 100, weight: rule.weights[item.code] ?? 1 })),
          );
        return rule.method === 'item-mean'
          ? mean(subs.flat())
          : mean(subs.map((items) => ({ value: mean(items), weight: 1 })));
      });
      expect(
        indicators.map((value) => Number(value.toFixed(6))),
        rule.id,
      ).toEqual([82.5, 90]);
    }
    expect(aggregation.rules.map((rule) => rule.status)).toEqual(['inferred', 'inferred']);
  });

  test('one score of 50, four soft areas', () => {
    expect(checklist.items.filter((item) => item.scoreLevels.includes(50)).map((item) => item.code)).toEqual([
      'O23',
    ]);
    const areas = itemOf('O23').elements.filter((element) => element.partOf !== undefined);
    expect(areas).toHaveLength(4);
    expect(areas.every((area) => !area.strict && area.confidence === 'low')).toBe(true);
  });

  test('progress is due after six months and channels are never surer than likely', () => {
    expect(due('O6')).toHaveLength(2);
    expect(due('O12')).toHaveLength(1);
    const capped = checklist.items
      .filter((item) => item.confidenceAtMost === 'likely')
      .map((item) => item.code);
    expect(capped).toEqual(['O3', 'O10', 'O18']);
  });

  test('every element can be recognised in more than one way', () => {
    for (const item of checklist.items) {
      for (const element of item.elements) {
        const ways = element.cues.reduce(
          (sum, cue) => sum + (cue.kind === 'phrases' ? cue.any.length : 1),
          0,
        );
        expect(ways, `${item.code} ${element.id}`).toBeGreaterThan(1);
      }
    }
  });
});

describe('validateChecklist', () => {
  test('finds nothing wrong with the bundled checklist', async () => {
    const negatives = await readKnownNegatives(`${dir}/known-negatives.jsonl`);
    expect(negatives.length).toBeGreaterThan(100);
    expect(validateChecklist(loaded, negatives)).toEqual([]);
  });

  test('finds a planted negative, whatever its spaces and SARA E', () => {
    const planted = { label: 'เเผนพัฒนาท้องถิ่น', confusableWith: 'O5', itemIn: [], source: 'n.jsonl:3' };
    expect(validateChecklist(loaded, [planted])).toEqual([
      expect.objectContaining({ kind: 'alias-is-known-negative', item: 'O5', subject: 'แผนพัฒนาท้องถิ่น' }),
    ]);
  });

  test('lets a label stand in the checklist of a year that asked for it', () => {
    const planted = { label: 'แผนพัฒนาท้องถิ่น', confusableWith: 'O5', itemIn: [2568], source: 'n.jsonl:3' };
    expect(validateChecklist(loaded, [planted])).toEqual([]);
  });

  test('finds a label of two items, a label that is a near miss and one with a contrary word', () => {
    const broken = structuredClone(loaded);
    const [first, second] = broken.checklist.items;
    if (first === undefined || second === undefined) throw new Error('no items');
    second.labels.other.push('โครงสร้างองค์กร', 'ปฏิทินกิจกรรมผู้บริหาร');
    first.elements[0]?.cues.splice(0, 9, { kind: 'phrases', any: ['โครงสร้าง'], min: 1 });
    const kinds = validateChecklist(broken, []).map((finding) => `${finding.item} ${finding.kind}`);
    expect(kinds.toSorted()).toEqual([
      'O1 single-cue',
      'O2 alias-has-contrary-word',
      'O2 alias-is-near-miss',
      'O2 alias-used-twice',
    ]);
  });

  test('a broken line of negatives is named', () => {
    expect(() => parseKnownNegatives('n.jsonl', '{"label":"ก","confusableWith":null}\n\n{oops')).toThrow(
      'n.jsonl:3 ',
    );
    expect(() => parseKnownNegatives('n.jsonl', '{"label":"","confusableWith":null}')).toThrow(
      'n.jsonl:1 has no usable "label"',
    );
  });
});

describe('findChecklist', () => {
  test('takes the newest complete one when today has none', async () => {
    expect((await findChecklist(dir, null, 2570)).checklist.id).toBe('ita-2568');
    expect((await findChecklist(dir, 'ita-2568', 2570)).sha256).toBe(loaded.sha256);
    expect((await findChecklist(dir, `${dir}/ita-2568.yaml`, 2570)).sha256).toBe(loaded.sha256);
  });

  test('an unknown id lists those that there are', async () => {
    await expect(findChecklist(dir, 'ita-2599', 2570)).rejects.toThrow(/"ita-2599".*one of .*ita-2568/);
    await expect(findChecklist(`${dir}/none`, null, 2570)).rejects.toThrow('no complete checklist');
  });
});

test('show describes the whole and one item', () => {
  const overview = showChecklist(loaded, null).join('\n');
  for (const item of checklist.items) expect(overview).toContain(item.nameTh);
  const one = showChecklist(loaded, 'o7').join('\n');
  expect(one).toContain('ปัญหาและอุปสรรค');
  expect(one).toContain('2567');
  expect(() => showChecklist(loaded, 'O99')).toThrow('it has O1 to O28');
});

test('the file holds no private-use or decomposed Thai', () => {
  const text = readFileSync(`${dir}/ita-2568.yaml`, 'utf8');
  expect(text).not.toMatch(/[\uf700-\uf71a]|\u0e4d\u0e32|เเ/);
});
