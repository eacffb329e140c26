import type { ChecklistItem } from '../checklist/schema.ts';
import { namedAs } from '../match/opened-document.ts';
import type { JudgedItem } from './item.ts';
import type { Cause } from './notes.ts';
import type { FactWeights } from './probability.ts';
import { sentToPerson } from './sent-to-person.ts';

/** One item of the checklist with what was judged of it. */
export interface ItemJudgement {
  item: ChecklistItem;
  judged: JudgedItem;
}

interface Use {
  sha256: string;
  url: string;
  /** how surely the document's own title speaks of the item that uses it, 0–1 */
  named: number;
}

/** From here on a title speaks of the item. */
const namedFrom = 0.5;

/**
 * Tells where one file answers several items: for a person to confirm, unless the checklist lets them share or the
 * file's own title speaks of the item. Only documents that were read are compared; pages often hold several items.
 */
export function judgeReuse(judgements: readonly ItemJudgement[], weights: FactWeights): ItemJudgement[] {
  const uses = new Map(judgements.map(({ item, judged }) => [item.code, usesOf(item, judged)]));
  const users = new Map<string, ChecklistItem[]>();
  for (const { item } of judgements) {
    for (const { sha256 } of uses.get(item.code) ?? []) {
      const known = users.get(sha256) ?? [];
      if (!known.includes(item)) users.set(sha256, [...known, item]);
    }
  }
  return judgements.map(({ item, judged }) => {
    for (const use of uses.get(item.code) ?? []) {
      const others = (users.get(use.sha256) ?? []).filter(
        (other) => other !== item && !mayShare(item, other),
      );
      if (others.length > 0) return { item, judged: withReuse(judged, use, others, weights) };
    }
    return { item, judged };
  });
}

/** The documents that an item rests on: those that show its elements, where any does. */
function usesOf(item: ChecklistItem, judged: JudgedItem): Use[] {
  const { chosen } = judged;
  if (chosen === null || judged.verdict === 'fail') return [];
  const shown = new Set(
    judged.elements.flatMap(({ found, sourceUrl }) => (found === true ? [sourceUrl] : [])),
  );
  const candidates = [chosen, ...judged.supporting];
  return candidates.flatMap((candidate) =>
    candidate.seen.read.flatMap(({ target, reading }) => {
      const sha256 = target.record?.sha256 ?? null;
      const isUsed = shown.has(target.url) || (shown.size === 0 && reading.state === 'unreadable');
      if (sha256 === null || target.opened === null || !isUsed) return [];
      // A report of another matter has problems and suggestions of its own, whatever else its title may speak of.
      const named = candidate === chosen ? namedAs(target.opened, item.code) : 0;
      return [{ sha256, url: target.url, named }];
    }),
  );
}

function mayShare(a: ChecklistItem, b: ChecklistItem): boolean {
  return a.mayShareWith.includes(b.code) || b.mayShareWith.includes(a.code);
}

function withReuse(
  judged: JudgedItem,
  use: Use,
  others: readonly ChecklistItem[],
  weights: FactWeights,
): JudgedItem {
  const codes = others.map(({ code }) => code);
  const cause: Cause = {
    code: 'reused',
    element: null,
    expected: null,
    found: codes.join(', '),
    outcome: null,
    url: use.url,
    facts: { otherItems: codes },
  };
  const isMarked = judged.verdict === 'review' || judged.verdict === 'fail' || use.named >= namedFrom;
  if (isMarked) return { ...judged, causes: [...judged.causes, cause] };
  return sentToPerson(judged, cause, 'reused', weights);
}
