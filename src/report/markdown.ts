import {
  confidenceWords,
  disclaimer,
  verdictWords,
  writeScore,
  writeScoreRange,
  yearLine,
} from '../result/sentences.ts';
import type { Result, ResultItem } from '../result/schema.ts';
import { cleanText, safeHref } from './clean.ts';
import { rankFixes, verdictOf } from './fixes.ts';
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

/** `report.md`: the summary for a ticket or a pull request: score, first fixes, one row per item. */
export function renderMarkdown(result: Result, options: { lang: ReportLanguage }): string {
  const { lang } = options;
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
