import type { ChecklistItem } from '../checklist/schema.ts';
import { skeleton } from '../text/normalise.ts';
import type { Candidate } from './candidate.ts';
import type { MatchContext } from './context.ts';
import type { LabelSource } from './link-labels.ts';
import { rememberAnswers } from './pages.ts';
import { labelsOfItself, makeCandidate, type Target } from './targets.ts';
import { isTaken } from './units.ts';

/** What stands around a link, and the file's own name, name other things too; a row does where the link has words of its own. */
const naming = new Set<LabelSource>(['text', 'extra', 'row']);
const leastTrust = 0.9;

/** As believable as what is told by its content alone: its name says that it is something else. */
const lookAlikeRelevance = 0.5;

/** Of each item. */
const maxLookAlikes = 3;

/**
 * What the site publishes in the place of each of some items, as the checklist knows of other agencies: the follow-up of six
 * months for the year's report. By code, in the site's order, at most three.
 *
 * @param taken keys (`keysTaken`) of what answers another item
 */
export function findLookAlikes(
  context: MatchContext,
  targets: readonly Target[],
  items: readonly ChecklistItem[],
  taken: ReadonlySet<string>,
): Map<string, Candidate[]> {
  const wanted = items.flatMap(({ code, lookAlikes }) =>
    lookAlikes.map((words) => ({ code, words: words.map(skeleton) })),
  );
  const found = new Map<string, Candidate[]>();
  if (wanted.length === 0) return found;
  const codesFor = rememberAnswers((name) => {
    const letters = skeleton(name);
    return wanted.flatMap(({ code, words }) => (words.every((word) => letters.includes(word)) ? code : []));
  });
  for (const target of targets) {
    if (target.record?.outcome !== 'ok' || target.page === context.site.home || isTaken(taken, target))
      continue;
    for (const code of new Set(namesOf(context, target).flatMap(codesFor))) {
      const list = found.get(code) ?? [];
      if (list.length === maxLookAlikes) continue;
      const candidate = makeCandidate(context, target, code, null, context.pathTo(target.key));
      found.set(code, [...list, { ...candidate, relevance: lookAlikeRelevance }]);
    }
  }
  return found;
}

function namesOf(context: MatchContext, target: Target): string[] {
  const inbound = target.inbound.flatMap(({ labels }) =>
    labels.filter(({ source, trust }) => naming.has(source) && trust >= leastTrust),
  );
  return [...labelsOfItself(context, target), ...inbound].map(({ text }) => text);
}
