import { beforeAll, describe, expect, it } from 'vitest';
import type { LoadedChecklist } from '../../src/checklist/schema.ts';
import { buildPlan } from '../../src/plan/build.ts';
import { roundsOf, suggestPeriod } from '../../src/plan/calendar.ts';
import { effortOf, efforts } from '../../src/plan/effort.ts';
import { PlanError } from '../../src/plan/error.ts';
import { parseResult } from '../../src/plan/read-results.ts';
import { planSchema } from '../../src/plan/schema.ts';
import type { Verdict } from '../../src/result/vocabulary.ts';
import { buildReason } from '../report/sample.ts';
import { buildGoodResult, buildInputs, buildResult, loadChecklist2568 } from './build.ts';

let loaded: LoadedChecklist;
beforeAll(async () => {
  loaded = await loadChecklist2568();
});

describe('the plan of a first check', () => {
  it('has a row for everything that did not stand up, in the order of the checklist, and holds to its schema', () => {
    const result = buildResult('2025-06-15');
    const plan = buildPlan(buildInputs(loaded, result));
    const open = result.items
      .filter(({ verdict }) => verdict === 'fail' || verdict === 'partial' || verdict === 'review')
      .map(({ code }) => code);
    expect(open.length).toBeGreaterThan(4);
    expect(plan.rows.map(({ code }) => code)).toEqual(open);
    expect(plan.rows.map(({ number }) => number)).toEqual(open.map((_code, index) => index + 1));
    expect(planSchema.parse(JSON.parse(JSON.stringify(plan)))).toEqual(plan);
    expect(plan.whatIf?.targets.map(({ target }) => target)).toEqual([85, 95]);
  });

  it('is the same for the same inputs', () => {
    const make = (): string => JSON.stringify(buildPlan(buildInputs(loaded, buildResult('2025-06-15'))));
    expect(make()).toBe(make());
  });

  it('suggests not begun, and nothing for what the tool could not decide', () => {
    const plan = buildPlan(buildInputs(loaded, buildResult('2025-06-15')));
    for (const row of plan.rows) {
      expect(row.status.suggested).toBe(row.verdict === 'review' ? null : 'not-begun');
    }
  });

  it('has no period in the past', () => {
    const plan = buildPlan(buildInputs(loaded, buildResult('2025-06-15'), { asOf: '2025-09-25' }));
    for (const { period } of plan.rows) {
      expect(period?.from).toBe('2025-09-25');
      expect(period === null || period.to > period.from).toBe(true);
    }
    expect(suggestPeriod('2025-06-15', 'create')).toEqual({ from: '2025-06-15', to: '2025-09-13' });
    expect(suggestPeriod('2025-08-20', 'create')).toEqual({ from: '2025-08-20', to: '2025-09-30' });
    expect(suggestPeriod('2025-09-25', 'look')).toEqual({ from: '2025-09-25', to: '2025-10-09' });
  });

  it('leaves out what the user leaves out of the lists, and answers what fixes bring together', () => {
    const result = buildGoodResult('2025-06-15', { O12: 'fail', O13: 'fail', O23: 'fail' });
    const plan = buildPlan(
      buildInputs(loaded, result, { without: ['O12', 'O13'], fixes: ['O12', 'O23'], targets: [95] }),
    );
    expect(plan.whatIf?.gains.map(({ code }) => code)).toEqual(['O23']);
    expect(plan.whatIf?.targets[0]).toMatchObject({ state: 'out-of-reach', fixes: ['O23'] });
    expect(plan.whatIf?.asked?.after.map(({ low }) => low)).toEqual([95, 95]);
    expect(plan.rows.map(({ code }) => code)).toEqual(['O12', 'O13', 'O23']);
  });

  it('aims at the best two grades where grades go by the total alone', () => {
    const grades = [95, 85, 75, 0].map((minTotal) => ({
      id: `g${minTotal}`,
      nameTh: '-',
      nameEn: '-',
      minTotal,
    }));
    const older = { ...loaded, checklist: { ...loaded.checklist, grades } };
    const plan = buildPlan(buildInputs(older, buildResult('2025-06-15')));
    expect(plan.whatIf?.targets.map(({ target }) => target)).toEqual([85, 95]);
  });

  it('has no score where the year has no rules, and says so', () => {
    const unknown = { ...loaded, checklist: { ...loaded.checklist, aggregation: null } };
    const plan = buildPlan(buildInputs(unknown, buildResult('2025-06-15')));
    expect(plan.whatIf).toBeNull();
    expect(plan.unknown?.en).toMatch(/not known/);
    expect(plan.rows.length).toBeGreaterThan(0);
  });

  it('has no what-if where only some items were checked, and says why', () => {
    const plan = buildPlan(buildInputs(loaded, { ...buildResult('2025-06-15'), score: null }));
    expect(plan.whatIf).toBeNull();
    expect(plan.unknown?.th).not.toBe('');
  });
});

describe('the plan of a later check', () => {
  const first: Record<string, Verdict> = {
    O2: 'fail',
    O7: 'fail',
    O12: 'fail',
    O13: 'review',
    O23: 'fail',
    O26: 'fail',
  };

  it('suggests how far each measure is, from the checks in between', () => {
    const gone = buildGoodResult('2025-03-10', { ...first, O26: 'pass' });
    const now = buildGoodResult('2025-06-15', { O7: 'fail', O12: 'fail', O23: 'partial', O26: 'fail' });
    const plan = buildPlan(
      buildInputs(loaded, now, {
        previous: [gone, buildGoodResult('2024-12-01', first)],
        asOf: '2025-06-20',
      }),
    );
    expect(plan.previous.map(({ asOf }) => asOf)).toEqual(['2024-12-01', '2025-03-10']);
    const status = Object.fromEntries(plan.rows.map((row) => [row.code, row.status.suggested]));
    expect(status).toEqual({
      O2: 'done',
      O7: 'not-begun',
      O12: 'not-begun',
      O13: null,
      O23: 'under-way',
      O26: null,
    });
    const done = plan.rows.find(({ code }) => code === 'O2');
    expect(done?.period).toBeNull();
    expect(done?.status.because?.th).toContain('ยังไม่พิสูจน์ว่าได้ดำเนินมาตรการจริง');
    expect(done?.followUp.map(({ months, seen }) => [months, seen?.verdict ?? null])).toEqual([
      [3, 'fail'],
      [6, 'fail'],
      [9, 'pass'],
      [12, null],
    ]);
    const lost = plan.rows.find(({ code }) => code === 'O26');
    expect(lost?.status.because?.th).toContain('10 มี.ค. 2568');
  });

  it('takes more found elements as a step forward', () => {
    const then = buildGoodResult('2025-03-10', { O7: 'fail' });
    const now = buildGoodResult('2025-06-15', { O7: 'fail' });
    const moved = {
      ...now,
      items: now.items.map((item) =>
        item.code === 'O7'
          ? { ...item, required: item.required.map((one) => ({ ...one, found: true })) }
          : item,
      ),
    };
    const [row] = buildPlan(buildInputs(loaded, moved, { previous: [then] })).rows;
    expect(row?.status.suggested).toBe('under-way');
  });

  it('has the rounds of the fiscal year', () => {
    expect(roundsOf(2568)).toEqual([
      { months: 3, from: '2024-10-01', to: '2024-12-31' },
      { months: 6, from: '2025-01-01', to: '2025-03-31' },
      { months: 9, from: '2025-04-01', to: '2025-06-30' },
      { months: 12, from: '2025-07-01', to: '2025-09-30' },
    ]);
  });
});

describe('results that do not belong together', () => {
  const result = buildResult('2025-06-15');
  const refuse = (change: Parameters<typeof buildInputs>[2], one = result): void => {
    expect(() => buildPlan(buildInputs(loaded, one, change))).toThrow(PlanError);
  };

  it('are refused', () => {
    refuse({}, { ...result, checklist: { ...result.checklist, id: 'ita-2567', fiscalYear: 2567 } });
    refuse({
      previous: [{ ...buildResult('2025-01-01'), agency: { ...result.agency, key: 'other.go.th' } }],
    });
    refuse({
      previous: [{ ...buildResult('2025-01-01'), checklist: { ...result.checklist, id: 'moit-2568' } }],
    });
    refuse({ previous: [buildResult('2025-07-01')] });
    refuse({ asOf: '2025-06-14' });
    refuse({ fixes: ['O99'] });
    refuse({}, { ...result, site: { ...result.site, reachable: false } });
  });

  it('but the present one among the earlier is no mistake', () => {
    expect(buildPlan(buildInputs(loaded, result, { previous: [result] })).previous).toEqual([]);
  });

  it('and files that are no result of this version say what they are', () => {
    expect(() => parseResult('r.json', '{"schemaVersion":2}')).toThrow(/schemaVersion 2/);
    expect(() => parseResult('r.json', '{"hello":1}')).toThrow(PlanError);
    expect(() => parseResult('r.json', 'no json')).toThrow(PlanError);
    expect(parseResult('r.json', JSON.stringify(result)).run.id).toBe(result.run.id);
  });
});

describe('the work that an item asks for', () => {
  const item = (verdict: Verdict, ...codes: Parameters<typeof buildReason>[0][]) =>
    effortOf({ effective: { verdict, score: null }, reasons: codes.map((code) => buildReason(code)) });

  it('is the hardest of its reasons, a look for a review', () => {
    expect(item('fail', 'wrong-format', 'low-confidence')).toBe('form');
    expect(item('fail', 'off-site', 'wrong-year')).toBe('update');
    expect(item('fail', 'not-found')).toBe('create');
    expect(item('partial', 'overridden')).toBe('update');
    expect(item('review', 'not-found')).toBe('look');
    expect(efforts.indexOf('form')).toBeLessThan(efforts.indexOf('create'));
  });
});
