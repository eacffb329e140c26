import type { ChecklistItem } from '../checklist/schema.ts';
import { namedAs, type OpenedDocument } from '../match/opened-document.ts';
import { findPhrase, prepareText } from '../text/phrase.ts';

/** What a document's own title says it is. */
export type KindInside =
  | { state: 'own-or-unclear' }
  /** `isNamed`: its title surely speaks of another item */
  | { state: 'other'; isNamed: boolean; title: string };

/** From here on a title surely speaks of another item. */
const otherFrom = 0.8;
/** Up to here a title says nothing of this item. */
export const ownUpTo = 0.3;

/** Laws and rules have an item's words in them and are never its evidence; an agency's own announcements may be. */
const beginsAsLaw =
  /^(?:\(?ร่าง\)? ?)?(?:พระราชบัญญัติ|พระราชกำหนด|พระราชกฤษฎีกา|รัฐธรรมนูญ|กฎกระทรวง|ระเบียบกระทรวง|ระเบียบสำนักนายก|ระเบียบคณะกรรมการ|ประกาศกระทรวง|ประกาศคณะกรรมการ)/u;

/** Whether a document calls itself something else than the item it is filed under: a plan under a report's label. */
export function kindInside(item: ChecklistItem, opened: OpenedDocument): KindInside {
  const own = namedAs(opened, item.code);
  if (opened.title === null || own > ownUpTo) return { state: 'own-or-unclear' };
  const title = opened.title;
  if (opened.named.some(({ code, probability }) => code !== item.code && probability >= otherFrom))
    return { state: 'other', isNamed: true, title };
  if (opened.titleLines.slice(0, 2).some((line) => beginsAsLaw.test(line)))
    return { state: 'other', isNamed: false, title };
  const text = prepareText(opened.titleLines.slice(0, 3).join(' '));
  const isContrary = item.contrary.some(
    ({ word, becomes }) => becomes !== null && findPhrase(text, word) !== null,
  );
  // The words alone may stand in the right title too ("แผน" in a report on a plan): a person has to look.
  return isContrary && namesKind(item, opened)
    ? { state: 'other', isNamed: false, title }
    : { state: 'own-or-unclear' };
}

/** A title that has an item's name and a contrary word beside it is a variant of the item, and not any paper. */
function namesKind(item: ChecklistItem, opened: OpenedDocument): boolean {
  const text = prepareText(opened.titleLines.slice(0, 3).join(' '));
  return [...item.labels.right, ...item.labels.other].some((label) => findPhrase(text, label) !== null);
}
