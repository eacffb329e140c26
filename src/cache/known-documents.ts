import type { KnownDocuments } from '../document/queue.ts';
import type { DocumentReader } from '../document/types.ts';
import { type DocumentFacts, documentFactsSchema, type DocumentProblem } from '../snapshot/document-facts.ts';
import { type BlobFolder, hashOf } from './blob-folder.ts';

export interface KnownDocumentsDependencies {
  folder: BlobFolder;
  /** hash of the code that reads documents, see `fingerprintCode` */
  code: () => Promise<string>;
  components: DocumentReader['components'];
  quietly: <T>(work: () => Promise<T>) => Promise<T | null>;
}

/** What a busier or smaller machine may bring about, so that it tells nothing of the document. */
const passing = new Set<DocumentProblem | null>(['took-too-long', 'took-too-much-memory']);

/** Facts of documents by the hash of their bytes and of everything that had a part in making them. */
export function createKnownDocuments(deps: KnownDocumentsDependencies): KnownDocuments {
  const { folder, components, quietly } = deps;

  async function nameOf(sha256: string, maker: readonly (string | null)[]): Promise<string> {
    return `${sha256}-${hashOf(JSON.stringify([await deps.code(), ...maker])).slice(0, 16)}`;
  }

  // The name of a file decides one thing alone, whether plain text is CSV.
  const nameOfText = (sha256: string, fileName: string | null): Promise<string> =>
    nameOf(sha256, ['text', components.pdf, /\.csv$/i.test(fileName ?? '') ? 'csv' : null]);

  const nameOfRecognised = (sha256: string): Promise<string> =>
    nameOf(sha256, ['ocr', components.pdf, components.ocr]);

  async function find(name: string): Promise<DocumentFacts | null> {
    const bytes = await folder.read(name);
    if (bytes === null) return null;
    const raw: unknown = JSON.parse(Buffer.from(bytes).toString('utf8'));
    return documentFactsSchema.safeParse(raw).data ?? null;
  }

  const put = (name: string, facts: DocumentFacts): Promise<void> =>
    folder.write(name, Buffer.from(JSON.stringify(facts)));

  return {
    findText: (sha256, fileName) => quietly(async () => find(await nameOfText(sha256, fileName))),
    async putText(sha256, fileName, facts) {
      if (passing.has(facts.problem)) return;
      await quietly(async () => put(await nameOfText(sha256, fileName), facts));
    },
    findRecognised: (sha256) => quietly(async () => find(await nameOfRecognised(sha256))),
    async putRecognised(sha256, facts) {
      const isPassing = /\btook-too-(?:long|much-memory)\b/.test(facts.detail ?? '');
      if (facts.madeBy.ocr === null || passing.has(facts.problem) || isPassing) return;
      await quietly(async () => put(await nameOfRecognised(sha256), facts));
    },
  };
}
