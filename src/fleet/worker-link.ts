import { fork } from 'node:child_process';
import type { FromWorker, ToWorker } from './protocol.ts';

/** A worker as the batch sees it. */
export interface WorkerLink {
  send(message: ToWorker): void;
  /** ends it at once, whatever it does */
  kill(): void;
}

export interface WorkerEvents {
  onMessage: (message: FromWorker) => void;
  /** it is gone; how, in words for the log */
  onExit: (how: string) => void;
}

export type OpenWorker = (events: WorkerEvents) => WorkerLink;

/** The heap of one worker; what runs there is then at fault, and not the machine. */
const defaultHeapMegabytes = 1_536;

/**
 * Workers as processes of their own: a page that stands still or eats all memory takes one of them down and not the
 * batch.
 *
 * @param script the module that serves as a worker
 * @param environment of the new process
 */
export function createForker(
  script: string,
  environment: NodeJS.ProcessEnv,
  heapMegabytes: number = defaultHeapMegabytes,
): OpenWorker {
  return ({ onMessage, onExit }) => {
    const child = fork(script, [], {
      env: environment,
      execArgv: [`--max-old-space-size=${heapMegabytes}`, '--no-warnings'],
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    let errors = '';
    let isGone = false;
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      errors = (errors + text).slice(-4_000);
    });
    const end = (how: string): void => {
      if (isGone) return;
      isGone = true;
      onExit(how);
    };
    child.on('message', (message) => {
      if (!isGone) onMessage(message as FromWorker);
    });
    child.on('error', (error) => end(error.message));
    child.on('close', (code, signal) => {
      const isMemory = /heap out of memory|process out of memory/i.test(errors);
      const tail = errors.trim().split('\n').slice(0, 3).join(' ').slice(0, 300);
      end(isMemory ? 'out of memory' : `${signal ?? `exit code ${code}`}${tail === '' ? '' : `: ${tail}`}`);
    });
    return {
      // A worker that is gone says so through `close`.
      send: (message) => void (child.connected && child.send(message, () => undefined)),
      kill: () => void child.kill('SIGKILL'),
    };
  };
}
