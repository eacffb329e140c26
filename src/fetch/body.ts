import { pipeline, Readable, type Duplex } from 'node:stream';
import { constants, createBrotliDecompress, createGunzip, createInflate, createInflateRaw } from 'node:zlib';
import { BodyBytes } from './body-bytes.ts';
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

/** Where a body comes from. */
export interface BodyFlow {
  pause(): void;
  resume(): void;
  /** nothing more is wanted; after the last part it does nothing */
  stop(reason: Error): void;
}

/** Takes in one body. */
export interface BodySink {
  /** true: the part was copied, and its memory is no longer wanted */
  take(part: Uint8Array): boolean;
  end(): void;
  fail(error: Error): void;
  /**
   * the body, decompressed and within its limits
   * @throws FetchFailure past a limit that refuses, and the flow's or the decoder's own errors
   */
  body: Promise<Uint8Array>;
}

/** Why a flow is stopped when all that is wanted of it came; nobody is told. */
const enough = new Error('no more is wanted');

/**
 * Reads and decompresses a body within limits; its flow is stopped where it is not read to its end.
 *
 * @param declaredBytes on the wire, as the server says; NaN where it does not
 */
export function receiveBody(
  contentEncoding: string | null,
  limits: BodyLimits,
  declaredBytes: number,
  flow: BodyFlow,
): BodySink {
  const encodings = listEncodings(contentEncoding);
  const counter = new LimitCounter(limits);
  return encodings.length === 0
    ? receivePlain(counter, declaredBytes, flow)
    : receiveEncoded(encodings, counter, flow);
}

/** Without encodings no stream is made: on most answers that cost more than the copying. */
function receivePlain(counter: LimitCounter, declaredBytes: number, flow: BodyFlow): BodySink {
  const bytes = new BodyBytes(declaredBytes);
  const { promise: body, resolve, reject } = Promise.withResolvers<Uint8Array>();
  let isOver = false;
  const end = (): void => {
    if (isOver) return;
    isOver = true;
    resolve(bytes.take());
  };
  const fail = (error: Error): void => {
    isOver = true;
    reject(error);
  };
  return {
    body,
    end,
    fail,
    take(part) {
      if (isOver) return true;
      try {
        counter.countWire(part);
        bytes.add(counter.limit(part, bytes.length));
        if (counter.isCut) {
          end();
          flow.stop(enough);
        }
      } catch (error) {
        fail(error as Error);
        flow.stop(error as Error);
      }
      return true;
    },
  };
}

function receiveEncoded(encodings: readonly string[], counter: LimitCounter, flow: BodyFlow): BodySink {
  const source = new Readable({
    read: () => flow.resume(),
    destroy(error, callback) {
      flow.stop(error ?? enough);
      callback(error);
    },
  });
  const read = async (): Promise<Uint8Array> => {
    try {
      // each name in the list costs a decoder: CVE-2022-32206 of curl, GHSA-gm62-xv2j-4w53 of urllib3
      if (encodings.length > maxEncodings)
        throw new FetchFailure('TOO_MANY_ENCODINGS', `${encodings.length} encodings`);
      const bytes = new BodyBytes(null);
      let parts = counter.countedWire(source as Chunks);
      for (const encoding of encodings) parts = counter.countedDecoded(decodeOnce(parts, encoding));
      for await (const part of counter.countedDecoded(parts)) bytes.add(part);
      return bytes.take();
    } finally {
      // a flow that ends in an error may say so after everyone has gone
      source.on('error', () => undefined).destroy();
    }
  };
  return {
    body: read(),
    end: () => source.push(null),
    fail: (error) => source.destroy(error),
    take(part) {
      if (!source.destroyed && !source.push(part)) flow.pause();
      return false;
    },
  };
}

/** Holds one body to its limits. */
class LimitCounter {
  readonly #limits: BodyLimits;
  #wireBytes = 0;
  /** a limit that truncates was reached: nothing more is wanted */
  isCut = false;

  constructor(limits: BodyLimits) {
    this.#limits = limits;
  }

  countWire(part: Uint8Array): void {
    const { maxWireBytes, onWireBytes } = this.#limits;
    this.#wireBytes += part.length;
    onWireBytes?.(part.length);
    if (this.#wireBytes > maxWireBytes) this.#exceed('TOO_LARGE', `more than ${maxWireBytes} bytes`);
  }

  /** What of a part is wanted, after so many bytes of the same stage. */
  limit(part: Uint8Array, before: number): Uint8Array {
    const { maxBytes } = this.#limits;
    const bytes = before + part.length;
    if (bytes > maxBytes) this.#exceed('TOO_LARGE', `more than ${maxBytes} bytes when decompressed`);
    else if (bytes > ratioFreeBytes && bytes > maxRatio * this.#wireBytes)
      this.#exceed('RATIO_TOO_HIGH', `decompresses to more than ${maxRatio} times its size`);
    return bytes > maxBytes ? part.subarray(0, maxBytes - before) : part;
  }

  async *countedWire(source: Chunks): Chunks {
    for await (const part of source) {
      this.countWire(part);
      yield part;
      if (this.isCut) return;
    }
  }

  async *countedDecoded(source: Chunks): Chunks {
    let bytes = 0;
    for await (const part of source) {
      yield this.limit(part, bytes);
      bytes += part.length;
      if (this.isCut) return;
    }
  }

  #exceed(code: 'TOO_LARGE' | 'RATIO_TOO_HIGH', message: string): void {
    if (this.#limits.onExcess === 'refuse') throw new FetchFailure(code, message);
    this.isCut = true;
  }
}

/**
 * Gives the memory of a body back at once. One that had to wait is long-lived to V8, which would let bodies of some hundred pages
 * gather before it looks for them. What shares its buffer with others stays.
 */
export function releaseBody({ buffer, byteLength }: Uint8Array): void {
  if (buffer instanceof ArrayBuffer && buffer.byteLength === byteLength) buffer.transfer(0);
}
