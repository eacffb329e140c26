import type { ChecklistItem } from '../checklist/schema.ts';
import { skeleton } from '../text/normalise.ts';
import type { Candidate } from './candidate.ts';
import type { MatchContext } from './context.ts';
import type { LabelSource } from './link-labels.ts';
import { labelsOfItself, makeCandidate, type Target } from './targets.ts';
import { isTaken } from './units.ts';

/** What stands around a link, and the file's own name, name other things too; a row does where the link has words of its own. */
const naming = new Set<LabelSource>(['text', 'extra', 'row']);
const leastTrust = 0.9;

/** As believable as what is told by its content alone: its name says that it is something else. */
const lookAlikeRelevance = 0.5;

/**
 * What the site publishes in an item's place, as the checklist knows of other agencies: the follow-up of six months for the
 * year's report. In the site's order, at most three.
 *
 * @param taken keys (`keysTaken`) of what answers another item
 */
export function findLookAlikes(
  context: MatchContext,
  targets: readonly Target[],
  { code, lookAlikes }: ChecklistItem,
  taken: ReadonlySet<string>,
): Candidate[] {
  const wanted = lookAlikes.map((words) => words.map(skeleton));
  if (wanted.length === 0) return [];
  const known = new Map<string, boolean>();
  const isAlike = (name: string): boolean => {
    let answer = known.get(name);
    if (answer === undefined) {
      const letters = skeleton(name);
      answer = wanted.some((words) => words.every((word) => letters.includes(word)));
      known.set(name, answer);
    }
    return answer;
  };
  return targets
    .filter(
      (target) =>
        target.record?.outcome === 'ok' &&
        target.page !== context.site.home &&
        !isTaken(taken, target) &&
        namesOf(context, target).some(isAlike),
    )
    .slice(0, maxLookAlikes)
    .map((target) => ({
      ...makeCandidate(context, target, code, null, context.pathTo(target.key)),
      relevance: lookAlikeRelevance,
    }));
}

const maxLookAlikes = 3;

function namesOf(context: MatchContext, target: Target): string[] {
  const inbound = target.inbound.flatMap(({ labels }) =>
    labels.filter(({ source, trust }) => naming.has(source) && trust >= leastTrust),
  );
  return [...labelsOfItself(context, target), ...inbound].map(({ text }) => text);
}
