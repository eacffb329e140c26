import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { explainInstallFailure } from '../../src/launch/checkout/install-failure.mjs';
import { isInstalled } from '../../src/launch/checkout/install.mjs';
import { chooseCommand, readAddress } from '../../src/launch/checkout/start-command.mjs';
import { findOldNode, makeCheckout, run } from './helpers.ts';

let checkout = makeCheckout({ withPackages: true });
checkout.remove();
beforeAll(() => {
  checkout = makeCheckout({ withPackages: true });
});
afterAll(() => checkout.remove());
const start = () => path.join(checkout.dir, 'src', 'launch', 'start.mjs');

const url = 'https://www.example.go.th';

describe('start.mjs', () => {
  it('shows how to use it, and ends with 2, without arguments and without a terminal', async () => {
    const { code, stdout, stderr } = await run(process.execPath, [start()]);
    expect(code).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toContain('npm start -- https://www.example.go.th');
  });

  it('checks an address, with its options', async () => {
    const { code, stdout } = await run(process.execPath, [start(), url, '--max-pages', '5']);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ argv: ['check', url, '--max-pages', '5'] });
  });

  it.skipIf(findOldNode() === null)('does the same under an old Node', async () => {
    const { code, stdout } = await run(findOldNode() ?? '', [start(), 'demo', '--no-open']);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ argv: ['demo', '--no-open'] });
  });

  it('asks for the address with --ask, twice when it was none, and hands the options on', async () => {
    const input = `not an address\n  "${url}/"  \n`;
    const { code, stdout, stderr } = await run(process.execPath, [start(), '--ask', '--open'], { input });
    expect(stderr).toContain('พิมพ์ที่อยู่เว็บไซต์');
    expect(JSON.parse(stdout)).toMatchObject({ argv: ['check', `${url}/`, '--open'] });
    expect(code).toBe(0);
  });

  it('runs the demo when that is typed', async () => {
    const { stdout } = await run(process.execPath, [start(), '--ask', '--open'], { input: 'demo\n' });
    expect(JSON.parse(stdout)).toMatchObject({ argv: ['demo'] });
  });

  it('ends with 2 when nothing is typed', async () => {
    expect((await run(process.execPath, [start(), '--ask'])).code).toBe(2);
  });

  it('explains an installation that failed and ends with 1', async () => {
    const bare = makeCheckout({ withPackages: false });
    try {
      const { code, stdout, stderr } = await run(
        process.execPath,
        [path.join(bare.dir, 'src', 'launch', 'start.mjs'), 'demo'],
        {
          env: { ...process.env, npm_config_offline: 'true', npm_config_cache: path.join(bare.dir, 'cache') },
        },
      );
      expect(code).toBe(1);
      expect(stdout).toBe('');
      expect(stderr).toContain('ติดตั้งส่วนประกอบไม่สำเร็จ (ENOTCACHED)');
      expect(stderr).toContain('พร็อกซี');
    } finally {
      bare.remove();
    }
  });

  it('installs what is missing, once, with nothing of npm on standard output', async () => {
    const bare = makeCheckout({ withPackages: false });
    try {
      writeJson(path.join(bare.dir, 'tiny', 'package.json'), { name: 'tiny', version: '1.0.0' });
      const dependencies = { tiny: 'file:tiny' };
      writeJson(path.join(bare.dir, 'package.json'), {
        name: 'checkout',
        version: '1.0.0',
        type: 'module',
        dependencies,
      });
      writeJson(path.join(bare.dir, 'package-lock.json'), {
        name: 'checkout',
        version: '1.0.0',
        lockfileVersion: 3,
        packages: {
          '': { name: 'checkout', version: '1.0.0', dependencies },
          'node_modules/tiny': { resolved: 'tiny', link: true },
          tiny: { version: '1.0.0' },
        },
      });
      const launcher = path.join(bare.dir, 'src', 'launch', 'start.mjs');
      const env = { ...process.env, npm_config_offline: 'true' };
      const first = await run(process.execPath, [launcher, url], { env });
      expect(first.stderr).toContain('กำลังติดตั้ง');
      expect(JSON.parse(first.stdout)).toMatchObject({ argv: ['check', url] });
      expect(existsSync(path.join(bare.dir, 'node_modules', 'tiny', 'package.json'))).toBe(true);
      const second = await run(process.execPath, [launcher, url]);
      expect(second).toMatchObject({ code: 0, stderr: '' });
    } finally {
      bare.remove();
    }
  });
});

function writeJson(file: string, value: unknown): void {
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify(value));
}

describe('chooseCommand', () => {
  it('takes commands as they are and anything else for an address', () => {
    expect(chooseCommand(['match', 'text'], true)).toEqual({ kind: 'run', args: ['match', 'text'] });
    expect(chooseCommand(['--version'], false)).toEqual({ kind: 'run', args: ['--version'] });
    expect(chooseCommand([url], false)).toEqual({ kind: 'run', args: ['check', url] });
    expect(chooseCommand(['--max-pages', '5', url], false)).toEqual({
      kind: 'run',
      args: ['check', '--max-pages', '5', url],
    });
  });

  it('asks only where somebody can answer', () => {
    expect(chooseCommand([], true)).toEqual({ kind: 'ask', options: [] });
    expect(chooseCommand([], false)).toEqual({ kind: 'usage' });
  });
});

describe('readAddress', () => {
  it.each([
    ['  https://www.example.go.th/ \r', 'https://www.example.go.th/'],
    ['"www.example.go.th"', 'www.example.go.th'],
    ['\u200bhttps://อบต.ไทย\u202c', 'https://อบต.ไทย'],
    ['<https://www.example.go.th>', 'https://www.example.go.th'],
    ['localhost:8080', 'localhost:8080'],
    ['demo', 'demo'],
    ['', null],
    ['--exhaustive', null],
    ['-x.y', null],
    ['two.words here', null],
    ['khambong', null],
  ])('%j → %j', (typed, expected) => {
    expect(readAddress(typed)).toBe(expected);
  });
});

describe('isInstalled', () => {
  const wanted = {
    '': {},
    'node_modules/a': { version: '1.0.0' },
    'node_modules/b': { version: '2.0.0', dev: true },
    'node_modules/c': { version: '3.0.0', optional: true },
  };

  /** A checkout with these packages installed; `record` is what npm noted, or null. */
  function answer(
    record: Record<string, { version: string }> | null,
    folders: string[],
    withDev: boolean,
  ): boolean {
    const dir = mkdtempSync(path.join(tmpdir(), 'oit-installed-'));
    try {
      writeJson(path.join(dir, 'package-lock.json'), { packages: wanted });
      for (const folder of folders) writeJson(path.join(dir, folder, 'package.json'), {});
      if (record !== null)
        writeJson(path.join(dir, 'node_modules', '.package-lock.json'), { packages: record });
      return isInstalled(dir, { withDev });
    } finally {
      rmSync(dir, { recursive: true, force: true });
    }
  }
  const a = { 'node_modules/a': { version: '1.0.0' } };
  const b = { 'node_modules/b': { version: '2.0.0' } };

  it('asks for development packages only when they are needed, for optional ones never', () => {
    expect(answer(a, ['node_modules/a'], false)).toBe(true);
    expect(answer(a, ['node_modules/a'], true)).toBe(false);
    expect(answer({ ...a, ...b }, ['node_modules/a', 'node_modules/b'], true)).toBe(true);
  });

  it('sees other versions, an interrupted installation and deleted folders', () => {
    expect(answer({ 'node_modules/a': { version: '0.9.0' } }, ['node_modules/a'], false)).toBe(false);
    expect(answer(null, ['node_modules/a'], false)).toBe(false);
    expect(answer(a, [], false)).toBe(false);
  });
});

describe('explainInstallFailure', () => {
  it.each([
    ['npm error code ENOTFOUND', 'พร็อกซี'],
    ['npm ERR! code ECONNREFUSED', 'พร็อกซี'],
    ['npm error code SELF_SIGNED_CERT_IN_CHAIN', 'cafile'],
    ['npm error code ENOSPC', 'พื้นที่ดิสก์ไม่พอ'],
    ['npm error code EPERM', 'เขียนไฟล์'],
    ['npm error code EINTEGRITY', 'npm cache clean'],
    ['npm error code NPM-ENOENT', 'ไม่พบคำสั่ง npm'],
    ['npm warn old\nnpm error code E503\nnpm error 503', 'registry'],
    ['something else', 'ข้อความด้านบน'],
  ])('%j', (output, expected) => {
    expect(explainInstallFailure(output)).toContain(expected);
  });
});
