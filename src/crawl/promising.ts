import type { LinkRating } from './ports.ts';

/** A link is noted for an item, and a document opened, from this relevance on. */
export const candidateRelevance = 0.3;

/** A foreign address is opened from here on: one hop, as evidence. */
export const offSiteRelevance = 0.5;

/** Whether an address is likely enough to lead to an item that not opening it has to be told. */
export function isPromising(rating: LinkRating): boolean {
  return rating.relevance >= candidateRelevance || rating.isHub;
}

/** Whether an item may lie behind an address without a word of it: what the menus show, and what tells nothing. */
export function mayHideAnything({ rating, depth }: { rating: LinkRating; depth: number }): boolean {
  return rating.isHub || rating.isOpaque || depth <= 1;
}
