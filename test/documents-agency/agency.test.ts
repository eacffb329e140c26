import { beforeAll, describe, expect, it } from 'vitest';
import { findTool } from '../../src/cli/find-tool.ts';
import type { Result } from '../../src/result/schema.ts';
import { compareSite } from '../sites/compare.ts';
import { buildFirstAgency } from './first/agency.ts';
import * as first from './first/truth.ts';
import { runAgency } from './run-agency.ts';
import { buildSecondAgency } from './second/agency.ts';
import * as second from './second/truth.ts';

describe.each([
  { name: 'first', tools: 'the tools of this machine', find: findTool, build: buildFirstAgency, ...first },
  { name: 'first', tools: 'npm packages alone', find: () => null, build: buildFirstAgency, ...first },
  { name: 'second', tools: 'the tools of this machine', find: findTool, build: buildSecondAgency, ...second },
])('the $name agency of documents, read with $tools', ({ build, find, truth, elementPages }) => {
  let result: Result;
  let origin: string;

  beforeAll(async () => {
    ({ result, origin } = await runAgency(await build(), find));
  });

  it('is judged by what the documents hold', () => {
    const found = compareSite({ truth }, result, origin);
    expect(found.falsePasses, found.report).toEqual([]);
    const deviations = [...found.falseFails, ...found.needlessReviews, ...found.wrongCauses];
    expect(deviations.length, found.report).toBeLessThanOrEqual(1);
    expect(found.evidenceAsked - found.evidenceRight, found.report).toBeLessThanOrEqual(1);
  });

  it.each(elementPages)('names the page of %s %s', (code, element, page) => {
    const item = result.items.find((candidate) => candidate.code === code);
    const pages = (item?.evidence ?? []).flatMap(({ elements }) =>
      elements.filter(({ id, found }) => id === element && found).map((found) => found.page),
    );
    expect(pages).toContain(page);
  });
});
