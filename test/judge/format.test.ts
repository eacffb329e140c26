import { describe, expect, it } from 'vitest';
import { judgeCandidate } from '../../src/judge/candidate.ts';
import { kindOfTarget } from '../../src/judge/format.ts';
import type { AttachedTarget } from '../../src/match/candidate.ts';
import { buildDocument, filler } from './build-documents.ts';
import { buildAttached, buildCandidate, buildItem, buildRecord, judgeContext } from './build.ts';

const item = buildItem({
  accepts: {
    kinds: ['html', 'pdf', 'xlsx'],
    needsOneOf: ['xlsx', 'csv', 'html'],
    needsConfidence: 'high',
    externalHosts: [],
  },
});
const causes = (attached: AttachedTarget[], body = '<p>ดาวน์โหลดแบบรายการ</p>', asked = item): string[] =>
  judgeCandidate(
    asked,
    buildCandidate({ html: `<main><h1>รายการ</h1>${body}</main>`, attached }),
    judgeContext,
  ).causes.map(({ code }) => code);
const file = (name: string, kind: 'pdf' | 'xlsx'): AttachedTarget =>
  buildAttached(name, { record: buildRecord({ kind, url: `https://agency.example/${name}` }) });

describe('form of a table that a machine must read', () => {
  it('is wrong where there is nothing but a PDF', () => {
    expect(causes([file('o12', 'pdf')])[0]).toBe('wrong-format');
  });

  it('is told behind what the PDF surely lacks', () => {
    const elements = ['เบิกจ่าย', 'ผู้รับจ้าง'].map((word, at) => ({
      id: `e${at}`,
      cues: [{ kind: 'phrases' as const, any: [word], min: 1 }],
    }));
    const asked = buildItem({ accepts: item.accepts, elements });
    const read = (text: string) => causes([buildDocument([text], { name: 'o12' })], undefined, asked);
    expect(read(`ประกาศจะซื้อ\n${filler}`).slice(0, 2)).toEqual(['missing-element', 'wrong-format']);
  });

  it('is right for a workbook, beside a PDF too, and for a table in the page', () => {
    expect(causes([file('o12', 'xlsx')])).not.toContain('wrong-format');
    expect(causes([file('a', 'pdf'), file('b', 'xlsx')])).not.toContain('wrong-format');
    const table = '<table><tr><th>รายการ</th><th>วงเงิน</th></tr><tr><td>รถ</td><td>1</td></tr></table>';
    expect(causes([file('o12', 'pdf')], table)).not.toContain('wrong-format');
  });

  it('is wrong where the table in the page only names the PDF', () => {
    const list = '<table><tr><td>เอกสารแนบ</td><td><a href="/o12.pdf">o12.pdf</a></td></tr></table>';
    expect(causes([file('o12.pdf', 'pdf')], list)[0]).toBe('wrong-format');
  });

  it('is wrong where the table besides names years without a file', () => {
    const row = (year: string, name: string, file: string): string =>
      `<tr><td>${year}</td><td>${name}</td><td>${file}</td><td>-</td></tr>`;
    const rows = [
      row('2568', 'รายการจัดซื้อ', '<a href="/o12.pdf">ดาวน์โหลด</a>'),
      row('2567', '-', '-'),
      row('๒๕๖๖', 'รายการจัดซื้อ', '-'),
    ];
    expect(causes([file('o12.pdf', 'pdf')], `<table>${rows.join('')}</table>`)[0]).toBe('wrong-format');
    const data = row('2567', 'รถบรรทุก', '900,000');
    expect(causes([file('o12.pdf', 'pdf')], `<table>${rows.join('')}${data}</table>`)).not.toContain(
      'wrong-format',
    );
  });

  it('is wrong where an icon beside its name leads to the PDF, whatever its address looks like', () => {
    const url = 'https://agency.example/GetFile.ashx?fid=8840';
    const list =
      '<table><tr><th>เอกสาร</th><th>ลงเมื่อ</th><th></th></tr><tr><td>รายการ ปี 2568</td><td>8 เม.ย.</td><td><a href="/GetFile.ashx?fid=8840"><img src="/dl.png"></a></td></tr></table>';
    const pdf = buildAttached('รายการ', { url, record: buildRecord({ kind: 'pdf', url }) });
    expect(causes([pdf], list)[0]).toBe('wrong-format');
  });

  it('stays open for a share link, whose kind nobody knows', () => {
    const share = buildAttached('share', { url: 'https://drive.google.com/file/d/1/view', record: null });
    expect(causes([share])).not.toContain('wrong-format');
    expect(kindOfTarget(share)).toBeNull();
  });

  it('stays open for the list of a shared folder, which is a page in place of a file', () => {
    const url = 'https://drive.google.com/drive/folders/1abc';
    const folder = buildAttached('folder', { url, record: buildRecord({ url, kind: 'html' }) });
    expect(causes([folder])).not.toContain('wrong-format');
  });

  it('is told by the bytes before the name', () => {
    const named = { url: 'https://agency.example/a.xlsx', record: buildRecord({ kind: 'pdf' }) };
    expect(kindOfTarget(named)).toBe('pdf');
    expect(kindOfTarget({ ...named, record: null })).toBe('xlsx');
  });

  it('is for a person where the checklist is not sure', () => {
    const unsure = { ...item, accepts: { ...item.accepts, needsConfidence: 'low' as const } };
    const judged = judgeCandidate(
      unsure,
      buildCandidate({ record: buildRecord({ kind: 'pdf' }) }),
      judgeContext,
    );
    expect(judged).toMatchObject({
      verdict: 'review',
      causes: [{ code: 'wrong-format' }, { code: 'low-confidence' }],
    });
  });
});
