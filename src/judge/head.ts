import type { ChecklistItem } from '../checklist/schema.ts';
import { mainContent } from '../extract/emptiness.ts';
import { findPhrase, prepareText } from '../text/phrase.ts';
import type { JudgedCandidate } from './candidate.ts';
import type { JudgedItem } from './item.ts';
import type { Cause } from './notes.ts';
import { type NamedPerson, namedPeople } from './people.ts';
import type { FactWeights } from './probability.ts';
import type { ItemJudgement } from './reuse.ts';
import { sentToPerson } from './sent-to-person.ts';

/**
 * Where what the head signs every year (`headSigns` in the checklist) is signed by another than the page of executives shows, that
 * page shows who has left: for a person to confirm. Only a declaration that passes tells (an old one is signed by an old head), and only
 * where something else on the site names the same person.
 *
 * @param isNamed whether any page or document of the site but those under the keys has a name
 */
export function judgeHeads(
  judgements: readonly ItemJudgement[],
  isNamed: (name: string, but: ReadonlySet<string>) => boolean,
  weights: FactWeights,
): ItemJudgement[] {
  return judgements.map(({ item, judged }) => {
    const signed = judgements.find((other) => other.item.code === item.headSigns)?.judged;
    if (signed?.verdict !== 'pass' || judged.verdict === 'fail') return { item, judged };
    const other = otherHead(item, textOf(judged), textOf(signed));
    const isConfirmed = other !== null && isNamed(other.surname, keysOf(signed));
    return { item, judged: isConfirmed ? withOtherHead(judged, other.quote, signed, weights) : judged };
  });
}

/** Who signs in the post of the head that is shown; null where it is the same or nobody is named. */
function otherHead(item: ChecklistItem, shownText: string, signedText: string): NamedPerson | null {
  const posts = item.elements.flatMap(({ cues }) => cues.filter((cue) => cue.kind === 'people'))[0]
    ?.positions;
  if (posts === undefined) return null;
  const [head] = namedPeople(shownText, posts);
  if (head === undefined || findPhrase(prepareText(signedText), head.surname) !== null) return null;
  const shown = prepareText(shownText);
  const isOther = ({ post, surname }: NamedPerson): boolean =>
    areAlike(post, head.post) && findPhrase(shown, surname) === null;
  return namedPeople(signedText, posts).find(isOther) ?? null;
}

/** The same post, or one of them shortened: "ผกก." for "ผู้กำกับการ". */
function areAlike(a: string, b: string): boolean {
  return a === b || ((a.includes('.') || b.includes('.')) && a[0] === b[0]);
}

function judgedOf({ chosen, supporting }: JudgedItem): JudgedCandidate[] {
  return chosen === null ? [] : [chosen, ...supporting];
}

function keysOf(judged: JudgedItem): ReadonlySet<string> {
  return new Set(
    judgedOf(judged).flatMap(({ candidate, seen }) => [
      candidate.key,
      ...seen.read.map(({ target }) => target.key),
    ]),
  );
}

/** What an item rests on: its pages without site furniture, and its documents. */
function textOf(judged: JudgedItem): string {
  return judgedOf(judged)
    .flatMap(({ candidate: { page, section }, seen }) => [
      page === null
        ? ''
        : section === null
          ? mainContent(page.facts).text
          : page.facts.text.slice(section.from, section.to),
      ...seen.read.flatMap(({ target }) => target.opened?.facts.parts.map(({ text }) => text) ?? []),
    ])
    .join('\n');
}

function withOtherHead(
  judged: JudgedItem,
  other: string,
  { chosen }: JudgedItem,
  weights: FactWeights,
): JudgedItem {
  const cause: Cause = {
    code: 'out-of-date',
    element: null,
    expected: null,
    found: other,
    outcome: null,
    url: chosen?.candidate.url ?? null,
    facts: { otherHead: other },
  };
  return sentToPerson(judged, cause, 'other-head', weights);
}
