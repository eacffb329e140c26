import type { ElementFinding } from './elements.ts';
import { isStructural } from './cue-traits.ts';

/** From this share of the required elements on, what lacks them is something else. */
const mostlyMissingShare = 0.6;
/** Up to this likeness no line reads like what agencies write for an element. */
const unlikeUpTo = 0.1;
/** From here on a line may well show the element in words that the cues do not know. */
const likeFrom = 0.3;
const wellLikeFrom = 0.6;
const veryLikeFrom = 0.9;

/**
 * Whether elements that were not found are missing, or may stand there in words that the cues do not know. Content that
 * shows the other elements and not these may well show them in its own words (docs/accuracy.md). Sure is what is told by
 * structure (people, contact data, forms, links, pictures), what the content says it has not, what is there for another
 * year, what no line reads like, and content that lacks most of what is asked for.
 */
export function isAbsenceSure(missing: readonly ElementFinding[], owed: readonly ElementFinding[]): boolean {
  if (missing.some(isSurelyTold)) return true;
  if (missing.some(({ likeness }) => likeness !== null && likeness <= unlikeUpTo)) return true;
  const plain = missing.filter(({ likeness }) => likeness === null || likeness < likeFrom);
  return owed.length > 1 && plain.length / owed.length >= mostlyMissingShare;
}

/** Whether more than words tells that an element is not there: structure, what the content says it has not, or what it has for another year. */
export function isSurelyTold({ wrongYears, count, isVoided, element }: ElementFinding): boolean {
  return wrongYears.length > 0 || count !== null || isVoided || element.cues.every(isStructural);
}

/** Whether a line reads so much like an element that it is likely there, in words that no cue knows. */
export function isLikelyThere({ likeness }: ElementFinding): boolean {
  return likeness !== null && likeness >= wellLikeFrom;
}

/** How likely all of these elements are there, in words that no cue knows: as likely as the unlikeliest of them. */
export type Semblance = 'none' | 'some' | 'good' | 'strong';

export function semblanceOf(findings: readonly ElementFinding[]): Semblance {
  const least = Math.min(...findings.map(({ likeness }) => likeness ?? 0));
  if (least >= veryLikeFrom) return 'strong';
  if (least >= wellLikeFrom) return 'good';
  return least >= likeFrom ? 'some' : 'none';
}
