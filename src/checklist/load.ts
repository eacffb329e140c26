import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { isAlias, LineCounter, parseDocument, visit } from 'yaml';
import type { Document } from 'yaml';
import { type DerivedFiles, noDerivedFiles } from '../cache/derived-files.ts';
import { crossCheck } from './cross-check.ts';
import { ChecklistError } from './error.ts';
import type { ChecklistProblem } from './error.ts';
import { describeIssue } from './issues.ts';
import { findPlainYaml, keepPlainYaml } from './kept-yaml.ts';
import { locate } from './locate.ts';
import type { PathPart } from './locate.ts';
import { checklistSchema } from './schema.ts';
import type { LoadedChecklist } from './schema.ts';

const maxChecklistBytes = 4_000_000;

/** Enough for anchors written by hand; a file that multiplies itself by aliases needs thousands. */
const maxAliasCount = 100;

interface Found {
  path: PathPart[];
  message: string;
  expected: string | null;
  /** the key itself is wrong, not its value */
  atKey?: boolean;
}

/**
 * Reads a checklist from the bytes of its YAML file; touches no disk.
 *
 * @param path how the file is named in messages
 * @param keep is given the plain value of a file without problems
 * @throws ChecklistError with every problem and its line and column: syntax, duplicate or unknown keys,
 *   values that the format does not know, codes that do not exist, shares that do not add up to 1
 */
export function loadChecklist(
  path: string,
  bytes: Uint8Array,
  keep: (plain: unknown) => void = () => undefined,
): LoadedChecklist {
  const fail = (message: string, expected: string | null = null, line = 1, column = 1): ChecklistError =>
    new ChecklistError([{ file: path, line, column, path: '', message, expected }]);

  if (bytes.byteLength > maxChecklistBytes) {
    throw fail(`the file is larger than ${maxChecklistBytes} bytes, so it is no checklist`);
  }
  const source = decodeUtf8(bytes);
  if (source === null) throw fail('the file is not saved as UTF-8; save it again with the encoding UTF-8');

  const lines = new LineCounter();
  const document = parse(source, lines, fail);
  if (document.errors.length > 0) {
    throw new ChecklistError(
      document.errors.map((error) => {
        const at = lines.linePos(error.pos[0]);
        return {
          file: path,
          line: at.line,
          column: at.col,
          path: '',
          ...describeSyntax(error.code, error.message),
        };
      }),
    );
  }

  const problem = (found: Found): ChecklistProblem => {
    const at = lines.linePos(locate(document, found.path, found.atKey === true));
    const { message, expected } = found;
    return { file: path, line: at.line, column: at.col, path: formatPath(found.path), message, expected };
  };
  const plain = toPlain(document, lines, fail);
  const parsed = checklistSchema.safeParse(plain);
  if (!parsed.success) {
    throw new ChecklistError(
      parsed.error.issues.flatMap((issue) => describeIssue(issue, document)).map(problem),
    );
  }
  const crossed = crossCheck(parsed.data);
  if (crossed.length > 0) throw new ChecklistError(crossed.map(problem));
  keep(plain);
  return { checklist: parsed.data, sha256: sha256Of(bytes), path };
}

/**
 * Reads a checklist file from disk.
 *
 * @param derived where its plain value is kept for the next time
 * @throws ChecklistError as `loadChecklist` does, and when the file cannot be read
 */
export async function readChecklist(
  path: string,
  derived: DerivedFiles = noDerivedFiles,
): Promise<LoadedChecklist> {
  let bytes: Uint8Array;
  try {
    bytes = await readFile(path);
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    const message =
      reason === 'ENOENT' ? 'there is no such file; check its name' : `the file cannot be opened (${reason})`;
    throw new ChecklistError([{ file: path, line: 1, column: 1, path: '', message, expected: null }]);
  }
  return (
    readKept(path, bytes, derived) ??
    loadChecklist(path, bytes, (plain) => keepPlainYaml(derived, bytes, plain))
  );
}

/** Null where the file has to be read itself: nothing is kept, or there are problems to be told with their place. */
function readKept(path: string, bytes: Uint8Array, derived: DerivedFiles): LoadedChecklist | null {
  const parsed = checklistSchema.safeParse(findPlainYaml(derived, bytes));
  if (!parsed.success || crossCheck(parsed.data).length > 0) return null;
  return { checklist: parsed.data, sha256: sha256Of(bytes), path };
}

function sha256Of(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

type Fail = (message: string, expected?: string | null, line?: number, column?: number) => ChecklistError;

function decodeUtf8(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

function parse(source: string, lines: LineCounter, fail: Fail): Document.Parsed {
  try {
    return parseDocument(source, { lineCounter: lines, prettyErrors: false, uniqueKeys: true });
  } catch (error) {
    // The parser recurses: thousands of nested brackets end its stack.
    if (error instanceof RangeError) throw fail('the file is nested too deeply to be a checklist');
    throw error;
  }
}

function toPlain(document: Document.Parsed, lines: LineCounter, fail: Fail): unknown {
  try {
    return document.toJS({ maxAliasCount });
  } catch (error) {
    if (!(error instanceof ReferenceError) && !(error instanceof RangeError)) throw error;
    const at = lines.linePos(findFirstAlias(document));
    throw fail(
      'the file repeats itself too often through aliases (*name); write the parts out',
      null,
      at.line,
      at.col,
    );
  }
}

function findFirstAlias(document: Document.Parsed): number {
  let offset = 0;
  visit(document, (_key, node) => {
    if (!isAlias(node)) return undefined;
    offset = node.range?.[0] ?? 0;
    return visit.BREAK;
  });
  return offset;
}

function describeSyntax(code: string, message: string): { message: string; expected: string | null } {
  const plain = message.replace(/\.$/, '');
  switch (code) {
    case 'DUPLICATE_KEY':
      return { message: 'this key stands twice in the same place; delete one of the two', expected: null };
    case 'TAB_AS_INDENT':
      return { message: 'the line is indented with a tab; use spaces', expected: null };
    case 'BAD_INDENT':
      return {
        message: `the indentation is wrong: ${plain}`,
        expected: 'the same number of spaces as its neighbours',
      };
    case 'MULTIPLE_DOCS':
      return { message: 'the file holds two documents; delete the line "---" between them', expected: null };
    default:
      return { message: `this is not YAML: ${plain}`, expected: null };
  }
}

function formatPath(path: readonly PathPart[]): string {
  return path.reduce<string>((text, part) => {
    if (typeof part === 'number') return `${text}[${part}]`;
    return text === '' ? part : `${text}.${part}`;
  }, '');
}
