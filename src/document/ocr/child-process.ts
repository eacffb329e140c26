import { type ChildProcess, fork } from 'node:child_process';
import { Socket } from 'node:net';
import { fileURLToPath } from 'node:url';
import { memoryMark } from '../child-protocol.ts';
import type { ChildReply, ChildRequest } from './child-messages.ts';
import type { OcrAttempt } from './types.ts';

/** A request without its number. */
export type ChildTask = ChildRequest extends infer R
  ? R extends { id: number }
    ? Omit<R, 'id'>
    : never
  : never;

/** A process that recognises pictures and takes pictures out of PDFs, one at a time; started when first asked. */
export interface OcrChild {
  /** An abort kills the process and throws the signal's reason; past its memory it ends itself. */
  ask(task: ChildTask, signal: AbortSignal): Promise<OcrAttempt<ChildReply>>;
  close(): Promise<void>;
}

const maxErrorChars = 4_000;
/** A warm process keeps its language data but its heap only grows: a new one now and then bounds it. */
const requestsPerProcess = 20;

interface Running {
  process: ChildProcess;
  requests: number;
  ended: Promise<void>;
  readErrors: () => string;
}

function startProcess(
  maxMemoryBytes: number,
  environment: Readonly<Record<string, string | undefined>>,
): Running {
  // The published package runs compiled files, a checkout the TypeScript: the child ends as this file does.
  const ownFile = import.meta.url;
  const script = fileURLToPath(new URL(`./child${ownFile.slice(ownFile.lastIndexOf('.'))}`, ownFile));
  const child = fork(script, [String(maxMemoryBytes)], {
    env: { ...environment },
    execArgv: [],
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    serialization: 'advanced',
  });
  let errors = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    if (errors.length < maxErrorChars) errors += chunk.toString('utf8');
  });
  const ended = new Promise<void>((resolve) => {
    child.once('close', () => resolve());
    child.once('error', () => resolve());
  });
  return { process: child, requests: 0, ended, readErrors: () => errors };
}

/** A process that waits for work must not keep ours from ending. */
function setReferenced(child: ChildProcess, isReferenced: boolean): void {
  const pipe = child.stderr instanceof Socket ? child.stderr : null;
  for (const handle of [child, child.channel, pipe]) {
    if (isReferenced) handle?.ref();
    else handle?.unref();
  }
}

/** Makes the child's handle; nothing is started yet. */
export function createOcrChild(
  maxMemoryBytes: number,
  environment: Readonly<Record<string, string | undefined>>,
): OcrChild {
  let running: Running | null = null;
  let turn: Promise<unknown> = Promise.resolve();

  const stop = async (): Promise<void> => {
    const stopping = running;
    running = null;
    if (stopping === null) return;
    setReferenced(stopping.process, true);
    stopping.process.kill('SIGKILL');
    await stopping.ended;
  };

  const askNow = async (task: ChildTask, signal: AbortSignal): Promise<OcrAttempt<ChildReply>> => {
    signal.throwIfAborted();
    if (running !== null && running.requests >= requestsPerProcess) await stop();
    running ??= startProcess(maxMemoryBytes, environment);
    const { process: child, ended, readErrors } = running;
    running.requests += 1;
    const id = running.requests;
    setReferenced(child, true);
    let take: ((reply: ChildReply) => void) | undefined;
    let onAbort: (() => void) | undefined;
    try {
      const answer = await Promise.race([
        new Promise<ChildReply>((resolve) => {
          take = (reply) => {
            if (reply.id === id) resolve(reply);
          };
          child.on('message', take);
          child.send({ ...task, id } satisfies ChildRequest, (error) => {
            if (error !== null) child.kill('SIGKILL');
          });
        }),
        ended.then(() => 'ended' as const),
        new Promise<'aborted'>((resolve) => {
          onAbort = () => resolve('aborted');
          signal.addEventListener('abort', onAbort, { once: true });
        }),
      ]);
      if (typeof answer === 'object') {
        return answer.type === 'failed'
          ? { ok: false, problem: 'unreadable', detail: answer.detail }
          : { ok: true, value: answer };
      }
      await stop();
      signal.throwIfAborted();
      return readErrors().includes(memoryMark)
        ? { ok: false, problem: 'took-too-much-memory', detail: `${maxMemoryBytes} bytes` }
        : { ok: false, problem: 'unreadable', detail: readErrors().trim().split('\n').at(-1) ?? '' };
    } finally {
      setReferenced(child, false);
      if (take !== undefined) child.off('message', take);
      if (onAbort !== undefined) signal.removeEventListener('abort', onAbort);
    }
  };

  return {
    async ask(task, signal) {
      const mine = turn.then(() => askNow(task, signal));
      turn = mine.catch(() => {});
      return await mine;
    },
    close: stop,
  };
}
