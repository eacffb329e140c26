import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { halves } from '../../eval/bank/types.ts';
import { chooseWritten } from '../../eval/site/written.ts';

const codes = Array.from({ length: 28 }, (_, at) => `O${at + 1}`);
const sources = chooseWritten('all', null);

describe.each(sources)('the written site $id', (source) => {
  it('has a truth for every item, whose addresses it serves', async () => {
    const site = await source.open(8080, codes);
    expect(site.truth.map(({ code }) => code)).toEqual(codes);
    expect(site.find(`${site.agency.host}/`)).toBeDefined();
    for (const { code, verdict, evidence, causes } of site.truth) {
      if (verdict === 'pass') expect(evidence, code).not.toEqual([]);
      else expect(causes.length + (verdict === 'review-ok' ? 1 : 0), code).toBeGreaterThan(0);
      const isFound = evidence.map((address) => (site.find(address)?.status ?? 404) < 400);
      if (verdict === 'pass') expect(isFound, `${code}: ${evidence.join(' ')}`).not.toContain(false);
    }
    expect(site.find(`${site.agency.host}/no-such-page-at-all.html`)?.status ?? 404).toBe(404);
  });
});

it('the halves share no agency and no page', async () => {
  const [tune, test] = await Promise.all(
    halves.map(async (half) => {
      const sites = await Promise.all(
        sources.filter((one) => one.half === half).map((one) => one.open(8080, codes)),
      );
      const pages = sites.flatMap((site) =>
        site.truth.flatMap(({ evidence }) => evidence.flatMap((address) => site.find(address)?.body || [])),
      );
      return {
        names: sites.map(({ agency }) => agency.name),
        pages: new Set(pages.map((page) => createHash('sha256').update(page).digest('hex'))),
      };
    }),
  );
  expect(tune?.names.filter((name) => test?.names.includes(name))).toEqual([]);
  expect([...(tune?.pages ?? [])].filter((page) => test?.pages.has(page))).toEqual([]);
});
