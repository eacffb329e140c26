import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** The checkout's folder. */
export const root = fileURLToPath(new URL('../../', import.meta.url));

/** What `oit <words> --help` says of itself. */
export interface Help {
  text: string;
  /** flags with what they take: `--out <dir>` */
  options: string[];
  /** sub-commands without `help` */
  commands: string[];
}

/** Runs the program itself, as a reader of the docs would. */
export async function readHelp(...words: string[]): Promise<Help> {
  const { stdout } = await run(process.execPath, [`${root}src/launch/oit.mjs`, ...words, '--help'], {
    env: { ...process.env, NO_COLOR: '1' },
  });
  const [, listed = ''] = stdout.split('\nCommands:\n');
  const names = [...listed.matchAll(/^ {2}(\w+)/gm)].map((match) => match[1] ?? '');
  const options = [...stdout.matchAll(/^ {2}(?:-\w, )?(--[\w-]+(?: <[^>]+>)?)/gm)].map(
    (match) => match[1] ?? '',
  );
  return {
    text: stdout,
    options: options.filter((option) => option !== '--help'),
    commands: names.filter((name) => name !== 'help'),
  };
}
