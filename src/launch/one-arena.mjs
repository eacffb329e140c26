/**
 * An environment in which glibc shares one heap among a program's threads; read when a program starts (mallopt(3), M_ARENA_MAX).
 * Node's threads compile, compress and hash in turns, and of the heap that glibc makes for each of them it gives little
 * back: a tenth of what a crawl of 10,000 pages takes (docs/performance.md).
 */
export const oneArena = Object.freeze({ MALLOC_ARENA_MAX: '1' });

/**
 * What {@link restartWithOneArena} looks at and does: `process`.
 * @typedef {object} OwnProcess
 * @property {string} platform
 * @property {NodeJS.ProcessEnv} env
 * @property {string} execPath
 * @property {readonly string[]} execArgv
 * @property {readonly string[]} argv
 * @property {unknown} [send] there when a channel to the parent is open
 * @property {(file: string, args: readonly string[], env: NodeJS.ProcessEnv) => void} [execve] not on Windows
 */

/**
 * Starts the program anew in its own place, same process and same terminal, with {@link oneArena}: a running program cannot ask for
 * that any more, and to start again costs 30 ms. Returns where it was asked for already or cannot be: on other systems than
 * Linux, and where a parent holds a channel, which would not outlive it.
 * @param {OwnProcess} [own]
 */
export function restartWithOneArena(own = process) {
  const { platform, env, execPath, execArgv, argv, execve } = own;
  if (platform !== 'linux' || env.MALLOC_ARENA_MAX !== undefined || own.send !== undefined) return;
  execve?.call(own, execPath, [execPath, ...execArgv, ...argv.slice(1)], { ...env, ...oneArena });
}
