import { plainHost } from '../fetch/address-guard.ts';
import type { Clock, FetchAnswer, Fetcher, FetchRequest } from '../fetch/types.ts';
import { NightRefusedError } from './remote-pace.ts';

export interface NightFetcherHooks {
  clock: Clock;
  /** decompressed bytes of an answer */
  onBytes: (host: string, bytes: number) => void;
  /** an answer 429 or 503 that the fetcher's own repeats did not better */
  onOverload: (host: string, httpStatus: 429 | 503, hasRetryAfter: boolean) => void;
  /** right before an answer is handed on */
  onAnswer: () => void;
}

/** An agency's fetcher under the limits of the night: what they refuse is an outcome, as everything else is. */
export function limitFetcher(fetcher: Fetcher, hooks: NightFetcherHooks): Fetcher {
  const { clock, onBytes, onOverload, onAnswer } = hooks;
  return {
    async fetch(request) {
      let answer: FetchAnswer;
      try {
        answer = await fetcher.fetch(request);
      } catch (error) {
        if (!(error instanceof NightRefusedError)) throw error;
        answer = refused(request, error, clock.nowMs());
      }
      const host = plainHost(URL.parse(answer.finalUrl)?.hostname ?? '');
      if (answer.body !== null) onBytes(host, answer.body.byteLength);
      const { httpStatus } = answer;
      if (answer.outcome !== 'ok' && (httpStatus === 429 || httpStatus === 503)) {
        const hasRetryAfter = fetcher
          .notes()
          .some((note) => note.kind === 'retry-after' && note.host === host);
        onOverload(host, httpStatus, hasRetryAfter);
      }
      onAnswer();
      return answer;
    },
    async sitemaps(url) {
      try {
        return await fetcher.sitemaps(url);
      } catch (error) {
        if (error instanceof NightRefusedError) return [];
        throw error;
      }
    },
    notes: () => fetcher.notes(),
    close: () => fetcher.close(),
  };
}

function refused({ url }: FetchRequest, { refusal }: NightRefusedError, nowMs: number): FetchAnswer {
  return {
    outcome: refusal.kind === 'stopped' ? 'blocked' : 'budget',
    detail: refusal.detail,
    url,
    finalUrl: url,
    redirects: [],
    httpStatus: null,
    contentType: null,
    contentDisposition: null,
    lastModified: null,
    etag: null,
    body: null,
    attempts: 1,
    requests: 0,
    elapsedMs: 0,
    retrievedAtMs: nowMs,
    tlsProblem: null,
  };
}
