import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { findPackageRoot } from '../src/check/package-root.ts';
import { loadResources, type Resources } from '../src/check/resources.ts';
import { factNames, isUnrecognised, unrecognised } from '../src/judge/probability.ts';
import type { Observation } from './measure/observe.ts';
import { evaluate } from './run/evaluate.ts';
import { chooseDrawn } from './site/drawn.ts';
import { chooseWritten } from './site/written.ts';

/**
 * Fits `checklists/fact-weights.json` on the tune half: logistic regression of "truly full marks" on the facts that the
 * judging found, drawn towards the weights set by hand (`prior` in the file), so that a fact seldom seen keeps them.
 */

const features = ['base', ...factNames] as const;

/**
 * Not to be told from the bank: it has no scans; and what was overlooked on a site of the tune half was mended since, so that
 * only first runs tell how often it happens. On those of 97 sites 22 of 146 items that were not found were there whole, on
 * those of the last 38 six of 57: a tenth (docs/accuracy.md).
 */
const keptByHand = new Set<string>(['document-unreadable', 'not-found', 'other-head']);

/**
 * What is told of elements that no cue found. The cues were written with the first wordings of the tune half at hand, so
 * that those can hardly lack one for the machine alone: only wordings that came later tell how often it happens.
 */
const unseenFacts = new Set<string>([...unrecognised, 'element-missing', 'elements-unread']);
const laterWordings = ['-2nd/', 'written/'];

interface Example {
  names: readonly string[];
  /** the item's first topic */
  topic: string;
  isPass: boolean;
}

/** How strongly a topic's own log-odds are drawn towards none. */
const topicPull = 2;

/** Newton's method settles long before that. */
const maxSteps = 30;

/** Weights that minimise log loss plus `pull` times the squared distance from the prior, by Newton's method. */
export function fitWeights(
  examples: readonly Example[],
  prior: Readonly<Record<string, number>>,
  pull: number,
): Record<string, number> {
  const free = features.filter((name) => !keptByHand.has(name));
  const placeOf = new Map<string, number>(free.map((name, at) => [name, at]));
  const start = free.map((name) => prior[name] ?? 0);
  const rows = examples.map(({ names, isPass }) => ({
    places: names.flatMap((name) => placeOf.get(name) ?? []),
    // What is kept by hand, and what nothing is known of, adds the same to every step.
    fixed: names.reduce((sum, name) => sum + (placeOf.has(name) ? 0 : (prior[name] ?? 0)), 0),
    truth: isPass ? 1 : 0,
  }));
  let weights = [...start];
  for (let step = 0; step < maxSteps; step++) {
    const slope = weights.map((weight, at) => 2 * pull * (weight - (start[at] ?? 0)));
    const curve = weights.map((_, at) => weights.map((__, other) => (at === other ? 2 * pull : 0)));
    for (const { places, fixed, truth } of rows) {
      const said = sigmoid(fixed + places.reduce((sum, at) => sum + (weights[at] ?? 0), 0));
      for (const at of places) {
        slope[at] = (slope[at] ?? 0) + said - truth;
        const row = curve[at] ?? [];
        for (const other of places) row[other] = (row[other] ?? 0) + said * (1 - said);
      }
    }
    const move = solve(curve, slope);
    weights = weights.map((weight, at) => weight - (move[at] ?? 0));
    if (move.every((part) => Math.abs(part) < 1e-4)) break;
  }
  const fitted = new Map(free.map((name, at) => [name, weights[at] ?? 0]));
  return Object.fromEntries(
    features.map((name) => [name, Math.round((fitted.get(name) ?? prior[name] ?? 0) * 100) / 100]),
  );
}

/**
 * By topic, what is to be added to the facts' log-odds where an element was not recognised; each drawn towards nothing, so that a
 * topic seldom seen keeps that.
 */
export function fitTopics(
  examples: readonly Example[],
  weights: Readonly<Record<string, number>>,
): Record<string, number> {
  const open = examples.filter(({ names }) => isUnrecognised(names));
  return Object.fromEntries(
    [...Map.groupBy(open, ({ topic }) => topic)]
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([topic, its]) => {
        let added = 0;
        for (let step = 0; step < maxSteps; step++) {
          let [slope, curve] = [topicPull * added, topicPull];
          for (const { names, isPass } of its) {
            const said = sigmoid(oddsOf(names, weights) + added);
            slope += said - (isPass ? 1 : 0);
            curve += said * (1 - said);
          }
          added -= slope / curve;
        }
        return [topic, Math.round(added * 100) / 100];
      }),
  );
}

function oddsOf(names: readonly string[], weights: Readonly<Record<string, number>>): number {
  return names.reduce((all, name) => all + (weights[name] ?? 0), 0);
}

function sigmoid(odds: number): number {
  return 1 / (1 + Math.exp(-odds));
}

/** x of matrix · x = right, by elimination; the matrix is symmetric and positive, so that no row has to be exchanged. */
function solve(matrix: readonly (readonly number[])[], right: readonly number[]): number[] {
  const rows = matrix.map((row, at) => [...row, right[at] ?? 0]);
  for (const [at, row] of rows.entries()) {
    const lead = row[at] ?? 1;
    for (const [under, other] of rows.entries()) {
      if (under === at) continue;
      const share = (other[at] ?? 0) / lead;
      if (share === 0) continue;
      for (let column = at; column < other.length; column++)
        other[column] = (other[column] ?? 0) - share * (row[column] ?? 0);
    }
  }
  return rows.map((row, at) => (row.at(-1) ?? 0) / (row[at] ?? 1));
}

function brier(
  examples: readonly Example[],
  weights: Readonly<Record<string, number>>,
  topics: Readonly<Record<string, number>> = {},
): number {
  const total = examples.reduce((sum, { names, topic, isPass }) => {
    const added = isUnrecognised(names) ? (topics[topic] ?? 0) : 0;
    return sum + (sigmoid(oddsOf(names, weights) + added) - (isPass ? 1 : 0)) ** 2;
  }, 0);
  return total / examples.length;
}

async function observeTuneHalf(resources: Resources, draws: number): Promise<Observation[]> {
  const { observations } = await evaluate(
    [...chooseDrawn('tune', null, draws), ...chooseWritten('tune', null)],
    resources,
    () => performance.now(),
    (site) => process.stderr.write(`${site.id}\n`),
  );
  return observations;
}

async function readTuneHalf(path: string): Promise<Observation[]> {
  const figures = JSON.parse(await readFile(path, 'utf8')) as Record<
    'tune' | 'writtenTune',
    { observations: Observation[] }
  >;
  return [...figures.tune.observations, ...figures.writtenTune.observations];
}

async function main(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      draws: { type: 'string', default: '4' },
      pull: { type: 'string', default: '1' },
      /** figures.json of an earlier `npm run eval -- --half tune`, in place of a run */
      from: { type: 'string' },
      /** the facts' weights are left as they are */
      'topics-only': { type: 'boolean', default: false },
    },
  });
  const root = findPackageRoot(import.meta.dirname);
  const path = join(root, 'checklists', 'fact-weights.json');
  const file = JSON.parse(await readFile(path, 'utf8')) as Record<string, unknown> & {
    prior: Record<string, number>;
    weights: Record<string, number>;
  };
  const resources = await loadResources(root, 'ita-2568', 2568);
  const topicOf = new Map(
    resources.loaded.checklist.items.map(({ code, topics }) => [code, topics[0] ?? code]),
  );
  const observations =
    values.from === undefined
      ? await observeTuneHalf(resources, Number(values.draws))
      : await readTuneHalf(values.from);
  const byAgency = new Map<string, Example[]>();
  for (const { site, code, truth, facts, made } of observations) {
    if (truth === 'review-ok') continue;
    if (facts.some((fact) => unseenFacts.has(fact)) && !laterWordings.some((mark) => made.includes(mark)))
      continue;
    const agency = site.replace(/-draw\d+$/, '');
    const example = { names: facts, topic: topicOf.get(code) ?? code, isPass: truth === 'pass' };
    byAgency.set(agency, [...(byAgency.get(agency) ?? []), example]);
  }
  const pull = Number(values.pull);
  const weigh = (examples: readonly Example[]): Record<string, number> =>
    values['topics-only'] ? file.weights : fitWeights(examples, file.prior, pull);
  const held = [...byAgency.keys()].flatMap((agency) => {
    const rest = [...byAgency].filter(([other]) => other !== agency).flatMap(([, examples]) => examples);
    const weights = weigh(rest);
    return (byAgency.get(agency) ?? []).map((example) => ({
      example,
      weights,
      topics: fitTopics(rest, weights),
    }));
  });
  const heldOut = (isWithTopics: boolean): string => {
    const scores = held.map(({ example, weights, topics }) =>
      brier([example], weights, isWithTopics ? topics : {}),
    );
    return (scores.reduce((sum, score) => sum + score, 0) / held.length).toFixed(4);
  };
  const all = [...byAgency.values()].flat();
  const weights = weigh(all);
  const topics = fitTopics(all, weights);
  await writeFile(path, `${JSON.stringify({ ...file, weights, topics }, null, 2)}\n`);
  process.stdout.write(
    `${all.length} items; Brier by hand ${brier(all, file.prior).toFixed(4)}, each agency held out ${heldOut(true)} (without topics ${heldOut(false)}), fitted ${brier(all, weights, topics).toFixed(4)}\n`,
  );
}

await main(process.argv.slice(2));
