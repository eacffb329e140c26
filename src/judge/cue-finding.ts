/** What looking for one cue gave. */
export interface CueFinding {
  found: boolean;
  /** short, personal data masked; null when there is nothing to quote */
  quote: string | null;
  /** page, sheet or slide of a document that it stands on; null on a web page and where that is not told */
  page: number | null;
  /** not found, and not surely absent: a column of dashes, "ไม่มี" without agency or year, a photo that may be one */
  isUnsure?: true;
  /** people shown completely, of all that are shown */
  count?: { complete: number; people: number };
}

/** Not there. */
export const nothing: CueFinding = { found: false, quote: null, page: null };
/** Not there for certain. */
export const unsure: CueFinding = { ...nothing, isUnsure: true };

/** What the cues ask about. */
export interface CueContext {
  /** the wanted fiscal year, Buddhist Era */
  fiscalYear: number;
  /** whether the item wants that year and no other */
  needsYear: boolean;
  /** the agency's proper name without what kind of agency it is; null where it is not known */
  properName: string | null;
}
