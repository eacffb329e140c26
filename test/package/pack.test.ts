import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { findNpm } from '../../src/launch/checkout/install.mjs';
import { resultSchema } from '../../src/result/schema.ts';
import { findOldNode, root, run } from '../launch/helpers.ts';

/**
 * Packs a copy of the checkout and unpacks it as npm would have installed it, beside the production packages of
 * package-lock.json and no others: a package that is only among the development ones is missed here. Nothing
 * asks a registry, so this holds offline.
 */
let base = '';
let installed = '';
let servers: Server[] = [];

type Lock = { packages: Record<string, { dev?: boolean; link?: boolean }> };
const manifest = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as {
  version: string;
  bin: { oit: string };
};
const oit = () => path.join(installed, manifest.bin.oit);

function linkProductionPackages(target: string): void {
  const lock = JSON.parse(readFileSync(path.join(root, 'package-lock.json'), 'utf8')) as Lock;
  for (const [folder, entry] of Object.entries(lock.packages)) {
    const name = folder.replace(/^node_modules\//, '');
    // Packages below another package come along with it.
    if (folder === '' || entry.dev === true || name.includes('node_modules/')) continue;
    const from = path.join(root, folder);
    if (!existsSync(from)) continue;
    mkdirSync(path.dirname(path.join(target, name)), { recursive: true });
    symlinkSync(from, path.join(target, name), 'junction');
  }
}

beforeAll(async () => {
  base = mkdtempSync(path.join(tmpdir(), 'oit-pack-'));
  const copy = path.join(base, 'checkout');
  mkdirSync(copy);
  for (const name of readdirSync(root)) {
    if (['node_modules', '.git', 'dist', 'schemas', 'reports', 'test', 'coverage'].includes(name)) continue;
    cpSync(path.join(root, name), path.join(copy, name), { recursive: true });
  }
  symlinkSync(path.join(root, 'node_modules'), path.join(copy, 'node_modules'), 'junction');

  const npm = findNpm();
  const packed = await run(npm.file, [...npm.args, 'pack', '--offline', '--pack-destination', base], {
    cwd: copy,
  });
  expect(packed.code, packed.stderr + packed.stdout).toBe(0);
  const tarball = readdirSync(base).find((name) => name.endsWith('.tgz')) ?? '';

  const packages = path.join(base, 'user', 'node_modules');
  mkdirSync(packages, { recursive: true });
  writeFileSync(path.join(base, 'user', 'package.json'), '{ "type": "module" }');
  linkProductionPackages(packages);
  const unpacked = await run('tar', ['-xzf', path.join(base, tarball), '-C', packages]);
  expect(unpacked.code, unpacked.stderr).toBe(0);
  installed = path.join(packages, 'oit-checker');
  cpSync(path.join(packages, 'package'), installed, { recursive: true });
  rmSync(path.join(packages, 'package'), { recursive: true });
}, 240_000);

afterAll(() => rmSync(base, { recursive: true, force: true }));
afterEach(async () => {
  await Promise.all(servers.map((server) => new Promise((closed) => server.close(closed))));
  servers = [];
});

const user = () => path.join(base, 'user');
const runOit = (...args: string[]) => run(process.execPath, [oit(), ...args], { cwd: user() });

/** Serves these pages on a free port of 127.0.0.1; anything else is 404. */
async function serve(pages: Record<string, string>): Promise<string> {
  const server = createServer((request, response) => {
    const body = pages[request.url ?? ''];
    response.writeHead(body === undefined ? 404 : 200, { 'content-type': 'text/html; charset=utf-8' });
    response.end(body ?? 'ไม่พบหน้า');
  });
  servers.push(server);
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

function page(title: string, body: string): string {
  return `<!doctype html><html lang="th"><head><title>${title}</title></head><body><h1>${title}</h1>${body}</body></html>`;
}

describe('the package as published', () => {
  it('holds what runs and what it needs, and nothing of the checkout alone', () => {
    for (const name of [
      'LICENSE',
      'NOTICE',
      'README.md',
      'dist/index.js',
      'dist/index.d.ts',
      'dist/cli/main.js',
    ]) {
      expect(existsSync(path.join(installed, name)), name).toBe(true);
    }
    expect(
      readdirSync(path.join(installed, 'checklists')).some((name) => /^ita-\d{4}\.yaml$/.test(name)),
    ).toBe(true);
    expect(readdirSync(path.join(installed, 'schemas')).some((name) => name.endsWith('.json'))).toBe(true);
    const everything = readdirSync(installed, { recursive: true, encoding: 'utf8' });
    const strays = everything.filter(
      (name) =>
        /\.test\.|(?<!\.d)\.ts$|launch[\\/](?:start|test|checkout)\b/.test(name) && !name.includes('site'),
    );
    expect(strays).toEqual([]);
  });

  it('has a command that npm can make executable', () => {
    expect(readFileSync(oit(), 'utf8')).toMatch(/^#!\/usr\/bin\/env node\n/);
  });

  it('tells its version', async () => {
    const { code, stdout } = await runOit('--version');
    expect(code).toBe(0);
    expect(stdout.trim()).toBe(manifest.version);
  });

  it.skipIf(findOldNode() === null)('tells it under an old Node too', async () => {
    const { code, stdout } = await run(findOldNode() ?? '', [oit(), '--version'], { cwd: user() });
    expect(code).toBe(0);
    expect(stdout.trim()).toBe(manifest.version);
  });

  it('can be imported as a library', async () => {
    const { code, stderr } = await run(process.execPath, ['--eval', "await import('oit-checker')"], {
      cwd: user(),
    });
    expect(code, stderr).toBe(0);
  });

  it('finds its checklists', async () => {
    const { code, stderr } = await runOit('checklist', 'validate');
    expect(code, stderr).toBe(0);
  });

  it('ends with 2 on an unknown command or option', async () => {
    expect((await runOit('no-such-command')).code).toBe(2);
    expect((await runOit('match', '--no-such-option', 'ข้อความ')).code).toBe(2);
  });

  it('matches a title to its item, one line of JSON each', async () => {
    const { code, stdout } = await runOit('match', '--json', 'นโยบายคุ้มครองข้อมูลส่วนบุคคล');
    expect(code).toBe(0);
    expect(stdout.trim().split('\n')).toHaveLength(1);
    const line = JSON.parse(stdout) as { text: string; probability: number; candidates: { code: string }[] };
    expect(line.text).toBe('นโยบายคุ้มครองข้อมูลส่วนบุคคล');
    expect(line.probability).toBeGreaterThanOrEqual(0);
    expect(line.probability).toBeLessThanOrEqual(1);
    expect(line.candidates.length).toBeGreaterThan(0);
  });

  it('checks a small site and writes the reports', async () => {
    const url = await serve({
      '/': page(
        'องค์การบริหารส่วนตำบลตัวอย่าง',
        '<nav><a href="/contact">ข้อมูลการติดต่อ</a> <a href="/structure">โครงสร้างหน่วยงาน</a></nav>',
      ),
      '/contact': page('ข้อมูลการติดต่อ', '<p>ที่อยู่ 99 หมู่ 1 ตำบลตัวอย่าง โทรศัพท์ 0 2000 0000</p>'),
      '/structure': page('โครงสร้างหน่วยงาน', '<ul><li>สำนักปลัด</li><li>กองคลัง</li><li>กองช่าง</li></ul>'),
    });
    const out = path.join(base, 'reports of one run');
    const args = ['check', url, '--out', out, '--own-site', '--delay-ms', '0'];
    const { code, stderr } = await runOit(...args);
    expect([0, 4], stderr).toContain(code);
    const result = resultSchema.parse(JSON.parse(readFileSync(path.join(out, 'result.json'), 'utf8')));
    expect(result.items.map((item) => item.code)).toEqual(
      Array.from({ length: 28 }, (_, index) => `O${index + 1}`),
    );
    expect(result.run.pagesFetched).toBeGreaterThanOrEqual(3);
    const html = readFileSync(path.join(out, 'report.html'), 'utf8');
    expect(html).toContain('lang="th"');
    expect(html).toContain('ไม่ใช่ผลประเมินของสำนักงาน ป.ป.ช.');
  });

  it('ends with 5 when the site does not answer', async () => {
    const url = await serve({});
    await Promise.all(servers.map((server) => new Promise((closed) => server.close(closed))));
    servers = [];
    const args = ['check', url, '--out', path.join(base, 'dead'), '--own-site'];
    expect((await runOit(...args)).code).toBe(5);
  });
});
