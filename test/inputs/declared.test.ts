import { utils, write } from '@e965/xlsx';
import { beforeAll, describe, expect, it } from 'vitest';
import { findPackageRoot } from '../../src/check/package-root.ts';
import { readChecklist } from '../../src/checklist/load.ts';
import type { Checklist } from '../../src/checklist/schema.ts';
import { encodeWindows874 } from '../../src/demo/windows-874.ts';
import { readDeclared } from '../../src/inputs/declared.ts';
import { InputError, type InputProblem } from '../../src/inputs/error.ts';

let checklist: Checklist;
beforeAll(async () => {
  const root = findPackageRoot(import.meta.dirname);
  ({ checklist } = await readChecklist(`${root}/checklists/ita-2568.yaml`));
});

const site = 'https://khambong.go.th';
const read = (name: string, content: string | Uint8Array) =>
  readDeclared(name, typeof content === 'string' ? Buffer.from(content) : content, checklist);

async function problemsOf(name: string, content: string | Uint8Array): Promise<readonly InputProblem[]> {
  try {
    await read(name, content);
  } catch (error) {
    if (error instanceof InputError) return error.problems;
    throw error;
  }
  return [];
}

function workbook(
  rows: unknown[][],
  change: (sheet: Record<string, unknown>) => void = () => undefined,
): Uint8Array {
  const sheet = utils.aoa_to_sheet(rows);
  change(sheet);
  const book = utils.book_new();
  utils.book_append_sheet(book, utils.aoa_to_sheet([['คำชี้แจง']]), 'อ่านก่อน');
  utils.book_append_sheet(book, sheet, 'OIT');
  const bytes: unknown = write(book, { type: 'buffer', bookType: 'xlsx' });
  if (!(bytes instanceof Uint8Array)) throw new Error('no bytes');
  return bytes;
}

const o7 = { code: 'O7', url: `${site}/o7`, have: true, where: null };

describe('a YAML file', () => {
  it('gives addresses, have-nots and where, in order', async () => {
    const yaml = `checklist: ita-2568
declared:
  - { code: O7, url: ${site}/o7, where: เมนู รายงาน }
  - code: o12
    urls: [${site}/a, ${site}/b, ${site}/a]
  - { ข้อ: ข้อ ๑๖, มี/ไม่มี: ไม่มี }
`;
    expect(await read('d.yaml', yaml)).toEqual([
      { ...o7, where: 'เมนู รายงาน' },
      { code: 'O12', url: `${site}/a`, have: true, where: null },
      { code: 'O12', url: `${site}/b`, have: true, where: null },
      { code: 'O16', url: null, have: false, where: null },
    ]);
  });

  it('names the line of what is wrong', async () => {
    const found = await problemsOf(
      'd.yaml',
      `checklist: ita-2568\ndeclared:\n  - code: O7\n    url: ${site}\n  - code: O99\n    url: ${site}\n`,
    );
    expect(found).toMatchObject([{ file: 'd.yaml', line: 5 }]);
    expect(found[0]?.message).toMatch(/O99.*O1–O28/);
    expect(await problemsOf('d.yaml', 'a: [1')).toMatchObject([{ line: 1 }]);
    expect(await problemsOf('d.yaml', `checklist: ita-2568\n`)).toHaveLength(1);
    expect(await problemsOf('d.yaml', 'just words')).toHaveLength(1);
  });
});

describe('a CSV file', () => {
  const head = 'ข้อ,เรื่อง,มี/ไม่มี,ลิงก์,อยู่ที่ไหน,เกณฑ์';
  const rows = `${head}\nO7,รายงาน,มี,${site}/o7,เมนู รายงาน,ita-2568\n`;
  const wanted = [{ ...o7, where: 'เมนู รายงาน' }];

  it.each<[string, Uint8Array]>([
    ['UTF-8', Buffer.from(rows)],
    ['UTF-8 with a byte order mark', Buffer.from(`\uFEFF${rows}`)],
    ['windows-874', encodeWindows874(rows)],
    ["Excel's Unicode text", Buffer.from(`\uFEFF${rows.replaceAll(',', '\t')}`, 'utf16le')],
    ['semicolons', Buffer.from(rows.replaceAll(',', ';'))],
    [
      'a delimiter that is named',
      Buffer.from(`sep=;\r\n${rows.replaceAll(',', ';').replaceAll('\n', '\r\n')}`),
    ],
  ])('is read as %s', async (_, bytes) => {
    expect(await read('d.csv', bytes)).toEqual(wanted);
  });

  it('may say its checklist in its first line or a title, and go on with the item above', async () => {
    const body = `รหัส,URL\nO7,"1. ${site}/a\n2. ${site}/b"\n,${site}/c\n`;
    const urls = [`${site}/a`, `${site}/b`, `${site}/c`];
    for (const first of ['checklist,ita-2568', 'checklist: ita-2568', 'แบบ OIT ปีงบประมาณ พ.ศ. 2568,']) {
      const found = await read('d.csv', `${first}\n${body}`);
      expect(
        found.map(({ code, url }) => [code, url]),
        first,
      ).toEqual(urls.map((url) => ['O7', url]));
    }
  });

  it('refuses a code whose year is not said, with its row and what to do', async () => {
    const [problem] = await problemsOf('d.csv', `ข้อ,URL\nO12,${site}/o12\n`);
    expect(problem).toMatchObject({ file: 'd.csv', line: 2 });
    expect(problem?.message).toMatch(/O12.*เกณฑ์.*ita-2568/);
  });

  it("refuses another year's file", async () => {
    const [problem] = await problemsOf('d.csv', `ข้อ,URL,เกณฑ์\nO12,${site}/o12,ita-2567\n`);
    expect(problem?.message).toMatch(/ita-2567.*ita-2568/);
  });

  it('lists every wrong row, and says nothing of the right ones', async () => {
    const body = [
      'checklist,ita-2568',
      'ข้อ,มี/ไม่มี,URL',
      `O1,มี,${site}/o1`,
      'O2,มี,',
      `O3,ไม่มี,${site}/o3`,
      'O4,,www.khambong.go.th/o4',
      `O5,อาจจะ,${site}/o5`,
      `วันนี้,,${site}/x`,
      'O6,,file:///etc/passwd',
      'O8,,https://admin:secret@khambong.go.th/',
      'O9,-,-',
    ].join('\n');
    const found = await problemsOf('d.csv', body);
    expect(found.map(({ line }) => line)).toEqual([4, 5, 6, 7, 8, 9, 10]);
    expect(JSON.stringify(found)).not.toContain('secret');
  });

  it('is refused when nothing is declared, or there is no heading', async () => {
    expect(await problemsOf('d.csv', 'checklist,ita-2568\nข้อ,URL\nO1,\n')).toHaveLength(1);
    expect(await problemsOf('d.csv', `O7,${site}/o7\n`)).toHaveLength(1);
    expect(await problemsOf('d.csv', '')).toHaveLength(1);
  });
});

describe('a workbook', () => {
  it('is read from the first sheet with a heading, merged cells and linked words too', async () => {
    const bytes = workbook(
      [
        ['แบบสำรวจ OIT ปีงบประมาณ พ.ศ. 2568'],
        [],
        ['ข้อ', 'มี/ไม่มี', 'ลิงค์'],
        [7, 'มี', `${site}/o7`],
        ['', '', 'เปิดดู'],
        ['O16', 'ไม่มี', ''],
      ],
      (sheet) => {
        sheet['C5'] = { t: 's', v: 'เปิดดู', l: { Target: `${site}/linked` } };
      },
    );
    expect(await read('d.xlsx', bytes)).toEqual([
      o7,
      { ...o7, url: `${site}/linked` },
      { code: 'O16', url: null, have: false, where: null },
    ]);
  });

  it('names the row as Excel counts it', async () => {
    const bytes = workbook([['checklist', 'ita-2568'], [], ['ข้อ', 'URL'], ['O99', site]]);
    expect(await problemsOf('d.xlsx', bytes)).toMatchObject([{ line: 4 }]);
  });

  it('is refused in one sentence when it is damaged', async () => {
    const bytes = workbook([['ข้อ', 'URL']]).slice(0, 200);
    expect(await problemsOf('d.xlsx', bytes)).toHaveLength(1);
  });
});
