import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readXlsx, writeXlsx } from 'hucre/xlsx';
import { read, utils } from '@e965/xlsx';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CompareError } from '../../src/compare/error.ts';
import { type ComparisonOptions, writeComparison } from '../../src/report/compare/write.ts';
import { type AgencyDraft, draftMany, writeBatch } from './build.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'oit-compare-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

const compare = async (change: Partial<ComparisonOptions> = {}) =>
  await writeComparison(folder, { toolVersion: '0.1.0', formats: ['xlsx'], lang: 'th', ...change });

/** Sheets as rows of text, by an independent reader. */
async function readSheets(): Promise<Record<string, string[][]>> {
  const book = read(await readFile(join(folder, 'compare.xlsx')));
  return Object.fromEntries(
    book.SheetNames.map((name) => [
      name,
      utils.sheet_to_json<string[]>(book.Sheets[name] ?? {}, { header: 1, defval: '', raw: false }),
    ]),
  );
}

/** The call sheet by agency key: what stands under each heading. */
async function readCalls(sheet = 'โทรประสาน'): Promise<Map<string, Record<string, string>>> {
  const rows = (await readSheets())[sheet] ?? [];
  const head = rows.findIndex((row) => row.includes('รหัส') || row.includes('Code'));
  const headings = rows[head] ?? [];
  return new Map(
    rows.slice(head + 1).map((row) => {
      const cells = Object.fromEntries(headings.map((heading, at) => [heading, row[at] ?? '']));
      return [cells['รหัส'] ?? cells['Code'] ?? '', cells];
    }),
  );
}

const two: AgencyDraft[] = [
  {
    key: 'a.go.th',
    name: '=cmd|calc!A1',
    district: 'น้ำพอง',
    contact: 'สมศรี',
    phone: '+66 43 000 000',
    low: 20,
    high: 30,
    items: {
      O7: ['fail', 'wrong-year'],
      O12: ['partial', 'missing-element'],
      O20: ['review', 'not-searched'],
    },
  },
  { key: 'b.go.th', name: 'อบต.บี', ends: 'unreachable' },
];

describe('compare.xlsx', () => {
  it('has a call sheet and a sheet per view, each with the disclaimer and filters', async () => {
    await writeBatch(folder, two);
    await compare();
    const sheets = await readSheets();
    expect(Object.keys(sheets)).toEqual([
      'โทรประสาน',
      'หน่วยงาน',
      'แผนที่รายข้อ',
      'รายข้อ',
      'กลุ่ม',
      'งานที่คุ้มก่อน',
      'เปิดดูไม่ได้',
    ]);
    for (const rows of Object.values(sheets))
      expect(rows.flat().join()).toContain('ไม่ใช่ผลประเมินของสำนักงาน ป.ป.ช.');
    const { sheets: styled } = await readXlsx(await readFile(join(folder, 'compare.xlsx')), {
      readStyles: true,
    });
    for (const { name, freezePane, autoFilter, conditionalRules, rows } of styled) {
      const head = (freezePane?.rows ?? 0) - 1;
      expect(rows[head]?.filter((cell) => cell !== null).length, name).toBeGreaterThan(3);
      expect(autoFilter?.range.startsWith(`A${head + 1}:`), name).toBe(true);
      if (name === 'แผนที่รายข้อ') expect(conditionalRules?.length).toBe(6);
    }
  });

  it('says whom to call first, what to fix, and what could not be looked at', async () => {
    await writeBatch(folder, two);
    await compare();
    const calls = await readCalls();
    expect([...calls.keys()]).toEqual(['a.go.th', 'b.go.th']);
    expect(calls.get('a.go.th')).toMatchObject({
      ลำดับโทร: '1',
      อำเภอ: 'น้ำพอง',
      เปิดได้: 'เปิดได้',
      ต่ำ: '20',
      คาด: '25',
      สูง: '30',
      คะแนนที่อาจได้คืน: '4.8–9.5',
      รายงาน: 'เปิดรายงาน',
      ผู้ประสานงาน: 'สมศรี',
      โทรศัพท์: '+66 43 000 000',
    });
    expect(calls.get('a.go.th')?.['ยังขาด']).toBe('ยังไม่ได้คะแนน: O7\nคาดว่าได้บางส่วน: O12\nเครื่องเปิดดูไม่ได้: O20');
    expect(calls.get('a.go.th')?.['สามข้อแรกที่ควรแก้']).not.toContain('O20');
    expect(calls.get('b.go.th')).toMatchObject({ คาด: '', เปิดได้: 'เปิดเว็บไซต์ไม่สำเร็จ (รอนานเกินกำหนด)' });
  });

  it('holds no formula, whatever an agency is called', async () => {
    await writeBatch(folder, two);
    await compare();
    expect((await readCalls()).get('a.go.th')?.['หน่วยงาน']).toBe("'=cmd|calc!A1");
    const book = read(await readFile(join(folder, 'compare.xlsx')), { cellFormula: true });
    for (const sheet of Object.values(book.Sheets))
      for (const cell of Object.values(sheet)) expect(cell.f).toBeUndefined();
  });

  it('links to each report beside it', async () => {
    await writeBatch(folder, two);
    await compare();
    const book = read(await readFile(join(folder, 'compare.xlsx')));
    const links = Object.values(
      (book.Sheets['โทรประสาน'] ?? {}) as Record<string, { l?: { Target?: string } }>,
    )
      .map((cell) => cell.l?.Target)
      .filter((target) => target?.includes('report.html'));
    expect(links).toEqual(['a.go.th/report.html', 'b.go.th/report.html']);
  });

  it('gives the same bytes twice', async () => {
    await writeBatch(folder, draftMany(12));
    await compare();
    const before = await readFile(join(folder, 'compare.xlsx'));
    await compare();
    expect((await readFile(join(folder, 'compare.xlsx'))).equals(before)).toBe(true);
  });
});

/** Types into the call sheet as a person would: any row order, a column of their own. */
async function typeInto(
  change: (rows: (string | number | boolean | Date | null)[][], head: number) => void,
): Promise<void> {
  const path = join(folder, 'compare.xlsx');
  const { sheets } = await readXlsx(await readFile(path));
  const [sheet] = sheets;
  if (sheet === undefined) throw new Error('no sheet');
  const rows = sheet.rows.map((row) => [...row]);
  const head = rows.findIndex((row) => row.includes('รหัส') || row.includes('Code'));
  change(rows, head);
  await writeFile(path, await writeXlsx({ sheets: [{ name: sheet.name, rows }] }));
}

describe('what people typed into the call sheet', () => {
  beforeEach(async () => {
    await writeBatch(folder, two);
    await compare();
    await typeInto((rows, head) => {
      const headings = rows[head] ?? [];
      const at = (heading: string): number => headings.indexOf(heading);
      headings.push('สายด่วน');
      const [a, b] = [rows[head + 1] ?? [], rows[head + 2] ?? []];
      a[at('ผลการโทร')] = '-รอติดต่อกลับ';
      a[at('โทรศัพท์')] = '081 000 0000';
      a[at('วันที่โทร')] = new Date('2025-06-20T00:00:00Z');
      a[at('คาด')] = 99;
      a[headings.length - 1] = 1111;
      b[at('หมายเหตุ')] = 'เว็บย้ายโฮสต์';
      rows.splice(head + 1, 2, b, a);
    });
  });

  it('survives the next export, with columns of their own; the program’s are written anew', async () => {
    await compare();
    await compare();
    const calls = await readCalls();
    expect(calls.get('a.go.th')).toMatchObject({
      ผลการโทร: "'-รอติดต่อกลับ",
      โทรศัพท์: '081 000 0000',
      ผู้ประสานงาน: 'สมศรี',
      คาด: '25',
      สายด่วน: '1111',
    });
    expect(calls.get('b.go.th')?.['หมายเหตุ']).toBe('เว็บย้ายโฮสต์');
    const { sheets } = await readXlsx(await readFile(join(folder, 'compare.xlsx')));
    expect(sheets[0]?.rows.flat().find((cell) => cell instanceof Date)).toEqual(
      new Date('2025-06-20T00:00:00Z'),
    );
  });

  it('survives another language', async () => {
    await compare({ lang: 'en' });
    expect((await readCalls('Call sheet')).get('b.go.th')).toMatchObject({ Notes: 'เว็บย้ายโฮสต์', สายด่วน: '' });
  });

  it('is kept when the agency leaves the list', async () => {
    await writeBatch(folder, two.slice(0, 1));
    await compare();
    expect((await readCalls()).get('b.go.th')).toMatchObject({
      หมายเหตุ: 'เว็บย้ายโฮสต์',
      เปิดได้: 'ไม่อยู่ในรายชื่อครั้งนี้',
    });
    await writeBatch(folder, two);
    await compare();
    expect([...(await readCalls()).keys()].filter((key) => key === 'b.go.th')).toHaveLength(1);
  });

  it('is not overwritten when it cannot be read', async () => {
    const path = join(folder, 'compare.xlsx');
    await writeFile(path, 'locked or broken');
    await expect(compare()).rejects.toThrow(CompareError);
    expect(await readFile(path, 'utf8')).toBe('locked or broken');
  });
});

describe('compare-*.csv', () => {
  it('begins with a byte order mark, names its columns, runs nothing and ends with the disclaimer', async () => {
    await writeBatch(folder, two);
    const { paths } = await compare({ formats: ['csv'] });
    expect(paths.length).toBeGreaterThan(4);
    for (const path of paths) {
      const text = await readFile(path, 'utf8');
      expect(text.startsWith('\uFEFF')).toBe(true);
      expect(text).toContain('ไม่ใช่ผลประเมิน');
      expect(text).not.toMatch(/(?:^|,)"?=/m);
    }
    const heat = await readFile(join(folder, 'compare-heat-map.csv'), 'utf8');
    expect(heat.split('\r\n')[0]).toMatch(/^\uFEFFkey,name,O1,O2,/);
    expect(heat.split('\r\n')[1]).toMatch(/,fail,.*,unseen,/);
  });
});

describe('other files', () => {
  it('are written to another folder with links back', async () => {
    await writeBatch(folder, two);
    const out = join(folder, 'elsewhere', 'x y');
    await compare({ formats: ['site', 'json'], out });
    expect(await readFile(join(out, 'site', 'index.html'), 'utf8')).toContain(
      'href="../../../a.go.th/report.html"',
    );
    expect(JSON.parse(await readFile(join(out, 'compare.json'), 'utf8'))).toMatchObject({ schemaVersion: 1 });
  });

  it('give one agency its own row and the median, and nobody else’s', async () => {
    await writeBatch(folder, draftMany(12));
    const { paths } = await compare({ formats: [], share: ['agency-0002.go.th'] });
    expect(paths).toHaveLength(1);
    const page = await readFile(paths[0] ?? '', 'utf8');
    expect(page).toContain('ตัวอย่าง 2');
    expect(page).not.toMatch(/ตัวอย่าง (?!2\b)\d|agency-(?!0002)\d{4}|ลำดับ/);
    expect(page).toContain('ไม่ใช่ผลประเมิน');
  });

  it('never say ผ่าน or ไม่ผ่าน of an item, nor who is worst', async () => {
    await writeBatch(folder, draftMany(12));
    const { paths } = await compare({ formats: ['site', 'csv'], share: ['agency-0002.go.th'] });
    for (const path of paths) {
      const text = (await readFile(path, 'utf8')).replace(/<style>[\s\S]*?<\/style>/, '');
      expect(text).not.toMatch(/ผ่าน|แย่ที่สุด|อันดับ/);
    }
  });
});
