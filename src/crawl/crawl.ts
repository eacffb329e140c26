import type { Clock, Fetcher } from '../fetch/types.ts';
import type { StopCause } from '../result/vocabulary.ts';
import type { SkippedRecord } from '../snapshot/schema.ts';
import { CrawlBudget } from './budget.ts';
import { EarlierAnswers, type EarlierRun } from './earlier.ts';
import type { Asked } from './fetch-page.ts';
import { EarlyStop, type JudgeSoFar } from './early-stop.ts';
import { Frontier, type FrontierEntry } from './frontier.ts';
import { IdleParameters } from './idle-parameters.ts';
import { LinkIntake } from './intake.ts';
import { openSite } from './open-site.ts';
import { startCandidates } from './open-start.ts';
import type { CrawlOptions } from './options.ts';
import type { CrawlGuide, CrawlProgress, DocumentIntake, PageRenderer, SnapshotSink } from './ports.ts';
import { SecondPass } from './second-pass.ts';
import { createSiteScope, type SiteScope } from './site-scope.ts';
import { UnnamedDocuments } from './unnamed-documents.ts';
import { UnopenedLinks } from './unopened.ts';
import { type Answered, Visitor } from './visitor.ts';

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
  /** judges what was seen so far, so that the crawl may end once everything is answered; absent: it goes on */
  judgeSoFar?: JudgeSoFar | null;
  onProgress: (progress: CrawlProgress) => void;
}

export interface CrawlEnd {
  stoppedBy: StopCause;
  hosts: string[];
}

interface InFlight {
  asked: Asked;
  entry: FrontierEntry;
  answer: Promise<Answered>;
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
  readonly #unnamed: UnnamedDocuments;
  readonly #idle = new IdleParameters();
  readonly #budget: CrawlBudget;
  readonly #intake: LinkIntake;
  readonly #visitor: Visitor;
  readonly #secondPass: SecondPass;
  readonly #startedMs: number;
  readonly #deadline = new AbortController();
  readonly #signal: AbortSignal;
  readonly #documents: DocumentIntake | null;
  readonly #scope: SiteScope;
  readonly #earlyStop: EarlyStop | null;
  #stop: StopCause | null = null;

  constructor(options: CrawlOptions, deps: CrawlDependencies) {
    const { guide, fetcher, sink } = deps;
    this.#options = options;
    this.#deps = deps;
    this.#frontier = new Frontier((rating) => guide.weigh(rating));
    this.#unnamed = new UnnamedDocuments(guide);
    this.#startedMs = deps.clock.nowMs();
    this.#signal = AbortSignal.any([deps.signal, this.#deadline.signal]);
    this.#documents = deps.openDocuments?.(this.#signal) ?? null;
    this.#scope = createSiteScope(
      startCandidates(options.startUrl)[0] ?? options.startUrl,
      options.alsoHosts,
    );
    this.#budget = new CrawlBudget(options);
    const shared = { options, guide, scope: this.#scope, seen: this.#seen, unopened: this.#unopened };
    this.#intake = new LinkIntake({ ...shared, frontier: this.#frontier, unnamed: this.#unnamed });
    this.#visitor = new Visitor({
      ...shared,
      fetcher,
      sink,
      renderer: deps.renderer ?? null,
      documents: this.#documents,
      earlier: new EarlierAnswers(deps.earlier),
      budget: this.#budget,
      idle: this.#idle,
      intake: this.#intake,
      signal: this.#signal,
      isInterrupted: () => deps.signal.aborted,
      onAnswer: (asked, record, entry) => {
        this.#secondPass.note(asked, record, entry);
        this.#earlyStop?.note(asked, entry);
      },
    });
    const { judgeSoFar } = deps;
    this.#earlyStop =
      judgeSoFar === undefined || judgeSoFar === null
        ? null
        : new EarlyStop({ guide, frontier: this.#frontier, documents: this.#documents, judge: judgeSoFar });
    this.#secondPass = new SecondPass({
      visitor: this.#visitor,
      nowMs: () => deps.clock.nowMs(),
      maxMinutes: options.maxMinutes,
      signal: this.#signal,
    });
  }

  async run(): Promise<CrawlEnd> {
    const timer = new AbortController();
    const deadline = this.#deps.clock
      .sleep(this.#options.maxMinutes * 60_000, timer.signal)
      .then(() => this.#deadline.abort(new Error('max-time')))
      .catch(() => undefined);
    try {
      if (await this.#openSite()) {
        do await this.#loop();
        while (this.#stop === null && ((await this.#secondPass.run()) || this.#offerUnnamed()));
        await this.#documents?.finish();
      }
    } finally {
      timer.abort();
      await deadline;
    }
    return await this.#end();
  }

  async #openSite(): Promise<boolean> {
    const isThere = await openSite({
      options: this.#options,
      visitor: this.#visitor,
      fetcher: this.#deps.fetcher,
      scope: this.#scope,
      intake: this.#intake,
      seen: this.#seen,
      signal: this.#signal,
    });
    if (!isThere) this.#stop = this.#signal.aborted ? this.#abortCause() : 'site-unreachable';
    return isThere;
  }

  /** Chooses, sends and applies until nothing is left or a budget ends. */
  async #loop(): Promise<void> {
    const inFlight: InFlight[] = [];
    for (;;) {
      if (inFlight.length >= this.#options.concurrency) await this.#applyOldest(inFlight);
      await this.#checkWhetherToStop();
      const entry = this.#stop === null ? this.#frontier.take((candidate) => this.#mayOpen(candidate)) : null;
      if (entry !== null) {
        inFlight.push(this.#dispatch(entry));
      } else if (inFlight.length > 0) {
        await this.#applyOldest(inFlight);
      } else if (this.#stop !== null || !this.#frontier.offerAgain((candidate) => this.#mayOpen(candidate))) {
        return;
      }
    }
  }

  /** Whether there are documents without a telling name that are worth a look. */
  #offerUnnamed(): boolean {
    // What nobody reads cannot tell what it is.
    if (this.#documents === null) return false;
    const room = Math.max(0, this.#options.maxDocuments - this.#budget.documents);
    const entries = this.#unnamed.take(this.#seen, room);
    for (const entry of entries) this.#frontier.add(entry);
    return entries.length > 0;
  }

  #mayOpen(entry: FrontierEntry): boolean {
    return this.#budget.isAffordable(entry) && !this.#idle.isRepeat(entry.key);
  }

  #dispatch(entry: FrontierEntry): InFlight {
    this.#budget.spend(entry);
    const { target, url, depth, foundOn, linkText } = entry;
    const asked = this.#visitor.ask(target, url, depth, foundOn === null ? null : { on: foundOn, linkText });
    this.#report(url);
    return { asked, entry, answer: this.#visitor.send(asked, target, !entry.onSite) };
  }

  async #applyOldest(inFlight: InFlight[]): Promise<void> {
    const oldest = inFlight.shift();
    if (oldest === undefined) return;
    const { asked, entry, answer } = oldest;
    await this.#visitor.apply(asked, await this.#visitor.read(asked, await answer), entry);
  }

  async #checkWhetherToStop(): Promise<void> {
    if (this.#stop !== null) return;
    if (this.#signal.aborted) this.#stop = this.#abortCause();
    else if (this.#budget.isOutOfBytes) this.#stop = 'max-bytes';
    else if (await this.#earlyStop?.isEnough(this.#visitor.answers)) this.#stop = 'answered';
  }

  #abortCause(): StopCause {
    return this.#deps.signal.aborted ? 'interrupted' : 'max-time';
  }

  async #end(): Promise<CrawlEnd> {
    if (this.#signal.aborted && this.#stop !== 'site-unreachable') this.#stop = this.#abortCause();
    const rest = [...this.#frontier.rest(), ...this.#visitor.cutOff];
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
    if (this.#idle.isRepeat(entry.key)) return 'not-a-candidate';
    const byStop: Partial<Record<StopCause, SkippedRecord['reason']>> = {
      interrupted: 'interrupted',
      'max-time': 'budget-time',
      'max-bytes': 'budget-bytes',
      answered: 'answered',
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
