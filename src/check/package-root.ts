import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * The nearest folder at or above `from` whose package.json is this package's: the same answer for a module
 * run from the checkout and for one compiled into dist.
 * @throws Error when no folder up to the root of the disk is it
 */
export function findPackageRoot(from: string): string {
  for (let folder = from; ; folder = dirname(folder)) {
    const manifest = join(folder, 'package.json');
    if (existsSync(manifest) && readPackageName(manifest) === 'oit-checker') return folder;
    if (dirname(folder) === folder) throw new Error(`no package.json of oit-checker at or above ${from}`);
  }
}

function readPackageName(manifest: string): unknown {
  const content: unknown = JSON.parse(readFileSync(manifest, 'utf8'));
  return typeof content === 'object' && content !== null && 'name' in content ? content.name : undefined;
}
