import { read, utils } from '@e965/xlsx';
import { beforeAll, describe, expect, it } from 'vitest';
import { findPackageRoot } from '../../src/check/package-root.ts';
import { readChecklist } from '../../src/checklist/load.ts';
import type { Checklist } from '../../src/checklist/schema.ts';
import { renderExport } from '../../src/export/index.ts';
import { listFilingRows } from '../../src/export/rows.ts';
import { readDeclared } from '../../src/inputs/declared.ts';
import type { Result } from '../../src/result/schema.ts';
import { buildSample } from '../report/sample.ts';

const sample = buildSample();
let checklist: Checklist;
beforeAll(async () => {
  const root = findPackageRoot(import.meta.dirname);
  ({ checklist } = await readChecklist(`${root}/checklists/ita-2568.yaml`));
});

describe('the list to file', () => {
  it('has every item in order in every format', async () => {
    const codes = sample.items.map(({ code }) => code);
    expect(listFilingRows(sample).map(({ code }) => code)).toEqual(codes);
    const json: unknown = JSON.parse(String(await renderExport(sample, 'json', 'th')));
    expect(json).toMatchObject({ schemaVersion: 1, items: codes.map((code) => ({ code })) });
    const book = read(await renderExport(sample, 'xlsx', 'th'), { type: 'array' });
    const rows = utils.sheet_to_json<string[]>(book.Sheets['OIT'] ?? {}, { header: 1 });
    expect(rows.slice(1, codes.length + 1).map(([code]) => code)).toEqual(codes);
    const markdown = String(await renderExport(sample, 'md', 'en'));
    for (const code of codes) expect(markdown).toContain(`\n| ${code} | `);
  });

  it('is the same bytes twice', async () => {
    const [one, two] = await Promise.all([
      renderExport(sample, 'xlsx', 'th'),
      renderExport(sample, 'xlsx', 'th'),
    ]);
    expect(one).toEqual(two);
  });

  it('is read back by --declared where nothing is left to decide', async () => {
    const decided: Result = {
      ...sample,
      items: sample.items.filter(({ code }) =>
        listFilingRows(sample).some((row) => row.code === code && (row.have === 'yes' || row.have === 'no')),
      ),
    };
    const wanted = listFilingRows(decided).flatMap(({ code, have, urls }) =>
      have === 'no' ? [[code, null]] : urls.map((url) => [code, new URL(url).href]),
    );
    expect(wanted.length).toBeGreaterThan(2);
    for (const format of ['csv', 'xlsx'] as const) {
      const made = await renderExport(decided, format, 'th');
      const found = await readDeclared(`filing.${format}`, Buffer.from(made), checklist);
      expect(
        found.map(({ code, url }) => [code, url]),
        format,
      ).toEqual(wanted);
    }
  });

  it('runs no formula, and formats no words of a site', async () => {
    const [first] = sample.items;
    if (first === undefined) throw new Error('no item');
    const bad = '=HYPERLINK("http://evil/","x")|<b>';
    const items = [{ ...first, whereTh: bad, whereEn: bad, nameTh: '@SUM(A1)' }];
    const csv = String(await renderExport({ ...sample, items }, 'csv', 'th'));
    expect(csv.startsWith('\uFEFF')).toBe(true);
    expect(csv).not.toMatch(/(?:^|,)"?[=@]/m);
    const markdown = String(await renderExport({ ...sample, items }, 'md', 'th'));
    expect(markdown).not.toContain('<b>');
  });

  it('tells the better address where the declared one is not it', () => {
    const [first] = sample.items;
    if (first === undefined) throw new Error('no item');
    const reason = {
      code: 'declared-url-differs' as const,
      element: null,
      expected: null,
      found: null,
      outcome: null,
      messageTh: 'ลิงก์ที่กรอกไม่ใช่หน้าที่พบข้อมูล',
      messageEn: 'not the page',
      url: 'https://khambong.go.th/better',
    };
    const [row] = listFilingRows({ ...sample, items: [{ ...first, reasons: [...first.reasons, reason] }] });
    expect(row?.note.th).toContain('https://khambong.go.th/better');
  });
});
