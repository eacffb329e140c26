import type { ContentKind, FetchRecord } from '../snapshot/schema.ts';
import type { DocumentFacts } from '../snapshot/document-facts.ts';
import { needsOcr } from './ocr/index.ts';
import type { DocumentReader } from './types.ts';

/** Where the bytes wait on disk until they are read: a crawl holds no more than one document in memory. */
export interface DocumentSpool {
  /** returns the path */
  put(sha256: string, bytes: Uint8Array): Promise<string>;
  /** the path where an earlier, cut-off run had put it; null when it is not there */
  find(sha256: string): Promise<string | null>;
  remove(path: string): Promise<void>;
}

export interface DocumentQueueOptions {
  ocr: 'auto' | 'never';
  /** documents that OCR is given, in the order in which they were opened: the most promising first */
  maxOcrDocuments: number;
}

/** What the same readers made of documents in earlier runs; one that cannot say gives null. */
export interface KnownDocuments {
  /** what the text reader gave */
  findText(sha256: string, fileName: string | null): Promise<DocumentFacts | null>;
  putText(sha256: string, fileName: string | null, facts: DocumentFacts): Promise<void>;
  /** the same facts with what OCR made of them */
  findRecognised(sha256: string): Promise<DocumentFacts | null>;
  putRecognised(sha256: string, facts: DocumentFacts): Promise<void>;
}

export interface DocumentQueueDependencies {
  reader: DocumentReader;
  spool: DocumentSpool;
  /** facts that an earlier, cut-off run had made */
  factsOf(sha256: string): DocumentFacts | null;
  putFacts(sha256: string, facts: DocumentFacts): Promise<void>;
  /** null or absent: every document is read */
  known?: KnownDocuments | null;
  signal: AbortSignal;
}

/** Kinds that have an inside to read; pages are read by the crawl itself. */
const readable = new Set<ContentKind>([
  'pdf',
  'docx',
  'xlsx',
  'pptx',
  'odt',
  'ods',
  'csv',
  'doc',
  'xls',
  'ppt',
  'ole',
  'zip',
  'rar',
  '7z',
  'image',
  'empty',
]);

/**
 * Reads documents beside a crawl, in the order in which they were opened, each content once. Scans are
 * recognised one after the other behind that, so that OCR holds nothing up. What is given to OCR is decided
 * by that order and never by timing. After an abort nothing more is read, and what was not has no facts.
 */
export class DocumentQueue {
  readonly #options: DocumentQueueOptions;
  readonly #deps: DocumentQueueDependencies;
  readonly #taken = new Set<string>();
  #texts: Promise<void> = Promise.resolve();
  #scans: Promise<void> = Promise.resolve();
  #failure: unknown = null;
  #ocrDocuments = 0;

  constructor(options: DocumentQueueOptions, deps: DocumentQueueDependencies) {
    this.#options = options;
    this.#deps = deps;
  }

  /**
   * Takes a document's bytes and returns when they wait on disk. Null for a document of an earlier run that goes on:
   * it was read, or still waits there.
   *
   * @throws what the disk throws, also for a document that was taken earlier
   */
  async add(record: FetchRecord, bytes: Uint8Array | null): Promise<void> {
    this.#rethrow();
    const { sha256, kind, fileName } = record;
    if (sha256 === null || kind === null || !readable.has(kind) || this.#taken.has(sha256)) return;
    this.#taken.add(sha256);
    const facts = this.#deps.factsOf(sha256);
    if (facts !== null) {
      if (facts.madeBy.ocr !== null) this.#ocrDocuments++;
      return;
    }
    const text = (await this.#deps.known?.findText(sha256, fileName)) ?? null;
    const isScan = text !== null && this.#wantsOcr(text);
    const recognised = isScan ? ((await this.#deps.known?.findRecognised(sha256)) ?? null) : null;
    if (text !== null && (!isScan || recognised !== null)) {
      this.#texts = this.#texts.then(() => this.#take(sha256, text, recognised));
      return;
    }
    const { spool } = this.#deps;
    const path = bytes === null ? await spool.find(sha256) : await spool.put(sha256, bytes);
    if (path === null) return;
    this.#texts = this.#texts.then(() => this.#read(sha256, path, fileName, text));
  }

  /** Waits until everything was read, or the signal ends it. @throws what the disk throws */
  async finish(): Promise<void> {
    await this.#texts;
    await this.#scans;
    this.#rethrow();
  }

  /** As `#read`, and the cap on OCR counts the same, but everything is known. */
  async #take(sha256: string, text: DocumentFacts, recognised: DocumentFacts | null): Promise<void> {
    if (this.#deps.signal.aborted) return;
    const mayRecognise = recognised !== null && this.#ocrDocuments < this.#options.maxOcrDocuments;
    if (mayRecognise) this.#ocrDocuments++;
    await this.#save(() => this.#deps.putFacts(sha256, mayRecognise ? recognised : text));
  }

  #wantsOcr(facts: DocumentFacts): boolean {
    return this.#options.ocr === 'auto' && this.#deps.reader.components.ocr !== null && needsOcr(facts);
  }

  async #read(
    sha256: string,
    path: string,
    fileName: string | null,
    known: DocumentFacts | null,
  ): Promise<void> {
    const facts = await this.#unlessAborted(async () => {
      if (known !== null) return known;
      const read = await this.#deps.reader.readText(path, fileName, this.#deps.signal);
      await this.#deps.known?.putText(sha256, fileName, read);
      return read;
    });
    if (facts === null) {
      await this.#save(() => this.#deps.spool.remove(path));
      return;
    }
    if (!this.#wantsOcr(facts) || this.#ocrDocuments >= this.#options.maxOcrDocuments) {
      await this.#keep(sha256, path, facts);
      return;
    }
    this.#ocrDocuments++;
    this.#scans = this.#scans.then(() => this.#recognise(sha256, path, facts));
  }

  async #recognise(sha256: string, path: string, facts: DocumentFacts): Promise<void> {
    const read = await this.#unlessAborted(async () => {
      const recognised = await this.#deps.reader.recognise(path, facts, this.#deps.signal);
      await this.#deps.known?.putRecognised(sha256, recognised);
      return recognised;
    });
    // Cut off in the middle of OCR, what its text told is still learned.
    await this.#keep(sha256, path, read ?? facts);
  }

  async #keep(sha256: string, path: string, facts: DocumentFacts): Promise<void> {
    await this.#save(() => this.#deps.putFacts(sha256, facts));
    await this.#save(() => this.#deps.spool.remove(path));
  }

  /** Null after an abort. */
  async #unlessAborted<T>(work: () => Promise<T>): Promise<T | null> {
    if (this.#deps.signal.aborted) return null;
    return await this.#save(work);
  }

  /** Null after a failure of the disk, which `add` and `finish` throw. */
  async #save<T>(work: () => Promise<T>): Promise<T | null> {
    if (this.#failure !== null) return null;
    try {
      return await work();
    } catch (error) {
      if (!this.#deps.signal.aborted) this.#failure = error;
      return null;
    }
  }

  #rethrow(): void {
    if (this.#failure !== null) throw this.#failure;
  }
}
