import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { readChecklist } from '../../src/checklist/load.ts';
import type { ChecklistItem } from '../../src/checklist/schema.ts';
import { judgeCandidate } from '../../src/judge/candidate.ts';
import { contentOf } from '../../src/judge/content.ts';
import { judgeElements } from '../../src/judge/elements.ts';
import { judgeItem } from '../../src/judge/item.ts';
import { buildCandidate, buildItem, judgeContext, siteUrl } from './build.ts';
import { buildDocument, filler } from './build-documents.ts';

type Voided = NonNullable<ChecklistItem['elements'][number]['voidedBy']>;

function found(item: ChecklistItem, body: string): boolean | null | undefined {
  const candidate = buildCandidate({ html: `<body><main>${body}</main></body>` });
  const page = { url: candidate.url, content: contentOf(item, candidate), isOpen: false };
  return judgeElements(item, [page], judgeContext)[0]?.found;
}

describe('what says of itself that it does not show an element', () => {
  const item = (isSure: boolean): ChecklistItem => {
    const voidedBy: Voided = { says: ['ไตรมาสที่ 1'], unless: ['มีนาคม'], isSure, ofItsEntry: false };
    return buildItem({ elements: [{ id: 'progress', voidedBy }] });
  };

  it('does not show it, whatever the cues find', () => {
    expect(found(item(true), '<h1>ผล</h1><p>สาระสำคัญ</p>')).toBe(true);
    expect(found(item(true), '<h1>ผลไตรมาสที่ 1</h1><p>สาระสำคัญ</p>')).toBe(false);
    expect(found(item(true), '<h1>ผล</h1><p>สาระสำคัญของไตรมาสที่ ๑</p>')).toBe(false);
  });

  it('shows it where it goes on to say otherwise', () => {
    expect(found(item(true), '<h1>ผลไตรมาสที่ 1</h1><p>สาระสำคัญถึงเดือนมีนาคม</p>')).toBe(true);
  });

  it('shows nothing of it by the promise of more', () => {
    const later = '<h1>ผลไตรมาสที่ 1</h1><p>สาระสำคัญ</p><p>ส่วนถึงเดือนมีนาคมจะรายงานในลำดับต่อไป</p>';
    expect(found(item(true), later)).toBe(false);
    const next = later.replace(/<p>ส่วน.*$/u, '<h2>รอบถัดไปรายงานเมื่อสิ้นมีนาคม</h2><p>ลงชื่อ</p>');
    expect(found(item(true), next)).toBe(false);
  });

  it('shows nothing of it by what somebody is waited for', () => {
    const waits = '<h1>ผลไตรมาสที่ 1</h1><p>สาระสำคัญ</p><p>ถึงเดือนมีนาคม - รอข้อมูลจากกองคลัง</p>';
    expect(found(item(true), waits)).toBe(false);
  });

  it.each([
    [true, true],
    [false, null],
  ])(
    'is said of one entry of a list of links alone, where the checklist says so: %s',
    (ofItsEntry, wanted) => {
      const service = buildItem({
        elements: [
          { id: 'service', voidedBy: { says: ['ปิดชั่วคราว'], unless: [], isSure: false, ofItsEntry } },
        ],
      });
      const entries = ['<a href="/a">ขอใบอนุญาต</a>', 'ขอใช้รถ (ปิดชั่วคราว)', '<a href="/b">ชำระภาษี</a>'];
      const list = (items: string[]) =>
        `<p>สาระสำคัญ</p><ul>${items.map((one) => `<li>${one}</li>`).join('')}</ul>`;
      expect(found(service, list([...entries, '<a href="/c">ติดตามเรื่อง</a>']))).toBe(wanted);
      // Two links are no list.
      expect(found(service, list(entries))).toBe(null);
    },
  );

  it('is said by the link to a channel that is closed, whatever words stand around it', () => {
    const channel = buildItem({
      elements: [
        {
          id: 'board',
          voidedBy: { says: ['กระดานปิด'], unless: [], isSure: false, ofItsEntry: false },
          cues: [
            { kind: 'link', hosts: [], labels: ['กระดานสนทนา'] },
            { kind: 'phrases', any: ['ถาม-ตอบ'], min: 1 },
          ],
        },
      ],
    });
    const html = '<main><h1>ติดต่อ</h1><p>ถาม-ตอบ</p><p><a href="/board">ไปที่กระดานสนทนา</a></p></main>';
    const candidate = buildCandidate({ html });
    const judge = (goneLinks: ReadonlySet<string>, downLinks: ReadonlySet<string> = new Set()) => {
      const page = candidate.page === null ? null : { ...candidate.page, goneLinks, downLinks };
      const content = contentOf(channel, { ...candidate, page });
      const [finding] = judgeElements(
        channel,
        [{ url: candidate.url, content, isOpen: false }],
        judgeContext,
      );
      return [finding?.found, finding?.isVoided];
    };
    expect(judge(new Set())).toEqual([true, false]);
    const all = new Set(candidate.page?.facts.links.map(({ url }) => url));
    expect(judge(all)).toEqual([null, true]);
    // What did not answer is open, and no defect.
    expect(judge(new Set(), all)).toEqual([null, true]);
  });

  it('is said by the only way on, whatever it is called', () => {
    const service = buildItem({
      elements: [
        {
          id: 'service',
          cues: [
            { kind: 'form', fields: ['ชื่อ'], min: 1 },
            { kind: 'link', hosts: [], labels: ['ยื่นคำขอออนไลน์'] },
            { kind: 'phrases', any: ['ระบบยื่นคำขอ'], min: 1 },
          ],
        },
      ],
    });
    const judge = (links: string) => {
      const html = `<main><h1>บริการ</h1><p>ระบบยื่นคำขอทางอินเทอร์เน็ต</p>${links}</main>`;
      const whole = buildCandidate({ html });
      const downLinks = new Set([`${siteUrl}online`]);
      const page = whole.page === null ? null : { ...whole.page, downLinks };
      const content = contentOf(service, { ...whole, page });
      return judgeElements(service, [{ url: whole.url, content, isOpen: false }], judgeContext)[0]?.found;
    };
    const entry = '<p><a href="/online">เข้าใช้งาน</a></p><p><a href="/guide.pdf">วิธีใช้</a></p>';
    expect(judge(entry)).toBeNull();
    expect(judge(`${entry}<p><a href="/other">ช่องทางอื่น</a></p>`)).toBe(true);
  });

  it('is not said by one sheet of several', () => {
    const parts = ['ไตรมาสที่ 1', 'ถึงมีนาคม'].map((name) => ({ name, text: `สาระสำคัญ\n${filler}` }));
    const workbook = buildDocument(parts, { name: 'ผล', facts: { kind: 'xlsx' } });
    const html = '<main><h1>ผล</h1><p>ดาวน์โหลด</p></main>';
    const judge = (attached: (typeof workbook)[]) =>
      judgeCandidate(item(true), buildCandidate({ html, attached }), judgeContext).verdict;
    expect(judge([workbook])).toBe('pass');
    expect(judge([buildDocument(parts.slice(0, 1), { name: 'ผล', facts: { kind: 'xlsx' } })])).toBe('fail');
  });

  it('is not made up for by what reads like it beside it', () => {
    const plan = buildDocument(['แผน', filler], { name: 'แผน' });
    const quarter = buildDocument([`ผลไตรมาสที่ 1\n${filler}`], { name: 'ผล' });
    const judged = judgeCandidate(
      item(true),
      buildCandidate({ html: '<main><h1>แผนและผล</h1><p>ดาวน์โหลด</p></main>', attached: [plan, quarter] }),
      judgeContext,
    );
    expect(judged.elements[0]).toMatchObject({ found: false, isVoided: true });
    expect(judged.verdict).toBe('fail');
  });

  it('lacks it for sure where a second file of the item says so', () => {
    const both = buildItem({
      elements: [
        { id: 'plan', cues: [{ kind: 'phrases', any: ['โครงการ'], min: 1 }] },
        {
          id: 'progress',
          voidedBy: { says: ['ไตรมาสที่ 1'], unless: ['มีนาคม'], isSure: true, ofItsEntry: false },
        },
      ],
    });
    const name = 'รายงานผลการดำเนินงานประจำปี';
    const file = (text: string, path: string) => {
      const { opened } = buildDocument([`${text}\n${filler}`], { name, named: { O7: 0.9 } });
      return buildCandidate({ url: `${siteUrl}${path}`, title: name, opened });
    };
    const search = { isComplete: true, endedBy: null, unopened: [], pages: 1, documents: 2 };
    const plan = file('โครงการก่อสร้างถนน', 'plan.pdf');
    const look = (text: string) =>
      judgeItem(both, [plan, file(text, 'progress.pdf')], search, judgeContext).elements[1];
    expect(look('ผลไตรมาสที่ 1 สาระสำคัญ')).toMatchObject({ found: false, isVoided: true });
    expect(look('ผลถึงเดือนมีนาคม สาระสำคัญ')).toMatchObject({ found: true });
  });

  it('stays with a person where it says so itself, whatever a second page shows', () => {
    const both = buildItem({
      elements: [
        { id: 'address', cues: [{ kind: 'phrases', any: ['ถนนสายเอก'], min: 1 }] },
        { id: 'board', voidedBy: { says: ['ปิดกระดาน'], unless: [], isSure: false, ofItsEntry: false } },
      ],
    });
    const page = (path: string, text: string) =>
      buildCandidate({
        url: `${siteUrl}${path}`,
        html: `<body><main><h1>รายงานผลการดำเนินงานประจำปี</h1><p>${text}</p></main></body>`,
      });
    const search = { isComplete: true, endedBy: null, unopened: [], pages: 2, documents: 0 };
    const board = page('board', 'สาระสำคัญ ปิดกระดาน อยู่ที่ถนนสายเอก หน้าตลาดสดของเทศบาล');
    const index = page('index', 'สาระสำคัญของงานทั้งหมดที่หน่วยงานได้ทำไปแล้วในรอบนี้');
    const { chosen, elements } = judgeItem(both, [board, index], search, judgeContext);
    expect(chosen?.candidate.url).toBe(`${siteUrl}board`);
    expect(elements[1]).toMatchObject({ found: null, isVoided: true });
  });

  it('is for a person where the words may mean another matter', () => {
    const html = '<h1>ผลไตรมาสที่ 1</h1><p>สาระสำคัญของงานทั้งหมดที่หน่วยงานได้ทำไปแล้วในรอบนี้</p>';
    expect(found(item(false), html)).toBeNull();
    const { verdict, probability, causes } = judgeCandidate(
      item(false),
      buildCandidate({ html: `<body><main>${html}</main></body>` }),
      judgeContext,
    );
    expect(verdict).toBe('review');
    expect(probability).toBeLessThan(0.35);
    expect(causes[0]?.facts?.statedBecauseTh).toContain('ปิดหรือเลิกใช้แล้ว');
  });
});

describe('a list', () => {
  const item = buildItem({
    elements: [
      {
        id: 'investment',
        voidedBy: {
          says: [],
          unless: [],
          isSure: true,
          ofItsEntry: false,
          rows: { under: ['รายการ'], are: ['กระดาษ', 'จ้างเหมา'], butNot: ['ก่อสร้าง'] },
        },
      },
    ],
  });
  const list = (...names: string[]): string =>
    `<h1>ผล</h1><p>สาระสำคัญ</p><table><tr><th>ที่</th><th>ชื่อรายการ</th></tr>${names
      .map((name, at) => `<tr><td>${at + 1}</td><td>${name}</td></tr>`)
      .join('')}</table>`;

  it.each([
    ['of what is not asked for does not show it', ['กระดาษ A4', 'จ้างเหมาคนสวน', 'หมึก'], false],
    ['of what is asked for does', ['จ้างเหมาก่อสร้างถนน', 'เครื่องสูบน้ำ'], true],
    ['of both does', ['กระดาษ A4', 'เครื่องสูบน้ำ', 'รถตัก'], true],
    ['of one row is none', ['กระดาษ A4'], true],
  ] as const)('%s', (_, names, expected) => {
    expect(found(item, list(...names))).toBe(expected);
  });
});

describe('of 2568', async () => {
  const { checklist } = await readChecklist(
    fileURLToPath(new URL('../../checklists/ita-2568.yaml', import.meta.url)),
  );
  const shows = (code: string, id: string, body: string): boolean | null | undefined => {
    const item = checklist.items.find((each) => each.code === code);
    const element = item?.elements.find((each) => each.id === id);
    if (item === undefined || element === undefined) throw new Error(`${code} ${id} is gone`);
    return found({ ...item, elements: [element] }, body);
  };
  const table = (period: string): string =>
    `<h1>ติดตามแผน ${period}</h1><table><tr><th>โครงการ</th><th>งบประมาณ</th><th>เบิกจ่ายแล้ว</th><th>สถานะ</th></tr>` +
    '<tr><td>ขุดลอกคลอง</td><td>320,000</td><td>298,400</td><td>แล้วเสร็จ</td></tr></table>';

  it.each(['six-month-status', 'six-month-spending'])('three months are not six: %s', (id) => {
    expect(shows('O6', id, table('ไตรมาสที่ 1 (ตุลาคม – ธันวาคม 2567)'))).toBe(false);
    expect(shows('O6', id, table('ไตรมาสที่ 1-2'))).toBe(true);
    expect(shows('O6', id, table('รอบ 6 เดือน'))).toBe(true);
  });

  it('a whole Act is not what the agency says of its own duties', () => {
    const page = (words: string): string =>
      `<h1>โครงสร้าง</h1><p>หน่วยตรวจสอบภายใน</p><p>อำนาจหน้าที่ ${words}</p>`;
    expect(shows('O1', 'powers-and-duties', page('ดังนี้ จัดให้มีและบำรุงทางน้ำ'))).toBe(true);
    expect(shows('O1', 'powers-and-duties', page('พ.ร.บ.สภาตำบล พ.ศ. 2537 (ทั้งฉบับ)'))).toBe(null);
    expect(shows('O1', 'powers-and-duties', page('อ่านพระราชบัญญัติตำรวจแห่งชาติ พ.ศ. 2565'))).toBe(null);
  });

  it('an area that was put off is not assessed', () => {
    const page = (words: string): string =>
      `<h1>จุดเสี่ยง</h1><p>${words}</p><p>ด้านจัดซื้อจัดจ้าง เรียกรับเงิน 3 x 4 สูง</p>`;
    const risk = 'ด้านการอนุมัติอนุญาต เรียกรับเงินเพื่อให้เร็วขึ้น';
    expect(shows('O23', 'area-licensing', page(risk))).toBe(true);
    expect(shows('O23', 'area-licensing', page('ด้านการอนุมัติอนุญาต จะประเมินในรอบถัดไป'))).toBe(false);
  });

  it('a board that takes no questions is no channel', () => {
    const page = (words: string): string => `<h1>ติดต่อ</h1><p>กระดานสนทนา ${words}</p>`;
    expect(shows('O3', 'two-way-channel', page('ของเราเปิดให้ทุกคนถามได้ทุกวัน เจ้าหน้าที่ตอบภายในสามวันทำการ'))).toBe(
      true,
    );
    expect(shows('O3', 'two-way-channel', page('ปิดปรับปรุงตั้งแต่ 1 ตุลาคม ไม่รับข้อความใหม่'))).toBe(false);
    expect(shows('O3', 'two-way-channel', page('น้ำท่วมซ้ำซากหน้าบ้าน (ปิดกระทู้) ลูกบ้าน ตอบแล้ว 2'))).toBe(true);
  });

  it('a quarter beside the plan of the whole year is a quarter', () => {
    const plan =
      '<h2>แผนปี 2568</h2><table><tr><th>โครงการ</th><th>ช่วงเวลา</th></tr><tr><td>ห้องสมุด</td><td>มี.ค.–ส.ค. 68</td></tr></table>';
    const later = '<p>ไตรมาส 2 จะลงเมื่อรวบรวมเสร็จ</p>';
    const body = `${plan}${table('ไตรมาส 1 (ตุลาคม – ธันวาคม 2567)')}${later}`;
    expect(shows('O6', 'six-month-spending', body)).toBe(false);
  });

  it('a quarter is one, however long the projects of the plan take', () => {
    const plan =
      '<h2>แผนปี 2568</h2><table><tr><th>โครงการ</th><th>ช่วงเวลา</th></tr><tr><td>แผนที่ภาษี</td><td>ต.ค. 67 - มี.ค. 68</td></tr></table>';
    expect(shows('O6', 'six-month-spending', plan + table('ไตรมาสที่ 1'))).toBe(false);
    expect(shows('O6', 'six-month-spending', plan + table('รอบ 6 เดือน'))).toBe(true);
  });

  it('months are no year', () => {
    const list = (title: string): string =>
      `<h1>${title}</h1><table><tr><th>งานที่ซื้อหรือจ้าง</th><th>วงเงิน</th><th>ผู้ได้รับคัดเลือก</th></tr>
      <tr><td>หมึกพิมพ์</td><td>12,400</td><td>ร้านไอที</td></tr></table>`;
    expect(shows('O13', 'purchases-of-the-year', list('สขร.1 เดือน ต.ค. 66'))).toBe(false);
    expect(shows('O13', 'purchases-of-the-year', list('ผลจัดซื้อจัดจ้างทั้งปี 2567 (รวม สขร.1)'))).toBe(true);
  });

  it("the running budget's purchases are no investment, whatever form they stand in", () => {
    const list = (...names: string[]): string =>
      `<h1>รายการจัดซื้อจัดจ้าง</h1><table><tr><th>ชื่อรายการของงานที่ซื้อหรือจ้าง</th><th>วงเงินงบประมาณ</th><th>สถานะการจัดซื้อจัดจ้าง</th></tr>${names
        .map((name) => `<tr><td>${name}</td><td>48,000</td><td>เบิกจ่ายแล้ว</td></tr>`)
        .join('')}</table>`;
    expect(
      shows('O12', 'investment-items', list('น้ำมันเชื้อเพลิง ต.ค. 67', 'จ้างเหมาคนสวน', 'กระดาษถ่ายเอกสาร')),
    ).toBe(false);
    expect(shows('O12', 'investment-items', list('ถนน คสล. หมู่ 3', 'เครื่องสูบน้ำ 8 นิ้ว'))).toBe(true);
  });

  it('what was done in other years is not of this one, nor the heading over it', () => {
    const page = (day: string): string =>
      `<h1>งดรับของขวัญ</h1><p>ข้าพเจ้าและบุคลากรทุกคนจะไม่รับของขวัญ ประกาศ ณ วันที่ 6 มกราคม 2568</p>
      <h2>ภาพกิจกรรม</h2><p>ประชุมชี้แจงนโยบายงดรับของขวัญแก่เจ้าหน้าที่ วันที่ ${day} ผู้เข้าฟัง 38 คน</p>`;
    expect(shows('O21', 'culture', page('14 มกราคม 2568'))).toBe(true);
    expect(shows('O21', 'culture', page('14 ธันวาคม 2565'))).toBe(false);
  });

  it('training that was put off was not held', () => {
    const page = (words: string): string => `<h1>จริยธรรม 2568</h1><p>อบรมจริยธรรมเจ้าหน้าที่ ${words}</p>`;
    expect(shows('O16', 'ethics-training', page('วันที่ 12 กุมภาพันธ์ 2568 ผู้เข้าร่วม 40 คน'))).toBe(true);
    expect(shows('O16', 'ethics-training', page('เดิมวันที่ 12 กุมภาพันธ์ 2568 ขอเลื่อนออกไป'))).toBe(false);
  });

  it('the result of an older assessment is of its year, whatever months its measures have', () => {
    const page = (year: number): string =>
      `<h1>วิเคราะห์</h1><p>วิเคราะห์ผลการประเมิน ITA ปี ${year} ข้อที่ต้องพัฒนา</p><p>ทำบัตรคิว ต.ค. 66 - มี.ค. 67</p>`;
    expect(shows('O27', 'ita-analysis', page(2567))).toBe(true);
    expect(shows('O27', 'ita-analysis', page(2566))).toBe(false);
    // When a measure is taken is not the year of the result.
    expect(shows('O27', 'ita-analysis', `${page(2566)}<p>ต.ค. 66 - ก.ย. 67</p>`)).toBe(false);
  });

  it('a form to be printed and brought is no service, unless it may be sent', () => {
    const page = (words: string): string =>
      `<h1>บริการออนไลน์</h1><p>ดาวน์โหลดแบบคำขอออนไลน์ กรอกแล้วนำมายื่นด้วยตนเองที่สำนักงาน${words}</p><a href="/eservice">แบบคำขอออนไลน์</a>`;
    expect(shows('O10', 'online-service', page(''))).toBe(false);
    expect(shows('O10', 'online-service', page(' หรือยื่นผ่านระบบข้างล่าง'))).toBe(true);
  });

  it('a service that was closed is none', () => {
    const page = (words: string): string =>
      `<h1>บริการ</h1><p>ระบบยื่นคำขอออนไลน์${words}</p><a href="/forms">แบบคำขอออนไลน์</a>`;
    expect(shows('O10', 'online-service', page('ใช้ได้ทุกวัน'))).toBe(true);
    expect(shows('O10', 'online-service', page('เดิมปิดตั้งแต่ 27 ธันวาคม'))).toBe(false);
  });
});
