import type { Cue } from '../checklist/schema.ts';
import type { ElementFinding } from './elements.ts';

/** From this share of the required elements on, what lacks them is something else. */
const mostlyMissingShare = 0.6;

/**
 * Whether elements that were not found are missing, or may stand there in words that the cues do not know. Content that
 * shows the other elements and not these may well show them in its own words: on sample sites such pages were more often
 * whole than not (docs/accuracy.md). Sure is what is told by structure (people, contact data, forms, links, pictures), what is
 * there for another year, and content that lacks most of what is asked for.
 */
export function isAbsenceSure(missing: readonly ElementFinding[], owed: readonly ElementFinding[]): boolean {
  if (missing.some(({ wrongYears, count }) => wrongYears.length > 0 || count !== null)) return true;
  if (missing.some(({ element }) => element.cues.every(isStructural))) return true;
  return owed.length > 1 && missing.length / owed.length >= mostlyMissingShare;
}

/** Told by what stands there and not by how it is worded. */
function isStructural(cue: Cue): boolean {
  switch (cue.kind) {
    case 'contact':
    case 'people':
    case 'images':
    case 'dates':
    case 'form':
    case 'link':
      return true;
    case 'columns':
      return cue.groups.length >= 8;
    case 'all':
      return cue.of.every(isStructural);
    case 'phrases':
    case 'none-stated':
      return false;
  }
}
