import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { residentBytesOf } from '../children.ts';

/** How one process, with all that it started, went. */
export interface Measured {
  exitCode: number | null;
  isTimedOut: boolean;
  wallMs: number;
  /** processor time of all of them: unlike the clock's it hardly grows with what else runs */
  cpuMs: number;
  /** the most resident memory that they held together */
  peakBytes: number;
  stdout: string;
  /** its last part */
  stderr: string;
}

export interface MeasureRequest {
  command: readonly [string, ...string[]];
  env: Readonly<Record<string, string>>;
  folder: string;
  timeoutMs: number;
}

const sampleMs = 50;
const keptChars = 4_000;
/** USER_HZ of Linux on the machines that we know. */
const tickMs = 10;
/** A bench that is stopped leaves no crawler behind. */
const endings = ['SIGINT', 'SIGTERM'] as const;

/** Runs one process to its end, or kills it with its children past its time. Linux only: reads /proc. */
export async function measureProcess(request: MeasureRequest): Promise<Measured> {
  const [program, ...args] = request.command;
  const cpuBefore = endedChildrenCpuMs();
  const startedMs = performance.now();
  const child = spawn(program, args, {
    cwd: request.folder,
    env: { ...process.env, ...request.env },
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  let peakBytes = 0;
  let isTimedOut = false;
  child.stdout.on('data', (data: Buffer) => {
    stdout = (stdout + data.toString()).slice(-keptChars);
  });
  child.stderr.on('data', (data: Buffer) => {
    stderr = (stderr + data.toString()).slice(-keptChars);
  });
  const { pid } = child;
  const sampler = setInterval(() => {
    if (pid !== undefined) peakBytes = Math.max(peakBytes, residentBytesOf(pid) ?? 0);
  }, sampleMs);
  const kill = (): void => {
    // Its whole group: some of them start helpers.
    if (pid !== undefined) process.kill(-pid, 'SIGKILL');
  };
  const killer = setTimeout(() => {
    isTimedOut = true;
    kill();
  }, request.timeoutMs);
  const giveUp = (): void => {
    kill();
    process.exit(1);
  };
  for (const end of endings) process.once(end, giveUp);
  try {
    const exitCode = await new Promise<number | null>((resolve, reject) => {
      child.once('error', reject);
      child.once('close', resolve);
    });
    const wallMs = performance.now() - startedMs;
    return {
      exitCode,
      isTimedOut,
      wallMs,
      cpuMs: endedChildrenCpuMs() - cpuBefore,
      peakBytes,
      stdout,
      stderr,
    };
  } finally {
    clearInterval(sampler);
    clearTimeout(killer);
    for (const end of endings) process.off(end, giveUp);
  }
}

/** Processor time of the children of this process that ended, theirs included: proc(5), cutime and cstime. */
function endedChildrenCpuMs(): number {
  const stat = readFileSync('/proc/self/stat', 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[13]) + Number(fields[14])) * tickMs;
}
