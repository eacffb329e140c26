import { describe, expect, it } from 'vitest';
import { extractPage } from '../../src/extract/page.ts';
import { contentOf } from '../../src/judge/content.ts';
import { judgeReach } from '../../src/judge/reach.ts';
import { isClosedForm, isDown, isGone, isShut } from '../../src/match/gone-links.ts';
import { createCrawlGuide } from '../../src/match/guide.ts';
import { buildCandidate, buildItem, buildPage, buildRecord } from '../judge/build.ts';
import { buildMatch } from './build.ts';

const form = 'https://docs.google.com/forms/d/e/1FAIpQLSe/viewform';

describe('a form that takes no more answers', () => {
  it.each([
    ['Google sends to closedform', 'https://docs.google.com/forms/d/e/1FAIpQLSe/closedform', '', true],
    ['says so', form, 'แบบสอบถาม\nแบบฟอร์มนี้ไม่รับคำตอบแล้ว', true],
    ['says so in English', form, 'The form Survey is no longer accepting responses.', true],
    ['asks its questions', form, 'ชื่อผู้ร้องเรียน\nรายละเอียด', false],
    [
      'is a page of the agency about such forms',
      'https://agency.example/news',
      'แบบฟอร์มนี้ไม่รับคำตอบแล้ว',
      false,
    ],
  ])('is told where it %s', (_, finalUrl, text, isClosed) => {
    const url = finalUrl.includes('google') ? form : finalUrl;
    expect(isClosedForm({ url, finalUrl }, extractPage(`<p>${text}</p>`, finalUrl))).toBe(isClosed);
  });

  it('is a missing page, and no channel of the page that links to it', () => {
    const page = buildPage(`<p><a href="${form}">แจ้งเรื่องร้องเรียน</a> <a href="https://lin.ee/a">LINE</a></p>`);
    const record = buildRecord({ url: form, finalUrl: form, outcome: 'soft-404' });
    expect(judgeReach(record, null)).toMatchObject({ state: 'dead', reason: 'soft-404' });
    expect(isGone(form, record)).toBe(true);
    expect(isGone(form, buildRecord({ url: form }))).toBe(false);
    expect(isGone(form, buildRecord({ url: form, outcome: 'timeout', httpStatus: null }))).toBe(false);
    const url = 'https://agency.example/eservice';
    expect(isGone(url, buildRecord({ url, outcome: 'soft-404' }))).toBe(true);
    expect(isGone(url, buildRecord({ url, outcome: 'login' }))).toBe(false);
    expect(isGone(url, buildRecord({ url, outcome: 'soft-404', purpose: 'document' }))).toBe(false);
    const candidate = buildCandidate({ page: { ...page, goneLinks: new Set([form]) } });
    expect(contentOf(buildItem(), candidate)?.allLinks.map(({ url }) => url)).toEqual(['https://lin.ee/a']);
  });

  it('is found out: forms are opened although the item accepts their service, chats are not', async () => {
    const { rater, words } = await buildMatch({ '': '<p>หน้าแรก</p>' });
    const item = buildItem({
      accepts: {
        kinds: ['html'],
        needsOneOf: [],
        needsConfidence: 'high',
        externalHosts: ['docs.google.com', 'lin.ee'],
      },
    });
    const guide = createCrawlGuide(rater, words, [item]);
    const page = buildPage(
      `<p><a href="${form}">ช่องทางแจ้งเรื่องร้องเรียนการทุจริต</a> <a href="https://lin.ee/a">ช่องทางแจ้งเรื่องร้องเรียนการทุจริต</a></p>`,
    );
    const seen = { url: page.url, facts: page.facts, depth: 0, linkText: null };
    const [toForm, toChat] = page.facts.links.map((link) => guide.rate(link, seen).relevance);
    expect(toForm).toBeGreaterThan(0.5);
    expect(toChat).toBe(0);
  });
});

describe('a page whose server is in trouble', () => {
  it.each([
    [{ outcome: 'http-error', httpStatus: 503 }, true],
    [{ outcome: 'timeout', httpStatus: null }, true],
    [{ outcome: 'http-error', httpStatus: 404 }, false],
    [{ outcome: 'http-error', httpStatus: 403 }, false],
    [{ outcome: 'ok' }, false],
  ] as const)('is not gone, and could not be looked at: %j', (given, expected) => {
    expect(isDown(buildRecord(given))).toBe(expected);
    expect(isDown(buildRecord({ ...given, purpose: 'document' }))).toBe(false);
  });
});

describe('a page that says that it is closed', () => {
  const facts = (body: string) =>
    extractPage(`<main><h1>ถาม-ตอบ</h1>${body}</main>`, 'https://agency.example/board');

  it.each([
    ['closed since a day', '<p>กระดานนี้ปิดรับคำถามตั้งแต่ 1 ตุลาคม 2565</p>', true],
    ['takes nothing new', '<p>อ่านได้อย่างเดียว ไม่รับกระทู้ใหม่</p>', true],
    ['given up', '<p>ยกเลิกการใช้เว็บบอร์ด โปรดโทรศัพท์</p>', true],
    ['closed under its name', '<p>ปิดรับกระทู้ใหม่ตั้งแต่วันที่ 1 มีนาคม 2566 เนื่องจากมีผู้โพสต์โฆษณา</p>', true],
    ['closed to new questions', '<p>เทศบาลขอปิดการตั้งกระทู้ตั้งแต่วันที่ 3 มีนาคม 2567 จนกว่าจะแจ้งให้ทราบ</p>', true],
    ['no longer in use', '<p>ปิดการใช้งานกระดานถาม-ตอบตั้งแต่วันที่ 1 มิถุนายน 2565</p>', true],
    ['one that takes applications until a day', '<p>ปิดรับสมัครตั้งแต่วันที่ 5</p>', false],
    ['open', '<p>กระดานนี้เปิดรับคำถามทุกวัน</p>', false],
    ['one in which a booking can be cancelled', '<p>ระบบจองคิวออนไลน์ แก้ไขหรือยกเลิกการจองได้</p>', false],
    ['one that rests on Sundays', '<p>ระบบปิดปรับปรุงทุกวันอาทิตย์</p>', false],
    ['a question far below', `<p>${'ถามเรื่องน้ำประปา ตอบแล้ว '.repeat(20)}</p><p>ระบบปิดปรับปรุงหรือไม่</p>`, false],
  ])('is shut where it is %s', (_, body, expected) => {
    expect(isShut(facts(body))).toBe(expected);
  });

  it('is no channel of the page that links to it', async () => {
    const body = (board: string) => ({
      '': '<main><a href="/contact">ติดต่อ</a></main>',
      contact: '<main><h1>ติดต่อ</h1><a href="/board">กระดานถาม-ตอบ</a></main>',
      board: `<main><h1>กระดานถาม-ตอบ</h1><p>${board}</p></main>`,
    });
    const goneFrom = async (board: string) => {
      const { site } = await buildMatch(body(board));
      return site.pages.find(({ url }) => url.endsWith('/contact'))?.goneLinks?.size ?? 0;
    };
    expect(await goneFrom('กระดานปิดให้บริการตั้งแต่ปี 2565')).toBe(1);
    expect(await goneFrom('ถามได้ทุกวัน ตอบภายในสามวัน')).toBe(0);
  });
});
