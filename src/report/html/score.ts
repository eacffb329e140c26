import { disclaimer, verdictWords, writeScore, writeScoreRange } from '../../result/sentences.ts';
import { type Verdict, verdicts } from '../../result/vocabulary.ts';
import type { Result, ResultScore } from '../../result/schema.ts';
import { countVerdicts } from '../fixes.ts';
import { writeTotal } from '../total.ts';
import { verdictIcons } from './icons.ts';
import { cell, section } from './parts.ts';
import { type Html, html, t, trustMarkup, write } from './tag.ts';

const percent = (score: number): string => `${Math.round(Math.min(100, Math.max(0, score)) * 100) / 100}%`;

/** Labels near an end are set from that end, so that they stay inside the drawing. */
function anchorAt(score: number, marginPoints: number): string {
  if (score < marginPoints) return 'start';
  return score > 100 - marginPoints ? 'end' : 'middle';
}

/** The range on a line from 0 to 100. Lengths are percentages: letters keep their size on a narrow screen. */
export function rangeBar(score: { expected: number | null; low: number; high: number }): Html {
  const { expected, low, high } = score;
  const middle = (low + high) / 2;
  const range = writeScoreRange(low, high);
  const ticks = [0, 20, 40, 60, 80, 100].map(
    (tick) =>
      `<line class="tick" x1="${percent(tick)}" x2="${percent(tick)}" y1="44" y2="50"/><text class="tick-label" x="${percent(tick)}" y="66" text-anchor="${anchorAt(tick, 3)}">${tick}</text>`,
  );
  const marker =
    expected === null
      ? ''
      : `<svg x="${percent(expected)}" overflow="visible"><rect class="marker" x="-2" y="20" width="4" height="24" rx="2"/></svg>`;
  return trustMarkup(
    `<svg class="range-bar" width="100%" height="72" aria-hidden="true" focusable="false"><text class="range-label" x="${percent(middle)}" y="13" text-anchor="${anchorAt(middle, 12)}">${range}</text><rect class="track" x="0" y="24" width="100%" height="16" rx="8"/><rect class="range" x="${percent(low)}" y="24" width="${percent(Math.max(0.8, high - low))}" height="16" rx="3"/>${marker}${ticks.join('')}</svg>`,
  );
}

/** The same, small, for a table row. */
function smallBar(score: { expected: number | null; low: number; high: number }): Html {
  const dot =
    score.expected === null
      ? ''
      : `<svg x="${percent(score.expected)}" overflow="visible"><rect class="marker" x="-1.5" y="1" width="3" height="12" rx="1.5"/></svg>`;
  return trustMarkup(
    `<svg class="small-bar" width="100%" height="14" aria-hidden="true" focusable="false"><rect class="track" x="0" y="4" width="100%" height="6" rx="3"/><rect class="range" x="${percent(score.low)}" y="4" width="${percent(Math.max(1, score.high - score.low))}" height="6" rx="2"/>${dot}</svg>`,
  );
}

/** The estimate in large figures; without an expected score, the range and why. */
export function scoreFigure(score: ResultScore): Html {
  const range = writeScoreRange(score.low, score.high);
  if (score.expected === null) {
    return html`<p class="figure"><span class="figure-range">${t('ช่วง', 'Range')} ${range}</span></p>
      ${score.unknownTh !== null && html`<p>${t(score.unknownTh, score.unknownEn ?? score.unknownTh)}</p>`}`;
  }
  return html`<p class="figure"><span class="figure-label">${t('OIT ประมาณ', 'OIT about')}</span> <strong class="figure-value">${writeScore(score.expected)}</strong> <span class="figure-range">${t('ช่วง', 'range')} ${range}</span></p>`;
}

/** The estimate itself stands above in large figures; only what follows from it is said again. */
function splitClauses(line: string): Html[] {
  return line
    .split(' · ')
    .map((part) => part.replace(/^OIT (?:ประมาณ|about) [\d.]+ \([^)]*\)[; ]*/u, ''))
    .filter((part) => part !== '')
    .map((part) => html`<span class="grade-line">${part}</span>`);
}

/** One line per clause of the grade line. */
export function gradeLines(score: ResultScore): Html | null {
  if (score.gradeLineTh === null || score.gradeLineEn === null) return null;
  return html`<div class="grade"><div class="th" lang="th">${splitClauses(score.gradeLineTh)}</div><div class="en" lang="en">${splitClauses(score.gradeLineEn)}</div></div>`;
}

function ruleSpread(score: ResultScore): Html | null {
  if (score.rules.length === 0) return null;
  const rules = score.rules.map((rule) => {
    const mark = rule.status === 'inferred' ? '≈ ' : '';
    const expected = rule.expected === null ? '–' : writeScore(rule.expected);
    return html`<li><span class="nowrap">${mark}${t('วิธี', 'rule')} ${rule.id}</span> <strong>${expected}</strong> <span class="muted nowrap">(${writeScoreRange(rule.low, rule.high)})</span></li>`;
  });
  return html`<div class="rules"><span>${t('คะแนนตามวิธีคำนวณแต่ละแบบที่เข้ากับผลที่เผยแพร่', 'By each way of computing that fits published results')}</span><ul>${rules}</ul></div>`;
}

function totalLine({ total }: ResultScore): Html | null {
  return total === null ? null : html`<p class="total"><strong>${write(writeTotal(total))}</strong></p>`;
}

/** How many items each verdict has, in words. */
export function tally(result: Result): Html {
  const counts = countVerdicts(result);
  const shown = verdicts.filter((verdict: Verdict) => counts[verdict] > 0);
  return html`<ul class="tally">${shown.map((verdict) => html`<li class="v-${verdict}"><span class="tally-count">${verdictIcons[verdict]}${counts[verdict]}</span> <span>${write(verdictWords[verdict])}</span></li>`)}</ul>`;
}

/** What we think that the agency would get. */
export function scoreSection(result: Result): Html | null {
  const { score } = result;
  if (score === null) return null;
  const note = disclaimer(result.run.finishedAt, result.checklist.fiscalYear);
  return section(
    'score',
    { th: 'คะแนนที่คาดว่าจะได้', en: 'What we think you would get' },
    html`<div class="card score-card">${scoreFigure(score)}${rangeBar(score)}
      <p class="disclaimer">${write(note)}</p>
      ${gradeLines(score)}${totalLine(score)}${tally(result)}${ruleSpread(score)}</div>`,
  );
}

/** No grade hangs on a group, so that its figures are simply rounded. */
const writeGroup = (score: number | null): string => (score === null ? '–' : String(Math.round(score)));
const writeGroupRange = (low: number, high: number): string =>
  writeGroup(low) === writeGroup(high) ? writeGroup(low) : `${writeGroup(low)}–${writeGroup(high)}`;

/** Sub-indicators under their indicators, with the items in each. */
export function subIndicatorSection(result: Result): Html | null {
  const { score } = result;
  if (score === null || !result.site.reachable || score.subIndicators.length === 0) return null;
  const labels = {
    items: { th: 'ข้อ', en: 'Items' },
    expected: { th: 'ประมาณ', en: 'About' },
    range: { th: 'ช่วง', en: 'Range' },
  };
  const rows = score.subIndicators.map((group) => {
    const items = result.items.filter((item) => item.subIndicator === group.id);
    const codes = items.map(
      (item) =>
        html`<a class="chip v-${item.effective.verdict}" href="#${encodeURIComponent(item.code)}">${verdictIcons[item.effective.verdict]}${item.code}<span class="off-screen"> ${write(verdictWords[item.effective.verdict])}</span></a> `,
    );
    return html`<tr><th scope="row"><span class="group-id">${group.id}</span> ${t(group.nameTh, group.nameEn)}</th>
      ${cell(labels.expected, writeGroup(group.expected), 'number')}${cell(labels.range, html`${writeGroupRange(group.low, group.high)}${smallBar(group)}`, 'bar')}${cell(labels.items, html`<span class="chips">${codes}</span>`)}</tr>`;
  });
  const indicators = score.indicators.map(
    (group) =>
      html`<li>${t('ตัวชี้วัดที่', 'Indicator')} ${group.id} ${t(group.nameTh, group.nameEn)}: <strong>${writeGroup(group.expected)}</strong> <span class="muted">(${writeGroupRange(group.low, group.high)})</span></li>`,
  );
  return section(
    'sub-indicators',
    { th: 'สรุปตามตัวชี้วัดย่อย', en: 'By sub-indicator' },
    html`<ul class="indicators">${indicators}</ul><table class="stack"><caption class="off-screen">${t('คะแนนประมาณของตัวชี้วัดย่อยและข้อที่อยู่ในนั้น', 'Estimates of the sub-indicators and the items in them')}</caption>
      <thead><tr><th scope="col">${t('ตัวชี้วัดย่อย', 'Sub-indicator')}</th><th scope="col" class="number">${write(labels.expected)}</th><th scope="col">${write(labels.range)}</th><th scope="col">${write(labels.items)}</th></tr></thead><tbody>${rows}</tbody></table>`,
  );
}
