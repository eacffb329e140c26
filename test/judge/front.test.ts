import { describe, expect, it } from 'vitest';
import type { YearRule } from '../../src/checklist/schema.ts';
import { judgeCandidate } from '../../src/judge/candidate.ts';
import { contentOf } from '../../src/judge/content.ts';
import { judgeItem } from '../../src/judge/item.ts';
import type { AttachedTarget, Candidate } from '../../src/match/candidate.ts';
import { buildDocument, filler } from './build-documents.ts';
import { buildCandidate, buildItem, buildRecord, judgeContext } from './build.ts';

const year: YearRule = { want: 'previous', confidence: 'high', orCalendarYear: false, orSpan: false };
const results = { id: 'results', cues: [{ kind: 'phrases' as const, any: ['ผลการดำเนินงาน'], min: 1 }] };
const item = buildItem({ year, elements: [results] });
const page = (body: string, attached: AttachedTarget[], given = {}): Candidate =>
  buildCandidate({ html: `<main><h1>รายงาน</h1>${body}</main>`, attached, ...given });

describe('a page of a few words over a file', () => {
  const file = (said: string): AttachedTarget =>
    buildDocument([`รายงานผล ประจำปีงบประมาณ พ.ศ. ${said}\nผลการดำเนินงาน\n${filler}`]);
  const told = (body: string, said: string) => judgeCandidate(item, page(body, [file(said)]), judgeContext);

  it('is of the year of its file', () => {
    const [wrong, right] = ['2566', '2567'].map((said) => told(`<p>ผลการดำเนินงาน ปี 2567</p>`, said));
    expect(wrong).toMatchObject({ verdict: 'fail', causes: [{ code: 'wrong-year' }] });
    expect(right?.verdict).toBe('pass');
  });

  it('is so too where a few lines send to the file, beside a search box', () => {
    const box = '<form action="/s"><label>ค้นหา <input name="q"></label></form>';
    const text = `<p>ผลการดำเนินงาน ปี 2567 ประกอบด้วยสี่ด้าน ${filler.slice(0, 220)}</p>`;
    const sends = '<p>ผู้สนใจอ่านรายละเอียดได้จากรายงานฉบับเต็ม</p>';
    expect(told(box + text + sends, '2566').causes[0]?.code).toBe('wrong-year');
    expect(told(box + text, '2566').elements[0]?.sourceUrl).toBe(page('', []).url);
  });

  it('is its own evidence where it says more', () => {
    const text = `<p>ผลการดำเนินงาน ปีงบประมาณ 2567 มีดังนี้</p><p>${filler}</p>`;
    expect(told(text, '2566').elements[0]?.sourceUrl).toBe(page('', []).url);
  });
});

describe('the name of a file that nobody can open', () => {
  const closed = (name: string): AttachedTarget =>
    buildDocument([], {
      name,
      record: buildRecord({
        url: 'https://agency.example/get?download=7',
        purpose: 'document',
        outcome: 'login',
      }),
    });
  const cause = (body: string): string | undefined =>
    judgeItem(
      item,
      [page(body, [closed('รายงาน')])],
      { isComplete: true, endedBy: null, unopened: [], pages: 1, documents: 1 },
      judgeContext,
    ).causes[0]?.code;

  it('shows nothing in a row of a list of years, nor do the rows of years without a file', () => {
    const row = (cells: string[]): string => `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`;
    const name = 'รายงานผลการดำเนินงานประจำปี';
    const list = [
      row(['2567', `${name} 2567`, '<a href="/get?download=7">ดาวน์โหลด</a>', '5 พ.ย. 2567']),
      row(['2566', `${name} 2566`, '-', '-']),
    ];
    const head = '<tr><th>ปีงบประมาณ</th><th>รายการ</th><th>ไฟล์</th><th>วันที่เผยแพร่</th></tr>';
    expect(cause(`<table>${head}${list.join('')}</table>`)).toBe('login-required');
  });

  it('shows nothing beside the kind of the file', () => {
    const name = 'รายงานผลการดำเนินงานประจำปี';
    const shown = (body: string): string | undefined => contentOf(item, page(body, []))?.main.original;
    const link = (href: string): string =>
      `<a href="${href}">${name} ประจำปีงบประมาณ พ.ศ. 2567</a> <span>PDF</span>`;
    expect(shown(`<p>${name}</p><p>${link('/get?download=7')}</p>`)).toBe('');
    expect(shown(`<p>${name}</p><p>${link('/news/7')}</p>`)).not.toBe('');
  });
});
