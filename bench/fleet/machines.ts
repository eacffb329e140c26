import { type ChildProcess, spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startPostgres, startRedis } from '../../test/fleet/remote/servers.ts';

/** `oit worker` on as many machines, all of which are this one, with the servers that they share. */
export interface Machines {
  environment: Record<string, string>;
  pids(): number[];
  /** ends one at once, with all below it, as when its power goes, and starts another */
  killOne(): void;
  close(): Promise<void>;
}

export async function startMachines(
  root: string,
  folder: string,
  count: number,
  jobs: number,
): Promise<Machines> {
  const [redis, postgres] = [await startRedis(), await startPostgres()];
  const environment = { OIT_QUEUE: redis.address, OIT_RESULTS: postgres.address };
  const running: ChildProcess[] = [];
  const start = (): void => {
    const args = ['worker', '--quiet', '--processes', '1', '--jobs', `${Math.ceil(jobs / count)}`];
    const child = spawn(
      process.execPath,
      [join(root, 'src', 'launch', 'oit.mjs'), ...args, '--lease-seconds', '20', '--scratch', folder],
      { env: { ...process.env, ...environment }, stdio: ['ignore', 'ignore', 'inherit'] },
    );
    running.push(child);
  };
  for (let at = 0; at < count; at++) start();
  return {
    environment,
    pids: () =>
      running.flatMap(({ pid, exitCode, signalCode }) =>
        pid === undefined || exitCode !== null || signalCode !== null ? [] : [pid],
      ),
    killOne() {
      const child = running.shift();
      if (child?.pid === undefined) return;
      for (const pid of [child.pid, ...listBelow(child.pid)]) kill(pid);
      start();
    },
    async close() {
      await Promise.all(
        running.map(async (child) => {
          const gone = new Promise((resolve) => child.once('close', resolve));
          child.kill('SIGTERM');
          await gone;
        }),
      );
      await redis.close();
      await postgres.close();
    },
  };
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It went with its parent.
  }
}

function listBelow(root: number): number[] {
  const parents = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name): [number, number][] => {
      try {
        const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
        return [[Number(name), Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1])]];
      } catch {
        return [];
      }
    });
  const below = new Set([root]);
  for (let before = 0; before < below.size; ) {
    before = below.size;
    for (const [pid, parent] of parents) if (below.has(parent)) below.add(pid);
  }
  below.delete(root);
  return [...below];
}
