import type { HeadingFacts, PageFacts } from '../snapshot/page-facts.ts';

/** A heading with everything up to the next heading of the same or a higher level. Offsets as in PageFacts. */
export interface Section {
  /** null for what stands before the first heading */
  heading: string | null;
  /** where the heading begins */
  from: number;
  to: number;
  /** the text from `from` to `to`, without the heading's own words */
  text: string;
}

/** The section of the nearest heading above the offset `at`; what stands before the first heading is one of its own. */
export function sectionAt(facts: PageFacts, at: number): Section {
  let index = -1;
  for (const [i, heading] of facts.headings.entries()) {
    if (heading.at > at) break;
    index = i;
  }
  return index < 0 ? readPreamble(facts) : sectionUnder(facts, index);
}

/**
 * The section of a heading.
 * @param headingIndex index into `facts.headings`
 * @throws RangeError when there is no such heading
 */
export function sectionUnder(facts: PageFacts, headingIndex: number): Section {
  const heading = facts.headings[headingIndex];
  if (heading === undefined) throw new RangeError(`No heading ${headingIndex} on this page`);
  const next = facts.headings.slice(headingIndex + 1).find((other) => other.level <= heading.level);
  const end = endOfContent(facts);
  const to = Math.min(next?.at ?? facts.text.length, heading.at < end ? end : facts.text.length);
  return {
    heading: heading.text,
    from: heading.at,
    to,
    text: facts.text.slice(skipWords(facts.text, heading), to).trim(),
  };
}

/** Where the furniture below the content begins, which the last heading does not head. */
function endOfContent(facts: PageFacts): number {
  const [from, to] = facts.chrome.at(-1) ?? [facts.text.length, facts.text.length];
  return facts.text.slice(to).trim() === '' ? from : facts.text.length;
}

function readPreamble(facts: PageFacts): Section {
  const to = facts.headings[0]?.at ?? facts.text.length;
  return { heading: null, from: 0, to, text: facts.text.slice(0, to).trim() };
}

/** Where the words of a heading end; a tab's words do not stand at its panel, then nothing is skipped. */
function skipWords(text: string, heading: HeadingFacts): number {
  const words = text.slice(heading.at, heading.at + heading.text.length);
  return words.replace(/\s/g, ' ') === heading.text ? heading.at + heading.text.length : heading.at;
}

/**
 * What shows no words stands where the next words begin. Where those are a heading's it ends what stands above: an icon that leads to a
 * file, the picture of a chart.
 *
 * @param starts where the page's headings begin
 */
export function aboveHeading<T extends { at: number }>(wordless: T, starts: ReadonlySet<number>): T {
  return wordless.at > 0 && starts.has(wordless.at) ? { ...wordless, at: wordless.at - 1 } : wordless;
}
