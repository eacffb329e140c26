import { describe, expect, it } from 'vitest';
import { type DeclaredItem, judgeDeclared } from '../../src/assess/declared.ts';
import { hashEvidence } from '../../src/assess/evidence-hash.ts';
import { judgeItem, type JudgedItem, type Search } from '../../src/judge/item.ts';
import type { Candidate } from '../../src/match/candidate.ts';
import { buildCandidate, buildItem, buildRecord, judgeContext as context, siteUrl } from '../judge/build.ts';

const phrases = (text: string) => [{ kind: 'phrases' as const, any: [text], min: 1 }];
const item = buildItem({
  elements: [
    { id: 'results', cues: phrases('ผลการดำเนินงาน') },
    { id: 'budget', cues: phrases('งบประมาณที่ใช้จริง') },
  ],
});
const whole: Search = { isComplete: true, endedBy: null, unopened: [], pages: 9, documents: 2 };
const filler = '<p>รายละเอียดอยู่ในเอกสารที่เผยแพร่ไว้ให้ประชาชนทุกคนอ่านได้ตลอดเวลา</p>';
const heading = '<h1>รายงานประจำปี</h1>';
const resultsPage = `${heading}<p>ผลการดำเนินงาน ของโครงการทั้งหมด</p>${filler}`;
const budgetPage = `${heading}<p>งบประมาณที่ใช้จริง ของโครงการทั้งหมด</p>${filler}`;
const bothPage = `${resultsPage}<p>งบประมาณที่ใช้จริง</p>`;

const at = (path: string, html: string, given: Partial<Candidate> = {}): Candidate =>
  buildCandidate({ html, url: `${siteUrl}${path}`, ...given });
const declared = (path: string, html: string, given: Partial<Candidate> = {}): Candidate =>
  at(path, html, { source: 'declared', relevance: 0.3, ...given });
const judge = (given: Partial<DeclaredItem>): JudgedItem =>
  judgeDeclared(
    { item, declared: [], found: [], search: whole, mention: null, isDeclaredOnly: false, ...given },
    context,
  );
const codes = (judged: JudgedItem): string[] => judged.causes.map(({ code }) => code);

describe('an item that is declared', () => {
  it('rests on all its addresses together, and on nothing else', () => {
    const one = judge({ declared: [declared('a', resultsPage)], found: [] });
    expect(one.verdict).not.toBe('pass');
    const both = judge({ declared: [declared('a', resultsPage), declared('b', budgetPage)] });
    expect(both.verdict).toBe('pass');
    expect(both.supporting.map(({ candidate }) => candidate.url)).toEqual([`${siteUrl}b`]);
  });

  it('tells of a better address and is not lifted by it', () => {
    const found = [at('good', bothPage)];
    const judged = judge({ declared: [declared('a', resultsPage)], found });
    expect(judged.verdict).not.toBe('pass');
    expect(judged.causes[1]).toMatchObject({ code: 'declared-url-differs', url: `${siteUrl}good` });
    expect(codes(judge({ declared: [declared('a', bothPage)], found }))).not.toContain(
      'declared-url-differs',
    );
    const only = judge({ declared: [declared('a', resultsPage)], found, isDeclaredOnly: true });
    expect(codes(only)).not.toContain('declared-url-differs');
  });

  it('does not call the declared address itself a better one', () => {
    const judged = judge({ declared: [declared('a', resultsPage)], found: [at('a', resultsPage)] });
    expect(codes(judged)).not.toContain('declared-url-differs');
  });

  it('as not there fails by the agency’s own word, and is told where something was found', () => {
    expect(judge({})).toMatchObject({ verdict: 'fail', causes: [{ code: 'not-found' }], chosen: null });
    const found = judge({ found: [at('good', bothPage)] });
    expect(found.verdict).toBe('fail');
    expect(found.causes).toMatchObject([
      { code: 'declared-url-differs', url: `${siteUrl}good`, facts: { declaredNone: true } },
    ]);
  });

  it('is told when no page leads there, and only where the site was seen whole', () => {
    const alone = [declared('a', bothPage, { foundOn: null, clickPath: null })];
    expect(codes(judge({ declared: alone }))).toContain('not-on-menu');
    expect(judge({ declared: alone }).verdict).toBe('pass');
    expect(codes(judge({ declared: alone, search: { ...whole, isComplete: false } }))).toEqual([]);
    expect(codes(judge({ declared: alone, isDeclaredOnly: true }))).toEqual([]);
    expect(codes(judge({ declared: [declared('a', bothPage, { clickPath: [] })] }))).toEqual([]);
  });

  it('is told of an address that is dead, where another carries the item', () => {
    const url = `${siteUrl}gone`;
    const record = buildRecord({ url, key: url, finalUrl: url, outcome: 'http-error', httpStatus: 404 });
    const gone = buildCandidate({ url, source: 'declared', record });
    const judged = judge({ declared: [gone, declared('a', bothPage)] });
    expect(judged.verdict).toBe('pass');
    expect(judged.causes).toMatchObject([{ code: 'unreachable', url, outcome: 'http-error' }]);
  });

  it('is not failed where one of its addresses could not be looked at', () => {
    const url = `${siteUrl}slow`;
    const record = buildRecord({ url, key: url, finalUrl: url, outcome: 'timeout', httpStatus: null });
    const slow = buildCandidate({ url, source: 'declared', record });
    const empty = declared('empty', heading);
    expect(judge({ declared: [empty] }).verdict).toBe('fail');
    const judged = judge({ declared: [empty, slow] });
    expect(judged).toMatchObject({ verdict: 'review', causes: [{ code: 'unreachable', url }] });
    const carried = judge({ declared: [declared('a', resultsPage), slow, declared('b', budgetPage)] });
    expect(carried.verdict).toBe('pass');
  });

  it('off the main site is for a person to settle', () => {
    const judged = judge({ declared: [declared('a', bothPage, { onSite: false })] });
    expect(judged).toMatchObject({ verdict: 'review', causes: [{ code: 'off-site' }] });
  });
});

describe('the hash of the evidence', () => {
  const hash = (html: string): string | null =>
    hashEvidence(judgeItem(item, [at('a', `<main>${html}</main>`)], whole, context));

  it('outlasts a visitor counter and the menus, and no change of words or links', () => {
    const first = hash(`${bothPage}<p>เข้าชม 7 ครั้ง</p>`);
    expect(first).toMatch(/^[0-9a-f]{64}$/);
    expect(hash(`${bothPage}<p>เข้าชม 1,234 ครั้ง</p>`)).toBe(first);
    expect(hash(`${bothPage.replace('ทั้งหมด', 'บางส่วน')}<p>เข้าชม 7 ครั้ง</p>`)).not.toBe(first);
    expect(hash(`${bothPage}<p>เข้าชม 7 ครั้ง</p><a href="/new.pdf"></a>`)).not.toBe(first);
  });

  it('changes with the bytes of a document, and is none where nothing could be opened', () => {
    const url = `${siteUrl}file.pdf`;
    const withBytes = (sha256: string, outcome: 'ok' | 'timeout' = 'ok') =>
      hashEvidence(
        judgeItem(
          item,
          [
            buildCandidate({
              url,
              record: buildRecord({ url, key: url, finalUrl: url, kind: 'pdf', sha256, outcome }),
            }),
          ],
          whole,
          context,
        ),
      );
    expect(withBytes('a')).not.toBe(withBytes('b'));
    expect(withBytes('a')).toBe(withBytes('a'));
    expect(withBytes('a', 'timeout')).toBeNull();
  });
});
