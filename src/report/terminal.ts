import stringWidth from 'string-width';
import {
  confidenceWords,
  disclaimer,
  stopCauseSentences,
  verdictWords,
  writeScore,
  writeScoreRange,
  yearLine,
} from '../result/sentences.ts';
import type { History } from '../history/schema.ts';
import { writeInstant } from '../result/dates.ts';
import type { Result, ResultItem } from '../result/schema.ts';
import type { Verdict } from '../result/vocabulary.ts';
import { cleanText } from './clean.ts';
import { rankFixes, verdictOf } from './fixes.ts';
import { writeItemChange, writeScoreChange, writeUptime } from './history-words.ts';
import { agencyTitle, gainWords, type ReportLanguage, writeGain } from './format.ts';
import { writeTotal } from './total.ts';

/** How the summary is drawn; the caller knows whether a person reads it on a terminal. */
export interface TerminalOptions {
  /** columns of the terminal */
  width: number;
  /** ANSI colours */
  colour: boolean;
  lang: ReportLanguage;
  /** where the reports were written, shown at the end */
  files?: readonly string[] | undefined;
  /** what came before, told in a few lines */
  history?: History | null | undefined;
}

const ansi: Readonly<Record<Verdict, string>> = {
  pass: '\u001B[32m',
  partial: '\u001B[33m',
  fail: '\u001B[31m',
  review: '\u001B[35m',
  'not-applicable': '\u001B[90m',
};
const reset = '\u001B[0m';

const minWidth = 60;
const segmenter = new Intl.Segmenter('th', { granularity: 'grapheme' });

/**
 * Columns that text takes. Thai vowels and marks above and below take none; SARA AM (ำ) takes one, though it joins the
 * letter before it in one grapheme.
 */
export function measureWidth(text: string): number {
  const withoutSaraAm = text.replaceAll('\u0E33', '');
  return stringWidth(withoutSaraAm) + (text.length - withoutSaraAm.length);
}

/** Text cut to so many columns between graphemes, with an ellipsis where something is left out. */
export function fitWidth(text: string, columns: number): string {
  if (measureWidth(text) <= columns) return text;
  let fitted = '';
  let used = 0;
  for (const { segment } of segmenter.segment(text)) {
    const width = measureWidth(segment);
    if (used + width > columns - 1) break;
    fitted += segment;
    used += width;
  }
  return `${fitted.trimEnd()}…`;
}

function pad(text: string, columns: number): string {
  const fitted = fitWidth(text, columns);
  return fitted + ' '.repeat(Math.max(0, columns - measureWidth(fitted)));
}

const columnNames = {
  th: ['ข้อ', 'เรื่อง', 'ผลที่คาด', 'ความแน่ชัด', 'อาจได้คืน', 'เหตุผล'],
  en: ['Item', 'Name', 'Expected', 'Confidence', 'May bring', 'Reason'],
} as const;

function listCells(item: ResultItem, lang: ReportLanguage): string[] {
  const reason = item.reasons[0];
  const message = reason === undefined ? '' : lang === 'th' ? reason.messageTh : reason.messageEn;
  const verdict = verdictOf(item);
  return [
    item.code,
    cleanText(lang === 'th' ? item.shortTh : item.nameEn, 200),
    verdictWords[verdict][lang],
    verdict === 'not-applicable' ? '' : confidenceWords[item.confidence][lang],
    writeGain(item) ?? '–',
    cleanText(message, 400),
  ];
}

const columnGap = 2;
const nameColumns = { least: 16, most: 34 };
const leastReasonColumns = 12;

/**
 * Widths by column, 0 for one that is left out. Name and reason share what the others leave; where that is too little
 * the reason goes first, then the confidence.
 */
function shareWidths(rows: readonly (readonly string[])[], width: number): number[] {
  const natural = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => measureWidth(row[column] ?? ''))),
  );
  const wanted = natural[1] ?? 0;
  for (const dropped of [[], [5], [5, 3]]) {
    const kept = natural.map((columns, index) => (dropped.includes(index) ? 0 : columns));
    const gaps = columnGap * (kept.filter((columns) => columns > 0).length - 1);
    const fixed = [0, 2, 3, 4].reduce((sum, column) => sum + (kept[column] ?? 0), 0);
    const left = width - gaps - fixed;
    if (dropped.length === 2)
      return kept.map((columns, index) => (index === 1 ? Math.max(1, Math.min(wanted, left)) : columns));
    if (dropped.length === 1) {
      if (left >= nameColumns.least)
        return kept.map((columns, index) => (index === 1 ? Math.min(wanted, left) : columns));
      continue;
    }
    const name = Math.min(wanted, nameColumns.most, Math.max(nameColumns.least, Math.floor(left / 2)));
    const reason = Math.min(kept[5] ?? 0, left - name);
    if (reason >= Math.min(leastReasonColumns, kept[5] ?? 0)) {
      return kept.map((columns, index) => (index === 1 ? name : index === 5 ? reason : columns));
    }
  }
  return natural;
}

function drawTable(result: Result, { width, colour, lang }: TerminalOptions): string[] {
  const rows: string[][] = [[...columnNames[lang]], ...result.items.map((item) => listCells(item, lang))];
  const widths = shareWidths(rows, width);
  const shown = widths.map((columns, index) => ({ columns, index })).filter(({ columns }) => columns > 0);
  return rows.map((row, number) => {
    const item = number === 0 ? undefined : result.items[number - 1];
    const cells = shown.map(({ columns, index }) => {
      const text = pad(row[index] ?? '', columns);
      return colour && item !== undefined && index === 2 ? `${ansi[verdictOf(item)]}${text}${reset}` : text;
    });
    return cells.join(' '.repeat(columnGap)).trimEnd();
  });
}

/** Words broken at spaces and, where a Thai run is longer than a line, between words of the language. */
function wrap(text: string, width: number, indent: string): string[] {
  const lines: string[] = [];
  let line = '';
  for (const { segment } of new Intl.Segmenter('th', { granularity: 'word' }).segment(text)) {
    if (line !== '' && measureWidth(indent + line + segment.trimEnd()) > width) {
      lines.push(indent + line.trimEnd());
      line = segment.trimStart();
    } else line += segment;
  }
  if (line.trim() !== '') lines.push(indent + line.trimEnd());
  return lines;
}

function writeScoreLine(result: Result, lang: ReportLanguage): string | null {
  const { score } = result;
  if (score === null) return null;
  const range = writeScoreRange(score.low, score.high);
  if (score.expected === null) {
    const unknown = lang === 'th' ? score.unknownTh : score.unknownEn;
    return `OIT ${range}${unknown === null ? '' : ` · ${unknown}`}`;
  }
  const line = lang === 'th' ? score.gradeLineTh : score.gradeLineEn;
  const plain =
    lang === 'th'
      ? `OIT ประมาณ ${writeScore(score.expected)} (ช่วง ${range})`
      : `OIT about ${writeScore(score.expected)} (range ${range})`;
  return line ?? plain;
}

/** The report has them all. */
const maxChanges = 6;

function writeHistoryLines(
  history: History | null | undefined,
  lang: ReportLanguage,
  width: number,
): string[] {
  const sinceLast = history?.sinceLast ?? null;
  if (sinceLast === null) return [];
  const { th, en } = writeInstant(sinceLast.older.startedAt);
  const score = writeScoreChange(sinceLast);
  const uptime = history?.uptime ?? null;
  const rest = sinceLast.items.length - maxChanges;
  const changes = sinceLast.items.slice(0, maxChanges).map((item) => writeItemChange(item)[lang]);
  const head = lang === 'th' ? `เปลี่ยนจากครั้งก่อน (${th})` : `Changed since the last time (${en})`;
  const none = lang === 'th' ? 'ไม่มีข้อใดเปลี่ยน' : 'No item changed.';
  const more = lang === 'th' ? `และอีก ${rest} ข้อในรายงาน` : `and ${rest} more in the report`;
  const lines = [
    ...(changes.length === 0 ? [none] : changes),
    ...(rest > 0 ? [more] : []),
    ...(score === null ? [] : [score[lang]]),
    ...(uptime === null || uptime.reached === uptime.looks ? [] : [writeUptime(uptime)[lang]]),
  ];
  return [...wrap(head, width, ''), ...lines.flatMap((line) => wrap(cleanText(line, 600), width, '  ')), ''];
}

/**
 * The summary that a command prints: year line, one row per item, score, the first three fixes, where the files are.
 * No line is wider than the terminal (at least 60 columns), none holds a control character of the site's.
 */
export function renderTerminal(result: Result, options: TerminalOptions): string {
  const { lang, files } = options;
  const thai = lang === 'th';
  const width = Math.max(minWidth, options.width);
  const year = yearLine(result.run.asOfFiscalYear, result.checklist.fiscalYear);
  const problem = thai ? result.site.problemTh : result.site.problemEn;
  const score = writeScoreLine(result, lang);
  const total = result.score?.total ?? null;
  const fixes = result.site.reachable ? rankFixes(result).slice(0, 3) : [];
  const fixLines = fixes.flatMap((item, index) => {
    const gain = gainWords(item)?.[lang];
    const name = cleanText(thai ? item.shortTh : item.nameEn, 120);
    const may = gain === undefined ? '' : ` (${thai ? 'อาจได้คืน' : 'may bring '}${gain})`;
    const advice = (thai ? item.adviceTh : item.adviceEn).split('\n').map((line) => cleanText(line, 600));
    return [
      ...wrap(`${index + 1}. ${item.code} ${name}${may}`, width, '  '),
      ...advice.flatMap((line) => wrap(line, width, '     ')),
    ];
  });
  const lines = [
    ...(year === null ? [] : [...wrap(year[lang], width, ''), '']),
    ...wrap(`${cleanText(agencyTitle(result), 160)} · ${cleanText(result.site.startUrl, 200)}`, width, ''),
    ...(problem === null ? [] : wrap(cleanText(problem, 600), width, '')),
    '',
    ...drawTable(result, { ...options, width }),
    '',
    ...(score === null ? [] : [...wrap(cleanText(score, 1000), width, ''), '']),
    ...(total === null ? [] : [...wrap(cleanText(writeTotal(total)[lang], 1000), width, ''), '']),
    ...(result.run.incomplete
      ? [
          ...wrap(
            `${thai ? 'ผลนี้ยังไม่ครบ' : 'Incomplete'}: ${stopCauseSentences[result.run.stoppedBy][lang]}`,
            width,
            '',
          ),
          '',
        ]
      : []),
    ...writeHistoryLines(options.history, lang, width),
    ...(fixLines.length === 0 ? [] : [thai ? 'ควรแก้ก่อน' : 'Fix first', ...fixLines, '']),
    ...wrap(disclaimer(result.run.finishedAt, result.checklist.fiscalYear)[lang], width, ''),
    ...(files === undefined || files.length === 0
      ? []
      : ['', thai ? 'รายงาน' : 'Reports', ...files.map((file) => `  ${cleanText(file, 1000)}`)]),
  ];
  return `${lines.map((line) => line.trimEnd()).join('\n')}\n`;
}
