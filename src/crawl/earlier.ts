import { extractPage } from '../extract/page.ts';
import type { FetchRecord } from '../snapshot/schema.ts';
import type { Asked, ReadAnswer } from './fetch-page.ts';

/** What a run that was cut off had seen, by dispatch order. */
export interface EarlierRun {
  /** record n was asked for as number n + 1 */
  fetches: readonly FetchRecord[];
  bodyOf(sha256: string): string | null;
}

/**
 * Answers a crawl from an earlier run as far as that went. A crawl's choices follow from its answers alone, so
 * that it asks for the same addresses again; where it does not (a sitemap that robots.txt names could not be
 * learned this time), `hasDiverged` turns true and the network answers from there on.
 */
export class EarlierAnswers {
  readonly #run: EarlierRun | null;
  #hasDiverged = false;

  constructor(run: EarlierRun | null) {
    this.#run = run;
  }

  /** Null where the network has to answer; `divergesHere` tells the first of those that was asked otherwise before. */
  take(asked: Asked): { read: ReadAnswer | null; divergesHere: boolean } {
    const record = this.#hasDiverged ? undefined : this.#run?.fetches[asked.seq - 1];
    if (record === undefined || this.#run === null) return { read: null, divergesHere: false };
    const text = record.hasBlob && record.sha256 !== null ? this.#run.bodyOf(record.sha256) : null;
    const isSame =
      record.url === asked.url &&
      record.purpose === asked.purpose &&
      record.secondPass === asked.isSecondPass &&
      (text !== null || !record.hasBlob);
    if (!isSame) {
      this.#hasDiverged = true;
      return { read: null, divergesHere: true };
    }
    const facts = record.kind === 'html' && text !== null ? extractPage(text, record.finalUrl) : null;
    return { read: { record, facts, text, utf8: null }, divergesHere: false };
  }
}
