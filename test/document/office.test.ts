import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { isEncryptedPackage, readOfficeDocument } from '../../src/document/office/index.ts';
import { defaultDocumentLimits as limits } from '../../src/document/types.ts';
import { sniffKind } from '../../src/extract/content-kind.ts';
import { documentFactsSchema, type DocumentFacts } from '../../src/snapshot/document-facts.ts';
import { makeCompound, makeRecord } from './make-compound.ts';
import { makeCell, makeDocx, makeOdf, makeParagraph, makePptx } from './make-office.ts';
import { makeZip } from './make-zip.ts';

type Kind = 'docx' | 'odt' | 'pptx' | 'doc' | 'ppt' | 'text';

async function readFacts(bytes: Uint8Array, kind: Kind, changed = {}): Promise<DocumentFacts> {
  const facts = documentFactsSchema.parse(await readOfficeDocument(bytes, kind, { ...limits, ...changed }));
  for (const part of facts.parts) {
    for (const table of part.tables) {
      const lines = part.text.slice(table.at, table.end).split('\n');
      expect(lines.length).toBeGreaterThanOrEqual(table.rowCount);
    }
  }
  return facts;
}

function makeTable(rows: readonly (readonly string[])[]): string {
  return `<w:tbl>${rows.map((cells) => `<w:tr>${cells.join('')}</w:tr>`).join('')}</w:tbl>`;
}

describe('.docx', () => {
  test('paragraphs, headings by Thai style ids, by outline and by look', async () => {
    const styles =
      '<w:style w:styleId="1"><w:name w:val="heading 1"/></w:style>' +
      '<w:style w:styleId="a5"><w:name w:val="หัวข้อย่อย"/><w:basedOn w:val="1"/></w:style>' +
      '<w:style w:styleId="a"><w:name w:val="Normal"/></w:style>';
    const bytes = makeDocx(
      makeParagraph('ประกาศเทศบาล', '<w:jc w:val="center"/>', '<w:bCs/>') +
        makeParagraph('กลางแต่ไม่หนา', '<w:jc w:val="center"/>') +
        makeParagraph('บทที่ ๑', '<w:pStyle w:val="1"/>') +
        makeParagraph('ข้อย่อย', '<w:pStyle w:val="a5"/>') +
        makeParagraph('ระดับ', '<w:outlineLvl w:val="2"/>') +
        makeParagraph('เนื้อ\u0e4d\u0e32ความ\uf70a', '<w:pStyle w:val="a"/>', '<w:b w:val="0"/>'),
      styles,
    );
    expect(sniffKind(bytes)).toBe('docx');
    const facts = await readFacts(bytes, 'docx');
    expect(facts.parts).toHaveLength(1);
    expect(facts.parts[0]?.headings).toEqual(['ประกาศเทศบาล', 'บทที่ ๑', 'ข้อย่อย', 'ระดับ']);
    expect(facts.parts[0]?.text).toBe('ประกาศเทศบาล\nกลางแต่ไม่หนา\nบทที่ ๑\nข้อย่อย\nระดับ\nเนื้อำความ่');
    expect(facts).toMatchObject({
      problem: null,
      title: 'แผนการใช้จ่าย',
      producer: 'Microsoft Office Word 16.0000',
      createdAt: '2024-10-15T03:04:05.000Z',
      modifiedAt: '2025-04-02T02:00:00.000Z',
      pageCount: null,
      hasTextLayer: true,
    });
  });

  test('tables: two header rows, wide and tall cells, a table inside a cell', async () => {
    const inner = makeTable([[makeCell('ใน'), makeCell('ซ้อน')]]);
    const bytes = makeDocx(
      makeTable([
        [makeCell('ที่', '<w:vMerge w:val="restart"/>'), makeCell('งบประมาณ', '<w:gridSpan w:val="2"/>')],
        [makeCell('', '<w:vMerge/>'), makeCell('ได้รับ'), makeCell('ใช้จริง')],
        [makeCell('ก', '<w:vMerge w:val="restart"/>'), makeCell('๑'), makeCell('')],
        [makeCell('', '<w:vMerge/>'), makeCell('๒'), `<w:tc>${inner}${makeParagraph('ท้าย')}</w:tc>`],
      ]),
    );
    const part = (await readFacts(bytes, 'docx')).parts[0];
    expect(part?.tables).toHaveLength(1);
    expect(part?.tables[0]).toMatchObject({
      header: ['ที่', 'งบประมาณ ได้รับ', 'งบประมาณ ใช้จริง'],
      rows: [
        ['ก', '๑', ''],
        ['ก', '๒', 'ใน ซ้อน ท้าย'],
      ],
      rowCount: 2,
    });
    expect(part?.text.split('\n')[0]).toBe('ที่\tงบประมาณ');
  });

  test('rows marked as header win over what they look like', async () => {
    const head = '<w:trPr><w:tblHeader/></w:trPr>';
    const bytes = makeDocx(
      makeTable([
        [head, makeCell('1'), makeCell('2')],
        [makeCell('ก'), makeCell('ข')],
      ]),
    );
    expect((await readFacts(bytes, 'docx')).parts[0]?.tables[0]).toMatchObject({
      header: ['1', '2'],
      rowCount: 1,
    });
  });

  test('page breaks part pages, said twice they count once; none cuts a table', async () => {
    const page = '<w:p><w:r><w:br w:type="page"/></w:r></w:p>';
    const rendered = '<w:p><w:r><w:t>ก่อน</w:t><w:lastRenderedPageBreak/><w:t>หลัง</w:t></w:r></w:p>';
    const tall = makeTable([
      [makeCell('ที่'), makeCell('เรื่อง')],
      [makeCell('๑'), `<w:tc><w:p><w:r><w:lastRenderedPageBreak/><w:t>ข้ามหน้า</w:t></w:r></w:p></w:tc>`],
    ]);
    const bytes = makeDocx(
      `${makeParagraph('หนึ่ง')}${page}<w:p><w:r><w:lastRenderedPageBreak/><w:t>สอง</w:t></w:r></w:p>${rendered}${page}${tall}${makeParagraph('ท้าย')}`,
    );
    const facts = await readFacts(bytes, 'docx');
    expect(facts.parts.map((part) => [part.page, part.text])).toEqual([
      [1, 'หนึ่ง'],
      [2, 'สอง\nก่อน'],
      [3, 'หลัง'],
      [4, 'ที่\tเรื่อง\n๑\tข้ามหน้า'],
      [5, 'ท้าย'],
    ]);
    expect(facts.pageCount).toBe(5);
    expect(facts.parts[3]?.tables[0]?.rowCount).toBe(1);
  });

  test('what nobody sees is not told: deletions, field codes, hidden text, the second copy of a text box', async () => {
    const box = (text: string) => `<w:pict><w:txbxContent>${makeParagraph(text)}</w:txbxContent></w:pict>`;
    const bytes = makeDocx(
      '<w:p><w:r><w:t>เห็น</w:t></w:r><w:del><w:r><w:delText>ลบแล้ว</w:delText></w:r></w:del>' +
        '<w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>ซ่อน</w:t></w:r></w:p>' +
        `<w:p><w:r><mc:AlternateContent><mc:Choice>${box('กล่อง')}</mc:Choice><mc:Fallback>${box('กล่อง')}</mc:Fallback></mc:AlternateContent></w:r></w:p>`,
    );
    expect((await readFacts(bytes, 'docx')).parts[0]?.text).toBe('เห็น\nกล่อง');
  });

  test('scans pasted into a document are pages without text', async () => {
    const picture = '<w:p><w:r><w:drawing><a:blip/></w:drawing></w:r></w:p>';
    const facts = await readFacts(makeDocx(picture), 'docx');
    expect(facts).toMatchObject({ problem: 'no-text-layer', hasTextLayer: false, unreadPages: 1 });
    expect(facts.parts[0]).toMatchObject({ images: 1, textFrom: 'none' });
    const mixed = await readFacts(makeDocx(makeParagraph('ข้อความที่ยาวพอจะนับว่ามีเนื้อหา') + picture), 'docx');
    expect(mixed).toMatchObject({ problem: null, hasTextLayer: true, unreadPages: 0 });
  });

  test('limits on pages and characters cut it short and say so', async () => {
    const page = `${makeParagraph('หน้า')}<w:p><w:r><w:br w:type="page"/></w:r></w:p>`;
    const many = await readFacts(makeDocx(page.repeat(9)), 'docx', { maxPages: 4 });
    expect([many.parts.length, many.truncated]).toEqual([4, true]);
    const long = await readFacts(makeDocx(makeParagraph('ยาว '.repeat(20)).repeat(50)), 'docx', {
      maxChars: 300,
    });
    expect(long.truncated).toBe(true);
    expect(long.parts[0]?.text.length).toBeLessThanOrEqual(300);
  });
});

describe('.odt', () => {
  test('headings, spaces, tables, page breaks, comments left out', async () => {
    const cell = (text: string, more = '') =>
      `<table:table-cell ${more}><text:p>${text}</text:p></table:table-cell>`;
    const bytes = makeOdf(
      'text',
      '<text:tracked-changes><text:p>ลบแล้ว</text:p></text:tracked-changes>' +
        '<text:p text:style-name="P1">ประกาศ<text:s text:c="3"/>ราคา</text:p><text:h text:outline-level="1">หัวข้อ</text:h>' +
        '<text:p>เนื้อ<office:annotation><text:p>ความเห็น</text:p></office:annotation>หา</text:p>' +
        `<table:table><table:table-header-rows><table:table-row>${cell('ที่')}${cell('งบ', 'table:number-columns-spanned="2"')}<table:covered-table-cell/></table:table-row></table:table-header-rows>` +
        `<table:table-row>${cell('ก', 'table:number-rows-spanned="2"')}${cell('๑')}${cell('๒')}</table:table-row>` +
        `<table:table-row><table:covered-table-cell/>${cell('๓')}${cell('')}</table:table-row></table:table>` +
        '<text:p text:style-name="P2">หน้าสอง</text:p>',
      '<style:style style:name="P1"><style:paragraph-properties fo:text-align="center"/><style:text-properties fo:font-weight="bold"/></style:style>' +
        '<style:style style:name="P2"><style:paragraph-properties fo:break-before="page"/></style:style>',
    );
    expect(sniffKind(bytes)).toBe('odt');
    const facts = await readFacts(bytes, 'odt');
    expect(facts.parts.map((part) => [part.page, part.text])).toEqual([
      [1, 'ประกาศ ราคา\nหัวข้อ\nเนื้อหา\nที่\tงบ\nก\t๑\t๒\n๓'],
      [2, 'หน้าสอง'],
    ]);
    expect(facts.parts[0]?.headings).toEqual(['ประกาศ ราคา', 'หัวข้อ']);
    expect(facts.parts[0]?.tables[0]).toMatchObject({
      header: ['ที่', 'งบ', 'งบ'],
      rows: [
        ['ก', '๑', '๒'],
        ['ก', '๓', ''],
      ],
    });
    expect(facts).toMatchObject({ title: 'บันทึก', pageCount: 3, createdAt: '2024-11-01T08:00:00.000Z' });
  });

  test('behind a password', async () => {
    const bytes = makeOdf('text', '', '', '<m:file-entry><m:encryption-data/></m:file-entry>');
    expect((await readFacts(bytes, 'odt')).problem).toBe('encrypted');
  });
});

describe('slides', () => {
  const shape = (text: string, kind = '') =>
    `<p:sp><p:nvSpPr><p:nvPr>${kind === '' ? '' : `<p:ph type="${kind}"/>`}</p:nvPr></p:nvSpPr><p:txBody><a:p><a:r><a:t>${text}</a:t></a:r></a:p></p:txBody></p:sp>`;

  test('.pptx: a part per slide in the order of the show, titles, tables, pictures', async () => {
    const cell = (text: string, more = '') =>
      `<a:tc ${more}><a:txBody><a:p><a:r><a:t>${text}</a:t></a:r></a:p></a:txBody></a:tc>`;
    const table =
      `<a:tbl><a:tr>${cell('งบ', 'gridSpan="2"')}${cell('', 'hMerge="1"')}${cell('ผล', 'rowSpan="2"')}</a:tr>` +
      `<a:tr>${cell('รับ')}${cell('ใช้')}${cell('', 'vMerge="1"')}</a:tr><a:tr>${cell('๑')}${cell('๒')}${cell('ดี')}</a:tr></a:tbl>`;
    const bytes = makePptx(
      [shape('ปก', 'ctrTitle'), `${shape('แผน', 'title')}${shape('เนื้อหา')}${table}<p:pic/>`],
      [2, 1],
    );
    expect(sniffKind(bytes)).toBe('pptx');
    const facts = await readFacts(bytes, 'pptx');
    expect(facts.pageCount).toBe(2);
    expect(facts.parts.map((part) => [part.page, part.headings])).toEqual([
      [1, ['แผน']],
      [2, ['ปก']],
    ]);
    expect(facts.parts[0]).toMatchObject({ images: 1, text: 'แผน\nเนื้อหา\nงบ\tผล\nรับ\tใช้\n๑\t๒\tดี' });
    expect(facts.parts[0]?.tables[0]).toMatchObject({
      header: ['งบ รับ', 'งบ ใช้', 'ผล'],
      rows: [['๑', '๒', 'ดี']],
    });
  });

  test('.ppt: outline and drawn text by slide, masters left out', async () => {
    const text = (value: string) => makeRecord(4000, Buffer.from(value, 'utf16le'));
    const header = (type: number) => makeRecord(3999, Buffer.from([type, 0, 0, 0]));
    const persist = makeRecord(1011, Buffer.alloc(20));
    const stream = Buffer.concat([
      makeRecord(1000, [
        makeRecord(4080, [persist, header(0), text('ต้นแบบ')], 1),
        makeRecord(4080, [
          persist,
          header(0),
          text('นโยบาย'),
          header(1),
          text('ข้อหนึ่ง\rข้อสอง'),
          persist,
          header(0),
          text('แผน'),
        ]),
      ]),
      makeRecord(1016, [text('แม่แบบ')]),
      makeRecord(1006, [makeRecord(1036, [makeRecord(4008, Buffer.from('OIT 2568', 'latin1'))])]),
      makeRecord(1006, []),
    ]);
    const bytes = makeCompound({ 'PowerPoint Document': stream });
    expect(sniffKind(bytes)).toBe('ppt');
    const facts = await readFacts(bytes, 'ppt');
    expect(facts.parts.map((part) => [part.text, part.headings])).toEqual([
      ['นโยบาย\nข้อหนึ่ง\nข้อสอง\nOIT 2568', ['นโยบาย']],
      ['แผน', ['แผน']],
    ]);
    expect(facts.pageCount).toBe(2);
  });
});

describe('.doc', () => {
  // LibreOffice 7.4 made it from a .docx of `makeDocx`.
  const letter = () =>
    new Uint8Array(readFileSync(new URL('../data/documents/office/letter.doc', import.meta.url)));

  test('text and table as LibreOffice writes them', async () => {
    const facts = await readFacts(letter(), 'doc');
    expect(facts.problem).toBeNull();
    expect(facts.parts[0]?.text).toBe(
      'ประกาศเทศบาลตำบลตัวอย่าง\nเรื่อง แผนการจัดซื้อจัดจ้าง ประจำปีงบประมาณ พ.ศ. ๒๕๖๘\n' +
        'ที่\tรายการ\tงบประมาณ\n๑\tซื้อรถ\nจึงประกาศให้ทราบ',
    );
    expect(facts.parts[0]?.tables[0]).toMatchObject({
      header: ['ที่', 'รายการ', 'งบประมาณ'],
      rows: [['๑', 'ซื้อรถ', '']],
    });
    expect(facts.title).toBe('แผนการใช้จ่าย');
    expect(facts.createdAt).toBe('2024-10-15T03:04:05.000Z');
  });

  test('behind a password, and damaged', async () => {
    const word = Buffer.alloc(4096);
    word.writeUInt16LE(0xa5ec, 0);
    word.writeUInt16LE(0x100, 10);
    expect((await readFacts(makeCompound({ WordDocument: word }), 'doc')).problem).toBe('encrypted');
    expect((await readFacts(makeCompound({ WordDocument: Buffer.alloc(4096) }), 'doc')).problem).toBe(
      'damaged',
    );
    expect((await readFacts(letter().subarray(0, 700), 'doc')).problem).toBe('damaged');
  });
});

describe('text', () => {
  test('rich text: Thai bytes, Unicode with fallback, hidden groups, cells', async () => {
    const rtf =
      '{\\rtf1\\ansi\\ansicpg1252{\\fonttbl{\\f0 Cordia;}}{\\info{\\title ลับ}}{\\*\\generator x;}' +
      "\\pard \\'e1\\'bc\\'b9 \\u3611?\\u3637? 2568\\par\n" +
      'a\\tab b\\{c\\}\\~d\\par c\\par{\\pict\\bin5 \\}{{x}' +
      '\\trowd \\intbl N\\cell T\\cell\\row \\trowd 1\\cell 2\\cell\\row end\\page next}';
    const facts = await readFacts(Buffer.from(rtf, 'latin1'), 'text');
    expect(facts.parts.map((part) => part.text)).toEqual([
      'แผน ปี 2568\na\tb{c} d\nc\nN\tT\n1\t2\nend',
      'next',
    ]);
    expect(facts.parts[0]?.tables[0]).toMatchObject({ header: ['N', 'T'], rows: [['1', '2']] });
  });

  test('plain text in windows-874', async () => {
    const bytes = Buffer.from([0xbb, 0xc3, 0xd0, 0xa1, 0xd2, 0xc8, 0x0d, 0x0a, 0x32, 0x35, 0x36, 0x38]);
    expect((await readFacts(bytes, 'text')).parts[0]?.text).toBe('ประกาศ\n2568');
  });
});

describe('hostile files', () => {
  test('an encrypted package is told as such, whatever kind it was taken for', async () => {
    const bytes = makeCompound({ EncryptedPackage: Buffer.alloc(600), EncryptionInfo: Buffer.alloc(100) });
    expect(isEncryptedPackage(bytes)).toBe(true);
    expect((await readFacts(bytes, 'docx')).problem).toBe('encrypted');
    expect(isEncryptedPackage(makeCompound({ Other: Buffer.alloc(600) }))).toBe(false);
  });

  test.each(['docx', 'odt', 'pptx', 'doc', 'ppt'] as const)('junk as %s is damaged', async (kind) => {
    const junk = Uint8Array.from({ length: 5000 }, (_, i) => (i * 7919) % 251);
    expect((await readFacts(junk, kind)).problem).toBe('damaged');
    expect((await readFacts(new Uint8Array(0), kind)).problem).toBe('damaged');
  });

  test('a cut-off .docx is damaged', async () => {
    const bytes = makeDocx(makeParagraph('ก'));
    expect((await readFacts(bytes.subarray(0, bytes.length - 100), 'docx')).problem).toBe('damaged');
  });

  test('entities are not expanded', async () => {
    const bytes = makeZip([
      {
        name: 'word/document.xml',
        data:
          '<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>' +
          '<w:document><w:body><w:p><w:r><w:t>&b;</w:t></w:r></w:p></w:body></w:document>',
      },
    ]);
    const facts = await readFacts(bytes, 'docx');
    expect(facts.problem).toBe('damaged');
    expect(JSON.stringify(facts)).not.toContain('aaaa');
  });

  test('elements nested without end', async () => {
    const facts = await readFacts(makeDocx('<w:p>'.repeat(100_000)), 'docx');
    expect(facts.problem).toBe('too-large');
  });

  test('a bomb, also where its header lies', async () => {
    const bomb = Buffer.alloc(30_000_000, 0x20);
    const pack = (claimedBytes: number) => makeZip([{ name: 'word/document.xml', data: bomb, claimedBytes }]);
    expect((await readFacts(pack(bomb.length), 'docx')).problem).toBe('too-large');
    expect((await readFacts(pack(1000), 'docx')).problem).toBe('damaged');
  });
});
