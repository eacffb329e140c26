import { describe, expect, it } from 'vitest';
import { measureUptime, type Probe } from '../../src/history/uptime.ts';
import { assessmentWindow } from '../../src/history/window.ts';
import { readChecklist } from '../../src/checklist/load.ts';
import type { Outcome } from '../../src/result/vocabulary.ts';

const window = { from: '2025-01-01', to: '2025-07-31' };
const until = '2025-06-16';
const look = (at: string, outcome: Outcome = 'ok', latencyMs: number | null = 400): Probe => ({
  at: `2025-${at}:00.000Z`,
  outcome,
  latencyMs: outcome === 'ok' ? latencyMs : null,
});

describe('uptime', () => {
  it('counts the looks of the assessment window up to today, day by day in Thailand', () => {
    const uptime = measureUptime(
      [
        look('06-15T19:00'),
        look('06-14T19:00', 'timeout'),
        look('06-15T02:00'),
        look('12-30T19:00'),
        look('06-16T20:00', 'dns'),
        { at: '2024-12-31T16:00:00.000Z', outcome: 'refused', latencyMs: null },
      ],
      window,
      until,
    );
    expect(uptime).toMatchObject({ period: 'window', from: '2025-01-01', to: until, looks: 3, reached: 2 });
    expect(uptime?.days).toEqual([
      { day: '2025-06-15', looks: 2, reached: 1 },
      { day: '2025-06-16', looks: 1, reached: 1 },
    ]);
  });

  it('does not count what we could not ask', () => {
    const ours: Outcome[] = ['budget', 'robots', 'blocked', 'address-refused'];
    expect(
      measureUptime(
        ours.map((outcome, day) => look(`06-1${day}T02:00`, outcome)),
        window,
        until,
      ),
    ).toBeNull();
  });

  it('tells the last 30 days where the window has no look', () => {
    const uptime = measureUptime(
      [look('06-10T02:00'), look('04-01T02:00')],
      { from: '2024-01-01', to: '2024-07-31' },
      until,
    );
    expect(uptime).toMatchObject({ period: 'recent', from: '2025-05-18', to: until, looks: 1 });
    expect(measureUptime([], window, until)).toBeNull();
  });

  it('gives the middle and the slow times of what answered', () => {
    const probes = Array.from({ length: 20 }, (_, index) =>
      look(`06-01T02:${String(index).padStart(2, '0')}`, 'ok', (index + 1) * 100),
    );
    expect(measureUptime([...probes, look('06-01T03:00', 'timeout')], window, until)).toMatchObject({
      medianLatencyMs: 1000,
      slowLatencyMs: 1900,
    });
  });

  it.each<[string, Probe[], string, string | null]>([
    ['up', [look('06-10T19:00')], 'up', null],
    ['a bad night', [look('06-10T19:00'), look('06-11T19:00', 'timeout')], 'suspected', null],
    ['bad nights only', [look('06-11T19:00', 'dns'), look('06-12T19:00', 'dns')], 'suspected', null],
    [
      'a bad night and a bad morning',
      [look('06-11T19:00', 'timeout'), look('06-12T02:30', 'timeout')],
      'down',
      '2025-06-12T02:30:00.000Z',
    ],
    [
      'back once',
      [look('06-11T19:00', 'timeout'), look('06-12T02:30', 'timeout'), look('06-12T05:00')],
      'recovering',
      '2025-06-12T02:30:00.000Z',
    ],
    [
      'back twice',
      [
        look('06-11T19:00', 'timeout'),
        look('06-12T02:30', 'timeout'),
        look('06-12T05:00'),
        look('06-12T08:00'),
      ],
      'up',
      '2025-06-12T02:30:00.000Z',
    ],
  ])('%s: the site is %s', (_name, probes, state, confirmedAt) => {
    expect(measureUptime(probes, window, until)).toMatchObject({ state, confirmedAt });
  });
});

it('the window of fiscal year 2568 is January to July 2025', async () => {
  const { checklist } = await readChecklist('checklists/ita-2568.yaml');
  expect(assessmentWindow(checklist)).toEqual({ from: '2025-01-01', to: '2025-07-31' });
  expect(assessmentWindow({ ...checklist, window: undefined })).toBeNull();
  const autumn = { fromMonth: 10, toMonth: 12, noteTh: 'ก', noteEn: 'a' };
  expect(assessmentWindow({ ...checklist, window: autumn })).toEqual({
    from: '2024-10-01',
    to: '2024-12-31',
  });
});
