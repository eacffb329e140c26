import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach } from 'vitest';
import { findPackageRoot } from '../../src/check/package-root.ts';
import { type Result, resultSchema } from '../../src/result/schema.ts';
import { type FixtureSite, type PageSource, serveSite, type SiteOptions } from '../fixtures/site.ts';

export const packageRoot = findPackageRoot(import.meta.dirname);

/** A process that ran to its end. */
export interface Ended {
  code: number | null;
  signal: NodeJS.Signals | null;
  stdout: string;
  stderr: string;
}

export interface RunOptions {
  /** beside the environment of the tests */
  env?: Record<string, string>;
  /** written to standard input, which is then closed */
  input?: string;
  /** the running process, for signals */
  onStart?: (child: ChildProcess) => void;
  /** called with everything on stderr so far */
  onStderr?: (stderr: string, child: ChildProcess) => void;
}

/** The options that make a check of a fixture site quick and the same every day. */
export const quick = ['--delay-ms', '0', '--as-of', '2025-06-15'];

/** A temporary folder to run in, fixture sites and the command line as a process; all cleaned up after each test. */
export function createCliBench(): {
  cwd(): string;
  serve(pages: Record<string, PageSource>, options?: SiteOptions): Promise<FixtureSite>;
  oit(args: readonly string[], options?: RunOptions): Promise<Ended>;
  /** the files of a folder below the temporary one, sorted */
  list(folder: string): Promise<string[]>;
  read(path: string): Promise<string>;
  /** result.json of a folder, held against the published schema */
  result(folder: string): Promise<Result>;
} {
  let folder = '';
  const closers: (() => Promise<void>)[] = [];
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'oit cli ทดสอบ-'));
  });
  afterEach(async () => {
    await Promise.all(closers.splice(0).map((close) => close()));
    await rm(folder, { recursive: true, force: true });
  });
  const read = (path: string): Promise<string> => readFile(join(folder, path), 'utf8');
  return {
    cwd: () => folder,
    read,
    async serve(pages, options) {
      const site = await serveSite(pages, options);
      closers.push(() => site.close());
      return site;
    },
    oit: (args, options = {}) => runOit(args, folder, options),
    list: async (path) => (await readdir(join(folder, path))).toSorted(),
    result: async (path) => resultSchema.parse(JSON.parse(await read(join(path, 'result.json')))),
  };
}

function runOit(args: readonly string[], cwd: string, options: RunOptions): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(packageRoot, 'src', 'launch', 'oit.mjs'), ...args], {
      cwd,
      env: { ...process.env, ...options.env },
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text;
      options.onStderr?.(stderr, child);
    });
    child.on('error', reject);
    child.on('close', (code, signal) => resolve({ code, signal, stdout, stderr }));
    child.stdin.on('error', () => undefined);
    child.stdin.end(options.input ?? '');
    options.onStart?.(child);
  });
}
