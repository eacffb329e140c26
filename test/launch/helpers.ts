import { spawn, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..', '..');

/** How a program that ran to its end answered. */
export type Ended = { code: number | null; signal: NodeJS.Signals | null; stdout: string; stderr: string };

/** What a test may do to a program while it runs. */
export type Program = {
  kill: (signal: NodeJS.Signals) => void;
  write: (text: string) => void;
  closeInput: () => void;
};

export type RunOptions = {
  cwd?: string;
  env?: NodeJS.ProcessEnv;
  /** Written to its standard input, which is then closed. */
  input?: string;
  /** Called with everything printed so far, each time something is printed. */
  onOutput?: (stdout: string, program: Program) => void;
  /** Leaves standard input open, for `onOutput` to write to. */
  keepInputOpen?: boolean;
};

/** Runs a program without blocking this process, so that a server of the test can answer it. */
export function run(file: string, args: readonly string[], options: RunOptions = {}): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, {
      cwd: options.cwd,
      env: options.env ?? process.env,
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
      options.onOutput?.(stdout, {
        kill: (signal) => child.kill(signal),
        write: (written) => child.stdin.write(written),
        closeInput: () => child.stdin.end(),
      });
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text;
    });
    child.on('error', reject);
    child.on('close', (code, signal) => resolve({ code, signal, stdout, stderr }));
    // The program may end before it reads anything.
    child.stdin.on('error', () => {});
    if (options.keepInputOpen !== true) child.stdin.end(options.input ?? '');
  });
}

/** A Node on the PATH that is too old for the program; null where there is none. */
export function findOldNode(): string | null {
  for (const dir of (process.env['PATH'] ?? '').split(path.delimiter)) {
    const file = path.join(dir, process.platform === 'win32' ? 'node.exe' : 'node');
    const { status, stdout } = spawnSync(file, ['--version'], { encoding: 'utf8' });
    if (status === 0 && Number(stdout.slice(1).split('.')[0]) < 24) return file;
  }
  return null;
}

/** A command line that stands in for the real one: it tells how it was called. */
const fixtureMain = `
export async function main(argv: string[]): Promise<number> {
  if (argv[0] === 'exit') return Number(argv[1]);
  if (argv[0] === 'import') await import(String(argv[1]));
  if (argv[0] === 'throw') throw new Error('thrown by the command');
  if (argv[0] === 'wait') {
    let interrupts = 0;
    process.on('SIGINT', () => { interrupts += 1; });
    const end = Date.now() + 20_000;
    console.log('ready');
    while (interrupts === 0 && Date.now() < end) await new Promise((go) => setTimeout(go, 20));
    // A second one that follows at once is to be seen too.
    await new Promise((go) => setTimeout(go, 400));
    console.log('interrupts: ' + interrupts);
    return 130;
  }
  const { MALLOC_ARENA_MAX: arenas = null } = process.env;
  console.log(JSON.stringify({ argv, major: Number(process.versions.node.split('.')[0]), arenas }));
  return 0;
}
`;

export type CheckoutOptions = {
  /** Whether the packages of this checkout are to be found there. */
  withPackages: boolean;
  /** A name with blanks and Thai letters, as user folders have. */
  name?: string;
};

/** A copy of the launchers above a stand-in command line, in a temporary folder; `remove` deletes it. */
export function makeCheckout(options: CheckoutOptions): { dir: string; remove: () => void } {
  const base = mkdtempSync(path.join(tmpdir(), 'oit-launch-'));
  const dir = path.join(base, options.name ?? 'โฟลเดอร์ ทดสอบ');
  mkdirSync(path.join(dir, 'src', 'cli'), { recursive: true });
  cpSync(path.join(root, 'src', 'launch'), path.join(dir, 'src', 'launch'), { recursive: true });
  cpSync(path.join(root, 'package.json'), path.join(dir, 'package.json'));
  cpSync(path.join(root, 'package-lock.json'), path.join(dir, 'package-lock.json'));
  writeFileSync(path.join(dir, 'src', 'cli', 'main.ts'), fixtureMain);
  if (options.withPackages) {
    symlinkSync(path.join(root, 'node_modules'), path.join(dir, 'node_modules'), 'junction');
  }
  return { dir, remove: () => rmSync(base, { recursive: true, force: true }) };
}
