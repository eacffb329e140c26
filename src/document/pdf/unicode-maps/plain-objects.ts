import { inflateSync } from 'node:zlib';

/** An object of a PDF that stands in the file as it is, not inside an object stream. */
export interface PlainObject {
  number: number;
  generation: number;
  /** what stands before its stream; all of it where it has none */
  head: string;
  /** where its stream's bytes lie */
  stream: { start: number; end: number } | null;
}

/** More objects than any document that people write; a hostile file has one in eight bytes. */
const maxObjects = 300_000;
const maxStreamBytes = 16 * 1024 * 1024;
const maxAllBytes = 64 * 1024 * 1024;

/**
 * Finds `N G obj … endobj` in a file read as Latin-1; of several with one number the last counts, as it does where a
 * file was written on to. Null where there are too many. Every search goes on from where the last one ended, so that
 * no file takes more than linear time.
 */
export function scanObjects(source: string): Map<number, PlainObject> | null {
  const objects = new Map<number, PlainObject>();
  const findObject = createFinder(source, ' obj');
  const findStream = createFinder(source, 'stream');
  const findStreamEnd = createFinder(source, 'endstream');
  const findEnd = createFinder(source, 'endobj');
  let seen = 0;
  let at = findObject(0);
  while (at < source.length) {
    const start = at + 4;
    const id = /(?<![0-9])([0-9]{1,9})[\s]{1,4}([0-9]{1,5})$/.exec(source.slice(Math.max(at - 20, 0), at));
    if (id !== null) {
      seen += 1;
      if (seen > maxObjects) return null;
      let stream = findStream(start);
      let end = findEnd(start);
      // a title may hold the word too
      while (stream < end && !isStreamKeyword(source, stream)) stream = findStream(stream + 1);
      let place: PlainObject['stream'] = null;
      if (stream < end) {
        place = placeStream(source, source.slice(start, stream), stream, findStreamEnd);
        if (place === null) break;
        end = findEnd(place.end);
      }
      if (end >= source.length) break;
      const number = Number(id[1]);
      const head = source.slice(start, place === null ? end : stream);
      objects.set(number, { number, generation: Number(id[2]), head, stream: place });
      at = findObject(end);
    } else {
      at = findObject(start);
    }
  }
  return objects;
}

/** Searches from places that never go back; past the end where there is no more. */
function createFinder(source: string, word: string): (from: number) => number {
  let found = -1;
  return (from) => {
    if (found >= from) return found;
    const next = source.indexOf(word, from);
    found = next === -1 ? Number.POSITIVE_INFINITY : next;
    return found;
  };
}

function isStreamKeyword(source: string, at: number): boolean {
  return /[\r\n]/.test(source[at + 'stream'.length] ?? '') && />>\s{0,4}$/.test(source.slice(at - 6, at));
}

function placeStream(
  source: string,
  head: string,
  keyword: number,
  findStreamEnd: (from: number) => number,
): PlainObject['stream'] {
  let start = keyword + 'stream'.length;
  if (source[start] === '\r') start += 1;
  if (source[start] === '\n') start += 1;
  const length = /\/Length\s{0,4}([0-9]{1,9})(?!\s{1,4}[0-9]{1,5}\s{1,4}R|[0-9])/.exec(head);
  if (length !== null) {
    const end = start + Number(length[1]);
    if (/^\s{0,2}endstream/.test(source.slice(end, end + 11))) return { start, end };
  }
  const end = findStreamEnd(start);
  return end < source.length ? { start, end } : null;
}

/**
 * Gives the content of streams as Latin-1, null where it cannot be had: other filters than Flate, damage, too much.
 * What it has opened adds up; beyond the sum there is no more.
 */
export function createStreamReader(bytes: Uint8Array): (object: PlainObject) => string | null {
  let left = maxAllBytes;
  return ({ head, stream }) => {
    const limit = Math.min(left, maxStreamBytes);
    if (stream === null || limit <= 0 || /\/DecodeParms|\/F\s{0,4}[(<]/.test(head)) return null;
    const raw = bytes.subarray(stream.start, stream.end);
    let content: Uint8Array = raw;
    if (/\/Filter/.test(head)) {
      if (!/\/Filter\s{0,4}(?:\/FlateDecode|\[\s{0,4}\/FlateDecode\s{0,4}\])/.test(head)) return null;
      try {
        // the sum is kept even where it fails at the end of what it may give
        left -= limit;
        content = inflateSync(raw, { maxOutputLength: limit });
        left += limit;
      } catch {
        return null;
      }
    }
    left -= content.length;
    if (content.length > limit) return null;
    return Buffer.from(content.buffer, content.byteOffset, content.byteLength).toString('latin1');
  };
}
