import { spawn } from 'node:child_process';

/** Limits under which a program of the machine runs; its time is the signal's affair. */
export interface ToolLimits {
  maxMemoryBytes: number;
  maxOutputBytes: number;
}

/** How a program ended. `stdout` is cut at `maxOutputBytes`. */
export interface ToolRun {
  started: boolean;
  exitCode: number | null;
  signalName: string | null;
  stdout: string;
  stderr: string;
}

const maxErrorChars = 4_000;

/**
 * Runs a program to its end, under `prlimit` where `prlimitPath` is given (address space). An abort kills it
 * and throws the signal's reason.
 */
export async function runTool(
  command: string,
  args: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
  limits: ToolLimits,
  prlimitPath: string | null,
  signal: AbortSignal,
): Promise<ToolRun> {
  signal.throwIfAborted();
  const [program, programArgs] =
    prlimitPath === null
      ? [command, [...args]]
      : [prlimitPath, [`--as=${limits.maxMemoryBytes}`, '--core=0', '--', command, ...args]];
  const run = await new Promise<ToolRun>((resolve) => {
    const child = spawn(program, programArgs, {
      env: { ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
      windowsHide: true,
    });
    const chunks: Buffer[] = [];
    let bytes = 0;
    let stderr = '';
    let started = true;
    const kill = (): void => {
      child.kill('SIGKILL');
    };
    signal.addEventListener('abort', kill, { once: true });
    const finish = (exitCode: number | null, signalName: string | null): void => {
      signal.removeEventListener('abort', kill);
      resolve({ started, exitCode, signalName, stdout: Buffer.concat(chunks).toString('utf8'), stderr });
    };
    child.stdout.on('data', (chunk: Buffer) => {
      if (bytes < limits.maxOutputBytes) chunks.push(chunk.subarray(0, limits.maxOutputBytes - bytes));
      bytes += chunk.length;
    });
    child.stderr.on('data', (chunk: Buffer) => {
      if (stderr.length < maxErrorChars) stderr += chunk.toString('utf8');
    });
    child.on('error', (error) => {
      if (child.pid !== undefined) return;
      started = false;
      stderr = error.message;
      finish(null, null);
    });
    child.on('close', finish);
  });
  signal.throwIfAborted();
  return run;
}

/** The last line that a program said of its failure, for people. */
export function lastWords(run: ToolRun): string {
  const line = run.stderr.trim().split('\n').at(-1)?.trim() ?? '';
  return line === '' ? `exit code ${run.exitCode ?? run.signalName ?? 'unknown'}` : line.slice(0, 200);
}
