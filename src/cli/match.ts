import { fiscalYearOf, loadResources, realClock, type Resources } from '../index.ts';
import { type CliContext, todayInBangkok } from './context.ts';
import { UsageError } from './usage-error.ts';

/** `oit match <text…|->`: which item each title answers, one line each. */
export async function runMatchCommand(
  texts: readonly string[],
  typed: { checklist?: string; json?: boolean },
  context: CliContext,
): Promise<number> {
  const todayYear = fiscalYearOf(todayInBangkok(realClock.nowMs()));
  const resources = await loadResources(
    context.root,
    typed.checklist ?? null,
    todayYear,
    await context.openDerived(),
  );
  const lines = texts.length === 1 && texts[0] === '-' ? await readLines() : texts;
  if (lines.length === 0)
    throw new UsageError(
      'match: no text was given; write it after the command, or - to read lines from standard input.',
    );
  for (const text of lines)
    context.stdout(typed.json === true ? writeJson(text, resources) : writePlain(text, resources));
  return 0;
}

function writeJson(text: string, resources: Resources): string {
  const { code, probability, candidates } = resources.titles.match(text);
  const short = candidates.map((candidate) => ({
    code: candidate.code,
    probability: round(candidate.probability),
  }));
  return `${JSON.stringify({ text, code, probability: round(probability), candidates: short })}\n`;
}

function writePlain(text: string, resources: Resources): string {
  const { code, probability } = resources.titles.match(text);
  const item = resources.loaded.checklist.items.find((candidate) => candidate.code === code);
  const name = item === undefined ? 'ไม่ตรงกับข้อใด' : item.nameTh;
  return `${(code ?? '-').padEnd(4)} ${round(probability).toFixed(2)}  ${printable(text)}  → ${name}\n`;
}

function printable(text: string): string {
  return text.replace(/[\u0000-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069]/g, ' ');
}

function round(share: number): number {
  return Math.round(share * 1000) / 1000;
}

async function readLines(): Promise<string[]> {
  process.stdin.setEncoding('utf8');
  let text = '';
  for await (const chunk of process.stdin) text += String(chunk);
  return text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '');
}
