/** Offsets of a page's text: [from, to). */
export type Range = [number, number];

/** Where the lines of a text stand, without what ends them. */
export function linesOf(text: string): Range[] {
  const lines: Range[] = [];
  let from = 0;
  for (const line of text.split('\n')) {
    lines.push([from, from + line.length]);
    from += line.length + 1;
  }
  return lines;
}

/** The same stretches, in their order, those that touch or overlap as one. */
export function joinRanges(ranges: readonly Range[]): Range[] {
  const joined: Range[] = [];
  for (const [from, to] of ranges.toSorted((a, b) => a[0] - b[0] || a[1] - b[1])) {
    const last = joined.at(-1);
    if (last !== undefined && from <= last[1]) last[1] = Math.max(last[1], to);
    else joined.push([from, to]);
  }
  return joined;
}
