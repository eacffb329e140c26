import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import type { DocumentFacts, DocumentProblem } from '../snapshot/document-facts.ts';
import type { ContentKind } from '../snapshot/schema.ts';
import { memoryMark } from './child-protocol.ts';
import type { ReadAnswer, ReadRequest } from './child-protocol.ts';

/** What came of one reading. */
export type ChildOutcome =
  | { ok: true; facts: DocumentFacts }
  | { ok: false; problem: DocumentProblem; detail: string; kind: ContentKind | null };

/** Limits that are kept from outside the reading process. */
export interface ChildLimits {
  timeoutMs: number;
  maxMemoryBytes: number;
}

/** A process that reads one document after another. After a failure it is gone: `isUsable` is false. */
export interface ReadingChild {
  isUsable(): boolean;
  read(request: ReadRequest, signal: AbortSignal): Promise<ChildOutcome>;
  close(): Promise<void>;
}

const maxErrorChars = 16_384;
/** The heap's share of the memory: buffers and the runtime itself take the rest. */
const heapShare = 0.6;
/**
 * A second wall outside the process, for the moments that the watchdog sleeps through: V8 sets half of this aside
 * for the code of each of the two threads before anything is read.
 */
const outerExtraBytes = 1024 * 1024 * 1024;

/** Starts a reading process. `prlimit` is the path of that program or null: a second wall where there is one. */
export function startReadingChild(limits: ChildLimits, prlimit: string | null): ReadingChild {
  const ownFile = import.meta.url;
  const script = fileURLToPath(new URL(`./child${ownFile.slice(ownFile.lastIndexOf('.'))}`, ownFile));
  const heapMegabytes = Math.max(64, Math.floor((limits.maxMemoryBytes * heapShare) / 1_048_576));
  const args = [
    process.execPath,
    `--max-old-space-size=${heapMegabytes}`,
    '--no-warnings',
    script,
    String(limits.maxMemoryBytes),
  ];
  const dataBytes = limits.maxMemoryBytes + outerExtraBytes;
  const [program = process.execPath, ...rest] =
    prlimit === null ? args : [prlimit, `--data=${dataBytes}`, '--core=0', '--', ...args];
  const child = spawn(program, rest, {
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    // a group of its own, so that the programs it has started die with it
    detached: process.platform !== 'win32',
    windowsHide: true,
  });
  return watchChild(child, limits);
}

function watchChild(child: ChildProcess, limits: ChildLimits): ReadingChild {
  let errors = '';
  let isGone = false;
  const ended = new Promise<string>((resolve) => {
    child.on('error', (error) => {
      isGone = true;
      resolve(error.message);
    });
    child.on('close', (exitCode, signalName) => {
      isGone = true;
      resolve(signalName ?? `exit code ${exitCode}`);
    });
  });
  child.stderr?.on('data', (chunk: Buffer) => {
    errors = (errors + chunk.toString('utf8')).slice(-maxErrorChars);
  });
  setReferenced(child, false);

  async function read(request: ReadRequest, signal: AbortSignal): Promise<ChildOutcome> {
    signal.throwIfAborted();
    if (isGone) return { ok: false, problem: 'damaged', detail: 'the reading process was gone', kind: null };
    setReferenced(child, true);
    let kind: ContentKind | null = null;
    const limitsLeft = AbortSignal.any([signal, AbortSignal.timeout(limits.timeoutMs)]);
    const outcome = await new Promise<ChildOutcome>((resolve) => {
      const onMessage = (message: unknown): void => {
        const answer = message as ReadAnswer;
        if (answer.id !== request.id) return;
        if ('kind' in answer) {
          kind = answer.kind;
          return;
        }
        finish(
          'facts' in answer
            ? { ok: true, facts: answer.facts }
            : { ok: false, ...explainError(answer.error), kind },
        );
      };
      const onLate = (): void => {
        finish({ ok: false, problem: 'took-too-long', detail: `stopped after ${limits.timeoutMs} ms`, kind });
      };
      const finish = (result: ChildOutcome): void => {
        child.off('message', onMessage);
        limitsLeft.removeEventListener('abort', onLate);
        resolve(result);
      };
      child.on('message', onMessage);
      limitsLeft.addEventListener('abort', onLate, { once: true });
      void ended.then((end) => finish({ ok: false, ...explainEnd(end, errors, limits), kind }));
      // a process that is gone says so through `ended`
      child.send(request, () => undefined);
    });
    if (!outcome.ok) await close();
    signal.throwIfAborted();
    if (!isGone) setReferenced(child, false);
    return outcome;
  }

  async function close(): Promise<void> {
    if (isGone) return;
    setReferenced(child, true);
    killGroup(child);
    await ended;
  }

  return { isUsable: () => !isGone, read, close };
}

/** A process that waits for its next document must not keep ours alive. */
function setReferenced(child: ChildProcess, isReferenced: boolean): void {
  const handles: unknown[] = [child, child.channel, child.stderr];
  for (const handle of handles) {
    const counted = handle as { ref?: () => void; unref?: () => void } | null | undefined;
    if (isReferenced) counted?.ref?.();
    else counted?.unref?.();
  }
}

function killGroup(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    if (process.platform === 'win32') child.kill('SIGKILL');
    else process.kill(-child.pid, 'SIGKILL');
  } catch {
    // gone by itself in the meantime
  }
}

function explainEnd(
  end: string,
  errors: string,
  limits: ChildLimits,
): { problem: DocumentProblem; detail: string } {
  // V8's own words before it aborts, and malloc's where the outer wall was hit
  const isMemory =
    errors.includes(memoryMark) || /heap out of memory|process out of memory|bad_alloc/i.test(errors);
  return isMemory
    ? { problem: 'took-too-much-memory', detail: `more than ${limits.maxMemoryBytes} bytes` }
    : { problem: 'damaged', detail: `the reading process ended: ${end}` };
}

function explainError(error: string): { problem: DocumentProblem; detail: string } {
  const isMemory =
    /allocation failed|invalid array(?: buffer)? length|invalid string length|out of memory/i.test(error);
  return { problem: isMemory ? 'took-too-much-memory' : 'damaged', detail: error.slice(0, 300) };
}
