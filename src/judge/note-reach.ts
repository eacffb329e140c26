import type { ChecklistItem } from '../checklist/schema.ts';
import { isAcceptedService } from '../match/accepted-service.ts';
import type { AttachedTarget, Candidate } from '../match/candidate.ts';
import { isBareText } from './content.ts';
import type { Notes } from './notes.ts';
import { judgeReach, type Reach } from './reach.ts';
import type { Seen } from './seen.ts';

/** Whether there is something to judge; where not, notes why. */
export function noteReach(notes: Notes, item: ChecklistItem, candidate: Candidate, seen: Seen): boolean {
  const reach = judgeReach(candidate.record, candidate.skipped);
  if (reach.state === 'open') {
    const dead = deadDocuments(candidate, seen);
    if (dead === null) return true;
    noteClosed(notes, dead.reach, dead.url, null);
    return false;
  }
  // A chat or map service is the thing itself; whether it answers is not for a crawler to try.
  if (reach.state === 'unknown' && isAcceptedService(candidate.url, item.accepts.externalHosts)) return true;
  noteClosed(notes, reach, candidate.url, candidate.record?.attempts ?? null);
  return false;
}

function noteClosed(
  notes: Notes,
  reach: Exclude<Reach, { state: 'open' }>,
  url: string,
  attempts: number | null,
): void {
  const cause = {
    outcome: reach.outcome,
    url,
    facts: { outcome: reach.outcome ?? undefined, attempts: attempts ?? undefined },
  };
  if (reach.state === 'dead') notes.fail('cannot-be-opened', reach.reason, cause);
  else notes.review(reach.reason === 'not-searched' ? 'not-searched' : 'could-not-open', reach.reason, cause);
}

/** Up to this share of the elements the words of a list of files may seem to show. */
const shownByNamesShare = 0.34;
/** Fewer letters beside a link are its name, its day and the unit that put it there. */
const bareNameChars = 200;

/** When a page shows hardly anything itself and every document on it is closed to the public. */
function deadDocuments(
  { attached }: Candidate,
  seen: Seen,
): { reach: Exclude<Reach, { state: 'open' }>; url: string } | null {
  const strict = seen.elements.filter(({ element }) => element.strict);
  const shown = strict.filter(({ found }) => found === true).length;
  // The names of files show something of what they would hold.
  const isShown = shown > strict.length * shownByNamesShare;
  if (isShown && seen.content !== null && !isBareText(seen.content, bareNameChars)) return null;
  // The name of a file that nobody can open tells nothing of what it was.
  const named = attached.filter(({ isForeign, target }) => isForeign && target === 'document');
  const documents = seen.documents.length > 0 ? seen.documents : named;
  const reaches = documents.map((document) => ({
    url: document.url,
    reach: document.record === null ? ({ state: 'open' } as const) : judgeReach(document.record, null),
  }));
  const first = reaches[0];
  if (first === undefined || reaches.some(({ reach }) => reach.state === 'open')) return null;
  return first.reach.state === 'open' ? null : { reach: first.reach, url: first.url };
}

export function isDead(document: AttachedTarget): boolean {
  return document.record !== null && judgeReach(document.record, null).state === 'dead';
}
