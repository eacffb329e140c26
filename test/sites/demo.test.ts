import { expect, it } from 'vitest';
import { serveDemo } from '../../src/demo/serve.ts';
import { readTruth } from '../demo/read-truth.ts';
import { compareSite } from './compare.ts';
import { runUrl } from './run-site.ts';
import { expectItem } from './site.ts';

it('the sample agency is judged as its truth says', async () => {
  const demo = await serveDemo();
  try {
    const { nameTh, type } = demo.agency;
    const result = await runUrl(demo.url, { name: nameTh, type }, true);
    const truth = Object.fromEntries(
      (await readTruth()).map((entry) => [
        entry.code,
        expectItem(entry.acceptable, entry.acceptableCauses, [
          ...entry.evidencePaths,
          ...entry.unreachablePaths,
        ]),
      ]),
    );
    const found = compareSite({ truth }, result, new URL(demo.url).origin);
    expect(found.falsePasses, found.report).toEqual([]);
    expect(found.falseFails, found.report).toEqual([]);
    expect(found.wrongCauses, found.report).toEqual([]);
    expect(found.evidenceRight, found.report).toBe(found.evidenceAsked);
  } finally {
    await demo.close();
  }
});
