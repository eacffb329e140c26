import type { TwoRuns, TwoRunsRow } from '../../compare/two-runs.ts';
import { cellMarks, cellWords, changeWords } from '../../compare/words.ts';
import type { CrosswalkKind } from '../../checklist/crosswalk.ts';
import { writeDay } from '../../result/dates.ts';
import { disclaimer, writeScore, writeScoreRange } from '../../result/lines.ts';
import type { Words } from '../../result/words.ts';
import type { ReportLanguage } from '../format.ts';
import { writeCauses, writeChange, writeSetting } from '../history-words.ts';
import { textOfCell, type ViewTable } from './view-table.ts';

const kindWords: Readonly<Record<CrosswalkKind, Words>> = {
  same: { th: '', en: '' },
  moved: { th: 'เลขข้อเปลี่ยน', en: 'renumbered' },
  merged: { th: 'รวมข้อ', en: 'merged' },
  split: { th: 'แยกข้อ', en: 'split' },
  regrouped: { th: 'จัดกลุ่มใหม่', en: 'regrouped' },
  vanished: { th: 'ไม่มีในเกณฑ์ใหม่', en: 'not in the newer checklist' },
  new: { th: 'ข้อใหม่', en: 'new item' },
};

const directionWords: Readonly<Record<TwoRunsRow['direction'], Words>> = {
  better: { th: 'ดีขึ้น', en: 'better' },
  worse: { th: 'ลดลง', en: 'worse' },
  other: { th: 'เปลี่ยน', en: 'other' },
  none: { th: 'คงเดิม', en: 'unchanged' },
};

/** What is said above the items: which runs, the score, and what else than the site differs. */
export function twoRunsHead(runs: TwoRuns): Words[] {
  const { older, newer, score, comparison } = runs;
  const [from, to] = [writeDay(older.asOf), writeDay(newer.asOf)];
  const standing = score.standing === null ? null : changeWords[score.standing];
  const setting = writeSetting(comparison);
  return [
    {
      th: `${older.checklistName.th} (${from.th}) → ${newer.checklistName.th} (${to.th})`,
      en: `${older.checklistName.en} (${from.en}) → ${newer.checklistName.en} (${to.en})`,
    },
    {
      th: `OIT ที่คาด ${writeRunScore(score.from, 'th')} → ${writeRunScore(score.to, 'th')}${standing === null ? '' : ` · ${standing.th}`}`,
      en: `Expected OIT ${writeRunScore(score.from, 'en')} → ${writeRunScore(score.to, 'en')}${standing === null ? '' : ` · ${standing.en}`}`,
    },
    ...(setting === null
      ? []
      : [
          {
            th: `โปรดทราบก่อนเทียบ: ${setting.th}`,
            en: `Before comparing: ${setting.en}`,
          },
        ]),
  ];
}

function writeRunScore(score: TwoRuns['score']['from'], lang: ReportLanguage): string {
  if (score === null) return lang === 'th' ? 'เปิดดูไม่ได้หรือไม่มีคะแนน' : 'could not look, or no score';
  const expected = score.expected === null ? '–' : writeScore(score.expected);
  return `${expected} (${writeScoreRange(score.low, score.high)})`;
}

/** The disclaimer under everything that two runs say. */
export function twoRunsDisclaimer({ newer }: TwoRuns): Words {
  return disclaimer(newer.finishedAt, newer.fiscalYear);
}

/** Item by item what changed and why. */
export function twoRunsTable(runs: TwoRuns, lang: ReportLanguage): ViewTable {
  const states = (list: TwoRunsRow['from']): string =>
    list.map(({ code, state }) => `${code} ${cellMarks[state]} ${cellWords[state][lang]}`).join(' · ');
  return {
    id: 'runs',
    sheet: { th: 'เทียบสองครั้ง', en: 'Two runs' },
    note: null,
    columns: [
      { id: 'name', heading: { th: 'เรื่อง', en: 'Name' }, width: 44 },
      { id: 'before', heading: { th: 'ครั้งก่อน', en: 'Before' }, width: 36 },
      { id: 'now', heading: { th: 'ครั้งหลัง', en: 'After' }, width: 36 },
      { id: 'direction', heading: { th: 'ผล', en: 'Result' }, width: 12 },
      { id: 'crosswalk', heading: { th: 'เลขข้อ', en: 'Numbering' }, width: 18 },
      { id: 'changed', heading: { th: 'อะไรเปลี่ยน', en: 'What changed' }, width: 60 },
      { id: 'cause', heading: { th: 'เพราะ', en: 'Why' }, width: 34 },
    ],
    rows: runs.rows.map(({ kind, from, to, nameTh, nameEn, direction, change }) => [
      lang === 'th' ? nameTh : nameEn,
      states(from),
      states(to),
      directionWords[direction][lang],
      kindWords[kind][lang],
      change === null ? null : change.changes.map((one) => writeChange(one)[lang]).join(' · '),
      change === null ? null : writeCauses(change)[lang],
    ]),
  };
}

/** Two runs for the terminal: the head, what changed, and how many items did not. */
export function renderTwoRunsText(runs: TwoRuns, lang: ReportLanguage): string {
  const table = twoRunsTable(runs, lang);
  const changed = table.rows.filter((_, at) => runs.rows[at]?.direction !== 'none');
  const lines = changed.map((cells) => {
    const [name, before, now, direction, , what, why] = cells.map(textOfCell);
    const step = `${before === '' ? '–' : before} → ${now === '' ? '–' : now}`;
    const because = [what, why].filter((part) => part !== '').join(' · ');
    return `${direction}: ${name}\n  ${step}${because === '' ? '' : `\n  ${because}`}`;
  });
  const same = table.rows.length - changed.length;
  const rest = lang === 'th' ? `อีก ${same} ข้อคงเดิม` : `${same} items are unchanged`;
  const head = [runs.agency.name ?? runs.agency.key, ...twoRunsHead(runs).map((words) => words[lang])];
  return `${[...head, '', ...lines, rest, '', twoRunsDisclaimer(runs)[lang]].join('\n')}\n`;
}
