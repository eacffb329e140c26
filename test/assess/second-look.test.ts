import { expect, it } from 'vitest';
import { lookAgain } from '../../src/assess/second-look.ts';
import { findPackageRoot } from '../../src/check/package-root.ts';
import { loadResources } from '../../src/check/resources.ts';
import { judgeItem } from '../../src/judge/item.ts';
import { findCandidates } from '../../src/match/candidates.ts';
import { collectTargets } from '../../src/match/targets.ts';
import type { DocumentFacts } from '../../src/snapshot/document-facts.ts';
import { judgeContext, siteUrl } from '../judge/build.ts';
import { buildFacts } from '../judge/build-documents.ts';
import { buildMatch } from '../match/build.ts';

const steps = [
  'ยื่นคำขอจดทะเบียนพาณิชย์ต่อเจ้าหน้าที่',
  'เจ้าหน้าที่ตรวจสอบคำขอ แล้วนายทะเบียนลงนาม',
  'ผู้ยื่นคำขอรับใบทะเบียนพาณิชย์กลับบ้าน',
];
const search = { isComplete: true, endedBy: null, unopened: [], pages: 2, documents: 0 };

/** What is told of O9 where a page of another name holds this. */
async function lookAt(text: string): Promise<string | undefined> {
  const { loaded, topics } = await loadResources(findPackageRoot(import.meta.dirname), 'ita-2568', 2568);
  const matching = await buildMatch({
    '': '<title>หน้าแรก</title><main><a href="/p8">ไม่ต้องถามทาง</a></main>',
    p8: `<title>ไม่ต้องถามทาง</title><main><h1>ไม่ต้องถามทาง</h1>${text}</main>`,
  });
  const looks = loaded.checklist.items.map((item) => ({
    item,
    judged: judgeItem(item, [], search, judgeContext),
    search,
    isDeclared: false,
  }));
  const again = lookAgain(looks, matching, collectTargets(matching), topics, judgeContext);
  return again.find(({ item }) => item.code === 'O9')?.judged.causes[0]?.code;
}

it('tells what is lacking where a text of another name was plainly meant for the item and shows some of it', async () => {
  const services = `<p>ประชาชนที่มาขอรับบริการ</p><ol>${steps.map((step) => `<li>${step}</li>`).join('')}</ol>`;
  expect(await lookAt(services)).toBe('missing-element');
});

it('finds nothing where it reads hardly like it', async () => {
  expect(await lookAt('<p>ตลาดนัดหน้าวัดมีทุกวันเสาร์ ขายผัก ปลา ขนม และของใช้</p>')).toBe('not-found');
});

/** What is told of an item where its first candidates, if any, are found by name, and the site is looked through again. */
async function lookFor(
  code: string,
  pages: Record<string, string>,
  documents: Record<string, DocumentFacts> = {},
  onHome: readonly string[] = Object.keys(documents),
): Promise<{ verdict: string; cause: string | undefined; url: string | undefined; at: string | undefined }> {
  const { loaded, topics } = await loadResources(findPackageRoot(import.meta.dirname), 'ita-2568', 2568);
  const links = [...Object.keys(pages), ...onHome].map((path) => `<li><a href="/${path}">${path}</a></li>`);
  const matching = await buildMatch(
    {
      '': `<title>หน้าแรก</title><main><ul>${links.join('')}</ul></main>`,
      ...pages,
    },
    documents,
  );
  const targets = collectTargets(matching);
  const found = findCandidates(matching, targets);
  const looks = loaded.checklist.items.map((item) => ({
    item,
    judged: judgeItem(item, found.get(item.code) ?? [], search, judgeContext),
    search,
    isDeclared: false,
  }));
  const look = lookAgain(looks, matching, targets, topics, judgeContext).find(
    ({ item }) => item.code === code,
  );
  const { judged } = look ?? {};
  return {
    verdict: judged?.verdict ?? '',
    cause: judged?.causes[0]?.code,
    url: judged?.chosen?.candidate.url,
    at: judged?.chosen?.candidate.section?.heading,
  };
}

const page = (title: string, body: string): string =>
  `<title>${title}</title><main><h1>${title}</h1>${body}</main>`;

it('tells what was published in an item’s place', async () => {
  const half = page(
    'รายงานการกำกับติดตามแผนปฏิบัติการป้องกันการทุจริต รอบ 6 เดือน ปีงบประมาณ 2567',
    '<p>1 ตุลาคม 2566 ถึง 31 มีนาคม 2567 อบรมเจ้าหน้าที่แล้ว 1 ครั้ง กิจกรรมอื่นยังไม่ถึงกำหนด</p>',
  );
  expect(await lookFor('O26', { p1: half })).toMatchObject({ verdict: 'fail', cause: 'wrong-kind' });
  const other = half.replaceAll('2567', '2565').replaceAll('2566', '2564');
  expect(await lookFor('O26', { p1: other })).toMatchObject({ cause: 'not-found' });
});

it('tells of what was published in an item’s place that nothing is there', async () => {
  const empty = page('สถิติร้องทุกข์ ศูนย์ดำรงธรรม', '<p>-- ไม่พบข้อมูล --</p>');
  expect(await lookFor('O19', { p1: empty })).toMatchObject({ verdict: 'fail', cause: 'empty' });
  const general = page(
    'สถิติร้องทุกข์ ศูนย์ดำรงธรรม',
    '<p>น้ำไม่ไหล 14 เรื่อง ไฟดับ 3 เรื่อง ถนนชำรุด 22 เรื่อง แก้ไขแล้วทุกเรื่อง</p>',
  );
  expect(await lookFor('O19', { p1: general })).toMatchObject({ verdict: 'fail', cause: 'wrong-kind' });
});

it('tells of what reads like the item and like no other in place of nothing', async () => {
  const care = page(
    'ตั้งใจดูแลคน',
    '<p>แนวทางบริหารคน ให้ความก้าวหน้าแก่ข้าราชการตุลาการและเจ้าหน้าที่ พัฒนาบุคลากรให้มีสมรรถนะ สร้างขวัญกำลังใจ ดูแลสวัสดิการ</p>',
  );
  expect(await lookFor('O14', { p1: care })).toMatchObject({
    verdict: 'fail',
    cause: 'missing-element',
    url: `${siteUrl}p1`,
  });
  const market = page('ตลาดนัดหน้าวัด', '<p>มีทุกวันเสาร์ ขายผัก ปลา ขนม และของใช้ ไม่รับฝากของ</p>');
  expect(await lookFor('O14', { p1: market })).toMatchObject({ cause: 'not-found' });
});

it('takes the whole of an item in a form that is not accepted before what only bears its name', async () => {
  const header =
    'ลำดับ|ปีงบประมาณ|ชื่อหน่วยงาน|อำเภอ|จังหวัด|กระทรวง|ประเภทหน่วยงาน|ชื่อรายการของงานที่ซื้อหรือจ้าง|วงเงินงบประมาณที่ได้รับจัดสรร|แหล่งที่มาของงบประมาณ|สถานะการจัดซื้อจัดจ้าง|วิธีการจัดซื้อจัดจ้าง|ราคากลาง|ราคาที่ตกลงซื้อหรือจ้าง|รายชื่อผู้ประกอบการที่ได้รับการคัดเลือก|เลขที่โครงการในระบบ e-GP'.split(
      '|',
    );
  const row =
    '1|2568|อบต.ตัวอย่าง|เมือง|เลย|มหาดไทย|อปท.|ก่อสร้างถนน คสล. หมู่ 4|480000|เงินงบประมาณ|อยู่ระหว่างดำเนินการ|เฉพาะเจาะจง|479000|478000|หจก.รุ่งเรือง|68019000001'.split(
      '|',
    );
  const form = buildFacts([{ text: 'งบลงทุน ปีงบประมาณ 2568', tables: [{ header, rows: [row, row] }] }]);
  const p1 = page(
    'รายการจัดซื้อจัดจ้าง ปีงบประมาณ 2568',
    '<p>ประกาศสอบราคาซื้อรถบรรทุกน้ำ ยื่นซองได้ทุกวันเวลาราชการ สอบถามที่กองคลัง</p>',
  );
  expect(await lookFor('O12', { p1 })).toMatchObject({ verdict: 'fail', url: `${siteUrl}p1` });
  expect(await lookFor('O12', { p1 }, { 'f68.pdf': form })).toMatchObject({
    cause: 'wrong-format',
    url: `${siteUrl}f68.pdf`,
  });
});

const chart = `<table><tr><td>นายกเทศมนตรี</td></tr><tr><td>รองนายกเทศมนตรี</td><td>เลขานุการนายก</td></tr><tr><td>ประธานสภาเทศบาล</td></tr>
<tr><td>ปลัดเทศบาล</td></tr><tr><td>สำนักปลัด</td><td>กองคลัง</td><td>กองช่าง</td><td>กองการศึกษา</td></tr></table>`;
const duties = `<p>เทศบาลตำบลคำบงมีหน้าที่ดูแลพื้นที่ 12 ชุมชน ดังนี้</p><ul><li>ให้มีและบำรุงถนน ทางเท้า ทางน้ำ และไฟส่องสว่าง</li>
<li>เก็บขยะ กำจัดสิ่งปฏิกูล รักษาความสะอาดตลาดและที่สาธารณะ</li><li>ป้องกันโรคติดต่อ ระงับอัคคีภัย ช่วยผู้ประสบภัย</li><li>จัดการศึกษาในโรงเรียนอนุบาลและศูนย์พัฒนาเด็กเล็ก</li></ul>
<p>นายกเทศมนตรีมีอำนาจกำหนดนโยบาย สั่ง อนุญาต อนุมัติ สภาเทศบาลมีอำนาจให้ความเห็นชอบเทศบัญญัติและงบประมาณ</p>`;

const gifts = `<p>รายงานการรับทรัพย์สินหรือประโยชน์อื่นใดโดยธรรมจรรยา ปีงบประมาณ 2567 นักทรัพยากรบุคคลรวบรวมจากทุกกองแล้ว ดังนี้</p>
<table><tr><th>ผู้รับ</th><th>ผู้ให้</th><th>ของ / มูลค่า</th><th>โอกาส</th></tr><tr><td>ไม่มีผู้รายงาน</td><td>-</td><td>-</td><td>-</td></tr></table>
<p>สรุป ปี 2567 ไม่มีเจ้าหน้าที่รายงานการรับทรัพย์สินหรือประโยชน์อื่นใด</p>`;
it('finds a disclosure under a heading of its own on a page of many matters', async () => {
  const parts = [
    ['ใครอยู่ตรงไหน', chart],
    ['ของฝากที่รับตามมารยาท', gifts],
    ['ต้องทำอะไรให้ชาวบ้าน', duties.repeat(2)],
  ];
  const body = parts.map(([heading, text]) => `<h3>${heading}</h3>${text}`).join('');
  expect(await lookFor('O22', { p1: page('ตำบลของเรา', body) })).toMatchObject({
    verdict: 'pass',
    at: 'ของฝากที่รับตามมารยาท',
  });
});

it('completes what bears an item’s name by the half that nothing is named after', async () => {
  const p1 = page('โครงสร้างเทศบาล', chart);
  expect(await lookFor('O1', { p1 })).toMatchObject({ cause: 'missing-element' });
  expect(await lookFor('O1', { p1, p2: page('เทศบาลทำอะไรให้ท่านได้บ้าง', duties) })).toMatchObject({
    verdict: 'pass',
    url: `${siteUrl}p1`,
  });
});

it('completes the guide to a service by the page about its papers and fee', async () => {
  const guide = page(
    'คู่มือการให้บริการประชาชน ขอใช้ที่ดินสาธารณะตั้งแผง',
    `<table><tr><th>หัวข้อ</th><th>รายละเอียด</th></tr><tr><td>ขั้นตอน</td><td>1. ยื่นคำขอที่สำนักปลัด 2. ตรวจจุดตั้ง 3. นายกอนุญาต 4. รับใบอนุญาต</td></tr>
<tr><td>ระยะเวลา</td><td>รวม 7 วันทำการ</td></tr><tr><td>สถานที่</td><td>สำนักปลัด อบต. วันราชการ 08.30-16.30 น.</td></tr><tr><td>กฎหมาย</td><td>พ.ร.บ.การสาธารณสุข พ.ศ. 2535</td></tr></table>`,
  );
  const papers = page(
    'เอกสารและค่าธรรมเนียม',
    `<p>ผู้ขอรับบริการขอใช้ที่ดินสาธารณะตั้งแผง ยื่นคำขอพร้อมเอกสารหลักฐาน</p><ul><li>สำเนาบัตรประจำตัวประชาชน 1 ฉบับ</li><li>สำเนาทะเบียนบ้าน 1 ฉบับ</li><li>แผนที่ตั้งแผง</li></ul>
<p>ค่าธรรมเนียมใบอนุญาต ฉบับละ 50 บาทต่อปี</p>`,
  );
  expect(await lookFor('O9', { p1: guide })).toMatchObject({ verdict: 'fail', cause: 'missing-element' });
  expect(await lookFor('O9', { p1: guide, p2: papers })).toMatchObject({
    verdict: 'pass',
    url: `${siteUrl}p1`,
  });
});

it('completes the page that shows most of an item by the file that bears its name', async () => {
  const kept = page(
    'เราอยู่กันอย่างไร',
    `<p><a href="/code.pdf">ตัวเล่ม ปี 2565</a></p><p>คำสั่งที่ 310/2567 ลงวันที่ 18 ตุลาคม 2567 แต่งตั้งคณะทำงานขับเคลื่อนจริยธรรม ปลัดเทศบาล เป็นประธาน ให้คำปรึกษาทางจริยธรรม โทร. 162</p>
<table><tr><th>พึงทำ (Do)</th><th>พึงเว้น (Don't)</th></tr><tr><td>คืนของหลวงหลังใช้</td><td>ใช้รถหลวงไปธุระส่วนตัว</td></tr><tr><td>พูดสุภาพกับประชาชน</td><td>รับงานนอกในเวลาราชการ</td></tr></table>
<p>อบรมคุณธรรมจริยธรรม วันที่ 27 มกราคม 2568 ข้าราชการและพนักงานจ้าง 92 คน วิทยากรจากสำนักงานวัฒนธรรมจังหวัด</p>`,
  );
  const code = buildFacts([
    {
      text: 'ประมวลจริยธรรมข้าราชการ ผู้บริหารท้องถิ่น และสมาชิกสภา\n1. ยึดมั่นในสถาบันหลักของประเทศ 2. ซื่อสัตย์สุจริต 3. กล้าตัดสินใจในสิ่งที่ถูกต้อง 4. คิดถึงส่วนรวม\nประกาศ ณ วันที่ 20 พฤษภาคม 2565',
    },
  ]);
  expect(
    await lookFor('O16', { p2: page('ถนนสายใหม่', '<p>เปิดใช้แล้ว</p>') }, { 'code.pdf': code }),
  ).toMatchObject({
    verdict: 'fail',
  });
  expect(await lookFor('O16', { p1: kept }, { 'code.pdf': code })).toMatchObject({
    verdict: 'pass',
    url: `${siteUrl}p1`,
  });
});

it('takes the page around a file that is half of an item, where it leads to little else', async () => {
  const code = buildFacts([
    {
      text: "ประมวลจริยธรรมข้าราชการครูและบุคลากรทางการศึกษา\n1. ยึดมั่นในสถาบันหลักของประเทศ 2. ซื่อสัตย์สุจริต 3. กล้าตัดสินใจ 4. คิดถึงส่วนรวม\nคำสั่งที่ 9/2568 แต่งตั้งคณะทำงานส่งเสริมจริยธรรม นายสมชาย ใจดี ประธาน ให้คำปรึกษาด้านจริยธรรม\nควรทำ (Dos) มาตรงเวลา พูดสุภาพ\nไม่ควรทำ (Don'ts) ใช้ของหลวงส่วนตัว",
    },
  ]);
  const text = `<p><a href="/">กลับเว็บเขต</a></p><p>คลังบทความ</p><ul><li><a href="/b62">แผน 68</a></li><li><a href="/b63">รายงาน</a></li>
<li><a href="/b64">ภาพ</a></li><li><a href="/b65">ข่าว</a></li></ul><h3>มุมคนดี</h3><p>เขียนเมื่อ 12 มีนาคม 2568</p><p><a href="/scan1.pdf">scan1.pdf</a></p>
<p>อบรมสอดแทรกจริยธรรม ปี 2568 วันที่ 7 มีนาคม 2568 บุคลากร 58 คน เข้าอบรม "ข้าราชการที่ดี เริ่มที่ตรงเวลา" วิทยากร พระครูสุตธรรมโชติ</p>`;
  const others = Array.from({ length: 9 }, (_, at) => `<li><a href="/x${at}">เรื่อง ${at}</a></li>`).join('');
  const found = (body: string): ReturnType<typeof lookFor> =>
    lookFor('O16', { blog: page('บล็อกของกลุ่ม', body) }, { 'scan1.pdf': code }, []);
  expect(await found(text)).toMatchObject({ verdict: 'pass', url: `${siteUrl}blog` });
  expect((await found(`${text}<ul>${others}</ul>`)).url).not.toBe(`${siteUrl}blog`);
});

it('finds a disclosure in a chapter of a book that is of something else', async () => {
  const strip = (html: string): string =>
    html.replaceAll(/<\/(?:p|tr|li)>/g, '\n').replaceAll(/<[^>]+>/g, ' ');
  const chapters = [duties.repeat(3), gifts].map((html) => strip(html));
  const book = buildFacts(chapters.map((text, at) => ({ text: `หมวด ${at + 1}\n${text}` })));
  expect(await lookFor('O22', {}, { 'book.pdf': book })).toMatchObject({
    verdict: 'pass',
    url: `${siteUrl}book.pdf`,
  });
  const first = buildFacts([{ text: `หมวด 1\n${chapters[0] ?? ''}` }]);
  expect(await lookFor('O22', {}, { 'book.pdf': first })).toMatchObject({ cause: 'not-found' });
});

it('finds a disclosure beside one that another heading of the page names', async () => {
  const complaints =
    '<p>ปีงบประมาณ 2567 เรื่องร้องเรียนการทุจริตทั้งหมด 0 เรื่อง ดำเนินการแล้วเสร็จ 0 เรื่อง อยู่ระหว่างดำเนินการ 0 เรื่อง</p>';
  const parts = [
    ['ใครอยู่ตรงไหน', chart],
    ['สถิติเรื่องร้องเรียนการทุจริต ปีงบประมาณ 2567', complaints],
    ['เรื่องที่สาม', gifts],
    ['ต้องทำอะไรให้ชาวบ้าน', duties.repeat(2)],
  ];
  const p1 = page('ตำบลของเรา', parts.map(([heading, text]) => `<h3>${heading}</h3>${text}`).join(''));
  const p2 = page('รายงานการรับทรัพย์สินหรือประโยชน์อื่นใดโดยธรรมจรรยา', '<p>งานบุคคลขอให้ทุกกองส่งแบบภายในสิ้นเดือน</p>');
  expect(await lookFor('O19', { p1, p2 })).toMatchObject({ verdict: 'pass' });
  expect(await lookFor('O22', { p1, p2 })).toMatchObject({ verdict: 'pass', at: 'เรื่องที่สาม' });
});

it('finds what stands beside another item’s disclosure on its page, where it is whole', async () => {
  const steps = `<table><tr><th>ขั้น</th><th>ทำอะไร</th><th>ใครทำ</th><th>กี่วัน</th></tr><tr><td>1</td><td>ลงทะเบียนลับและแจ้งผู้ร้องเรียนว่าได้รับแล้ว</td><td>นิติกร สำนักปลัด</td><td>3 วันทำการ</td></tr>
<tr><td>2</td><td>ตั้งกรรมการหาข้อเท็จจริงเรื่องร้องเรียนการทุจริต</td><td>นายกเทศมนตรี</td><td>7 วัน</td></tr></table><p>ส่วนงานที่รับผิดชอบ: งานนิติการ สำนักปลัดเทศบาล วิธีการร้องเรียน: ด้วยตนเอง จดหมาย โทรศัพท์</p>`;
  const body = (count: string): string =>
    [
      [
        'ถ้าเจอ ทำอย่างไร',
        '<p>หากเจ้าหน้าที่เรียกเงิน แจ้งร้องเรียนการทุจริตที่นิติกร สำนักปลัด ชั้น 1 หรือส่งจดหมายถึงปลัดเทศบาล</p>',
      ],
      ['แล้วเราทำอะไรต่อ', steps],
      ['ปี 2567 มีเข้ามากี่ราย', count],
    ]
      .map(([heading, text]) => `<h2>${heading}</h2>${text}`)
      .join('');
  const none =
    '<p>ปีงบประมาณ พ.ศ. 2567 ไม่มีเรื่องร้องเรียนการทุจริตของเจ้าหน้าที่ เข้ามาทางใดเลย</p><table><tr><th>ช่องทาง</th><th>รับทั้งหมด</th><th>แล้วเสร็จ</th><th>อยู่ระหว่างดำเนินการ</th></tr><tr><td>จดหมาย</td><td>0</td><td>0</td><td>0</td></tr></table>';
  const title = 'แนวปฏิบัติการจัดการเรื่องร้องเรียนการทุจริต';
  expect(await lookFor('O17', { p1: page(title, body(none)) })).toMatchObject({ verdict: 'pass' });
  expect(await lookFor('O19', { p1: page(title, body(none)) })).toMatchObject({
    verdict: 'pass',
    at: 'ปี 2567 มีเข้ามากี่ราย',
  });
  const later = '<p>เรื่องร้องเรียนการทุจริตของเจ้าหน้าที่ ปี 2567 กำลังรวบรวมจากทุกกอง</p>';
  expect(await lookFor('O19', { p1: page(title, body(later)) })).not.toMatchObject({ verdict: 'pass' });
});

const contact =
  '<p>เลขที่ 199 ถนนราชภัฏ ตำบลผาทอง อำเภอเมือง จังหวัดเลย 42000</p><p>โทรศัพท์ 0 4288 7000 อีเมล info@a.example</p>' +
  '<iframe src="https://www.google.com/maps/embed?pb=1"></iframe>';

it('looks at the page around a chat that bears the item’s name', async () => {
  const chat = '<p>ถาม-ตอบทุกวันทำการ <a href="https://m.me/a.office">ช่องทางถาม-ตอบ Messenger</a></p>';
  const hello = `<title>พบเราได้ที่นี่</title><main><h1>พบเราได้ที่นี่</h1>${contact}${chat}</main>`;
  expect(await lookFor('O3', { hello })).toMatchObject({ verdict: 'pass', url: `${siteUrl}hello` });
  const bare = hello.replace(contact, '');
  expect(await lookFor('O3', { hello: bare })).not.toMatchObject({ verdict: 'pass' });
});

it('does not look past a chat that others make whole', async () => {
  const { loaded, topics } = await loadResources(findPackageRoot(import.meta.dirname), 'ita-2568', 2568);
  const matching = await buildMatch({
    '': '<title>หน้าแรก</title><main><ul><li><a href="/hello">hello</a></li></ul></main>',
    hello: `<title>พบเราได้ที่นี่</title><main><h1>พบเราได้ที่นี่</h1>${contact}<a href="https://m.me/a.office">ช่องทางถาม-ตอบ Messenger</a></main>`,
  });
  const targets = collectTargets(matching);
  const item = loaded.checklist.items.find(({ code }) => code === 'O3');
  if (item === undefined) throw new Error('O3 is gone');
  const judged = judgeItem(item, findCandidates(matching, targets).get('O3') ?? [], search, judgeContext);
  expect(judged.chosen?.candidate.url).toBe('https://m.me/a.office');
  const look = { item, judged: { ...judged, verdict: 'pass' as const }, search, isDeclared: false };
  expect(lookAgain([look], matching, targets, topics, judgeContext)).toEqual([look]);
});

it('takes no list of links for what they lead to', async () => {
  const names = ['สถิติผู้มาติดต่อ ณ จุดบริการ ปี 2567', 'สถิติการใช้ e-Service ปี 2567', 'เตรียมอะไรมาบ้าง', 'ชำระภาษี'];
  const links = (count: number): string =>
    names
      .slice(0, count)
      .map((name, at) => `<p><a href="/n${at}">${name}</a></p>`)
      .join('');
  expect((await lookFor('O11', { list: page('บริการชาวบ้าน', links(4)) })).url).not.toBe(`${siteUrl}list`);
});
