import { spawn } from 'node:child_process';
import { UnreadableDocument } from '../archive/unreadable.ts';

/** Limits of one run of a program. */
export interface RunLimits {
  timeoutMs: number;
  maxMemoryBytes: number;
  maxOutputBytes: number;
}

/** What a program wrote; `isCut` when it wrote more than was kept. */
export interface LimitedRun {
  exitCode: number;
  stdout: string;
  stderr: string;
  isCut: boolean;
}

const maxErrorBytes = 8_192;

/**
 * Runs a program with `input` on its standard input, under `prlimit` (address space and CPU time) where a path to
 * it is given. Raises `UnreadableDocument` where it ran out of time or memory or could not be started.
 */
export async function runLimited(
  command: string,
  args: readonly string[],
  input: Uint8Array,
  prlimit: string | null,
  limits: RunLimits,
): Promise<LimitedRun> {
  const cpuSeconds = Math.ceil(limits.timeoutMs / 1000);
  const [program, all] =
    prlimit === null
      ? [command, [...args]]
      : [
          prlimit,
          [`--as=${limits.maxMemoryBytes}`, `--cpu=${cpuSeconds}`, '--core=0', '--', command, ...args],
        ];
  return new Promise<LimitedRun>((resolve, reject) => {
    const child = spawn(program, all, { stdio: ['pipe', 'pipe', 'pipe'], windowsHide: true });
    const out: Buffer[] = [];
    const errors: Buffer[] = [];
    let outBytes = 0;
    let errorBytes = 0;
    let isCut = false;
    let isLate = false;
    const timer = setTimeout(() => {
      isLate = true;
      child.kill('SIGKILL');
    }, limits.timeoutMs);
    child.stdout.on('data', (chunk: Buffer) => {
      const room = limits.maxOutputBytes - outBytes;
      outBytes += chunk.length;
      if (room > 0) out.push(chunk.subarray(0, room));
      if (chunk.length <= room || isCut) return;
      isCut = true;
      child.kill('SIGKILL');
    });
    child.stderr.on('data', (chunk: Buffer) => {
      if (errorBytes < maxErrorBytes) errors.push(chunk.subarray(0, maxErrorBytes - errorBytes));
      errorBytes += chunk.length;
    });
    // a program that ends before it has read everything closes the pipe: its exit code tells why
    child.stdin.on('error', () => undefined);
    child.on('error', (error) => {
      clearTimeout(timer);
      reject(new UnreadableDocument('unsupported', `${command}: ${error.message}`));
    });
    child.on('close', (exitCode, signalName) => {
      clearTimeout(timer);
      const stderr = Buffer.concat(errors).toString('utf8');
      const failure = isCut ? null : explainEnd(exitCode, signalName, isLate, stderr, limits);
      if (failure !== null) return reject(failure);
      const stdout = Buffer.concat(out).toString('utf8');
      resolve({ exitCode: exitCode ?? 0, stdout, stderr, isCut });
    });
    child.stdin.end(input);
  });
}

function explainEnd(
  exitCode: number | null,
  signalName: NodeJS.Signals | null,
  isLate: boolean,
  stderr: string,
  limits: RunLimits,
): UnreadableDocument | null {
  if (isLate || signalName === 'SIGXCPU' || signalName === 'SIGKILL') {
    return new UnreadableDocument('took-too-long', `stopped after ${limits.timeoutMs} ms`);
  }
  // poppler aborts or exits with these words where malloc fails
  if (signalName === 'SIGABRT' || /out of memory|bad_alloc|cannot allocate/i.test(stderr)) {
    return new UnreadableDocument('took-too-much-memory', `more than ${limits.maxMemoryBytes} bytes`);
  }
  if (signalName !== null) return new UnreadableDocument('damaged', `the reader ended with ${signalName}`);
  return exitCode === null ? new UnreadableDocument('damaged', 'the reader ended without a code') : null;
}
