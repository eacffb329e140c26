import type { Content, Delivery, Form, ReasonList, TruthVerdict } from '../bank/types.ts';
import { localGovernmentTypes } from '../../src/result/vocabulary.ts';
import type { Draft, Placed } from './draft.ts';

/**
 * Items whose year is firm: an older year's disclosure gets no marks. O11, O19 and O22 want the year before on thin
 * grounds, the rest want any year.
 */
export const yearBound: readonly string[] = 'O5 O6 O7 O12 O13 O14 O15 O20 O21 O23 O24 O25 O26 O27 O28'.split(
  ' ',
);

/** Draws, for every item, a wording and what becomes of it. */
export function drawItems(draft: Draft, contents: readonly Content[], codes: readonly string[]): Placed[] {
  const isLocal = localGovernmentTypes.includes(draft.spec.agency.type);
  return codes.map((code) => {
    const mine = contents.filter(
      (content) => content.code === code && (content.only === null || (content.only === 'local') === isLocal),
    );
    return drawItem(draft, code, mine);
  });
}

function drawItem(draft: Draft, code: string, contents: readonly Content[]): Placed {
  const { draw, spec } = draft;
  const goods = contents.filter(({ isGood }) => isGood);
  const bads = contents.filter(({ isGood }) => !isGood);
  const lot = draw.next();
  const isGood = lot < spec.goodShare || bads.length === 0;
  if (isGood) return place(draft, code, draw.pick(goods), 'plain');
  // of what is wrong, half is wrong in itself and half on the way
  if (lot < spec.goodShare + (1 - spec.goodShare) * 0.5) return place(draft, code, draw.pick(bads), 'plain');
  const content = draw.pick(goods);
  return place(draft, code, content, draw.pick(mishapsOf(code, content)));
}

function mishapsOf(code: string, content: Content): Delivery[] {
  const general: Delivery[] = ['dead-link', 'login', 'soft-404', 'empty-shell', 'absent'];
  // the owner is told from names in the text, and one name among several posts makes nothing another's
  const isNamed = /\{[AS]\}/u.test(content.title + content.body) && !content.body.includes('@post');
  const owned: Delivery[] = isNamed ? ['other-owner'] : [];
  const older: Delivery[] = yearBound.includes(code) ? ['older-year', 'older-year', 'older-year-inside'] : [];
  const away: Delivery[] = content.forms.includes('pdf') ? ['off-site'] : [];
  return [...general, ...older, ...owned, ...away];
}

function place(draft: Draft, code: string, content: Content, delivery: Delivery): Placed {
  const files = content.forms.filter((form) => form !== 'page');
  const asFile =
    files.length > 0 && (!content.forms.includes('page') || draft.draw.next() < draft.spec.fileShare);
  const form: Form = asFile || delivery === 'off-site' ? draft.draw.pick(files) : 'page';
  const { verdict, causes } = truthOf(content, delivery);
  return { code, content: delivery === 'absent' ? null : content, delivery, form, verdict, causes };
}

function truthOf(content: Content, delivery: Delivery): { verdict: TruthVerdict; causes: ReasonList } {
  switch (delivery) {
    case 'plain':
      return { verdict: content.truth, causes: content.causes };
    case 'dead-link':
      return { verdict: 'fail', causes: ['unreachable'] };
    case 'login':
      return { verdict: 'fail', causes: ['login-required'] };
    case 'soft-404':
      return { verdict: 'fail', causes: ['soft-404'] };
    case 'empty-shell':
      return { verdict: 'fail', causes: ['empty'] };
    case 'older-year':
    case 'older-year-inside':
      return { verdict: 'fail', causes: ['wrong-year'] };
    case 'other-owner':
      return { verdict: 'fail', causes: ['wrong-owner'] };
    // whether a file on another host counts is not settled anywhere that could be read
    case 'off-site':
      return { verdict: 'review-ok', causes: ['off-site'] };
    case 'absent':
      return { verdict: 'fail', causes: ['not-found'] };
  }
}
