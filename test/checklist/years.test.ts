import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { findPackageRoot } from '../../src/check/package-root.ts';
import { findChecklist, listChecklists } from '../../src/checklist/find.ts';
import { readKnownNegatives } from '../../src/checklist/known-negatives.ts';
import { loadChecklist, readChecklist } from '../../src/checklist/load.ts';
import { showChecklist } from '../../src/checklist/show.ts';
import { validateChecklist } from '../../src/checklist/validate.ts';

const dir = `${findPackageRoot(import.meta.dirname)}/checklists`;
const counts: [year: number, items: number, status: string, unknownElements: number][] = [
  [2564, 43, 'names-only', 43],
  [2565, 43, 'names-only', 43],
  [2566, 43, 'partial', 24],
  [2567, 35, 'partial', 17],
  [2568, 28, 'complete', 0],
  [2569, 26, 'names-only', 26],
];
const negatives = await readKnownNegatives(`${dir}/known-negatives.jsonl`);

describe('every year', () => {
  test.each(counts)('%i has %i items, is %s', async (year, items, status, unknown) => {
    const loaded = await readChecklist(`${dir}/ita-${year}.yaml`);
    const { checklist } = loaded;
    expect(checklist).toMatchObject({ id: `ita-${year}`, fiscalYear: year, programme: 'ita', status });
    expect(checklist.items.map((item) => item.code)).toEqual(
      Array.from({ length: items }, (_, index) => `O${index + 1}`),
    );
    expect(checklist.items.filter((item) => item.elements.length === 0)).toHaveLength(unknown);
    expect(validateChecklist(loaded, negatives)).toEqual([]);
    const overview = showChecklist(loaded, null).join('\n');
    for (const item of checklist.items) {
      expect(overview).toContain(item.nameTh);
      expect(showChecklist(loaded, item.code).join('\n')).toContain(item.nameTh);
    }
  });

  test('no text of a year speaks of another year as its own', async () => {
    for (const [year] of counts) {
      if (year === 2568) continue;
      const { checklist } = await readChecklist(`${dir}/ita-${year}.yaml`);
      for (const item of checklist.items) {
        const own = [
          item.adviceTh,
          item.adviceEn,
          ...item.elements.flatMap((one) => [one.nameTh, one.nameEn]),
        ];
        const years = own.join(' ').match(/(?<![\d-]|– )25[5-7]\d(?![\d-]| –)/gu) ?? [];
        const laws = new Set(['2558', '2560', '2562']);
        expect(
          years.filter((found) => !laws.has(found) && found !== `${year}` && found !== `${year - 1}`),
          `${checklist.id} ${item.code}`,
        ).toEqual([]);
      }
    }
  });

  test('2569 knows no score and says why in both languages', async () => {
    const { checklist } = await readChecklist(`${dir}/ita-2569.yaml`);
    expect(checklist.aggregation).toBeNull();
    expect(checklist.aggregationUnknownTh).toContain('2569');
    expect(checklist.aggregationUnknownEn).toContain('2569');
    expect(new Set(checklist.items.map((item) => item.subIndicator))).toEqual(new Set([null]));
  });

  test('only what published results confirm is called verified', async () => {
    for (const [year] of counts) {
      const { checklist } = await readChecklist(`${dir}/ita-${year}.yaml`);
      const statuses = new Set(checklist.aggregation?.rules.map((rule) => rule.status));
      expect([...statuses], checklist.id).toEqual(
        year === 2569 ? [] : [year === 2564 ? 'verified' : 'inferred'],
      );
    }
  });
});

describe('a year without a file of its own', () => {
  test('2563 is served by the list of 2564, with its own years', async () => {
    const { checklist, path } = await findChecklist(dir, 'ita-2563', 2570);
    expect(path).toBe(`${dir}/ita-2564.yaml`);
    expect(checklist).toMatchObject({ id: 'ita-2563', fiscalYear: 2563, alsoServes: [] });
    expect(checklist.items).toHaveLength(43);
    expect(checklist.nameTh).toContain('2563 (ใช้รายการของปี 2564)');
    expect(checklist.nameEn).toContain('2563 (with the items of 2564)');
    expect(checklist.aggregation?.rules.map((rule) => rule.status)).toEqual(['inferred']);
    expect(checklist.aggregation?.rules[0]?.noteTh).toContain('2564');
    expect(checklist.items.find((item) => item.code === 'O1')?.adviceTh).toContain('2563');
  });

  test('2562 is served by none', async () => {
    await expect(findChecklist(dir, 'ita-2562', 2570)).rejects.toThrow('there is no checklist "ita-2562"');
    await expect(findChecklist(dir, 'moit-2563', 2570)).rejects.toThrow('there is no checklist');
  });
});

describe('which checklist without a name', () => {
  test.each([
    [2568, 'ita-2568'],
    // names only: never chosen, although it is of today's year
    [2569, 'ita-2568'],
    [2567, 'ita-2568'],
    [2570, 'ita-2568'],
  ])('in %i it is %s', async (today, id) => {
    expect((await findChecklist(dir, null, today)).checklist.id).toBe(id);
  });

  test('all are listed, newest first', async () => {
    expect((await listChecklists(dir)).map((file) => file.fiscalYear)).toEqual([
      2569, 2568, 2567, 2566, 2565, 2564,
    ]);
  });
});

describe('what is not known must be said', () => {
  const messagesOf = async (year: number, from: string, to: string): Promise<string> => {
    const text = await readFile(`${dir}/ita-${year}.yaml`, 'utf8');
    expect(text).toContain(from);
    try {
      loadChecklist('x.yaml', new TextEncoder().encode(text.replace(from, to)));
    } catch (error) {
      return String(error);
    }
    return '';
  };

  test.each([
    [2569, 'status: names-only', 'status: complete', 'without an aggregation the checklist is not complete'],
    [2569, /^aggregationUnknownTh: .*\n/m, '', 'nothing here says why'],
    [2567, 'status: partial', 'status: complete', 'the elements of O13 are not known'],
    [2564, '\nalsoServes: [2563]', '\nalsoServes: [2564]', "2564 is the checklist's own year"],
    [2564, 'subIndicator: "9.1"', 'subIndicator: null', 'the sub-indicator is missing'],
    [2569, 'subIndicator: null', 'subIndicator: "9.1"', 'expected null, as the aggregation is'],
    [2568, 'aggregation:', 'aggregationUnknownTh: x\naggregation:', 'nothing has to be explained'],
  ])('%i with %s for %s', async (year, from, to, message) => {
    const source = await readFile(`${dir}/ita-${year}.yaml`, 'utf8');
    const found = typeof from === 'string' ? from : (from.exec(source)?.[0] ?? '');
    expect(await messagesOf(year, found, to)).toContain(message);
  });
});
