import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { findStoreFolder } from '../../src/cli/store-folder.ts';

const cwd = resolve('/somewhere');
beforeEach(() => {
  vi.stubEnv('OIT_STORE', '');
  vi.stubEnv('XDG_DATA_HOME', '');
});
afterEach(() => {
  vi.unstubAllEnvs();
});

it('what was typed comes before the environment, and --no-store before both', () => {
  vi.stubEnv('OIT_STORE', 'from-env');
  expect(findStoreFolder(undefined, cwd)).toBe(join(cwd, 'from-env'));
  expect(findStoreFolder('typed', cwd)).toBe(join(cwd, 'typed'));
  expect(findStoreFolder(false, cwd)).toBeNull();
});

it.runIf(process.platform === 'linux')("without either it is the user's data folder", () => {
  expect(findStoreFolder(undefined, cwd)).toBe(join(homedir(), '.local', 'share', 'oit-checker'));
  vi.stubEnv('XDG_DATA_HOME', '/data/of/me');
  expect(findStoreFolder(undefined, cwd)).toBe('/data/of/me/oit-checker');
  vi.stubEnv('XDG_DATA_HOME', 'relative');
  expect(findStoreFolder(undefined, cwd)).toBe(join(homedir(), '.local', 'share', 'oit-checker'));
});
