/**
 * Fits `checklists/topic-weights.json` to `eval/lines`: which item a text reads like, by the words of the lines that were written
 * for each item, those that show none of its elements among them (naive Bayes with additive smoothing; Manning, Raghavan,
 * Schütze, Introduction to Information Retrieval, 13.2).
 *   node eval/fit-topics.ts
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findPackageRoot } from '../src/check/package-root.ts';
import { readChecklist } from '../src/checklist/load.ts';
import type { TopicWeightsFile } from '../src/match/topic-model.ts';
import { wordsOfLine } from '../src/text/line-words.ts';
import { createWordCutter } from '../src/text/word-cutter.ts';
import { gatherWords, type Line, readLines } from './lines.ts';

const smoothing = 0.3;
/** A word of one or two lines is chance. */
const minLines = 3;
/** News are about anything. */
const leastLines = 200;

/** The whole file, from the lines alone: equal lines give equal bytes wherever ICU parts them alike. */
export async function fitTopics(root: string, lines: readonly Line[]): Promise<TopicWeightsFile> {
  const { checklist } = await readChecklist(join(root, 'checklists', 'ita-2568.yaml'));
  const byCode = Map.groupBy(lines, ({ code }) => code);
  const items = checklist.items.filter(({ code }) => (byCode.get(code)?.length ?? 0) >= leastLines);
  const columns = new Map(items.map(({ code }, column) => [code, column]));
  const cutWords = createWordCutter(gatherWords(lines));
  const counts = new Map<string, number[]>();
  for (const { code, text } of lines) {
    const column = columns.get(code);
    if (column === undefined) continue;
    for (const word of new Set(wordsOfLine(text, cutWords))) {
      const row = counts.get(word) ?? items.map(() => 0);
      row[column] = (row[column] ?? 0) + 1;
      counts.set(word, row);
    }
  }
  const totals = items.map((_, column) =>
    [...counts.values()].reduce((sum, row) => sum + (row[column] ?? 0), 0),
  );
  const kept = [...counts]
    .filter(([, row]) => row.reduce((sum, count) => sum + count, 0) >= minLines)
    .toSorted(([a], [b]) => (a < b ? -1 : 1));
  const logs = kept.flatMap(([, row]) => {
    const own = row.map((count, column) =>
      Math.log((count + smoothing) / ((totals[column] ?? 0) + smoothing * counts.size)),
    );
    const mean = own.reduce((sum, log) => sum + log, 0) / own.length;
    return own.map((log) => log - mean);
  });
  const scale = Math.ceil(logs.reduce((most, log) => Math.max(most, Math.abs(log)), 0) * 1000) / 1000;
  const bytes = Int8Array.from(logs, (log) => Math.round((log / scale) * 127));
  return {
    schemaVersion: 1,
    words: kept.map(([word]) => word).join(' '),
    items: items.map(({ topics }) => [...topics]),
    scale,
    weights: Buffer.from(bytes.buffer).toString('base64'),
  };
}

if (import.meta.main) {
  const root = findPackageRoot(import.meta.dirname);
  const lines = readLines(join(root, 'eval', 'lines'));
  const path = join(root, 'checklists', 'topic-weights.json');
  const file = await fitTopics(root, lines);
  writeFileSync(path, `${JSON.stringify(file)}\n`);
  process.stdout.write(
    `${lines.length} lines, ${file.items.length} items, ${file.words.split(' ').length} words: ${path}\n`,
  );
}
