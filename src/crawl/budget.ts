import type { SkippedRecord } from '../snapshot/schema.ts';
import { urlShape } from './canonical-url.ts';
import type { FrontierEntry } from './frontier.ts';
import { isCalendarView } from './link-rules.ts';
import type { CrawlOptions } from './options.ts';
import { candidateRelevance } from './promising.ts';

/** Views of one calendar that are opened where nothing speaks for them: it goes on for ever in both directions. */
const maxCalendarViews = 2;

/** What a crawl has spent, and what it can still afford. Counted at dispatch, so never by timing. */
export class CrawlBudget {
  readonly #limits: Pick<CrawlOptions, 'maxPages' | 'maxDocuments' | 'maxBytes'>;
  readonly #calendars = new Map<string, number>();
  #pages = 0;
  #documents = 0;
  #requests = 0;
  #bytes = 0;

  constructor(limits: Pick<CrawlOptions, 'maxPages' | 'maxDocuments' | 'maxBytes'>) {
    this.#limits = limits;
  }

  get pages(): number {
    return this.#pages;
  }

  get documents(): number {
    return this.#documents;
  }

  get requests(): number {
    return this.#requests;
  }

  get isOutOfBytes(): boolean {
    return this.#bytes >= this.#limits.maxBytes;
  }

  spendStartPage(): void {
    this.#pages++;
  }

  spend(entry: FrontierEntry): void {
    if (entry.target === 'document') this.#documents++;
    else this.#pages++;
    if (!isCalendarView(entry.url)) return;
    const shape = urlShape(entry.key);
    this.#calendars.set(shape, (this.#calendars.get(shape) ?? 0) + 1);
  }

  spendAnswer(requests: number, bytes: number): void {
    this.#requests += requests;
    this.#bytes += bytes;
  }

  isAffordable(entry: FrontierEntry): boolean {
    if (entry.target === 'document') return this.#documents < this.#limits.maxDocuments;
    if (this.#pages >= this.#limits.maxPages) return false;
    if (!isCalendarView(entry.url) || entry.rating.relevance >= candidateRelevance) return true;
    return (this.#calendars.get(urlShape(entry.key)) ?? 0) < maxCalendarViews;
  }

  /** Why an entry was left that no hard stop kept from being opened. */
  whyLeft(entry: FrontierEntry): SkippedRecord['reason'] {
    if (entry.target === 'document') return 'budget-documents';
    return this.#pages >= this.#limits.maxPages ? 'budget-pages' : 'not-a-candidate';
  }
}
