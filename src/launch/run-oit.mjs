import { existsSync } from 'node:fs';
import module from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { runInOurPlace } from './child.mjs';
import { oneArena } from './one-arena.mjs';
import { describeThisMachine, explainMissingRuntime, findRuntime } from './runtime.mjs';

/** @param {unknown} error */
function isPackageMissing(error) {
  return (
    error instanceof Error &&
    'code' in error &&
    error.code === 'ERR_MODULE_NOT_FOUND' &&
    error.message.startsWith('Cannot find package')
  );
}

/**
 * Runs one `oit` command: in this process when its Node is new enough, else in a child under one that is.
 * @param {readonly string[]} args the command line after the program's name
 * @returns {Promise<number>} exit code: the command's, or 2 with an explanation on stderr when no Node fits,
 *   or 1 when packages are missing
 */
export async function runOit(args) {
  const machine = describeThisMachine();
  const here = path.dirname(fileURLToPath(import.meta.url));
  const runtime = findRuntime(here, machine);
  if (runtime === null) {
    process.stderr.write(`${explainMissingRuntime(machine)}\n`);
    return 2;
  }
  if (runtime !== machine.execPath) {
    return runInOurPlace(runtime, [path.join(here, 'oit.mjs'), ...args], {
      ...oneArena,
      ...process.env,
    });
  }

  // Half of what a short command takes is compiling; kept in the temporary folder, by Node version and user. Named in the
  // environment, so that the processes of a batch have it as well.
  process.env['NODE_COMPILE_CACHE'] ??= path.join(tmpdir(), 'node-compile-cache');
  module.enableCompileCache();
  // The checkout runs the TypeScript itself; the published package holds the compiled file only.
  const source = new URL('../cli/main.ts', import.meta.url);
  const main = existsSync(source) ? source : new URL('../cli/main.js', import.meta.url);
  try {
    /** @type {{ main: (argv: string[]) => Promise<number> }} */
    const cli = await import(main.href);
    return await cli.main([...args]);
  } catch (error) {
    if (!isPackageMissing(error)) throw error;
    process.stderr.write(
      `โปรแกรมยังติดตั้งไม่ครบ ให้สั่ง npm install ในโฟลเดอร์ของโปรแกรม แล้วลองใหม่\n` +
        `The installation is incomplete: run "npm install" in the program's folder and try again.\n` +
        `${/** @type {Error} */ (error).message}\n`,
    );
    return 1;
  }
}
