import { describe, expect, test } from 'vitest';
import { readArchive } from '../../src/document/archive/index.ts';
import { readOfficeDocument } from '../../src/document/office/index.ts';
import { defaultDocumentLimits as limits } from '../../src/document/types.ts';
import { documentFactsSchema, type DocumentFacts } from '../../src/snapshot/document-facts.ts';
import { makeCell, makeDocx, makeParagraph } from './make-office.ts';
import { makeZip, type MadeMember } from './make-zip.ts';

function readMember(bytes: Uint8Array, name: string): Promise<DocumentFacts> {
  return readOfficeDocument(bytes, name.endsWith('.docx') ? 'docx' : 'text', limits);
}

async function readZip(members: readonly MadeMember[], changed = {}): Promise<DocumentFacts> {
  return documentFactsSchema.parse(
    await readArchive(makeZip(members), { ...limits, ...changed }, readMember),
  );
}

const thaiName = Buffer.from([0xe1, 0xbc, 0xb9, 0x2e, 0x74, 0x78, 0x74]);

describe('archives', () => {
  test('a part per member by path; what systems leave behind is passed over', async () => {
    const facts = await readZip([
      { name: 'เอกสาร/', data: '' },
      { name: 'เอกสาร/แผน.txt', data: 'แผนปี 2568' },
      { name: '__MACOSX/เอกสาร/._แผน.txt', data: 'x' },
      { name: 'เอกสาร/Thumbs.db', data: 'x' },
      { name: 'เอกสาร/~$แผน.docx', data: 'x' },
      { name: thaiName, data: 'ชื่อไทยของวินโดวส์' },
      { name: Buffer.from('รายงาน.txt'), data: 'ชื่อจากแมค' },
    ]);
    expect(facts.parts.map((part) => [part.page, part.name, part.text])).toEqual([
      [1, 'เอกสาร/แผน.txt', 'แผนปี 2568'],
      [2, 'แผน.txt', 'ชื่อไทยของวินโดวส์'],
      [3, 'รายงาน.txt', 'ชื่อจากแมค'],
    ]);
    expect(facts).toMatchObject({ kind: 'zip', problem: null, detail: null, pageCount: 3, truncated: false });
  });

  test('pages of a member become one part, tables go where their text went', async () => {
    const row = (a: string, b: string) => `<w:tr>${makeCell(a)}${makeCell(b)}</w:tr>`;
    const docx = makeDocx(
      `${makeParagraph('หน้าแรก')}<w:p><w:r><w:br w:type="page"/></w:r></w:p><w:tbl>${row('ที่', 'เรื่อง')}${row('๑', 'ก')}</w:tbl>`,
    );
    const part = (await readZip([{ name: 'a.docx', data: docx }])).parts[0];
    const table = part?.tables[0];
    expect(part?.text).toBe('หน้าแรก\nที่\tเรื่อง\n๑\tก');
    expect(part?.text.slice(table?.at, table?.end)).toBe('ที่\tเรื่อง\n๑\tก');
  });

  test('an archive inside is opened once, not deeper', async () => {
    const innermost = makeZip([{ name: 'ลึก.txt', data: 'ลึก' }]);
    const inner = makeZip([
      { name: 'ใน.txt', data: 'ใน' },
      { name: 'อีก.zip', data: innermost },
    ]);
    const facts = await readZip([
      { name: 'ปี.zip', data: inner },
      { name: 'นอก.txt', data: 'นอก' },
    ]);
    expect(facts.parts.map((part) => [part.page, part.name, part.text])).toEqual([
      [1, 'ปี.zip/ใน.txt', 'ใน'],
      [2, 'ปี.zip/อีก.zip', ''],
      [3, 'นอก.txt', 'นอก'],
    ]);
    expect(facts.problem).toBeNull();
    expect(facts.detail).toContain('ปี.zip/อีก.zip');
  });

  test('one bad member is named and does not take the others along', async () => {
    const facts = await readZip([
      { name: 'ลับ.txt', data: 'x', isEncrypted: true },
      { name: 'เสีย.docx', data: 'PK\x03\x04 เสีย' },
      { name: 'ดี.txt', data: 'อ่านได้' },
      { name: 'ระเบิด.txt', data: Buffer.alloc(60_000_000) },
    ]);
    expect(facts.problem).toBeNull();
    expect(facts.parts.map((part) => part.text)).toEqual(['', '', 'อ่านได้', '']);
    expect(facts.detail).toMatch(/ลับ\.txt.*เสีย\.docx.*ระเบิด\.txt/);
  });

  test('where no member can be read the archive has their problem', async () => {
    expect((await readZip([{ name: 'ลับ.txt', data: 'x', isEncrypted: true }])).problem).toBe('encrypted');
    const bytes = makeZip([{ name: 'a.txt', data: 'abc' }]);
    expect((await readArchive(bytes.subarray(0, 40), limits, readMember)).problem).toBe('damaged');
  });

  test('a member that lies about its size is refused', async () => {
    const facts = await readZip([{ name: 'a.txt', data: 'ยาวกว่าที่บอก'.repeat(100), claimedBytes: 10 }]);
    expect(facts.problem).toBe('damaged');
  });

  test('members past the limit are counted and told as cut off', async () => {
    const members = Array.from({ length: 9 }, (_, i) => ({ name: `${i}.txt`, data: `ข้อความ ${i}` }));
    const facts = await readZip(members, { maxPages: 4 });
    expect([facts.parts.length, facts.pageCount, facts.truncated]).toEqual([4, 9, true]);
    const short = await readZip(members, { maxChars: 12 });
    expect(short.truncated).toBe(true);
    expect(short.parts.reduce((sum, part) => sum + part.text.length, 0)).toBeLessThanOrEqual(12);
  });

  test('many bombs together spend one budget', async () => {
    const data = Buffer.alloc(16_000_000);
    const members = Array.from({ length: 40 }, (_, i) => ({ name: `${i}.bin`, data }));
    let calls = 0;
    const facts = await readArchive(makeZip(members), limits, () => {
      calls++;
      return Promise.reject(new Error('not read'));
    });
    expect(calls).toBe(20);
    expect(facts).toMatchObject({ problem: 'damaged', truncated: true });
    expect(facts.detail).toContain('not read');
  });
});
