import type { KnownDocuments } from '../document/queue.ts';
import type { DocumentReader } from '../document/types.ts';
import type { Fetcher, FetchRequest } from '../fetch/types.ts';
import type { TitleJudge } from '../match/title-port.ts';
import type { KnownTitles } from './known-titles.ts';

/** An answer with status 200 that its server can be asked about again; the body lies beside, by its hash. */
export interface StoredAnswer {
  /** of the last hop: validators belong to one address */
  url: string;
  accept: FetchRequest['accept'];
  etag: string | null;
  lastModified: string | null;
  /** of the decompressed body */
  sha256: string;
  /** decompressed */
  bytes: number;
  contentType: string | null;
  contentDisposition: string | null;
  /** whether `lastModified` may be asked with: see `isDateTelling` */
  isDateTelling: boolean;
  /** when the body was last downloaded in full */
  storedAtMs: number;
}

/** What is known of the 304s of one origin. */
export interface OriginTrust {
  origin: string;
  /** false: it says "not modified" of a version that never was */
  isHonest: boolean;
  testedAtMs: number;
}

/** Where stored answers are looked up. Every method may reject; a cache that fails is a cache that holds nothing. */
export interface AnswerIndex {
  find(url: string, accept: FetchRequest['accept']): Promise<StoredAnswer | null>;
  put(answer: StoredAnswer): Promise<void>;
  /** notes that an answer was of use */
  touch(url: string, accept: FetchRequest['accept'], atMs: number): Promise<void>;
  findOrigin(origin: string): Promise<OriginTrust | null>;
  putOrigin(trust: OriginTrust): Promise<void>;
  /** forgets what was of no use since then */
  prune(unusedSinceMs: number): Promise<void>;
}

export interface PruneOptions {
  /** what was of no use for so long is forgotten */
  maxUnusedMs: number;
  /** bytes on disk, compressed; what was of no use for longest goes first */
  maxCacheBytes: number;
}

export interface PruneOutcome {
  removedFiles: number;
  removedBytes: number;
  keptBytes: number;
}

/**
 * What earlier runs downloaded and read. It never changes what a run sees, only what the run costs: each answer is
 * asked for again, and each body and fact is found by the hash of what it was made of. Safe for several processes.
 */
export interface Cache {
  /** The same fetcher, asking servers whether what we hold still stands. Closing it closes the inner one. */
  wrapFetcher(fetcher: Fetcher): Fetcher;
  /** facts made by a reader with these components, and by no other */
  knownDocuments(components: DocumentReader['components']): KnownDocuments;
  /**
   * What this judge said of one site's titles in earlier nights.
   *
   * @param checklistSha256 of the checklist that it judges by
   * @param site what keeps the site apart from others
   */
  knownTitles(judge: TitleJudge, checklistSha256: string, site: string): Promise<KnownTitles>;
  prune(options?: Partial<PruneOptions>): Promise<PruneOutcome>;
  /** removes the temporary files of this process */
  close(): Promise<void>;
}
