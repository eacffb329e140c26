import { describe, expect, it } from 'vitest';
import { judgeCandidate } from '../../src/judge/candidate.ts';
import { judgeReach } from '../../src/judge/reach.ts';
import { type Outcome, outcomes } from '../../src/result/vocabulary.ts';
import {
  buildAttached,
  buildCandidate,
  buildItem,
  buildRecord,
  buildSkipped,
  judgeContext,
} from './build.ts';

/** What every outcome says of an address: [state, reason]. */
const table: Record<Exclude<Outcome, 'ok'>, [state: string, reason: string]> = {
  dns: ['unknown', 'unreachable'],
  refused: ['unknown', 'unreachable'],
  timeout: ['unknown', 'unreachable'],
  reset: ['unknown', 'unreachable'],
  tls: ['unknown', 'unreachable'],
  'http-error': ['unknown', 'unreachable'],
  'redirect-loop': ['unknown', 'unreachable'],
  robots: ['unknown', 'blocked'],
  blocked: ['unknown', 'blocked'],
  login: ['dead', 'login-required'],
  'soft-404': ['dead', 'soft-404'],
  'too-large': ['unknown', 'unreadable'],
  'not-html': ['unknown', 'unreachable'],
  parked: ['unknown', 'unreachable'],
  'address-refused': ['unknown', 'unreachable'],
  budget: ['unknown', 'not-searched'],
};

describe('reach', () => {
  it.each(outcomes.filter((outcome) => outcome !== 'ok'))('of an answer that ended with %s', (outcome) => {
    const [state, reason] = table[outcome];
    const record = buildRecord({ outcome, httpStatus: outcome === 'http-error' ? 500 : null });
    expect(judgeReach(record, null)).toEqual({ state, reason, outcome });
  });

  it.each([
    [404, 'dead', 'unreachable'],
    [410, 'dead', 'unreachable'],
    [403, 'unknown', 'blocked'],
    [429, 'unknown', 'unreachable'],
    [503, 'unknown', 'unreachable'],
  ])('of status %i is %s', (httpStatus, state, reason) => {
    expect(judgeReach(buildRecord({ outcome: 'http-error', httpStatus }), null)).toMatchObject({
      state,
      reason,
    });
  });

  it('of what was not opened is unknown, for robots by name', () => {
    expect(judgeReach(null, null)).toMatchObject({ state: 'unknown', reason: 'not-searched' });
    expect(judgeReach(null, buildSkipped({ reason: 'robots' }))).toMatchObject({ reason: 'blocked' });
    expect(judgeReach(null, buildSkipped({ reason: 'budget-time' }))).toMatchObject({
      reason: 'not-searched',
    });
    expect(judgeReach(buildRecord(), buildSkipped())).toEqual({ state: 'open' });
  });
});

describe('a candidate that cannot be opened', () => {
  const judge = (outcome: Outcome, httpStatus: number | null = null) =>
    judgeCandidate(
      buildItem(),
      buildCandidate({ record: buildRecord({ outcome, httpStatus }) }),
      judgeContext,
    );

  it('fails only for what the public cannot open either', () => {
    const failing = outcomes.filter((outcome) => outcome !== 'ok' && judge(outcome).verdict === 'fail');
    expect(failing).toEqual(['login', 'soft-404']);
    expect(judge('http-error', 404)).toMatchObject({ verdict: 'fail', causes: [{ code: 'unreachable' }] });
    expect(judge('timeout')).toMatchObject({
      verdict: 'review',
      causes: [{ code: 'unreachable', outcome: 'timeout' }],
    });
  });

  it('has no other reason than that', () => {
    expect(judge('timeout').causes).toHaveLength(1);
    expect(judge('login').causes).toHaveLength(1);
  });

  it('takes a page whose only documents are dead for dead, and one live document for enough', () => {
    const dead = buildAttached('lost', { record: buildRecord({ outcome: 'http-error', httpStatus: 404 }) });
    const slow = buildAttached('slow', { record: buildRecord({ outcome: 'timeout' }) });
    const live = buildAttached('live');
    const page = (attached: (typeof dead)[]) =>
      judgeCandidate(
        buildItem(),
        buildCandidate({ html: '<main><h1>รายงาน</h1><p>ดาวน์โหลดตามลิงก์</p></main>', attached }),
        judgeContext,
      );
    expect(page([dead])).toMatchObject({ verdict: 'fail', causes: [{ code: 'unreachable', url: dead.url }] });
    expect(page([slow])).toMatchObject({ verdict: 'review', causes: [{ code: 'unreachable' }] });
    // The names of files show something of what they would hold.
    const three = buildItem({
      elements: ['ดาวน์โหลด', 'หลักฐานแรก', 'หลักฐานที่สอง'].map((words, at) => ({
        id: `e${at}`,
        cues: [{ kind: 'phrases', any: [words], min: 1 }],
      })),
    });
    const list = buildCandidate({
      html: '<main><h1>รายงาน</h1><p>ดาวน์โหลดตามลิงก์</p></main>',
      attached: [dead],
    });
    expect(judgeCandidate(three, list, judgeContext).causes[0]?.code).toBe('unreachable');
    // What its name says of another item tells nothing of a file that nobody can open.
    expect(page([{ ...dead, isForeign: true }]).causes[0]?.code).toBe('unreachable');
    // Nor does the name of the page, where nothing stands under it but its day and the link.
    const named = (body: string) =>
      judgeCandidate(
        buildItem(),
        buildCandidate({ html: `<main><h1>รายงาน</h1>${body}</main>`, attached: [dead] }),
        judgeContext,
      );
    expect(named('<p>สาระสำคัญของรายงาน สำนักปลัด ลงวันที่ 28 ต.ค. 2567</p>').causes[0]?.code).toBe('unreachable');
    expect(named(`<p>สาระสำคัญ ${'ของงานที่ทำไปแล้วในปีนี้ '.repeat(12)}</p>`).verdict).toBe('pass');
    expect(page([dead, live])).toMatchObject({ verdict: 'review', causes: [{ code: 'low-confidence' }] });
  });

  it('takes an accepted service for open without trying it', () => {
    const item = buildItem({
      accepts: { kinds: ['html'], needsOneOf: [], needsConfidence: 'medium', externalHosts: ['line.me'] },
    });
    const service = buildCandidate({ url: 'https://line.me/ti/p/x', record: null, onSite: false });
    expect(judgeCandidate(item, service, judgeContext).causes[0]?.code).not.toBe('not-searched');
  });
});
