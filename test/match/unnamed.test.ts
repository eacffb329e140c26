import { expect, it } from 'vitest';
import { findPackageRoot } from '../../src/check/package-root.ts';
import { loadResources } from '../../src/check/resources.ts';
import { collectTargets } from '../../src/match/targets.ts';
import { findUnnamed } from '../../src/match/unnamed.ts';
import { siteUrl } from '../judge/build.ts';
import { buildFacts } from '../judge/build-documents.ts';
import { buildMatch } from './build.ts';

const services = `<table><tr><th>เรื่อง</th><th>ทำอย่างไร</th><th>กี่วัน</th><th>ที่ไหน</th><th>เสียเงินไหม</th><th>ใช้อะไรบ้าง</th></tr>
<tr><td>ขอถังขยะ</td><td>ยื่นคำขอ เจ้าหน้าที่ตรวจ ส่งมอบถัง</td><td>3 วัน</td><td>กองสาธารณสุข ชั้น 1</td><td>ไม่เสียค่าธรรมเนียม</td><td>บัตรประชาชน ทะเบียนบ้าน</td></tr>
<tr><td>จดทะเบียนพาณิชย์</td><td>กรอกแบบ ตรวจหลักฐาน ออกใบทะเบียน</td><td>30 นาที</td><td>กองคลัง</td><td>50 บาท</td><td>สำเนาบัตรประชาชน แผนที่ร้าน</td></tr></table>`;

it('gives what answers another item perhaps to the item that it reads most like', async () => {
  const { loaded, topics } = await loadResources(findPackageRoot(import.meta.dirname), 'ita-2568', 2568);
  const { items } = loaded.checklist;
  const context = await buildMatch({
    '': '<title>หน้าแรก</title><main><a href="/p8">มาติดต่อเรา</a></main>',
    p8: `<title>มาติดต่อเรา</title><main><h1>มาติดต่อเรา</h1>${services}</main>`,
  });
  const targets = collectTargets(context);
  const key = targets.find(({ url }) => url === `${siteUrl}p8`)?.key ?? '';
  const find = (code: string, taken: { surely?: string; perhaps?: string }) =>
    findUnnamed(context, targets, topics, items, new Map([[code, null]]), {
      surely: new Set([taken.surely ?? '']),
      perhaps: new Set([taken.perhaps ?? '']),
    }).get(code)?.[0]?.url;
  expect(find('O9', {})).toBe(`${siteUrl}p8`);
  expect(find('O9', { perhaps: key })).toBe(`${siteUrl}p8`);
  expect(find('O9', { surely: key })).toBeUndefined();
});

it.each([
  ['เข็มทิศห้าปี (พ.ศ. 2566 – 2570) คณะกรรมการให้ความเห็นชอบในการประชุมครั้งที่ 11/2565', true],
  ['เข็มทิศการประชุมคณะกรรมการ (พ.ศ. 2566 – 2570)', false],
])('asks of a name only what stands before the end of its year: %s', async (name, isFound) => {
  const { loaded, topics } = await loadResources(findPackageRoot(import.meta.dirname), 'ita-2568', 2568);
  const strategy = `<p>วิสัยทัศน์: เมืองน่าอยู่</p><table><tr><th>ยุทธศาสตร์</th><th>เป้าหมาย</th><th>ตัวชี้วัด</th></tr>
<tr><td>พัฒนาโครงสร้างพื้นฐาน</td><td>ถนนได้มาตรฐาน</td><td>ร้อยละของถนนที่ได้มาตรฐาน</td></tr>
<tr><td>พัฒนาคุณภาพชีวิต</td><td>ประชาชนมีสุขภาพดี</td><td>ร้อยละของผู้สูงอายุที่ได้รับการดูแล</td></tr></table>`;
  const context = await buildMatch({
    '': `<title>หน้าแรก</title><main><a href="/p8">${name}</a></main>`,
    p8: `<title>${name}</title><main><h1>${name}</h1>${strategy}</main>`,
  });
  const taken = { surely: new Set<string>(), perhaps: new Set<string>() };
  const found = findUnnamed(
    context,
    collectTargets(context),
    topics,
    loaded.checklist.items,
    new Map([['O5', null]]),
    taken,
  );
  expect(found.get('O5')?.some(({ url }) => url === `${siteUrl}p8`) ?? false).toBe(isFound);
});

it('takes a short list of dated posts for news where its name says nothing', async () => {
  const { loaded, topics } = await loadResources(findPackageRoot(import.meta.dirname), 'ita-2568', 2568);
  const posts = (count: number): string =>
    Array.from(
      { length: count },
      (_, at) => `<li>${at + 2} พฤษภาคม 2568 <a href="/n${at}">ลอกคลองหมู่ ${at + 1} เสร็จแล้ว</a></li>`,
    ).join('');
  const find = async (count: number): Promise<string | undefined> => {
    const context = await buildMatch({
      '': '<title>หน้าแรก</title><main><a href="/talk">เล่าเรื่องโคกยาง</a></main>',
      talk: `<title>เล่าเรื่องโคกยาง</title><main><h1>เล่าเรื่องโคกยาง</h1><ul>${posts(count)}</ul></main>`,
    });
    const open = new Map([['O4', null]]);
    const taken = { surely: new Set<string>(), perhaps: new Set<string>() };
    return findUnnamed(context, collectTargets(context), topics, loaded.checklist.items, open, taken).get(
      'O4',
    )?.[0]?.url;
  };
  expect(await find(6)).toBe(`${siteUrl}talk`);
  expect(await find(3)).toBeUndefined();
});

it('finds in a book that answers another item the part that reads like this one, whatever the whole reads like', async () => {
  const { loaded, topics } = await loadResources(findPackageRoot(import.meta.dirname), 'ita-2568', 2568);
  const risks =
    'ภาคแรก สินบน ปี 2568\n1 อนุญาตตาม พ.ร.บ.การอำนวยความสะดวก 2558 รับเงินเร่งใบรับรองส่งออก 15 สูงมาก\n2 ใช้อำนาจตามตำแหน่ง ละเว้นสั่งกักรังแลกน้ำผึ้ง 10 สูง\n3 จัดซื้อจัดจ้าง รับส่วนแบ่งจากผู้ขายครุภัณฑ์ 10 สูง\n4 บริหารงานบุคคล รับเงินเพื่อย้ายเข้าศูนย์ 8 ปานกลาง';
  const results =
    'ภาคหลัง ทำแล้วได้ผล ปี 2567\nความเสี่ยงทุจริตที่ประเมินไว้ มาตรการ ผลการดำเนินการปี 2567 คงเหลือ\nเบิกค่าเดินทางเท็จ แนบพิกัดภาพถ่าย ใช้ครบ 6 ศูนย์ พบผิด 2 ราย เรียกคืน 14,300 บาท ปานกลาง\nเปลี่ยนตัวอย่างน้ำผึ้ง ซีลบาร์โค้ด ซีล 4,118 ขวด ไม่พบเปลี่ยน ต่ำ\nใช้รถหลวงส่วนตัว GPS 48 คัน ระยะทางนอกงานลดร้อยละ 72 ต่ำ\nทุจริตสอบพนักงานราชการ ข้อสอบกลาง สอบ 2 ครั้ง ไม่มีร้องเรียน ต่ำ';
  const context = await buildMatch(
    { '': '<title>หน้าแรก</title><main><a href="/weak.pdf">จุดอ่อน 67-68</a></main>' },
    { 'weak.pdf': buildFacts([risks, results, results]) },
  );
  const targets = collectTargets(context);
  const key = targets.find(({ url }) => url === `${siteUrl}weak.pdf`)?.key ?? '';
  const find = (surely: string): string | undefined =>
    findUnnamed(context, targets, topics, loaded.checklist.items, new Map([['O24', null]]), {
      surely: new Set([surely]),
      perhaps: new Set([surely]),
    }).get('O24')?.[0]?.url;
  expect(find(key)).toBe(`${siteUrl}weak.pdf`);
  expect(find('')).toBe(`${siteUrl}weak.pdf`);
});
