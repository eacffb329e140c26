import type { AttachedTarget, Candidate } from '../match/candidate.ts';
import type { AgencyType } from '../result/vocabulary.ts';
import type { PreparedPhrase } from '../text/phrase.ts';
import type { Content } from './content.ts';
import type { DocumentContent } from './document-content.ts';
import type { Reading } from './document-reading.ts';
import type { ElementFinding } from './elements.ts';
import type { ElementLikeness } from './likeness.ts';
import type { FactWeights } from './probability.ts';

/** What tells whose a page or a document is, by the names that it says. */
export interface OwnerWords {
  /** the agency's name without what kind of agency it is ("คำบง"); null where it is not known */
  properName: string | null;
  /** words before the proper name of an agency of the kinds that this one may be taken for, folded */
  agencyWords: readonly string[];
  /** words and abbreviations before the names of agencies of its own kind, folded; empty where the papers of the kind name many of them */
  ownKindWords: readonly string[];
  /** such a word counts only where a name begins: many other words hold it ("กรมธรรม์") */
  beginsName: boolean;
  /** its papers name others of its kind without being theirs (hospitals that patients are sent to): only a title tells */
  areNeighboursNamed: boolean;
  /** bodies that agencies stand under */
  superiors: readonly PreparedPhrase[];
  /** words with which the names of bodies of other kinds begin, and with which they go on where they name none, folded */
  otherKinds: { words: readonly string[]; unless: readonly string[] };
  /** words with which a sentence goes on behind such a word, where no name follows, folded */
  agencyFollowers: readonly string[];
}

/** What the judge goes by, besides what is seen. */
export interface JudgeContext extends OwnerWords {
  weights: FactWeights;
  likeness: ElementLikeness;
  checklistYear: number;
  asOf: string;
  agencyType: AgencyType | null;
  /** words that stand where content will be one day, folded */
  placeholders: readonly string[];
}

/** One document that counts for a candidate, as far as it was read. */
export interface ReadDocument {
  target: AttachedTarget;
  reading: Reading;
  /** null when nothing of it was read */
  content: DocumentContent | null;
}

/** What is seen of one candidate. */
export interface Seen {
  content: Content | null;
  /** that count for the wanted year */
  documents: AttachedTarget[];
  all: AttachedTarget[];
  /** the documents that the elements were looked for in: the candidate itself where it is one */
  read: ReadDocument[];
  /** documents that call themselves another item's */
  otherKind: AttachedTarget[];
  elements: ElementFinding[];
}

/** A document that is a candidate by itself, as one of its own documents. */
export function asTarget(candidate: Candidate): AttachedTarget {
  const { url, key, record, opened, otherLabels, labels, relevance, onSite } = candidate;
  const yearTexts = [candidate.linkText ?? '', ...labels.map(({ text }) => text)].filter(
    (text) => text !== '' && text !== opened?.title,
  );
  return {
    url,
    key,
    target: 'document',
    record,
    opened,
    otherLabels,
    labels,
    yearTexts,
    relevance,
    isForeign: false,
    onSite,
  };
}
