import { describe, expect, it } from 'vitest';
import { mendUnicodeMaps } from '../../src/document/pdf/actual-text.ts';
import { writePage } from '../../src/document/pdf/page-text.ts';
import { createUnpdfText } from '../../src/document/pdf/unpdf.ts';
import { makePdf, makeStream } from './pdf-support.ts';

interface TestFont {
  /** code in hex → letters */
  map: Record<string, string>;
  isComposite?: boolean;
}

/** A PDF as LibreOffice writes them: fonts named F1, F2, … in one dictionary, maps and contents compressed. */
function makeText(
  fonts: readonly TestFont[],
  content: string,
  more: readonly (string | Buffer)[] = [],
): Buffer {
  const first = 6;
  const names = fonts.map((_, index) => `/F${index + 1} ${first + 2 * index} 0 R`).join(' ');
  return makePdf([
    '<</Type/Catalog/Pages 2 0 R>>',
    '<</Type/Pages/Kids[3 0 R]/Count 1>>',
    '<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font 5 0 R>>>>',
    makeStream(Buffer.from(`BT 50 700 Td ${content} ET`, 'latin1')),
    `<<${names}>>`,
    ...fonts.flatMap((font, index) => [
      writeFont(font, first + 2 * index + 1),
      makeStream(Buffer.from(writeMap(font))),
    ]),
    ...more,
  ]);
}

function writeFont({ isComposite }: TestFont, map: number): string {
  if (isComposite !== true) {
    const widths = Array.from({ length: 32 }, () => 500).join(' ');
    return `<</Type/Font/Subtype/TrueType/BaseFont/AAAAAA+Test/FirstChar 0/LastChar 31/Widths[${widths}]/ToUnicode ${map} 0 R>>`;
  }
  const system = '/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>';
  const inner = `<</Type/Font/Subtype/CIDFontType2/BaseFont/AAAAAA+Test${system}/DW 500>>`;
  return `<</Type/Font/Subtype/Type0/BaseFont/AAAAAA+Test/Encoding/Identity-H/DescendantFonts[${inner}]/ToUnicode ${map} 0 R>>`;
}

function writeMap({ map, isComposite }: TestFont): string {
  const range = isComposite === true ? '<0000> <FFFF>' : '<00> <FF>';
  const entries = Object.entries(map).map(([code, text]) => `<${code}> <${toHex(text)}>`);
  return [
    '/CIDInit/ProcSet findresource begin 12 dict begin begincmap',
    `/CMapName/Test def 1 begincodespacerange ${range} endcodespacerange`,
    `${entries.length} beginbfchar\n${entries.join('\n')}\nendbfchar`,
    'endcmap CMapName currentdict /CMap defineresource pop end end',
  ].join('\n');
}

function toHex(text: string): string {
  return Buffer.from(text, 'utf16le').swap16().toString('hex').toUpperCase();
}

function span(text: string, codes: string, font = 'F1'): string {
  return `/Span<</ActualText<FEFF${toHex(text)}>>>BDC /${font} 12 Tf<${codes}>Tj EMC `;
}

function plain(codes: string, font = 'F1'): string {
  return `/${font} 12 Tf<${codes}>Tj `;
}

/** What the update adds to the maps: code → letters. */
function readAdded(bytes: Buffer): Record<string, string> {
  const mended = Buffer.from(mendUnicodeMaps(bytes));
  expect(mended.subarray(0, bytes.length).equals(bytes)).toBe(true);
  const added = mended.subarray(bytes.length).toString('latin1');
  const last = /[0-9]+ beginbfchar\n((?:<.*\n)*)endbfchar\nendcmap/.exec(added)?.[1] ?? '';
  return Object.fromEntries(
    [...last.matchAll(/<(.*)> <(.*)>/g)].map(([, code = '', text = '']) => [
      code,
      Buffer.from(text, 'hex').swap16().toString('utf16le'),
    ]),
  );
}

async function readText(bytes: Buffer): Promise<string> {
  const limits = { timeoutMs: 10_000, maxMemoryBytes: 1e9, maxPages: 10, maxChars: 100_000 };
  const { pages } = await createUnpdfText('unpdf').readPdf(bytes, limits);
  return pages.map((page) => writePage(page).text).join('\n');
}

/** The letters of สำนักงาน as LibreOffice maps them: the ring of sara am as all of it, sara aa not at all. */
const office: TestFont = { map: { '01': 'ส', '02': 'ำ', '04': 'น', '05': 'ั', '06': 'ก', '07': 'ง' } };
const officeText = plain('01') + span('ำ', '0203') + plain('04050607') + span('า', '03') + plain('04');

describe('mendUnicodeMaps', () => {
  it('adds a glyph that the map lacks', () => {
    const bytes = makeText([{ map: { '01': 'ก' } }], plain('01') + span('า', '02') + plain('01'));
    expect(readAdded(bytes)).toEqual({ '02': 'า' });
  });

  it('reads texts in parentheses too', () => {
    const literal = '/Span <</ActualText (\xfe\xff\\016\\062)>> BDC /F1 12 Tf (\\002) Tj EMC';
    expect(readAdded(makeText([{ map: { '01': 'ก' } }], literal))).toEqual({ '02': 'า' });
  });

  it('sets a glyph right that the map has wrong', () => {
    const bytes = makeText([{ map: { '01': 'ก', '02': '้' } }], plain('01') + span('ู', '02'));
    expect(readAdded(bytes)).toEqual({ '02': 'ู' });
  });

  it('leaves a glyph alone that is mostly used as the map says', () => {
    const content = plain('0102').repeat(3) + span('ู', '02');
    const font = { map: { '01': 'ก', '02': '้' } };
    expect(readAdded(makeText([font], content))).toEqual({});
    // as often the one as the other: nothing is sure
    expect(readAdded(makeText([font], plain('0102') + span('ู', '02')))).toEqual({});
  });

  it('tells two marks apart of which the file mixes up the order', () => {
    // ผู้ ข้ ครู, where ู้ is drawn as 03 ้ and 04 ู
    const font = { map: { '01': 'ผ', '02': 'ข', '03': '้', '04': '้', '05': 'ค', '06': 'ร' } };
    const content =
      plain('01') + span('ู', '03') + plain('04') + plain('02030203') + plain('0506') + span('ู', '04');
    expect(readAdded(makeText([font], content))).toEqual({ '04': 'ู' });
  });

  it('parts sara am into its two glyphs', () => {
    expect(readAdded(makeText([office], officeText))).toEqual({ '02': '\u0e4d', '03': 'า' });
  });

  it('gives what is left of a text to the one glyph that is left', () => {
    const font = { map: { '01': 'ก', '02': '\u0e4d', '03': 'า' } };
    expect(readAdded(makeText([font], span('้ำ', '020403')))).toEqual({ '04': '้' });
    // two are left: which is which cannot be told
    expect(readAdded(makeText([font], span('้ำ', '020405')))).toEqual({});
  });

  it('takes one span of a whole syllable for no proof against many', () => {
    const font = { map: { '01': 'ท', '02': 'ี', '03': '่' } };
    const content = span('ที่', '010203').repeat(3) + span('ที่', '03');
    expect(readAdded(makeText([font], content))).toEqual({});
  });

  it('reads codes of two bytes', () => {
    const font = { map: { '0011': 'ก', '0012': '\uf70b' }, isComposite: true };
    const content = plain('0011') + span('า', '0103') + span('ก้', '00110012');
    // a glyph of the private use area that stands for the same letter stays as it is
    expect(readAdded(makeText([font], content))).toEqual({ '0103': 'า' });
  });

  it('leaves a name alone that stands for two fonts', () => {
    const fonts = [{ map: { '01': 'ก' } }, { map: { '01': 'ข' } }];
    const other = '<</Type/XObject/Subtype/Form/Resources<</Font<</F1 8 0 R>>>>>>';
    const content = span('า', '02') + span('า', '03', 'F2');
    expect(readAdded(makeText(fonts, content))).toEqual({ '02': 'า' });
    expect(readAdded(makeText(fonts, content, [other]))).toEqual({ '03': 'า' });
  });

  it('leaves files alone that are not as they should be', () => {
    const bytes = makeText([office], officeText);
    const source = bytes.toString('latin1');
    const others = [
      Buffer.from(source.replace('/Root', '/Encrypt 9 0 R /Root'), 'latin1'),
      Buffer.from(source.replace(/startxref\n[0-9]+/, 'startxref\n7'), 'latin1'),
      Buffer.from(source.replace('endcmap', ''), 'latin1').subarray(0, -200),
      Buffer.from(`rubbish\n${source}`, 'latin1'),
      Buffer.from('%PDF-1.5\n/ToUnicode trailer startxref 1 %%EOF'),
      Buffer.alloc(0),
    ];
    for (const other of others) expect(mendUnicodeMaps(other)).toBe(other);
    for (let length = 0; length < bytes.length - 1; length += 7) {
      const cut = bytes.subarray(0, length);
      expect(mendUnicodeMaps(cut)).toBe(cut);
    }
  });

  it('gives the same bytes where nothing is to be mended', () => {
    const bytes = makeText([{ map: { '01': 'ก' } }], plain('01') + span('ก', '01'));
    expect(mendUnicodeMaps(bytes)).toBe(bytes);
  });

  it.each([
    ['blanks', makeStream(Buffer.alloc(200_000_000, ' '))],
    ['operators', makeStream(Buffer.from('/F1 12 Tf<01>Tj '.repeat(900_000)))],
    ['open spans', makeStream(Buffer.from('/Span<</ActualText<FEFF0E32>>>BDC '.repeat(400_000)))],
    ['open brackets', makeStream(Buffer.from(`/F1 Tf Tj ${'(<'.repeat(8_000_000)}`))],
    ['map entries', makeStream(Buffer.from('1 beginbfrange <00> <FF> [ '.repeat(500_000)))],
  ])('is not kept busy by a bomb of %s', (_, bomb) => {
    const bytes = makeText(
      [office],
      officeText,
      Array.from({ length: 40 }, () => bomb),
    );
    const before = process.memoryUsage().rss;
    const start = process.cpuUsage();
    mendUnicodeMaps(bytes);
    const { user, system } = process.cpuUsage(start);
    expect((user + system) / 1e6).toBeLessThan(8);
    expect(process.memoryUsage().rss - before).toBeLessThan(500_000_000);
  });

  it.each([
    ['beginnings of objects', '1 0 obj '],
    ['digits', '1'],
    ['streams', '1 0 obj<<>>stream\n'],
    ['fonts', '1 0 obj<</Font<<'],
    ['empty objects', '1 0 obj endobj '],
  ])('is not kept busy by a file of %s', (_, piece) => {
    const source = makeText([office], officeText).toString('latin1');
    const at = source.indexOf('xref\n');
    const filled = source.slice(0, at) + piece.repeat(20_000_000 / piece.length) + source.slice(at);
    const index = filled.lastIndexOf('xref\n0 ');
    const bytes = Buffer.from(filled.replace(/startxref\n[0-9]+/, `startxref\n${index}`), 'latin1');
    const start = process.cpuUsage();
    mendUnicodeMaps(bytes);
    const { user, system } = process.cpuUsage(start);
    expect((user + system) / 1e6).toBeLessThan(8);
  });
});

describe('unpdf on a file whose letters stand in ActualText', () => {
  it('reads them', async () => {
    expect(await readText(makeText([office], officeText))).toBe('สำนักงาน');
  });

  it('reads codes of two bytes', async () => {
    const font = { map: { '0011': 'ก', '0012': 'น' }, isComposite: true };
    expect(await readText(makeText([font], plain('0011') + span('า', '0103') + plain('0012')))).toBe('กาน');
  });
});
