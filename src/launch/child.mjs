import { spawn } from 'node:child_process';
import { constants } from 'node:os';

/**
 * Exit code of a shell for a process that a signal ended.
 * @param {NodeJS.Signals} signal
 */
function exitCodeOf(signal) {
  return 128 + constants.signals[signal];
}

/**
 * Runs a program in our place: same terminal, same signals, its exit code.
 *
 * Ctrl-C on a terminal reaches the child by itself, so there it is only swallowed here: passing it on as well would
 * look like a second, impatient Ctrl-C. Without a terminal it is passed on. On Windows nothing is passed on,
 * because `child.kill` there ends the process at once and no state would be saved.
 * @param {string} file
 * @param {readonly string[]} args
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {Promise<number>} the exit code, 128 + n when signal n ended it
 * @throws {Error} when the program cannot be started
 */
export async function runInOurPlace(file, args, env = process.env) {
  const child = spawn(file, args, { stdio: 'inherit', env });
  const onTerminal = [process.stdin, process.stdout, process.stderr].some((stream) => stream.isTTY);

  /** @type {Map<NodeJS.Signals, () => void>} */
  const handlers = new Map();
  for (const signal of /** @type {NodeJS.Signals[]} */ (['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGBREAK'])) {
    if (signal === 'SIGBREAK' && process.platform !== 'win32') continue;
    const passOn = process.platform !== 'win32' && !(signal === 'SIGINT' && onTerminal);
    handlers.set(signal, () => {
      if (passOn) child.kill(signal);
    });
  }
  for (const [signal, handler] of handlers) process.on(signal, handler);

  try {
    return await new Promise((resolve, reject) => {
      child.on('error', reject);
      child.on('close', (code, signal) => {
        resolve(signal === null ? (code ?? 1) : exitCodeOf(signal));
      });
    });
  } finally {
    for (const [signal, handler] of handlers) process.off(signal, handler);
  }
}
