import type { PageMemory } from '../extract/page-memory.ts';
import type { FetchAnswer } from '../fetch/types.ts';
import type { PageFacts } from '../snapshot/page-facts.ts';
import type { RenderProblem, RenderReason, Rendering } from '../snapshot/schema.ts';
import { type Asked, type ReadAnswer, readAnswer } from './fetch-page.ts';
import { isForbidden } from './link-rules.ts';
import type { RenderMode } from './options.ts';
import type { PageRenderer, RenderedPage } from './ports.ts';
import { whyRender } from './render-choice.ts';
import { resolveShareLink } from './share-links.ts';

export interface RenderDependencies {
  mode: RenderMode;
  /** null: this machine has no browser, or none is wanted */
  renderer: PageRenderer | null;
  /** whether an address lies on the agency's site */
  isOnSite: (url: string) => boolean;
  /** what the pages before taught of the site; absent: nothing */
  memory?: PageMemory;
  /** the end of the crawl, whatever brought it */
  signal: AbortSignal;
  /** a person or the system ended it, so that it may go on later */
  isInterrupted: () => boolean;
}

/** An answer of the network as it was read, in a browser where that was needed. */
export interface Seen {
  read: ReadAnswer;
  network: FetchAnswer;
}

/**
 * Opens a page in a browser where the server's answer does not show it. What the browser shows takes the place of the
 * answer's body; where it could not look, the answer stays and says so.
 */
export async function seePage(asked: Asked, network: FetchAnswer, deps: RenderDependencies): Promise<Seen> {
  const read = readAnswer(asked, network, deps.memory);
  const why = chooseReason(asked, read, deps);
  if (why === null) return { read, network };
  const unseen = (problem: RenderProblem): Seen => ({
    read: noteRendering(read, { ...nothingDone, why, problem }),
    network,
  });
  if (deps.mode === 'never') return unseen('not-wanted');
  if (deps.renderer === null) return unseen('no-browser');
  let rendered: RenderedPage;
  try {
    rendered = await deps.renderer.render({
      url: read.record.finalUrl,
      mayGoTo: (url) => (deps.isOnSite(url) || hasSameHost(url, read.record.finalUrl)) && !isForbidden(url),
      signal: deps.signal,
    });
  } catch (error) {
    if (!deps.signal.aborted) throw error;
    if (!deps.isInterrupted()) return unseen('timeout');
    // As a fetch that the end of the crawl broke off: a run that goes on asks again.
    const broken: FetchAnswer = { ...network, outcome: 'budget', detail: 'aborted', body: null };
    return { read: readAnswer(asked, broken), network: broken };
  }
  return takeOver(asked, network, read, rendered, why);
}

const nothingDone = { browser: null, requests: 0, bytes: 0, elapsedMs: 0 } as const;

function chooseReason(asked: Asked, read: ReadAnswer, deps: RenderDependencies): RenderReason | null {
  const { record, facts, text } = read;
  if (record.outcome !== 'ok' || record.kind !== 'html' || facts === null || text === null) return null;
  if (asked.purpose === 'sitemap' || asked.purpose === 'robots') return null;
  const isOfAgency =
    asked.purpose === 'start' || asked.purpose === 'declared' || deps.isOnSite(record.finalUrl);
  if (!isOfAgency || resolveShareLink(record.finalUrl) !== null) return null;
  return deps.mode === 'always' ? 'always' : whyRender(facts, text);
}

function takeOver(
  asked: Asked,
  network: FetchAnswer,
  plain: ReadAnswer,
  rendered: RenderedPage,
  why: RenderReason,
): Seen {
  const { html, problem, browser, requests, bytes, elapsedMs } = rendered;
  const rendering: Rendering = { why, problem, browser, requests, bytes, elapsedMs: Math.round(elapsedMs) };
  const spent: FetchAnswer = { ...network, requests: network.requests + requests };
  if (html === null) return { read: noteRendering(plain, rendering), network: spent };
  const answer: FetchAnswer = {
    ...spent,
    finalUrl: rendered.finalUrl,
    contentType: 'text/html; charset=utf-8',
    body: new TextEncoder().encode(html),
  };
  const read = readAnswer(asked, answer);
  if (hasLess(read.facts, plain.facts)) {
    return { read: noteRendering(plain, { ...rendering, problem: 'lost-content' }), network: spent };
  }
  const { contentType, charset } = plain.record;
  return {
    read: noteRendering({ ...read, record: { ...read.record, contentType, charset } }, rendering),
    network: answer,
  };
}

/** A script that fails half-way may leave less than the server had sent. */
function hasLess(rendered: PageFacts | null, plain: PageFacts | null): boolean {
  if (rendered === null || plain === null) return rendered === null;
  return rendered.links.length < plain.links.length && rendered.text.length < plain.text.length;
}

/** The host that a start address led to is part of the site only when its answer has been applied. */
function hasSameHost(url: string, other: string): boolean {
  return URL.parse(url)?.host === URL.parse(other)?.host;
}

function noteRendering(read: ReadAnswer, rendering: Rendering): ReadAnswer {
  return { ...read, record: { ...read.record, rendering } };
}
