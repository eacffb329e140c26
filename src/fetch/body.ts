import { pipeline, Readable, type Duplex } from 'node:stream';
import { constants, createBrotliDecompress, createGunzip, createInflate, createInflateRaw } from 'node:zlib';
import { FetchFailure } from './outcomes.ts';

/** What is read of a body. */
export interface BodyLimits {
  maxWireBytes: number;
  /** after decompression, and between two encodings */
  maxBytes: number;
  /** `refuse` raises an error past a limit; `truncate` gives what came until then */
  onExcess: 'refuse' | 'truncate';
  /** told of every piece as it comes off the wire, in bytes, also of a body that ends in an error */
  onWireBytes?: (bytes: number) => void;
}

const maxEncodings = 5;
/** decompressed ÷ wire; the most that gzip can do is 1,032 */
const maxRatio = 100;
/** below this much, a high ratio is a short page of spaces and harms nobody */
const ratioFreeBytes = 1_048_576;

type Chunks = AsyncIterable<Uint8Array>;

/**
 * A truncated stream gives what it has: browsers show such pages too. Brotli has no magic number and cannot be
 * told from an unencoded body, gzip and deflate can (RFC 1952 §2.3.1, RFC 1950 §2.2).
 */
function chooseDecoder(encoding: string, first: Uint8Array): Duplex | null {
  const lenient = { finishFlush: constants.Z_SYNC_FLUSH };
  switch (encoding) {
    case 'gzip':
    case 'x-gzip':
      return first[0] === 0x1f && (first.length < 2 || first[1] === 0x8b) ? createGunzip(lenient) : null;
    case 'deflate': {
      const hasZlibHeader =
        first.length >= 2 &&
        ((first[0] ?? 0) & 0x0f) === 8 &&
        (((first[0] ?? 0) << 8) | (first[1] ?? 0)) % 31 === 0;
      return hasZlibHeader ? createInflate(lenient) : createInflateRaw(lenient);
    }
    case 'br':
      return createBrotliDecompress({ finishFlush: constants.BROTLI_OPERATION_FLUSH });
    default:
      // servers also write `none`, `utf-8` or `identity` here
      return null;
  }
}

/** At least two bytes, so that the kind of stream can be seen; null at the end of an empty body. */
async function takeFirst(chunks: AsyncIterator<Uint8Array>): Promise<Uint8Array | null> {
  let first: Uint8Array | null = null;
  while (first === null || first.length < 2) {
    const next = await chunks.next();
    if (next.done === true) break;
    first = first === null ? next.value : Buffer.concat([first, next.value]);
  }
  return first;
}

async function* putBack(first: Uint8Array, rest: AsyncIterator<Uint8Array>): Chunks {
  yield first;
  for (let next = await rest.next(); next.done !== true; next = await rest.next()) yield next.value;
}

async function* decodeOnce(source: Chunks, encoding: string): Chunks {
  const chunks = source[Symbol.asyncIterator]();
  try {
    const first = await takeFirst(chunks);
    if (first === null) return;
    const decoder = chooseDecoder(encoding, first);
    const whole = putBack(first, chunks);
    if (decoder === null) {
      yield* whole;
      return;
    }
    // the callback only keeps the error from being thrown twice: the loop below sees it as well
    pipeline(Readable.from(whole, { objectMode: false }), decoder, () => undefined);
    try {
      for await (const chunk of decoder) yield chunk as Uint8Array;
    } finally {
      decoder.destroy();
    }
  } finally {
    await chunks.return?.();
  }
}

/** Encodings in the order in which they are to be undone: the last one named was applied last (RFC 9110 §8.4). */
function listEncodings(contentEncoding: string | null): string[] {
  const names = (contentEncoding ?? '').toLowerCase().split(',');
  return names
    .map((name) => name.trim())
    .filter((name) => name !== '' && name !== 'identity')
    .toReversed();
}

/**
 * Reads and decompresses a body within limits; the stream is closed afterwards, whether read to its end or not.
 * @throws FetchFailure past a limit that refuses, and the stream's or the decoder's own errors
 */
export async function readBody(
  stream: Readable,
  contentEncoding: string | null,
  limits: BodyLimits,
): Promise<Uint8Array> {
  const encodings = listEncodings(contentEncoding);
  let wireBytes = 0;
  let isCut = false;

  function excess(code: 'TOO_LARGE' | 'RATIO_TOO_HIGH', message: string): void {
    if (limits.onExcess === 'refuse') throw new FetchFailure(code, message);
    isCut = true;
  }

  async function* countWire(source: Chunks): Chunks {
    for await (const chunk of source) {
      wireBytes += chunk.length;
      limits.onWireBytes?.(chunk.length);
      if (wireBytes > limits.maxWireBytes) excess('TOO_LARGE', `more than ${limits.maxWireBytes} bytes`);
      yield chunk;
      if (isCut) return;
    }
  }

  async function* countDecoded(source: Chunks): Chunks {
    let bytes = 0;
    for await (const chunk of source) {
      bytes += chunk.length;
      if (bytes > limits.maxBytes)
        excess('TOO_LARGE', `more than ${limits.maxBytes} bytes when decompressed`);
      else if (bytes > ratioFreeBytes && bytes > maxRatio * wireBytes) {
        excess('RATIO_TOO_HIGH', `decompresses to more than ${maxRatio} times its size`);
      }
      yield bytes > limits.maxBytes ? chunk.subarray(0, chunk.length - (bytes - limits.maxBytes)) : chunk;
      if (isCut) return;
    }
  }

  try {
    // each name in the list costs a decoder: CVE-2022-32206 of curl, GHSA-gm62-xv2j-4w53 of urllib3
    if (encodings.length > maxEncodings)
      throw new FetchFailure('TOO_MANY_ENCODINGS', `${encodings.length} encodings`);
    let chunks = countWire(stream as Chunks);
    for (const encoding of encodings) chunks = countDecoded(decodeOnce(chunks, encoding));
    const parts: Uint8Array[] = [];
    for await (const chunk of countDecoded(chunks)) parts.push(chunk);
    return Buffer.concat(parts);
  } finally {
    // undici raises an error on a body that is left early, after everyone has gone
    stream.on('error', () => undefined).destroy();
  }
}

/**
 * Gives the memory of a body back at once. One that had to wait is long-lived to V8, which would let bodies of some hundred pages
 * gather before it looks for them. A short body shares its buffer with others, and stays.
 */
export function releaseBody({ buffer, byteLength }: Uint8Array): void {
  if (buffer instanceof ArrayBuffer && buffer.byteLength === byteLength) buffer.transfer(0);
}
