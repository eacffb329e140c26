import { z } from 'zod';
import { readJsonFile } from '../checklist/json-file.ts';
import type { ChecklistItem } from '../checklist/schema.ts';
import { detachText } from '../text/detach.ts';
import { wordsOfLine } from '../text/line-words.ts';
import { RecentMap } from '../text/recent-map.ts';
import { createWordCutter } from '../text/word-cutter.ts';

const fileSchema = z.object({
  schemaVersion: z.literal(1),
  /** skeletons, parted by blanks */
  words: z.string(),
  /** of each item that was learned, its topics */
  items: z.array(z.array(z.string()).min(1)),
  /** what 127 stands for */
  scale: z.number(),
  /** one signed byte for each word and item, words first, base64 */
  weights: z.string(),
});

/** The file of the fitted weights, see `eval/fit-topics.ts`. */
export type TopicWeightsFile = z.infer<typeof fileSchema>;

/** How much a text reads like what is published for one item. */
export interface TopicRating {
  code: string;
  /** mean log-odds of a word against the mean of all items; 0: no more than any other item */
  score: number;
}

/** Tells which item's content a text reads like, whatever it is called. */
export interface TopicModel {
  /**
   * The items that something was learned of, best first, ties in the order given; [] for a text of too few known words to tell.
   */
  rate(text: string, items: readonly Pick<ChecklistItem, 'code' | 'topics'>[]): TopicRating[];
}

/** Different known words that a text needs to be told. */
const leastWords = 20;
/** What a long document says further on tells no more. */
const maxLines = 400;
/** Longer lines stand on one page alone. */
const maxSharedChars = 200;
const maxKnownLines = 5_000;

/**
 * Reads `topic-weights.json`: a naive Bayes model over the words of lines that agencies write for each item.
 *
 * @throws Error naming the file and what is wrong with it
 */
export function readTopicModel(path: string, text: string): TopicModel {
  const { words, items: learned, scale, weights } = readJsonFile(path, text, fileSchema);
  const list = words.split(' ');
  const rows = new Map(list.map((word, row) => [word, row * learned.length]));
  const bytes = new Int8Array(Buffer.from(weights, 'base64'));
  if (bytes.length !== list.length * learned.length)
    throw new Error(`${path}: weights: ${bytes.length} bytes, wanted ${list.length * learned.length}`);
  const columns = new Map(
    learned.flatMap((topics, column) => topics.map((topic) => [topic, column] as const)),
  );
  const cutWords = createWordCutter(list);
  const read = rememberLines((line) => wordsOfLine(line, cutWords).flatMap((word) => rows.get(word) ?? []));
  return {
    rate(content, items) {
      const counts = new Map<number, number>();
      for (const line of content.split('\n', maxLines)) {
        for (const row of read(line)) counts.set(row, (counts.get(row) ?? 0) + 1);
      }
      if (counts.size < leastWords) return [];
      const sums = new Float64Array(learned.length);
      let total = 0;
      for (const [row, count] of counts) {
        // A word that comes again says less each time.
        const share = 1 + Math.log(count);
        total += share;
        for (let column = 0; column < sums.length; column++)
          sums[column] = (sums[column] ?? 0) + share * (bytes[row + column] ?? 0);
      }
      const unit = scale / 127 / total;
      return items
        .flatMap(({ code, topics }) => {
          const column = topics.map((topic) => columns.get(topic)).find((one) => one !== undefined);
          return column === undefined ? [] : [{ code, score: (sums[column] ?? 0) * unit }];
        })
        .toSorted((a, b) => b.score - a.score);
    },
  };
}

/** The pages of a site have many lines in common, and each is cut into words once. */
function rememberLines(read: (line: string) => readonly number[]): (line: string) => readonly number[] {
  const known = new RecentMap<string, readonly number[]>(maxKnownLines);
  return (line) => {
    if (line.length > maxSharedChars) return read(line);
    let words = known.get(line);
    if (words === undefined) {
      words = read(line);
      known.set(detachText(line), words);
    }
    return words;
  };
}
