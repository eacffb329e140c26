import type { FetchRecord, SkippedRecord } from '../snapshot/schema.ts';
import type { ClickStep } from './click-paths.ts';
import type { Label } from './link-labels.ts';
import type { OpenedDocument } from './opened-document.ts';
import type { LoadedPage } from './pages.ts';
import type { TitleCandidate } from './title-port.ts';

/** A document or further page that the candidate's own content links to. */
export interface AttachedTarget {
  url: string;
  key: string;
  /** what the link promises by its spelling; the record tells what it is */
  target: 'page' | 'document';
  /** null when it was not opened */
  record: FetchRecord | null;
  /** its inside, null when that was not read */
  opened: OpenedDocument | null;
  /** words of the other links of the same page that lead to the same address */
  otherLabels: string[];
  labels: Label[];
  /** words that the year is read from, most telling first */
  yearTexts: string[];
  /** 0–1 for this item */
  relevance: number;
  /** labels surely name another item */
  isForeign: boolean;
  onSite: boolean;
}

/** One address, or one stretch of a page, that may be an item's evidence. */
export interface Candidate {
  code: string;
  url: string;
  key: string;
  source: 'crawl' | 'declared';
  /** nothing but what it says speaks for it: how much it reads like the item, and whether so much more than like others that it was meant;
   * `isBeside`: it stands on a page that answers another item */
  unnamed?: { score: number; isMeant: boolean; isBeside?: boolean };
  /** null: seen and never opened */
  record: FetchRecord | null;
  skipped: SkippedRecord | null;
  /** null for documents and for what was not opened */
  page: LoadedPage | null;
  /** pages that go on with what `page` begins; absent: none, or a stretch of a page */
  continuations?: readonly LoadedPage[];
  /** pages with the chapters of the book whose table of contents `page` is; absent: none */
  chapters?: readonly LoadedPage[];
  /** the inside of a document, null for pages and where it was not read */
  opened: OpenedDocument | null;
  /** words of every link that leads to it */
  otherLabels: string[];
  /** offsets into the page's text, null for the whole page */
  section: { from: number; to: number; heading: string } | null;
  /** 0–1: how surely this address is about the item */
  relevance: number;
  factors: TitleCandidate['factors'];
  /** what it is called, most telling first: own title and the links that lead to it */
  labels: Label[];
  /** year of the OIT index that it stands in, null when none is stated */
  indexYear: number | null;
  foundOn: string | null;
  linkText: string | null;
  clickPath: ClickStep[] | null;
  attached: AttachedTarget[];
  onSite: boolean;
}

/** A row of an index that names an item and has nothing behind it. */
export interface EmptyMention {
  code: string;
  pageUrl: string;
  label: string;
  relevance: number;
}
