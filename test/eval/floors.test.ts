import { join } from 'node:path';
import { expect, it } from 'vitest';
import { findBreaches, readFloors } from '../../eval/measure/floors.ts';
import { evaluate } from '../../eval/run/evaluate.ts';
import { chooseDrawn } from '../../eval/site/drawn.ts';
import { findPackageRoot } from '../../src/check/package-root.ts';
import { loadResources } from '../../src/check/resources.ts';

it('the fast subset of the bank keeps to its floors', async () => {
  const root = findPackageRoot(import.meta.dirname);
  const floors = await readFloors(join(root, 'eval', 'floors.json'));
  const specs = floors.fastSites.flatMap((id) => chooseDrawn('all', id));
  expect(specs).toHaveLength(floors.fastSites.length);
  const resources = await loadResources(root, 'ita-2568', 2568);
  const { measures, scoreErrorMedian, observations } = await evaluate(
    specs,
    resources,
    () => performance.now(),
    () => undefined,
  );
  const differing = observations.filter(({ truth, verdict }) => truth !== verdict && verdict !== 'review');
  const lines = differing.map(
    (one) => `${one.site} ${one.code} ${one.made}: ${one.verdict}, true ${one.truth}`,
  );
  expect(findBreaches(measures, scoreErrorMedian, floors.fast), lines.join('\n')).toEqual([]);
});
