import { confidenceWords, type Words, verdictWords } from '../../result/sentences.ts';
import type { ResultItem } from '../../result/schema.ts';
import type { Verdict } from '../../result/vocabulary.ts';
import { clickPathText, gainWords } from '../format.ts';
import { verdictOf } from '../fixes.ts';
import { verdictIcons } from './icons.ts';
import { type Html, html, siteText, t, write } from './tag.ts';

/** Verdict as a drawing and its words; the colour only repeats them. */
export function verdictBadge(verdict: Verdict): Html {
  return html`<span class="badge v-${verdict}">${verdictIcons[verdict]}${write(verdictWords[verdict])}</span>`;
}

/** Verdict as a drawing and its words, small enough to stand in a line of text. */
export function verdictWord(item: ResultItem): Html {
  const verdict = verdictOf(item);
  return html`<span class="word small v-${verdict}">${verdictIcons[verdict]}${write(verdictWords[verdict])}</span>`;
}

/** Verdict that counts, with how firmly it stands. */
export function itemVerdict(item: ResultItem): Html {
  const confidence =
    verdictOf(item) === 'not-applicable'
      ? null
      : html` <span class="confidence">${write(confidenceWords[item.confidence])}</span>`;
  return html`${verdictBadge(verdictOf(item))}${confidence}`;
}

/** Link to an item's place in this page. */
export function itemLink(item: Pick<ResultItem, 'code'>): Html {
  return html`<a class="code" href="#${encodeURIComponent(item.code)}">${item.code}</a>`;
}

/** Name of an item, with ≈ where the checklist is not certain of it. */
export function itemName(item: ResultItem): Html {
  const inferred = item.factConfidence !== 'high' && html`<span class="approx">≈</span> `;
  return html`${inferred}${t(item.nameTh, item.nameEn)}`;
}

/** "ประมาณ 1–3 คะแนน", or nothing. */
export function gainText(item: ResultItem): Html | null {
  const gain = gainWords(item);
  return gain && html`<span class="gain">${write(gain)}</span>`;
}

/** "อาจได้คืน ประมาณ 1–3 คะแนน", where no heading says what the points are. */
export function gainPhrase(item: ResultItem): Html | null {
  const gain = gainText(item);
  return (
    gain && html`<span class="nowrap"><span class="muted">${t('อาจได้คืน', 'may bring')}</span> ${gain}</span>`
  );
}

/** "เมนู → ก → ข". */
export function clickPath(steps: readonly { text: string }[]): Html | null {
  const names = clickPathText(steps);
  if (names.length === 0) return null;
  const arrow = html` <span aria-hidden="true">→</span> `;
  return html`<span class="path">${t('เมนู', 'Menu')}${names.map((name) => html`${arrow}${siteText(name, 80)}`)}</span>`;
}

/** A cell that carries its column's name, shown where the table is stacked on a narrow screen. */
export function cell(label: Words, content: Html | string | number | null, className = ''): Html {
  return html`<td class="${className}"><span class="cell-label" aria-hidden="true">${write(label)}</span><span class="cell">${content ?? '–'}</span></td>`;
}

/** Section with a heading that names it for screen readers. */
export function section(id: string, heading: Words, content: Html, className = ''): Html {
  return html`<section id="${id}" class="${className}" aria-labelledby="${id}-h"><h2 id="${id}-h">${write(heading)}</h2>${content}</section>`;
}
