import { isRetryableStatus } from '../fetch/retry.ts';
import type { FetchRecord } from '../snapshot/schema.ts';
import type { Asked } from './fetch-page.ts';
import type { FrontierEntry } from './frontier.ts';
import type { Visitor } from './visitor.ts';

/** Words of a resolver that did not answer, which says nothing of the name. */
const namelessForNow = new Set(['EAI_AGAIN', 'LOOKUP_TIMEOUT']);

/** Share of the crawl's time that second opinions may take. */
const maxTimeShare = 0.2;

/** A host that failed so many second opinions in a row is down, and is left alone. */
const maxFailuresInRow = 3;

/** Whether an answer may be another one later, or asked for with more patience or another protocol. */
export function mayPassLater({ outcome, detail, httpStatus }: FetchRecord): boolean {
  switch (outcome) {
    case 'timeout':
    case 'reset':
    case 'refused':
    case 'tls':
      return true;
    case 'dns':
      return detail !== null && namelessForNow.has(detail);
    case 'http-error':
      return httpStatus !== null && isRetryableStatus(httpStatus);
    case 'blocked':
      // too many requests, or a wait longer than ours; a wall that wants a person is not asked again
      return httpStatus === 429 || httpStatus === null;
    case 'ok':
    case 'redirect-loop':
    case 'robots':
    case 'login':
    case 'soft-404':
    case 'too-large':
    case 'not-html':
    case 'parked':
    case 'address-refused':
    case 'budget':
      return false;
  }
}

interface FailedFetch {
  asked: Asked;
  entry: FrontierEntry | null;
}

export interface SecondPassDependencies {
  visitor: Visitor;
  nowMs: () => number;
  maxMinutes: number;
  /** the end of the crawl, whatever brought it */
  signal: AbortSignal;
}

/** Asks once more for what failed, one address at a time, in the order of the first asking. */
export class SecondPass {
  readonly #deps: SecondPassDependencies;
  readonly #waiting: FailedFetch[] = [];
  readonly #failuresInRow = new Map<string, number>();
  #spentMs = 0;

  constructor(deps: SecondPassDependencies) {
    this.#deps = deps;
  }

  /** Takes note of an answer; a second answer to the same question is the last. */
  note(asked: Asked, record: FetchRecord, entry: FrontierEntry | null): void {
    const isWanted = asked.purpose === 'page' || asked.purpose === 'document' || asked.purpose === 'declared';
    if (isWanted && asked.isSecondPass !== true && mayPassLater(record)) this.#waiting.push({ asked, entry });
  }

  /** Asks for all that failed since the last time. Returns whether something was won. */
  async run(): Promise<boolean> {
    const { visitor, nowMs, maxMinutes, signal } = this.#deps;
    const mayTakeMs = maxMinutes * 60_000 * maxTimeShare;
    let hasWon = false;
    for (const { asked: first, entry } of this.#waiting.splice(0)) {
      if (signal.aborted || this.#spentMs >= mayTakeMs) break;
      const host = URL.parse(first.url)?.host ?? first.url;
      if ((this.#failuresInRow.get(host) ?? 0) >= maxFailuresInRow) continue;
      const startedMs = nowMs();
      const asked = visitor.askAgain(first);
      const accept = first.purpose === 'page' ? 'page' : 'document';
      const looked = await visitor.look(asked, accept, entry === null || !entry.onSite);
      this.#spentMs += nowMs() - startedMs;
      // the first answer stands where the end of the crawl came before the second
      if (looked.read.record.outcome === 'budget') break;
      const { record } = await visitor.apply(asked, looked, entry);
      if (mayPassLater(record)) this.#noteFailure(host, record);
      else this.#failuresInRow.delete(host);
      hasWon ||= record.outcome === 'ok';
    }
    return hasWon;
  }

  #noteFailure(host: string, { httpStatus }: FetchRecord): void {
    // a server that says twice that it is asked too much has said enough
    const isTired = httpStatus === 429 || httpStatus === 503;
    const failures = isTired ? maxFailuresInRow : (this.#failuresInRow.get(host) ?? 0) + 1;
    this.#failuresInRow.set(host, failures);
  }
}
