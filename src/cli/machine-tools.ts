import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { MachineTools } from '../index.ts';
import { findTool } from './find-tool.ts';

/** Programs and folders of this machine, for reading documents. */
export function findMachineTools(): MachineTools {
  return {
    findTool,
    environment: process.env,
    tempFolder: tmpdir(),
    dataFolder: join(userCacheFolder(), 'oit-checker', 'ocr'),
  };
}

/** Where programs of this system keep what they can make again. */
function userCacheFolder(): string {
  const named = process.platform === 'win32' ? process.env['LOCALAPPDATA'] : process.env['XDG_CACHE_HOME'];
  if (named !== undefined && named !== '') return named;
  return process.platform === 'darwin' ? join(homedir(), 'Library', 'Caches') : join(homedir(), '.cache');
}
