import { Parser } from 'htmlparser2';
import { sniffKind } from '../extract/content-kind.ts';
import { extractPage } from '../extract/page.ts';
import { readShareNotice } from '../extract/share-state.ts';
import { decodeText } from '../fetch/charset.ts';
import type { FetchAnswer } from '../fetch/types.ts';
import type { PageFacts } from '../snapshot/page-facts.ts';
import { isLoginAddress, resolveShareLink, type ShareLink } from './share-links.ts';
import { isShellPage } from './share-page.ts';

/** One GET through the fetcher. */
export type Send = (url: string, accept: 'page' | 'document') => Promise<FetchAnswer>;

/** `open?id=` leads to a document, that to its export; a short link comes before both. */
const maxTurns = 3;
const goneStatuses = new Set([404, 410]);

/**
 * Opens an address as `send` does, and where it is, or leads to, a public share the file behind it. The answer is the
 * last one that was given, with the requests and the time of all; its `url` stays the address that was published.
 *
 * What the service says decides: the file; else what a person who opens the share would see. Only public GETs are
 * made, and Drive's question whether a file too large for its virus scan is wanted is answered once with yes.
 */
export async function openAddress(
  url: string,
  accept: 'page' | 'document',
  send: Send,
): Promise<FetchAnswer> {
  const trip = new Trip(send);
  let link = resolveShareLink(url);
  if (link === null) {
    const first = await trip.go(url, accept);
    const wasSentOn = first.outcome === 'ok' && first.redirects.length > 0 && !isFile(first);
    link = wasSentOn ? resolveShareLink(first.finalUrl) : null;
    if (link === null || link.downloadUrl === null) return trip.end(url, first);
  }
  let answer = await openShare(link, trip);
  for (let turn = 1; turn < maxTurns && answer.outcome === 'ok' && !isFile(answer); turn++) {
    const next: ShareLink | null = resolveShareLink(answer.finalUrl);
    if (next === null || next.downloadUrl === null || trip.hasSeen(next.downloadUrl)) break;
    answer = await openShare(next, trip);
  }
  return trip.end(url, answer);
}

async function openShare(link: ShareLink, trip: Trip): Promise<FetchAnswer> {
  if (link.downloadUrl !== null) {
    const isList = link.kind === 'folder';
    let direct = await trip.go(link.downloadUrl, isList ? 'page' : 'document');
    const confirmed = isList ? null : findConfirmation(direct);
    if (confirmed !== null) direct = await trip.go(confirmed, 'document');
    if (isFile(direct) || (isList && isFolderList(direct)) || isDecisive(direct, link)) return direct;
    if (link.viewUrl === link.downloadUrl) return direct;
  }
  const view = await trip.go(link.viewUrl, 'page');
  return link.kind === 'flip-book' ? ((await openLinkedPdf(view, link, trip)) ?? view) : view;
}

/** Many makers of flip-books offer the PDF that they were made of. */
async function openLinkedPdf(view: FetchAnswer, link: ShareLink, trip: Trip): Promise<FetchAnswer | null> {
  const facts = readFacts(view);
  if (facts === null || !isShellPage(link, facts)) return null;
  const linked = facts.links.filter(({ url }) => /\.pdf$/i.test(new URL(url).pathname));
  const addresses = new Set(linked.map(({ url }) => url));
  // More than one is a list of other books.
  const [only] = addresses;
  if (only === undefined || addresses.size > 1) return null;
  const file = await trip.go(only, 'document');
  return isFile(file) ? file : null;
}

/** A failure that a look at the share's own page would not change. */
function isDecisive(answer: FetchAnswer, link: ShareLink): boolean {
  const { outcome } = answer;
  if (outcome !== 'ok' && outcome !== 'login' && outcome !== 'http-error') return true;
  if (readNotice(answer) === 'blocked') return true;
  if (outcome !== 'http-error') return false;
  const status = answer.httpStatus ?? 0;
  // Drive's download knows nothing of documents, which `file/d/<id>` leads to as well.
  if (goneStatuses.has(status)) return link.service !== 'google-drive' && link.kind !== 'unknown';
  return status >= 500 || status === 429;
}

function readNotice(answer: FetchAnswer): string | null {
  const facts = readFacts(answer);
  return facts === null ? null : (readShareNotice(facts)?.outcome ?? null);
}

/** Bytes that are no page, or a page that is handed out as a file. */
export function isFile(answer: FetchAnswer): boolean {
  if (answer.outcome !== 'ok' || answer.body === null) return false;
  if (/^\s*attachment/i.test(answer.contentDisposition ?? '')) return true;
  const kind = sniffKind(answer.body);
  const isPage = /^\s*text\/html/i.test(answer.contentType ?? '');
  return kind !== 'html' && !(isPage && (kind === 'text' || kind === 'empty'));
}

/** An empty folder and one whose names a script would have to fetch look alike, so there has to be a name. */
function isFolderList(answer: FetchAnswer): boolean {
  if (answer.outcome !== 'ok' || isLoginAddress(answer.finalUrl)) return false;
  return readFacts(answer)?.links.some(({ url }) => resolveShareLink(url) !== null) ?? false;
}

function readFacts(answer: FetchAnswer): PageFacts | null {
  const html = readHtml(answer);
  return html === null ? null : extractPage(html, answer.finalUrl);
}

function readHtml(answer: FetchAnswer): string | null {
  if (answer.body === null || isFile(answer) || sniffKind(answer.body) !== 'html') return null;
  return decodeText(answer.body, answer.contentType).text;
}

/**
 * Where Drive's page "can't scan this file for viruses" would send a person who presses on: a GET form with the hidden
 * fields id, export, confirm and uuid, at drive.usercontent.google.com since 2024, before that a link.
 */
function findConfirmation(answer: FetchAnswer): string | null {
  const host = URL.parse(answer.finalUrl)?.hostname ?? '';
  const html = /^(?:drive|docs|drive\.usercontent)\.google\.com$/.test(host) ? readHtml(answer) : null;
  if (html === null || answer.outcome !== 'ok') return null;
  let action: string | null = null;
  let link: string | null = null;
  let isInForm = false;
  const fields = new URLSearchParams();
  const parser = new Parser({
    onopentag(name, { id, action: target, href, type, name: field, value }) {
      if (name === 'form' && (id === 'download-form' || id === 'downloadForm')) {
        isInForm = true;
        action = target ?? answer.finalUrl;
      } else if (name === 'a' && id === 'uc-download-link' && href !== undefined) link = href;
      else if (name === 'input' && isInForm && type === 'hidden' && field !== undefined)
        fields.set(field, value ?? '');
    },
    onclosetag(name) {
      if (name === 'form') isInForm = false;
    },
  });
  parser.end(html);
  const target = URL.parse(action ?? link ?? '', answer.finalUrl);
  if ((action === null && link === null) || target === null) return null;
  for (const [name, value] of fields) target.searchParams.set(name, value);
  const isDrive = /^(?:drive|docs|drive\.usercontent)\.google\.com$/.test(target.hostname);
  return isDrive && target.searchParams.has('confirm') ? target.href : null;
}

/** Adds up what several GETs for one address cost. */
class Trip {
  readonly #send: Send;
  readonly #seen = new Set<string>();
  #requests = 0;
  #wireBytes = 0;
  #elapsedMs = 0;
  #tlsProblem: string | null = null;

  constructor(send: Send) {
    this.#send = send;
  }

  async go(url: string, accept: 'page' | 'document'): Promise<FetchAnswer> {
    this.#seen.add(url);
    const answer = await this.#send(url, accept);
    this.#requests += answer.requests;
    this.#wireBytes += answer.wireBytes ?? 0;
    this.#elapsedMs += answer.elapsedMs;
    this.#tlsProblem ??= answer.tlsProblem;
    return answer;
  }

  hasSeen(url: string): boolean {
    return this.#seen.has(url);
  }

  end(url: string, answer: FetchAnswer): FetchAnswer {
    return {
      ...answer,
      url,
      requests: this.#requests,
      ...(answer.wireBytes === undefined ? {} : { wireBytes: this.#wireBytes }),
      elapsedMs: this.#elapsedMs,
      tlsProblem: answer.tlsProblem ?? this.#tlsProblem,
    };
  }
}
