import { beforeAll, describe, expect, it } from 'vitest';
import { findPackageRoot } from '../../src/check/package-root.ts';
import { readChecklist } from '../../src/checklist/load.ts';
import type { Checklist } from '../../src/checklist/schema.ts';
import { InputError, type InputProblem } from '../../src/inputs/error.ts';
import { type Override, readOverrides } from '../../src/inputs/overrides.ts';
import { recordOverride } from '../../src/inputs/record-override.ts';

let checklist: Checklist;
beforeAll(async () => {
  const root = findPackageRoot(import.meta.dirname);
  ({ checklist } = await readChecklist(`${root}/checklists/ita-2568.yaml`));
});

const sha = 'ab'.repeat(32);
const one: Override = {
  code: 'O7',
  verdict: 'pass',
  by: 'สมชาย',
  on: '2025-06-15',
  reason: 'เปิดดูแล้วครบ',
  evidenceSha256: sha,
};
const readText = (text: string) => readOverrides('o.yaml', Buffer.from(text), checklist);
const entry = (change: Record<string, string> = {}): string => {
  const fields: Record<string, string> = {
    code: 'O7',
    verdict: 'pass',
    by: 'a',
    on: '2025-06-15',
    reason: 'b',
    ...change,
  };
  const lines = Object.entries(fields).filter(([, value]) => value !== '-');
  return `checklist: ita-2568\noverrides:\n  -${lines.map(([key, value]) => ` ${key}: ${value}`).join('\n   ')}\n`;
};

function problemsOf(run: () => unknown): readonly InputProblem[] {
  try {
    run();
  } catch (error) {
    if (error instanceof InputError) return error.problems;
    throw error;
  }
  return [];
}

describe('overrides.yaml', () => {
  it('is read as it was recorded', () => {
    const text = recordOverride(one, {
      name: 'o.yaml',
      source: null,
      checklist,
      agencyKey: 'khambong.go.th',
    });
    expect(readText(text)).toEqual({
      checklistId: 'ita-2568',
      agencyKey: 'khambong.go.th',
      overrides: [one],
    });
    expect(text).toContain('schemaVersion: 1');
  });

  const wrong: [string, string, number][] = [
    ['an unknown item', entry({ code: 'O99' }), 3],
    ['an unknown verdict', entry({ verdict: 'ok' }), 4],
    ['a partial score where there is none', entry({ code: 'O1', verdict: 'partial' }), 4],
    ['a day that does not exist', entry({ on: '2025-02-30' }), 6],
    ['a day in Thai order', entry({ on: '15/06/2568' }), 6],
    ['no reason', entry({ reason: '-' }), 3],
    ['no name', entry({ by: '""' }), 5],
    ['a key that is not known', entry({ sha256: sha }), 8],
    ['a hash that is none', entry({ evidenceSha256: 'abc' }), 8],
    ['another checklist', entry().replace('2568', '2567'), 1],
    ['no checklist', entry().replace('checklist: ita-2568\n', ''), 1],
    ['no list', 'checklist: ita-2568\n', 1],
  ];
  it.each(wrong)('is refused for %s, with the line', (_, text, line) => {
    expect(problemsOf(() => readText(text)).map((problem) => problem.line)).toEqual([line]);
  });

  it('is refused where one item is judged twice', () => {
    const text = entry();
    expect(problemsOf(() => readText(text + text.slice(text.indexOf('  -'))))).toHaveLength(1);
  });
});

describe('recording', () => {
  it('puts a judgement in the place of the earlier one and keeps what else is written', () => {
    const source = `# ของเรา\nchecklist: ita-2568\noverrides:\n  # ดูเมื่อวาน\n  - { code: O7, verdict: fail, by: a, on: 2025-01-01, reason: b }\n  - { code: O9, verdict: pass, by: a, on: 2025-01-01, reason: b } # ก\n`;
    const text = recordOverride(one, { name: 'o.yaml', source, checklist, agencyKey: null });
    expect(readText(text).overrides.map(({ code, verdict }) => [code, verdict])).toEqual([
      ['O7', 'pass'],
      ['O9', 'pass'],
    ]);
    for (const kept of ['# ของเรา', '# ดูเมื่อวาน', '# ก']) expect(text).toContain(kept);
  });

  it('goes on with an empty list', () => {
    const source = 'checklist: ita-2568\noverrides: []\n';
    const text = recordOverride(one, { name: 'o.yaml', source, checklist, agencyKey: null });
    expect(readText(text).overrides).toEqual([one]);
  });

  it('does not touch a file with errors, of another checklist or of another agency', () => {
    const options = { name: 'o.yaml', checklist, agencyKey: 'a.go.th' };
    for (const source of [
      'checklist: ita-2567\noverrides: []\n',
      'a: [',
      'checklist: ita-2568\nagency: b.go.th\noverrides: []\n',
    ])
      expect(problemsOf(() => recordOverride(one, { ...options, source }))).toHaveLength(1);
  });

  it('takes names and reasons with any signs as text', () => {
    const odd = { ...one, by: 'no: "x" #1', reason: '- a: [b]\nสองบรรทัด' };
    const text = recordOverride(odd, { name: 'o.yaml', source: null, checklist, agencyKey: null });
    expect(readText(text).overrides).toEqual([odd]);
  });
});
