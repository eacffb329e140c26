import type { Failure } from './outcomes.ts';

/** How often and how long a request is repeated. The defaults are the project's promises. */
export interface RetryPolicy {
  maxAttempts: number;
  baseMs: number;
  capMs: number;
  /** a server that asks for more than this, over all repeats of one fetch, is left alone instead */
  maxRetryAfterMs: number;
  /** answers with Retry-After do not use up an attempt, this many times; after that they do */
  maxFreeRetries: number;
}

export const defaultRetryPolicy: RetryPolicy = {
  maxAttempts: 3,
  baseMs: 2_000,
  capMs: 60_000,
  maxRetryAfterMs: 120_000,
  maxFreeRetries: 3,
};

/** A second opinion is one attempt; a wait that the server asks for is kept once. */
export function secondOpinionPolicy(policy: RetryPolicy): RetryPolicy {
  return { ...policy, maxAttempts: 1, maxFreeRetries: 1 };
}

/** What one fetch has spent so far. */
export interface RetryState {
  /** attempts made that count, from 1 */
  attempts: number;
  freeRetries: number;
  retryAfterMs: number;
}

/** What the last attempt came to, as far as a repeat is concerned. */
export type AttemptEnd =
  | { kind: 'failure'; failure: Failure }
  | { kind: 'status'; httpStatus: number; retryAfterMs: number | null };

/** `free`: does not use up an attempt. `serverAsked`: the wait is the server's and holds for its whole host. */
export interface Repeat {
  waitMs: number;
  isFree: boolean;
  isServerAsked: boolean;
}

/** Only what may pass by itself is asked again: 408, 429 and 5xx. */
export function isRetryableStatus(httpStatus: number): boolean {
  return httpStatus === 408 || httpStatus === 429 || (httpStatus >= 500 && httpStatus <= 599);
}

/**
 * Retry-After in ms from now, from seconds or an HTTP date (RFC 9110 §10.2.3); null when there is none or it
 * cannot be read.
 */
export function parseRetryAfter(header: string | null, nowMs: number): number | null {
  if (header === null) return null;
  const text = header.trim();
  if (/^\d{1,9}$/.test(text)) return Number(text) * 1_000;
  const atMs = /[a-z]/i.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(atMs) ? null : Math.max(0, atMs - nowMs);
}

/** Doubling from `baseMs`, of which the upper half is random, so that parallel repeats do not meet again. */
export function backOffMs(policy: RetryPolicy, attempts: number, random: () => number): number {
  const fullMs = Math.min(policy.capMs, policy.baseMs * 2 ** (attempts - 1));
  return Math.round(fullMs * (0.5 + random() / 2));
}

/** Whether to ask again and after how long; null when the last answer stands. */
export function decideRepeat(
  policy: RetryPolicy,
  state: RetryState,
  end: AttemptEnd,
  random: () => number,
): Repeat | null {
  const isRetryable = end.kind === 'failure' ? end.failure.isRetryable : isRetryableStatus(end.httpStatus);
  if (!isRetryable) return null;
  const askedMs = end.kind === 'status' ? end.retryAfterMs : null;
  if (askedMs !== null && state.retryAfterMs + askedMs > policy.maxRetryAfterMs) return null;
  if (askedMs !== null && state.freeRetries < policy.maxFreeRetries) {
    return { waitMs: askedMs, isFree: true, isServerAsked: true };
  }
  if (state.attempts >= policy.maxAttempts) return null;
  const ownMs = backOffMs(policy, state.attempts, random);
  return { waitMs: Math.max(ownMs, askedMs ?? 0), isFree: false, isServerAsked: askedMs !== null };
}
