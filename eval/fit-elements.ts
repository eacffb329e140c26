/**
 * Fits `checklists/element-weights.json` to `eval/lines`: single lines as agencies write them, each marked with the
 * elements that it shows, written without sight of the checklist's cues and of the sites of the bank. Elements that ask for the
 * same thing of different items (`kin.json`: a budget, a period, who is responsible) learn from each other's lines.
 *   node eval/fit-elements.ts
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { findPackageRoot } from '../src/check/package-root.ts';
import { readChecklist } from '../src/checklist/load.ts';
import type { ElementWeightsFile } from '../src/judge/element-models.ts';
import { featuresOfLine } from '../src/judge/line-features.ts';
import { createWordCutter } from '../src/text/word-cutter.ts';
import { gatherWords, type Line, readLines } from './lines.ts';

const passes = 12;
const learningRate = 0.3;
const decay = 1e-4;
/** A feature of one line or two is chance. */
const minLines = 3;
/** Of the lines of other items that show nothing, every third speaks against every element. */
const foreignShare = 3;

type Model = ElementWeightsFile['models'][number];

/** A line cut into features. */
interface ReadLine extends Line {
  read: readonly string[];
}

/** One element of one item, as `kin.json` names it. */
interface Kin {
  code: string;
  id: string;
}

/** Groups of elements that ask for the same thing. @throws Error naming an entry that is none */
export function readKin(folder: string): Kin[][] {
  const groups = z
    .array(z.array(z.string()).min(2))
    .parse(JSON.parse(readFileSync(join(folder, 'kin.json'), 'utf8')));
  return groups.map((group) =>
    group.map((name) => {
      const [code, id] = name.split('/');
      if (code === undefined || id === undefined) throw new Error(`kin.json: "${name}" is not item/element`);
      return { code, id };
    }),
  );
}

function fitItem(
  { code, topics, elements: ids }: { code: string; topics: string[]; elements: readonly string[] },
  lines: readonly ReadLine[],
  kin: readonly (readonly Kin[])[],
): Model {
  const kinOf = (id: string): Kin[] =>
    kin
      .filter((group) => group.some((one) => one.code === code && one.id === id))
      .flat()
      .filter((one) => one.code !== code);
  const own = lines.filter((line) => line.code === code);
  const empty = lines.filter((line) => line.code !== code && line.elements.length === 0);
  const taught = [...own, ...empty.filter((_, at) => at % foreignShare === 0)];
  const related = new Set(ids.flatMap((id) => kinOf(id).map((one) => one.code)));
  const counts = new Map<string, number>();
  for (const { read } of [
    ...taught,
    ...lines.filter((line) => related.has(line.code) && line.elements.length > 0),
  ])
    for (const feature of read) counts.set(feature, (counts.get(feature) ?? 0) + 1);
  const features = [...counts].filter(([, count]) => count >= minLines).map(([feature]) => feature);
  const index = new Map(features.map((feature, at) => [feature, at]));
  const encode = ({ read }: ReadLine): Int32Array =>
    Int32Array.from([features.length, ...read.flatMap((feature) => index.get(feature) ?? [])]);
  const examples = taught.map(encode);
  const elements: Model['elements'] = {};
  for (const id of ids) {
    const answers = taught.map((line) => (line.elements.includes(id) ? 1 : 0));
    if (!answers.includes(1)) continue;
    // An element may have two kin in one item, as problems and suggestions that another asks for together.
    const lent = [...Map.groupBy(kinOf(id), (one) => one.code)].flatMap(([other, ones]) =>
      lines
        .filter((line) => line.code === other)
        .map((line) => ({
          example: encode(line),
          answer: ones.some((one) => line.elements.includes(one.id)) ? 1 : 0,
        })),
    );
    const weights = descend(
      [...examples, ...lent.map(({ example }) => example)],
      [...answers, ...lent.map(({ answer }) => answer)],
      features.length + 1,
    );
    elements[id] = quantise(weights);
  }
  return { topics, features: features.join(' '), elements };
}

/** Logistic regression by AdaGrad (Duchi, Hazan, Singer 2011) in a fixed order; the last weight is the bias. */
function descend(examples: readonly Int32Array[], answers: readonly number[], size: number): Float64Array {
  const weights = new Float64Array(size);
  const slopes = new Float64Array(size).fill(1e-6);
  const stride = strideFor(examples.length);
  for (let pass = 0; pass < passes; pass++) {
    for (let turn = 0; turn < examples.length; turn++) {
      const at = (turn * stride + pass) % examples.length;
      const features = examples[at] ?? new Int32Array();
      const share = 1 / Math.sqrt(features.length);
      let sum = 0;
      for (const feature of features) sum += weights[feature] ?? 0;
      const miss = 1 / (1 + Math.exp(-sum * share)) - (answers[at] ?? 0);
      if (Math.abs(miss) < 1e-3) continue;
      for (const feature of features) {
        const weight = weights[feature] ?? 0;
        const slope = miss * share + decay * weight;
        const steepness = (slopes[feature] ?? 0) + slope * slope;
        slopes[feature] = steepness;
        weights[feature] = weight - (learningRate * slope) / Math.sqrt(steepness);
      }
    }
  }
  return weights;
}

/** Lines stand in groups; a stride near the golden ratio without a common divisor mixes them. */
function strideFor(count: number): number {
  const divisor = (a: number, b: number): number => (b === 0 ? a : divisor(b, a % b));
  let stride = Math.max(1, Math.round(count * 0.618));
  while (stride < count && divisor(stride, count) !== 1) stride++;
  return stride;
}

function quantise(weights: Float64Array): Model['elements'][string] {
  const bias = Math.round((weights.at(-1) ?? 0) * 1000) / 1000;
  const rest = weights.slice(0, -1);
  const most = rest.reduce((largest, weight) => Math.max(largest, Math.abs(weight)), 0.001);
  const scale = Math.ceil(most * 1000) / 1000;
  const bytes = Int8Array.from(rest, (weight) => Math.round((weight / scale) * 127));
  return { bias, scale, weights: Buffer.from(bytes.buffer).toString('base64') };
}

/**
 * The whole file, from the lines alone: equal lines give equal bytes wherever ICU parts them alike.
 *
 * @param only items to fit; null: all
 */
export async function fitElements(
  root: string,
  lines: readonly Line[],
  kin: readonly (readonly Kin[])[],
  only: readonly string[] | null = null,
): Promise<ElementWeightsFile> {
  const { checklist } = await readChecklist(join(root, 'checklists', 'ita-2568.yaml'));
  const words = gatherWords(lines);
  const cutWords = createWordCutter(words);
  const cut = lines.map((line): ReadLine => ({ ...line, read: featuresOfLine(line.text, cutWords) }));
  const models = checklist.items.flatMap((item): Model[] => {
    const { code } = item;
    const named = new Set(cut.flatMap((line) => (line.code === code ? line.elements : [])));
    if (named.size === 0) return [];
    const elements = item.elements.map(({ id }) => id);
    for (const { code: kinCode, id } of kin.flat()) if (kinCode === code) named.add(id);
    const unknown = [...named].find((id) => !elements.includes(id));
    if (unknown !== undefined) throw new Error(`eval/lines: ${code} has no element "${unknown}"`);
    if (only !== null && !only.includes(code)) return [];
    return [fitItem({ code, topics: [...item.topics], elements }, cut, kin)];
  });
  return { schemaVersion: 1, words: words.join(' '), models };
}

if (import.meta.main) {
  const root = findPackageRoot(import.meta.dirname);
  const folder = join(root, 'eval', 'lines');
  const lines = readLines(folder);
  const path = join(root, 'checklists', 'element-weights.json');
  const file = await fitElements(root, lines, readKin(folder));
  writeFileSync(path, `${JSON.stringify(file)}\n`);
  const count = file.models.reduce((sum, { elements }) => sum + Object.keys(elements).length, 0);
  process.stdout.write(`${lines.length} lines, ${file.models.length} items, ${count} elements: ${path}\n`);
}
