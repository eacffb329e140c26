import { randomUUID } from 'node:crypto';
import { availableParallelism, hostname, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Command } from 'commander';
import {
  exitCodes,
  createForker,
  readSharedNetworks,
  readVersion,
  realClock,
  runRemoteWorker,
  writeAgencyEnd,
} from '../index.ts';
import { numberOption } from './option-kinds.ts';
import { workerScript } from './batch-settings.ts';
import type { CliContext } from './context.ts';
import { hideServers, openServers, readServers, type TypedServers } from './remote-servers.ts';
import { UsageError } from './usage-error.ts';

/** Options of `oit worker` as typed. */
export interface TypedWorkerOptions extends TypedServers {
  jobs: number;
  processes?: number;
  scratch?: string;
  leaseSeconds: number;
  quiet?: boolean;
}

export function addWorkerOptions(command: Command): Command {
  return command
    .option('--queue <redis://…|env>', 'where the jobs are kept', 'env')
    .option('--results <postgres://…>', 'where results are kept (default: the variable OIT_RESULTS)')
    .addOption(numberOption('--jobs <n>', 'agencies at once', 1, 500, 8))
    .addOption(
      numberOption('--processes <n>', 'processes that check them (default: one per core)', 1, 64, undefined),
    )
    .addOption(
      numberOption(
        '--lease-seconds <n>',
        'silent for so long, its agencies are given to others',
        2,
        3_600,
        60,
        false,
      ),
    )
    .option('--scratch <dir>', 'folder for what is being checked (default: the temporary one)')
    .option('--quiet', 'no progress on stderr');
}

/** `oit worker`: works until it is stopped; returns the exit code. */
export async function runWorkerCommand(typed: TypedWorkerOptions, context: CliContext): Promise<number> {
  const addresses = readServers(typed, process.env);
  if (addresses === null)
    throw new UsageError(
      '--queue embedded ไม่ต้องใช้ oit worker: oit batch ตรวจเองบนเครื่องนี้ · needs no worker: oit batch checks on this machine by itself.',
    );
  const servers = await openServers(addresses);
  const say = (text: string): void => {
    if (typed.quiet !== true) context.stderr(`${text}\n`);
  };
  const name = `${hostname()}-${process.pid}-${randomUUID().slice(0, 4)}`;
  try {
    await runRemoteWorker(
      {
        name,
        toolVersion: await readVersion(context.root),
        root: context.root,
        jobs: typed.jobs,
        processes: typed.processes ?? availableParallelism(),
        folder: join(
          typed.scratch === undefined ? tmpdir() : resolve(context.cwd, typed.scratch),
          `oit-${name}`,
        ),
        leaseMs: typed.leaseSeconds * 1_000,
      },
      {
        clock: realClock,
        redis: servers.redis,
        results: servers.results,
        isShared: await readSharedNetworks(context.root),
        openWorker: createForker(workerScript(), hideServers({ ...process.env, UV_THREADPOOL_SIZE: '16' })),
        newToken: randomUUID,
        signal: context.signal,
        onAgency: (line) => say(writeAgencyEnd(line, 'th')),
        onBatch: (batch, is) => say(batchLine(batch.id, is)),
      },
    );
    return context.signal.aborted ? exitCodes.interrupted : exitCodes.done;
  } finally {
    await servers.close();
  }
}

function batchLine(id: string, is: 'begun' | 'left' | 'other-version'): string {
  switch (is) {
    case 'begun':
      return `เริ่มงาน ${id} · working on ${id}`;
    case 'left':
      return `พักงาน ${id} · nothing to do in ${id}`;
    case 'other-version':
      return `ข้ามงาน ${id} ที่สั่งจากโปรแกรมรุ่นอื่น โปรดใช้รุ่นเดียวกัน · passing over ${id}, which another version asked for: use the same one.`;
    default: {
      const unknown: never = is;
      return unknown;
    }
  }
}
