import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createCliBench, packageRoot } from './support.ts';

const bench = createCliBench();

const matchLine = z.strictObject({
  text: z.string(),
  code: z.string().nullable(),
  probability: z.number().min(0).max(1),
  candidates: z.array(z.strictObject({ code: z.string(), probability: z.number().min(0).max(1) })),
});

function parseLines(stdout: string): z.infer<typeof matchLine>[] {
  return stdout
    .trimEnd()
    .split('\n')
    .map((line) => matchLine.parse(JSON.parse(line)));
}

describe('oit match', () => {
  it('prints one JSON object a line, in the order given', async () => {
    const texts = ['โครงสร้างหน่วยงาน', 'สวัสดีปีใหม่', 'การประเมินความเสี่ยงการทุจริต ประจำปี 2568'];
    const { code, stdout, stderr } = await bench.oit(['match', '--json', ...texts]);
    expect([code, stderr]).toEqual([0, '']);
    const lines = parseLines(stdout);
    expect(lines.map(({ text }) => text)).toEqual(texts);
    expect(lines.map((line) => line.code)).toEqual(['O1', null, 'O23']);
    expect(lines[0]?.candidates[0]).toEqual({ code: 'O1', probability: lines[0]?.probability });
  });

  it('reads lines from standard input, a byte order mark and Windows line ends too', async () => {
    const input = '\uFEFFโครงสร้างหน่วยงาน\r\n\r\nE-Service\r\n';
    const { code, stdout } = await bench.oit(['match', '--json', '-'], { input });
    expect(code).toBe(0);
    expect(parseLines(stdout).map(({ text }) => text)).toEqual(['โครงสร้างหน่วยงาน', 'E-Service']);
  });

  it('says what is missing when nothing comes in', async () => {
    const { code, stdout, stderr } = await bench.oit(['match', '-'], { input: '\n' });
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(/no text was given/);
  });

  it('prints words for people without --json, and no control characters', async () => {
    const { stdout } = await bench.oit(['match', 'โครงสร้าง\u001B[31mหน่วยงาน\u202E']);
    expect(stdout).toMatch(/^O1 /);
    expect(stdout).not.toMatch(/[\u001B\u202E]/);
  });
});

describe('oit checklist', () => {
  it('finds the bundled checklists sound', async () => {
    const { code, stdout, stderr } = await bench.oit(['checklist', 'validate']);
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/ita-2568\.yaml: ok, 28 items/);
  });

  it('shows a checklist and one item of it', async () => {
    const all = await bench.oit(['checklist', 'show']);
    expect(all.code).toBe(0);
    for (let at = 1; at <= 28; at++) expect(all.stdout).toMatch(new RegExp(`\\bO${at}\\b`));
    const one = await bench.oit(['checklist', 'show', 'ita-2568', '--item', 'o7']);
    expect(one.code).toBe(0);
    expect(one.stdout).toMatch(/\bO7\b/);
    expect(one.stdout).not.toMatch(/\bO8\b/);
    expect(one.stdout.length).toBeLessThan(all.stdout.length);
  });
});

describe('oit doctor', () => {
  it('says what the machine has', async () => {
    const { code, stdout, stderr } = await bench.oit(['doctor']);
    expect([code, stderr]).toEqual([0, '']);
    for (const name of ['Node.js', 'oit-checker', 'disk', 'browser', 'network'])
      expect(stdout).toContain(`${name}: `);
    expect(stdout).toContain(process.versions.node);
    expect(stdout).toContain('ita-2568, 28');
    expect(await bench.list('.')).toEqual([]);
  });
});

describe('oit', () => {
  it('prints its version and help on stdout', async () => {
    const manifest: unknown = JSON.parse(await readFile(join(packageRoot, 'package.json'), 'utf8'));
    const version = await bench.oit(['--version']);
    expect(version).toMatchObject({ code: 0, stderr: '' });
    expect(version.stdout.trim()).toBe((manifest as { version: string }).version);
    const help = await bench.oit(['check', '--help']);
    expect(help).toMatchObject({ code: 0, stderr: '' });
    expect(help.stdout).toContain('--own-site');
  });

  it('shows what there is when called alone: wrong usage, on stderr', async () => {
    const { code, stdout, stderr } = await bench.oit([]);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain('check');
  });
});

describe('oit demo', () => {
  it('checks the sample agency into the folder named', async () => {
    const { code, stdout, stderr } = await bench.oit([
      'demo',
      '--no-open',
      '--out',
      'demo',
      '--format',
      'html,csv',
    ]);
    expect(code, stderr).toBe(0);
    expect(await bench.list('demo')).toEqual(['items.csv', 'report.html', 'result.json', 'snapshot']);
    const result = await bench.result('demo');
    expect(result.run.asOf).toBe('2025-06-15');
    expect(result.items).toHaveLength(28);
    expect(result.score?.expected).toBeGreaterThan(0);
    expect(stdout).toContain('report.html');
    expect(stdout).not.toMatch(/ปีงบประมาณ \d+ แต่รายงานนี้ใช้เกณฑ์ปี/);
  });
});
