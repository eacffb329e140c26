import { describe, expect, it } from 'vitest';
import { accordion } from './accordion/site.ts';
import { compareSite } from './compare.ts';
import { indexTable } from './index-table/site.ts';
import { lookAlikes } from './look-alikes/site.ts';
import { megaMenu } from './mega-menu/site.ts';
import { oldPhp } from './old-php/site.ts';
import { partlyDown } from './partly-down/site.ts';
import { runSite } from './run-site.ts';

describe.each([indexTable, accordion, megaMenu, oldPhp, partlyDown, lookAlikes])('site $name', (fixture) => {
  it('is judged as a careful assessor would', async () => {
    const { result, origin } = await runSite(fixture);
    const found = compareSite(fixture, result, origin);
    expect(found.falsePasses, found.report).toEqual([]);
    expect(found.falseFails.length, found.report).toBeLessThanOrEqual(1);
    expect(found.needlessReviews.length, found.report).toBeLessThanOrEqual(2);
    expect(found.wrongCauses.length, found.report).toBeLessThanOrEqual(1);
    expect(found.evidenceRight / found.evidenceAsked, found.report).toBeGreaterThanOrEqual(0.9);
  });
});
