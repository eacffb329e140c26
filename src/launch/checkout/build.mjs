import { rmSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { runInOurPlace } from '../child.mjs';
import { explainMissingRuntime, findRuntime } from '../runtime.mjs';

/** @returns {Promise<number>} exit code of the first step that failed, else 0 */
async function build() {
  const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..', '..', '..');
  const runtime = findRuntime(root);
  if (runtime === null) {
    process.stderr.write(`${explainMissingRuntime()}\n`);
    return 2;
  }
  rmSync(path.join(root, 'dist'), { recursive: true, force: true });
  const tsc = path.join(root, 'node_modules', 'typescript', 'bin', 'tsc');
  const compiled = await runInOurPlace(runtime, [tsc, '-p', path.join(root, 'tsconfig.build.json')]);
  if (compiled !== 0) return compiled;
  return runInOurPlace(runtime, [path.join(root, 'src', 'cli', 'write-schemas.ts')]);
}

process.exitCode = await build();
