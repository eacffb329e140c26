import { join } from 'node:path';
import { utils, write } from '@e965/xlsx';
import { beforeAll, describe, expect, it } from 'vitest';
import { findPackageRoot } from '../../src/check/package-root.ts';
import { type AgencyPatterns, readAgencyPatterns } from '../../src/checklist/agency-types.ts';
import { matchesFilter, parseFilter } from '../../src/fleet/filter.ts';
import { type AgencyList, readAgencies } from '../../src/inputs/agencies.ts';
import { InputError } from '../../src/inputs/error.ts';

let patterns: AgencyPatterns;
beforeAll(async () => {
  patterns = await readAgencyPatterns(
    join(findPackageRoot(import.meta.dirname), 'checklists', 'agency-types.yaml'),
  );
});

const readCsv = (text: string): Promise<AgencyList> => readAgencies('list.csv', Buffer.from(text), patterns);

type Cell = string | number | null;
type Merge = [fromRow: number, fromColumn: number, toRow: number, toColumn: number];

async function readXlsx(
  rows: Cell[][],
  merges: Merge[] = [],
  links: Record<string, string> = {},
): Promise<AgencyList> {
  const sheet = utils.aoa_to_sheet(rows);
  sheet['!merges'] = merges.map(([r, c, r2, c2]) => ({ s: { r, c }, e: { r: r2, c: c2 } }));
  for (const [cell, target] of Object.entries(links))
    Object.assign(sheet[cell] as object, { l: { Target: target } });
  const book = utils.book_new();
  utils.book_append_sheet(book, sheet, 'รายชื่อ');
  const bytes: unknown = write(book, { type: 'buffer', bookType: 'xlsx' });
  return await readAgencies('list.xlsx', new Uint8Array(bytes as Buffer), patterns);
}

describe('a list of agencies', () => {
  it('is read with Thai headings, a title above them, a BOM and Windows line ends', async () => {
    const { agencies, problems } = await readCsv(
      '\uFEFFรายชื่อ อปท. จังหวัดขอนแก่น,,,,,,\r\nที่,รหัส อปท.,ชื่อหน่วยงาน,ประเภท,อำเภอ,จังหวัด,เว็บไซต์,กลุ่ม\r\n1,4001,อบต.คำบง,อบต.,ห้วยผึ้ง,กาฬสินธุ์,www.khambong.go.th,นำร่อง; ปี 67\r\n2,4002,เทศบาลตำบลห้วยผึ้ง,เทศบาลตำบล,ห้วยผึ้ง,กาฬสินธุ์,http://huaiphueng.go.th/home,-\r\n',
    );
    expect(problems).toEqual([]);
    expect(agencies).toEqual([
      {
        line: 3,
        key: '4001',
        id: '4001',
        name: 'อบต.คำบง',
        type: 'sao',
        district: 'ห้วยผึ้ง',
        province: 'กาฬสินธุ์',
        url: 'www.khambong.go.th',
        tags: ['นำร่อง', 'ปี 67'],
        declared: null,
        checklist: null,
        contact: null,
        phone: null,
      },
      expect.objectContaining({
        line: 4,
        key: '4002',
        type: 'municipality',
        url: 'http://huaiphueng.go.th/home',
        tags: [],
      }),
    ]);
  });

  it('is read from TIS-620 with semicolons, as old Excel saves it', async () => {
    const thai = (text: string): number[] =>
      Array.from(text, (letter) => {
        const code = letter.codePointAt(0) ?? 0;
        return code >= 0x0e01 ? code - 0x0e00 + 0xa0 : code;
      });
    const bytes = Uint8Array.from(thai('ชื่อหน่วยงาน;เว็บไซต์\r\nอบต.คำบง;khambong.go.th\r\n'));
    const { agencies } = await readAgencies('list.csv', bytes, patterns);
    expect(agencies).toMatchObject([{ name: 'อบต.คำบง', key: 'khambong.go.th' }]);
  });

  it('takes what a merged cell says for every row that it covers, and no title for a value', async () => {
    const { agencies } = await readXlsx(
      [
        ['รายชื่อหน่วยงาน', null, null, null],
        ['จังหวัด', 'อำเภอ', 'หน่วยงาน', 'เว็บไซต์'],
        ['เลย', 'ภูกระดึง', 'อบต.ภูกระดึง', 'phukradungsao.go.th'],
        [null, null, 'อบต.ห้วยส้ม', 'huaisom.go.th'],
        [null, 'เมือง', 'อบต.นาอาน', 'naan.go.th'],
        ['ยะลา', 'เมือง', 'อบต.สะเตง', 'sateng.go.th'],
      ],
      [
        [0, 0, 0, 3],
        [2, 0, 4, 0],
        [2, 1, 3, 1],
      ],
    );
    expect(agencies.map(({ province, district, key }) => [province, district, key])).toEqual([
      ['เลย', 'ภูกระดึง', 'phukradungsao.go.th'],
      ['เลย', 'ภูกระดึง', 'huaisom.go.th'],
      ['เลย', 'เมือง', 'naan.go.th'],
      ['ยะลา', 'เมือง', 'sateng.go.th'],
    ]);
  });

  it("takes the address that a cell is linked to, and Excel's numbers as ids", async () => {
    const { agencies, notices } = await readXlsx(
      [
        ['รหัส', 'ชื่อหน่วยงาน', 'เว็บไซต์'],
        [4001, 'อบต.หนึ่ง', 'เข้าเว็บไซต์'],
        ['๔๐๐๒', 'อบต.สอง', 'www.song.go.th'],
        ['1.23E+12', 'อบต.สาม', 'www.sam.go.th'],
      ],
      [],
      { C2: 'https://www.nueng.go.th/' },
    );
    expect(agencies.map(({ id, url }) => [id, url])).toEqual([
      ['4001', 'https://www.nueng.go.th/'],
      ['4002', 'www.song.go.th'],
      ['1.23E+12', 'www.sam.go.th'],
    ]);
    expect(notices).toMatchObject([{ line: 4, message: expect.stringContaining('Excel') as string }]);
  });

  it('lists what cannot be used by its row, and runs the rest', async () => {
    const { agencies, problems } = await readCsv(
      [
        'รหัส,ชื่อหน่วยงาน,เว็บไซต์,จังหวัด',
        '1,อบต.หนึ่ง,nueng.go.th,เลย',
        '2,อบต.สอง,,เลย',
        '3,อบต.สาม,ยังไม่มีเว็บไซต์,เลย',
        '4,อบต.สี่,ftp://si.go.th,เลย',
        '1,อบต.ห้า,ha.go.th,เลย',
        ',,,',
        'รหัส,ชื่อหน่วยงาน,เว็บไซต์,จังหวัด',
        '6,อบต.หก,hok@hok.go.th,เลย',
        ',รวม 6 แห่ง,,',
        '7,อบต.เจ็ด,http:/www.chet.go.th,เลย',
        '8,อบต.แปด,อบต.แปด,เลย',
      ].join('\n'),
    );
    expect(agencies.map(({ id, url }) => [id, url])).toEqual([
      ['1', 'nueng.go.th'],
      ['7', 'www.chet.go.th'],
    ]);
    expect(problems.map(({ line }) => line)).toEqual([3, 4, 5, 6, 9, 12]);
    expect(problems[3]?.message).toContain('ซ้ำกับแถว 2');
  });

  it('asks for ids where two agencies stand on one host', async () => {
    const rows = ['name,url', 'A,https://sites.google.com/view/a', 'B,https://sites.google.com/view/b'];
    const without = await readCsv(rows.join('\n'));
    expect(without.agencies).toHaveLength(1);
    expect(without.problems[0]?.message).toContain('give both an id');
    const ids = await readCsv(
      'id,name,url\n1,A,https://sites.google.com/view/a\n2,B,https://sites.google.com/view/b\n',
    );
    expect(ids.agencies.map(({ key }) => key)).toEqual(['1', '2']);
  });

  it('notices one address at two agencies, many on one host and one name twice', async () => {
    const { agencies, notices } = await readCsv(
      [
        'id,name,url',
        '1,อบต.หนึ่ง,https://portal.example.com/1',
        '2,อบต.สอง,https://portal.example.com/2',
        '3,อบต.สาม,https://portal.example.com/3',
        '4,อบต.สี่,same.go.th',
        '5,อบต.ห้า,http://same.go.th/',
        '6,อบต.หก,a.go.th',
        '7,อบต.หก,b.go.th',
      ].join('\n'),
    );
    expect(agencies).toHaveLength(7);
    expect(notices.map(({ line, message }) => [line, message.split(' ')[0]])).toEqual([
      [6, 'ที่อยู่'],
      [8, 'ชื่อ'],
      [2, '3'],
    ]);
  });

  it('is read from YAML, with a checklist for all and one of its own', async () => {
    const { agencies } = await readAgencies(
      'list.yaml',
      Buffer.from(
        'checklist: ita-2567\nagencies:\n  - name: อบต.คำบง\n    url: https://khambong.go.th\n    tags: [นำร่อง, "ปี 67"]\n    declared: declared/khambong.csv\n  - id: "007"\n    url: b.go.th\n    checklist: "๒๕๖๘"\n',
      ),
      patterns,
    );
    expect(agencies).toMatchObject([
      {
        line: 3,
        key: 'khambong.go.th',
        tags: ['นำร่อง', 'ปี 67'],
        declared: 'declared/khambong.csv',
        checklist: 'ita-2567',
      },
      { key: '007', url: 'b.go.th', checklist: 'ita-2568' },
    ]);
  });

  it('of more than two thousand rows is read to the end', async () => {
    const rows = Array.from({ length: 8_300 }, (_, at) => `${at},อบต.${at},a${at}.go.th`);
    const { agencies, problems } = await readCsv(`id,name,url\n${rows.join('\n')}\n`);
    expect([agencies.length, problems.length, agencies.at(-1)?.line]).toEqual([8_300, 0, 8_301]);
  });

  it.each([
    ['list.csv', 'a,b\n1,2\n'],
    ['list.csv', ''],
    ['list.yaml', 'agencies: []\n'],
  ])('%s without a list is refused with what is wanted', async (name, text) => {
    await expect(readAgencies(name, Buffer.from(text), patterns)).rejects.toThrow(InputError);
  });
});

describe('a filter', () => {
  it('wants every field and one of its values', async () => {
    const { agencies } = await readCsv(
      'ชื่อหน่วยงาน,เว็บไซต์,จังหวัด,กลุ่ม\nอบต.หนึ่ง,a.go.th,จังหวัดเลย,นำร่อง\nเทศบาลตำบลสอง,b.go.th,เลย,\nอบต.สาม,c.go.th,ยะลา,นำร่อง\n',
    );
    const keys = (text: string): string[] => {
      const filter = parseFilter(text);
      return agencies.filter((agency) => matchesFilter(agency, filter, patterns)).map(({ key }) => key);
    };
    expect(keys('province=เลย')).toEqual(['a.go.th', 'b.go.th']);
    expect(keys('province=เลย,ยะลา type=sao')).toEqual(['a.go.th', 'c.go.th']);
    expect(keys('province=เลย tag="นำร่อง"')).toEqual(['a.go.th']);
    expect(keys('key=c.go.th')).toEqual(['c.go.th']);
  });

  it.each(['', 'เลย', 'colour=red', 'province=เลย และ'])('refuses "%s"', (text) => {
    expect(() => parseFilter(text)).toThrow(RangeError);
  });
});
