import type { Words } from '../../result/sentences.ts';
import { cleanText, clipText, readableUrl, safeHref, stripHarmful } from '../clean.ts';

const brand: unique symbol = Symbol('escaped markup');

/** Markup that is safe to put into the page as it is. Only this file makes one. */
export interface Html {
  readonly [brand]: true;
  readonly markup: string;
}

/** What may stand in an {@link html} template; nothing but `Html` is ever taken for markup. */
export type HtmlValue = Html | string | number | null | undefined | false | readonly HtmlValue[];

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  '`': '&#96;',
};

/** Longest single value of a page: advice and reasons are far below, a hostile title far above. */
const maxValueCharacters = 4000;

/** Text for element content or a quoted attribute, without controls and direction overrides. */
export function escapeHtml(text: string): string {
  return stripHarmful(clipText(text, maxValueCharacters)).replace(
    /[&<>"'`]/g,
    (character) => entities[character] ?? '',
  );
}

/** Declares markup of ours safe: styles, scripts and icons, never anything that a site sent. */
export function trustMarkup(markup: string): Html {
  return { [brand]: true, markup };
}

function isHtml(value: object): value is Html {
  return brand in value;
}

function renderValue(value: HtmlValue): string {
  if (value === null || value === undefined || value === false) return '';
  if (typeof value === 'string') return escapeHtml(value);
  if (typeof value === 'number') return String(value);
  if (isHtml(value)) return value.markup;
  return value.map((part) => renderValue(part)).join('');
}

/** Template tag: every value is escaped, arrays are joined, null, undefined and false leave nothing. */
export function html(strings: TemplateStringsArray, ...values: HtmlValue[]): Html {
  return trustMarkup(strings.reduce((text, string, index) => text + renderValue(values[index - 1]) + string));
}

/** The same in both languages; the page shows one of them. */
export function t(th: string, en: string): Html {
  if (th === en) return html`${th}`;
  return html`<span class="th" lang="th">${th}</span><span class="en" lang="en">${en}</span>`;
}

/** {@link t} for a pair of words. */
export function write(words: Words): Html {
  return t(words.th, words.en);
}

/** {@link t} for markup. */
export function both(th: Html, en: Html): Html {
  return html`<span class="th" lang="th">${th}</span><span class="en" lang="en">${en}</span>`;
}

/** Words of a site: isolated in direction, clipped, the longer text (up to 300 characters) in the tooltip. */
export function siteText(text: string, maxCharacters = 160): Html {
  const full = cleanText(text, 300);
  const shown = cleanText(text, maxCharacters);
  if (shown === full) return html`<bdi>${shown}</bdi>`;
  return html`<bdi title="${full}">${shown}</bdi>`;
}

/** A link where the address is http or https, plain text otherwise. */
export function link(url: string, content: Html): Html {
  const href = safeHref(url);
  // A link that was cut short would lead somewhere else.
  if (href === null || href.length > maxValueCharacters) return content;
  return html`<a href="${href}" rel="noopener noreferrer" target="_blank">${content}</a>`;
}

/** A link whose words are its address, written for reading. */
export function urlLink(url: string, maxCharacters = 180): Html {
  return link(url, html`<span class="url">${siteText(readableUrl(url), maxCharacters)}</span>`);
}
