import { describe, expect, it } from 'vitest';
import { restartWithOneArena } from '../../src/launch/one-arena.mjs';

interface Started {
  file: string;
  args: readonly string[];
  env: NodeJS.ProcessEnv;
}

function restart(own: { platform?: string; env?: NodeJS.ProcessEnv; send?: unknown }): Started[] {
  const started: Started[] = [];
  restartWithOneArena({
    platform: 'linux',
    env: { HOME: '/home/a' },
    execPath: '/bin/node',
    execArgv: ['--no-warnings'],
    argv: ['/bin/node', '/oit.mjs', 'check', 'https://ไทย.example/?a=1 2'],
    execve: (file, args, env) => started.push({ file, args, env }),
    ...own,
  });
  return started;
}

describe('a start with one heap for all threads', () => {
  it('keeps arguments, options of Node and environment', () => {
    expect(restart({})).toEqual([
      {
        file: '/bin/node',
        args: ['/bin/node', '--no-warnings', '/oit.mjs', 'check', 'https://ไทย.example/?a=1 2'],
        env: { HOME: '/home/a', MALLOC_ARENA_MAX: '1' },
      },
    ]);
  });

  it.each([
    ['was asked for already', { env: { MALLOC_ARENA_MAX: '2' } }],
    ['would cut the channel to the parent', { send: () => true }],
    ['is of no use on another system', { platform: 'win32' }],
  ])('is not made where it %s', (_why, own) => {
    expect(restart(own)).toEqual([]);
  });
});
