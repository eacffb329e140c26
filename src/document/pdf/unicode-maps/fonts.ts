import type { PlainObject } from './plain-objects.ts';
import { parseUnicodeMap } from './unicode-map.ts';
import type { UnicodeMap } from './unicode-map.ts';

/** A font whose ToUnicode map can be read. */
export interface MappedFont {
  /** number of its ToUnicode object */
  map: number;
  codeLength: 1 | 2;
}

/** The fonts of a file, as far as one name stands for one of them. */
export interface Fonts {
  /** by their names in the resources */
  byName: Map<string, MappedFont>;
  /** ToUnicode object → what it holds */
  maps: Map<number, { source: string; map: UnicodeMap }>;
}

/** More names than any document has fonts. */
const maxNames = 20_000;

/** Finds the fonts that resources name; null where a dictionary of them cannot be read, so that no name is sure. */
export function findFonts(
  objects: ReadonlyMap<number, PlainObject>,
  readStream: (object: PlainObject) => string | null,
): Fonts | null {
  const names = findNames(objects);
  if (names === null) return null;
  const maps: Fonts['maps'] = new Map();
  const byObject = new Map<number, MappedFont | null>();
  const byName: Fonts['byName'] = new Map();
  for (const [name, number] of names) {
    if (number === null) continue;
    let font = byObject.get(number);
    if (font === undefined) {
      font = readFont(objects, number, maps, readStream);
      byObject.set(number, font);
    }
    if (font !== null) byName.set(name, font);
  }
  return { byName, maps };
}

/** Resource name → object number, null where the name stands for several. */
function findNames(objects: ReadonlyMap<number, PlainObject>): Map<string, number | null> | null {
  const names = new Map<string, number | null>();
  const dictionaries = new Set<string>();
  for (const { head } of objects.values()) {
    for (const match of head.matchAll(
      /\/Font\s{0,8}(?:<<([^<>]*)(>>)?|([0-9]{1,9})\s{1,4}[0-9]{1,5}\s{1,4}R)/g,
    )) {
      const [, entries, end, reference] = match;
      if (reference === undefined) {
        if (end === undefined) return null;
        dictionaries.add(entries ?? '');
      } else {
        const body = objects.get(Number(reference))?.head ?? '';
        const inner = /^\s*<<([^<>]*)>>\s*$/.exec(body)?.[1];
        if (inner === undefined) return null;
        dictionaries.add(inner);
      }
    }
  }
  const entry = /\/([^\s()<>[\]{}/%]{1,127})\s{1,4}([0-9]{1,9})\s{1,4}[0-9]{1,5}\s{1,4}R/g;
  for (const entries of dictionaries) {
    if (entries.replaceAll(entry, '').trim() !== '') return null;
    for (const [, name = '', digits] of entries.matchAll(entry)) {
      const number = Number(digits);
      names.set(name, names.has(name) && names.get(name) !== number ? null : number);
      if (names.size > maxNames) return null;
    }
  }
  return names;
}

/** Codes of one byte in simple fonts, of two in composite ones; a map that tells otherwise is not trusted. */
function readFont(
  objects: ReadonlyMap<number, PlainObject>,
  number: number,
  maps: Fonts['maps'],
  readStream: (object: PlainObject) => string | null,
): MappedFont | null {
  const head = objects.get(number)?.head ?? '';
  const reference = /\/ToUnicode\s{0,4}([0-9]{1,9})\s{1,4}[0-9]{1,5}\s{1,4}R/.exec(head)?.[1];
  const object = reference === undefined ? undefined : objects.get(Number(reference));
  if (object === undefined) return null;
  const isComposite = /\/Subtype\s{0,4}\/Type0\b/.test(head);
  if (isComposite && !/\/Encoding\s{0,4}\/Identity-[HV]\b/.test(head)) return null;
  let known = maps.get(object.number);
  if (known === undefined) {
    const source = readStream(object);
    const map = source === null ? null : parseUnicodeMap(source);
    if (source === null || map === null) return null;
    known = { source, map };
    maps.set(object.number, known);
  }
  const { codeLength } = known.map;
  return codeLength === (isComposite ? 2 : 1) ? { map: object.number, codeLength } : null;
}
