import { isDeepStrictEqual } from 'node:util';
import { type DerivedFiles } from '../cache/derived-files.ts';

const kind = 'yaml';

/** The plain value of a YAML file as it was read before; undefined where it is not kept. */
export function findPlainYaml(derived: DerivedFiles, source: string | Uint8Array): unknown {
  const kept = derived.read(kind, [source]);
  return kept === null ? undefined : JSON.parse(kept.toString('utf8'));
}

/** Keeps the plain value of a YAML file that was read without an error. */
export function keepPlainYaml(derived: DerivedFiles, source: string | Uint8Array, plain: unknown): void {
  const json = JSON.stringify(plain) as string | undefined;
  // YAML knows values that JSON does not: .inf, .nan, nothing at all.
  if (json === undefined || !isDeepStrictEqual(JSON.parse(json), plain)) return;
  derived.write(kind, [source], Buffer.from(json));
}

/** Reads YAML by `parse`, or what was kept when it was read before. */
export function parseKeptYaml(derived: DerivedFiles, parse: (text: string) => unknown): typeof parse {
  return (text) => {
    const known = findPlainYaml(derived, text);
    if (known !== undefined) return known;
    const plain = parse(text);
    keepPlainYaml(derived, text, plain);
    return plain;
  };
}
