import type { Line, Segment } from './lines.ts';

/** White space that runs down several lines between two columns. */
export interface Corridor {
  left: number;
  right: number;
  /** first and last line (inclusive) that it parts */
  first: number;
  last: number;
  /** lines in which it has text on both sides */
  support: number;
  /** as wide as no blank is */
  isWide: boolean;
}

/** A column needs that many lines: fewer are a signature block or chance. */
export const minTableLines = 3;

/** Shares of the letters' size. LibreOffice leaves 0.24 between a full cell and the next, a blank takes up to 0.45. */
const minWidth = 0.12;
const wideWidth = 0.9;
const blankWidth = 0.6;
const certainGap = 1.5;
const edgeTolerance = 0.1;
/** A line further below than this many heights of the line before begins something else. */
const maxLineDistance = 2.5;
const number = /^[(]?[0-9๐-๙][0-9๐-๙.,/-]*[)]?$/u;

/** A line that a corridor runs through, with the nearest words beside it. */
interface Passage {
  at: number;
  /** size of the line's letters */
  size: number;
  before: Segment | undefined;
  behind: Segment | undefined;
}

/**
 * Finds white corridors of three lines or more between words. A line may cross one where it is free again right
 * below (a merged cell). Blanks of prose that happen to lie above each other are left out: where a corridor is no
 * wider than a blank can be, the texts beside it must begin or end at the same place.
 */
export function findCorridors(lines: readonly Line[]): Corridor[] {
  const found: Found[] = [];
  for (let start = 0; start < lines.length; start += 1) {
    const { segments } = lines[start] ?? { segments: [] };
    for (let index = 1; index < segments.length; index += 1) {
      const left = segments[index - 1]?.right ?? 0;
      const right = segments[index]?.left ?? 0;
      if (right - left < (segments[index]?.size ?? 1) * minWidth) continue;
      const corridor = followDown(lines, start, left, right);
      if (corridor !== null) found.push(corridor);
    }
  }
  return keepBest(found);
}

/**
 * Best supported first, each gap of a line counts for one corridor only: a blank inside a long cell of one row lies
 * above the white space beside the short cells of the others and is no column.
 */
function keepBest(found: readonly Found[]): Corridor[] {
  const kept: Corridor[] = [];
  const taken = new Set<Segment>();
  const byWorth = found.toSorted(
    (a, b) => b.support - a.support || b.right - b.left - (a.right - a.left) || a.first - b.first,
  );
  for (const { gaps, ...corridor } of byWorth) {
    const own = gaps.filter((gap) => !taken.has(gap.behind));
    const certain = own.filter((gap) => gap.width > blankWidth);
    const isShared = kept.some((known) => overlaps(known, corridor));
    if (isShared || (own.length < Math.min(minTableLines, gaps.length) && certain.length < 2)) continue;
    for (const gap of gaps) taken.add(gap.behind);
    kept.push(corridor);
  }
  return kept;
}

function overlaps(a: Corridor, b: Corridor): boolean {
  return a.first <= b.last && a.last >= b.first && a.left < b.right && a.right > b.left;
}

/** A corridor with the gaps that it parts: `width` in sizes of the letters. */
interface Found extends Corridor {
  gaps: { behind: Segment; width: number }[];
}

function followDown(lines: readonly Line[], start: number, left: number, right: number): Found | null {
  let free = { left, right };
  const passages: Passage[] = [];
  let wasCrossed = false;
  for (let at = start; at < lines.length; at += 1) {
    const line = lines[at];
    if (line === undefined) break;
    const above = lines[at - 1];
    const height = line.bottom - line.top;
    if (at > start && above !== undefined && line.top - above.bottom > height * maxLineDistance) break;
    const size = Math.max(line.segments[0]?.size ?? 1, 1);
    const rest = cutFree(line.segments, free, size * minWidth);
    if (rest === null) {
      if (wasCrossed) break;
      wasCrossed = true;
      continue;
    }
    wasCrossed = false;
    free = rest;
    const before = line.segments.findLast((segment) => segment.right <= rest.left + 0.01);
    const behind = line.segments.find((segment) => segment.left >= rest.right - 0.01);
    passages.push({ at, size, before, behind });
  }
  return judgeCorridor(passages, free);
}

function judgeCorridor(passages: readonly Passage[], free: { left: number; right: number }): Found | null {
  const size = middleOf(passages.map((passage) => passage.size));
  const isWide = free.right - free.left >= size * wideWidth;
  const edges = findEdges(passages, size * edgeTolerance);
  // blanks of prose above and below a table may lie in a corridor too: only lines that keep to its edges reach
  const reaches = (passage: Passage): boolean =>
    edges.length === 0
      ? hasBoth(passage)
      : edges.some((edge) => edge.holds(passage)) ||
        (hasBoth(passage) && gapOf(passage) > passage.size * certainGap);
  const from = passages.findIndex(reaches);
  const inside = from < 0 ? [] : passages.slice(from, passages.findLastIndex(reaches) + 1);
  const first = inside[0]?.at ?? 0;
  const last = inside.at(-1)?.at ?? 0;
  const both = inside.filter(hasBoth);
  const crossed = last - first + 1 - inside.length;
  const lefts = inside.filter((passage) => passage.before !== undefined).length;
  const rights = inside.filter((passage) => passage.behind !== undefined).length;
  if (both.length === 0 || Math.min(lefts, rights) < minTableLines || crossed > inside.length / 3)
    return null;
  // few lines with text on both sides: cells of several lines beside cells in their middle
  const needed = (isWide ? 0 : 1) + (both.length < minTableLines ? 1 : 0);
  if (edges.length < needed || (!isWide && isRepeatedWord(both))) return null;
  const support = Math.max(both.length, Math.min(lefts, rights));
  const gaps = both.flatMap((passage) =>
    passage.behind === undefined ? [] : [{ behind: passage.behind, width: gapOf(passage) / passage.size }],
  );
  return { ...free, first, last, support, isWide, gaps };
}

function hasBoth(passage: Passage): boolean {
  return passage.before !== undefined && passage.behind !== undefined;
}

function gapOf(passage: Passage): number {
  return (passage.behind?.left ?? 0) - (passage.before?.right ?? 0);
}

function middleOf(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 1;
}

/** What of a corridor a line leaves free: the widest piece, null when that is too narrow. */
function cutFree(
  segments: readonly Segment[],
  corridor: { left: number; right: number },
  minWidthPoints: number,
): { left: number; right: number } | null {
  let best = { left: 0, right: 0 };
  let from = corridor.left;
  const offer = (to: number): void => {
    if (to - from > best.right - best.left) best = { left: from, right: to };
  };
  for (const segment of segments) {
    if (segment.right <= corridor.left || segment.left >= corridor.right) continue;
    offer(segment.left);
    from = Math.max(from, segment.right);
  }
  offer(corridor.right);
  return best.right - best.left >= minWidthPoints ? best : null;
}

/** A side of a corridor where texts begin or end at one place. */
interface Edge {
  holds(passage: Passage): boolean;
}

/** The sides with an edge, at most one for the left and one for the right. Numbers are set flush on their far side too. */
function findEdges(passages: readonly Passage[], tolerance: number): Edge[] {
  const rightEnd = (passage: Passage): number | null => passage.before?.right ?? null;
  const leftStart = (passage: Passage): number | null => passage.behind?.left ?? null;
  const numberEnd = (passage: Passage): number | null =>
    passage.behind !== undefined && number.test(passage.behind.text) ? passage.behind.right : null;
  const edges: Edge[] = [];
  const left = alignBy(passages, rightEnd, tolerance);
  if (left !== null) edges.push(left);
  const right = alignBy(passages, leftStart, tolerance) ?? alignBy(passages, numberEnd, tolerance);
  if (right !== null) edges.push(right);
  return edges;
}

function alignBy(
  passages: readonly Passage[],
  place: (passage: Passage) => number | null,
  tolerance: number,
): Edge | null {
  const places = passages
    .map(place)
    .filter((value) => value !== null)
    .toSorted((a, b) => a - b);
  let best = 0;
  let most = 0;
  let from = 0;
  for (const [to, value] of places.entries()) {
    while (value - (places[from] ?? value) > tolerance * 2) from += 1;
    if (to - from + 1 > most) {
      most = to - from + 1;
      best = (value + (places[from] ?? value)) / 2;
    }
  }
  if (most < minTableLines || most < places.length * 0.5) return null;
  return {
    holds(passage) {
      const value = place(passage);
      return value !== null && Math.abs(value - best) <= tolerance * 1.01;
    },
  };
}

/**
 * Lines that begin with the same word ("นาย …") have the same blank behind it. Where the word behind is the same too
 * (the agency's district beside its province) other words in some line, the header's, show two columns.
 */
function isRepeatedWord(both: readonly Passage[]): boolean {
  const narrow = both.filter((passage) => gapOf(passage) < passage.size * blankWidth);
  const before = findCommonWord(narrow.map((passage) => passage.before?.text ?? ''));
  if (both.length < minTableLines || before.count < both.length * 0.6) return false;
  const behind = findCommonWord(narrow.map((passage) => passage.behind?.text ?? ''));
  if (behind.count < both.length * 0.6) return true;
  return !both.some(
    (passage) => passage.before?.text !== before.word && passage.behind?.text !== behind.word,
  );
}

function findCommonWord(words: readonly string[]): { word: string; count: number } {
  const counts = new Map<string, number>();
  let common = { word: '', count: 0 };
  for (const word of words) {
    const count = (counts.get(word) ?? 0) + 1;
    counts.set(word, count);
    if (count > common.count) common = { word, count };
  }
  return common;
}
