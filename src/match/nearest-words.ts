import type { LinkFacts, PageFacts } from '../snapshot/page-facts.ts';

/** Longer lines are content of their own and not the name of what follows. */
const maxLineChars = 200;
/** How many lines above a link its name may stand: "O17" over "เอกสาร :" over the link. */
const maxLinesAbove = 3;
/** How many links may share one name: "แผน: ดาวน์โหลด ดาวน์โหลด". */
const maxSharing = 6;

/**
 * What stands nearest before a link that says nothing itself: the words between the link before it and the link, of those the last line that
 * tells something. Rows that are made of blocks, and lists that are broken into lines alone, name their links so. Empty where nothing does.
 */
export function nearestWords(
  facts: Pick<PageFacts, 'text' | 'links'>,
  link: LinkFacts,
  isGeneric: (text: string) => boolean,
): string {
  let at = indexOfLink(facts.links, link);
  for (let shared = 0; shared <= maxSharing && at >= 0; shared++, at--) {
    const one = facts.links[at];
    if (one === undefined || one.inChrome) return '';
    const previous = facts.links[at - 1];
    const from = previous === undefined ? 0 : endOf(previous);
    const lines = facts.text.slice(from, Math.max(from, one.at)).split('\n');
    const found = tellingLine(lines, from === 0, isGeneric);
    if (found !== null) return found;
    // A further link of the same line has the name of the first, unless that one is named by its own words.
    if (lines.length > 1 || previous === undefined || !isGeneric(previous.text)) return '';
  }
  return '';
}

/** The last line that tells something, null for none. What follows a link on its line belongs to that link. */
function tellingLine(
  lines: readonly string[],
  isStart: boolean,
  isGeneric: (text: string) => boolean,
): string | null {
  const first = Math.max(lines.length - 1 - maxLinesAbove, isStart || lines.length === 1 ? 0 : 1);
  for (let at = lines.length - 1; at >= first; at--) {
    const line = (lines[at] ?? '').replace(/\s+/g, ' ').trim();
    if (line.length > maxLineChars) return null;
    if (line !== '' && !isGeneric(line)) return line;
  }
  return null;
}

/** Links stand in the order of the text; several may stand at one place. */
function indexOfLink(links: readonly LinkFacts[], link: LinkFacts): number {
  let low = 0;
  let high = links.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((links[middle]?.at ?? 0) < link.at) low = middle + 1;
    else high = middle;
  }
  for (let at = low; links[at]?.at === link.at; at++) if (links[at] === link) return at;
  return -1;
}

function endOf({ at, text, textFrom }: LinkFacts): number {
  return textFrom === 'text' ? at + text.length : at;
}
