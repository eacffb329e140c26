import { z } from 'zod';
import type { ChecklistItem } from '../checklist/schema.ts';
import { createWordCutter, type WordCutter } from '../text/word-cutter.ts';
import { featuresOfLine } from './line-features.ts';
import { readJsonFile } from '../checklist/json-file.ts';

const fileSchema = z.object({
  schemaVersion: z.literal(1),
  /** skeletons, parted by blanks */
  words: z.string(),
  models: z.array(
    z.object({
      topics: z.array(z.string()).min(1),
      /** parted by blanks */
      features: z.string(),
      elements: z.record(
        z.string(),
        z.object({
          bias: z.number(),
          /** what 127 stands for */
          scale: z.number(),
          /** one signed byte for each feature, base64 */
          weights: z.string(),
        }),
      ),
    }),
  ),
});

/** The file of the fitted weights, see `eval/fit-elements.ts`. */
export type ElementWeightsFile = z.infer<typeof fileSchema>;

/** What was learned of one item's elements. */
export interface ElementModel {
  /** probability, by element, that a line shows it; elements that nothing was learned of are left out */
  rate(line: string): Map<string, number>;
}

/** What was learned of how agencies word the elements of items. */
export interface ElementModels {
  /** the model of the item with one of these topics; null where none was learned */
  of(item: Pick<ChecklistItem, 'topics'>): ElementModel | null;
}

/**
 * Reads `element-weights.json`: logistic regressions over the words of single lines.
 *
 * @throws Error naming the file and what is wrong with it
 */
export function readElementModels(path: string, text: string): ElementModels {
  const { words, models } = readJsonFile(path, text, fileSchema);
  const cutWords = createWordCutter(words.split(' '));
  const made = new Map<string, ElementModel>();
  const byTopic = new Map(models.flatMap((model) => model.topics.map((topic) => [topic, model] as const)));
  return {
    of({ topics }) {
      const topic = topics.find((one) => byTopic.has(one));
      const data = topic === undefined ? undefined : byTopic.get(topic);
      if (topic === undefined || data === undefined) return null;
      const known = made.get(topic);
      if (known !== undefined) return known;
      const model = createModel(data, cutWords);
      made.set(topic, model);
      return model;
    },
  };
}

function createModel(data: ElementWeightsFile['models'][number], cutWords: WordCutter): ElementModel {
  const index = new Map(data.features.split(' ').map((feature, at) => [feature, at]));
  const elements = Object.entries(data.elements).map(([id, { bias, scale, weights }]) => {
    const bytes = new Int8Array(Buffer.from(weights, 'base64'));
    return { id, bias, step: scale / 127, weights: bytes };
  });
  return {
    rate(line) {
      const features = featuresOfLine(line, cutWords).flatMap((feature) => index.get(feature) ?? []);
      const share = 1 / Math.sqrt(features.length + 1);
      return new Map(
        elements.map(({ id, bias, step, weights }) => {
          let sum = 0;
          for (const feature of features) sum += weights[feature] ?? 0;
          return [id, 1 / (1 + Math.exp(-(bias + sum * step) * share))];
        }),
      );
    },
  };
}
