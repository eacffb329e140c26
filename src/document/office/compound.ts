import { CFB } from '@e965/xlsx';
import { UnreadableDocument } from '../archive/unreadable.ts';
import { noProperties, readWords, type DocumentProperties } from './properties.ts';

/** A compound file ([MS-CFB]) whose streams can be asked for. */
export interface CompoundFile {
  find(name: string): Buffer | null;
}

interface CfbModule {
  read(bytes: Uint8Array, options: { type: 'buffer' }): unknown;
  find(file: unknown, path: string): { content?: Uint8Array } | null;
}

/**
 * Opens a compound file.
 * @throws {UnreadableDocument} `damaged`
 */
export function openCompoundFile(bytes: Uint8Array): CompoundFile {
  const cfb = CFB as CfbModule;
  try {
    const file = cfb.read(Buffer.from(bytes), { type: 'buffer' });
    return {
      find(name) {
        const content = cfb.find(file, name)?.content;
        return content === undefined ? null : Buffer.from(content);
      },
    };
  } catch (error) {
    throw new UnreadableDocument(
      'damaged',
      error instanceof Error ? error.message.slice(0, 300) : 'compound file',
    );
  }
}

const maxProperties = 64;
const codePageId = 1;
const titleId = 2;
const createdId = 12;
const savedId = 13;
const applicationId = 18;

/** Title, program and dates of a summary information stream ([MS-OLEPS] 2.21, 3.1.2). */
export function readSummary(file: CompoundFile): DocumentProperties {
  const stream = file.find('/\u0005SummaryInformation');
  if (stream === null) return noProperties;
  try {
    return readPropertySet(stream);
  } catch {
    // Offsets that lead nowhere: a document without properties reads as well.
    return noProperties;
  }
}

function readPropertySet(stream: Buffer): DocumentProperties {
  const start = stream.readUInt32LE(44);
  const count = Math.min(stream.readUInt32LE(start + 4), maxProperties);
  const offsets = new Map<number, number>();
  for (let i = 0; i < count; i++) {
    const at = start + 8 + i * 8;
    offsets.set(stream.readUInt32LE(at), start + stream.readUInt32LE(at + 4));
  }
  const codePageAt = offsets.get(codePageId);
  const codePage = codePageAt === undefined ? 0 : stream.readUInt16LE(codePageAt + 4);
  const text = (id: number) => readString(stream, offsets.get(id), codePage);
  return {
    title: readWords(text(titleId)),
    producer: readWords(text(applicationId)),
    createdAt: readFileTime(stream, offsets.get(createdId)),
    modifiedAt: readFileTime(stream, offsets.get(savedId)),
    pageCount: null,
  };
}

function readString(stream: Buffer, at: number | undefined, codePage: number): string {
  if (at === undefined) return '';
  const type = stream.readUInt16LE(at);
  const length = stream.readUInt32LE(at + 4);
  const isWide = type === 0x1f || codePage === 1200;
  const bytes = stream.subarray(at + 8, at + 8 + Math.min(length * (type === 0x1f ? 2 : 1), 2000));
  const encoding = isWide
    ? 'utf-16le'
    : codePage === 65001
      ? 'utf-8'
      : codePage === 1252
        ? 'windows-1252'
        : 'windows-874';
  return new TextDecoder(encoding).decode(bytes).replace(/\0[\s\S]*$/, '');
}

/** 100 ns since 1601; times before 1990 are durations or nothing. */
function readFileTime(stream: Buffer, at: number | undefined): string | null {
  if (at === undefined || stream.readUInt16LE(at) !== 0x40) return null;
  const sinceEpochMs = Number(stream.readBigUInt64LE(at + 4) / 10_000n) - 11_644_473_600_000;
  return sinceEpochMs < Date.UTC(1990, 0) || sinceEpochMs > Date.UTC(9999, 0)
    ? null
    : new Date(sinceEpochMs).toISOString();
}
