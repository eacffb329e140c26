import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { TitleJudge } from '../../src/match/title-port.ts';
import type { Half } from '../bank/types.ts';
import { type Share, share } from './measures.ts';

const row = z.looseObject({
  label: z.string(),
  code2568: z.string().nullish(),
  doubt: z.string().optional(),
});
type Row = z.infer<typeof row>;

/** Shares of titles of an item that got their item, and of titles of none that got none; doubtful labels left out. */
export interface TitleMeasures {
  rightItem: Share;
  rightlyNone: Share;
}

/** Measures the title matcher on the labelled titles of one half. */
export async function measureTitles(root: string, half: Half, titles: TitleJudge): Promise<TitleMeasures> {
  const labels = await readRows(join(root, 'test', 'data', 'titles', `labels-${half}.jsonl`));
  const negatives = await readRows(
    half === 'tune'
      ? join(root, 'checklists', 'known-negatives.jsonl')
      : join(root, 'test', 'data', 'titles', 'negatives-test.jsonl'),
  );
  const certain = labels.filter(({ doubt }) => doubt === undefined);
  const named = certain.filter(({ code2568 }) => typeof code2568 === 'string');
  const none = [...certain.filter(({ code2568 }) => code2568 === null), ...negatives];
  return {
    rightItem: share(named, ({ label, code2568 }) => titles.match(label).code === code2568),
    rightlyNone: share(none, ({ label }) => titles.match(label).code === null),
  };
}

async function readRows(path: string): Promise<Row[]> {
  const text = await readFile(path, 'utf8');
  return text
    .trim()
    .split('\n')
    .map((line) => row.parse(JSON.parse(line)));
}
