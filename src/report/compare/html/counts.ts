import type { Overview } from '../../../compare/schema.ts';
import { causeLabels, cellWords, groupWords } from '../../../compare/words.ts';
import { effortCost, effortWords } from '../../../plan/effort.ts';
import { writeScore, writeScoreRange } from '../../../result/lines.ts';
import type { Words } from '../../../result/words.ts';
import type { ReportLanguage } from '../../format.ts';
import { type Html, html, siteText } from '../../html/tag.ts';
import { fixNameOf, gainNote, shortNameOf, writePointsRange } from '../format.ts';
import { changeOf, orderChanges, writeMove } from '../change-table.ts';
import { groupName, mostFailed } from '../count-tables.ts';
import { histogram, legend, spreadBar, stackedBar, stateCounts } from './parts.ts';

/** A table of which every cell says its column on a phone. */
function table(headings: readonly string[], rows: readonly (readonly (Html | string | number)[])[]): Html {
  const body = rows.map(
    (cells) =>
      html`<tr>${cells.map((cell, at) => html`<td><span class="cell-label" aria-hidden="true">${headings[at]}</span><span class="cell">${cell}</span></td>`)}</tr>`,
  );
  return html`<table class="stack"><thead><tr>${headings.map((heading) => html`<th scope="col">${heading}</th>`)}</tr></thead><tbody>${body}</tbody></table>`;
}

/** How many, the middle of them, how they spread, and what keeps them from being comparable. */
export function summaryView({ counts, median, agencies, warnings }: Overview, lang: ReportLanguage): Html {
  const thai = lang === 'th';
  const expected = agencies.flatMap(({ score }) => score?.expected ?? []);
  const tally: [number, string, string][] = [
    [counts.agencies, thai ? 'หน่วยงานทั้งหมด' : 'agencies', 'sn'],
    [counts.looked, thai ? 'ดูได้และมีผล' : 'looked at', 'sp'],
    [counts.unseen, cellWords.unseen[lang], 'su'],
    [counts.noResult, thai ? 'ยังไม่มีผล' : 'no result yet', 'sn'],
  ];
  const figure =
    median === null
      ? html`<p class="muted">${thai ? 'มีผลน้อยกว่า 5 หน่วยงาน จึงไม่แสดงค่ากลาง เพราะจะเผยคะแนนของบางหน่วยงาน' : 'With fewer than five results no median is shown: it would give single ones away.'}</p>`
      : html`<div class="figure"><span class="figure-label">${thai ? 'ค่ากลาง OIT ที่คาด' : 'Median expected OIT'}</span><span class="figure-value">${writeScore(median.expected)}</span><span class="figure-range">${thai ? 'ช่วง' : 'range'} ${writeScoreRange(median.low, median.high)}</span></div>`;
  return html`${warnings.length > 0 && html`<div class="notice"><h2>${thai ? 'โปรดทราบก่อนเทียบ' : 'Before comparing'}</h2><ul class="warnings">${warnings.map((words) => html`<li>${words[lang]}</li>`)}</ul></div>`}
<div class="card">${figure}<ul class="tally">${tally.map(([count, words, className]) => html`<li class="${className}"><span class="tally-count">${count}</span>${words}</li>`)}</ul></div>
<h3>${thai ? 'จำนวนหน่วยงานตามคะแนนที่คาด' : 'Agencies by expected score'}</h3>${histogram(expected, counts.unseen, lang)}`;
}

/** Items that most agencies lack, and why. */
export function itemsView({ items }: Overview, lang: ReportLanguage): Html {
  const thai = lang === 'th';
  const rows = mostFailed(items).map((item) => [
    html`<b class="code">${item.code}</b> ${shortNameOf(item)[lang]}`,
    html`${stackedBar(item.counts, item.code)}${stateCounts(item.counts, lang)}`,
    html`${item.causes.slice(0, 4).map(({ reason, agencies }) => html`<span class="nowrap">${causeLabels[reason][lang]} (${agencies})</span> `)}`,
    thai ? item.unitTh : item.unitEn,
  ]);
  const headings = thai
    ? ['ข้อ', 'หน่วยงาน', 'สาเหตุ (หน่วยงาน)', 'ผู้รับผิดชอบ']
    : ['Item', 'Agencies', 'Causes (agencies)', 'Unit'];
  return html`${legend(lang)}${table(headings, rows)}`;
}

/** Types, provinces, districts and tags side by side. */
export function groupsView({ groups }: Overview, lang: ReportLanguage): Html {
  const thai = lang === 'th';
  const headings = thai
    ? ['กลุ่ม', 'หน่วยงาน', 'ดูไม่ได้', 'ต่ำสุด–ค่ากลาง–สูงสุด', 'การกระจาย 0–100']
    : ['Group', 'Agencies', 'Unseen', 'Least–median–most', 'Spread 0–100'];
  const kinds = [...new Set(groups.map(({ by }) => by))];
  return html`<p class="lead">${thai ? 'จากคะแนนที่คาดของหน่วยงานที่ดูได้ แถบเข้มคือครึ่งกลางของกลุ่ม ขีดคือค่ากลาง' : 'Of the expected scores of agencies that were looked at: the bar is the middle half, the mark the median.'}</p>${kinds.map(
    (by) =>
      html`<h3>${groupWords[by][lang]}</h3>${table(
        headings,
        groups
          .filter((group) => group.by === by)
          .map((group) => [
            siteText(groupName(group)[lang], 120),
            group.agencies,
            group.unseen === 0 ? '0' : html`<span class="k su">${group.unseen}</span>`,
            group.spread === null
              ? '–'
              : [group.spread.min, group.spread.median, group.spread.max]
                  .map((score) => writeScore(score))
                  .join('–'),
            group.spread === null ? '–' : spreadBar(group.spread, writeScore(group.spread.median)),
          ]),
      )}`,
  )}`;
}

/** What to help with first: points gained per effort over all agencies. */
export function fixesView({ fixes, items }: Overview, lang: ReportLanguage): Html {
  const thai = lang === 'th';
  const headings = thai
    ? ['ข้อ', 'งาน', 'หน่วยงาน', 'คะแนนรวมที่อาจได้คืน', 'คะแนนต่อแรง']
    : ['Item', 'Work', 'Agencies', 'Points in all', 'Points per effort'];
  const rows = fixes.map((fix) => [
    html`<b class="code">${fix.code}</b> ${fixNameOf(fix, items)[lang]}`,
    html`${effortWords[fix.effort][lang]} <small class="muted">(${thai ? 'แรง' : 'effort'} ${effortCost(fix.effort)})</small>`,
    fix.agencies,
    writePointsRange(fix.gainLow, fix.gainHigh),
    html`<b>${fix.perEffort.toFixed(2)}</b>`,
  ]);
  return html`<p class="lead">${gainNote[lang]}</p>${table(headings, rows)}`;
}

/** What became of each agency since the earlier run. */
export function changesView({ change }: Overview, lang: ReportLanguage): Html {
  if (change === null) return html``;
  const thai = lang === 'th';
  const headings = thai
    ? ['หน่วยงาน', 'คะแนน ครั้งก่อน → ครั้งนี้', 'ข้อที่ดีขึ้น', 'ข้อที่ลดลง']
    : ['Agency', 'Score before → now', 'Items better', 'Items worse'];
  const write = (score: (typeof change.agencies)[number]['from']): string =>
    score === null
      ? '–'
      : `${score.expected === null ? '' : writeScore(score.expected)} (${writeScoreRange(score.low, score.high)})`;
  // Most of a thousand agencies stay as they were.
  const moved = change.agencies.filter(
    ({ standing, better, worse }) => standing !== 'level' || better.length + worse.length > 0,
  );
  const rows = orderChanges(moved).map((one) => [
    siteText(one.name ?? one.key, 120),
    html`${write(one.from)} → ${write(one.to)} <small class="muted">${changeOf(one.standing)[lang]}</small>`,
    moves(one.better, 'better', lang),
    moves(one.worse, 'worse', lang),
  ]);
  const gone: Words = {
    th: `มีครั้งนี้อย่างเดียว ${change.onlyNow.length} หน่วยงาน มีครั้งก่อนอย่างเดียว ${change.onlyBefore.length} หน่วยงาน`,
    en: `${change.onlyNow.length} agencies are in this run only, ${change.onlyBefore.length} in the earlier only.`,
  };
  return html`<p class="lead">${gone[lang]} · ${thai ? 'ช่วงคะแนนที่ทับกันถือว่าเท่ากัน ข้อที่เปิดดูไม่ได้ครั้งใดครั้งหนึ่งไม่นับว่าเปลี่ยน' : 'Overlapping ranges count as equal; an item that could not be looked at in one of the runs counts as unchanged.'} ${thai ? `อีก ${change.agencies.length - moved.length} หน่วยงานไม่มีอะไรต่าง` : `${change.agencies.length - moved.length} more agencies do not differ.`}</p>${table(headings, rows)}`;
}

type Moves = NonNullable<Overview['change']>['agencies'][number]['better'];

function moves(list: Moves, className: string, lang: ReportLanguage): Html {
  if (list.length === 0) return html`0`;
  return html`<b class="${className}">${list.length}</b> ${list.map((move) => html`<div>${writeMove(move)[lang]}</div>`)}`;
}
