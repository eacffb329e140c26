import { homedir } from 'node:os';
import { isAbsolute, join, resolve } from 'node:path';

/** The folder of results: the one that was typed, else `OIT_STORE`, else the user's data folder; null: none. */
export function findStoreFolder(typed: string | false | undefined, cwd: string): string | null {
  if (typed === false) return null;
  const named = typed ?? process.env['OIT_STORE'] ?? '';
  return named === '' ? dataFolder() : resolve(cwd, named);
}

/** Where programs keep a user's data, by the customs of each system. */
function dataFolder(): string {
  const name = 'oit-checker';
  const home = homedir();
  if (process.platform === 'win32')
    return join(process.env['LOCALAPPDATA'] ?? join(home, 'AppData', 'Local'), name);
  if (process.platform === 'darwin') return join(home, 'Library', 'Application Support', name);
  // A relative one is to be ignored: https://specifications.freedesktop.org/basedir-spec/latest/
  const base = process.env['XDG_DATA_HOME'] ?? '';
  return join(isAbsolute(base) ? base : join(home, '.local', 'share'), name);
}
