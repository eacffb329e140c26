import { describe, expect, it } from 'vitest';
import { cleanText, neutraliseFormula, safeHref } from '../../src/report/clean.ts';
import { groupFixesByUnit, rankFixes } from '../../src/report/fixes.ts';
import { gainWords } from '../../src/report/format.ts';
import {
  renderItemsCsv,
  renderJson,
  renderMarkdown,
  renderTerminal,
  writeReports,
} from '../../src/report/index.ts';
import { listPasteRows } from '../../src/report/paste.ts';
import { fitWidth, measureWidth } from '../../src/report/terminal.ts';
import type { Verdict } from '../../src/result/vocabulary.ts';
import { sampleRows } from './sample-rows.ts';
import { buildEvidence, buildHostileSample, buildSample } from './sample.ts';

describe('cells', () => {
  it.each([
    '=1+1',
    '+66',
    '-1',
    '@SUM',
    '\tx',
    '\rx',
    '  =1',
    '"=1',
    "'=1",
    '＝1',
    '＋1',
    '－1',
    '＠x',
    '\u200B=1',
  ])('neutralises %j', (cell) => expect(neutraliseFormula(cell)).toBe(`'${cell}`));

  it.each(['รายงาน', 'a=b', 'https://a.go.th/?x=1', 'O7', ''])('leaves %j', (cell) =>
    expect(neutraliseFormula(cell)).toBe(cell),
  );

  it('writes a table that begins with a byte order mark and has a row per item', () => {
    const csv = renderItemsCsv(buildSample(), { lang: 'th' });
    expect(csv.startsWith('\uFEFFcode,name,')).toBe(true);
    expect(csv.split('\r\n').filter((line) => /^O\d+,/.test(line)).length).toBe(28);
  });

  it('keeps hostile text inside its cell', () => {
    const lines = renderItemsCsv(buildHostileSample(), { lang: 'th' }).split('\r\n');
    expect(lines.filter((line) => /^O\d+,/.test(line)).length).toBe(28);
    expect(lines.join('')).not.toMatch(/(^|[,"])[=+@]/);
  });
});

describe('text', () => {
  it('drops controls and direction overrides, and cuts a megabyte', () => {
    expect(cleanText('a\u202Eb\u0007c\u2028d')).toBe('a b c d');
    expect(cleanText('ก'.repeat(1_000_000), 100)).toBe(`${'ก'.repeat(99)}…`);
    expect(cleanText(`${'ก'.repeat(98)}😀x`, 100).isWellFormed()).toBe(true);
  });

  it('links only http and https', () => {
    expect(safeHref('javascript:alert(1)')).toBeNull();
    expect(safeHref('data:text/html,x')).toBeNull();
    expect(safeHref('/relative')).toBeNull();
    expect(safeHref('https://a.go.th/ก')).toBe('https://a.go.th/%E0%B8%81');
  });
});

describe('fixes', () => {
  it('ranks by the least gain', () => {
    expect(
      rankFixes(buildSample())
        .slice(0, 3)
        .map((item) => item.code),
    ).toEqual(['O12', 'O23', 'O26']);
  });

  it('gives an office one list, whichever desk does it', () => {
    const sample = buildSample();
    const desks = ['สำนักปลัด (งานนิติการ)', 'สำนักปลัด รวบรวมจากทุกกอง', 'กองคลัง (งานพัสดุ)'];
    const items = sample.items
      .filter((item) => item.verdict === 'fail' || item.verdict === 'review')
      .slice(0, 3)
      .map((item, index) => ({ ...item, responsibleUnitTh: desks[index] ?? '' }));
    const groups = groupFixesByUnit({ ...sample, items });
    const counts = Object.fromEntries(groups.map(({ unit, items: tasks }) => [unit.th, tasks.length]));
    expect(counts).toEqual({ กองคลัง: 1, สำนักปลัด: 2 });
  });

  it('writes gains as whole ranges', () => {
    const item = buildSample().items[0];
    if (item === undefined) throw new Error('the sample has no items');
    const write = (gainLow: number, gainHigh: number) => gainWords({ ...item, gainLow, gainHigh })?.th;
    expect(write(1.25, 2.5)).toBe('ประมาณ 1–3 คะแนน');
    expect(write(0.1, 0.4)).toBe('ไม่ถึง 1 คะแนน');
    expect(write(0.2, 2)).toBe('ประมาณ <1–2 คะแนน');
    expect(write(0, 0)).toBeUndefined();
  });
});

const pasteRow = (evidence: Parameters<typeof buildEvidence>[1] | null, verdict: Verdict) => {
  const sample = buildSample();
  const first = sampleRows[0];
  const item = sample.items[0];
  if (first === undefined || item === undefined) throw new Error('the sample has no items');
  return listPasteRows({
    ...sample,
    items: [
      {
        ...item,
        verdict,
        effective: { verdict, score: null },
        evidence: evidence === null ? [] : [buildEvidence(first, evidence)],
        whereTh: null,
        whereEn: null,
      },
    ],
  })[0];
};

describe('the table for the official form', () => {
  it('says that something is there and incomplete, with its address and place', () => {
    const shown = pasteRow({ role: 'supporting' }, 'fail');
    expect(shown?.have).toBe('incomplete');
    expect(shown?.urls).toHaveLength(1);
    expect(shown?.where.th).toBe(
      'หน้าแรก → เมนู ITA/OIT → การเปิดเผยข้อมูลสาธารณะ ปี 2568 → O1 โครงสร้างและอำนาจหน้าที่',
    );
  });

  it('gives no address that the public cannot open, nor one that is not it', () => {
    expect(pasteRow({ role: 'supporting', outcome: 'timeout' }, 'review')).toMatchObject({
      have: 'look',
      urls: [],
    });
    expect(pasteRow({ role: 'rejected' }, 'fail')).toMatchObject({ have: 'no', urls: [] });
    expect(pasteRow(null, 'fail')).toMatchObject({ have: 'no', urls: [] });
  });
});

describe('renderTerminal', () => {
  it('names items briefly', () => {
    const sample = buildSample();
    const items = sample.items.map((item) => ({ ...item, shortTh: `ย่อ ${item.code}` }));
    const text = renderTerminal({ ...sample, items }, { width: 120, colour: false, lang: 'th' });
    expect(text).toMatch(/^O1 +ย่อ O1 /m);
  });

  it.each([60, 80, 100, 160])('keeps every line within %i columns', (width) => {
    for (const lang of ['th', 'en'] as const) {
      for (const line of renderTerminal(buildSample(), { width, colour: false, lang }).split('\n')) {
        expect(measureWidth(line)).toBeLessThanOrEqual(width);
      }
    }
  });

  it('sends no control characters without colour', () => {
    const text = renderTerminal(buildHostileSample(), { width: 100, colour: false, lang: 'th' });
    expect(text).not.toMatch(/[\u0000-\u0009\u000B-\u001F\u007F-\u009F\u202A-\u202E]/);
    expect(renderTerminal(buildSample(), { width: 100, colour: true, lang: 'th' })).toContain('\u001B[31m');
  });

  it('measures and cuts Thai by columns', () => {
    expect(measureWidth('ที่')).toBe(1);
    expect(measureWidth('น้ำ')).toBe(2);
    expect(measureWidth('ข้อมูลผู้บริหาร')).toBe(10);
    expect(fitWidth('ข้อมูลผู้บริหาร', 6)).toBe('ข้อมูลผู้…');
  });
});

describe('writeReports', () => {
  it('hands each format to the writer once', async () => {
    const written = new Map<string, string>();
    const names = await writeReports(
      buildSample(),
      ['json', 'csv', 'md', 'html', 'json'],
      'out/',
      'th',
      async (name, content) => {
        written.set(name, content);
      },
    );
    expect(names).toEqual(['out/result.json', 'out/items.csv', 'out/report.md', 'out/report.html']);
    expect([...written.keys()]).toEqual(names);
    expect(JSON.parse(written.get('out/result.json') ?? '')).toEqual(buildSample());
  });

  it('writes the same bytes for the same result', () => {
    expect(renderJson(buildSample())).toBe(renderJson(buildSample()));
    expect(renderJson(buildSample()).endsWith('}\n')).toBe(true);
  });

  it('lets no site text be Markdown or HTML', () => {
    const text = renderMarkdown(buildHostileSample(), { lang: 'th' });
    expect(text).not.toContain('<script');
    expect(text).not.toContain('](javascript:');
    expect(text.split('\n').filter((line) => /^\| O\d+ /.test(line)).length).toBe(28);
  });
});
