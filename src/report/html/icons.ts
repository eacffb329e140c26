import type { Verdict } from '../../result/vocabulary.ts';
import { type Html, trustMarkup } from './tag.ts';

/** Drawn, not typed: fonts differ in whether they hold ✓ and ✗, and some show them as coloured pictures. */
function draw(shape: string): Html {
  return trustMarkup(
    `<svg class="icon" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" focusable="false">${shape}</svg>`,
  );
}

const stroke =
  'fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"';
const tick = draw(`<path d="M3 8.5l3.2 3.2L13 4.8" ${stroke}/>`);
const cross = draw(`<path d="M4 4l8 8M12 4l-8 8" ${stroke}/>`);
const half = draw(
  '<circle cx="8" cy="8" r="6" fill="none" stroke="currentColor" stroke-width="1.8"/><path d="M8 2a6 6 0 0 0 0 12z" fill="currentColor"/>',
);
const eye = draw(
  `<path d="M1.5 8S4 3.6 8 3.6 14.5 8 14.5 8 12 12.4 8 12.4 1.5 8 1.5 8z" ${stroke.replace('"2"', '"1.6"')}/><circle cx="8" cy="8" r="2" fill="currentColor"/>`,
);
const question = draw(
  `<path d="M5.4 5.6a2.6 2.6 0 1 1 3.7 2.4c-.8.4-1.1.9-1.1 1.7" ${stroke}/><circle cx="8" cy="12.8" r="1.2" fill="currentColor"/>`,
);
const dash = draw(`<path d="M4 8h8" ${stroke}/>`);

/** The drawing beside a verdict's words. */
export const verdictIcons: Readonly<Record<Verdict, Html>> = {
  pass: tick,
  partial: half,
  fail: cross,
  review: eye,
  'not-applicable': dash,
};

/** The drawing beside "found", "not found" or "could not tell". */
export function foundIcon(found: boolean | null): Html {
  if (found === null) return question;
  return found ? tick : cross;
}
