import type { Agency, Half, ItemTruth } from '../bank/types.ts';
import type { Route } from './draft.ts';

/** A site with its truth, ready to be served. */
export interface SampleSite {
  agency: Pick<Agency, 'name' | 'type' | 'host'>;
  truth: ItemTruth[];
  /** what host and decoded path with query lead to (`addressOf`) */
  find(address: string): Route | undefined;
}

/** A site that may be evaluated. */
export interface SiteSource {
  id: string;
  half: Half;
  /**
   * @param port that it will be served on, for its links to other hosts
   * @param codes items of the checklist, in order
   */
  open(port: number, codes: readonly string[]): Promise<SampleSite>;
}
