import { isMap, isNode, isPair, isScalar, isSeq } from 'yaml';
import type { Document, Pair } from 'yaml';

export type PathPart = string | number;

/**
 * Offset in the file of the value at `path`, of its key with `atKey`. Where the path leads to something
 * that is not there, the offset of the nearest thing around it that is.
 */
export function locate(document: Document.Parsed, path: readonly PathPart[], atKey: boolean): number {
  let node: unknown = document.contents;
  let offset = startOf(node, 0);
  for (const [index, part] of path.entries()) {
    const isLast = index === path.length - 1;
    if (isMap(node)) {
      const pair = node.items.find((candidate) => keyOf(candidate) === String(part));
      if (pair === undefined) return offset;
      const keyOffset = startOf(pair.key, offset);
      if (isLast && atKey) return keyOffset;
      offset = startOf(pair.value, keyOffset);
      node = pair.value;
    } else if (isSeq(node) && typeof part === 'number') {
      const item = node.items[part];
      if (item === undefined) return offset;
      offset = startOf(item, offset);
      node = item;
    } else {
      return offset;
    }
  }
  return offset;
}

function keyOf(pair: Pair): string {
  return isScalar(pair.key) ? String(pair.key.value) : String(pair.key);
}

function startOf(node: unknown, otherwise: number): number {
  if (isPair(node)) return startOf(node.key, otherwise);
  if (!isNode(node)) return otherwise;
  return node.range?.[0] ?? otherwise;
}
