import { describe, expect, it } from 'vitest';
import { explainFailure, FetchFailure } from '../../src/fetch/outcomes.ts';
import { backOffMs, decideRepeat, defaultRetryPolicy, parseRetryAfter } from '../../src/fetch/retry.ts';

const policy = defaultRetryPolicy;
const state = { attempts: 1, freeRetries: 0, retryAfterMs: 0 };
const status = (httpStatus: number, retryAfterMs: number | null = null) =>
  ({ kind: 'status', httpStatus, retryAfterMs }) as const;
const coded = (code: string): Error => Object.assign(new Error(code), { code });

describe('decideRepeat', () => {
  it.each([408, 429, 500, 502, 503, 504, 599])('asks again after %i', (httpStatus) => {
    expect(decideRepeat(policy, state, status(httpStatus), () => 0)).toMatchObject({
      waitMs: 1_000,
      isFree: false,
    });
  });

  it.each([200, 301, 400, 401, 403, 404, 410, 451])('lets %i stand', (httpStatus) => {
    expect(decideRepeat(policy, state, status(httpStatus, 1_000), () => 0)).toBeNull();
  });

  it.each([
    ['ETIMEDOUT', true],
    ['ECONNRESET', true],
    ['UND_ERR_SOCKET', true],
    ['UND_ERR_HEADERS_TIMEOUT', true],
    ['EAI_AGAIN', true],
    ['ECONNREFUSED', false],
    ['ENOTFOUND', false],
    ['CERT_HAS_EXPIRED', false],
    ['HPE_INVALID_CONSTANT', false],
  ])('knows whether %s may pass', (code, expected) => {
    const end = { kind: 'failure', failure: explainFailure(coded(code)) } as const;
    expect(decideRepeat(policy, state, end, () => 0) !== null).toBe(expected);
  });

  it('stops after three attempts', () => {
    expect(decideRepeat(policy, { ...state, attempts: 2 }, status(500), () => 0)).not.toBeNull();
    expect(decideRepeat(policy, { ...state, attempts: 3 }, status(500), () => 0)).toBeNull();
  });

  it('heeds Retry-After without counting it, three times and 120 s in all', () => {
    const free = { waitMs: 5_000, isFree: true, isServerAsked: true };
    expect(decideRepeat(policy, { ...state, attempts: 3 }, status(429, 5_000), () => 0)).toEqual(free);
    expect(decideRepeat(policy, state, status(503, 120_000), () => 0)).toMatchObject({ waitMs: 120_000 });
    expect(decideRepeat(policy, state, status(503, 121_000), () => 0)).toBeNull();
    expect(decideRepeat(policy, { ...state, retryAfterMs: 119_000 }, status(503, 2_000), () => 0)).toBeNull();
    const spent = { ...state, freeRetries: 3 };
    expect(decideRepeat(policy, spent, status(429, 5_000), () => 0)).toMatchObject({
      waitMs: 5_000,
      isFree: false,
    });
  });
});

describe('backOffMs', () => {
  it('doubles, is at least half and at most the whole, and ends at 60 s', () => {
    expect([1, 2, 3].map((n) => backOffMs(policy, n, () => 0.999_999))).toEqual([2_000, 4_000, 8_000]);
    expect([1, 2, 3].map((n) => backOffMs(policy, n, () => 0))).toEqual([1_000, 2_000, 4_000]);
    expect(backOffMs(policy, 30, () => 0.999_999)).toBe(60_000);
  });
});

describe('parseRetryAfter', () => {
  const nowMs = Date.parse('2025-04-01T00:00:00Z');
  it.each([
    ['120', 120_000],
    [' 0 ', 0],
    ['Tue, 01 Apr 2025 00:00:30 GMT', 30_000],
    ['Mon, 31 Mar 2025 00:00:30 GMT', 0],
    ['soon', null],
    ['-5', null],
    ['1.5', null],
    [null, null],
  ])('reads %s as %s', (header, expected) => {
    expect(parseRetryAfter(header, nowMs)).toBe(expected);
  });
});

describe('explainFailure', () => {
  it('tells a refused port under a dead IPv6 route', () => {
    const error = new AggregateError([coded('ENETUNREACH'), coded('ECONNREFUSED')]);
    expect(explainFailure(error)).toMatchObject({ outcome: 'refused', code: 'ECONNREFUSED' });
    expect(explainFailure(new AggregateError([coded('ENETUNREACH'), coded('ETIMEDOUT')])).outcome).toBe(
      'timeout',
    );
  });

  it('looks into causes and does not stumble over what it does not know', () => {
    expect(explainFailure(new Error('x', { cause: coded('CERT_HAS_EXPIRED') }))).toMatchObject({
      outcome: 'tls',
    });
    expect(explainFailure(new FetchFailure('TOO_LARGE', 'big')).outcome).toBe('too-large');
    expect(explainFailure('text')).toMatchObject({ outcome: 'reset', code: 'UNKNOWN', isRetryable: false });
  });
});
