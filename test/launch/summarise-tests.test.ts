import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { root, run, type Ended } from './helpers.ts';

type Result = { fullName: string; status: string; failureMessages?: string[] };
type File = { status: string; message?: string; assertionResults: Result[] };

async function summarise(files: File[], ...options: string[]): Promise<Ended> {
  const dir = mkdtempSync(path.join(tmpdir(), 'oit-summary-'));
  const tests = files.flatMap((file) => file.assertionResults);
  const count = (status: string) => tests.filter((test) => test.status === status).length;
  try {
    const file = path.join(dir, 'tests.json');
    const testResults = files.map((result) => ({ name: 'a.test.ts', ...result }));
    writeFileSync(
      file,
      JSON.stringify({
        numPassedTests: count('passed'),
        numFailedTests: count('failed'),
        success: files.every((result) => result.status === 'passed'),
        testResults,
      }),
    );
    const script = path.join(root, 'src', 'launch', 'checkout', 'summarise-tests.mjs');
    return await run(process.execPath, [script, ...options, file]);
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

const passed = { fullName: 'a', status: 'passed' };
const failed = { fullName: 'b', status: 'failed' };
const skipped = { fullName: 'c', status: 'skipped' };

describe('summarise-tests.mjs', () => {
  it('prints the line that ends a run', async () => {
    const { code, stdout } = await summarise([{ status: 'passed', assertionResults: [passed, passed] }]);
    expect({ code, stdout }).toEqual({ code: 0, stdout: '2 passed, 0 failed\n' });
  });

  it('counts a file that could not be loaded as a failure', async () => {
    const { code, stdout } = await summarise([
      { status: 'passed', assertionResults: [passed] },
      { status: 'failed', assertionResults: [] },
      { status: 'failed', assertionResults: [failed] },
    ]);
    const said = 'failed: the file (a.test.ts)\n  \nfailed: b (a.test.ts)\n  \n1 passed, 2 failed\n';
    expect({ code, stdout }).toEqual({ code: 1, stdout: said });
  });

  it('ends with what failed, and what that said', async () => {
    const { stdout } = await summarise([
      { status: 'failed', message: 'no such module', assertionResults: [] },
      { status: 'failed', assertionResults: [passed, { ...failed, failureMessages: ['1 is not 2\nat b'] }] },
    ]);
    expect(stdout).toBe(
      'failed: the file (a.test.ts)\n  no such module\nfailed: b (a.test.ts)\n  1 is not 2\n  at b\n1 passed, 2 failed\n',
    );
  });

  it('names the tests that did not run', async () => {
    const files = [
      { status: 'passed', assertionResults: [passed, skipped, { fullName: 'd', status: 'todo' }] },
    ];
    const { code, stdout } = await summarise(files, '--refuse-skips');
    expect(code).toBe(1);
    expect(stdout).toBe('skipped: c (a.test.ts)\ntodo: d (a.test.ts)\n');
  });

  it('does not take a run without tests or without results for a good one', async () => {
    expect((await summarise([])).code).toBe(1);
    const script = path.join(root, 'src', 'launch', 'checkout', 'summarise-tests.mjs');
    expect((await run(process.execPath, [script, path.join(root, 'no-such-file.json')])).code).toBe(1);
  });
});
