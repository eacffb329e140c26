import { parse } from 'yaml';
import { toArabicDigits } from '../text/numerals.ts';
import { PlanError } from './error.ts';

/** The scores of one survey question, out of 100. EIT has two parts, answered by different people. */
export interface SurveyScore {
  /** i1…, e1… */
  question: string;
  /** one score, or EIT part 1 and part 2 */
  scores: number[];
}

const maxCharacters = 200_000;
const example = 'i1: 96.67 / e1: [99.51, 100]; CSV: i1,96.67 / e1,99.51,100';

/**
 * Reads the scores per question that a person copied from the published result: YAML (`i1: 96.67`, `e1: [99.51, 100]`)
 * or lines of `question, score[, score of part 2]` separated by comma, semicolon or tab, with or without a heading line.
 *
 * @param name how the file is called in messages; `.yaml` and `.yml` are read as YAML, anything else as lines
 * @throws PlanError naming line or key for what is no question, no score, given twice or out of 0–100
 */
export function readSurveyScores(name: string, source: string): SurveyScore[] {
  if (source.length > maxCharacters) throw wrong(name, 'the file is too large for a list of scores');
  const rows = /\.ya?ml$/i.test(name) ? listYaml(name, source) : listLines(name, source);
  const seen = new Set<string>();
  const scores = rows.map(({ where, key, values }) => {
    const question = toArabicDigits(key).trim().toLowerCase();
    if (!/^[ie][1-9]\d?$/.test(question)) throw wrong(name, `${where}: "${key}" is no question (i1…, e1…)`);
    if (seen.has(question)) throw wrong(name, `${where}: ${question} is given twice`);
    seen.add(question);
    const most = question.startsWith('e') ? 2 : 1;
    if (values.length === 0 || values.length > most) {
      throw wrong(
        name,
        `${where}: ${question} takes ${most === 1 ? 'one score' : 'one score, or those of part 1 and part 2'}`,
      );
    }
    return { question, scores: values.map((value) => toScore(name, `${where}: ${question}`, value)) };
  });
  if (scores.length === 0) throw wrong(name, 'there is no score in it');
  return scores.toSorted((a, b) => rank(a.question) - rank(b.question));
}

interface Row {
  where: string;
  key: string;
  values: unknown[];
}

function listYaml(name: string, source: string): Row[] {
  let data: unknown;
  try {
    data = parse(source);
  } catch (error) {
    throw wrong(name, error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error));
  }
  if (typeof data !== 'object' || data === null || Array.isArray(data))
    throw wrong(name, 'it is no list of question: score');
  return Object.entries(data).map(([key, value]: [string, unknown]) => ({
    where: key,
    key,
    values: Array.isArray(value) ? value : [value],
  }));
}

function listLines(name: string, source: string): Row[] {
  const lines = source.replace(/^\uFEFF/, '').split(/\r?\n/);
  const rows: Row[] = [];
  lines.forEach((line, index) => {
    const cells = line.split(/[,;\t]/).map((cell) => cell.trim().replace(/^"(.*)"$/, '$1'));
    const [key = '', ...values] = cells;
    if (cells.every((cell) => cell === '') || key.startsWith('#')) return;
    const isHeading = !/[\d๐-๙]/.test(key) && values.every((value) => Number.isNaN(readNumber(value)));
    if (rows.length === 0 && isHeading) return;
    rows.push({ where: `line ${index + 1}`, key, values: values.filter((value) => value !== '') });
  });
  if (rows.length === 0) throw wrong(name, 'there is no score in it');
  return rows;
}

function toScore(name: string, where: string, value: unknown): number {
  const score =
    typeof value === 'number' ? value : typeof value === 'string' ? readNumber(value) : Number.NaN;
  if (!(score >= 0 && score <= 100))
    throw wrong(name, `${where}: "${String(value)}" is no score from 0 to 100`);
  return score;
}

function readNumber(text: string): number {
  const plain = toArabicDigits(text).trim();
  return /^\d{1,3}(\.\d+)?$/.test(plain) ? Number(plain) : Number.NaN;
}

/** i1, i2 … before e1, e2 … */
function rank(question: string): number {
  return (question.startsWith('i') ? 0 : 100) + Number(question.slice(1));
}

function wrong(name: string, problem: string): PlanError {
  return new PlanError(
    `${name}: คะแนน IIT/EIT อ่านไม่ได้ · the scores cannot be read: ${problem}. (${example})`,
  );
}
