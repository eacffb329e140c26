import type { Cue } from '../checklist/schema.ts';
import { tidy } from '../text/normalise.ts';
import { findPhrase, prepareText } from '../text/phrase.ts';
import type { Content } from './content.ts';
import { type CueFinding, nothing, unsure } from './cue-finding.ts';
import { type ContentTable, quoteColumns, readTable } from './table.ts';

/** Looks for a table with the asked columns, something under each of them; a table on its side counts too. */
export function findColumns(cue: Extract<Cue, { kind: 'columns' }>, content: Content): CueFinding {
  let isUnsure = false;
  for (const table of content.tables) {
    if (table.rowCount === 0) continue;
    const { columns, rows } = readTable(table);
    if (rows.length === 0) continue;
    const filled = columns.filter((column) => column.filled > 0).map(({ label }) => label);
    const names =
      countGroups(cue, filled) >= cue.min ? columns.map(({ label }) => label) : turnedNames(cue, table);
    if (names !== null) return { found: true, quote: quoteColumns(names), page: table.page };
    // A dash may say "none" and may say "to be filled in": a person has to tell.
    const named = columns.filter((column) => column.filled + column.dashes > 0).map(({ label }) => label);
    isUnsure ||= countGroups(cue, named) >= cue.min;
  }
  return isUnsure ? unsure : nothing;
}

/** A wider table with words in its first column lists things there and is not turned. */
const maxTurnedColumns = 3;
/** So much may stand beside a word in the name of a row; more is the name of a project. */
const maxBesideWordChars = 14;

/** Forms and manuals often turn the table: the headings then stand in the first column. */
function turnedNames(cue: Extract<Cue, { kind: 'columns' }>, table: ContentTable): string[] | null {
  const rows = [table.header, ...table.rows].filter((row) => row.slice(1).some((cell) => cell.trim() !== ''));
  const width = Math.max(0, ...rows.map((row) => row.length));
  if (width > maxTurnedColumns || (width > 2 && table.header.length > 0)) return null;
  const names = rows.map((row) => prepareText(tidy(row[0] ?? '')));
  const shown = cue.groups.flatMap((group) => {
    const name = names.find((text) =>
      group.some(
        (word) => text.original.length <= word.length + maxBesideWordChars && findPhrase(text, word) !== null,
      ),
    );
    return name === undefined ? [] : [name.original];
  });
  return shown.length >= cue.min ? shown : null;
}

function countGroups(cue: Extract<Cue, { kind: 'columns' }>, names: readonly string[]): number {
  const text = prepareText(names.join('\n'));
  return cue.groups.filter((group) => group.some((word) => findPhrase(text, word) !== null)).length;
}
