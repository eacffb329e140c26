import { canonicalKey } from './canonical-url.ts';
import type { Asked } from './fetch-page.ts';
import type { Frontier, FrontierEntry } from './frontier.ts';
import type { CrawlGuide, DocumentIntake } from './ports.ts';

/**
 * Judges answers of a crawl as its result will be judged.
 *
 * @param isJudged tells by its number which of the answers are judged
 * @returns for each item that was asked for how surely it passes, 0–1; null while one of them is not surely there
 */
export type JudgeSoFar = (isJudged: (seq: number) => boolean) => Promise<ReadonlyMap<string, number> | null>;

export interface EarlyStopDependencies {
  guide: Pick<CrawlGuide, 'progress' | 'weigh'>;
  frontier: Pick<Frontier, 'some'>;
  documents: DocumentIntake | null;
  judge: JudgeSoFar;
}

/** An address of this weight is an index or a sure candidate of an item that still wants one. */
const leadWeight = 0.5;

/** Own words of this promise make an answer one of the few that are judged first. */
const tellingWords = 0.5;

/** A look that found something wanting is worth another when the crawl has seen so much more. */
const growth = 2;

/**
 * Tells when a crawl may end: every item is answered by the standards of the judge, and nothing that waits is rated
 * higher than what answers. Judging a page costs about as much as reading it did; so the judge is asked only when the
 * guide thinks that all is there, at doubling distances, and first about the few answers whose words speak of an
 * item: where those do not do, nothing else is judged. All of it hangs on the answers alone, never on timing.
 */
export class EarlyStop {
  readonly #deps: EarlyStopDependencies;
  readonly #seqOf = new Map<string, number>();
  readonly #telling = new Set<number>();
  #nextAt = 1;

  constructor(deps: EarlyStopDependencies) {
    this.#deps = deps;
  }

  /** Takes note of an answer; `entry` is null for what no link led to. */
  note(asked: Asked, entry: FrontierEntry | null): void {
    this.#seqOf.set(asked.key, asked.seq);
    if (entry !== null && (entry.rating.aim?.own ?? 0) < tellingWords) return;
    this.#telling.add(asked.seq);
    const from = asked.foundOn === null ? null : canonicalKey(asked.foundOn);
    const seq = from === null ? undefined : this.#seqOf.get(from);
    if (seq !== undefined) this.#telling.add(seq);
  }

  /** @param answers applied so far, in the order of asking */
  async isEnough(answers: number): Promise<boolean> {
    const { guide, frontier, documents } = this.#deps;
    const { answered, asked } = guide.progress();
    if (answers < this.#nextAt || answered < asked) return false;
    // While an index or an entry of the menu waits, no verdict can settle it.
    if (frontier.some((entry) => isLead(entry, guide))) return false;
    await documents?.finish();
    this.#nextAt = answers * growth;
    return (
      (await this.#settles((seq) => this.#telling.has(seq))) && (await this.#settles((seq) => seq <= answers))
    );
  }

  async #settles(isJudged: (seq: number) => boolean): Promise<boolean> {
    const accepted = await this.#deps.judge(isJudged);
    return accepted !== null && !this.#deps.frontier.some((entry) => mayBeBetter(entry, accepted));
  }
}

function isLead({ rating, depth }: FrontierEntry, guide: Pick<CrawlGuide, 'weigh'>): boolean {
  return depth <= 1 || guide.weigh(rating) >= leadWeight;
}

function mayBeBetter({ rating }: FrontierEntry, accepted: ReadonlyMap<string, number>): boolean {
  return rating.items.some((code) => rating.relevance > (accepted.get(code) ?? 1));
}
