import { assess, type AssessInputs } from '../assess/assess.ts';
import type { JudgeSoFar } from '../crawl/early-stop.ts';
import type { PageShelf } from '../match/page-shelf.ts';
import type { ResultItem } from '../result/schema.ts';
import { readSnapshot } from '../snapshot/reader.ts';

/** From here on an item counts as surely answered. */
const surelyFrom = 0.9;

/**
 * Judges the snapshot of a crawl that is under way, as its result will be judged: an item is answered when it passes
 * with a probability of at least 0.9, or owes nothing.
 *
 * @param shelf what the crawl has read of its pages
 */
export function createJudgeSoFar(directory: string, inputs: AssessInputs, shelf: PageShelf): JudgeSoFar {
  return async (isJudged) => {
    const snapshot = readSnapshot(directory);
    const fetches = snapshot.fetches.filter(({ seq }) => isJudged(seq));
    const finishedAt = fetches.at(-1)?.retrievedAt ?? snapshot.manifest.startedAt;
    const result = assess(
      {
        ...snapshot,
        fetches,
        skipped: [],
        resumes: [],
        end: { type: 'end', stoppedBy: 'answered', finishedAt, requests: fetches.length },
      },
      inputs,
      shelf,
    );
    if (!result.site.reachable || !result.items.every(isSure)) return null;
    return new Map(result.items.map(({ code, probability }) => [code, probability ?? 1]));
  };
}

function isSure({ effective, probability }: ResultItem): boolean {
  switch (effective.verdict) {
    case 'pass':
      return (probability ?? 0) >= surelyFrom;
    case 'not-applicable':
      return true;
    case 'partial':
    case 'fail':
    case 'review':
      return false;
  }
}
