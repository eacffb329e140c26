import { type CellState, cellStates } from '../../../compare/cell-state.ts';
import { cellMarks, cellWords, shortCellWords } from '../../../compare/words.ts';
import { writeScore } from '../../../result/lines.ts';
import type { ReportLanguage } from '../../format.ts';
import { type Html, html } from '../../html/tag.ts';

/** Classes of the states' colours: short, for a thousand agencies have 28,000 cells. */
const stateClasses: Readonly<Record<CellState, string>> = {
  pass: 'sp',
  partial: 'sh',
  fail: 'sf',
  look: 'sl',
  unseen: 'su',
  'not-applicable': 'sn',
  absent: 'sa',
};

export function stateClass(state: CellState): string {
  return stateClasses[state];
}

/** Marks and colours of the states, in words. */
export function legend(lang: ReportLanguage): Html {
  const states = cellStates.filter((state) => state !== 'absent');
  return html`<ul class="legend">${states.map((state) => html`<li><span class="k ${stateClass(state)}">${cellMarks[state]}</span>${cellWords[state][lang]}</li>`)}</ul>`;
}

/** "ได้ 18", "ต้องเปิดดู 2": states that occur, with their number. */
export function stateCounts(
  counts: Readonly<Partial<Record<CellState, number>>>,
  lang: ReportLanguage,
): Html {
  const states = cellStates.filter(
    (state) => state !== 'absent' && state !== 'not-applicable' && (counts[state] ?? 0) > 0,
  );
  return html`${states.map((state) => html`<span class="k ${stateClass(state)}">${shortCellWords[state][lang]} ${counts[state] ?? 0}</span>`)}`;
}

const barWidth = 130;
const at = (score: number): string => ((score / 100) * barWidth).toFixed(1);

/** A range on 0–100, its expected value marked, beside the range of the median. */
export function rangeBar(
  { low, high, expected }: { low: number; high: number; expected: number | null },
  label: string,
): Html {
  const width = Math.max(2, ((high - low) / 100) * barWidth).toFixed(1);
  return html`<svg class="small-bar" width="${barWidth}" height="12" viewBox="0 0 ${barWidth} 12" role="img" aria-label="${label}"><rect class="track" y="4" width="${barWidth}" height="4"/><rect class="range" x="${at(low)}" y="2" width="${width}" height="8"/>${expected !== null && html`<rect class="marker" x="${at(Math.max(0, expected - 0.8))}" width="2.5" height="12"/>`}</svg>`;
}

/** Numbers of agencies by state as one bar of shares. */
export function stackedBar(counts: Readonly<Partial<Record<CellState, number>>>, label: string): Html {
  const states = cellStates.filter((state) => state !== 'absent' && (counts[state] ?? 0) > 0);
  const total = states.reduce((sum, state) => sum + (counts[state] ?? 0), 0);
  let x = 0;
  const parts = states.map((state) => {
    const width = ((counts[state] ?? 0) / total) * 260;
    const part = html`<rect class="f-${state}" x="${x.toFixed(1)}" width="${Math.max(1, width - 1).toFixed(1)}" height="14"/>`;
    x += width;
    return part;
  });
  return html`<svg class="wide" width="260" height="14" viewBox="0 0 260 14" role="img" aria-label="${label}">${parts}</svg>`;
}

const spreadX = (score: number): string => (score * 2.2).toFixed(1);
const spreadWidth = (from: number, to: number): string => Math.max(1.5, (to - from) * 2.2).toFixed(1);

/** Least, middle half and most of a group's expected scores on 0–100. */
export function spreadBar(
  spread: { min: number; quarter: number; median: number; threeQuarters: number; max: number },
  label: string,
): Html {
  return html`<svg class="wide" width="220" height="16" viewBox="0 0 220 16" role="img" aria-label="${label}"><rect class="track" y="6" width="220" height="4"/><rect class="f-bar" x="${spreadX(spread.min)}" y="7" width="${spreadWidth(spread.min, spread.max)}" height="2"/><rect class="f-box" x="${spreadX(spread.quarter)}" y="3" width="${spreadWidth(spread.quarter, spread.threeQuarters)}" height="10"/><rect class="f-median" x="${spreadX(spread.median)}" width="3" height="16"/></svg>`;
}

/** How many agencies are expected in each ten points, those that could not be looked at apart, in their own colour. */
export function histogram(expected: readonly number[], unseen: number, lang: ReportLanguage): Html {
  const bins = Array.from(
    { length: 10 },
    (_, bin) => expected.filter((score) => binOf(score) === bin).length,
  );
  const unseenLabel = cellWords.unseen[lang];
  const most = Math.max(1, unseen, ...bins);
  const column = (bin: number, count: number, className: string, label: string): Html => {
    const height = (count / most) * 110;
    const x = bin * 62 + 8;
    return html`<rect class="${className}" x="${x}" y="${(130 - height).toFixed(1)}" width="52" height="${height.toFixed(1)}"/><text class="t strong" x="${x + 26}" y="${(124 - height).toFixed(1)}" text-anchor="middle">${count}</text><text class="t" x="${x + 26}" y="146" text-anchor="middle">${label}</text>`;
  };
  const columns = bins.map((count, bin) =>
    column(bin, count, 'f-bar', `${bin * 10}–${bin * 10 + (bin === 9 ? 10 : 9)}`),
  );
  const label = [
    ...bins.map((count, bin) => `${writeScore(bin * 10)}+: ${count}`),
    `${unseenLabel}: ${unseen}`,
  ].join(', ');
  return html`<svg class="wide" width="740" height="152" viewBox="0 0 740 152" role="img" aria-label="${label}">${columns}${column(10.4, unseen, 'f-unseen', unseenLabel)}</svg>`;
}

function binOf(score: number): number {
  return Math.min(9, Math.floor(score / 10));
}
