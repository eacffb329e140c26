import type { Verdict } from '../result/vocabulary.ts';

/** The points of a verdict, out of 100; null where none are given. */
export function scoreOf(verdict: Verdict): 0 | 50 | 100 | null {
  switch (verdict) {
    case 'pass':
      return 100;
    case 'partial':
      return 50;
    case 'fail':
      return 0;
    case 'review':
    case 'not-applicable':
      return null;
  }
}
