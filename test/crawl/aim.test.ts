import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type GeneratedSite, openGenerated } from '../../bench/harvest/generate.ts';
import { type Harvest, measureHarvest, type Order } from '../../bench/harvest/measure.ts';
import { findPackageRoot } from '../../src/check/package-root.ts';
import { loadResources } from '../../src/check/resources.ts';

const pages = 400;
const resources = await loadResources(findPackageRoot(import.meta.dirname), 'ita-2568', 2568);

describe('the order of a crawl on a site with the items scattered over it', () => {
  let site: GeneratedSite;
  beforeAll(async () => {
    site = await openGenerated(pages, 4);
  });
  afterAll(async () => {
    await site.close();
  });
  const harvest = (order: Order): Promise<Harvest> =>
    measureHarvest(site.url, site.targets, order, resources, pages);

  it('finds them long before the site is exhausted, and far ahead of breadth-first', async () => {
    const best = await harvest('best-first');
    const breadth = await harvest('breadth-first');
    const lastOf = ({ foundAt }: Harvest): number => foundAt.at(-1)?.fetch ?? Infinity;
    const nineInTen = ({ foundAt }: Harvest): number =>
      foundAt[Math.ceil(site.targets.length * 0.9) - 1]?.fetch ?? Infinity;
    expect(best.missed).toEqual([]);
    expect(lastOf(best)).toBeLessThan(best.fetches / 2);
    expect(nineInTen(best) * 2).toBeLessThan(nineInTen(breadth));
  });

  it('is the same every time', async () => {
    expect((await harvest('best-first')).opened).toEqual((await harvest('best-first')).opened);
  });
});

// It had risen to 424 to 3,420 unnoticed, on 23 November 2569: names had been learned
it('finds all of a site of 3,000 pages within 300 fetches', async () => {
  const site = await openGenerated(3000, 1);
  try {
    const { missed, foundAt } = await measureHarvest(site.url, site.targets, 'best-first', resources, 400);
    expect(missed).toEqual([]);
    expect(foundAt.at(-1)?.fetch).toBeLessThanOrEqual(300);
    // The 272nd until pages that answer spoke for the others of their folder.
    expect(foundAt[Math.ceil(site.targets.length * 0.9) - 1]?.fetch).toBeLessThanOrEqual(225);
  } finally {
    await site.close();
  }
}, 60_000);
