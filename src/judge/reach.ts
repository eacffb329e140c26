import type { Outcome, ReasonCode } from '../result/vocabulary.ts';
import type { FetchRecord, SkippedRecord } from '../snapshot/schema.ts';

/** Whether a person who opens an address would see it. */
export type Reach =
  | { state: 'open' }
  /** the public cannot open it: a defect of the site */
  | { state: 'dead'; reason: ReasonCode; outcome: Outcome }
  /** this tool could not look */
  | { state: 'unknown'; reason: ReasonCode; outcome: Outcome | null };

/** Status codes with which a server says that the page is not there, and not that it is in trouble. */
const goneStatuses = new Set([404, 410]);

/** What the fetch of an address, or its absence, tells of its reach. */
export function judgeReach(record: FetchRecord | null, skipped: SkippedRecord | null): Reach {
  if (record !== null) return fromOutcome(record.outcome, record.httpStatus);
  if (skipped?.reason === 'robots') return { state: 'unknown', reason: 'blocked', outcome: 'robots' };
  return { state: 'unknown', reason: 'not-searched', outcome: 'budget' };
}

function fromOutcome(outcome: Outcome, httpStatus: number | null): Reach {
  switch (outcome) {
    case 'ok':
      return { state: 'open' };
    case 'http-error':
      return goneStatuses.has(httpStatus ?? 0)
        ? { state: 'dead', reason: 'unreachable', outcome }
        : { state: 'unknown', reason: httpStatus === 403 ? 'blocked' : 'unreachable', outcome };
    case 'login':
      return { state: 'dead', reason: 'login-required', outcome };
    case 'soft-404':
      return { state: 'dead', reason: 'soft-404', outcome };
    case 'robots':
    case 'blocked':
      return { state: 'unknown', reason: 'blocked', outcome };
    case 'too-large':
      return { state: 'unknown', reason: 'unreadable', outcome };
    case 'budget':
      return { state: 'unknown', reason: 'not-searched', outcome };
    case 'dns':
    case 'refused':
    case 'timeout':
    case 'reset':
    case 'tls':
    case 'redirect-loop':
    case 'not-html':
    case 'parked':
    case 'address-refused':
      return { state: 'unknown', reason: 'unreachable', outcome };
  }
}
