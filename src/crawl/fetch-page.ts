import { createHash } from 'node:crypto';
import { sniffKind } from '../extract/content-kind.ts';
import { readDocumentName } from '../extract/document.ts';
import { extractPage } from '../extract/page.ts';
import { judgePageState } from '../extract/page-state.ts';
import { decodeText } from '../fetch/charset.ts';
import type { FetchAnswer } from '../fetch/types.ts';
import type { Outcome } from '../result/vocabulary.ts';
import type { PageFacts } from '../snapshot/page-facts.ts';
import type { ContentKind, FetchPurpose, FetchRecord } from '../snapshot/schema.ts';

/** What was asked for, beside the address. */
export interface Asked {
  seq: number;
  purpose: FetchPurpose;
  url: string;
  key: string;
  depth: number;
  foundOn: string | null;
  linkText: string | null;
}

/** One answer, read: the journal's line, and for a page its facts and text. */
export interface ReadAnswer {
  record: FetchRecord;
  facts: PageFacts | null;
  /** decoded HTML or XML, null for everything else */
  text: string | null;
}

const textKinds = new Set<ContentKind>(['html', 'xml', 'text']);

/** Turns an answer of the fetcher into the journal's record and, for HTML, the page's facts. */
export function readAnswer(asked: Asked, answer: FetchAnswer): ReadAnswer {
  const body = answer.body;
  const kind = body === null ? null : kindOf(body, answer.contentType);
  const decoded =
    body !== null && kind !== null && textKinds.has(kind) ? decodeText(body, answer.contentType) : null;
  const facts = kind === 'html' && decoded !== null ? extractPage(decoded.text, answer.finalUrl) : null;
  const seen = facts === null ? null : judgePageState(facts, answer);
  const stated = decideOutcome(answer.outcome, seen?.outcome ?? 'ok');
  const outcome = asked.purpose === 'start' && stated === 'ok' && kind !== 'html' ? 'not-html' : stated;
  return {
    facts,
    text: decoded?.text ?? null,
    record: {
      type: 'fetch',
      seq: asked.seq,
      purpose: asked.purpose,
      url: asked.url,
      key: asked.key,
      finalUrl: answer.finalUrl,
      redirects: answer.redirects,
      outcome,
      detail: answer.detail ?? (outcome === answer.outcome ? null : (seen?.quote ?? null)),
      httpStatus: answer.httpStatus,
      contentType: answer.contentType,
      kind,
      charset: decoded?.charset ?? null,
      bytes: body?.byteLength ?? 0,
      sha256: body === null ? null : createHash('sha256').update(body).digest('hex'),
      hasBlob: kind === 'html' && outcome !== 'http-error',
      fileName:
        kind === 'html'
          ? null
          : readDocumentName({ url: answer.finalUrl, contentDisposition: answer.contentDisposition }),
      lastModified: answer.lastModified,
      attempts: answer.attempts,
      elapsedMs: Math.round(answer.elapsedMs),
      retrievedAt: new Date(answer.retrievedAtMs).toISOString(),
      tlsProblem: answer.tlsProblem,
      depth: asked.depth,
      foundOn: asked.foundOn,
      linkText: asked.linkText,
    },
  };
}

/** A page without a single byte is still the page that its header promises. */
function kindOf(body: Uint8Array, contentType: string | null): ContentKind {
  const kind = sniffKind(body);
  const isPage = contentType !== null && /^\s*(text\/html|application\/xhtml)/i.test(contentType);
  return isPage && (kind === 'empty' || kind === 'text') ? 'html' : kind;
}

/** What the page says of itself refines what the transport could tell. */
function decideOutcome(transport: Outcome, page: Outcome): Outcome {
  if (page === 'ok') return transport;
  return transport === 'ok' || (transport === 'http-error' && page === 'blocked') ? page : transport;
}
