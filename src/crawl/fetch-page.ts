import { hash } from 'node:crypto';
import { sniffKind } from '../extract/content-kind.ts';
import { readDocumentName } from '../extract/document.ts';
import type { PageMemory } from '../extract/page-memory.ts';
import { extractPage } from '../extract/page.ts';
import { decodeText } from '../fetch/charset.ts';
import type { FetchAnswer } from '../fetch/types.ts';
import type { Outcome } from '../result/vocabulary.ts';
import type { PageFacts } from '../snapshot/page-facts.ts';
import type { ContentKind, FetchPurpose, FetchRecord } from '../snapshot/schema.ts';
import type { ShareLink } from './share-links.ts';
import { isShellPage, judgeAnswerState, readViewerTitle, shareOf } from './share-page.ts';

/** What was asked for, beside the address. */
export interface Asked {
  seq: number;
  purpose: FetchPurpose;
  url: string;
  key: string;
  depth: number;
  foundOn: string | null;
  linkText: string | null;
  /** it had failed before, and is asked for again with more patience */
  isSecondPass?: true;
}

/** One answer, read: the journal's line, and for a page its facts and text. */
export interface ReadAnswer {
  record: FetchRecord;
  facts: PageFacts | null;
  /** decoded HTML or XML, null for everything else */
  text: string | null;
  /** the body as it came, where that is the text in UTF-8 byte for byte */
  utf8: Uint8Array | null;
}

/** `detail` of an answer that is open to everyone and shows its document by script alone: `kind` is null then. */
export const viewerDetail = 'viewer page without its file';

const textKinds = new Set<ContentKind>(['html', 'xml', 'text']);

/** Turns an answer of the fetcher into the journal's record and, for HTML, the page's facts. */
export function readAnswer(asked: Asked, answer: FetchAnswer, memory?: PageMemory): ReadAnswer {
  const body = answer.body;
  const sniffed = body === null ? null : kindOf(body, answer.contentType);
  const decoded =
    body !== null && sniffed !== null && textKinds.has(sniffed) ? decodeText(body, answer.contentType) : null;
  const page =
    sniffed === 'html' && decoded !== null ? extractPage(decoded.text, answer.finalUrl, memory) : null;
  const link = asked.purpose === 'start' ? null : shareOf(asked.url, answer);
  const seen = page === null ? null : judgeAnswerState(page, answer, link);
  const stated = decideOutcome(answer, seen?.outcome ?? 'ok', link);
  const outcome = asked.purpose === 'start' && stated === 'ok' && sniffed !== 'html' ? 'not-html' : stated;
  // The shell of a viewer is not the document: of that neither the kind nor a word is known.
  const isShell = outcome === 'ok' && page !== null && link !== null && isShellPage(link, page);
  const kind = isShell ? null : sniffed;
  return {
    facts: isShell ? null : page,
    text: isShell ? null : (decoded?.text ?? null),
    utf8: !isShell && decoded?.isVerbatim === true ? body : null,
    record: {
      type: 'fetch',
      seq: asked.seq,
      purpose: asked.purpose,
      url: asked.url,
      key: asked.key,
      finalUrl: answer.finalUrl,
      redirects: answer.redirects,
      outcome,
      detail: detailOf(answer, outcome, seen?.quote ?? null, isShell),
      httpStatus: answer.httpStatus,
      contentType: answer.contentType,
      kind,
      charset: decoded?.charset ?? null,
      bytes: body?.byteLength ?? 0,
      ...(answer.wireBytes === undefined ? {} : { wireBytes: answer.wireBytes }),
      ...(answer.fromCache === true ? { fromCache: true } : {}),
      sha256: body === null ? null : hash('sha256', body),
      hasBlob: isKept(asked, kind) && outcome !== 'http-error',
      fileName: isShell && page !== null ? readViewerTitle(page) : fileNameOf(answer, kind),
      lastModified: answer.lastModified,
      attempts: answer.attempts,
      ...(asked.isSecondPass === true ? { secondPass: true } : {}),
      elapsedMs: Math.round(answer.elapsedMs),
      retrievedAt: new Date(answer.retrievedAtMs).toISOString(),
      tlsProblem: answer.tlsProblem,
      depth: asked.depth,
      foundOn: asked.foundOn,
      linkText: asked.linkText,
    },
  };
}

/** Pages are judged from their bodies, and a run that goes on reads the sitemap again. */
function isKept(asked: Asked, kind: ContentKind | null): boolean {
  return kind === 'html' || (asked.purpose === 'sitemap' && kind !== null && textKinds.has(kind));
}

/** A page without a single byte is still the page that its header promises. */
function kindOf(body: Uint8Array, contentType: string | null): ContentKind {
  const kind = sniffKind(body);
  const isPage = contentType !== null && /^\s*(text\/html|application\/xhtml)/i.test(contentType);
  return isPage && (kind === 'empty' || kind === 'text') ? 'html' : kind;
}

function fileNameOf(answer: FetchAnswer, kind: ContentKind | null): string | null {
  if (kind === 'html') return null;
  return readDocumentName({ url: answer.finalUrl, contentDisposition: answer.contentDisposition });
}

function detailOf(
  answer: FetchAnswer,
  outcome: Outcome,
  quote: string | null,
  isShell: boolean,
): string | null {
  if (isShell) return viewerDetail;
  return answer.detail ?? (outcome === answer.outcome ? null : quote);
}

/** What the page says of itself refines what the transport could tell. */
function decideOutcome(answer: FetchAnswer, page: Outcome, link: ShareLink | null): Outcome {
  const transport = answer.outcome;
  if (page === 'ok') return transport;
  // A service of shares answers 403 to strangers; an agency's server does so to programs too.
  const isOfService = link !== null && link.service !== 'own-flip-book';
  const isClosedShare = page === 'login' && isOfService && answer.httpStatus === 403;
  return transport === 'ok' || (transport === 'http-error' && (page === 'blocked' || isClosedShare))
    ? page
    : transport;
}
