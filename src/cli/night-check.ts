import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { type Clock, exitCodes } from '../index.ts';
import type { CliContext } from './context.ts';

/** Time to save before a check that is stopped is ended. */
const graceMs = 30_000;

/**
 * Runs `oit check` as a process of its own: what ends it, memory included, does not end the schedule, and its clock is right
 * after the machine has slept.
 *
 * @param deadlineMs on `clock`; a check that still runs then is stopped and goes on another night
 * @returns its exit code; 6 when the deadline ended it
 */
export async function runCheckProcess(
  args: readonly string[],
  deadlineMs: number,
  clock: Clock,
  context: CliContext,
): Promise<number> {
  const script = fileURLToPath(new URL('../launch/oit.mjs', import.meta.url));
  const child = spawn(process.execPath, [script, 'check', ...args], {
    cwd: context.cwd,
    // The channel tells it when we are gone; a group of its own, since Ctrl-C is ours to hand on, once.
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    detached: process.platform !== 'win32',
    windowsHide: true,
  });
  child.stdout?.setEncoding('utf8').on('data', context.stdout);
  child.stderr?.setEncoding('utf8').on('data', context.stderr);
  let isLate = false;
  let ending: NodeJS.Timeout | null = null;
  const stop = (): void => {
    if (child.connected) child.disconnect();
    ending ??= setTimeout(() => child.kill('SIGKILL'), graceMs);
  };
  const watch = setInterval(() => {
    if (isLate || clock.nowMs() < deadlineMs) return;
    isLate = true;
    stop();
  }, 1_000);
  context.signal.addEventListener('abort', stop, { once: true });
  if (context.signal.aborted) stop();
  try {
    const code = await new Promise<number | null>((settle, reject) => {
      child.on('error', reject);
      child.on('close', settle);
    });
    if (context.signal.aborted) return exitCodes.interrupted;
    if (isLate) return exitCodes.outOfSpaceOrTime;
    return code ?? exitCodes.unexpected;
  } finally {
    clearInterval(watch);
    if (ending !== null) clearTimeout(ending);
    context.signal.removeEventListener('abort', stop);
  }
}
