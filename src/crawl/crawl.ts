import { readSitemap } from '../extract/sitemap.ts';
import { untilAborted } from '../fetch/abort.ts';
import type { Clock, FetchAnswer, Fetcher } from '../fetch/types.ts';
import type { StopCause } from '../result/vocabulary.ts';
import type { FetchPurpose, SkippedRecord } from '../snapshot/schema.ts';
import { CrawlBudget } from './budget.ts';
import { canonicalKey } from './canonical-url.ts';
import { EarlierAnswers, type EarlierRun } from './earlier.ts';
import type { Asked, ReadAnswer } from './fetch-page.ts';
import { Frontier, type FrontierEntry } from './frontier.ts';
import { LinkIntake } from './intake.ts';
import { openAddress, type Send } from './open-share.ts';
import { shouldTryNext, startCandidates } from './open-start.ts';
import type { CrawlOptions } from './options.ts';
import type { CrawlGuide, CrawlProgress, DocumentIntake, PageRenderer, SnapshotSink } from './ports.ts';
import { seePage } from './render.ts';
import { createSiteScope, type SiteScope } from './site-scope.ts';
import { UnopenedLinks } from './unopened.ts';

export interface CrawlDependencies {
  fetcher: Fetcher;
  guide: CrawlGuide;
  clock: Clock;
  sink: SnapshotSink;
  /** takes in what is to be read inside until the signal ends it; null where only pages are wanted */
  openDocuments: ((signal: AbortSignal) => DocumentIntake) | null;
  /** opens the pages that the server's answers do not show; null or absent: they count as not seen */
  renderer?: PageRenderer | null;
  /** what a run that was cut off had seen and is not asked for again; null for a new run */
  earlier: EarlierRun | null;
  /** a person or the system wants the crawl to end; what was learned is kept */
  signal: AbortSignal;
  onProgress: (progress: CrawlProgress) => void;
}

export interface CrawlEnd {
  stoppedBy: StopCause;
  hosts: string[];
}

const maxSitemapFiles = 5;
const maxSitemapPages = 2_000;

/** An answer of the network, or of an earlier run that goes on. */
interface Looked {
  read: ReadAnswer;
  network: FetchAnswer | null;
}

interface InFlight {
  asked: Asked;
  entry: FrontierEntry;
  answer: Promise<Looked>;
}

/**
 * Visits a site best-first and hands everything that it sees to the sink. Fetch k is chosen from
 * exactly the answers 1 … k − concurrency, applied in dispatch order, so that an unchanged site gives
 * the same journal whatever the timing.
 *
 * Never throws for what a site does; errors of the sink (a full disk) pass through.
 */
export async function crawl(options: CrawlOptions, deps: CrawlDependencies): Promise<CrawlEnd> {
  const run = new CrawlRun(options, deps);
  return await run.run();
}

class CrawlRun {
  readonly #options: CrawlOptions;
  readonly #deps: CrawlDependencies;
  readonly #frontier: Frontier;
  readonly #seen = new Set<string>();
  readonly #unopened = new UnopenedLinks();
  readonly #earlier: EarlierAnswers;
  readonly #cutOff: FrontierEntry[] = [];
  readonly #budget: CrawlBudget;
  readonly #intake: LinkIntake;
  readonly #startedMs: number;
  readonly #deadline = new AbortController();
  readonly #signal: AbortSignal;
  readonly #documents: DocumentIntake | null;
  readonly #scope: SiteScope;
  #seq = 0;
  #stop: StopCause | null = null;

  constructor(options: CrawlOptions, deps: CrawlDependencies) {
    this.#options = options;
    this.#deps = deps;
    this.#frontier = new Frontier((rating) => deps.guide.weigh(rating));
    this.#earlier = new EarlierAnswers(deps.earlier);
    this.#startedMs = deps.clock.nowMs();
    this.#signal = AbortSignal.any([deps.signal, this.#deadline.signal]);
    this.#documents = deps.openDocuments?.(this.#signal) ?? null;
    this.#scope = createSiteScope(
      startCandidates(options.startUrl)[0] ?? options.startUrl,
      options.alsoHosts,
    );
    this.#budget = new CrawlBudget(options);
    this.#intake = new LinkIntake({
      options,
      guide: deps.guide,
      scope: this.#scope,
      seen: this.#seen,
      frontier: this.#frontier,
      unopened: this.#unopened,
    });
  }

  async run(): Promise<CrawlEnd> {
    const timer = new AbortController();
    const deadline = this.#deps.clock
      .sleep(this.#options.maxMinutes * 60_000, timer.signal)
      .then(() => this.#deadline.abort(new Error('max-time')))
      .catch(() => undefined);
    try {
      const home = await this.#openStart();
      if (home !== null) {
        await this.#probe(home.record.finalUrl);
        if (!this.#options.declaredOnly) await this.#readSitemaps(home.record.finalUrl);
        await this.#openDeclared();
        await this.#loop();
        await this.#documents?.finish();
      }
    } finally {
      timer.abort();
      await deadline;
    }
    return await this.#end();
  }

  /** Opens the start address, the splash page's entry and a one-second meta refresh; null when there is no site. */
  async #openStart(): Promise<ReadAnswer | null> {
    let read: ReadAnswer | null = null;
    for (const url of startCandidates(this.#options.startUrl)) {
      const asked = this.#ask('start', url, 0, null, null);
      const answer = await this.#fetch(asked, 'page', true);
      read = await this.#apply(asked, answer, null);
      if (!shouldTryNext(read.record) || this.#signal.aborted) break;
    }
    if (read === null || read.facts === null || read.record.outcome !== 'ok') {
      this.#stop = this.#signal.aborted ? this.#abortCause() : 'site-unreachable';
      return null;
    }
    return read;
  }

  /** Asks for a page that cannot exist, so that a site's way of saying "not found" with status 200 is known. */
  async #probe(homeUrl: string): Promise<void> {
    if (this.#signal.aborted) return;
    const asked = this.#ask(
      'probe',
      new URL('/oit-checker-no-such-page-7f3a9c', homeUrl).href,
      0,
      null,
      null,
    );
    await this.#apply(asked, await this.#fetch(asked, 'page', false), null);
  }

  async #openDeclared(): Promise<void> {
    for (const url of this.#options.declaredUrls) {
      const key = canonicalKey(url);
      if (key === null || this.#signal.aborted) continue;
      this.#seen.add(key);
      const asked = this.#ask('declared', url, 1, null, null);
      await this.#apply(asked, await this.#fetch(asked, 'document', true), null);
    }
  }

  async #readSitemaps(homeUrl: string): Promise<void> {
    if (this.#signal.aborted) return;
    const listed = this.#deps.fetcher.sitemaps(homeUrl);
    const queue = await untilAborted(listed, this.#signal).catch((): string[] => []);
    if (queue.length === 0) queue.push(new URL('/sitemap.xml', homeUrl).href);
    let pages = 0;
    for (let index = 0; index < queue.length && index < maxSitemapFiles; index++) {
      const url = queue[index];
      if (url === undefined || this.#signal.aborted || !this.#scope.contains(url)) continue;
      const asked = this.#ask('sitemap', url, 0, null, null);
      const read = await this.#apply(asked, await this.#fetch(asked, 'page', false), null);
      if (read.record.outcome !== 'ok' || read.text === null || read.facts !== null) continue;
      const found = readSitemap(read.text);
      queue.push(...found.sitemaps);
      for (const page of found.pages) {
        if (pages++ >= maxSitemapPages) break;
        this.#intake.addSitemapPage(page, url);
      }
    }
  }

  /** Chooses, sends and applies until nothing is left or a budget ends. */
  async #loop(): Promise<void> {
    const inFlight: InFlight[] = [];
    for (;;) {
      if (inFlight.length >= this.#options.concurrency) await this.#applyOldest(inFlight);
      this.#checkBudgets();
      const entry =
        this.#stop === null ? this.#frontier.take((candidate) => this.#budget.isAffordable(candidate)) : null;
      if (entry !== null) {
        inFlight.push(this.#dispatch(entry));
      } else if (inFlight.length > 0) {
        await this.#applyOldest(inFlight);
      } else {
        return;
      }
    }
  }

  #dispatch(entry: FrontierEntry): InFlight {
    this.#budget.spend(entry);
    const asked = this.#ask(entry.target, entry.url, entry.depth, entry.foundOn, entry.linkText);
    this.#report(entry.url);
    return { asked, entry, answer: this.#fetch(asked, entry.target, !entry.onSite) };
  }

  async #applyOldest(inFlight: InFlight[]): Promise<void> {
    const oldest = inFlight.shift();
    if (oldest !== undefined) await this.#apply(oldest.asked, await oldest.answer, oldest.entry);
  }

  async #fetch(asked: Asked, accept: 'page' | 'document', ignoreRobots: boolean): Promise<Looked> {
    const { read, divergesHere } = this.#earlier.take(asked);
    if (read !== null) return { read, network: null };
    if (divergesHere) await this.#deps.sink.rewind(asked.seq - 1);
    const { fetcher } = this.#deps;
    const signal = this.#signal;
    const send: Send = (url, as) => fetcher.fetch({ url, accept: as, ignoreRobots, signal });
    const network = await (asked.purpose === 'start'
      ? send(asked.url, accept)
      : openAddress(asked.url, accept, send));
    return await seePage(asked, network, {
      mode: this.#options.render ?? 'auto',
      renderer: this.#deps.renderer ?? null,
      isOnSite: (address) => this.#scope.contains(address),
      signal,
      isInterrupted: () => this.#deps.signal.aborted,
    });
  }

  #ask(
    purpose: FetchPurpose,
    url: string,
    depth: number,
    foundOn: string | null,
    linkText: string | null,
  ): Asked {
    this.#seq++;
    const key = canonicalKey(url) ?? url;
    this.#seen.add(key);
    return { seq: this.#seq, purpose, url, key, depth, foundOn, linkText };
  }

  /** Writes one answer down and takes the links of a page. */
  async #apply(asked: Asked, { read, network }: Looked, entry: FrontierEntry | null): Promise<ReadAnswer> {
    const { record, facts } = read;
    const rendering = record.rendering ?? { requests: 0, bytes: 0 };
    this.#budget.spendAnswer(
      network?.requests ?? record.attempts + rendering.requests,
      record.bytes + rendering.bytes,
    );
    if (asked.purpose === 'start') {
      this.#budget.spendStartPage();
      if (record.outcome === 'ok') this.#scope.addHostOf(record.finalUrl);
    }
    await this.#save(read, network);
    const finalKey = canonicalKey(record.finalUrl) ?? record.finalUrl;
    this.#seen.add(finalKey);
    if (record.outcome !== 'budget') {
      this.#unopened.forget(asked.key);
      this.#unopened.forget(finalKey);
    } else if (entry !== null) {
      this.#cutOff.push(entry);
    }
    if (facts !== null && record.outcome === 'ok') {
      const page = { url: record.finalUrl, facts, depth: asked.depth };
      this.#deps.guide.observe(page, record);
      if (this.#mayFollow(asked, record.finalUrl, entry)) this.#intake.addLinks(page, asked.purpose);
    }
    return read;
  }

  /** The line goes last: what it speaks of is on the disk then, wherever the run is cut off. */
  async #save({ record, facts, text }: ReadAnswer, network: FetchAnswer | null): Promise<void> {
    if (facts === null && record.outcome === 'ok') {
      await this.#documents?.add(record, network?.body ?? null);
    }
    if (network === null) return;
    if (record.hasBlob && record.sha256 !== null && text !== null) {
      await this.#deps.sink.putBody(record.sha256, text);
    }
    await this.#deps.sink.append(record);
  }

  #mayFollow(asked: Asked, finalUrl: string, entry: FrontierEntry | null): boolean {
    if (asked.purpose === 'sitemap' || asked.purpose === 'probe') return false;
    if (this.#options.declaredOnly && entry !== null) return false;
    return (entry?.onSite ?? true) && this.#scope.contains(finalUrl);
  }

  #checkBudgets(): void {
    if (this.#stop !== null) return;
    if (this.#signal.aborted) this.#stop = this.#abortCause();
    else if (this.#budget.isOutOfBytes) this.#stop = 'max-bytes';
  }

  #abortCause(): StopCause {
    return this.#deps.signal.aborted ? 'interrupted' : 'max-time';
  }

  async #end(): Promise<CrawlEnd> {
    if (this.#signal.aborted && this.#stop !== 'site-unreachable') this.#stop = this.#abortCause();
    const rest = [...this.#frontier.rest(), ...this.#cutOff];
    for (const entry of rest) this.#unopened.note(entry, this.#whyUnopened(entry));
    const stoppedBy = this.#stop ?? this.#exhausted(rest);
    for (const record of this.#unopened.list()) await this.#deps.sink.append(record);
    await this.#deps.sink.append({
      type: 'end',
      stoppedBy,
      finishedAt: new Date(this.#deps.clock.nowMs()).toISOString(),
      requests: this.#budget.requests,
    });
    return { stoppedBy, hosts: this.#scope.hosts() };
  }

  /** Without a hard stop the crawl ended for want of addresses, or of page or document budget. */
  #exhausted(rest: readonly FrontierEntry[]): StopCause {
    if (rest.some((entry) => this.#whyUnopened(entry) === 'budget-pages')) return 'max-pages';
    if (rest.some((entry) => this.#whyUnopened(entry) === 'budget-documents')) return 'max-documents';
    return 'complete';
  }

  #whyUnopened(entry: FrontierEntry): SkippedRecord['reason'] {
    const byStop: Partial<Record<StopCause, SkippedRecord['reason']>> = {
      interrupted: 'interrupted',
      'max-time': 'budget-time',
      'max-bytes': 'budget-bytes',
    };
    const reason = this.#stop === null ? undefined : byStop[this.#stop];
    return reason ?? this.#budget.whyLeft(entry);
  }

  #report(url: string): void {
    const { answered, asked } = this.#deps.guide.progress();
    const elapsedMs = this.#deps.clock.nowMs() - this.#startedMs;
    this.#deps.onProgress({
      pages: this.#budget.pages,
      documents: this.#budget.documents,
      queued: this.#frontier.size,
      answered,
      asked,
      elapsedMs,
      budgetUsed: Math.max(
        this.#budget.pages / this.#options.maxPages,
        elapsedMs / (this.#options.maxMinutes * 60_000),
      ),
      url,
    });
  }
}
