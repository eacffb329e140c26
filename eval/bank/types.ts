import type { AgencyType, ReasonCode } from '../../src/result/vocabulary.ts';

export type ReasonList = readonly ReasonCode[];

/** Which half of the bank: figures of `tune` may be looked into, those of `test` only summed. */
export const halves = ['tune', 'test'] as const;
export type Half = (typeof halves)[number];

/** What a careful assessor gives; `review-ok`: even they could not tell from the site alone. */
export const truthVerdicts = ['pass', 'partial', 'fail', 'review-ok'] as const;
export type TruthVerdict = (typeof truthVerdicts)[number];

/** Forms that a disclosure is published in. */
export const forms = ['page', 'pdf', 'docx', 'xlsx'] as const;
export type Form = (typeof forms)[number];

/** A piece of a disclosure, rendered to HTML or into a file. */
export type Block =
  | { kind: 'heading'; text: string }
  | { kind: 'paragraph'; text: string }
  | { kind: 'list'; items: string[] }
  /** the first row is the header */
  | { kind: 'table'; rows: string[][] }
  | { kind: 'image'; alt: string }
  /** `contact` empty: none is given; `photo` false: no picture */
  | { kind: 'person'; name: string; position: string; contact: string; photo: boolean }
  | { kind: 'form'; fields: string[]; submit: string }
  | { kind: 'post'; date: string; title: string; text: string }
  | { kind: 'link'; text: string; href: string };

/** One wording of one item's disclosure, or of something that stands where it should be. */
export interface Content {
  half: Half;
  code: string;
  /** unique within half and item */
  id: string;
  isGood: boolean;
  truth: TruthVerdict;
  /** leading reasons that fit, where the truth is no pass */
  causes: ReasonCode[];
  /** as an index of disclosures calls it */
  label: string;
  /** as a menu without codes calls it */
  menu: string;
  title: string;
  /** forms that may carry it without changing its truth */
  forms: Form[];
  only: 'local' | 'central' | null;
  /** marked-up text with placeholders */
  body: string;
}

/** A sham agency; every name is invented. */
export interface Agency {
  name: string;
  /** the place or body, as in "กองคลัง …" */
  short: string;
  /** title of its head */
  head: string;
  type: AgencyType;
  host: string;
  phone: string;
  email: string;
}

/** What happens to a disclosure on its way to the reader. */
export const deliveries = [
  'plain',
  'dead-link',
  'login',
  'soft-404',
  'empty-shell',
  'older-year',
  'older-year-inside',
  'other-owner',
  'off-site',
  'absent',
] as const;
export type Delivery = (typeof deliveries)[number];

/** The recorded truth of one item of one site. */
export interface ItemTruth {
  code: string;
  verdict: TruthVerdict;
  causes: ReasonCode[];
  /** host and decoded path with query, any of which may stand as the first evidence; [] for what is nowhere */
  evidence: string[];
  /** which wording, and what happened to it */
  content: string | null;
  delivery: Delivery;
  form: Form;
}

/** What the sites of one half are made from. */
export interface BankHalf {
  contents: Content[];
  /** pages that answer for nothing */
  decoys: { title: string; body: string }[];
  /** what stands at the head of every text document, with placeholders */
  cover: string;
}
