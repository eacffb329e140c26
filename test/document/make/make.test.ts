import { extractText, getDocumentProxy } from 'unpdf';
import { read, utils } from '@e965/xlsx';
import { beforeAll, describe, expect, it } from 'vitest';
import { sniffKind } from '../../../src/extract/content-kind.ts';
import { makeDocx } from './docx.ts';
import { type Faces, layOut, readFaces } from './layout.ts';
import { makePdf } from './pdf.ts';
import { makePictures, makePng, makeScanPdf } from './scan.ts';
import { makeCsv, makeOds, makeXls, makeXlsx, type SheetRows } from './sheet.ts';
import { type DocumentSource, grid, heading, pageBreak, paragraphs, photo } from './source.ts';
import { findChromium, findSystemTool, makePangoPdf, printPdf } from './tools.ts';
import { makeZip } from './zip.ts';

const source: DocumentSource = {
  title: 'ตัวอย่าง',
  blocks: [
    heading('แผนการใช้น้ำ พ.ศ. ๒๕๖๘'),
    ...paragraphs('ที่ประชุมเห็นชอบให้ซ่อมท่อ (Main pipe) ภายในเดือนนี้'),
    grid('ที่ | งาน | บาท\n1 | ซ่อมท่อ | 4,500\n2 | เปลี่ยนมาตร |'),
    pageBreak,
    photo(),
    ...paragraphs('หน้าสอง'),
  ],
};
const rows: SheetRows = [
  ['งาน', 'บาท'],
  ['ซ่อม "ท่อ", ประปา', 4500],
  ['เปลี่ยนมาตร', null],
];

describe('makers of documents', () => {
  let faces: Faces;
  beforeAll(() => {
    faces = readFaces();
  });

  it.each<[string, string, () => Uint8Array | Promise<Uint8Array>]>([
    ['PDF', 'pdf', () => makePdf(source, faces)],
    ['scanned PDF', 'pdf', () => makeScanPdf(source, faces)],
    ['PNG', 'image', () => makePng(source, faces)],
    ['docx', 'docx', () => makeDocx(source)],
    ['xlsx', 'xlsx', () => makeXlsx('แผ่น', rows)],
    ['xls', 'xls', () => makeXls('แผ่น', rows)],
    ['ods', 'ods', () => makeOds('แผ่น', rows)],
    ['csv', 'csv', () => makeCsv(rows)],
    ['zip', 'zip', () => makeZip([['แผน.txt', 'แผน']])],
  ])('makes the same %s twice', async (_, kind, make) => {
    const first = await make();
    expect(sniffKind(first)).toBe(kind);
    expect(Buffer.compare(first, await make())).toBe(0);
  });

  it('sets Thai, Latin and tables over two pages', async () => {
    const pdf = await getDocumentProxy(await makePdf(source, faces));
    const { text } = await extractText(pdf, { mergePages: false });
    expect(text).toHaveLength(2);
    expect(text[0]).toContain('Main pipe');
    expect(text[0]).toContain('เปลี่ยนมาตร');
    expect(text[0]).toContain('๒๕๖๘');
    expect(text[1]).toContain('หน้าสอง');
  });

  it('keeps every mark within the page', () => {
    const long: DocumentSource = {
      title: 'ยาว',
      blocks: [grid(`ที่ | เรื่อง\n${'1 | ประชุมคณะกรรมการพัฒนาท้องถิ่นเพื่อพิจารณาร่างแผน\n'.repeat(90)}`, [1, 4])],
    };
    const pages = layOut(long, faces);
    expect(pages.length).toBeGreaterThan(2);
    for (const page of pages) {
      for (const mark of page.marks) {
        const bottom = mark.kind === 'text' ? mark.baseline : mark.kind === 'line' ? mark.y2 : mark.y;
        expect(bottom).toBeLessThan(page.height - 40);
      }
    }
  });

  it('paints ink where the words are, and a scan holds no text', async () => {
    const [first] = makePictures(source, faces);
    expect(first).toMatchObject({ width: 1240, height: 1754 });
    const dark = first?.pixels.filter((grey) => grey < 128).length ?? 0;
    // Body text covers a few per cent of what it stands on.
    expect(dark).toBeGreaterThan(10_000);
    expect(dark).toBeLessThan(300_000);
    const scan = await getDocumentProxy(await makeScanPdf(source, faces));
    const { text } = await extractText(scan, { mergePages: true });
    expect(text.trim()).toBe('');
  });

  it('quotes what a CSV must quote', () => {
    expect(new TextDecoder().decode(makeCsv(rows))).toBe(
      'งาน,บาท\r\n"ซ่อม ""ท่อ"", ประปา",4500\r\nเปลี่ยนมาตร,\r\n',
    );
  });

  it('keeps numbers, gaps and Thai in an .xls', () => {
    const book = read(makeXls('แผ่น', rows));
    const sheet = book.Sheets['แผ่น'];
    expect(sheet && utils.sheet_to_json(sheet, { header: 1, defval: null })).toEqual(rows);
  });

  const chromium = findChromium();
  it.skipIf(chromium === null)('prints with Chromium', async () => {
    const pdf = await getDocumentProxy(await printPdf(source, chromium ?? ''));
    expect(pdf.numPages).toBe(2);
  });

  const pango = findSystemTool('pango-view');
  it.skipIf(pango === null)('draws with Pango', async () => {
    const pdf = await makePangoPdf(source, pango ?? '');
    expect(Buffer.from(pdf.subarray(0, 5)).toString('latin1')).toBe('%PDF-');
  });
});
