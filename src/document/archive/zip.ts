import { fromBufferPromise, type Entry, type ZipFile } from 'yauzl';
import { decodeMemberName } from './member-name.ts';
import { UnreadableDocument } from './unreadable.ts';

/** How much of an archive is taken in, whatever its headers say. */
export interface ZipLimits {
  maxMembers: number;
  /** inflated bytes of one member that is read whole */
  maxMemberBytes: number;
  /** inflated bytes of all members together, streamed ones included */
  maxTotalBytes: number;
  /** inflated ÷ packed bytes of one member, past `ratioFreeBytes` */
  maxRatio: number;
  ratioFreeBytes: number;
}

/**
 * A formatted but empty sheet of a million rows packs 200 to 1; deflate ends at 1,032 to 1 (zlib's technical
 * details), which only bombs come near.
 */
export const defaultZipLimits: ZipLimits = {
  maxMembers: 10_000,
  maxMemberBytes: 50 * 1024 * 1024,
  maxTotalBytes: 320 * 1024 * 1024,
  maxRatio: 600,
  ratioFreeBytes: 16 * 1024 * 1024,
};

export interface ZipMember {
  /** with `/` between folders, as the archive says it */
  name: string;
  isFolder: boolean;
  isEncrypted: boolean;
  entry: Entry;
}

/** What all readings of one document may inflate together, shared with archives inside it. */
export class ByteBudget {
  #left: number;

  constructor(bytes: number) {
    this.#left = bytes;
  }

  get isSpent(): boolean {
    return this.#left < 0;
  }

  /** @throws {UnreadableDocument} `too-large` */
  spend(bytes: number): void {
    this.#left -= bytes;
    if (this.#left < 0) throw new UnreadableDocument('too-large', 'archive inflates past the limit');
  }
}

/** An open zip archive: members in the order of its directory. */
export class Zip {
  readonly members: readonly ZipMember[];
  readonly #file: ZipFile;
  readonly #limits: ZipLimits;
  readonly #budget: ByteBudget;

  constructor(file: ZipFile, members: readonly ZipMember[], limits: ZipLimits, budget: ByteBudget) {
    this.#file = file;
    this.members = members;
    this.#limits = limits;
    this.#budget = budget;
  }

  /** A member by name; names of office formats differ in case between producers. */
  find(name: string): ZipMember | null {
    const wanted = name.toLowerCase();
    return (
      this.members.find((member) => member.name === name) ??
      this.members.find((member) => member.name.toLowerCase() === wanted) ??
      null
    );
  }

  /**
   * The inflated bytes of a member, piece by piece, counted as they come: sizes in headers may lie.
   * @throws {UnreadableDocument} `encrypted`, `too-large`, `unsupported`, `damaged`
   */
  async *stream(member: ZipMember): AsyncGenerator<Uint8Array> {
    if (member.isEncrypted) throw new UnreadableDocument('encrypted', `${member.name}: needs a password`);
    const { compressionMethod: method, compressedSize } = member.entry;
    if (method !== 0 && method !== 8)
      throw new UnreadableDocument('unsupported', `${member.name}: compression method ${method}`);
    const source = await this.#file.openReadStreamPromise(member.entry);
    let bytes = 0;
    try {
      for await (const chunk of source as AsyncIterable<Uint8Array>) {
        bytes += chunk.length;
        this.#budget.spend(chunk.length);
        if (bytes > this.#limits.ratioFreeBytes && bytes > compressedSize * this.#limits.maxRatio)
          throw new UnreadableDocument(
            'too-large',
            `${member.name}: inflates past ${this.#limits.maxRatio}:1`,
          );
        yield chunk;
      }
    } finally {
      source.destroy();
    }
  }

  /**
   * A whole member.
   * @throws {UnreadableDocument} as `stream`, and `too-large` past `maxMemberBytes`
   */
  async read(member: ZipMember, maxBytes: number = this.#limits.maxMemberBytes): Promise<Uint8Array> {
    const chunks: Uint8Array[] = [];
    let bytes = 0;
    for await (const chunk of this.stream(member)) {
      bytes += chunk.length;
      if (bytes > maxBytes)
        throw new UnreadableDocument('too-large', `${member.name}: over ${maxBytes} bytes`);
      chunks.push(chunk);
    }
    return Buffer.concat(chunks, bytes);
  }
}

/**
 * Opens a zip archive that lies in memory.
 * @throws {UnreadableDocument} `damaged`, `too-large` for too many members
 */
export async function openZip(
  bytes: Uint8Array,
  limits: ZipLimits = defaultZipLimits,
  budget: ByteBudget = new ByteBudget(limits.maxTotalBytes),
): Promise<Zip> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    // Names are decoded here: the standard's CP437 would make mojibake of what Thai Windows writes.
    const file = await fromBufferPromise(buffer, { lazyEntries: true, decodeStrings: false });
    if (file.entryCount > limits.maxMembers)
      throw new UnreadableDocument('too-large', `archive of ${file.entryCount} members`);
    const members: ZipMember[] = [];
    for await (const entry of file.eachEntry()) members.push(describeEntry(entry));
    return new Zip(file, members, limits, budget);
  } catch (error) {
    if (error instanceof UnreadableDocument) throw error;
    const words = error instanceof Error ? error.message : String(error);
    throw new UnreadableDocument(/encryption/.test(words) ? 'encrypted' : 'damaged', words.slice(0, 300));
  }
}

function describeEntry(entry: Entry): ZipMember {
  const name = decodeMemberName(entry.fileNameRaw, entry.generalPurposeBitFlag, entry.extraFields);
  return { name, isFolder: name.endsWith('/'), isEncrypted: entry.isEncrypted(), entry };
}
