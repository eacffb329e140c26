import type { Comparison, ItemChange } from '../../history/comparison-schema.ts';
import type { History, ItemHistory } from '../../history/schema.ts';
import { writeInstant } from '../../result/dates.ts';
import {
  writeCauses,
  writeChange,
  writeLastSeenGood,
  writeScoreChange,
  writeSetting,
  writeState,
  writeUptime,
} from '../history-words.ts';
import { trendChart, uptimeChart } from './history-charts.ts';
import { cell, itemLink, section, verdictBadge } from './parts.ts';
import { type Html, html, t, urlLink, write } from './tag.ts';

/** How the agency got here: score over time, what changed and why, what was good when, how often the site answered. */
export function historySection(history: History | null): Html | null {
  if (history === null) return null;
  const trend = trendChart(history.runs);
  return section(
    'history',
    { th: 'ความเปลี่ยนแปลง', en: 'Change over time' },
    html`<div class="card history">
      ${trend && html`<h3>${t('คะแนนประมาณของแต่ละครั้ง', 'Estimates over time')}</h3>${trend}`}
      ${comparisonPart({ th: 'จากครั้งก่อน', en: 'Since the last time' }, history.sinceLast)}
      ${comparisonPart({ th: 'ตั้งแต่ครั้งแรกในช่วงประเมิน', en: 'Since the assessment window opened' }, history.sinceWindow)}
      ${standingPart(history.items)}
      ${history.uptime && html`<h3>${t('เว็บไซต์เปิดได้เพียงใด', 'Could the site be reached')}</h3><p>${write(writeUptime(history.uptime))}</p>${uptimeChart(history.uptime)}`}
    </div>`,
  );
}

function comparisonPart(heading: { th: string; en: string }, comparison: Comparison | null): Html | null {
  if (comparison === null) return null;
  const score = writeScoreChange(comparison);
  const setting = writeSetting(comparison);
  const changes =
    comparison.items.length === 0
      ? html`<p>${t('ไม่มีข้อใดเปลี่ยน', 'No item changed.')}</p>`
      : html`<ul class="change-list">${comparison.items.map(changeEntry)}</ul>`;
  return html`<h3>${write(heading)} <span class="muted">(${write(writeInstant(comparison.older.startedAt))})</span></h3>
    ${score && html`<p>${write(score)}</p>`}${setting && html`<p class="muted">${write(setting)}</p>`}${changes}`;
}

function changeEntry(item: ItemChange): Html {
  const old =
    item.olderCode !== item.code &&
    html` <span class="muted">(${t('เดิม', 'before')} ${item.olderCode})</span>`;
  const changes = item.changes.map((change) => {
    const url = change.newUrl ?? change.url;
    const isMove = change.newUrl !== null && change.url !== null && change.newUrl !== change.url;
    return html`<br>${write(writeChange(change))}${url !== null && html` ${isMove && html`${urlLink(change.url ?? url, 100)} → `}${urlLink(url, 100)}`}`;
  });
  return html`<li class="change v-${item.verdict}">${itemLink(item)}${old} ${t(item.nameTh, item.nameEn)}${changes}<br><span class="cause">${write(writeCauses(item))}</span></li>`;
}

/** What was at full marks before and is not now, or came back only lately; the rest in a line. */
function standingPart(items: readonly ItemHistory[]): Html | null {
  const owed = items.filter(({ verdict }) => verdict !== 'not-applicable');
  const shown = owed.filter(
    ({ verdict, state, lastSeenGood }) =>
      state === 'recovering' || state === 'suspected' || (verdict !== 'pass' && lastSeenGood !== null),
  );
  const never = owed.filter((item) => item.lastSeenGood === null && !shown.includes(item));
  const now = owed.length - shown.length - never.length;
  const labels = {
    item: { th: 'ข้อ', en: 'Item' },
    now: { th: 'ผลครั้งนี้', en: 'This time' },
    good: { th: 'เห็นว่าคาดว่าได้คะแนนเมื่อ', en: 'Last seen likely to score' },
    state: { th: 'หมายเหตุ', en: 'Remark' },
  };
  const rows = shown.map(
    (item) =>
      html`<tr><th scope="row">${itemLink(item)} ${t(item.nameTh, item.nameEn)}</th>${cell(labels.now, verdictBadge(item.verdict))}${cell(labels.good, write(writeLastSeenGood(item)))}${cell(labels.state, remark(item))}</tr>`,
  );
  const caption = t('เห็นว่าคาดว่าได้คะแนนครั้งล่าสุดเมื่อใด', 'When each item was last seen likely to score');
  return html`<h3>${caption}</h3>
    <p>${t(`ครั้งนี้ ${now} ข้อ`, `This time: ${now} items.`)}${never.length > 0 && html` · ${t('ยังไม่เคยเห็นตั้งแต่เริ่มเก็บผล', 'Never since results are kept')}: ${never.map((item) => html`${itemLink(item)} `)}`}</p>
    ${
      rows.length > 0 &&
      html`<table class="stack"><caption class="off-screen">${caption}</caption><thead><tr>${Object.values(labels).map((label) => html`<th scope="col">${write(label)}</th>`)}</tr></thead><tbody>${rows}</tbody></table>`
    }`;
}

function remark(item: ItemHistory): Html | null {
  const state = writeState(item);
  const changes = (item.sinceLastGood?.changes ?? [])
    .filter(({ kind }) => kind !== 'verdict')
    .map(writeChange);
  const causes = item.sinceLastGood === null ? [] : [writeCauses(item.sinceLastGood)];
  const parts = [...(state === null ? [] : [state]), ...changes, ...causes];
  if (parts.length === 0) return null;
  return html`${parts.map((part, index) => html`${index > 0 && html`<br>`}${write(part)}`)}`;
}
