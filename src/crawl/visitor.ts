import { PageMemory } from '../extract/page-memory.ts';
import type { FetchAnswer, Fetcher } from '../fetch/types.ts';
import type { FetchPurpose, FetchRecord } from '../snapshot/schema.ts';
import type { CrawlBudget } from './budget.ts';
import { canonicalKey } from './canonical-url.ts';
import type { EarlierAnswers } from './earlier.ts';
import type { Asked, ReadAnswer } from './fetch-page.ts';
import type { FrontierEntry } from './frontier.ts';
import type { IdleParameters } from './idle-parameters.ts';
import type { LinkIntake } from './intake.ts';
import { openAddress, type Send } from './open-share.ts';
import type { CrawlOptions } from './options.ts';
import type { CrawlGuide, DocumentIntake, PageRenderer, SnapshotSink } from './ports.ts';
import { seePage } from './render.ts';
import type { SiteScope } from './site-scope.ts';
import type { UnopenedLinks } from './unopened.ts';

/** An answer of the network, or of an earlier run that goes on. */
export interface Looked {
  read: ReadAnswer;
  network: FetchAnswer | null;
}

/** As {@link Looked}; `read` null: the bytes are here and nobody has looked at them. */
export type Answered = Looked | { read: null; network: FetchAnswer };

export interface VisitorDependencies {
  options: CrawlOptions;
  fetcher: Fetcher;
  renderer: PageRenderer | null;
  sink: SnapshotSink;
  documents: DocumentIntake | null;
  earlier: EarlierAnswers;
  guide: CrawlGuide;
  scope: SiteScope;
  budget: CrawlBudget;
  intake: LinkIntake;
  unopened: UnopenedLinks;
  idle: IdleParameters;
  /** canonical keys that were asked for or arrived at */
  seen: Set<string>;
  /** ends what is under way, whatever the cause */
  signal: AbortSignal;
  /** a person or the system wants the crawl to end */
  isInterrupted: () => boolean;
  /** told of every answer once it is written down */
  onAnswer: (asked: Asked, record: FetchRecord, entry: FrontierEntry | null) => void;
}

/** Opens addresses one by one, writes the answers down and takes in the links of the pages. */
export class Visitor {
  readonly #deps: VisitorDependencies;
  readonly #cutOff: FrontierEntry[] = [];
  readonly #memory = new PageMemory();
  #seq = 0;
  #answers = 0;

  constructor(deps: VisitorDependencies) {
    this.#deps = deps;
  }

  /** What was asked for and cut off by a budget before it answered. */
  get cutOff(): readonly FrontierEntry[] {
    return this.#cutOff;
  }

  /** How many answers were applied, in the order of asking. */
  get answers(): number {
    return this.#answers;
  }

  /** Gives an address its number; from here on it counts as seen. */
  ask(
    purpose: FetchPurpose,
    url: string,
    depth: number,
    found: { on: string; linkText: string | null } | null,
  ): Asked {
    this.#seq++;
    const key = canonicalKey(url) ?? url;
    this.#deps.seen.add(key);
    return {
      seq: this.#seq,
      purpose,
      url,
      key,
      depth,
      foundOn: found?.on ?? null,
      linkText: found?.linkText ?? null,
    };
  }

  /** Gives what was asked for before another number, to be asked for once more. */
  askAgain(asked: Asked): Asked {
    this.#seq++;
    return { ...asked, seq: this.#seq, isSecondPass: true };
  }

  /** Asks for an address and reads the answer. Never throws for what a server does. */
  async look(asked: Asked, accept: 'page' | 'document', ignoreRobots: boolean): Promise<Looked> {
    return await this.read(asked, await this.send(asked, accept, ignoreRobots));
  }

  /**
   * Asks for an address. What may want a browser is read at once, all else is left to {@link read}: V8 takes a promise that
   * waits for its turn for long-lived, and with it all that it leads to. Over 2,000 pages, 32 at once, that were 318 MB
   * to move and to find dead; of bytes that wait it is 100.
   */
  async send(asked: Asked, accept: 'page' | 'document', ignoreRobots: boolean): Promise<Answered> {
    const { earlier, sink, fetcher, signal, renderer } = this.#deps;
    const { read, divergesHere } = earlier.take(asked);
    if (read !== null) return { read, network: null };
    if (divergesHere) await sink.rewind(asked.seq - 1);
    const send: Send = (url, as) =>
      fetcher.fetch({
        url,
        accept: as,
        ignoreRobots,
        signal,
        isSecondOpinion: asked.isSecondPass === true,
      });
    const network = await (asked.purpose === 'start'
      ? send(asked.url, accept)
      : openAddress(asked.url, accept, send));
    return renderer === null ? { read: null, network } : await this.#see(asked, network);
  }

  /** Reads an answer that was not read yet. */
  async read(asked: Asked, answered: Answered): Promise<Looked> {
    return answered.read === null ? await this.#see(asked, answered.network) : answered;
  }

  async #see(asked: Asked, network: FetchAnswer): Promise<Looked> {
    const { options, renderer, scope, signal } = this.#deps;
    return await seePage(asked, network, {
      mode: options.render ?? 'auto',
      renderer,
      isOnSite: (address) => scope.contains(address),
      memory: this.#memory,
      signal,
      isInterrupted: this.#deps.isInterrupted,
    });
  }

  /** Writes one answer down and takes the links of a page; `entry` is null for what no link led to. */
  async apply(asked: Asked, { read, network }: Looked, entry: FrontierEntry | null): Promise<ReadAnswer> {
    const { budget, scope, seen, unopened, guide, intake } = this.#deps;
    const { record, facts } = read;
    const rendering = record.rendering ?? { requests: 0, bytes: 0 };
    budget.spendAnswer(
      network?.requests ?? record.attempts + rendering.requests,
      record.bytes + rendering.bytes,
    );
    if (asked.purpose === 'start') {
      budget.spendStartPage();
      if (record.outcome === 'ok') scope.addHostOf(record.finalUrl);
    }
    await this.#save(read, network);
    this.#answers = asked.seq;
    this.#deps.onAnswer(asked, record, entry);
    const { url, finalUrl } = record;
    const finalKey = finalUrl === url ? asked.key : (canonicalKey(finalUrl) ?? finalUrl);
    seen.add(finalKey);
    if (record.outcome !== 'budget') {
      unopened.forget(asked.key);
      unopened.forget(finalKey);
    } else if (entry !== null) {
      this.#cutOff.push(entry);
    }
    if (record.outcome === 'ok') {
      const page =
        facts === null ? null : { url: record.finalUrl, facts, depth: asked.depth, linkText: asked.linkText };
      if (guide.observe(page, record, entry?.rating ?? null)) this.#deps.intake.noteAnswer(record.finalUrl);
      if (facts !== null) this.#deps.idle.note(asked.key, facts);
      if (page !== null && this.#mayFollow(asked, record.finalUrl, entry))
        intake.addLinks(page, asked.purpose);
    }
    // Of a page its text is kept; the bytes of a document are still to be read.
    if (facts !== null) network?.release?.();
    return read;
  }

  /** The line goes last: what it speaks of is on the disk then, wherever the run is cut off. */
  async #save({ record, facts, text, utf8 }: ReadAnswer, network: FetchAnswer | null): Promise<void> {
    const { documents, sink } = this.#deps;
    if (facts === null && record.outcome === 'ok') await documents?.add(record, network?.body ?? null);
    if (network === null) return;
    if (record.hasBlob && record.sha256 !== null && text !== null)
      await sink.putBody(record.sha256, text, utf8);
    await sink.append(record);
    if (facts !== null) sink.notePage?.(record, facts);
  }

  #mayFollow(asked: Asked, finalUrl: string, entry: FrontierEntry | null): boolean {
    const { options, scope } = this.#deps;
    if (asked.purpose === 'sitemap' || asked.purpose === 'probe') return false;
    if (options.declaredOnly && entry !== null) return false;
    return (entry?.onSite ?? true) && scope.contains(finalUrl);
  }
}
