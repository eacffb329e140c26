import { mkdtemp, rm, writeFile, mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { cellStateOf } from '../../src/compare/cell-state.ts';
import { CompareError } from '../../src/compare/error.ts';
import { gatherOverview } from '../../src/compare/gather.ts';
import { type Overview, overviewSchema } from '../../src/compare/schema.ts';
import { shareOf } from '../../src/compare/share.ts';
import { findResults } from '../../src/compare/sources.ts';
import { quantile, standingOf } from '../../src/compare/standing.ts';
import { compareTwoRuns } from '../../src/compare/two-runs.ts';
import type { Result } from '../../src/result/schema.ts';
import { type AgencyDraft, buildResult, draftMany, turn, writeBatch } from './build.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'oit-compare-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

async function gather(
  drafts: readonly AgencyDraft[],
  earlier: readonly AgencyDraft[] | null = null,
  changeEarlier: (draft: AgencyDraft) => Partial<Result> = () => ({}),
): Promise<Overview> {
  await writeBatch(join(folder, 'now'), drafts);
  if (earlier !== null) await writeBatch(join(folder, 'before'), earlier, changeEarlier);
  const before = earlier === null ? null : await findResults(join(folder, 'before'));
  const { overview } = await gatherOverview(await findResults(join(folder, 'now')), before, '0.1.0');
  return overview;
}

describe('ranges', () => {
  it('count as equal when they overlap or touch', () => {
    expect(standingOf({ low: 10, high: 20 }, { low: 20, high: 30 })).toBe('level');
    expect(standingOf({ low: 10, high: 19 }, { low: 20, high: 30 })).toBe('below');
    expect(standingOf({ low: 31, high: 40 }, { low: 20, high: 30 })).toBe('above');
  });

  it('have quantiles', () => {
    expect(quantile([4, 1, 3, 2], 0.5)).toBe(2.5);
    expect(quantile([], 0.5)).toBeNull();
  });
});

describe('a cell', () => {
  const [item] = buildResult({ key: 'a' }).items;
  it('tells "a person has to look" from "could not look"', () => {
    if (item === undefined) throw new Error('no item');
    expect(cellStateOf(turn(item, 'review', 'needs-a-person'))).toBe('look');
    for (const reason of ['not-searched', 'unreachable', 'blocked'] as const)
      expect(cellStateOf(turn(item, 'review', reason))).toBe('unseen');
    expect(cellStateOf(turn(item, 'fail', 'not-found'))).toBe('fail');
  });
});

describe('an overview', () => {
  it('puts those to help first by what they would reach at best, and who could not be looked at behind them', async () => {
    const { agencies, counts } = await gather([
      { key: 'down.go.th', ends: 'unreachable' },
      { key: 'wide.go.th', low: 10, high: 95 },
      { key: 'weak.go.th', low: 40, high: 50 },
      { key: 'late.go.th', ends: 'not-run' },
    ]);
    expect(agencies.map(({ key }) => key)).toEqual(['weak.go.th', 'wide.go.th', 'down.go.th', 'late.go.th']);
    expect(agencies.map(({ view }) => view)).toEqual(['looked', 'looked', 'unreachable', 'no-result']);
    expect(agencies[2]?.score).toBeNull();
    expect(counts).toEqual({ agencies: 4, looked: 2, unseen: 1, noResult: 1 });
  });

  it('is what its schema says, the same twice, and holds nobody’s telephone', async () => {
    const drafts = draftMany(40);
    const overview = await gather(drafts, drafts.slice(2));
    expect(overviewSchema.parse(overview)).toEqual(overview);
    expect(await gather(drafts, drafts.slice(2))).toEqual(overview);
    expect(JSON.stringify(overview)).not.toContain('+66 43');
  });

  it('shows no median of fewer than five, and leaves those that could not be looked at out of it', async () => {
    const four = [10, 20, 30, 40].map((low): AgencyDraft => ({ key: `a${low}.go.th`, low, high: low }));
    const few = await gather([...four, { key: 'down.go.th', ends: 'unreachable' }]);
    expect(few.median).toBeNull();
    expect(few.agencies.every(({ standing }) => standing === null)).toBe(true);
    const { median, agencies } = await gather([...four, { key: 'a50.go.th', low: 50, high: 50 }]);
    expect(median).toEqual({ expected: 30, low: 30, high: 30, agencies: 5 });
    expect(agencies.map(({ standing }) => standing)).toEqual(['below', 'below', 'level', 'above', 'above']);
  });

  it('counts what is lacked and why, over those that were looked at', async () => {
    const { items } = await gather([
      { key: 'a.go.th', items: { O7: ['fail', 'wrong-year'] } },
      { key: 'b.go.th', items: { O7: ['fail', 'wrong-year'] } },
      { key: 'c.go.th', items: { O7: ['partial', 'missing-element'] } },
      { key: 'd.go.th', items: { O7: ['review', 'not-searched'] } },
      { key: 'e.go.th', ends: 'unreachable' },
    ]);
    const row = items.find(({ code }) => code === 'O7');
    expect(row?.counts).toMatchObject({ fail: 2, partial: 1, unseen: 1, pass: 0 });
    expect(row?.causes).toEqual([
      { reason: 'wrong-year', agencies: 2 },
      { reason: 'missing-element', agencies: 1 },
    ]);
  });

  it('ranks fixes by points per effort, and never what could not be looked at', async () => {
    const { fixes } = await gather([
      // 28 / 4 points each, by making it from nothing; O12 3 points by mending its form.
      { key: 'a.go.th', items: { O28: ['fail', 'not-found'], O12: ['fail', 'wrong-format'] } },
      { key: 'b.go.th', items: { O28: ['fail', 'not-found'], O20: ['review', 'not-searched'] } },
    ]);
    expect(
      fixes.map(({ code, effort, agencies, gainLow, cost, perEffort }) => [
        code,
        effort,
        agencies,
        gainLow,
        cost,
        perEffort,
      ]),
    ).toEqual([
      ['O28', 'create', 2, 14, 10, 1.4],
      ['O12', 'form', 1, 3, 3, 1],
    ]);
  });

  it('groups by place, districts of one name apart by province', async () => {
    const { groups } = await gather([
      { key: 'a.go.th', district: 'เมือง', province: 'เลย', low: 10, high: 10 },
      { key: 'b.go.th', district: 'เมือง', province: 'ขอนแก่น', low: 20, high: 20 },
      { key: 'c.go.th', district: 'เมือง', province: 'ขอนแก่น', low: 40, high: 40 },
      { key: 'd.go.th', district: 'เมือง', province: 'ขอนแก่น', ends: 'unreachable' },
    ]);
    const district = groups.filter(({ by }) => by === 'district');
    expect(
      district.map(({ name, province, agencies, unseen }) => [name, province, agencies, unseen]),
    ).toEqual([
      ['เมือง', 'ขอนแก่น', 3, 1],
      ['เมือง', 'เลย', 1, 0],
    ]);
    expect(district[0]?.spread?.median).toBe(30);
    expect(groups.some(({ by }) => by === 'tag')).toBe(false);
  });

  it('matches renumbered items by what they are about', async () => {
    const renumber = (result: Result): Partial<Result> => ({
      checklist: { ...result.checklist, id: 'ita-2567', fiscalYear: 2567, sha256: 'd'.repeat(64) },
      items: result.items.map((item) => (item.code === 'O28' ? { ...item, code: 'O35' } : item)),
    });
    const weak: AgencyDraft = { key: 'old.go.th', items: { O28: ['fail', 'not-found'] } };
    await writeBatch(join(folder, 'now'), [{ key: 'a.go.th' }, { key: 'b.go.th' }, weak], (draft) =>
      draft.key === 'old.go.th' ? renumber(buildResult(draft)) : {},
    );
    const { overview } = await gatherOverview(await findResults(join(folder, 'now')), null, '0.1.0');
    const row = overview.agencies.find(({ key }) => key === 'old.go.th');
    expect(row?.cells.at(-1)).toBe('fail');
    expect(row?.open.map(({ code }) => code)).toEqual(['O28']);
    expect(overview.warnings.map(({ en }) => en).join()).toContain('ita-2567');
  });
});

describe('against an earlier run', () => {
  const weak: AgencyDraft = { key: 'a.go.th', low: 20, high: 30, items: { O7: ['fail', 'not-found'] } };

  it('says who stands higher only where the ranges do not overlap', async () => {
    const { change } = await gather(
      [
        { key: 'a.go.th', low: 60, high: 70 },
        { key: 'b.go.th', low: 25, high: 40 },
        { key: 'c.go.th', low: 0, high: 5 },
      ],
      [weak, { ...weak, key: 'b.go.th' }, { ...weak, key: 'c.go.th', items: {} }],
    );
    expect(change?.agencies.map(({ key, standing }) => [key, standing])).toEqual([
      ['a.go.th', 'above'],
      ['b.go.th', 'level'],
      ['c.go.th', 'below'],
    ]);
    expect(change?.agencies[0]?.better).toMatchObject([
      { code: 'O7', from: 'fail', to: 'pass', causes: ['site'] },
    ]);
  });

  it('takes what could not be looked at for no change', async () => {
    const { change } = await gather(
      [
        { key: 'a.go.th', items: { O7: ['review', 'unreachable'] } },
        { key: 'b.go.th', ends: 'unreachable' },
      ],
      [{ key: 'a.go.th' }, { key: 'b.go.th' }],
    );
    expect(change?.agencies.map(({ better, worse }) => [better, worse])).toEqual([
      [[], []],
      [[], []],
    ]);
    expect(change?.agencies[1]?.standing).toBeNull();
  });

  it('warns when lists, checklists or programs differ', async () => {
    const { warnings, change } = await gather(
      [{ key: 'a.go.th' }, { key: 'new.go.th' }],
      [weak, { ...weak, key: 'gone.go.th' }],
      (draft) => {
        const { tool, checklist } = buildResult(draft);
        return { tool: { ...tool, version: '0.0.9' }, checklist: { ...checklist, sha256: 'e'.repeat(64) } };
      },
    );
    const text = warnings.map(({ en }) => en).join('\n');
    expect(text).toMatch(/lists of agencies differ \(1 more, 1 gone\)/);
    expect(text).toMatch(/checklists differ/);
    expect(text).toMatch(/0\.0\.9 → 0\.1\.0/);
    expect(change).toMatchObject({ onlyNow: ['new.go.th'], onlyBefore: ['gone.go.th'] });
  });

  it('warns of nothing when nothing differs', async () => {
    expect((await gather([weak], [weak])).warnings).toEqual([]);
  });
});

describe('a copy for one agency', () => {
  it('holds nothing of the others', async () => {
    const overview = await gather(draftMany(20));
    const share = shareOf(overview, 'agency-0003.go.th');
    expect(share.row.key).toBe('agency-0003.go.th');
    expect(share.medianCells).toHaveLength(28);
    expect(JSON.stringify(share)).not.toContain('agency-0004');
    expect(() => shareOf(overview, 'nobody.go.th')).toThrow(CompareError);
  });
});

describe('loose results', () => {
  it('count once an agency, the newest', async () => {
    const write = async (name: string, result: unknown): Promise<void> => {
      await mkdir(join(folder, name), { recursive: true });
      await writeFile(join(folder, name, 'result.json'), JSON.stringify(result));
    };
    const sample = buildResult({ key: 'a.go.th' });
    await write('a/2', { ...sample, run: { ...sample.run, asOf: '2025-07-01' } });
    await write('a/1', sample);
    await write('a/2/snapshot', sample);
    await write('b', { nothing: 'of ours' });
    const found = await findResults(folder);
    expect(found.agencies).toEqual([
      { key: 'a.go.th', line: null, path: join(folder, 'a', '2', 'result.json') },
    ]);
    expect(found.passedOver.map(({ why }) => why)).toEqual(['older', 'unreadable']);
  });

  it('are refused where there are none, or no folder', async () => {
    await expect(findResults(folder)).rejects.toThrow(CompareError);
    await expect(findResults(join(folder, 'none'))).rejects.toThrow(CompareError);
  });

  it('of a batch are read inside its folder only', async () => {
    await writeBatch(join(folder, 'now'), [{ key: 'a.go.th' }]);
    await writeBatch(join(folder, 'other'), [{ key: 'a.go.th' }]);
    const path = join(folder, 'now', 'agencies.ndjson');
    const line = {
      ...JSON.parse(await (await import('node:fs/promises')).readFile(path, 'utf8')),
      folder: '../other/a.go.th',
    };
    await writeFile(path, `${JSON.stringify(line)}\n`);
    expect((await findResults(join(folder, 'now'))).agencies[0]?.path).toBeNull();
  });
});

describe('two runs of one agency', () => {
  const year = (result: Result, fiscalYear: number): Result => ({
    ...result,
    checklist: {
      ...result.checklist,
      id: `ita-${fiscalYear}`,
      fiscalYear,
      sha256: String(fiscalYear).repeat(16),
    },
  });

  it('are held together by topics, whatever the codes', () => {
    const older = buildResult({ key: 'a.go.th', items: { O28: ['fail', 'not-found'] } });
    const renumbered = year(
      {
        ...older,
        items: older.items
          .filter(({ code }) => code !== 'O1')
          .map((item) => (item.code === 'O28' ? { ...item, code: 'O43' } : item)),
      },
      2566,
    );
    const { rows, score } = compareTwoRuns(renumbered, buildResult({ key: 'a.go.th' }), '0.1.0');
    const row = rows.find(({ from }) => from[0]?.code === 'O43');
    expect(row).toMatchObject({ kind: 'moved', to: [{ code: 'O28', state: 'pass' }], direction: 'better' });
    expect(row?.change?.causes).toContain('checklist');
    expect(rows.find(({ kind }) => kind === 'new')?.to[0]?.code).toBe('O1');
    expect(score.standing).toBe('level');
  });

  it('of two agencies are refused', () => {
    expect(() =>
      compareTwoRuns(buildResult({ key: 'a.go.th' }), buildResult({ key: 'b.go.th' }), '0.1.0'),
    ).toThrow(CompareError);
  });

  it('that are the same differ in nothing', () => {
    const one = buildResult({ key: 'a.go.th', items: { O7: ['review', 'not-searched'] } });
    expect(compareTwoRuns(one, one, '0.1.0').rows.every(({ direction }) => direction === 'none')).toBe(true);
  });
});
