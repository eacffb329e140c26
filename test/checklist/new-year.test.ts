import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { findPackageRoot } from '../../src/check/package-root.ts';
import { readKnownNegatives } from '../../src/checklist/known-negatives.ts';
import { loadChecklist, readChecklist } from '../../src/checklist/load.ts';
import { draftYear } from '../../src/checklist/new-year.ts';
import { shiftYears } from '../../src/checklist/shift-years.ts';
import { validateChecklist } from '../../src/checklist/validate.ts';
import { runNewCommand, runValidateCommand } from '../../src/cli/checklist.ts';
import { noDerivedFiles } from '../../src/cache/derived-files.ts';
import type { CliContext } from '../../src/cli/context.ts';
import { UsageError } from '../../src/cli/usage-error.ts';
import { serveSite } from '../sites/serve-site.ts';
import { html, table, type Route } from '../sites/site.ts';
import { runCheck } from './run-check.ts';

const root = findPackageRoot(import.meta.dirname);
const from = { id: 'ita-2568', programme: 'ita', fiscalYear: 2568 };
const source = await readFile(`${root}/checklists/ita-2568.yaml`, 'utf8');
const load = (text: string) => loadChecklist('draft.yaml', new TextEncoder().encode(text));

describe('shiftYears', () => {
  test.each([
    ['ประจำปีงบประมาณ พ.ศ. 2568', 'ประจำปีงบประมาณ พ.ศ. 2570'],
    ['ต.ค. 67 - มี.ค. 68', 'ต.ค. 69 - มี.ค. 70'],
    ['ตุลาคม 2567 - มีนาคม 2568', 'ตุลาคม 2569 - มีนาคม 2570'],
    ['ITA_68_o12', 'ITA_70_o12'],
    ['October 2024 to March 2025', 'October 2026 to March 2027'],
    ['พ.ร.บ. พ.ศ. 2560', 'พ.ร.บ. พ.ศ. 2560'],
    ['แผน (พ.ศ. 2566 - 2570)', 'แผน (พ.ศ. 2566 - 2570)'],
    ['แผนอัตรากำลัง 2566–2568', 'แผนอัตรากำลัง 2566–2568'],
    ['โทร. 025682568', 'โทร. 025682568'],
    ['มาตรา 67', 'มาตรา 67'],
  ])('%s → %s', (text, shifted) => {
    expect(shiftYears(text, 2568, 2570)).toBe(shifted);
  });

  test('works backwards and over a century', () => {
    expect(shiftYears('ปี 2564 และ 2563', 2564, 2563)).toBe('ปี 2563 และ 2562');
    expect(shiftYears('ม.ค. 99', 2599, 2601)).toBe('ม.ค. 01');
  });
});

describe('draftYear', () => {
  const old = load(source).checklist;
  const draft = load(draftYear(source, from, 2570)).checklist;

  test('is the same list under the new year, and a draft', () => {
    expect(draft).toMatchObject({ id: 'ita-2570', fiscalYear: 2570, status: 'draft' });
    expect(draft.nameTh).toContain('2570');
    expect(draft.items.map((item) => [item.code, item.topics])).toEqual(
      old.items.map((item) => [item.code, item.topics]),
    );
  });

  test('lowers every certainty', () => {
    const lower = { high: 'medium', medium: 'low', low: 'low' } as const;
    for (const [index, item] of draft.items.entries()) {
      const was = old.items[index];
      if (was === undefined) throw new Error(item.code);
      expect(item.confidence).toBe(lower[was.confidence]);
      expect(item.elementsConfidence).toBe(lower[was.elementsConfidence]);
      expect(item.subIndicatorConfidence).toBe(lower[was.subIndicatorConfidence]);
      expect(item.year.confidence).toBe(lower[was.year.confidence]);
      expect(item.elements.map((element) => element.confidence)).toEqual(
        was.elements.map((element) => lower[element.confidence]),
      );
    }
    expect(draft.aggregation?.rules.every((rule) => rule.status === 'inferred')).toBe(true);
  });

  test('notes at every item and rule what to verify, and keeps what was noted', () => {
    for (const [index, item] of draft.items.entries()) {
      expect(item.noteTh, item.code).toContain('คู่มือปี 2570');
      expect(item.noteEn, item.code).toContain('Taken over from 2568');
      expect(item.noteTh, item.code).toContain(old.items[index]?.noteTh ?? '');
    }
    for (const rule of draft.aggregation?.rules ?? [])
      expect(rule.noteEn).toContain('Taken over from 2568, to be compared');
  });

  test('moves the words that are bound to the year and no law', () => {
    const item = draft.items.find(({ code }) => code === 'O12');
    expect(item?.labels.right).toContain('ITA_70_o12');
    expect(item?.elements[0]?.nameTh).toContain('2570');
    expect(JSON.stringify(item?.nearMisses)).toContain('พ.ศ. 2560');
    expect(JSON.stringify(draft.items.find(({ code }) => code === 'O6')?.elements)).toContain(
      'ต.ค. 69 - มี.ค. 70',
    );
    expect(draft.items.find(({ code }) => code === 'O5')?.year.noteTh).toContain('2570');
  });

  test('keeps comments and layout: all else stands on the same lines', () => {
    const text = draftYear(source, from, 2570);
    expect(text).toContain('# Best first. "Every instrument" is IIT');
    expect(text).not.toContain('everything that the tool knows about that year');
    const kept = new Set(text.split('\n'));
    const lines = source.split('\n');
    expect(lines.filter((line) => kept.has(line)).length).toBeGreaterThan(lines.length * 0.8);
  });

  test('of a draft is again a draft, of a year with others none', async () => {
    expect(
      load(draftYear(draftYear(source, from, 2570), { ...from, id: 'ita-2570', fiscalYear: 2570 }, 2571))
        .checklist.id,
    ).toBe('ita-2571');
    const older = await readFile(`${root}/checklists/ita-2564.yaml`, 'utf8');
    const made = load(
      draftYear(older, { id: 'ita-2564', programme: 'ita', fiscalYear: 2564 }, 2562),
    ).checklist;
    expect(made).toMatchObject({ id: 'ita-2562', alsoServes: [] });
    expect(made.aggregation?.rules[0]?.status).toBe('inferred');
  });

  test('has nothing that the validator would remark', async () => {
    const negatives = await readKnownNegatives(`${root}/checklists/known-negatives.jsonl`);
    expect(validateChecklist(load(draftYear(source, from, 2570)), negatives)).toEqual([]);
  });
});

describe('oit checklist new', () => {
  let folder: string;
  let written: string[];
  let context: CliContext;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'oit-new-'));
    written = [];
    context = {
      root,
      openDerived: async () => noDerivedFiles,
      cwd: folder,
      stdout: (text) => {
        written.push(text);
      },
      stderr: () => undefined,
      isTerminal: false,
      isProgressTerminal: false,
      columns: 100,
      useColour: false,
      signal: new AbortController().signal,
    };
  });
  afterEach(async () => {
    await rm(folder, { recursive: true, force: true });
  });

  test('writes the file once and never over another', async () => {
    const typed = { from: 'ita-2568', out: 'ita-2570.yaml' };
    expect(await runNewCommand('2570', typed, context)).toBe(0);
    expect(written).toEqual(['ita-2570.yaml\n']);
    await writeFile(join(folder, 'ita-2570.yaml'), 'mine');
    await expect(runNewCommand('2570', typed, context)).rejects.toThrow(UsageError);
    expect(await readFile(join(folder, 'ita-2570.yaml'), 'utf8')).toBe('mine');
  });

  test.each(['70', '2570.5', '1970', 'next'])('refuses %s for a year', async (year) => {
    await expect(runNewCommand(year, { from: 'ita-2568', out: 'x.yaml' }, context)).rejects.toThrow(
      'no Buddhist fiscal year',
    );
  });

  test('a new year is a file and an edit: no code knows of 2570', async () => {
    const path = join(folder, 'ita-2570.yaml');
    await runNewCommand('2570', { from: 'ita-2568', out: path }, context);
    const text = await readFile(path, 'utf8');
    // As a person would: the item is renumbered nowhere, renamed, and asks for one thing less.
    const edited = text
      .replace('nameTh: รายงานผลการดำเนินงานประจำปี\n', 'nameTh: รายงานผลงานรอบปีของหน่วยงาน\n')
      .replace('        - รายงานผลการดำเนินงานประจำปี\n', '        - รายงานผลงานรอบปีของหน่วยงาน\n')
      .replace('status: draft', 'status: complete');
    expect(edited).not.toBe(text);
    await writeFile(path, edited);
    expect(await runValidateCommand([path], context)).toBe(0);
    expect((await readChecklist(path)).checklist.status).toBe('complete');

    const report = table([
      ['โครงการ', 'ผลการดำเนินงาน', 'งบประมาณที่ตั้งไว้', 'ผลการใช้จ่ายงบประมาณ'],
      ['โครงการซ่อมถนนสายสมมติ', 'แล้วเสร็จ ระยะทาง 3 กิโลเมตร', '500,000 บาท', '480,000 บาท'],
      ['โครงการวัคซีนพิษสุนัขบ้า', 'ฉีดครบ 12 หมู่บ้าน', '60,000 บาท', '60,000 บาท'],
    ]);
    const page = (title: string, body: string): Route => ({
      body: `<!DOCTYPE html><html lang="th"><head><meta charset="utf-8"><title>${title}</title></head><body><nav><a href="/report69">รายงานผลงานรอบปีของหน่วยงาน ปีงบประมาณ พ.ศ. 2569</a> <a href="/report67">รายงานผลงานรอบปีของหน่วยงาน ปีงบประมาณ พ.ศ. 2567</a></nav><main><h1>${title}</h1>${body}</main></body></html>`,
      type: html,
    });
    const rest =
      '<h2>ปัญหาและอุปสรรค</h2><p>ฝนตกชุกทำให้งานถนนล่าช้ากว่าแผนหนึ่งเดือน</p><h2>ข้อเสนอแนะ</h2><p>ควรเริ่มจัดจ้างตั้งแต่ไตรมาสแรก</p>';
    const site = await serveSite({
      name: 'ปีใหม่',
      agency: { name: 'เทศบาลตำบลปีใหม่', type: 'municipality' },
      routes: new Map([
        ['/', page('เทศบาลตำบลปีใหม่', '<p>ยินดีต้อนรับสู่เทศบาลตำบลปีใหม่</p>')],
        ['/report69', page('รายงานผลงานรอบปีของหน่วยงาน ปีงบประมาณ พ.ศ. 2569', `${report}${rest}`)],
        ['/report67', page('รายงานผลงานรอบปีของหน่วยงาน ปีงบประมาณ พ.ศ. 2567', `${report}${rest}`)],
      ]),
      truth: {},
    });
    try {
      const agency = { name: 'เทศบาลตำบลปีใหม่', type: 'municipality' as const };
      const result = await runCheck(site.url, path, { asOf: '2027-06-15', agency });
      expect(result.checklist).toMatchObject({ id: 'ita-2570', fiscalYear: 2570 });
      expect(result.run.asOfFiscalYear).toBe(2570);
      const item = result.items.find(({ code }) => code === 'O7');
      expect(item).toMatchObject({ verdict: 'pass', want: { fiscalYear: 2569 } });
      expect(item?.nameTh).toBe('รายงานผลงานรอบปีของหน่วยงาน');
      expect(item?.evidence[0]?.url).toBe(`${site.url}report69`);
    } finally {
      await site.close();
    }
  });
});
