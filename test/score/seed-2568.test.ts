import { beforeAll, describe, expect, it } from 'vitest';
import { assess } from '../../src/assess/assess.ts';
import { findPackageRoot } from '../../src/check/package-root.ts';
import { loadResources, type Resources } from '../../src/check/resources.ts';
import type { Aggregation, Checklist } from '../../src/checklist/schema.ts';
import { aggregate } from '../../src/score/aggregate.ts';
import { bestGradeFor, computeGain, computeScore, type ItemForScore } from '../../src/score/score.ts';
import type { Snapshot } from '../../src/snapshot/reader.ts';
import type { FetchRecord } from '../../src/snapshot/schema.ts';
import { buildRecord, siteUrl } from '../judge/build.ts';

let resources: Resources;
let checklist: Checklist;
let aggregation: Aggregation;
beforeAll(async () => {
  resources = await loadResources(findPackageRoot(import.meta.dirname), 'ita-2568', 2568);
  checklist = resources.loaded.checklist;
  if (checklist.aggregation === null) throw new Error('2568 has an aggregation');
  aggregation = checklist.aggregation;
});

const judged = (
  verdict: ItemForScore['verdict'],
  score: number | null,
  probability: number | null = 0.5,
) => ({
  verdict,
  score,
  probability,
});

/** Every item at full marks but for those given. */
function items(given: Record<string, ReturnType<typeof judged>> = {}): ItemForScore[] {
  return checklist.items.map(({ code, subIndicator }) => ({
    code,
    subIndicator,
    ...(given[code] ?? judged('pass', 100, 1)),
  }));
}

const published = {
  O2: judged('fail', 0, 0.02),
  O7: judged('fail', 0, 0.02),
  O12: judged('fail', 0, 0.02),
  O23: judged('partial', 50, 0.1),
};

describe('the published result of 2568', () => {
  it.each(['B2', 'A1'])('comes out of rule %s to the last digit', (id) => {
    const rule = aggregation.rules.find((candidate) => candidate.id === id);
    if (rule === undefined) throw new Error(`no rule ${id}`);
    const scored = items(published).map(({ code, subIndicator, score }) => ({ code, subIndicator, score }));
    const { oit, indicators } = aggregate(aggregation, rule, scored);
    expect(indicators.get('9')?.toFixed(2)).toBe('82.50');
    expect(indicators.get('10')?.toFixed(2)).toBe('90.00');
    expect(oit?.toFixed(2)).toBe('86.25');
  });

  it('is a range of one point when nothing is open', () => {
    const score = computeScore(aggregation, items(published));
    expect(score).toMatchObject({ expected: 86.25, low: 86.25, high: 86.25 });
    expect(score.rules.map(({ id, expected }) => [id, expected])).toEqual([
      ['B2', 86.25],
      ['A1', 86.25],
    ]);
  });
});

describe('range', () => {
  it('counts a review as its probability, as nothing and as full marks', () => {
    const open = computeScore(aggregation, items({ O12: judged('review', null, 0.4) }));
    const at = (score: number) => computeScore(aggregation, items({ O12: judged('fail', score) })).expected;
    expect(open).toMatchObject({ expected: at(40), low: at(0), high: 100 });
    expect(open.low).toBeLessThan(open.expected ?? 0);
  });

  it('leaves out what does not apply, with its weight', () => {
    const without = computeScore(
      aggregation,
      items({ O12: judged('not-applicable', null, null), O13: judged('fail', 0) }),
    );
    expect(without.subIndicators.find(({ id }) => id === '9.3')?.expected).toBe(0);
    const whole = computeScore(
      aggregation,
      items({ O12: judged('not-applicable', null, null), O13: judged('not-applicable', null, null) }),
    );
    expect(whole.expected).toBe(100);
    expect(whole.subIndicators.find(({ id }) => id === '9.3')?.expected).toBeNull();
  });
});

describe('gain', () => {
  it('is what the item brings at full marks, a review counting nothing now', () => {
    const failed = computeGain(aggregation, items({ O12: judged('fail', 0) }), 'O12');
    const open = computeGain(aggregation, items({ O12: judged('review', null, 0.9) }), 'O12');
    expect(open).toEqual(failed);
    expect(failed.gain).toBeGreaterThan(0);
  });

  it('of a half-marks item is the other half, of a pass and of what does not apply nothing', () => {
    const half = computeGain(aggregation, items({ O23: judged('partial', 50) }), 'O23').gain;
    const full = computeGain(aggregation, items({ O23: judged('fail', 0) }), 'O23').gain;
    expect(half).toBeCloseTo(full / 2, 2);
    expect(computeGain(aggregation, items(), 'O1').gain).toBe(0);
    const inapplicable = items({ O1: judged('not-applicable', null, null) });
    expect(computeGain(aggregation, inapplicable, 'O1')).toEqual({
      gain: 0,
      gainLow: 0,
      gainHigh: 0,
    });
  });

  it('spans the rules', () => {
    for (const { code } of checklist.items) {
      const { gain, gainLow, gainHigh } = computeGain(
        aggregation,
        items({ [code]: judged('fail', 0) }),
        code,
      );
      expect(gainLow, code).toBeGreaterThan(0);
      expect(gainLow <= gain && gain <= gainHigh, code).toBe(true);
    }
    const o1 = computeGain(aggregation, items({ O1: judged('fail', 0) }), 'O1');
    expect(o1.gainLow).toBeLessThan(o1.gainHigh);
  });
});

describe('grade', () => {
  it.each([
    [95, 'pass-excellent'],
    [94.99, 'pass-good'],
    [85, 'pass-good'],
    [84.99, 'pass'],
    // 60 from the other instruments and 0.4 × 62.5 make 85
    [62.5, 'pass'],
    [62.4, 'improve'],
    [25, 'improve'],
    [24.9, 'improve-urgently'],
  ])('that %f points allow is %s', (points, id) => {
    expect(bestGradeFor(checklist.grades, points, aggregation.instruments.oit)?.id).toBe(id);
  });
});

function snapshotOf(fetches: FetchRecord[], bodies: Record<string, string>): Snapshot {
  return {
    manifest: {
      schemaVersion: 1,
      tool: { name: 'oit-checker', version: '0' },
      runId: 'r',
      startedAt: '2025-06-15T00:00:00.000Z',
      asOf: '2025-06-15',
      startUrl: siteUrl,
      alsoHosts: [],
      checklistId: 'ita-2568',
      items: null,
      agency: { id: null, name: 'เทศบาลตำบลทดสอบ', type: 'municipality' },
      declared: [],
      options: {},
    },
    fetches,
    skipped: [],
    end: {
      type: 'end',
      stoppedBy: fetches[0]?.outcome === 'ok' ? 'interrupted' : 'site-unreachable',
      finishedAt: '2025-06-15T00:01:00.000Z',
      requests: 1,
    },
    bodyOf: (sha256) => bodies[sha256] ?? null,
    factsOf: () => null,
    resumes: [],
  };
}

describe('score of a run', () => {
  const start = { purpose: 'start' as const, url: siteUrl, key: siteUrl, finalUrl: siteUrl };

  it('is unknown for a site that cannot be opened: nothing is held against it', () => {
    const down = buildRecord({ ...start, outcome: 'timeout', httpStatus: null, kind: null, hasBlob: false });
    const { score, site, items: found } = assess(snapshotOf([down], {}), resources);
    expect(site.reachable).toBe(false);
    expect(score).toMatchObject({ expected: null, low: 0, high: 100, grade: null });
    expect(new Set(found.map(({ verdict }) => verdict))).toEqual(new Set(['review']));
  });

  it('has no grade while its range holds several', () => {
    const home = buildRecord({ ...start, sha256: 'home' });
    const html =
      '<title>เทศบาล</title><main><h1>เทศบาลตำบลทดสอบ</h1><p>ยินดีต้อนรับสู่เว็บไซต์ของเทศบาลตำบลทดสอบ</p></main>';
    const { score } = assess(snapshotOf([home], { home: html }), resources);
    expect(score?.low).toBeLessThan(70);
    expect(score?.high).toBeGreaterThan(85);
    expect(score?.expected).not.toBeNull();
    expect(score?.grade).toBeNull();
  });

  it('is the same twice', () => {
    const home = buildRecord({ ...start, sha256: 'home' });
    const html =
      '<title>เทศบาล</title><main><h1>เทศบาล</h1><h2>แผนพัฒนาท้องถิ่น</h2><p><a href="/a.pdf">แผน 2566-2570</a></p></main>';
    const snapshot = snapshotOf([home], { home: html });
    expect(JSON.stringify(assess(snapshot, resources))).toBe(JSON.stringify(assess(snapshot, resources)));
  });
});
