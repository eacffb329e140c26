import { gunzipSync, gzipSync } from 'node:zlib';

/** What we packed is never larger; more is not our row. */
const maxUnpackedBytes = 256 * 1024 * 1024;

/** JSON, compressed for a row. */
export function packJson(value: unknown): Uint8Array {
  return packText(JSON.stringify(value));
}

/** Text, compressed for a row. */
export function packText(text: string): Uint8Array {
  return gzipSync(text);
}

/** @throws when the bytes are damaged */
export function unpackText(bytes: Uint8Array): string {
  return gunzipSync(bytes, { maxOutputLength: maxUnpackedBytes }).toString('utf8');
}

/** @throws when the bytes are damaged or hold no JSON */
export function unpackJson(bytes: Uint8Array): unknown {
  return JSON.parse(unpackText(bytes));
}
