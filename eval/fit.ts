import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { findPackageRoot } from '../src/check/package-root.ts';
import { loadResources } from '../src/check/resources.ts';
import { factNames } from '../src/judge/probability.ts';
import type { Observation } from './measure/observe.ts';
import { evaluate } from './run/evaluate.ts';
import { chooseDrawn } from './site/drawn.ts';
import { chooseWritten } from './site/written.ts';

/**
 * Fits `checklists/fact-weights.json` on the tune half: logistic regression of "truly full marks" on the facts that the
 * judging found, drawn towards the weights set by hand (`prior` in the file), so that a fact seldom seen keeps them.
 */

const features = ['base', ...factNames] as const;

/** Seen too seldom on the sites of the bank to be fitted: they have no scans. */
const keptByHand = new Set<string>(['document-unreadable']);

/**
 * What is told of elements that no cue found. The cues were written with the first wordings of the tune half at hand, so
 * that those can hardly lack one for the machine alone: only wordings that came later tell how often it happens.
 */
const unseenFacts = new Set<string>([
  'element-not-seen',
  'element-resembled',
  'element-well-resembled',
  'element-much-resembled',
  'element-missing',
  'elements-unread',
]);
const laterWordings = ['-2nd/', 'written/'];

interface Example {
  names: readonly string[];
  isPass: boolean;
}

/** Weights that minimise log loss plus `pull` times the squared distance from the prior, by gradient descent. */
export function fitWeights(
  examples: readonly Example[],
  prior: Readonly<Record<string, number>>,
  pull: number,
): Record<string, number> {
  const weights: Record<string, number> = Object.fromEntries(
    features.map((name) => [name, prior[name] ?? 0]),
  );
  const rate = 0.5 / Math.max(1, Math.sqrt(examples.length));
  for (let step = 0; step < 3_000; step++) {
    const slope: Record<string, number> = {};
    for (const name of features) slope[name] = 2 * pull * ((weights[name] ?? 0) - (prior[name] ?? 0));
    for (const { names, isPass } of examples) {
      const sum = names.reduce((total, name) => total + (weights[name] ?? 0), 0);
      const error = 1 / (1 + Math.exp(-sum)) - (isPass ? 1 : 0);
      for (const name of names) slope[name] = (slope[name] ?? 0) + error;
    }
    for (const name of features.filter((one) => !keptByHand.has(one)))
      weights[name] = (weights[name] ?? 0) - (rate * (slope[name] ?? 0)) / Math.sqrt(examples.length);
  }
  return Object.fromEntries(features.map((name) => [name, Math.round((weights[name] ?? 0) * 100) / 100]));
}

function brier(examples: readonly Example[], weights: Readonly<Record<string, number>>): number {
  const total = examples.reduce((sum, { names, isPass }) => {
    const odds = names.reduce((all, name) => all + (weights[name] ?? 0), 0);
    return sum + (1 / (1 + Math.exp(-odds)) - (isPass ? 1 : 0)) ** 2;
  }, 0);
  return total / examples.length;
}

async function observeTuneHalf(root: string, draws: number): Promise<Observation[]> {
  const resources = await loadResources(root, 'ita-2568', 2568);
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
      pull: { type: 'string', default: '2' },
      /** figures.json of an earlier `npm run eval -- --half tune`, in place of a run */
      from: { type: 'string' },
    },
  });
  const root = findPackageRoot(import.meta.dirname);
  const path = join(root, 'checklists', 'fact-weights.json');
  const file = JSON.parse(await readFile(path, 'utf8')) as Record<string, unknown> & {
    prior: Record<string, number>;
  };
  const observations =
    values.from === undefined
      ? await observeTuneHalf(root, Number(values.draws))
      : await readTuneHalf(values.from);
  const byAgency = new Map<string, Example[]>();
  for (const { site, truth, facts, made } of observations) {
    if (truth === 'review-ok') continue;
    if (facts.some((fact) => unseenFacts.has(fact)) && !laterWordings.some((mark) => made.includes(mark)))
      continue;
    const agency = site.replace(/-draw\d+$/, '');
    byAgency.set(agency, [...(byAgency.get(agency) ?? []), { names: facts, isPass: truth === 'pass' }]);
  }
  const pull = Number(values.pull);
  const held = [...byAgency.keys()].flatMap((agency) => {
    const rest = [...byAgency].filter(([other]) => other !== agency).flatMap(([, examples]) => examples);
    const weights = fitWeights(rest, file.prior, pull);
    return (byAgency.get(agency) ?? []).map((example) => ({ example, weights }));
  });
  const heldOut =
    held.reduce((sum, { example, weights }) => sum + brier([example], weights), 0) / held.length;
  const all = [...byAgency.values()].flat();
  const weights = fitWeights(all, file.prior, pull);
  await writeFile(path, `${JSON.stringify({ ...file, weights }, null, 2)}\n`);
  process.stdout.write(
    `${all.length} items; Brier by hand ${brier(all, file.prior).toFixed(3)}, each agency held out ${heldOut.toFixed(3)}, fitted ${brier(all, weights).toFixed(3)}\n`,
  );
}

await main(process.argv.slice(2));
