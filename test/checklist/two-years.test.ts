import { beforeAll, describe, expect, test } from 'vitest';
import type { Result } from '../../src/result/schema.ts';
import type { Verdict } from '../../src/result/vocabulary.ts';
import { serveSite } from '../sites/serve-site.ts';
import { runCheck } from './run-check.ts';
import { twoYears } from './two-years.site.ts';

/** What each year's list makes of the same site: verdict and where the evidence lies. */
const truth: Record<string, Record<string, [verdicts: Verdict[], path: string]>> = {
  'ita-2568': {
    O5: [['pass'], '/plan/five-years'],
    O6: [['pass'], '/plan/2568'],
    O7: [['pass'], '/report/2567'],
    O8: [['pass'], '/manual'],
    O20: [['pass'], '/participation/2568'],
  },
  'ita-2567': {
    // Low facts are for a person, however well they are met.
    O7: [['pass', 'review'], '/plan/five-years'],
    O8: [['pass'], '/plan/2567'],
    O9: [['pass'], '/report/2566'],
    O10: [['pass'], '/manual'],
    O12: [['pass', 'review'], '/statistics/2567'],
    O14: [['pass', 'review'], '/procurement/2567'],
    O25: [['pass'], '/participation/2567'],
  },
};

/** Items that only the other year's numbering could put here. */
const nowhere: Record<string, string[]> = {
  'ita-2568': ['O9', 'O10', 'O25', 'O14'],
  'ita-2567': ['O5', 'O6', 'O20'],
};

describe.each(Object.keys(truth))('a site with two years side by side, by %s', (id) => {
  let result: Result;
  let origin: string;
  beforeAll(async () => {
    const site = await serveSite(twoYears);
    try {
      origin = new URL(site.url).origin;
      const asOf = id === 'ita-2568' ? '2025-06-15' : '2024-06-15';
      result = await runCheck(site.url, id, { asOf, agency: twoYears.agency });
    } finally {
      await site.close();
    }
  });

  test.each(Object.entries(truth[id] ?? {}))('%s', (code, [verdicts, path]) => {
    const item = result.items.find((candidate) => candidate.code === code);
    expect(item?.evidence[0]?.url.replace(origin, ''), item?.reasons[0]?.messageTh).toBe(path);
    expect(verdicts, `${item?.verdict} ${item?.reasons[0]?.messageTh}`).toContain(item?.verdict);
  });

  test('nothing is taken from the other year’s number', () => {
    for (const code of nowhere[id] ?? []) {
      const item = result.items.find((candidate) => candidate.code === code);
      expect(
        item?.evidence.map((evidence) => evidence.url),
        code,
      ).toEqual([]);
    }
  });
});
