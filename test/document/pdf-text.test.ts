import { readFileSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import { findPhrase, prepareText } from '../../src/text/phrase.ts';
import { backends, createReaders, documentPath, hasPoppler, listPdfs } from './pdf-support.ts';

const truth = readFileSync(documentPath('pdf/truth.txt'), 'utf8');
const garbled = new Set(['gs_chr_norasi.pdf', 'notounicode_chr.pdf', 'notounicode_lo.pdf']);
const keywords = [
  'องค์การบริหารส่วนตำบลน้ำพุ',
  'แผนปฏิบัติการป้องกันการทุจริต',
  'ประจำปีงบประมาณ พ.ศ. ๒๕๖๘',
  'โครงสร้าง',
  'อำนาจหน้าที่',
  'ข้อมูลผู้บริหาร',
  'ข้อมูลการติดต่อ',
  'ช่องทางการถามตอบ',
  'Q&A',
  'แผนการใช้จ่ายงบประมาณประจำปี',
  'รายงานผลการกำกับติดตามการใช้จ่ายงบประมาณ',
  'รอบ 6 เดือน',
  'คำสั่งที่ ๑๒๓/๒๕๖๘',
  '๑ เมษายน ๒๕๖๘',
  'การมอบอำนาจ',
  'ปฏิบัติราชการแทน',
  'จำนวนเงิน',
  'สำเนาถูกต้อง',
  'ฝึกอบรม',
  'รัฐบาล',
  'ทุจริตและประพฤติมิชอบ',
  'ดำเนินการ',
  'กำหนดการ',
  'สำนักปลัด',
  'นโยบายไม่รับของขวัญ',
  'No Gift Policy',
  'รายงานสรุปผลการจัดซื้อจัดจ้าง',
  'การจัดหาพัสดุรายเดือน',
  'สขร.๑',
  '1,234.50 บาท',
  'ผู้ใหญ่บ้าน',
  'เบอร์โทรศัพท์',
  'มาตรฐานทางจริยธรรม',
  'เจตจำนงสุจริตของผู้บริหาร',
  'การเปิดโอกาสให้เกิดการมีส่วนร่วม',
  '๓๐ กันยายน ๒๕๖๘',
];

const readers = createReaders();
afterAll(() => readers.close());

describe.each(backends)('a page by eight producers, read with %s', (pdf) => {
  const run = it.skipIf(pdf === 'poppler' && !hasPoppler);
  const lazy: { reader?: ReturnType<typeof readers.open> } = {};
  const read = (name: string) =>
    (lazy.reader ??= readers.open({ pdf })).readText(
      documentPath(`pdf/${name}`),
      null,
      AbortSignal.timeout(60_000),
    );

  run.each(listPdfs('pdf').filter((name) => !garbled.has(name)))(
    '%s: every keyword is found',
    async (name) => {
      const facts = await read(name);
      expect(facts).toMatchObject({
        kind: 'pdf',
        problem: null,
        hasTextLayer: true,
        pageCount: 1,
        unreadPages: 0,
      });
      expect(facts.madeBy.text.startsWith(pdf)).toBe(true);
      const text = facts.parts[0]?.text ?? '';
      const prepared = prepareText(text);
      const missing = keywords.filter((keyword) => findPhrase(prepared, keyword) === null);
      expect(missing).toEqual([]);
      expect(measureAccuracy(text)).toBeGreaterThan(0.94);
      expect(text).not.toMatch(/[\u0000-\u0008\u000b-\u001f\ue000-\uf8ff]/u);
      expect(facts.parts[0]?.tables).toEqual([]);
    },
  );

  run.each([...garbled])('%s: noise is told from text', async (name) => {
    const facts = await read(name);
    expect(facts).toMatchObject({ problem: 'text-garbled', hasTextLayer: false, unreadPages: 1 });
    expect(facts.parts).toMatchObject([{ textFrom: 'none', text: '', tables: [] }]);
  });

  run('gives the same facts for the same bytes', async () => {
    expect(await read('chr_norasi.pdf')).toEqual(await read('chr_norasi.pdf'));
  });

  run('tells title, producer and dates in UTC', async () => {
    const reader = readers.open({ pdf });
    const path = documentPath('table/chromium.pdf');
    const facts = await reader.readText(path, null, AbortSignal.timeout(60_000));
    expect(facts).toMatchObject({
      title: 'รายงานผลการจัดซื้อจัดจ้าง',
      producer: 'Skia/PDF m156',
      createdAt: '2026-11-21T16:24:20.000Z',
      modifiedAt: '2026-11-21T16:24:20.000Z',
    });
    expect(facts.parts[0]?.headings).toEqual([
      'รายงานสรุปผลการจัดซื้อจัดจ้าง ประจำปีงบประมาณ พ.ศ. ๒๕๖๘',
      'ข้อเสนอแนะ',
    ]);
  });
});

describe('both back ends', () => {
  it.skipIf(!hasPoppler)('agree on what is written, blanks aside', async () => {
    const [poppler, unpdf] = await Promise.all(
      backends.map((pdf) =>
        readers
          .open({ pdf })
          .readText(documentPath('pdf/reportlab_norasi.pdf'), null, AbortSignal.timeout(60_000)),
      ),
    );
    const squeeze = (text: string | undefined) => (text ?? '').replaceAll(/\s/gu, '');
    expect(squeeze(unpdf?.parts[0]?.text)).toBe(squeeze(poppler?.parts[0]?.text));
    expect(squeeze(poppler?.parts[0]?.text)).toBe(squeeze(truth));
  });
});

/** Share of letters that are right: 1 less the edit distance over the length, blanks left out. */
function measureAccuracy(text: string): number {
  const a = truth.replaceAll(/\s/gu, '');
  const b = text.replaceAll(/\s/gu, '');
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const change = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return 1 - (row[b.length] ?? 0) / a.length;
}
