import type { Outcome } from '../../src/result/vocabulary.ts';
import type { Authority } from './certificates.ts';

/** What is started for one row of the table. */
export interface OpenServer {
  startUrl: string;
  /** further arguments of `oit check` */
  args?: string[];
  close: () => Promise<void>;
}

/** What the run has to say, or the row has failed. */
export interface Expectation {
  /** of the address under test */
  outcome: Outcome;
  tlsProblem?: RegExp;
  /** of the answer, where it is read: what has to stand in the page's title */
  title?: string;
}

export interface HostileServer {
  name: string;
  /** what it does, for the table */
  does: string;
  /** path of the address under test; `/` is the start address */
  target: string;
  expects: Expectation;
  /** null when this machine cannot play it */
  open: (authority: Authority) => Promise<OpenServer | null>;
}
