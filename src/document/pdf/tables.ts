import { findCorridors, minTableLines } from './corridors.ts';
import type { Corridor } from './corridors.ts';
import { extendSegment, findUsualSize, headingFactor, sharesLine } from './lines.ts';
import type { Line, Segment } from './lines.ts';
import { countHeaderRows, mergeHeader, writeRow } from './table-rows.ts';
import type { Cell, Piece } from './table-rows.ts';

/** A table on a page: its rows from top to bottom, "" where a cell is empty. */
export interface PageTable {
  /** the words that stand in it */
  words: Segment[];
  /** cells that cover several columns stand in each of them in the header and in the first of them elsewhere */
  header: string[];
  rows: string[][];
}

/** A list's own marks: no column of a table. */
const listMark = /^(?:[([]?[0-9๐-๙]{1,2}(?:[.)][0-9๐-๙]{0,2})*[)\]]?|[ก-ฮ][.)]|[-–•●○▪*])$/u;
/** One narrow corridor needs that many lines to be no chance. */
const minLinesOfNarrow = 5;
/** No blank of prose is wider, in sizes of its letters; justified Thai lines reach 0.8. */
const wideGap = 1;
/** Lines of one cell are at most that many sizes of its letters apart. */
const maxLineStep = 2.2;

/**
 * Rebuilds the tables of a page from where its words stand: columns are parted by white space that runs down
 * three lines or more; rows are what lies at one height once the lines of a cell are joined.
 */
export function findTables(lines: readonly Line[], pageWidth: number): PageTable[] {
  const tables: PageTable[] = [];
  let free = 0;
  for (const group of groupCorridors(findCorridors(lines))) {
    if (group.first < free) continue;
    const table = buildTable(lines, group, pageWidth, free);
    if (table === null) continue;
    tables.push(table.table);
    free = table.last + 1;
  }
  return tables;
}

interface Group {
  first: number;
  last: number;
  corridors: Corridor[];
}

function groupCorridors(corridors: readonly Corridor[]): Group[] {
  const groups: Group[] = [];
  for (const corridor of corridors.toSorted((a, b) => a.first - b.first || a.left - b.left)) {
    const group = groups.find((known) => corridor.first <= known.last && corridor.last >= known.first);
    if (group === undefined) {
      groups.push({ first: corridor.first, last: corridor.last, corridors: [corridor] });
      continue;
    }
    group.corridors.push(corridor);
    group.last = Math.max(group.last, corridor.last);
  }
  return groups.map(clipGroup);
}

/** A table of several columns begins and ends where two corridors run: one alone may reach into prose by chance. */
function clipGroup(group: Group): Group {
  if (group.corridors.length < 2) return group;
  const shared: number[] = [];
  for (let at = group.first; at <= group.last; at += 1) {
    if (group.corridors.filter((corridor) => corridor.first <= at && corridor.last >= at).length > 1)
      shared.push(at);
  }
  return { ...group, first: shared[0] ?? group.first, last: shared.at(-1) ?? group.last };
}

function buildTable(
  lines: readonly Line[],
  group: Group,
  pageWidth: number,
  free: number,
): { table: PageTable; last: number } | null {
  const words = lines.slice(group.first, group.last + 1).flatMap((line) => line.segments);
  const borders = chooseBorders(words, group.corridors);
  if (borders.length === 0) return null;
  const range = extendRange(lines, group, borders, free);
  const { last } = range;
  const first = skipHeadings(lines, range);
  const inside = lines.slice(first, last + 1);
  const segments = inside.flatMap((line, index) => joinLine(line, first + index, group.corridors));
  if (isRunningText(inside, borders) || isNoTable(inside, group, borders, pageWidth)) return null;
  const rows = stackRows(joinCells(segments.map((segment) => placePiece(segment, borders))));
  if (rows.length < minTableLines) return null;
  const width = borders.length + 1;
  const headerRows = countHeaderRows(rows, width);
  const header = headerRows === 0 ? [] : mergeHeader(rows.slice(0, headerRows), width);
  const body = rows.slice(headerRows).map((row) => writeRow(row, width));
  return { table: { words: inside.flatMap((line) => line.segments), header, rows: body }, last };
}

/** Middles of the corridors, left to right; two with no text between them are one. */
function chooseBorders(words: readonly Segment[], corridors: readonly Corridor[]): number[] {
  const sorted = corridors.toSorted((a, b) => a.left + a.right - b.left - b.right);
  const borders: number[] = [];
  for (const corridor of sorted) {
    const middle = (corridor.left + corridor.right) / 2;
    const last = borders.at(-1);
    if (last === undefined || words.some((word) => word.left > last - 1 && word.right < middle + 1)) {
      borders.push(middle);
    }
  }
  return borders;
}

/**
 * The lines above and below that belong to cells of the first and last row: they keep to one column and follow, or
 * lead to, its text in the content.
 */
function extendRange(
  lines: readonly Line[],
  group: Group,
  borders: readonly number[],
  free: number,
): { first: number; last: number } {
  let { first, last } = group;
  while (isContinuation(lines[last], lines[last + 1], borders)) last += 1;
  while (first > free && belongsAbove(lines[first - 1], lines[first], borders)) first -= 1;
  return { first, last };
}

/** The first line after the headings: lines of running text in larger letters, in whose blanks a corridor may run by chance. */
function skipHeadings(lines: readonly Line[], { first, last }: { first: number; last: number }): number {
  const usual = findUsualSize(lines.slice(first, last + 1).flatMap(({ segments }) => segments));
  let at = first;
  while (at < last && isHeading(lines[at], usual)) at += 1;
  return at;
}

function isHeading(line: Line | undefined, usual: number): boolean {
  return (
    line?.segments.every((word, index, all) => {
      const gap = index === 0 ? 0 : word.left - (all[index - 1]?.right ?? 0);
      return word.size >= usual * headingFactor && gap <= word.size * wideGap;
    }) === true
  );
}

function isContinuation(
  upper: Line | undefined,
  lower: Line | undefined,
  borders: readonly number[],
): boolean {
  if (upper === undefined || lower === undefined) return false;
  const size = lower.segments[0]?.size ?? 1;
  if (stepOf(upper, lower) > size * maxLineStep) return false;
  const fits = (line: Line): boolean =>
    line.segments.every((word) => !borders.some((border) => word.left < border && word.right > border));
  if (!fits(upper) || !fits(lower)) return false;
  const [fewer, other] = upper.segments.length < lower.segments.length ? [upper, lower] : [lower, upper];
  return fewer.segments.every((word) =>
    [...other.segments, ...fewer.segments].some(
      (neighbour) =>
        neighbour !== word &&
        columnOf(neighbour, borders) === columnOf(word, borders) &&
        (neighbour.lastOrder + 1 === word.order || word.lastOrder + 1 === neighbour.order),
    ),
  );
}

/** A cell of the header that covers several columns stands above where the line of the cells beside it is empty. */
function belongsAbove(upper: Line | undefined, lower: Line | undefined, borders: readonly number[]): boolean {
  if (upper === undefined || lower === undefined) return false;
  if (isContinuation(upper, lower, borders)) return true;
  const size = lower.segments[0]?.size ?? 1;
  const columns = new Set(lower.segments.map((word) => columnOf(word, borders)));
  const start = lower.segments[0]?.left ?? 0;
  return (
    stepOf(upper, lower) < size * maxLineStep &&
    lower.segments.length > 1 &&
    upper.segments.every((word) => {
      const { column, lastColumn } = placePiece(word, borders);
      for (let at = column; at <= lastColumn; at += 1) if (columns.has(at)) return false;
      return word.left >= start;
    })
  );
}

function stepOf(upper: Line, lower: Line): number {
  return (lower.top + lower.bottom - upper.top - upper.bottom) / 2;
}

function columnOf(word: Segment, borders: readonly number[]): number {
  return borders.filter((border) => border < (word.left + word.right) / 2).length;
}

/** Joins the words of a line unless a corridor that runs through it parts them. */
function joinLine(line: Line, at: number, corridors: readonly Corridor[]): Segment[] {
  const active = corridors.filter((corridor) => corridor.first <= at && corridor.last >= at);
  const joined: Segment[] = [];
  for (const word of line.segments) {
    const last = joined.at(-1);
    const isParted =
      last === undefined ||
      last.lastOrder + 1 !== word.order ||
      word.left - last.right > word.size * 2 ||
      active.some((corridor) => {
        const middle = (corridor.left + corridor.right) / 2;
        return middle > last.right - 0.5 && middle < word.left + 0.5;
      });
    if (isParted) joined.push({ ...word });
    else extendSegment(last, word, word.before === 'none' ? '' : ' ');
  }
  return joined;
}

/** Prose has blanks between its words and no wide gaps: of a table's rows most have a cell that does not fill its column. */
function isRunningText(lines: readonly Line[], borders: readonly number[]): boolean {
  let parted = 0;
  let wide = 0;
  for (const { segments } of lines) {
    const gaps = segments.slice(1).flatMap((word, index) => {
      const left = segments[index]?.right ?? 0;
      const isParted = borders.some((border) => border > left - 0.5 && border < word.left + 0.5);
      return isParted ? [(word.left - left) / word.size] : [];
    });
    if (gaps.length === 0) continue;
    parted += 1;
    if (gaps.some((gap) => gap > wideGap)) wide += 1;
  }
  return wide < parted * 0.5;
}

function isNoTable(
  lines: readonly Line[],
  group: Group,
  borders: readonly number[],
  pageWidth: number,
): boolean {
  const wide = group.corridors.filter((corridor) => corridor.isWide);
  const [main] = wide.length === 1 ? wide : group.corridors;
  if (main === undefined) return true;
  const middle = (main.left + main.right) / 2;
  const left = lines.map((line) => line.segments.filter((word) => word.right <= middle));
  const right = lines.map((line) => line.segments.filter((word) => word.left >= middle));
  if (wide.length === 1 && isRunningColumn(left, pageWidth) && isRunningColumn(right, pageWidth)) return true;
  if (borders.length !== 1) return false;
  if (!main.isWide && main.support < minLinesOfNarrow) return true;
  return left.flat().every((word) => listMark.test(word.text.trim()));
}

/** A column of running text, as in a newsletter: wide, and full in most lines. */
function isRunningColumn(lines: readonly Segment[][], pageWidth: number): boolean {
  const filled = lines.filter((words) => words.length > 0);
  const starts = filled.map((words) => words[0]?.left ?? 0);
  const ends = filled.map((words) => words.at(-1)?.right ?? 0);
  const width = Math.max(...ends) - Math.min(...starts);
  const full = filled.filter((_, at) => (ends[at] ?? 0) - (starts[at] ?? 0) > width * 0.85).length;
  return width > pageWidth * 0.3 && full >= filled.length * 0.6;
}

function placePiece(segment: Segment, borders: readonly number[]): Piece {
  // a letter's overhang is no second column
  const column = borders.filter((border) => border < segment.left + 1).length;
  const lastColumn = borders.filter((border) => border < segment.right - 1).length;
  return { segment, column, lastColumn: Math.max(column, lastColumn) };
}

/**
 * Joins the lines of one cell. Producers write a cell to its end before the next one, so two pieces belong together
 * when they follow each other in the content, cover the same column and stand right below each other.
 */
function joinCells(pieces: readonly Piece[]): Cell[] {
  const cells: Cell[] = [];
  let last: Cell | null = null;
  for (const piece of pieces.toSorted((a, b) => a.segment.order - b.segment.order)) {
    const { top, bottom } = piece.segment;
    if (last !== null && continuesCell(last, piece)) {
      last.pieces.push(piece);
      last.top = Math.min(last.top, top);
      last.bottom = Math.max(last.bottom, bottom);
      last.lastColumn = Math.max(last.lastColumn, piece.lastColumn);
      continue;
    }
    last = { column: piece.column, lastColumn: piece.lastColumn, top, bottom, pieces: [piece] };
    cells.push(last);
  }
  return cells;
}

function continuesCell(cell: Cell, piece: Piece): boolean {
  const last = cell.pieces.at(-1);
  if (last === undefined || cell.column !== piece.column) return false;
  const { segment } = last;
  if (sharesLine(segment, piece.segment)) return true;
  const step = piece.segment.bottom - segment.bottom;
  const isBelow = step > 0 && step < piece.segment.size * maxLineStep;
  return isBelow && piece.segment.order === segment.lastOrder + 1;
}

/** Cells whose heights overlap by half of the lower one stand in one row. */
function stackRows(cells: readonly Cell[]): Cell[][] {
  const rows: { top: number; bottom: number; cells: Cell[] }[] = [];
  for (const cell of cells.toSorted((a, b) => a.top - b.top || a.column - b.column)) {
    const row = rows.findLast((known) => {
      const overlap = Math.min(known.bottom, cell.bottom) - Math.max(known.top, cell.top);
      return overlap > Math.min(known.bottom - known.top, cell.bottom - cell.top) * 0.5;
    });
    if (row === undefined) {
      rows.push({ top: cell.top, bottom: cell.bottom, cells: [cell] });
      continue;
    }
    row.cells.push(cell);
    row.top = Math.min(row.top, cell.top);
    row.bottom = Math.max(row.bottom, cell.bottom);
  }
  rows.sort((a, b) => a.top - b.top);
  return rows.map((row) => row.cells);
}
