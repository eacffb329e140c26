import {
  confidenceWords,
  disclaimer,
  verdictWords,
  writeScore,
  writeScoreRange,
  yearLine,
} from '../result/sentences.ts';
import type { History } from '../history/schema.ts';
import { writeInstant } from '../result/dates.ts';
import type { Result, ResultItem } from '../result/schema.ts';
import { cleanText, safeHref } from './clean.ts';
import { rankFixes, verdictOf } from './fixes.ts';
import {
  writeItemChange,
  writeLastSeenGood,
  writeScoreChange,
  writeSetting,
  writeUptime,
} from './history-words.ts';
import { agencyTitle, gainWords, type ReportLanguage, writeGain } from './format.ts';
import { writeTotal } from './total.ts';

/** Site text that Markdown neither formats nor renders as HTML. */
function escapeMarkdown(text: string, maxCharacters = 300): string {
  return cleanText(text, maxCharacters)
    .replace(/[\\`*_{}[\]()#+!|~>-]/g, '\\$&')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;');
}

/** Brackets and spaces would end a Markdown link early. */
function writeLink(text: string, url: string): string {
  const href = safeHref(url);
  if (href === null) return escapeMarkdown(text);
  const target = href.replace(
    /[()<>\s\\|]/g,
    (character) => `%${character.charCodeAt(0).toString(16).padStart(2, '0')}`,
  );
  return `[${escapeMarkdown(text, 80)}](${target})`;
}

function writeScoreLines(result: Result, lang: ReportLanguage): string[] {
  const { score } = result;
  if (score === null) return [];
  const range = writeScoreRange(score.low, score.high);
  const unknown = lang === 'th' ? score.unknownTh : score.unknownEn;
  if (score.expected === null)
    return [`**OIT ${range}**${unknown === null ? '' : ` · ${escapeMarkdown(unknown)}`}`, ''];
  const head =
    lang === 'th'
      ? `**OIT ประมาณ ${writeScore(score.expected)} (ช่วง ${range})**`
      : `**OIT about ${writeScore(score.expected)} (range ${range})**`;
  const grade = lang === 'th' ? score.gradeLineTh : score.gradeLineEn;
  const { total } = score;
  return [
    head,
    '',
    ...(grade === null ? [] : [escapeMarkdown(grade, 1000), '']),
    ...(total === null ? [] : [escapeMarkdown(writeTotal(total)[lang], 1000), '']),
  ];
}

function writeItemRow(item: ResultItem, lang: ReportLanguage): string {
  const evidence = item.evidence.find((candidate) => candidate.role === 'accepted');
  const reason = item.reasons[0];
  const message = reason === undefined ? '' : lang === 'th' ? reason.messageTh : reason.messageEn;
  const cells = [
    item.code,
    escapeMarkdown(lang === 'th' ? item.nameTh : item.nameEn),
    verdictWords[verdictOf(item)][lang],
    confidenceWords[item.confidence][lang],
    writeGain(item)?.replace('<', '&lt;') ?? '–',
    escapeMarkdown(message),
    evidence === undefined
      ? '–'
      : writeLink(evidence.title ?? evidence.linkText ?? evidence.url, evidence.url),
  ];
  return `| ${cells.join(' | ')} |`;
}

/** What changed since the last run, what was last seen good when, and how often the site answered. */
function writeHistoryLines(history: History | null, lang: ReportLanguage): string[] {
  if (history === null || history.sinceLast === null) return [];
  const { sinceLast, items, uptime } = history;
  const since = writeInstant(sinceLast.older.startedAt)[lang];
  const facts = [writeScoreChange(sinceLast), writeSetting(sinceLast), uptime && writeUptime(uptime)];
  const changes = sinceLast.items.map((item) => `- ${escapeMarkdown(writeItemChange(item)[lang], 600)}`);
  const none = lang === 'th' ? 'ไม่มีข้อใดเปลี่ยน' : 'No item changed.';
  const lost = items
    .filter(({ verdict, lastSeenGood }) => verdict !== 'pass' && lastSeenGood !== null)
    .map((item) => `- ${item.code}: ${escapeMarkdown(writeLastSeenGood(item)[lang])}`);
  return [
    `## ${lang === 'th' ? 'เปลี่ยนจากครั้งก่อน' : 'What changed since the last time'} (${since})`,
    '',
    ...(changes.length === 0 ? [none] : changes),
    '',
    ...facts.flatMap((fact) => (fact === null ? [] : [escapeMarkdown(fact[lang], 1000), ''])),
    ...(lost.length === 0
      ? []
      : [`### ${lang === 'th' ? 'เห็นว่าคาดว่าได้คะแนนครั้งล่าสุด' : 'Last seen likely to score'}`, '', ...lost, '']),
  ];
}

/** `report.md`: the summary for a ticket or a pull request: score, first fixes, one row per item. */
export function renderMarkdown(
  result: Result,
  options: { lang: ReportLanguage; history?: History | null | undefined },
): string {
  const { lang, history = null } = options;
  const thai = lang === 'th';
  const year = yearLine(result.run.asOfFiscalYear, result.checklist.fiscalYear);
  const problem = thai ? result.site.problemTh : result.site.problemEn;
  const fixes = rankFixes(result)
    .slice(0, 5)
    .map((item, index) => {
      const gain = gainWords(item)?.[lang].replace('<', '&lt;');
      const advice = escapeMarkdown(thai ? item.adviceTh : item.adviceEn, 600);
      return `${index + 1}. **${item.code}** ${advice}${gain === undefined ? '' : ` (${gain})`}`;
    });
  const header = thai
    ? ['ข้อ', 'เรื่อง', 'ผลที่คาด', 'ความแน่ชัด', 'คะแนนที่อาจได้คืน', 'เหตุผล', 'หลักฐาน']
    : ['Item', 'Name', 'Expected', 'Confidence', 'Points to gain', 'Reason', 'Evidence'];
  return [
    ...(year === null ? [] : [`> ${year[lang]}`, '']),
    `# ${thai ? 'รายงานความพร้อม OIT' : 'OIT readiness report'}: ${escapeMarkdown(agencyTitle(result))}`,
    '',
    writeLink(result.site.startUrl, result.site.startUrl),
    '',
    ...(problem === null ? [] : [escapeMarkdown(problem), '']),
    ...writeScoreLines(result, lang),
    ...(fixes.length === 0 ? [] : [`## ${thai ? 'ควรแก้อะไรก่อน' : 'What to fix first'}`, '', ...fixes, '']),
    ...writeHistoryLines(history, lang),
    `## ${thai ? 'ผลรายข้อ' : 'Items'}`,
    '',
    `| ${header.join(' | ')} |`,
    `|${header.map(() => '---').join('|')}|`,
    ...result.items.map((item) => writeItemRow(item, lang)),
    '',
    disclaimer(result.run.finishedAt, result.checklist.fiscalYear)[lang],
    '',
  ].join('\n');
}
