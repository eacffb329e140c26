import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { buildResult, draftMany, writeBatch } from './build.ts';

const program = fileURLToPath(new URL('../../src/launch/oit.mjs', import.meta.url));

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'oit-compare-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

interface Ended {
  code: number;
  stdout: string;
  stderr: string;
}

const compare = (...words: string[]): Promise<Ended> =>
  new Promise((done) => {
    execFile(process.execPath, [program, 'compare', ...words], { cwd: folder }, (error, stdout, stderr) => {
      done({ code: typeof error?.code === 'number' ? error.code : 0, stdout, stderr });
    });
  });

describe('oit compare', () => {
  it('writes the comparison into a batch’s folder, and against an earlier one', async () => {
    await writeBatch(join(folder, 'now'), draftMany(8));
    await writeBatch(join(folder, 'before'), draftMany(7));
    const { code, stdout } = await compare('now', '--with', 'before', '--share', 'agency-0002.go.th');
    expect(code).toBe(0);
    expect(stdout).toContain('8 หน่วยงาน');
    expect(stdout).toContain('เพิ่ม 1');
    for (const name of [
      'site/index.html',
      'compare.xlsx',
      'compare-agencies.csv',
      'compare-changes.csv',
      'compare.json',
      'share/agency-0002.go.th.html',
    ])
      expect(existsSync(join(folder, 'now', name)), name).toBe(true);
  });

  it('holds two runs of one agency against each other, whichever is named first', async () => {
    const older = buildResult({ key: 'a.go.th', items: { O7: ['fail', 'not-found'] } });
    const newer = buildResult({ key: 'a.go.th' });
    await writeFile(join(folder, 'older.json'), JSON.stringify(older));
    await writeFile(
      join(folder, 'newer.json'),
      JSON.stringify({ ...newer, run: { ...newer.run, asOf: '2025-07-01' } }),
    );
    const { code, stdout } = await compare('newer.json', 'older.json', '--lang', 'en');
    expect(code).toBe(0);
    expect(stdout).toContain('O7 0 Not likely to score yet → O7 1 Likely to score');
    expect(stdout).toContain('27 items are unchanged');
    expect(existsSync(join(folder, 'compare-runs.html'))).toBe(false);
    const written = await compare('older.json', 'newer.json', '--out', 'out');
    expect(written.code).toBe(0);
    for (const name of ['compare-runs.html', 'compare-runs.xlsx', 'compare-runs.csv', 'compare-runs.json'])
      expect(existsSync(join(folder, 'out', name)), name).toBe(true);
    expect(await readFile(join(folder, 'out', 'compare-runs.html'), 'utf8')).toContain('ไม่ใช่ผลประเมิน');
  });

  it('puts results of several agencies side by side', async () => {
    for (const key of ['a.go.th', 'b.go.th'])
      await writeFile(join(folder, `${key}.json`), JSON.stringify(buildResult({ key })));
    const { code, stdout } = await compare('a.go.th.json', 'b.go.th.json', '--format', 'json');
    expect(code).toBe(0);
    expect(stdout.trim().split('\n').at(-1)).toBe(join('reports', 'compare', 'compare.json'));
  });

  it.each([
    ['a folder with nothing in it', ['.']],
    ['one result', ['one.json']],
    ['a file that is not there', ['one.json', 'none.json']],
    ['an unknown format', ['.', '--format', 'pdf']],
  ])('refuses %s with one clear sentence', async (_what, words) => {
    if (words.includes('one.json'))
      await writeFile(join(folder, 'one.json'), JSON.stringify(buildResult({ key: 'a.go.th' })));
    const { code, stdout, stderr } = await compare(...words);
    expect(code).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).not.toContain('    at ');
  });
});
