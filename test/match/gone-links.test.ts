import { describe, expect, it } from 'vitest';
import { extractPage } from '../../src/extract/page.ts';
import { contentOf } from '../../src/judge/content.ts';
import { judgeReach } from '../../src/judge/reach.ts';
import { isClosedForm, isGone } from '../../src/match/gone-links.ts';
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
