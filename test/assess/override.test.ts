import { describe, expect, it } from 'vitest';
import { applyOverrides } from '../../src/assess/override.ts';
import type { Override } from '../../src/inputs/overrides.ts';
import type { ResultItem, ResultReason } from '../../src/result/schema.ts';
import { buildSample } from '../report/sample.ts';

const [sample] = buildSample().items;
if (sample === undefined) throw new Error('no item');
const reason = (code: ResultReason['code']): ResultReason => ({
  code,
  element: null,
  expected: null,
  found: null,
  outcome: null,
  messageTh: '',
  messageEn: '',
  url: null,
});
const item: ResultItem = {
  ...sample,
  code: 'O7',
  verdict: 'fail',
  score: 0,
  effective: { verdict: 'fail', score: 0 },
  reasons: [reason('missing-element')],
  evidenceSha256: 'a',
};
const override: Override = {
  code: 'O7',
  verdict: 'pass',
  by: 'ก',
  on: '2025-06-15',
  reason: 'ข',
  evidenceSha256: 'a',
};
const apply = (change: Partial<ResultItem>, over: Partial<Override> = {}): ResultItem | undefined =>
  applyOverrides([{ ...item, ...change }], [{ ...override, ...over }])[0];

describe('an override', () => {
  it('counts, and leaves the machine’s verdict and reasons beside it', () => {
    const judged = apply({});
    expect(judged).toMatchObject({
      verdict: 'fail',
      score: 0,
      effective: { verdict: 'pass', score: 100 },
      override: {
        verdict: 'pass',
        by: 'ก',
        on: '2025-06-15',
        reason: 'ข',
        evidenceSha256: 'a',
        expired: false,
      },
    });
    expect(judged?.reasons.map(({ code }) => code)).toEqual(['overridden', 'missing-element']);
    expect(judged?.reasons[0]?.messageTh).not.toContain('ผ่าน');
  });

  it('is reopened, and kept in sight, when the evidence is another or gone', () => {
    for (const evidenceSha256 of ['b', null]) {
      const judged = apply({ evidenceSha256 });
      expect(judged).toMatchObject({ effective: { verdict: 'fail' }, override: { expired: true } });
      expect(judged?.reasons).toEqual(item.reasons);
    }
  });

  it('holds while the evidence could not be looked at', () => {
    const unseen = {
      verdict: 'review' as const,
      score: null,
      evidenceSha256: null,
      reasons: [reason('unreachable')],
    };
    expect(apply(unseen)).toMatchObject({ effective: { verdict: 'pass' }, override: { expired: false } });
  });

  it('made without evidence does not count where there is some now', () => {
    expect(apply({}, { evidenceSha256: null })?.override?.expired).toBe(true);
    expect(apply({ evidenceSha256: null }, { evidenceSha256: null })?.override?.expired).toBe(false);
  });

  it('leaves other items as they are', () => {
    expect(apply({ code: 'O8' })).toEqual({ ...item, code: 'O8' });
  });
});
