import { expect, it } from 'vitest';
import type { Result, ResultItem } from '../../src/result/schema.ts';
import { runSite } from './run-site.ts';
import type { Route, SiteFixture } from './site.ts';

const page = (title: string, body: string): Route => ({
  body: `<!DOCTYPE html><html lang="th"><head><meta charset="utf-8"><title>${title}</title></head><body>
<nav><a href="/">หน้าหลัก</a> <a href="/talks">ลานใต้ต้นมะขาม</a></nav><main><h1>${title}</h1>${body}</main>
<footer>องค์การบริหารส่วนตำบลบ้านสมมติ</footer></body></html>`,
});

const topic = '<p>จัดวันที่ 12 กุมภาพันธ์ 2568</p><p>เรื่องที่คุยกัน: จะเพิ่มรอบเก็บขยะเป็นสัปดาห์ละสองครั้งหรือแจกถังแยกทุกบ้าน</p>';
const people = '<p>คนที่มา: ชาวบ้าน 63 คน ผู้ใหญ่บ้าน 2 คน เจ้าหน้าที่ 4 คน รวมผู้เข้าร่วม 69 คน</p>';
const outcome = '<p>ผลที่ได้: ที่ประชุมลงมติแจกถังแยก 51 เสียง เพิ่มรอบเก็บ 18 เสียง ข้อเสนอแนะคือขอให้ล้างรถทุกวัน</p>';
const use = '<p>การนำผลไปใช้: นำข้อเสนอของที่ประชุมเข้าแผนจัดซื้อถัง และปรับปรุงตารางรถเก็บขยะตั้งแต่เดือนเมษายน</p>';

const siteOf = (talk: string, more: [string, Route][] = []): SiteFixture => ({
  name: 'own names',
  agency: { name: 'องค์การบริหารส่วนตำบลบ้านสมมติ', type: 'sao' },
  routes: new Map([
    ['/', page('หน้าหลัก', `<p>ยินดีต้อนรับ</p>${more.map(([path]) => `<a href="${path}">อื่น</a>`).join('')}`)],
    ['/talks', page('ลานใต้ต้นมะขาม', '<ul><li><a href="/talks/4">หมู่ 4 กับรถขยะ</a></li></ul>')],
    ['/talks/4', page('หมู่ 4 กับรถขยะ', talk)],
    ...more,
  ]),
  truth: {},
});

const itemOf = ({ items }: Result, code: string): ResultItem | undefined =>
  items.find((item) => item.code === code);

it('finds a disclosure under a name of the agency’s own by what it says', async () => {
  const { result, origin } = await runSite(siteOf(topic + people + outcome + use));
  const item = itemOf(result, 'O20');
  expect(item?.evidence[0]?.url).toBe(`${origin}/talks/4`);
  expect(item?.verdict).not.toBe('fail');
});

it('prefers it to a page of the official name that shows nothing of the year', async () => {
  const old: [string, Route] = [
    '/o20',
    page(
      'การเปิดโอกาสให้เกิดการมีส่วนร่วม ประจำปี 2565',
      '<p>ภาพกิจกรรมประชุมประชาคม ปี 2565 จำนวน 3 ครั้ง ณ ศาลากลางหมู่บ้าน</p>',
    ),
  ];
  const { result, origin } = await runSite(siteOf(topic + people + outcome + use, [old]));
  expect(itemOf(result, 'O20')?.evidence[0]?.url).toBe(`${origin}/talks/4`);
});

it('says what it lacks, and does not say that nothing is there', async () => {
  const more = '<p>ก่อนเริ่มคุย กำนันเล่าเรื่องรถขยะที่มาไม่ตรงวัน และอ่านกำหนดการเวทีให้ทุกคนฟัง</p>';
  const { result, origin } = await runSite(siteOf(topic + people + more));
  const item = itemOf(result, 'O20');
  expect(item?.evidence[0]?.url).toBe(`${origin}/talks/4`);
  expect(item?.reasons[0]?.code).toBe('missing-element');
  expect(item?.verdict).not.toBe('pass');
});

it('takes no text for a disclosure that merely has some of its words', async () => {
  const talk = '<p>วันนี้ อบต. เก็บขยะริมคลองหมู่ 4 ขอบคุณชาวบ้านที่มาช่วยกันทำความสะอาดก่อนวันสงกรานต์</p>';
  const { result } = await runSite(siteOf(talk.repeat(4)));
  for (const code of ['O20', 'O5', 'O7', 'O24', 'O28'])
    expect(itemOf(result, code)?.reasons[0]?.code, code).toBe('not-found');
});

it('leaves a list of dated posts without a telling name to a person', async () => {
  const posts = [3, 9, 14, 18, 21, 25, 27, 28].map(
    (day) => `<li><a href="/board/${day}">ฉีดวัคซีนหมู่ ${day}</a> ${day} ก.พ. 68</li>`,
  );
  const board: [string, Route] = ['/board', page('ป่าวประกาศชาวบ้าน', `<ul>${posts.join('')}</ul>`)];
  const { result, origin } = await runSite(siteOf('<p>ว่าง</p>', [board]));
  const item = itemOf(result, 'O4');
  expect(item?.verdict).toBe('review');
  expect(item?.evidence[0]?.url).toBe(`${origin}/board`);
});
