import type { History, Uptime } from '../../history/schema.ts';
import { writeDayOf } from '../../result/dates.ts';
import { type Html, html, trustMarkup, write } from './tag.ts';

type Run = History['runs'][number];

/** Units of the drawing; it is stretched to the width of the page. */
const width = 1000;
const height = 100;

const round = (value: number): number => Math.round(value * 10) / 10;

/** The estimates over time with their ranges, a new line wherever another year's checklist begins. */
export function trendChart(runs: readonly Run[]): Html | null {
  const known = runs.filter(({ expected }) => expected !== null);
  const [first, last] = [known[0], known.at(-1)];
  if (first === undefined || last === undefined || first === last) return null;
  const [start, end] = [Date.parse(first.startedAt), Date.parse(last.startedAt)];
  const x = ({ startedAt }: Run): number =>
    end === start ? 0 : ((Date.parse(startedAt) - start) / (end - start)) * width;
  const y = (score: number): number => height - (Math.min(100, Math.max(0, score)) / 100) * height;
  const point = (run: Run, score: number): string => `${round(x(run))},${round(y(score))}`;
  const drawn = splitByYear(known).map((part) => {
    const range = [
      ...part.map((run) => point(run, run.high)),
      ...part.toReversed().map((run) => point(run, run.low)),
    ];
    const line = part.map((run) => point(run, run.expected ?? 0));
    return `<polygon class="trend-range" points="${range.join(' ')}"/><polyline class="trend-line" points="${line.join(' ')}"/>`;
  });
  const grid = [0, 50, 100].map(
    (score) => `<line class="trend-grid" x1="0" x2="${width}" y1="${y(score)}" y2="${y(score)}"/>`,
  );
  const labels = [0, 50, 100].map(
    (score) => `<text class="trend-label" x="0" y="${score === 0 ? 96 : 100 - score + 11}%">${score}</text>`,
  );
  const dots = known.length > 60 ? [] : known.map((run) => dot(x(run) / 10, y(run.expected ?? 0)));
  const chart = trustMarkup(
    `<svg class="trend" aria-hidden="true" focusable="false"><svg viewBox="0 0 ${width} ${height}" preserveAspectRatio="none" width="100%" height="100%">${grid.join('')}${drawn.join('')}</svg>${labels.join('')}${dots.join('')}</svg>`,
  );
  return html`${chart}<p class="trend-ends"><span>${write(writeDayOf(first.startedAt))}</span><span>${write(writeDayOf(last.startedAt))}</span></p>`;
}

/** Both in per cent, so that the dot stays round however far the drawing is stretched. */
function dot(x: number, y: number): string {
  return `<circle class="trend-dot" cx="${round(x)}%" cy="${round(y)}%" r="3"/>`;
}

function splitByYear(runs: readonly Run[]): Run[][] {
  const parts: Run[][] = [];
  for (const run of runs) {
    const part = parts.at(-1);
    if (part?.at(-1)?.fiscalYear === run.fiscalYear) part.push(run);
    else parts.push([run]);
  }
  return parts;
}

/** One bar per day: reached whenever asked, sometimes, never. A day without a look stays empty. */
export function uptimeChart({ from, to, days }: Uptime): Html {
  const start = Date.parse(`${from}T00:00:00Z`);
  const count = Math.round((Date.parse(`${to}T00:00:00Z`) - start) / 86_400_000) + 1;
  const bar = width / count;
  const bars = days.map(({ day, looks, reached }) => {
    const at = Math.round((Date.parse(`${day}T00:00:00Z`) - start) / 86_400_000);
    const state = reached === looks ? 'up' : reached === 0 ? 'down' : 'part';
    // The height says it too, to those who do not see the colour.
    const tall = state === 'up' ? 26 : state === 'part' ? 17 : 8;
    return `<rect class="day-${state}" x="${round(at * bar)}" y="${26 - tall}" width="${round(Math.max(0.6, bar * 0.85))}" height="${tall}"/>`;
  });
  return trustMarkup(
    `<svg class="days" viewBox="0 0 ${width} 26" preserveAspectRatio="none" aria-hidden="true" focusable="false">${bars.join('')}</svg>`,
  );
}
