import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { installIfNeeded } from './checkout/install.mjs';
import { findChromium, provideSystemTools } from './checkout/system-tools.mjs';
import { runInOurPlace } from './child.mjs';
import { explainMissingRuntime, findRuntime } from './runtime.mjs';

/**
 * @param {string} first folder that is to be searched first
 * @returns {NodeJS.ProcessEnv}
 */
function putFirstOnPath(first) {
  // A copy of process.env is case-sensitive, and Windows spells it "Path".
  const name = Object.keys(process.env).find((key) => key.toUpperCase() === 'PATH') ?? 'PATH';
  return { ...process.env, [name]: `${first}${path.delimiter}${process.env[name] ?? ''}` };
}

/**
 * @param {readonly string[]} args for vitest
 * @returns {Promise<number>} vitest's exit code
 */
async function runTests(args) {
  const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..', '..');
  if (!(await installIfNeeded(root, { withDev: true, runtimeMissing: findRuntime(root) === null }))) return 1;
  const runtime = findRuntime(root);
  if (runtime === null) {
    process.stderr.write(`${explainMissingRuntime()}\n`);
    return 2;
  }
  provideSystemTools();
  const env = putFirstOnPath(path.dirname(runtime));
  const chromium = findChromium();
  if (chromium !== null) env['OIT_TEST_CHROMIUM'] ??= chromium;
  const vitest = path.join(root, 'node_modules', 'vitest', 'vitest.mjs');
  return runInOurPlace(runtime, [vitest, 'run', '--root', root, ...args], env);
}

process.exitCode = await runTests(process.argv.slice(2));
