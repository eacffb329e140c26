import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { planSchema } from '../../src/plan/schema.ts';
import { buildResult } from '../plan/build.ts';
import { createCliBench } from './support.ts';

const bench = createCliBench();

async function save(name: string, content: unknown): Promise<string> {
  await writeFile(join(bench.cwd(), name), typeof content === 'string' ? content : JSON.stringify(content));
  return name;
}

describe('oit plan', () => {
  it('writes every format beside the result and prints what fixing brings', async () => {
    await save('result.json', buildResult('2025-06-15'));
    await save('earlier.json', buildResult('2025-03-01', { O2: 'fail', O1: 'fail' }));
    await save('scores.csv', 'i1,70\ne1,90,95\n');
    const run = await bench.oit(
      'plan result.json --as-of 2025-06-20 --iit scores.csv --previous earlier.json --target 95 --fix o2,O7'.split(
        ' ',
      ),
    );
    expect(run).toMatchObject({ code: 0, stderr: '' });
    expect(run.stdout).toContain('OIT 95');
    expect(run.stdout).toContain('O2, O7');
    for (const name of ['plan.docx', 'plan.xlsx', 'plan.html', 'plan.json']) {
      expect(await bench.list('.')).toContain(name);
    }
    const plan = planSchema.parse(JSON.parse(await bench.read('plan.json')));
    expect(plan.whatIf?.targets.map(({ target }) => target)).toEqual([95]);
    expect(plan.rows.filter(({ instrument }) => instrument !== 'OIT').map(({ code }) => code)).toEqual([
      'i1',
      'e1',
    ]);
    expect(plan.rows.find(({ code }) => code === 'O1')?.status.suggested).toBe('done');
  });

  it('writes only the formats asked for, into the folder asked for, the same bytes twice', async () => {
    await save('result.json', buildResult('2025-06-15'));
    const args = ['plan', 'result.json', '--as-of', '2025-06-20', '--format', 'docx,json', '--lang', 'en'];
    const [one, two] = await Promise.all([
      bench.oit([...args, '--out', 'a']),
      bench.oit([...args, '--out', 'b']),
    ]);
    expect([one.code, two.code]).toEqual([0, 0]);
    expect(await bench.list('a')).toEqual(['plan.docx', 'plan.json']);
    expect(await bench.read('a/plan.docx')).toBe(await bench.read('b/plan.docx'));
    expect(await bench.read('a/plan.json')).toBe(await bench.read('b/plan.json'));
  });

  it('says in one sentence what cannot be used, with exit code 2', async () => {
    const result = buildResult('2025-06-15');
    await save('result.json', result);
    await save('newer.json', { ...result, schemaVersion: 9 });
    await save('year.json', { ...result, checklist: { ...result.checklist, id: 'ita-2499' } });
    await save('broken.json', 'hello');
    await save('scores.csv', 'O7,70\n');
    await save('file', '');
    const runs = await Promise.all(
      [
        ['newer.json'],
        ['year.json'],
        ['broken.json'],
        ['missing.json'],
        ['result.json', '--iit', 'scores.csv'],
        ['result.json', '--as-of', '2025-06-01'],
        ['result.json', '--format', 'pdf'],
        ['result.json', '--fix', 'O99'],
        ['result.json', '--target', '185'],
        ['result.json', '--out', 'file'],
      ].map((args) => bench.oit(['plan', ...args])),
    );
    for (const { code, stderr, stdout } of runs) {
      expect(code, stderr).toBe(2);
      expect(stdout).toBe('');
      expect(stderr).not.toMatch(/\n {4}at /);
    }
    expect(runs[0]?.stderr).toContain('schemaVersion 9');
    expect(runs[1]?.stderr).toContain('ita-2499');
  });
});
