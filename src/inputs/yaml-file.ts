import { isMap, isScalar, isSeq, LineCounter, parseDocument, type Node, type YAMLMap } from 'yaml';
import { InputError } from './error.ts';
import { readUtf8 } from './utf8-text.ts';

const maxBytes = 2_000_000;

/** A YAML file read as a map of plain values, each with the line that it stands on. */
export interface YamlFile {
  /** values by key, as written */
  top: ReadonlyMap<string, YamlEntry>;
}

export interface YamlEntry {
  /** from 1 */
  line: number;
  value: unknown;
  /** entries of a list of maps, in order; empty for anything else */
  rows: { line: number; fields: ReadonlyMap<string, YamlEntry> }[];
}

/**
 * Reads a YAML file that a person wrote.
 *
 * @throws InputError for what is no UTF-8, no YAML or no map of keys, with its line
 */
export function readYamlFile(name: string, bytes: Uint8Array): YamlFile {
  const fail = (message: string, line: number | null = null): InputError =>
    new InputError([{ file: name, line, message }]);
  const source = readUtf8(
    name,
    bytes,
    maxBytes,
    'ไฟล์ใหญ่เกินไป · the file is too large to be filled in by hand.',
  );
  const lines = new LineCounter();
  const document = parseDocument(source, { lineCounter: lines, prettyErrors: false });
  const first = document.errors[0];
  if (first !== undefined) {
    throw fail(
      `รูปแบบ YAML ไม่ถูกต้อง · this is not YAML: ${first.message.split('\n')[0] ?? ''}`,
      lines.linePos(first.pos[0]).line,
    );
  }
  const { contents } = document;
  if (!isMap(contents)) {
    throw fail(
      'ต้องขึ้นต้นด้วย "checklist: ita-2568" · it has to begin with the checklist, "checklist: ita-2568".',
      1,
    );
  }
  const lineOf = (node: unknown): number => {
    const range = (node as Node | null)?.range;
    return range === null || range === undefined ? 1 : lines.linePos(range[0]).line;
  };
  const fieldsOf = (map: YAMLMap): Map<string, YamlEntry> =>
    new Map(
      map.items.map(({ key, value }) => [
        isScalar(key) ? String(key.value) : String(key),
        {
          line: lineOf(key),
          value: isScalar(value) ? (value.source ?? value.value) : isSeq(value) ? value.toJSON() : value,
          rows: isSeq(value)
            ? value.items.flatMap((item) =>
                isMap(item) ? [{ line: lineOf(item), fields: fieldsOf(item) }] : [],
              )
            : [],
        },
      ]),
    );
  return { top: fieldsOf(contents) };
}

/** A value as a person wrote it, trimmed; empty for what is absent or null. */
export function textOf(entry: YamlEntry | undefined): string {
  const { value } = entry ?? { value: null };
  if (value === null || value === undefined) return '';
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value).trim()
    : '';
}
