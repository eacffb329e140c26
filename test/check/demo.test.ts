import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Result, resultSchema, serveDemo } from '../../src/index.ts';
import { reassess } from '../../src/check/check.ts';
import { findPackageRoot } from '../../src/check/package-root.ts';
import { loadResources } from '../../src/check/resources.ts';
import { checkSite } from '../fixtures/check-site.ts';
import { openTestReader } from '../fixtures/reader.ts';
import { type TruthEntry, readTruth } from '../demo/read-truth.ts';

let folder: string;
let result: Result;
let counterHits: number;
const truth: TruthEntry[] = await readTruth();

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'oit-demo-'));
  const site = await serveDemo();
  try {
    ({ result } = await checkSite(site.url, join(folder, 'run'), {
      asOf: site.agency.asOf,
      formats: ['html'],
      deps: { reader: await openTestReader() },
    }));
    counterHits = site.counterHits();
  } finally {
    await site.close();
  }
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

describe('the sample agency, checked from end to end', () => {
  it('is crawled to the end without a single side effect', () => {
    expect(counterHits).toBe(0);
    expect(result.run).toMatchObject({ stoppedBy: 'complete', incomplete: false });
    expect(result.run.pagesFetched).toBeLessThan(150);
  });

  it('is judged by what the crawl read of its pages as it is by the pages themselves', async () => {
    const resources = await loadResources(findPackageRoot(import.meta.dirname), 'ita-2568', 2568);
    expect(reassess(join(folder, 'run', 'snapshot'), resources)).toEqual(result);
  });

  it('saves the result that it returns', async () => {
    const saved: unknown = JSON.parse(await readFile(join(folder, 'run', 'result.json'), 'utf8'));
    expect(resultSchema.parse(saved)).toEqual(result);
  });

  it('lists nothing as found wanting that is evidence of the same item', () => {
    for (const { code, evidence, looked } of result.items) {
      const shown = new Set(evidence.map(({ url }) => url));
      expect(
        looked.filter(({ url }) => shown.has(url)),
        code,
      ).toEqual([]);
    }
  });

  it('recognises the agency', () => {
    expect(result.agency).toMatchObject({ type: 'municipality', typeSource: 'guessed' });
  });

  it.each(truth)('$code: $why', (entry) => {
    const item = result.items.find(({ code }) => code === entry.code);
    if (item === undefined) throw new Error(`${entry.code} is missing`);
    // Documents are read here; what pages alone tell is tried in test/sites.
    expect(entry.withDocuments === entry.verdict ? entry.acceptable : [entry.withDocuments]).toContain(
      item.verdict,
    );
    const top = item.evidence[0];
    if (top !== undefined) {
      const path = decodeURIComponent(new URL(top.finalUrl).pathname);
      const asked = decodeURIComponent(new URL(top.url).pathname);
      expect(
        [...entry.evidencePaths, ...entry.unreachablePaths].some((each) => each === path || each === asked),
        path,
      ).toBe(true);
    } else {
      expect(entry.evidencePaths.length === 0 || entry.acceptableCauses.includes('not-found')).toBe(true);
    }
    for (const { role, finalUrl } of item.evidence) {
      if (role === 'accepted') expect(entry.notEvidencePaths).not.toContain(new URL(finalUrl).pathname);
    }
    if (item.verdict !== 'pass' && entry.acceptableCauses.length > 0) {
      expect(entry.acceptableCauses).toContain(item.reasons[0]?.code);
    }
  });
});
