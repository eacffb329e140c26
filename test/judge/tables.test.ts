import { describe, expect, it } from 'vitest';
import type { Cue } from '../../src/checklist/schema.ts';
import { judgeCandidate } from '../../src/judge/candidate.ts';
import { readTable, writeTable } from '../../src/judge/table.ts';
import { buildCandidate, buildItem, judgeContext } from './build.ts';
import { buildDocument, buildDocumentCandidate, filler, type TableInput } from './build-documents.ts';

const labels = (header: string[], rows: string[][]): string[] =>
  readTable({ header, rows }).columns.map(({ label }) => label);

describe('the names of a table’s columns', () => {
  it('are joined with those below them', () => {
    const header = ['ที่', 'โครงการ', 'งบประมาณ', '', 'หมายเหตุ'];
    const rows = [
      ['', '', 'ตั้งไว้', 'ใช้จริง', ''],
      ['1', 'ถนน', '500', '450', '-'],
    ];
    expect(labels(header, rows)).toEqual(['ที่', 'โครงการ', 'งบประมาณ ตั้งไว้', 'งบประมาณ ใช้จริง', 'หมายเหตุ']);
    expect(readTable({ header, rows }).rows).toHaveLength(1);
  });

  it('stand above a row of their numbers, which is no row', () => {
    const table = {
      header: ['ที่', 'โครงการ', 'งบประมาณ'],
      rows: [
        ['(1)', '(2)', '(3)'],
        ['1', 'ถนน', '500'],
      ],
    };
    expect(readTable(table).rows).toEqual([['1', 'ถนน', '500']]);
  });

  it('are the first row where nothing was read as a header', () => {
    expect(
      labels(
        [],
        [
          ['โครงการ', 'งบประมาณ'],
          ['ถนน', '500,000'],
        ],
      ),
    ).toEqual(['โครงการ', 'งบประมาณ']);
  });

  it('are not the first of numbered rows', () => {
    expect(
      readTable({
        header: [],
        rows: [
          ['1', 'ถนน', '500'],
          ['2', 'ไฟฟ้า', '300'],
        ],
      }).rows,
    ).toHaveLength(2);
  });

  it('are not joined with a row that is filled in', () => {
    expect(labels(['ที่', 'โครงการ', 'ผล', ''], [['1', 'ถนน', 'แล้วเสร็จ', 'ดี']])).toEqual([
      'ที่',
      'โครงการ',
      'ผล',
      '',
    ]);
  });
});

describe('rows of a table', () => {
  it('are those that say more than their number, without totals', () => {
    const rows = [
      ['1', 'ถนน', '500'],
      ['2', '', ''],
      ['3', '-', '-'],
      ['', '', ''],
      ['', 'รวมทั้งสิ้น', '500'],
    ];
    expect(readTable({ header: ['ที่', 'โครงการ', 'งบประมาณ'], rows }).rows).toEqual([['1', 'ถนน', '500']]);
  });

  it('are written without the names of columns that nobody filled in', () => {
    const table = {
      caption: 'ตาราง',
      header: ['โครงการ', 'ปัญหา'],
      rows: [
        ['ถนน', ''],
        ['ไฟฟ้า', ''],
      ],
    };
    expect(writeTable(table)).toBe('ตาราง\nโครงการ\nถนน\t\nไฟฟ้า\t');
    expect(writeTable({ ...table, rows: [['', '']] })).toBe('ตาราง');
  });
});

const columns = (...groups: string[]): Cue => ({
  kind: 'columns',
  groups: groups.map((word) => [word]),
  min: groups.length,
});
const phrases = (word: string): Cue => ({ kind: 'phrases', any: [word], min: 1 });
const report = buildItem({
  elements: [
    { id: 'results', cues: [columns('โครงการ', 'ผลการดำเนินงาน')] },
    { id: 'problems', cues: [phrases('ปัญหาอุปสรรค'), columns('ปัญหาอุปสรรค', 'โครงการ')] },
  ],
});
const header = ['ที่', 'โครงการ', 'ผลการดำเนินงาน', 'ปัญหาอุปสรรค'];
const elements = (table: TableInput, asked = report) =>
  judgeCandidate(asked, buildDocumentCandidate([{ text: filler, tables: [table] }]), judgeContext).elements;

describe('columns of a document', () => {
  it('count where something stands in them, on their page', () => {
    const found = elements({
      header,
      rows: [
        ['1', 'ถนน', 'แล้วเสร็จ', 'ฝนตกชุก'],
        ['2', 'ไฟฟ้า', 'แล้วเสร็จ', ''],
      ],
    });
    expect(found.map(({ found, page }) => [found, page])).toEqual([
      [true, 1],
      [true, 1],
    ]);
  });

  it('are missing where nothing stands in them, though their name is there', () => {
    const found = elements({
      header,
      rows: [
        ['1', 'ถนน', 'แล้วเสร็จ', ''],
        ['2', 'ไฟฟ้า', 'แล้วเสร็จ', ''],
      ],
    });
    expect(found.map(({ found }) => found)).toEqual([true, false]);
  });

  it('are for a person where there are only dashes', () => {
    expect(elements({ header, rows: [['1', 'ถนน', 'แล้วเสร็จ', '-']] })[1]?.found).toBeNull();
  });

  it('are not made of one project’s name', () => {
    const rows = [
      ['โครงการแก้ปัญหาอุปสรรคน้ำท่วม', 'แล้วเสร็จ'],
      ['โครงการถนน', 'แล้วเสร็จ'],
    ];
    const asked = buildItem({ elements: [{ id: 'problems', cues: [columns('ปัญหาอุปสรรค', 'โครงการ')] }] });
    expect(elements({ header: ['ชื่อ', 'ผลการดำเนินงาน'], rows }, asked)[0]?.found).toBe(false);
    const turned = [
      ['โครงการ', 'ถนนสายหลัก'],
      ['ปัญหาอุปสรรค', 'ฝนตกชุก'],
    ];
    expect(elements({ header: [], rows: turned }, asked)[0]?.found).toBe(true);
  });

  it('are not mixed of two tables that were read as one', () => {
    const rows = [
      ['ความเร็ว', '84', 'รอนาน', ''],
      ['โครงการ', 'วิธี', 'ใคร', 'เมื่อไร'],
      ['ลดเวลา', 'เพิ่มช่อง', 'กองคลัง', 'ม.ค.'],
    ];
    const asked = buildItem({ elements: [{ id: 'both', cues: [columns('โครงการ', 'ตัวชี้วัด')] }] });
    expect(elements({ header: ['ตัวชี้วัด', 'คะแนน', 'สิ่งที่พบ', ''], rows }, asked)[0]?.found).toBe(false);
  });

  it('are read under two rows of names', () => {
    const spent = buildItem({ elements: [{ id: 'spent', cues: [columns('โครงการ', 'งบประมาณ ใช้จริง')] }] });
    const rows = [
      ['', '', 'ตั้งไว้', 'ใช้จริง'],
      ['1', 'ถนน', '500', '450'],
    ];
    expect(elements({ header: ['ที่', 'โครงการ', 'งบประมาณ', ''], rows }, spent)[0]?.found).toBe(true);
  });
});

describe('"ไม่มี" in a document', () => {
  const none = buildItem({
    year: { want: 'previous', confidence: 'high', orCalendarYear: false, orSpan: false },
    elements: [{ id: 'counts', cues: [{ kind: 'none-stated', subjects: ['เรื่องร้องเรียน'] }] }],
  });
  const found = (text: string) =>
    judgeCandidate(none, buildDocumentCandidate([`${text}\n${filler}`]), judgeContext).elements[0]?.found;

  it('counts beside the agency and the year, and is else for a person', () => {
    expect(found('องค์การบริหารส่วนตำบลคำบง ปีงบประมาณ พ.ศ. 2567 ไม่มีเรื่องร้องเรียน')).toBe(true);
    const named = { ...none, labels: { right: ['สถิติเรื่องร้องเรียน', 'เรื่องร้องเรียน'], other: [] } };
    const short = 'สถิติเรื่องร้องเรียน ปี 2567\nอบต.คำบง\nหน่วยงานไม่มีเรื่องร้องเรียนเข้ามาตลอดทั้งปีงบประมาณ';
    expect(judgeCandidate(named, buildDocumentCandidate([short]), judgeContext).elements[0]?.found).toBe(
      true,
    );
    expect(found('ปีงบประมาณ พ.ศ. 2567 ไม่มีเรื่องร้องเรียน')).toBeNull();
    expect(found('องค์การบริหารส่วนตำบลคำบง ไม่มีเรื่องร้องเรียน')).toBeNull();
    expect(found('องค์การบริหารส่วนตำบลคำบง ปีงบประมาณ พ.ศ. 2567')).toBe(false);
  });
});

const official = ['ปีงบประมาณ', 'ชื่อหน่วยงาน', 'อำเภอ', 'จังหวัด', 'ชื่อรายการ', 'วงเงิน', 'สถานะ', 'ราคากลาง'];
const sheet = buildItem({
  elements: [{ id: 'official-columns', cues: [columns(...official)] }],
  accepts: {
    kinds: ['xlsx', 'pdf', 'html'],
    needsOneOf: ['xlsx', 'csv', 'html'],
    needsConfidence: 'high',
    externalHosts: [],
  },
});
const full = ['2568', 'อบต.คำบง', 'ห้วยผึ้ง', 'กาฬสินธุ์', 'รถยนต์', '500,000', 'สิ้นสุดสัญญา', '498,000'];
const workbook = (rows: string[][], name = 'o12') =>
  buildDocument([{ tables: [{ header: official, rows }] }], {
    name,
    facts: { kind: 'xlsx', hasTextLayer: null },
  });
const print = (rows: string[][], name = 'o12-pdf') =>
  buildDocument([{ text: filler, tables: [{ header: official, rows }] }], { name });
const judgeSheet = (attached: ReturnType<typeof workbook>[], item = sheet) =>
  judgeCandidate(
    item,
    buildCandidate({ html: '<main><h1>รายการ</h1><p>ดาวน์โหลด</p></main>', attached }),
    judgeContext,
  );

describe('the official form', () => {
  it('is right when each cell is filled in, beside a PDF too', () => {
    expect(judgeSheet([workbook([full])]).verdict).toBe('pass');
    expect(judgeSheet([print([full]), workbook([full])]).verdict).toBe('pass');
  });

  it('is for a person with the empty cells named', () => {
    const gap = full.with(6, '');
    const judged = judgeSheet([workbook([full, gap, gap])]);
    expect(judged).toMatchObject({ verdict: 'review', causes: [{ code: 'missing-element', found: '2' }] });
    expect(judged.causes[0]?.facts.elementsTh?.[0]).toContain('สถานะ');
    expect(judgeSheet([workbook([full, full.with(6, '-')])]).verdict).toBe('pass');
  });

  it('is not for a person where only a printed twin has cells that broke', () => {
    expect(judgeSheet([workbook([full]), print([full, full.with(6, '')])]).verdict).toBe('pass');
  });

  it('is told by its columns among other cues too', () => {
    const all = { kind: 'all' as const, of: [columns('ปีงบประมาณ'), columns(...official)] };
    const nested = {
      ...sheet,
      elements: buildItem({ elements: [{ id: 'official-columns', cues: [all] }] }).elements,
    };
    expect(judgeSheet([workbook([full, full.with(6, '')])], nested).verdict).toBe('review');
    expect(judgeSheet([workbook([full])], nested).verdict).toBe('pass');
  });

  it('is of the wrong form as a PDF alone, and beside a workbook with nothing in it', () => {
    expect(judgeSheet([print([full])]).causes[0]?.code).toBe('wrong-format');
    expect(judgeSheet([print([full]), workbook([])]).causes[0]?.code).toBe('wrong-format');
  });

  it('is empty where nobody filled it in', () => {
    expect(judgeSheet([workbook([])])).toMatchObject({ verdict: 'fail', causes: [{ code: 'empty' }] });
  });

  it('may lie in an archive', () => {
    const zip = buildDocument([{ name: 'แบบ/o12.xlsx', tables: [{ header: official, rows: [full] }] }], {
      facts: { kind: 'zip' },
    });
    expect(judgeSheet([zip]).verdict).toBe('pass');
  });
});
