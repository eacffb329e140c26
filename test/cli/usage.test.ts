import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createCliBench, packageRoot } from './support.ts';

const bench = createCliBench();
const address = 'http://127.0.0.1:9/';

const wrong: [why: string, args: string[], says: RegExp][] = [
  ['no address', ['check'], /โปรดระบุที่อยู่เว็บไซต์.*name one site: its address/],
  ['no address at all', ['check', 'ไม่ใช่เว็บ'], /not a web address/],
  ['a word', ['check', 'khambong'], /not a web address/],
  ['blanks', ['check', 'http://a b.go.th/'], /not a web address/],
  ['an empty address', ['check', ''], /not a web address/],
  ['ftp', ['check', 'ftp://a.go.th/'], /only http and https .* not ftp/],
  ['a file', ['check', 'file:///etc/passwd'], /only http and https .* not file/],
  [
    'an unknown item',
    ['check', address, '--items', 'O1,O99'],
    /--items: O99 is not an item of ita-2568 \(O1–O28\)/,
  ],
  ['no item', ['check', address, '--items', ','], /--items names no item/],
  ['a date that is none', ['check', address, '--as-of', '2025-02-30'], /--as-of "2025-02-30" is not a day/],
  ['a date in Thai order', ['check', address, '--as-of', '15/06/2568'], /YYYY-MM-DD/],
  ['an unknown type', ['check', address, '--agency-type', 'club'], /--agency-type "club" is none of: sao,/],
  ['an unknown format', ['check', address, '--format', 'html,docx'], /--format "docx" is none of: /],
  ['an unknown language', ['check', address, '--lang', 'fr'], /--lang "fr" is none of: th, en/],
  [
    'a number that is none',
    ['check', address, '--max-pages', 'many'],
    /--max-pages "many": a whole number from 1/,
  ],
  ['half a page', ['check', address, '--max-pages', '2.5'], /--max-pages "2\.5": a whole number/],
  ['a number below', ['check', address, '--max-pages', '0'], /from 1 to 100000/],
  [
    'a score over 100',
    ['check', address, '--fail-under', '101'],
    /--fail-under "101": a number from 0 to 100/,
  ],
  ['a declaration without address', ['check', address, '--declared', 'O7'], /write it as CODE=URL/],
  [
    'a declaration of no item',
    ['check', address, '--declared', 'O77=https://a.go.th/x'],
    /--declared: O77 is not an item/,
  ],
  ['a declaration of a file', ['check', address, '--declared', 'O7=file:///x'], /write it as CODE=URL/],
  ['an unknown option', ['check', address, '--max-page', '3'], /unknown option '--max-page'/],
  ['an unknown command', ['chekc', address], /unknown command 'chekc'/],
  ['an unknown checklist', ['check', address, '--checklist', 'ita-2590'], /ita-2590/],
  ['a wrong --resolve', ['check', address, '--resolve', 'nonsense'], /resolve/i],
  ['a wrong range', ['check', address, '--allow-address', '999.1.1.1/8'], /999\.1\.1\.1/],
  ['no snapshot named', ['assess'], /missing required argument 'snapshot'/],
  ['no snapshot folder', ['assess', 'nowhere'], /nowhere.*manifest\.json cannot be read \(ENOENT\)/],
  ['nothing to match', ['match'], /missing required argument 'text'/],
  [
    'an item that is not on the list',
    ['checklist', 'show', '--item', 'O99'],
    /--item: O99 is not an item of ita-2568/,
  ],
];

describe('wrong usage: exit code 2, one clear sentence, nothing on stdout, no stack, no files', () => {
  it.each(wrong)('%s', async (_, args, says) => {
    const { code, stdout, stderr } = await bench.oit(args);
    expect(code, stderr).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toMatch(says);
    expect(stderr).not.toMatch(/^ {4}at /m);
    expect(stderr.trim().split('\n').length, stderr).toBeLessThanOrEqual(2);
    expect(await bench.list('.')).toEqual([]);
  });

  it('a folder that is no snapshot', async () => {
    await mkdir(join(bench.cwd(), 'folder'));
    await writeFile(join(bench.cwd(), 'folder', 'manifest.json'), '{"name":"web app"}');
    const { code, stderr } = await bench.oit(['assess', 'folder']);
    expect(code).toBe(2);
    expect(stderr).toMatch(/manifest\.json/);
    expect(stderr.trim().split('\n')).toHaveLength(1);
  });

  it('an --out that is a file', async () => {
    await writeFile(join(bench.cwd(), 'taken'), 'mine');
    const { code, stderr } = await bench.oit(['check', address, '--out', 'taken', '--quiet']);
    expect(code, stderr).toBe(2);
    expect(stderr).toMatch(/taken.*--out/);
    expect(await bench.read('taken')).toBe('mine');
  });

  it('an --out whose snapshot folder is somebody else’s: nothing is deleted', async () => {
    await mkdir(join(bench.cwd(), 'mine', 'snapshot'), { recursive: true });
    await writeFile(join(bench.cwd(), 'mine', 'snapshot', 'photo.jpg'), 'a picture');
    const { code, stdout, stderr } = await bench.oit(['check', address, '--out', 'mine', '--quiet']);
    expect(code, stderr).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toMatch(/snapshot.*was not written by oit-checker and is not deleted/);
    expect(await bench.read('mine/snapshot/photo.jpg')).toBe('a picture');
    expect(await bench.list('mine')).toEqual(['snapshot']);
  });

  it('a broken checklist, with file, line and column of every error', async () => {
    const good = await readFile(join(packageRoot, 'checklists', 'ita-2568.yaml'), 'utf8');
    const lines = good.split('\n');
    const at = lines.findIndex((line) => /^\s*-?\s*subIndicator:/.test(line));
    expect(at).toBeGreaterThan(0);
    lines[at] = (lines[at] ?? '').replace(/subIndicator:.*/, 'subIndicator: [1]');
    await writeFile(join(bench.cwd(), 'broken.yaml'), lines.join('\n'));
    for (const args of [
      ['checklist', 'validate', 'broken.yaml'],
      ['check', address, '--checklist', 'broken.yaml'],
    ]) {
      const { code, stderr } = await bench.oit(args);
      expect(code, stderr).toBe(2);
      expect(stderr).toMatch(new RegExp(`broken\\.yaml:${at + 1}:\\d+`));
    }
    await writeFile(join(bench.cwd(), 'torn.yaml'), 'items:\n  - code: "O1\n');
    const torn = await bench.oit(['checklist', 'validate', 'torn.yaml']);
    expect(torn.code).toBe(2);
    expect(torn.stderr).toMatch(/torn\.yaml:\d+:\d+/);
  });
});
