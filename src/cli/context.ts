import { getCompileCacheDir } from 'node:module';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type DerivedFiles, findPackageRoot, openProgramDerived } from '../index.ts';

/** What a command needs from the process; tests drive the process itself. */
export interface CliContext {
  /** the package's folder: checklists and the demo's site lie there */
  root: string;
  /** where what is made of the package's data files is kept from command to command */
  openDerived: () => Promise<DerivedFiles>;
  cwd: string;
  stdout: (text: string) => void;
  stderr: (text: string) => void;
  isTerminal: boolean;
  /** progress may be redrawn in place */
  isProgressTerminal: boolean;
  columns: number;
  useColour: boolean;
  /** aborted by the first Ctrl-C or SIGTERM */
  signal: AbortSignal;
}

/** Reads the surroundings of this process, once. */
export function readContext(signal: AbortSignal): CliContext {
  const isTerminal = process.stdout.isTTY;
  return {
    root: findPackageRoot(dirname(fileURLToPath(import.meta.url))),
    openDerived: () => openProgramDerived(getCompileCacheDir()),
    cwd: process.cwd(),
    stdout: (text) => process.stdout.write(text),
    stderr: (text) => process.stderr.write(text),
    isTerminal,
    isProgressTerminal: process.stderr.isTTY,
    columns: process.stdout.columns || 100,
    useColour: isTerminal && process.env['NO_COLOR'] === undefined,
    signal,
  };
}

/** Today in Thailand, as an ISO day: fiscal years and due dates are Thai. */
export function todayInBangkok(nowMs: number): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Bangkok' }).format(nowMs);
}
