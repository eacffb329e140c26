import { readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import type { Clock } from '../fetch/types.ts';

/** Held by the process that writes a run; let go when it is done. */
export interface RunLock {
  release(): Promise<void>;
}

const lockSchema = z.object({ pid: z.int(), host: z.string() });

const lockName = 'run.lock';
const beatMs = 10_000;
/** A lock that was not touched for this long belongs to nobody: its machine is off, or its process number was given away. */
const staleMs = 60_000;

/**
 * Takes the lock of a run's folder.
 *
 * @returns null when another live process holds it
 * @throws what the disk throws
 */
export async function takeRunLock(folder: string, nowMs: () => number): Promise<RunLock | null> {
  const path = join(folder, lockName);
  if (await isRunHeld(folder, nowMs())) return null;
  await rm(path, { force: true });
  try {
    await writeFile(path, `${JSON.stringify({ pid: process.pid, host: hostname() })}\n`, { flag: 'wx' });
  } catch (error) {
    // Somebody was quicker.
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return null;
    throw error;
  }
  const beat = setInterval(() => {
    const seconds = nowMs() / 1000;
    utimes(path, seconds, seconds).catch(() => undefined);
  }, beatMs);
  beat.unref();
  return {
    async release() {
      clearInterval(beat);
      await rm(path, { force: true });
    },
  };
}

/** Whether a live process is writing the run in this folder. */
export async function isRunHeld(folder: string, nowMs: number): Promise<boolean> {
  const path = join(folder, lockName);
  try {
    const lock = lockSchema.parse(JSON.parse(await readFile(path, 'utf8')));
    const { mtimeMs: touchedMs } = await stat(path);
    if (nowMs - touchedMs > staleMs) return false;
    return lock.host !== hostname() || isAlive(lock.pid);
  } catch {
    return false;
  }
}

/** How often a held folder is looked at again. */
const lookMs = 250;

/**
 * Waits until no live process writes the run in this folder, at most until its lock would be taken for nobody's. Whoever was killed may
 * leave a process that has not noticed yet.
 */
export async function untilRunFree(
  folder: string,
  clock: Pick<Clock, 'nowMs' | 'sleep'>,
  signal: AbortSignal,
): Promise<void> {
  const endMs = clock.nowMs() + staleMs;
  while (!signal.aborted && clock.nowMs() < endMs && (await isRunHeld(folder, clock.nowMs())))
    await clock.sleep(lookMs, signal);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
